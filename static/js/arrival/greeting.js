// Puts on the screen who came in: their names, how many, where they sit, and whether a badge comes.

import { speaking } from "../door/words.js";

const LONG = 24;

export function paint(stage, shown, list) {
  const words = speaking((selector) => stage.all(`#words ${selector}`), stage.language);
  const screen = stage.find(`#${shown.screen}`);
  const slot = (name) => screen.querySelector(`[data-slot="${name}"]`);
  const fill = (name, content) => {
    slot(name)?.replaceChildren(...(content ? [content] : []));
    slot(name)?.toggleAttribute("hidden", !content);
  };
  for (const part of screen.querySelectorAll("[data-strange]")) part.hidden = part.dataset.strange !== shown.how;
  fill("typed", shown.typed?.toUpperCase());
  fill("names", called(shown, words));
  screen.querySelector("h1").toggleAttribute("data-long", (slot("names")?.textContent.length ?? 0) > LONG);
  fill("size", shown.size > 1 && words.counted("size", shown.size));
  slot("seats")?.replaceChildren(...seats(stage, shown, list, words));
  slot("badge")?.toggleAttribute("hidden", !shown.isPrinting);
}

function called({ guests, name }, words) {
  if (name) return words.names([{ name }]);
  return guests?.some((guest) => guest.name) ? words.names(guests) : null;
}

// Who sit together are named together; one group for all needs no names.
function seats(stage, { guests = [], name }, list, words) {
  const groups = grouped(guests, groupOf(list));
  const known = [...groups].filter(([id]) => list.group(id));
  return known.map(([id, people]) => {
    const { name: group, colour } = list.group(id);
    const seat = stage.find("[data-seat]").content.firstElementChild.cloneNode(true);
    const box = seat.querySelector(".seat-group");
    box.classList.add(`group-${colour}`);
    box.prepend(document.querySelector(`[data-group="${colour}"]`).content.cloneNode(true));
    box.querySelector("span").replaceChildren(words.sentence(`seat-${colour}`, { place: group }));
    const isForAll = known.length === 1 && people.length === guests.length;
    seat.querySelector('[data-slot="who"]').replaceChildren(...(isForAll || name ? [] : [words.names(people)]));
    return seat;
  });
}

const groupOf = (list) => (guest) => list.byGuest(guest.id)?.people[0].group ?? null;

function grouped(guests, key) {
  const groups = new Map();
  for (const guest of guests) groups.set(key(guest), [...(groups.get(key(guest)) ?? []), guest]);
  return groups;
}
