// Badges: from the printer of the event when there is one, else as a page to print.

import { counted, sentence } from "./words.js";

// One press prints the badges of all who come in together.
const address = ([first, ...more]) => {
  const others = new URLSearchParams(more.map(({ id }) => ["ook", id]));
  return `/deur/naamkaartje/${first.id}.pdf${more.length ? "?" : ""}${others}`;
};

const isOnline = () => document.getElementById("bar").dataset.line === "on";

const copy = (template) => document.getElementById(template).content.firstElementChild.cloneNode(true);

function labelled(button, words) {
  button.querySelector("span").replaceChildren(words);
  return button;
}

// What the host can press. Without a printer, who is not on the list yet has no badge yet.
export function badges(guests, list) {
  const words = guests.length > 1 ? counted("badges", guests.length) : sentence("badge");
  const isAgain = guests.length > 0 && guests.every(({ id }) => list.byGuest(id)?.people[0].badge);
  if (list.printers) return [labelled(copy("badge-press"), isAgain ? sentence("print-again") : words)];
  return paper(guests, words);
}

function paper(guests, words) {
  const known = guests.filter(({ id }) => Number.isInteger(id));
  if (!known.length) return [];
  const link = labelled(copy("badge-link"), words);
  link.href = address(known);
  link.addEventListener("click", (event) => isOnline() || later(event, link));
  return [link];
}

// Without network the browser would show an error in the place of a badge.
function later(event, link) {
  event.preventDefault();
  const line = copy("badge-line");
  line.querySelector("span").replaceChildren(sentence("print-on-paper-later"));
  link.parentElement.replaceChildren(line, link);
}

// What became of the press. No receipt: it is kept here, and printed when the line is back.
export function showPrinting(receipt, guests) {
  const place = document.querySelector(".badges");
  if (receipt?.answer === "no_printer") return place.replaceChildren(...paper(guests, sentence("badge")));
  const line = copy("badge-line");
  line.querySelector("span").replaceChildren(outcome(receipt));
  const again = labelled(copy("badge-press"), sentence("print-again"));
  return place.replaceChildren(line, ...(receipt ? [again] : []));
}

function outcome(receipt) {
  if (!receipt) return sentence("print-kept");
  if (receipt.answer !== "printing") return sentence("print-failed");
  const { printer: place, is_there: isThere, waiting } = receipt.detail;
  if (!isThere) return sentence("print-away", { place });
  return waiting > 1 ? sentence("print-waits", { place, n: String(waiting) }) : sentence("print-now", { place });
}
