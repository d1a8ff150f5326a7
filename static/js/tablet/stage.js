// One screen at a time, in one language. Everything a visitor makes lives in the clone; wiping drops it.

export class Stage extends EventTarget {
  #start = document.getElementById("start");
  #visit = document.getElementById("visit");
  #language = null;
  #screen = null;

  constructor() {
    super();
    this.#visit.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-go]");
      if (button) this.show(button.dataset.go);
    });
    this.#start.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-language]");
      if (button && !this.#start.dataset.broken) this.speak(button.dataset.language);
    });
  }

  get language() {
    return this.#language;
  }

  get screen() {
    return this.#screen;
  }

  get isVisited() {
    return this.#language !== null;
  }

  // Presses inside the visit that land on what the selector names.
  onPress(selector, act) {
    this.#visit.addEventListener("click", ({ target }) => {
      const found = target.closest(selector);
      if (found) act(found);
    });
  }

  find(selector) {
    return this.#visit.querySelector(selector);
  }

  all(selector) {
    return [...this.#visit.querySelectorAll(selector)];
  }

  // The visitor's language. In the middle of a visit, what was typed and ticked moves along.
  speak(language) {
    const template = document.querySelector(`template[data-language="${CSS.escape(language)}"]`);
    const screen = this.#screen ?? "choose";
    const given = this.#read();
    this.#leave();
    this.#visit.replaceChildren(template.content.cloneNode(true));
    this.#write(given);
    const { dir } = this.#visit.firstElementChild;
    Object.assign(document.documentElement, { lang: language, dir });
    this.#language = language;
    this.dispatchEvent(new Event("language"));
    this.show(screen);
  }

  // Back to the choice of language, with the visit kept behind it.
  chooseLanguage() {
    this.#leave({ keep: true });
    this.#reveal(this.#start);
  }

  show(name) {
    const screen = this.find(`#${name}`);
    if (!screen) return;
    this.#leave();
    for (const each of this.all("[data-screen]")) each.hidden = each !== screen;
    this.#screen = name;
    this.#reveal(this.#visit);
    for (const part of [screen.parentElement, screen.querySelector("[data-middle]")]) part.scrollTop = 0;
    const heading = screen.querySelector("h1");
    document.title = heading.textContent;
    (screen.querySelector("[data-typed]") ?? heading).focus({ preventScroll: true });
    this.dispatchEvent(new CustomEvent("show", { detail: { name, screen } }));
  }

  // From the choice of language back to where the visitor was. Says whether that was needed.
  resume() {
    const isAway = this.#visit.hidden;
    if (isAway) this.show(this.#screen);
    return isAway;
  }

  // Nothing of this visitor stays: not on the screen, not in a field, not in a module that listens.
  wipe() {
    this.#leave();
    for (const field of this.all("textarea, input")) {
      field.value = "";
      field.checked = false;
    }
    this.#visit.replaceChildren();
    this.#language = null;
    Object.assign(document.documentElement, { lang: document.body.dataset.first, dir: this.#start.dir });
    this.dispatchEvent(new Event("wipe"));
    this.#reveal(this.#start);
  }

  #reveal(part) {
    this.#start.hidden = part !== this.#start;
    this.#visit.hidden = part !== this.#visit;
    if (part !== this.#start) return;
    const heading = this.#start.querySelector("h1");
    document.title = heading.querySelector("span").textContent.trim().split("\n")[0];
    heading.focus({ preventScroll: true });
  }

  #leave({ keep = false } = {}) {
    if (this.#screen) this.dispatchEvent(new CustomEvent("leave", { detail: { name: this.#screen } }));
    if (!keep) this.#screen = null;
  }

  #read() {
    const fields = this.all("[name]");
    return new Map(fields.map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]));
  }

  #write(given) {
    for (const field of this.all("[name]")) {
      if (!given.has(field.name)) continue;
      if (field.type === "checkbox") field.checked = given.get(field.name);
      else field.value = given.get(field.name);
    }
  }
}
