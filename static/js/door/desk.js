// What this device answers by itself, by its list; the server hears of it later.

import { decide, unknown } from "./decide.js";

const AWAY = 1200; // How long a typed code that is not on the list may wait for a newer list.

export class Desk {
  #list;

  constructor(list) {
    this.#list = list;
  }

  // The answer to an act that lets people in; null when only the server can tell who it is.
  async answer(kind, payload, at) {
    if (kind === "walk_in") return newGuest(payload.name);
    const found = await this.#who(payload);
    if (!found) return null;
    const { party, people } = found;
    const chosen = payload.guests ? people.filter(({ id }) => payload.guests.includes(id)) : people;
    return decide(party, chosen, this.#list.moments, at, { anyway: payload.anyway === true });
  }

  // A code that a hand typed: when it is on no list, perhaps the list is old, and else it was typed wrong.
  async answerTyped(code, at) {
    const answer = await this.answer("arrive", { code }, at);
    if (answer || !this.#list.isKnown) return answer;
    await Promise.race([this.#list.refresh(), new Promise((resolve) => setTimeout(resolve, AWAY))]);
    const later = await this.answer("arrive", { code }, at);
    return later ?? (this.#list.isKnown ? unknown("not_found") : null);
  }

  #who({ ticket, code, guest, guests }) {
    if (ticket || code) return this.#list.byCode(ticket ?? code);
    const found = (guests ?? [guest]).map((id) => this.#list.byGuest(id)).filter(Boolean);
    if (!found.length) return null;
    const party = found[0].party;
    return { party, people: guests ? found.flatMap(({ people }) => people) : party.guests.filter((each) => !each.is) };
  }
}

const newGuest = (name) => ({
  answer: "welcome",
  detail: { guests: [{ id: null, name }], size: 1, moment: null, help: false, twins: [] },
});

// Another device saw them first: both count, and the host may know.
export function alsoSeen(answer, receipt) {
  const { since, where, guests } = receipt.detail;
  return { ...answer, detail: { ...answer.detail, guests, also: { at: since, where } } };
}
