// The bar: how many are in, how many acts wait, and whether the line is there.

import { counted } from "./words.js";

const EVERY = 15_000;
const bar = document.getElementById("bar");
const waits = bar.querySelector('[data-slot="waits"]');
const attention = document.querySelector(".attention");

let isWithdrawn = false;
let tell = async () => {};

function line(reached) {
  if (isWithdrawn || reached === "unpaired") return "unpaired";
  return reached === false ? "off" : "on";
}

// A reading that was forbidden says that this device no longer belongs to the door.
export function noteAnswer({ ok, status }) {
  if (!ok && status !== 403) return;
  isWithdrawn = status === 403;
  tell();
}

export function follow(outbox) {
  tell = async () => {
    bar.dataset.line = line(outbox.reached());
    waits.hidden = outbox.waiting() === 0 || (bar.dataset.line === "on" && outbox.waiting() < 2);
    waits.replaceChildren(counted("wait", outbox.waiting()));
    const refused = await outbox.attention();
    attention.hidden = refused.length === 0;
    attention.querySelector('[data-slot="attention"]').replaceChildren(counted("attention", refused.length));
  };
  outbox.addEventListener("change", tell);
  outbox.addEventListener("receipt", standing);
  setInterval(() => document.hidden || standing(), EVERY);
  tell();
}

let isAsking = false;

async function standing() {
  if (isAsking) return;
  isAsking = true;
  try {
    const response = await fetch("/deur/stand", { signal: AbortSignal.timeout(8000) });
    noteAnswer(response);
    if (response.ok) document.getElementById("standing").outerHTML = await response.text();
  } catch {
    document.getElementById("standing").dataset.isOld = "";
  } finally {
    isAsking = false;
  }
}
