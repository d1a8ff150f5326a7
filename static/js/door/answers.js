// From a receipt to a screen: the word, the names, and what to do.

import { answer } from "./screens.js";
import { signal } from "./signals.js";
import { counted, names, sentence, time } from "./words.js";

const BADGE = (guest) => `/deur/naamkaartje/${guest.id}.pdf`;

// No receipt, or one from a device that was withdrawn: the guest goes in, the list is checked later.
export function showAnswer(receipt) {
  const detail = receipt?.detail ?? {};
  if (receipt?.status === "refused") return showUnknown({ reason: "not_found", guests: [] });
  if (receipt?.answer === "welcome") return showWelcome(detail);
  if (receipt?.answer === "already") return showAlready(detail);
  if (receipt?.answer === "unknown") return showUnknown(detail);
  signal("saved");
  return answer("saved", { withdrawn: receipt?.status === "quarantined" });
}

function showWelcome(detail) {
  signal("welcome");
  const what = [counted("size", detail.size)];
  if (detail.moment) what.push(", ", sentence("for-time", { time: time(detail.moment) }));
  const twin = detail.twins.length === 1 ? detail.twins[0] : null;
  answer("welcome", {
    names: names(detail.guests),
    what,
    help: detail.help,
    twin: twin !== null,
    "twin-words": twin && sentence("same-person", { name: twin.name }),
    same: twin !== null,
    badges: badges(detail.guests),
  });
}

function showAlready(detail) {
  signal("already");
  const name = detail.guests.find((guest) => guest.name)?.name;
  const words = detail.where ? "came-at-place" : "came-at";
  const what = detail.since ? sentence(words, { name, time: time(detail.since), place: detail.where }) : "";
  answer("already", { names: names(detail.guests), what, badges: badges(detail.guests) });
}

function showUnknown(detail) {
  signal("unknown");
  const name = detail.guests.find((guest) => guest.name)?.name;
  answer("unknown", { what: sentence(detail.reason, { name }) });
}

export function showUndone(guests) {
  answer("undone", { what: guests.length ? sentence("no-longer-inside", { name: names(guests).textContent }) : "" });
}

// Everyone of the party with a tick: the host takes away who is not here.
export function showWho(guests) {
  const rows = guests.map((guest) => {
    const row = document.createElement("li");
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: guest.id, checked: true });
    label.append(box, names([guest]));
    row.append(label);
    return row;
  });
  answer("who", { who: rows });
}

function badges(guests) {
  return guests.map((guest) => {
    const link = document.querySelector("#badge-link").content.firstElementChild.cloneNode(true);
    link.href = BADGE(guest);
    const words = guests.length > 1 ? sentence("badge-of", { name: guest.name }) : sentence("badge");
    link.querySelector("span").replaceChildren(words);
    return link;
  });
}
