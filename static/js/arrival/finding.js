// Finding oneself by name: three letters or more, the exact beginning, few hits, and never a whole name.

import { decide } from "../door/decide.js";
import { folded } from "../door/names.js";
import { speaking } from "../door/words.js";

const LEAST = 3;
const MOST = 3;
const SHOWN = 2;

// "Fatima Bouzid" is "Fa… B.".
export function masked(name) {
  const [first, ...others] = name.trim().split(/\s+/u);
  return [`${[...first].slice(0, SHOWN).join("")}…`, ...others.map((word) => `${[...word][0]}.`)].join(" ");
}

// Of today's list; null with too few letters, "more" when too many fit.
export function hits(list, typed) {
  const asked = folded(typed.trim());
  if ([...asked].length < LEAST) return null;
  const begins = list.index().rows.map(({ guest }) => guest).filter(({ name }) => folded(name).startsWith(asked));
  const found = begins.filter((guest) => isExpected(guest, list));
  return found.length > MOST ? "more" : found;
}

function isExpected(guest, list) {
  return Number.isInteger(guest.id) && decide(guest.party, [guest], list.moments, list.now()).answer !== "unknown";
}

export function finding(stage, list, choose) {
  let found = [];

  const row = (screen, guest, words) => {
    const made = screen.querySelector("[data-hit]").content.firstElementChild.cloneNode(true);
    const size = guest.party.guests.filter((each) => !each.is).length;
    made.querySelector("[data-guest]").dataset.guest = guest.id;
    made.querySelector('[data-slot="name"]').textContent = masked(guest.name);
    made.querySelector('[data-slot="size"]').replaceChildren(words.counted("size", size));
    return made;
  };

  const said = (answer) => {
    if (answer === null) return "few-letters";
    if (answer === "more") return "more-names";
    return answer.length ? null : "nobody";
  };

  const tell = (screen) => {
    const words = speaking((selector) => stage.all(`#words ${selector}`), stage.language);
    const answer = hits(list, screen.querySelector("[data-typed]").value);
    const sentence = said(answer);
    found = Array.isArray(answer) ? answer : [];
    screen.querySelector("[data-found-words]").replaceChildren(...(sentence ? [words.sentence(sentence)] : []));
    screen.querySelector("[data-hits]").replaceChildren(...found.map((guest) => row(screen, guest, words)));
  };

  stage.addEventListener("show", ({ detail: { name, screen } }) => {
    if (name !== "find") return;
    screen.querySelector("[data-typed]").addEventListener("input", () => tell(screen));
    tell(screen);
  });
  stage.addEventListener("wipe", () => {
    found = [];
  });
  stage.onPress("[data-guest]", ({ dataset }) => choose(found.find(({ id }) => id === Number(dataset.guest))));
}
