// Who was let in at this device and is not on the server's list yet: they count, and they are found.

const partyOf = ({ act, name, at, device }) => ({
  id: act,
  moment: null,
  state: "signed_up",
  language: "",
  help: false,
  ticket: "",
  short: "",
  guests: [{ id: act, name, times: [[at, "in", device, act]] }],
});

export class Newcomers {
  #known = new Map();

  constructor(kept = []) {
    for (const each of kept) this.#known.set(each.act, each);
  }

  add(each) {
    this.#known.set(each.act, each);
  }

  rename(act, name) {
    const known = this.#known.get(act);
    if (known) this.#known.set(act, { ...known, name });
  }

  // Gives whether there was such an act.
  drop(act) {
    return this.#known.delete(act);
  }

  // Who is on the list by now is no newcomer any more.
  settle(parties) {
    for (const { guests } of parties) {
      for (const { times } of guests ?? []) for (const [, , , act] of times ?? []) this.#known.delete(act);
    }
  }

  // As sign-ups of their own; the act stands in for the numbers that only the server gives.
  parties() {
    return [...this.#known.values()].map(partyOf);
  }

  kept() {
    return [...this.#known.values()];
  }
}
