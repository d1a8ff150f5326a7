// One visit: who is let in, and what the screen says of it. Every act is on the device first; the server hears later.

import { newId } from "../device/id.js";
import { signal } from "../door/signals.js";
import { ticketIn } from "../door/ticket.js";
import { masked } from "./finding.js";
import { paint } from "./greeting.js";

const LEAST_SHOWN = 2000; // a code that is still before the camera is no next guest
const LONG = 600_000;

const isKnown = ({ id }) => Number.isInteger(id);

export class Visit {
  #stage;
  #outbox;
  #list;
  #desk;
  #shown = null; // what the screen says: { screen, act, guests, size, isPrinting, typed, how }
  #since = -LEAST_SHOWN;
  #isBusy = false;

  constructor({ stage, outbox, list, desk }) {
    this.#stage = stage;
    this.#outbox = outbox;
    this.#list = list;
    this.#desk = desk;
    stage.addEventListener("language", () => this.#paint());
    list.addEventListener("change", () => this.#paint());
    stage.addEventListener("wipe", () => {
      this.#shown = null;
    });
  }

  // What a camera or a scanner read. The guest before goes off the screen.
  scanned(read) {
    const isStillThere = this.#shown && performance.now() - this.#since < LEAST_SHOWN;
    if (this.#isBusy || isStillThere || document.getElementById("start").dataset.broken) return null;
    return this.#work(async () => {
      const ticket = ticketIn(read);
      // Who has had an answer is gone: the next guest does not get their language.
      const chosen = (!this.#shown && this.#stage.language) || document.body.dataset.first;
      const party = ticket ? (await this.#list.byCode(ticket))?.party : null;
      this.#stage.wipe();
      this.#stage.speak(this.#spoken(party?.language) ?? chosen);
      if (!ticket) return this.#show({ screen: "strange", how: "scanned" });
      return this.#arrive({ ticket }, await this.#desk.answer("arrive", { ticket }, this.#list.now()));
    });
  }

  // A code that is on no list was perhaps typed wrong.
  typed(code) {
    return this.#work(async () => {
      const here = await this.#desk.answerTyped(code, this.#list.now());
      if (here?.detail.reason === "not_found") return this.#show({ screen: "strange", how: "typed", typed: code });
      return this.#arrive({ code }, here);
    });
  }

  // Whoever it is comes in; the server may know the code.
  anyway() {
    return this.#work(() => this.#arrive({ code: this.#shown.typed }, null));
  }

  // The whole name stays off the screen: it may be somebody else who looks.
  found({ id, name }) {
    return this.#work(async () => {
      const here = await this.#desk.answer("arrive", { guest: id }, this.#list.now());
      await this.#arrive({ guest: id }, here, { name: masked(name) });
    });
  }

  walkIn(name) {
    return this.#work(async () => {
      const mine = { id: newId(), at: this.#list.now(), who: [{ name: name || null }] };
      await this.#outbox.keep("walk_in", { name: name || null, language: this.#stage.language }, { id: mine.id });
      this.#list.note(mine, []);
      this.#welcome({ screen: "welcome", act: mine.id, guests: mine.who, size: 1 });
    });
  }

  #spoken(language) {
    return document.querySelector(`template[data-language="${CSS.escape(language ?? "")}"]`) ? language : null;
  }

  async #work(job) {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      await job();
    } catch (cause) {
      console.error(cause);
      this.#show({ screen: "trouble" });
    } finally {
      this.#isBusy = false;
    }
  }

  // Who is not on the list of today comes in too, and then a person helps them on.
  async #arrive(payload, here, { name = null } = {}) {
    const isListed = here !== null && here.answer !== "unknown";
    const sent = isListed ? payload : { ...payload, anyway: true, language: this.#stage.language };
    const mine = { id: newId(), at: this.#list.now() };
    await this.#outbox.keep("arrive", sent, { id: mine.id });
    const guests = here?.detail.guests ?? [];
    this.#list.note(mine, guests);
    const told = { act: mine.id, guests, size: guests.length, name };
    if (!isListed) this.#unlisted(told);
    else if (here.answer === "already") this.#show({ ...told, screen: "already" });
    else this.#welcome({ ...told, screen: "welcome", isBack: here.detail.isBack });
  }

  #welcome(told) {
    this.#show(told);
    const guests = told.guests.filter(isKnown).map(({ id }) => id);
    if (this.#list.printers && !told.isBack) this.#print(this.#shown, guests).catch(console.error);
    if (!guests.length) this.#improve(this.#shown);
  }

  // A badge that is late is printed late; only one that comes now is spoken of.
  async #print(shown, guests) {
    const { id } = await this.#outbox.keep("print", guests.length ? { guests } : { of: shown.act });
    const receipt = await this.#outbox.receipt(id, { within: LONG });
    shown.isPrinting = receipt?.answer === "printing" && receipt.detail.is_there;
    if (this.#shown === shown) this.#paint();
  }

  #unlisted(told) {
    this.#show({ ...told, screen: "person" });
    if (!told.guests.length) this.#improve(this.#shown);
  }

  // Who signed up a minute ago is on the server's list: while they still stand here, they see their name.
  async #improve(shown) {
    const receipt = await this.#outbox.receipt(shown.act, { within: LONG });
    const guests = receipt?.detail?.guests ?? [];
    if (this.#shown !== shown || !guests.length) return;
    if (shown.screen === "welcome") Object.assign(shown, { guests });
    if (shown.screen === "person" && guests.some(({ name }) => name)) {
      return this.#welcome({ ...shown, guests, size: guests.length, screen: "welcome" });
    }
    return this.#paint();
  }

  #show(shown) {
    this.#shown = shown;
    this.#since = performance.now();
    if (!this.#stage.isVisited) this.#stage.speak(document.body.dataset.first);
    this.#paint();
    this.#stage.show(shown.screen);
    signal(SOUNDS[shown.screen]);
  }

  #paint() {
    if (this.#shown && this.#stage.isVisited) paint(this.#stage, this.#shown, this.#list);
  }
}

const SOUNDS = { welcome: "welcome", already: "already", person: "saved", strange: "unknown", trouble: "unknown" };
