// Starts the arrival kiosk: the device's memory first, then the camera, and what each screen can do.

import { Outbox } from "../device/outbox.js";
import { leave, stay } from "../device/shell.js";
import "../door/awake.js";
import { Desk } from "../door/desk.js";
import { GuestList } from "../door/list.js";
import { Scanner } from "../door/scanner.js";
import { listen } from "../door/wedge.js";
import { back } from "../tablet/back.js";
import { complain } from "../tablet/complain.js";
import { further } from "../tablet/further.js";
import { idle } from "../tablet/idle.js";
import { keyboard } from "../tablet/keyboard.js";
import { letters } from "../tablet/letters.js";
import { Stage } from "../tablet/stage.js";
import { finding } from "./finding.js";
import { Visit } from "./visit.js";

const PLACE = "/aankomst";
const SIGNS = 8;
const NO_SIGN = /[^\p{L}\p{N}]/gu;
const BLIND = new Set(["missing", "refused"]);
const LOOK_EVERY = 60_000; // what the organiser switches off is off within a minute

const body = document.body;
const first = document.getElementById("start");

function dressed() {
  const stage = new Stage();
  for (const dress of [letters, keyboard, idle, further, back]) dress(stage);
  stage.onPress("[data-languages]", () => stage.chooseLanguage());
  stage.onPress("[data-end]", () => stage.wipe());
  // A page that comes back from the browser's memory comes back empty.
  addEventListener("pageshow", ({ persisted }) => persisted && stage.wipe());
  addEventListener("pagehide", () => stage.wipe());
  addEventListener("contextmenu", (event) => event.preventDefault());
  return stage;
}

function wire(stage, visit, list) {
  stage.onPress("[data-walk-in]", () => visit.walkIn(stage.find("[name=first_name]").value.trim()));
  stage.onPress("[data-anyway]", () => visit.anyway());
  stage.onPress("[data-typed-code]", () => {
    const field = stage.find("[name=code]");
    const code = field.value.trim();
    if (code.replace(NO_SIGN, "").length < SIGNS) return complain(field);
    return visit.typed(code);
  });
  finding(stage, list, (guest) => visit.found(guest));
}

function watch(stage, visit) {
  const scanner = new Scanner(document.getElementById("video"), body.dataset.qr, { facing: "user" });
  scanner.addEventListener("state", ({ detail }) => (body.dataset.camera = detail));
  scanner.addEventListener("code", ({ detail }) => visit.scanned(detail));
  stage.addEventListener("wipe", () => BLIND.has(body.dataset.camera) && scanner.start());
  listen((read) => visit.scanned(read));
  scanner.start();
  return scanner;
}

function outOfUse() {
  first.dataset.broken = "true";
  document.querySelector(".trouble-words").hidden = false;
}

// Who is being helped is helped first. What was kept goes on being delivered.
function withdrawn(stage, scanner) {
  const shut = () => {
    scanner.stop("missing");
    outOfUse();
  };
  leave(PLACE);
  stage.addEventListener("wipe", shut);
  if (!stage.isVisited) shut();
}

async function start() {
  const stage = dressed();
  const outbox = await Outbox.open({ purpose: "arrival" });
  const list = await GuestList.open({ id: document.documentElement.dataset.device, name: body.dataset.name }, outbox);
  const visit = new Visit({ stage, outbox, list, desk: new Desk(list) });
  wire(stage, visit, list);
  const scanner = watch(stage, visit);
  list.addEventListener("forbidden", () => withdrawn(stage, scanner));
  const count = () => {
    body.dataset.listed = list.size;
  };
  list.addEventListener("change", count);
  count();
  list.follow();
  stay(PLACE, () => !stage.isVisited);
  setInterval(() => navigator.serviceWorker?.getRegistration(PLACE).then((known) => known?.update()).catch(() => null), LOOK_EVERY);
  document.documentElement.dataset.ready = "true";
}

start().catch((cause) => {
  console.error(cause);
  outOfUse();
});
