// From a receipt to a screen: the word, the names, and what to do.

import { answer } from "./screens.js";
import { signal } from "./signals.js";
import { counted, names, sentence, time } from "./words.js";

const MISTYPED = new Set(["no_ticket", "not_found"]);

// No receipt, or one from a device that was withdrawn: the guest goes in, the list is checked later.
// `more`: `typed` is the code that was typed, if it was; `who` whom the host named; `hasCamera` whether a code can be
// scanned; `seats` who sits in which group; `badges` what to press for a badge; `ticket` whether one can be given.
export function showAnswer(receipt, { isQuiet = false, ...more }) {
  const detail = receipt?.detail ?? {};
  const word = receipt?.status === "refused" ? "unknown" : (receipt?.answer ?? "");
  const shows = SHOWS[word] ?? showSaved;
  if (!isQuiet) signal(word in SHOWS ? word : "saved");
  const isRefused = receipt?.status === "refused";
  shows(isRefused ? REFUSED : detail, { ...more, isWithdrawn: receipt?.status === "quarantined" });
}

function alsoWords(also) {
  return also ? sentence(also.where ? "also-at-place" : "also-at", { time: time(also.at), place: also.where }) : null;
}

const REFUSED = { reason: "not_found", guests: [] };

const SHOWS = { welcome: showWelcome, already: showAlready, unknown: showUnknown };

function showSaved(_, { who, isWithdrawn }) {
  answer("saved", { names: names(who), withdrawn: isWithdrawn });
}

function showWelcome(detail, { seats, badges, ticket }) {
  const what = [counted("size", detail.size)];
  if (detail.moment) what.push(sentence("comma"), " ", sentence("for-time", { time: time(detail.moment) }));
  const twin = detail.twins.length === 1 ? detail.twins[0] : null;
  answer("welcome", {
    names: names(detail.guests),
    what,
    help: detail.help,
    back: detail.isBack === true,
    also: Boolean(detail.also),
    "also-words": alsoWords(detail.also),
    twin: twin !== null,
    "twin-words": twin && sentence("same-person", { name: twin.name }),
    same: twin !== null,
    merged: detail.isMerged === true,
    "merged-words": detail.isMerged && sentence("merged", { name: detail.guests[0].name }),
    seats: seatLines(seats),
    badges,
    ticket,
  });
}

// On the screen as it stands.
export function showSeats(seats) {
  document.querySelector("#answer .seats")?.replaceChildren(...seatLines(seats));
}

const seatLines = (seats) => seats.map((seat) => seatLine(seat, seats.length > 1));

// The group in its colour, with its shape and both words; with names when not everybody sits there.
function seatLine({ group, guests }, isNamed) {
  const line = document.querySelector(`template[data-group="${group.colour}"]`).content.firstElementChild.cloneNode(true);
  line.querySelector("bdi").replaceChildren(group.name);
  if (isNamed) line.querySelector('[data-slot="seated"]').replaceChildren(names(guests));
  return line;
}

function showAlready(detail, { seats, badges }) {
  const name = detail.guests.find((guest) => guest.name)?.name;
  const words = detail.where ? "came-at-place" : "came-at";
  const what = detail.since ? sentence(words, { name, time: time(detail.since), place: detail.where }) : "";
  answer("already", {
    names: names(detail.guests),
    what,
    also: Boolean(detail.also),
    "also-words": alsoWords(detail.also),
    seats: seatLines(seats),
    badges,
    leaves: detail.guests.some(({ id }) => Number.isInteger(id)),
  });
}

// A code that nobody has was perhaps typed wrong; else the first thing to do is to let the guest in.
function showUnknown(detail, { typed = "", hasCamera }) {
  const name = detail.guests.find((guest) => guest.name)?.name;
  const isMistyped = typed !== "" && MISTYPED.has(detail.reason);
  const slots = {
    what: sentence(detail.reason, { name }),
    typed: isMistyped ? sentence("typed", { code: typed.toUpperCase() }) : null,
    retype: !hasCamera,
    rescan: hasCamera,
  };
  answer(isMistyped ? "mistyped" : "unknown", slots, "unknown");
}

// Who left still came; the fire list no longer counts them.
export function showLeft(guests) {
  signal("saved");
  answer("left", { names: names(guests) }, "undone");
}

// The device could not keep the act: a hand writes it down.
export function showLost() {
  signal("unknown");
  answer("lost", {});
}

export function showUndone(guests) {
  answer("undone", { what: guests.length ? sentence("no-longer-inside", { name: names(guests).textContent }) : "" });
}

// Everyone of the party with a tick: the host takes away who is not here.
export function showWho(guests) {
  answer("who", { who: guests.map((guest) => tickRow(guest, true)) });
}

// Nobody has a tick: one who goes home takes no other along.
export function showLeavers(guests) {
  answer("leavers", { who: guests.map((guest) => tickRow(guest, false)) }, "who");
}

function tickRow(guest, checked) {
  const row = document.createElement("li");
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", value: guest.id, checked });
  label.append(box, names([guest]));
  row.append(label);
  return row;
}
