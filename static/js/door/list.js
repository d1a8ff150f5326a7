// The guest list on this device: sealed on disk, open in memory, and as new as the network lets it be.
//
//   const list = await GuestList.open(device, outbox)
//   await list.byCode("ABCD2345")   list.byGuest(7)        { party, people } or null
//   list.note(act, people, "in")    list.takeBack(actId)   what this device did, before the server knows
//   list.addEventListener("change" | "forbidden", …)

import { isInside } from "./decide.js";
import { indexed } from "./names.js";
import { Newcomers } from "./newcomers.js";
import { Sheets } from "./sheets.js";
import { tidy } from "./ticket.js";

const EVERY = 2000;
const SLOWEST = 30_000;
const PATIENCE = 8000;
const SETTLING = 15_000; // an act that was delivered so recently may not be in the news yet

const TIME = "X-Kiosk-Time";
const PRINTERS = "X-Kiosk-Printers";
const EMPTY = { change: 0, salt: "", until: 0, moments: [], groups: [], lock: "", parties: [] };

export class GuestList extends EventTarget {
  #sheets;
  #outbox;
  #device;
  #state = EMPTY;
  #parties = new Map();
  #codes = new Map();
  #guests = new Map();
  #newcomers = new Newcomers();
  #index = null;
  #undone = new Set();
  #settled = new Map();
  #printers = 0;
  #behind = 0; // milliseconds that this device's clock is behind the server's, as last measured
  #misses = 0;
  #saving = null;
  #asking = null;

  static async open(device, outbox) {
    const list = new GuestList();
    list.#device = device;
    list.#outbox = outbox;
    list.#sheets = await Sheets.open(`kiosk-list-${device.id}`);
    const kept = await list.#sheets.read();
    list.#behind = kept?.behind ?? 0;
    list.#printers = kept?.printers ?? 0;
    if (kept && kept.until > list.now()) {
      list.#newcomers = new Newcomers(kept.newcomers);
      list.#take({ ...kept, whole: true }, new Set(kept.undone));
    }
    outbox.addEventListener("receipt", ({ detail }) => list.#hear(detail));
    return list;
  }

  // Only who is new at the server too comes with the news.
  #hear({ act, receipt }) {
    this.#settled.set(act.id, Date.now());
    if (receipt.answer !== "welcome" && this.#newcomers.drop(act.id)) this.#changed([]);
  }

  // Asks for news again and again while the page is looked at.
  follow() {
    const again = async () => {
      if (!document.hidden) await this.refresh();
      setTimeout(again, Math.min(SLOWEST, EVERY * 2 ** Math.min(this.#misses, 4)));
    };
    again();
    document.addEventListener("visibilitychange", () => document.hidden || this.refresh());
  }

  // The time as the server has it.
  now() {
    return Date.now() + this.#behind;
  }

  get behind() {
    return this.#behind;
  }

  // How many sign-ups and walk-ins are on it.
  get size() {
    return this.#parties.size;
  }

  // Whether there is a list at all; it may be empty.
  get isKnown() {
    return this.#state.until > 0;
  }

  get moments() {
    return this.#state.moments;
  }

  // The digits that open the screen when it locked itself; empty while there is no list.
  get lock() {
    return this.#state.lock;
  }

  // How many printers the event had, when last heard.
  get printers() {
    return this.#printers;
  }

  // The group with this id: { name, colour }, or null.
  group(id) {
    const found = this.#state.groups.find(([each]) => each === id);
    return found ? { name: found[1], colour: found[2] } : null;
  }

  // Asks the server what is new. Gives whether it answered.
  refresh() {
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #ask() {
    if (this.#state.until && this.#state.until < this.now()) return this.forget();
    try {
      const query = new URLSearchParams({ na: this.#state.change });
      const response = await fetch(`/deur/lijst?${query}`, { signal: AbortSignal.timeout(PATIENCE) });
      if (response.status === 403) return this.#forbidden();
      if (!response.ok) throw new Error(`status ${response.status}`);
      this.#behind = Number(response.headers.get(TIME)) - Date.now();
      this.#printers = Number(response.headers.get(PRINTERS));
      if (response.status !== 204) await this.#read(await response.json());
      this.#misses = 0;
      return true;
    } catch {
      this.#misses += 1;
      return false;
    }
  }

  async #read(news) {
    const waiting = new Set((await this.#outbox.list()).map(({ id }) => id));
    const justNow = Date.now() - SETTLING;
    for (const [id, at] of this.#settled) at > justNow ? waiting.add(id) : this.#settled.delete(id);
    this.#take(news, this.#undone, waiting);
    if (news.whole) this.#sheets?.touchAll();
    this.#save(news.parties);
  }

  // `waiting`: acts of this device that the news may not know yet.
  #take(news, undone, waiting = new Set()) {
    const before = news.whole ? new Map() : this.#parties;
    const parties = new Map(before);
    for (const party of news.parties) parties.set(party.id, this.#withOwn(party, waiting));
    for (const [id, party] of parties) if (party.gone) parties.delete(id);
    this.#newcomers.settle(news.parties);
    const { change, salt, until, moments, groups, lock } = news;
    this.#state = { change, salt, until, moments, groups: groups ?? [], lock: lock ?? "" };
    this.#undone = undone;
    this.#parties = parties;
    this.#arrange();
    this.dispatchEvent(new Event("change"));
  }

  #withOwn(party, waiting) {
    for (const guest of party.guests ?? []) {
      const own = (this.#guests.get(guest.id)?.guest.times ?? []).filter(([, , , act]) => waiting.has(act));
      const told = (guest.times ?? []).filter(([, , , act]) => !this.#undone.has(act));
      const known = new Set(told.map(([, , , act]) => act));
      guest.times = [...told, ...own.filter(([, , , act]) => !known.has(act))].sort(([one], [other]) => one - other);
    }
    return party;
  }

  #arrange() {
    this.#codes = new Map();
    this.#guests = new Map();
    for (const party of this.#parties.values()) {
      this.#codes.set(party.ticket, party);
      this.#codes.set(party.short, party);
      for (const guest of party.guests) this.#guests.set(guest.id, { guest, party });
    }
    for (const party of this.#newcomers.parties()) this.#guests.set(party.id, { guest: party.guests[0], party });
    this.#index = null;
  }

  async byCode(code) {
    const party = this.#codes.get(await hashed(this.#state.salt, tidy(code)));
    return party ? this.#group(party, party.guests) : null;
  }

  byGuest(id) {
    const found = this.#guests.get(id);
    return found ? this.#group(found.party, [found.guest]) : null;
  }

  // Who was merged into another record is found there, and then that record's sign-up counts.
  #group(party, guests) {
    const people = [...new Set(guests.map((each) => this.#guests.get(each.is)?.guest ?? each))];
    const own = guests.find((each) => !each.is) ? party : (this.#guests.get(people[0].id)?.party ?? party);
    return { party: own, people };
  }

  // For searching: everyone with a name of their own.
  index() {
    const people = [...this.#guests.values()].filter(({ guest }) => !guest.is);
    this.#index ??= indexed(people.map(({ guest, party }) => ({ ...guest, party })));
    return this.#index;
  }

  inside(at = this.now()) {
    return [...this.#guests.values()].filter(({ guest }) => !guest.is && isInside(guest, at)).map(({ guest }) => guest);
  }

  // What this device just did, so that its next answer knows. Without people somebody was let in whom it does not know.
  note({ id, at, who = [] }, people, way = "in") {
    const touched = [];
    for (const { id: guestId } of people) {
      const known = this.#guests.get(guestId);
      if (!known) continue;
      known.guest.times = [...(known.guest.times ?? []), [at, way, this.#device.name, id]];
      touched.push(known.party);
    }
    const isNew = way === "in" && !people.some((guest) => guest.id);
    if (isNew) this.#newcomers.add({ act: id, name: who[0]?.name ?? null, at, device: this.#device.name });
    this.#changed(touched, { isNew });
  }

  takeBack(act) {
    this.#undone.add(act);
    const isNew = this.#newcomers.drop(act);
    const theirs = [...this.#guests.values()].filter(({ guest }) => guest.times?.some(([, , , each]) => each === act));
    for (const { guest } of theirs) guest.times = guest.times.filter(([, , , each]) => each !== act);
    const touched = theirs.map(({ party }) => party);
    this.#changed(touched, { isNew });
  }

  // A name that was corrected here, until the news has it.
  rename(id, name) {
    const known = this.#guests.get(id);
    if (known) known.guest.name = name;
    this.#newcomers.rename(id, name);
    this.#changed(known ? [known.party] : []);
  }

  #changed(parties, { isNew = true } = {}) {
    if (isNew) this.#arrange();
    this.#index = null;
    this.#save(parties);
    this.dispatchEvent(new Event("change"));
  }

  // Writing may wait a moment: the acts themselves are on the device already. Newcomers have no sheet of their own.
  #save(parties) {
    for (const party of parties) if (this.#parties.has(party.id) || party.gone) this.#sheets?.touch(party);
    this.#saving ??= setTimeout(async () => {
      this.#saving = null;
      const heard = { behind: this.#behind, printers: this.#printers };
      const own = { undone: [...this.#undone], newcomers: this.#newcomers.kept() };
      const head = { ...this.#state, ...heard, ...own };
      await this.#sheets?.write(head, this.#parties.values()).catch((cause) => console.error(cause));
    }, 250);
  }

  async #forbidden() {
    await this.forget();
    this.dispatchEvent(new Event("forbidden"));
    return true;
  }

  // Nothing of the list stays on this device.
  async forget() {
    clearTimeout(this.#saving);
    const sheets = this.#sheets;
    this.#sheets = null;
    this.#newcomers = new Newcomers();
    this.#take({ ...EMPTY, whole: true }, new Set());
    await sheets?.forget();
    return true;
  }
}

async function hashed(salt, code) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(salt + code));
  return Array.from(new Uint8Array(digest).slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
