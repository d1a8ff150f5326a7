// The host's page: scan, answer, next. Every act is on the device before its answer is shown.

import { newId } from "../device/id.js";
import { Outbox } from "../device/outbox.js";
import { showAnswer, showUndone, showWho } from "./answers.js";
import "./awake.js";
import { follow } from "./bar.js";
import { letLatecomersIn } from "./late.js";
import { Scanner } from "./scanner.js";
import { current, focusHeading, show, shownFor } from "./screens.js";
import { search } from "./search.js";
import { listen } from "./wedge.js";
import { time } from "./words.js";

const PATIENCE = 2000;
const LONG = 600_000;
const LEAST_SHOWN = 1200;
const LEAST_CODE = 6;
const SCANS_ON = new Set(["scan", "welcome", "already", "saved", "undone"]);

const language = document.body.dataset.guestLanguage;
const finder = document.getElementById("finder");
const codeField = document.getElementById("code-field");
const codeHint = document.getElementById("code-hint");
const newField = document.getElementById("new-field");
const hasMouse = matchMedia("(pointer: fine)").matches;

const awaited = new Set();
let outbox;
let last = null; // the act whose answer is on the screen: { id, kind, receipt }

// Keeps an act, and shows its answer: at once when the line is good, else "saved", which mends itself later.
async function act(kind, payload) {
  const id = newId();
  last = { id, kind, receipt: null };
  awaited.add(id);
  await outbox.keep(kind, payload, { id });
  const receipt = await outbox.receipt(id, { within: PATIENCE });
  awaited.delete(id);
  if (last?.id === id) present(id, receipt);
  if (!receipt) improve(id);
}

async function improve(id) {
  const receipt = await outbox.receipt(id, { within: LONG });
  const isShown = last?.id === id && current() === "saved";
  if (receipt && isShown && receipt.answer !== "unknown") present(id, receipt);
}

function present(id, receipt) {
  last.receipt = receipt;
  if (finder.dataset.camera === "seen") finder.dataset.camera = "on";
  showAnswer(receipt);
  settleScanner();
}

function arrive(payload) {
  finder.dataset.camera = finder.dataset.camera === "on" ? "seen" : finder.dataset.camera;
  return act("arrive", payload);
}

// A camera may still be looking at the guest before; give the host time to read.
function seen(code) {
  const isReading = current() !== "scan" && shownFor() < LEAST_SHOWN;
  if (!isReading && finder.dataset.camera !== "seen") scanned(code);
}

function scanned(code) {
  if (SCANS_ON.has(current())) arrive({ ticket: code });
}

function next() {
  last = null;
  codeField.value = "";
  codeHint.hidden = true;
  show("scan");
  settleScanner();
  if (hasMouse) codeField.focus();
  else focusHeading("scan");
}

async function undo() {
  if (!last) return;
  const { id, receipt } = last;
  await outbox.keep("undo", { undoes: id });
  showUndone(receipt?.detail?.guests ?? []);
  last = null;
  settleScanner();
}

function wrong() {
  const guests = last?.receipt?.detail?.guests ?? [];
  if (guests.length < 2) return undo();
  showWho(guests);
  return settleScanner();
}

async function these() {
  const chosen = [...document.querySelectorAll(".who input:checked")].map((box) => Number(box.value));
  if (chosen.length === last.receipt.detail.guests.length) return present(last.id, last.receipt);
  if (!chosen.length) return undo();
  await outbox.keep("undo", { undoes: last.id });
  return act("arrive", { guest: chosen[0], guests: chosen, anyway: true });
}

function letIn() {
  const guests = (last?.receipt?.detail?.guests ?? []).map((guest) => guest.id);
  if (guests.length) return act("arrive", { guest: guests[0], guests, anyway: true });
  return act("walk_in", { name: null, language });
}

async function same() {
  const { guests, twins } = last.receipt.detail;
  await outbox.keep("merge", { keep: twins[0].id, drop: guests[0].id });
  const detail = { ...last.receipt.detail, guests: [twins[0]], twins: [] };
  present(last.id, { ...last.receipt, detail });
}

async function attention() {
  const place = document.querySelector('[data-slot="refused"]');
  const rows = (await outbox.attention()).map((each) => {
    const row = document.createElement("li");
    row.append(time(each.at));
    return row;
  });
  place.replaceChildren(...rows);
  show("attention");
  focusHeading("attention");
  settleScanner();
}

async function dismiss() {
  for (const each of await outbox.attention()) await outbox.dismiss(each.id);
  next();
}

function settleScanner() {
  scanner.isPaused = !SCANS_ON.has(current());
}

const openSearch = search({
  choose: (guest, anyway) => act("arrive", anyway ? { guest, anyway } : { guest }),
});

const does = {
  next,
  wrong,
  these,
  same,
  attention,
  dismiss,
  "let-in": letIn,
  back: () => present(last.id, last.receipt),
  search: () => {
    show("search");
    settleScanner();
    openSearch();
  },
  new: () => {
    newField.value = "";
    show("new");
    settleScanner();
    newField.focus();
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) does[button.dataset.act]();
});

document.getElementById("code").addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = codeField.value.trim();
  codeHint.hidden = typed.length >= LEAST_CODE;
  if (typed.length >= LEAST_CODE) arrive({ code: typed });
  else codeField.focus();
});

document.getElementById("new-form").addEventListener("submit", (event) => {
  event.preventDefault();
  act("walk_in", { name: newField.value.trim() || null, language });
});

const scanner = new Scanner(document.getElementById("video"), document.body.dataset.qr);
scanner.addEventListener("state", ({ detail }) => (finder.dataset.camera = detail));
scanner.addEventListener("code", ({ detail }) => seen(detail));
document.getElementById("camera-again").addEventListener("click", () => scanner.start());

try {
  outbox = await Outbox.open({ purpose: "door" });
  letLatecomersIn(outbox, (id) => awaited.has(id), language);
  follow(outbox);
  listen(scanned);
  next();
  scanner.start();
} catch {
  document.getElementById("start-words").hidden = true;
  document.getElementById("start-trouble").hidden = false;
}
