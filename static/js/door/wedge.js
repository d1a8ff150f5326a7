// A USB scanner types very fast and ends with Enter or Tab, wherever the focus is.

import { ticketIn } from "./ticket.js";

const SLOWEST_GAP = 80;
const SHORTEST = 6;
const SAME_CODE = 3000;

// What each key of the scanner's own keyboard stands for. A scanner is American until somebody tells it otherwise:
// on a French or Belgian computer its "A" arrives as "q", and its digits as "é" or "&".
const PLAIN = { Slash: "/", Period: ".", Minus: "-", Semicolon: ":" };

function american(code) {
  return code.match(/^(?:Key|Digit|Numpad)([A-Z0-9])$/)?.[1] ?? PLAIN[code] ?? "";
}

export function listen(found) {
  let typed = "";
  let pressed = "";
  let last = 0;
  let before = { code: "", at: -SAME_CODE };

  function end(event, isFast) {
    const text = isFast ? typed : "";
    const ticket = ticketIn(text) || (isFast ? ticketIn(pressed) : "");
    typed = pressed = "";
    if (text.length < SHORTEST || (event.key === "Tab" && !ticket)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.target instanceof HTMLInputElement) event.target.value = event.target.value.replace(text, "");
    const code = ticket || text;
    const isSame = code === before.code && event.timeStamp - before.at < SAME_CODE;
    before = { code, at: event.timeStamp };
    if (!isSame) found(code);
  }

  addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Shift") return;
      const isFast = event.timeStamp - last < SLOWEST_GAP;
      last = event.timeStamp;
      if (event.key === "Enter" || event.key === "Tab") return end(event, isFast);
      if (!isFast) typed = pressed = "";
      if (event.key.length === 1) typed += event.key;
      pressed += american(event.code);
    },
    { capture: true },
  );
}
