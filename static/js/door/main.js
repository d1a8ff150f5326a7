// The host's page: scan, answer, next. It wires the parts together; what happens to a guest is in turn.js.

import { Outbox } from "../device/outbox.js";
import { leave, stay } from "../device/shell.js";
import { showLost } from "./answers.js";
import { fill } from "./ask.js";
import { showAttention } from "./attention.js";
import "./awake.js";
import { follow } from "./bar.js";
import { code } from "./code.js";
import { unknown } from "./decide.js";
import { Desk } from "./desk.js";
import { showInside } from "./inside.js";
import { GuestList } from "./list.js";
import { locking } from "./lock.js";
import { notes } from "./notes.js";
import { isBusy, working } from "./press.js";
import { listRecent } from "./recent.js";
import { ask, focusFirst, onSave } from "./rename.js";
import { Scanner } from "./scanner.js";
import { current, focusHeading, show, shownFor } from "./screens.js";
import { search } from "./search.js";
import { ticketIn } from "./ticket.js";
import { Turn } from "./turn.js";
import { showWaits } from "./waits.js";
import { listen } from "./wedge.js";

const PLACE = "/deur";
const LEAST_SHOWN = 1200;
const QUIET = 20_000;
const HAS_CAMERA = new Set(["starting", "on", "seen"]);
const SCANS_ON = new Set(["scan", "welcome", "already", "saved", "undone"]);
const SHUT = new Set(["start", "lock"]);

const device = document.documentElement.dataset.device;
const finder = document.getElementById("finder");
const newField = document.getElementById("new-field");
const hasMouse = matchMedia("(pointer: fine)").matches;

let outbox;
let list;
let turn;
let openSearch;

// A camera may still be looking at the guest before; give the host time to read.
function seen(read) {
  const isReading = current() !== "scan" && shownFor() < LEAST_SHOWN;
  if (!isReading && !isBusy() && SCANS_ON.has(current())) scanned(read);
}

// What is not ours is answered here, and goes nowhere.
function scanned(read) {
  if (SHUT.has(current())) return;
  const ticket = ticketIn(read);
  if (!ticket) return turn.look(unknown("no_ticket"));
  finder.dataset.camera = finder.dataset.camera === "on" ? "seen" : finder.dataset.camera;
  work(() => turn.act("arrive", { ticket }));
}

function next() {
  turn.end();
  codes.empty();
  show("scan");
  if (hasMouse) codes.focus();
  else focusHeading("scan");
}

function retype() {
  const { typed } = turn;
  next();
  codes.fill(typed);
}

function open(screen) {
  show(screen);
  focusHeading(screen);
}

async function dismiss() {
  for (const each of await outbox.attention()) await outbox.dismiss(each.id);
  next();
}

async function giveTicket() {
  const { guest } = turn;
  open("ticket");
  await fill(document.querySelector('[data-slot="pass"]'), `/deur/kaartje/${guest}`, "ticket-later");
}

const ticked = () => new Set([...document.querySelectorAll(".who input:checked")].map((box) => Number(box.value)));

// The device could not keep it: the host is told, and the guest does not wait.
function lost() {
  turn.end();
  showLost();
}

const work = (job) => working(job, lost);
const press = (job) => (...given) => isBusy() || work(() => job(...given));

const does = {
  next,
  retype,
  dismiss,
  wrong: () => turn.wrong(),
  these: () => turn.these(ticked()),
  leaves: () => turn.leaves(),
  "these-leave": () => turn.theseLeave(ticked()),
  stays: () => turn.stays(),
  same: () => turn.same(),
  print: () => turn.print(),
  back: () => turn.again(),
  rename: () => {
    ask(turn.named);
    show("rename");
    focusFirst();
  },
  "let-in": () => turn.letIn(),
  "inside-again": () => turn.insideAgain(),
  help: () => fill(document.querySelector('[data-slot="help-words"]'), `/deur/hulp/${turn.guest}`, "help-unknown"),
  ticket: giveTicket,
  attention: async () => {
    await showAttention(outbox);
    open("attention");
  },
  recent: () => {
    listRecent((entry) => turn.lookBack(entry));
    open("recent");
  },
  inside: () => {
    showInside(
      list,
      press((guest) => turn.lookUp(guest)),
    );
    open("inside");
  },
  waits: async () => {
    await showWaits(outbox, device, list.behind);
    open("waits");
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
  if (button && !SHUT.has(current())) press(does[button.dataset.act])();
});

const codes = code(press((typed) => turn.typedIn(typed)));

const walkIn = press((name) => turn.walkIn(name));

document.getElementById("new-form").addEventListener("submit", (event) => {
  event.preventDefault();
  walkIn(newField.value.trim() || null);
});

onSave(press((names) => turn.rename(names)));

const scanner = new Scanner(document.getElementById("video"), document.body.dataset.qr);
scanner.addEventListener("state", ({ detail }) => (finder.dataset.camera = detail));
scanner.addEventListener("code", ({ detail }) => seen(detail));
document.getElementById("camera-again").addEventListener("click", () => scanner.start());
document.body.addEventListener("screen", () => {
  if (finder.dataset.camera === "seen") finder.dataset.camera = "on";
  scanner.isPaused = !SCANS_ON.has(current());
});

// The phone's own Back leads to scanning, and never out of the door.
history.pushState(null, "");
addEventListener("popstate", () => {
  history.pushState(null, "");
  if (!SHUT.has(current()) && !isBusy()) next();
});

// Nobody is being helped: a newer page may take the place of this one.
const isIdle = () => current() === "lock" || (current() === "scan" && !codes.isTyped() && shownFor() > QUIET);

try {
  outbox = await Outbox.open({ purpose: "door" });
  list = await GuestList.open({ id: device, name: document.body.dataset.name }, outbox);
  turn = new Turn({ outbox, list, desk: new Desk(list), hasCamera: () => HAS_CAMERA.has(finder.dataset.camera) });
  openSearch = search(list, {
    choose: press((guest) => turn.choose(guest)),
    look: press((guest) => turn.lookUp(guest)),
  });
  follow(outbox, list);
  list.addEventListener("change", () => turn.reseat());
  list.addEventListener("forbidden", () => leave(PLACE));
  list.follow();
  listen(scanned);
  next();
  const lock = locking(list, device, { lock: () => open("lock"), open: next });
  notes(list, lock);
  lock.start();
  scanner.start();
  stay(PLACE, isIdle).catch((cause) => console.error(cause));
} catch (cause) {
  console.error(cause);
  document.getElementById("start-words").hidden = true;
  document.getElementById("start-trouble").hidden = false;
}
