// Who is inside now, to count at the meeting point or to print: also without the network.

import { timesOf } from "./decide.js";
import { reading } from "./names.js";
import { counted, names, sentence, time } from "./words.js";

const row = document.getElementById("inside-row").content;
const rows = document.querySelector('[data-slot="inside-list"]');
const said = document.querySelector('[data-slot="inside-count"]');
const made = document.querySelector('[data-slot="inside-made"]');
const ticks = new Set();

// Shows the list as it is now; `look` opens one guest. Who was ticked stays ticked while this page is open.
export function showInside(list, look) {
  const now = list.now();
  const people = list.inside(now).sort(byName);
  const tell = () => said.replaceChildren(words(people));
  rows.replaceChildren(...people.map((guest) => line(guest, now, { tell, look })));
  made.replaceChildren(sentence("made-at", { time: time(now) }));
  tell();
}

const byName = (one, other) => (one.name ? (other.name ? one.name.localeCompare(other.name) : -1) : 1);

function words(people) {
  const ticked = people.filter(({ id }) => ticks.has(id)).length;
  const whole = new DocumentFragment();
  whole.append(counted("inside", people.length));
  if (ticked) whole.append(sentence("comma"), " ", counted("ticked", ticked));
  return whole;
}

function line(guest, now, { tell, look }) {
  const made = row.cloneNode(true);
  const box = made.querySelector("input");
  box.checked = ticks.has(guest.id);
  box.addEventListener("change", () => {
    if (box.checked) ticks.add(guest.id);
    else ticks.delete(guest.id);
    tell();
  });
  made.querySelector('[data-slot="name"]').replaceChildren(names([guest]));
  made.querySelector('[data-slot="when"]').replaceChildren(...when(guest, now));
  made.querySelector('[data-slot="whose"]').replaceChildren(names([guest]));
  made.querySelector("button").addEventListener("click", () => look(guest));
  return made;
}

function when(guest, now) {
  const at = time(timesOf(guest, now).at(-1)[0]);
  const read = guest.name ? reading(guest.name) : "";
  return read ? [read, sentence("comma"), " ", at] : [at];
}

document.getElementById("inside-print").addEventListener("click", () => print());
