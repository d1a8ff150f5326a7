// The bar: how many are in, how many acts wait, and whether the line is there.

import { counted } from "./words.js";

const EVERY = 30_000; // midnight passes, and who came yesterday is no longer in
const bar = document.getElementById("bar");
const waits = bar.querySelector('[data-slot="waits"]');
const standing = document.getElementById("standing");
const attention = document.querySelector(".attention");

export function follow(outbox, list) {
  let isWithdrawn = false;

  function line() {
    const reached = outbox.reached();
    if (isWithdrawn || reached === "unpaired") return "unpaired";
    return reached === false ? "off" : "on";
  }

  function tell() {
    bar.dataset.line = line();
    waits.hidden = outbox.waiting() === 0 || (bar.dataset.line === "on" && outbox.waiting() < 2);
    waits.replaceChildren(counted("wait", outbox.waiting()));
    attention.hidden = outbox.refused() === 0;
    attention.querySelector('[data-slot="attention"]').replaceChildren(counted("attention", outbox.refused()));
  }

  function count() {
    standing.replaceChildren(counted("inside", list.inside().length));
    if (list.isKnown) bar.dataset.listed = list.size;
  }

  outbox.addEventListener("change", tell);
  list.addEventListener("change", count);
  list.addEventListener("forbidden", () => {
    isWithdrawn = true;
    tell();
  });
  setInterval(count, EVERY);
  count();
  tell();
}
