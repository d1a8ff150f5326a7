// The host's page: scan, answer, next. Every act is on the device before its answer is shown.

import { newId } from "../device/id.js";
import { Outbox } from "../device/outbox.js";
import { showAnswer, showLeft, showLost, showUndone, showWho } from "./answers.js";
import { showAttention } from "./attention.js";
import "./awake.js";
import { follow } from "./bar.js";
import { code } from "./code.js";
import { unknown } from "./decide.js";
import { Desk, alsoSeen } from "./desk.js";
import { GuestList } from "./list.js";
import { isBusy, working } from "./press.js";
import { forget, listRecent, note, noteOut, people } from "./recent.js";
import { Scanner } from "./scanner.js";
import { current, focusHeading, show, shownFor } from "./screens.js";
import { search } from "./search.js";
import { ticketIn } from "./ticket.js";
import { listen } from "./wedge.js";

const LONG = 600_000;
const LEAST_SHOWN = 1200;
const HAS_CAMERA = new Set(["starting", "on", "seen"]);
const SCANS_ON = new Set(["scan", "welcome", "already", "saved", "undone"]);

const language = document.body.dataset.guestLanguage;
const finder = document.getElementById("finder");
const newField = document.getElementById("new-field");
const hasMouse = matchMedia("(pointer: fine)").matches;

let outbox;
let list;
let desk;
let openSearch;
let last = null; // the act on the screen: { id, kind, payload, who, at, receipt, back }; no id when nothing was kept

// Lets people in by an answer of this device, or of the server later when only that can tell who it is.
async function act(kind, payload, { who = [], answer } = {}) {
  const at = list.now();
  const here = answer === undefined ? await desk.answer(kind, payload, at) : answer;
  if (here?.answer === "unknown") return look(here, payload);
  const mine = { id: newId(), kind, payload: here ? payload : unseen(payload), who, at, receipt: null, back: null };
  mine.order = performance.now();
  last = mine;
  await outbox.keep(kind, mine.payload, { id: mine.id });
  if (here) list.note(mine, here.detail.guests);
  present(mine, here);
  improve(mine);
}

// Whoever it is was let in: a code that fits nobody becomes a guest when it is delivered.
const unseen = (payload) => ({ ...payload, anyway: true, language });

// What the server knows better: who it was, who else has the name, and that another device saw them too.
async function improve(mine) {
  const receipt = await outbox.receipt(mine.id, { within: LONG });
  if (!receipt || mine.back) return;
  const better = bettered(mine.receipt, receipt);
  if (!better) return;
  if (last === mine && current() === (mine.receipt?.answer ?? "saved")) present(mine, better, { isQuiet: true });
  else note(Object.assign(mine, { receipt: better }));
}

function bettered(here, receipt) {
  const isNamed = here?.detail.guests.every(({ id }) => id);
  if (!isNamed || receipt.status === "quarantined") return receipt;
  if (here.answer === "welcome" && !here.detail.isBack && receipt.answer === "already") return alsoSeen(here, receipt);
  return null;
}

function present(shown, receipt, { isQuiet = false } = {}) {
  last = Object.assign(shown, { receipt });
  const hasCamera = HAS_CAMERA.has(finder.dataset.camera);
  showAnswer(receipt, { typed: shown.payload.code, who: shown.who, hasCamera, isQuiet });
  note(shown);
  settleScanner();
}

function arrive(payload, more) {
  finder.dataset.camera = finder.dataset.camera === "on" ? "seen" : finder.dataset.camera;
  return act("arrive", payload, more);
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
  else look(unknown("no_ticket"));
}

async function typed(read) {
  return arrive({ code: read }, { answer: await desk.answerTyped(read, list.now()) });
}

function look(receipt, payload = {}) {
  present({ id: null, kind: "arrive", payload, who: [], at: list.now() }, receipt);
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
  return (detail.together ?? detail.guests ?? []).filter(({ id }) => id);
}

async function takeBack() {
  const acts = [...new Set([...(last.receipt?.detail?.acts ?? []), last.id])].filter(Boolean);
  for (const undoes of acts) {
    await outbox.keep("undo", { undoes });
    list.takeBack(undoes);
  }
  const guests = insiders();
  last.back = guests.length ? anyway(guests) : [last.kind, last.payload, { who: last.who }];
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

const anyway = (guests) => ["arrive", { guest: guests[0].id, guests: ids(guests), anyway: true }, { who: guests }];

// A code of ours that is not on this list may be on the server's.
function letIn() {
  const { payload, receipt } = last;
  const guests = receipt?.detail?.guests ?? [];
  if (guests.length) return act(...anyway(guests));
  return payload.code ? act("arrive", payload, { answer: null }) : act("walk_in", { name: null, language });
}

// Goes away, perhaps for a moment: who is seen again is back.
async function leaves() {
  const guests = insiders();
  const mine = { id: newId(), at: list.now() };
  await outbox.keep("leave", { guests: ids(guests) }, { id: mine.id });
  list.note(mine, guests, "out");
  showLeft(guests);
  settleScanner();
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
  last = null;
  showLost();
  settleScanner();
}

const work = (job) => working(job, lost);
const press = (job) => (...given) => isBusy() || work(() => job(...given));

// Who is found by name is let in whatever the list says: the host sees it on the row.
const choose = press(({ id, name, party }) =>
  act("arrive", party.state === "signed_up" ? { guest: id } : { guest: id, anyway: true }, { who: [{ name }] }),
);

const lookUp = press(async ({ id }) => look(await desk.answer("arrive", { guest: id }, list.now())));

const does = {
  next,
  retype,
  wrong,
  these,
  leaves,
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

const codes = code(press(typed));

const walkIn = press((name) => act("walk_in", { name, language }, { who: [{ name }] }));

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
  list = await GuestList.open({ id: document.documentElement.dataset.device, name: document.body.dataset.name }, outbox);
  desk = new Desk(list);
  openSearch = search(list, { choose, look: lookUp });
  follow(outbox, list);
  list.follow();
  listen(scanned);
  next();
  scanner.start();
} catch {
  document.getElementById("start-words").hidden = true;
  document.getElementById("start-trouble").hidden = false;
}
