// Who came in last at this device: a mistake that shows three guests later is still found.

import { counted, names, sentence, time } from "./words.js";

const MOST = 20;
const button = document.querySelector(".recent");
const list = document.querySelector('[data-slot="recent-list"]');
const row = document.getElementById("recent-row").content;
let entries = [];

// Of the answer that was given, else of what the host typed or chose.
export const people = ({ receipt, who }) => (receipt?.detail?.guests?.length ? receipt.detail.guests : who);

const isIn = ({ id, receipt }) => id && (!receipt || receipt.answer === "welcome" || receipt.status === "quarantined");

// An act that brought somebody in, or was kept to do so later.
export function note(entry) {
  const others = entries.filter((each) => each !== entry);
  entries = (isIn(entry) ? [entry, ...others] : others).sort((one, other) => other.order - one.order).slice(0, MOST);
  tell();
}

export function forget(entry) {
  entries = entries.filter((each) => each !== entry);
  tell();
}

// These acts were taken back; `back` brings their people in again.
export function noteOut(acts, back) {
  for (const entry of entries) if (acts.includes(entry.id)) entry.back = back;
}

function tell() {
  button.hidden = entries.length === 0;
  if (entries.length) button.querySelector("span").replaceChildren(sentence("last-guest", { name: title(entries[0]) }));
}

// Who gave no name is known by the time.
function title(entry) {
  return people(entry).some((guest) => guest.name) ? names(people(entry)) : time(entry.at);
}

export function listRecent(look) {
  list.replaceChildren(...entries.map((entry) => line(entry, look)));
}

function line(entry, look) {
  const made = row.cloneNode(true);
  const fill = (slot, ...content) => made.querySelector(`[data-slot="${slot}"]`).replaceChildren(...content);
  fill("name", names(people(entry)));
  fill("whose", names(people(entry)));
  fill("when", ...when(entry));
  made.querySelector("button").addEventListener("click", () => look(entry));
  return made;
}

function when({ at, back, receipt }) {
  const size = receipt?.detail?.size ?? 0;
  const words = [time(at)];
  if (size > 1) words.push(sentence("comma"), " ", counted("size", size));
  if (back) words.push(document.createElement("br"), sentence("is-out"));
  return words;
}
