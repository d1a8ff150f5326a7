// From a receipt to a screen: the word, the names, and what to do.

import { answer } from "./screens.js";
import { signal } from "./signals.js";
import { counted, names, sentence, time } from "./words.js";

const BADGE = (guest) => `/deur/naamkaartje/${guest.id}.pdf`;
const MISTYPED = new Set(["no_ticket", "not_found"]);

// No receipt, or one from a device that was withdrawn: the guest goes in, the list is checked later.
// `typed` is the code that was typed, if it was; `hasCamera` whether a code can be scanned here.
export function showAnswer(receipt, { typed = "", hasCamera = true } = {}) {
  const detail = receipt?.detail ?? {};
  const from = { typed, hasCamera };
  if (receipt?.status === "refused") return showUnknown({ reason: "not_found", guests: [] }, from);
  if (receipt?.answer === "welcome") return showWelcome(detail);
  if (receipt?.answer === "already") return showAlready(detail);
  if (receipt?.answer === "unknown") return showUnknown(detail, from);
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

// A code that nobody has was perhaps typed wrong; else the first thing to do is to let the guest in.
function showUnknown(detail, { typed, hasCamera }) {
  signal("unknown");
  const name = detail.guests.find((guest) => guest.name)?.name;
  const isMistyped = typed !== "" && MISTYPED.has(detail.reason);
  const slots = {
    what: sentence(detail.reason, { name }),
    typed: typed ? sentence("typed", { code: typed.toUpperCase() }) : null,
    retype: !hasCamera,
    rescan: hasCamera,
  };
  answer(isMistyped ? "mistyped" : "unknown", slots, "unknown");
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
