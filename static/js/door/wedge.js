// A USB scanner types very fast and ends with Enter or Tab, wherever the focus is.

import { ticketIn } from "./ticket.js";

const FAST = 80; // milliseconds a sign, on average: no hand is as quick
const SLOWEST_GAP = 500; // a scanner on the radio, or a phone that is busy, may stop for so long within one code
const SHORTEST = 6;
const LONG = 20; // what is as long as a ticket, and is one, nobody typed by hand
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
  let began = 0;
  let last = 0;
  let before = { code: "", at: -SAME_CODE };

  function end(event) {
    const [text, keys] = [typed, pressed];
    typed = pressed = "";
    const isFast = event.timeStamp - began < FAST * text.length;
    const read = ticketIn(text) || ticketIn(keys);
    const ticket = isFast || read.length >= LONG ? read : "";
    if (!ticket && (!isFast || text.length < SHORTEST || event.key === "Tab")) return;
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
      const isOn = event.timeStamp - last < SLOWEST_GAP;
      last = event.timeStamp;
      if (!isOn) typed = pressed = "";
      if (event.key === "Enter" || event.key === "Tab") return end(event);
      if (!typed) began = event.timeStamp;
      if (event.key.length === 1) typed += event.key;
      pressed += american(event.code);
    },
    { capture: true },
  );
}
