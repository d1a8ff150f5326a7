// The host's page: scan, answer, next. Every act is on the device before its answer is shown.

import { newId } from "../device/id.js";
import { Outbox } from "../device/outbox.js";
import { showAnswer, showUndone, showWho } from "./answers.js";
import "./awake.js";
import { follow } from "./bar.js";
import { code } from "./code.js";
import { letLatecomersIn } from "./late.js";
import { Scanner } from "./scanner.js";
import { current, focusHeading, show, shownFor } from "./screens.js";
import { search } from "./search.js";
import { listen } from "./wedge.js";
import { time } from "./words.js";

const PATIENCE = 2000;
const LONG = 600_000;
const LEAST_SHOWN = 1200;
const HAS_CAMERA = new Set(["starting", "on", "seen"]);
const SCANS_ON = new Set(["scan", "welcome", "already", "saved", "undone"]);

const language = document.body.dataset.guestLanguage;
const finder = document.getElementById("finder");
const newField = document.getElementById("new-field");
const hasMouse = matchMedia("(pointer: fine)").matches;

const awaited = new Set();
let outbox;
let last = null; // the act whose answer is on the screen: { id, kind, payload, receipt }; no id when it was looked up
let takenBack = null; // the act that brings in again who was just taken out: [kind, payload]

// Keeps an act, and shows its answer: at once when the line is good, else "saved", which mends itself later.
async function act(kind, payload) {
  const id = newId();
  last = { id, kind, payload, receipt: null };
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
  showAnswer(receipt, { typed: last.payload.code, hasCamera: HAS_CAMERA.has(finder.dataset.camera) });
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
  codes.empty();
  show("scan");
  settleScanner();
  if (hasMouse) codes.focus();
  else focusHeading("scan");
}

function retype() {
  const typed = last?.payload.code ?? "";
  next();
  codes.fill(typed);
}

// Who is in by the acts that can be undone here: of a second scan, those who came in by the first one.
function insiders() {
  const detail = last?.receipt?.detail ?? {};
  return detail.together ?? detail.guests ?? [];
}

async function takeBack() {
  for (const undoes of last.receipt?.detail?.acts ?? [last.id]) await outbox.keep("undo", { undoes });
}

async function undo() {
  if (!last) return;
  const guests = insiders();
  takenBack = guests.length ? anyway(guests.map((guest) => guest.id)) : [last.kind, last.payload];
  await takeBack();
  showUndone(guests);
  last = null;
  settleScanner();
}

function wrong() {
  const guests = insiders();
  if (guests.length < 2) return undo();
  showWho(guests);
  return settleScanner();
}

async function these() {
  const chosen = [...document.querySelectorAll(".who input:checked")].map((box) => Number(box.value));
  if (chosen.length === insiders().length) return present(last.id, last.receipt);
  if (!chosen.length) return undo();
  await takeBack();
  return act(...anyway(chosen));
}

const anyway = (guests) => ["arrive", { guest: guests[0], guests, anyway: true }];

function letIn() {
  const guests = (last?.receipt?.detail?.guests ?? []).map((guest) => guest.id);
  if (guests.length) return act(...anyway(guests));
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
  look: (detail) => {
    last = { id: null, kind: "arrive", payload: {}, receipt: { answer: "already", detail } };
    present(null, last.receipt);
  },
});

const does = {
  next,
  retype,
  wrong,
  these,
  same,
  attention,
  dismiss,
  "let-in": letIn,
  "inside-again": () => act(...takenBack),
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

const codes = code((typed) => arrive({ code: typed }));

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
