// Finding a guest by name, on the list that this device has.

import { isInside } from "./decide.js";
import { MOST, find, reading } from "./names.js";
import { counted, sentence, time } from "./words.js";

const STATES = new Set(["cancelled", "waiting"]);
const field = document.getElementById("search-field");
const clear = document.getElementById("search-clear");
const said = document.getElementById("found-words");
const rows = document.getElementById("found-rows");
const row = document.getElementById("found-row").content;

export function search(guests, { choose, look }) {
  function tell() {
    const found = find(guests.index(), field.value);
    clear.hidden = !field.value;
    said.replaceChildren(words(found));
    rows.replaceChildren(...(found?.rows ?? []).map(line));
  }

  function line({ guest, name: [before, fits, after] }) {
    const made = row.cloneNode(true);
    const slot = (name) => made.querySelector(`[data-slot="${name}"]`);
    const mark = document.createElement("mark");
    mark.append(fits);
    slot("name").append(before, mark, after);
    slot("about").replaceChildren(...about(guest, guests.moments));
    const inside = isInside(guest, guests.now());
    slot(inside ? "let-in" : "is-in").remove();
    slot("whose").replaceChildren(guest.name);
    made.querySelector("button").addEventListener("click", () => (inside ? look : choose)(guest));
    return made;
  }

  field.addEventListener("input", tell);
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell();
  });
  guests.addEventListener("change", () => document.getElementById("search").hidden || tell());

  function open() {
    field.value = "";
    tell();
    field.focus();
  }

  clear.addEventListener("click", open);
  return open;
}

function words(found) {
  if (found === null) return sentence("few-letters");
  if (found.more) return sentence("more-names", { n: MOST });
  return found.rows.length ? counted("found", found.rows.length) : sentence("nobody");
}

// How to say it, and what tells two people of one name apart: when they come, with how many, and what the list says.
function about({ name, party }, moments) {
  const moment = moments.find(([id]) => id === party.moment);
  const read = reading(name);
  const parts = read ? [read, document.createElement("br")] : [];
  if (moment) parts.push(time(moment[1]), sentence("comma"), " ");
  parts.push(counted("size", party.guests.filter((guest) => !guest.is).length));
  if (STATES.has(party.state)) parts.push(document.createElement("br"), sentence(`is-${party.state}`));
  return parts;
}
