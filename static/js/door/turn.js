// The guest whose answer is on the screen, and what the host can do for them. Every act is on the device first.

import { newId } from "../device/id.js";
import { badges, showPrinting } from "./badges.js";
import { showAnswer, showLeavers, showLeft, showSeats, showUndone, showWho } from "./answers.js";
import { unknown } from "./decide.js";
import { alsoSeen } from "./desk.js";
import { forget, note, noteOut, people } from "./recent.js";
import { current } from "./screens.js";

const LONG = 600_000;
const SOON = 1500;
const language = document.body.dataset.guestLanguage;

const ids = (guests) => guests.map((guest) => guest.id);

const anyway = (guests) => ["arrive", { guest: guests[0].id, guests: ids(guests), anyway: true }, { who: guests }];

// Whoever it is was let in: a code that fits nobody becomes a guest when it is delivered.
const unseen = (payload) => ({ ...payload, anyway: true, language });

// What the server knows better: who it was, who else has the name, and that another device saw them too.
function bettered(here, receipt) {
  const isNamed = here?.detail.guests.every(({ id }) => id);
  if (!isNamed || receipt.status === "quarantined") return receipt;
  if (here.answer === "welcome" && !here.detail.isBack && receipt.answer === "already") return alsoSeen(here, receipt);
  return null;
}

// The names that the host corrected before the receipt came.
function renamed(receipt, names) {
  const guests = (receipt.detail?.guests ?? []).map((guest, place) => ({ ...guest, name: names[place] }));
  return { ...receipt, detail: { ...receipt.detail, guests } };
}

export class Turn {
  #outbox;
  #list;
  #desk;
  #hasCamera;
  #entry = null; // the act on the screen: { id, kind, payload, who, at, receipt, back }; no id when nothing was kept

  constructor({ outbox, list, desk, hasCamera }) {
    this.#outbox = outbox;
    this.#list = list;
    this.#desk = desk;
    this.#hasCamera = hasCamera;
  }

  end() {
    this.#entry = null;
  }

  get typed() {
    return this.#entry?.payload.code ?? "";
  }

  // Lets people in by an answer of this device, or of the server later when only that can tell who it is.
  async act(kind, payload, { who = [], answer } = {}) {
    const at = this.#list.now();
    const here = answer === undefined ? await this.#desk.answer(kind, payload, at) : answer;
    if (here?.answer === "unknown") return this.look(here, payload);
    const mine = { id: newId(), kind, payload: here ? payload : unseen(payload), who, at, receipt: null, back: null };
    mine.order = performance.now();
    this.#entry = mine;
    await this.#outbox.keep(kind, mine.payload, { id: mine.id });
    this.#list.note(mine, here?.detail.guests ?? []);
    this.#present(mine, here);
    return this.#improve(mine);
  }

  async typedIn(code) {
    return this.act("arrive", { code }, { answer: await this.#desk.answerTyped(code, this.#list.now()) });
  }

  walkIn(name) {
    return this.act("walk_in", { name, language }, { who: [{ name }] });
  }

  // Who is found by name is let in whatever the list says: the host sees it on the row.
  choose({ id, name, party }) {
    const payload = party.state === "signed_up" ? { guest: id } : { guest: id, anyway: true };
    return this.act("arrive", payload, { who: [{ name }] });
  }

  // One guest alone, whoever they came with.
  async lookUp({ id }) {
    this.look(await this.#desk.answer("arrive", { guest: id, guests: [id] }, this.#list.now()));
  }

  look(receipt, payload = {}) {
    this.#present({ id: null, kind: "arrive", payload, who: [], at: this.#list.now() }, receipt);
  }

  lookBack(entry) {
    this.#entry = entry;
    if (entry.back) this.#showOut();
    else this.#present(entry, entry.receipt, { isQuiet: true });
  }

  // The answer once more, as it was.
  again() {
    this.#present(this.#entry, this.#entry.receipt, { isQuiet: true });
  }

  // The host does not wait for this.
  #improve(mine) {
    this.#outbox.receipt(mine.id, { within: LONG }).then((receipt) => {
      const known = receipt && !mine.back && bettered(mine.receipt, receipt);
      if (!known) return;
      const isSame = mine.names && mine.names.length === known.detail?.guests?.length;
      const better = isSame ? renamed(known, mine.names) : known;
      if (this.#isShown(mine, mine.receipt?.answer ?? "saved")) this.#present(mine, better, { isQuiet: true });
      else note(Object.assign(mine, { receipt: better }));
    });
  }

  #isShown(entry, screen) {
    return this.#entry === entry && current() === screen;
  }

  #present(shown, receipt, { isQuiet = false } = {}) {
    this.#entry = Object.assign(shown, { receipt });
    const guests = receipt?.detail?.guests ?? [];
    showAnswer(receipt, {
      typed: shown.payload.code,
      who: shown.who,
      hasCamera: this.#hasCamera(),
      isQuiet,
      seats: this.#seats(guests),
      badges: badges(guests, this.#list),
      ticket: shown.kind === "walk_in" && !receipt?.detail?.isMerged && guests.some(({ id }) => Number.isInteger(id)),
    });
    note(shown);
  }

  // Who is new has a seat as soon as the list tells it.
  reseat() {
    if (this.#entry && this.#isShown(this.#entry, "welcome")) {
      showSeats(this.#seats(this.#entry.receipt?.detail?.guests ?? []));
    }
  }

  // Where these guests sit: [{ group, guests }], empty when nobody has a group.
  #seats(guests) {
    const seats = new Map();
    for (const guest of guests) {
      const group = this.#list.byGuest(guest.id)?.people[0].group;
      if (group) seats.set(group, [...(seats.get(group) ?? []), guest]);
    }
    const known = [...seats].map(([id, people]) => ({ group: this.#list.group(id), guests: people }));
    return known.filter(({ group }) => group);
  }

  // Who is in by the acts that can be undone here: of a second scan, those who came in by the first one.
  #insiders() {
    const detail = this.#entry?.receipt?.detail ?? {};
    return (detail.together ?? detail.guests ?? []).filter(({ id }) => Number.isInteger(id));
  }

  async #takeBack() {
    const entry = this.#entry;
    const acts = [...new Set([...(entry.receipt?.detail?.acts ?? []), entry.id])].filter(Boolean);
    for (const undoes of acts) {
      await this.#outbox.keep("undo", { undoes });
      this.#list.takeBack(undoes);
    }
    const guests = this.#insiders();
    entry.back = guests.length ? anyway(guests) : [entry.kind, entry.payload, { who: entry.who }];
    noteOut(acts, entry.back);
  }

  async #undo() {
    await this.#takeBack();
    this.#showOut();
  }

  #showOut() {
    showUndone(people(this.#entry));
  }

  // This is not right: of several people the host says who is here.
  async wrong() {
    const guests = this.#insiders();
    if (guests.length < 2) return this.#undo();
    return showWho(guests);
  }

  async these(chosen) {
    const inside = this.#insiders();
    const guests = inside.filter((guest) => chosen.has(guest.id));
    if (guests.length === inside.length) return this.again();
    if (!guests.length) return this.#undo();
    await this.#takeBack();
    forget(this.#entry);
    return this.act(...anyway(guests));
  }

  // A code of ours that is not on this list may be on the server's.
  letIn() {
    const { payload, receipt } = this.#entry;
    const guests = receipt?.detail?.guests ?? [];
    if (guests.length) return this.act(...anyway(guests));
    return payload.code ? this.act("arrive", payload, { answer: null }) : this.act("walk_in", { name: null, language });
  }

  // Goes away, perhaps for a moment: who is seen again is back. Of several people the host says who.
  async leaves() {
    const guests = this.#insiders();
    if (guests.length < 2) return this.#leave(guests);
    return showLeavers(guests);
  }

  async theseLeave(chosen) {
    const guests = this.#insiders().filter(({ id }) => chosen.has(id));
    return guests.length ? this.#leave(guests) : this.again();
  }

  async #leave(guests) {
    const mine = { id: newId(), at: this.#list.now() };
    await this.#outbox.keep("leave", { guests: ids(guests) }, { id: mine.id });
    this.#list.note(mine, guests, "out");
    this.#entry.left = mine.id;
    showLeft(guests);
  }

  // They did not leave: the host pressed wrong.
  async stays() {
    const { left } = this.#entry;
    await this.#outbox.keep("undo", { undoes: left });
    this.#list.takeBack(left);
    this.again();
  }

  insideAgain() {
    forget(this.#entry);
    return this.act(...this.#entry.back);
  }

  async same() {
    const { guests, twins } = this.#entry.receipt.detail;
    await this.#outbox.keep("merge", { keep: twins[0].id, drop: guests[0].id });
    const detail = { ...this.#entry.receipt.detail, guests: [twins[0]], twins: [], isMerged: true };
    this.#present(this.#entry, { ...this.#entry.receipt, detail }, { isQuiet: true });
  }

  // Who is on the screen, to correct their names: of who is new the act stands for the guest.
  get named() {
    const guests = this.#entry?.receipt?.detail?.guests ?? [];
    return guests.map((guest) => ({ ...guest, of: Number.isInteger(guest.id) ? null : (guest.id ?? this.#entry.id) }));
  }

  // `names` are those of `named`, in that order.
  async rename(names) {
    const entry = this.#entry;
    const before = this.named;
    const guests = before.map(({ id }, place) => ({ id, name: names[place] }));
    for (const [place, { id, of, name }] of before.entries()) {
      if (names[place] === name) continue;
      await this.#outbox.keep("name", of ? { of, name: names[place] } : { guest: id, name: names[place] });
      this.#list.rename(of ?? id, names[place]);
    }
    Object.assign(entry, { who: guests, names });
    this.#present(entry, renamed(entry.receipt, names), { isQuiet: true });
  }

  // Asks for the badges; who is new at the server too is known there by the act that let them in.
  async print() {
    const entry = this.#entry;
    const guests = this.named.filter(({ of }) => !of);
    const { id } = await this.#outbox.keep("print", guests.length ? { guests: ids(guests) } : { of: this.named[0].of });
    const receipt = await this.#outbox.receipt(id, { within: SOON });
    this.#tellPrinting(entry, receipt, guests);
    if (!receipt) this.#outbox.receipt(id, { within: LONG }).then((late) => late && this.#tellPrinting(entry, late, guests));
  }

  #tellPrinting(entry, receipt, guests) {
    if (this.#entry === entry && document.querySelector(".badges")) showPrinting(receipt, guests);
  }

  // The guest that the host wants to know more of.
  get guest() {
    return (this.#entry?.receipt?.detail?.guests ?? []).find(({ id }) => Number.isInteger(id))?.id ?? null;
  }
}
