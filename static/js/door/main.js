// The host's page: scan, answer, next. Every act is on the device before its answer is shown.

import { newId } from "../device/id.js";
import { Outbox } from "../device/outbox.js";
import { showAnswer, showLost, showUndone, showWho } from "./answers.js";
import { showAttention } from "./attention.js";
import "./awake.js";
import { follow } from "./bar.js";
import { code } from "./code.js";
import { followUp, letLatecomersIn } from "./late.js";
import { isBusy, working } from "./press.js";
import { forget, listRecent, note, noteOut, people } from "./recent.js";
import { Scanner } from "./scanner.js";
import { current, focusHeading, show, shownFor } from "./screens.js";
import { search } from "./search.js";
import { ticketIn } from "./ticket.js";
import { listen } from "./wedge.js";

const PATIENCE = 2000;
const LONG = 600_000;
const LEAST_SHOWN = 1200;
const HAS_CAMERA = new Set(["starting", "on", "seen"]);
const SCANS_ON = new Set(["scan", "welcome", "already", "saved", "undone"]);

const language = document.body.dataset.guestLanguage;
const finder = document.getElementById("finder");
const newField = document.getElementById("new-field");
const hasMouse = matchMedia("(pointer: fine)").matches;

let outbox;
let awaited = null; // the id of the act whose answer the host waits for
let last = null; // the act on the screen: { id, kind, payload, who, at, receipt, back }; no id when it was looked up

// Keeps an act, and shows its answer: at once when the line is good, else "saved", which mends itself later.
async function act(kind, payload, who = []) {
  const mine = { id: newId(), kind, payload, who, at: Date.now(), receipt: null, back: null };
  last = mine;
  awaited = mine.id;
  await outbox.keep(kind, payload, { id: mine.id });
  const receipt = await outbox.receipt(mine.id, { within: PATIENCE });
  if (awaited === mine.id) awaited = null;
  if (last === mine) present(mine, receipt);
  else note(Object.assign(mine, { receipt }));
  if (!receipt) improve(mine);
}

async function improve(mine) {
  const receipt = await outbox.receipt(mine.id, { within: LONG });
  if (!receipt || receipt.answer === "unknown") return;
  if (last === mine && current() === "saved") present(mine, receipt);
  else if (!mine.back) note(Object.assign(mine, { receipt }));
}

function present(shown, receipt, { isQuiet = false } = {}) {
  last = Object.assign(shown, { receipt });
  const hasCamera = HAS_CAMERA.has(finder.dataset.camera);
  showAnswer(receipt, { typed: shown.payload.code, who: shown.who, hasCamera, isQuiet });
  note(shown);
  settleScanner();
}

function arrive(payload) {
  finder.dataset.camera = finder.dataset.camera === "on" ? "seen" : finder.dataset.camera;
  return act("arrive", payload);
}

// A camera may still be looking at the guest before; give the host time to read.
function seen(read) {
  const isReading = current() !== "scan" && shownFor() < LEAST_SHOWN;
  if (!isReading && !isBusy() && SCANS_ON.has(current())) scanned(read);
}

// What is not ours is answered here, and goes nowhere.
function scanned(read) {
  if (current() === "start") return;
  const ticket = ticketIn(read);
  if (ticket) work(() => arrive({ ticket }));
  else look({ answer: "unknown", detail: { guests: [], reason: "no_ticket" } });
}

function look(receipt) {
  present({ id: null, kind: "arrive", payload: {}, who: [], at: Date.now() }, receipt);
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

// Who was let in without an answer came in by this act, or by the one that followed it.
async function takeBack() {
  const acts = last.receipt?.detail?.acts ?? (last.receipt ? [last.id] : [last.id, await followUp(last.id)]);
  for (const undoes of acts) await outbox.keep("undo", { undoes });
  const guests = insiders();
  last.back = guests.length ? anyway(guests) : [last.kind, last.payload, last.who];
  noteOut(acts, last.back);
}

async function undo() {
  await takeBack();
  showOut();
}

function showOut() {
  showUndone(people(last));
  settleScanner();
}

function wrong() {
  const guests = insiders();
  if (guests.length < 2) return undo();
  showWho(guests);
  return settleScanner();
}

async function these() {
  const chosen = new Set([...document.querySelectorAll(".who input:checked")].map((box) => Number(box.value)));
  const guests = insiders().filter((guest) => chosen.has(guest.id));
  if (guests.length === insiders().length) return present(last, last.receipt, { isQuiet: true });
  if (!guests.length) return undo();
  await takeBack();
  forget(last);
  return act(...anyway(guests));
}

const ids = (guests) => guests.map((guest) => guest.id);

const anyway = (guests) => ["arrive", { guest: guests[0].id, guests: ids(guests), anyway: true }, guests];

function letIn() {
  const guests = last?.receipt?.detail?.guests ?? [];
  return guests.length ? act(...anyway(guests)) : act("walk_in", { name: null, language });
}

function insideAgain() {
  forget(last);
  return act(...last.back);
}

async function same() {
  const { guests, twins } = last.receipt.detail;
  await outbox.keep("merge", { keep: twins[0].id, drop: guests[0].id });
  const detail = { ...last.receipt.detail, guests: [twins[0]], twins: [], isMerged: true };
  present(last, { ...last.receipt, detail }, { isQuiet: true });
}

function open(screen) {
  show(screen);
  focusHeading(screen);
  settleScanner();
}

function lookBack(entry) {
  last = entry;
  if (entry.back) showOut();
  else present(entry, entry.receipt, { isQuiet: true });
}

async function dismiss() {
  for (const each of await outbox.attention()) await outbox.dismiss(each.id);
  next();
}

function settleScanner() {
  if (finder.dataset.camera === "seen") finder.dataset.camera = "on";
  scanner.isPaused = !SCANS_ON.has(current());
}

// The device could not keep it: the host is told, and the guest does not wait.
function lost() {
  awaited = last = null;
  showLost();
  settleScanner();
}

const work = (job) => working(job, lost);
const press = (job) => (...given) => isBusy() || work(() => job(...given));

const openSearch = search({
  choose: press((guest, anyway, name) => act("arrive", anyway ? { guest, anyway } : { guest }, [{ name }])),
  look: (detail) => look({ answer: "already", detail }),
});

const does = {
  next,
  retype,
  wrong,
  these,
  same,
  dismiss,
  "let-in": letIn,
  "inside-again": insideAgain,
  back: () => present(last, last.receipt, { isQuiet: true }),
  attention: async () => {
    await showAttention(outbox);
    open("attention");
  },
  recent: () => {
    listRecent(lookBack);
    open("recent");
  },
  search: () => {
    open("search");
    openSearch();
  },
  new: () => {
    newField.value = "";
    open("new");
    newField.focus();
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) press(does[button.dataset.act])();
});

const codes = code(press((typed) => arrive({ code: typed })));

const walkIn = press((name) => act("walk_in", { name, language }, [{ name }]));

document.getElementById("new-form").addEventListener("submit", (event) => {
  event.preventDefault();
  walkIn(newField.value.trim() || null);
});

const scanner = new Scanner(document.getElementById("video"), document.body.dataset.qr);
scanner.addEventListener("state", ({ detail }) => (finder.dataset.camera = detail));
scanner.addEventListener("code", ({ detail }) => seen(detail));
document.getElementById("camera-again").addEventListener("click", () => scanner.start());

try {
  outbox = await Outbox.open({ purpose: "door" });
  letLatecomersIn(outbox, (id) => id === awaited, language);
  follow(outbox);
  listen(scanned);
  next();
  scanner.start();
} catch {
  document.getElementById("start-words").hidden = true;
  document.getElementById("start-trouble").hidden = false;
}
