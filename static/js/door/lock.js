// The screen locks when nobody uses the door for a while; the four digits of this device open it.

import { current } from "./screens.js";

const AFTER = 10 * 60_000;
const COUNTING = 60 * 60_000; // at the meeting point the list of who is inside stays open
const NOTED_EVERY = 5000;
const MOST_MISSES = 5;
const PAUSE = 30_000;

const screen = document.getElementById("lock");
const field = document.getElementById("lock-field");
const error = document.getElementById("lock-error");
const later = document.getElementById("lock-later");

// `lock` and `open` show the screens. What this device knows of it stays in its own memory, so that a new start is no
// way round.
export function locking(list, device, { lock, open }) {
  const at = `kiosk-door-used-${device}`;
  const knows = `kiosk-door-knows-${device}`;
  let timer = 0;
  let misses = 0;

  const usedAt = () => Number(localStorage.getItem(at) ?? Date.now());
  const patience = () => (current() === "inside" ? COUNTING : AFTER);
  const isDue = () => list.lock !== "" && Date.now() - usedAt() >= patience();

  function used() {
    if (!screen.hidden) return;
    if (Date.now() - Number(localStorage.getItem(at) ?? 0) >= NOTED_EVERY) localStorage.setItem(at, String(Date.now()));
    clearTimeout(timer);
    timer = setTimeout(check, AFTER);
  }

  function check() {
    if (!screen.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(check, NOTED_EVERY);
    if (!isDue()) return;
    localStorage.setItem(at, "0");
    empty();
    lock();
  }

  function empty() {
    field.value = "";
    error.hidden = later.hidden = true;
    field.removeAttribute("aria-invalid");
  }

  function tryDigits() {
    if (field.value.length < 4) return;
    if (field.value === list.lock) return unlock();
    misses += 1;
    empty();
    field.setAttribute("aria-invalid", "true");
    const mustWait = misses % MOST_MISSES === 0;
    (mustWait ? later : error).hidden = false;
    if (mustWait) rest();
  }

  function rest() {
    field.disabled = true;
    setTimeout(() => {
      field.disabled = false;
      empty();
      field.focus();
    }, PAUSE);
  }

  function unlock() {
    misses = 0;
    localStorage.setItem(knows, "yes");
    localStorage.setItem(at, String(Date.now()));
    open();
    used();
  }

  field.addEventListener("input", tryDigits);
  field.form.addEventListener("submit", (event) => event.preventDefault());
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, used);
  document.body.addEventListener("screen", used);
  document.addEventListener("visibilitychange", () => document.hidden || check());

  return {
    start() {
      check();
      used();
    },
    // Whether the host opened it once with the digits, or said to have read them.
    isKnown: () => localStorage.getItem(knows) === "yes",
    learn: () => localStorage.setItem(knows, "yes"),
  };
}
