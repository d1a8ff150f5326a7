// Starts the kiosk: the device's memory first, then the screens and what each of them can do.

import { Outbox } from "../device/outbox.js";
import { back } from "./back.js";
import { cards } from "./card.js";
import { further } from "./further.js";
import { idle } from "./idle.js";
import { keepInformed } from "./keep-informed.js";
import { keyboard } from "./keyboard.js";
import { letters } from "./letters.js";
import { Slips } from "./slips.js";
import { Stage } from "./stage.js";

async function start() {
  const stage = new Stage();
  letters(stage);
  keyboard(stage);
  idle(stage);
  further(stage);
  back(stage);
  stage.onPress("[data-languages]", () => stage.chooseLanguage());
  stage.onPress("[data-end]", () => stage.wipe());
  // A page that comes back from the browser's memory comes back empty.
  addEventListener("pageshow", ({ persisted }) => persisted && stage.wipe());
  addEventListener("pagehide", () => stage.wipe());
  addEventListener("contextmenu", (event) => event.preventDefault());

  const outbox = await Outbox.open({ purpose: "tablet" });
  // Contact details have a queue and a count of their own: nothing on the device puts them beside a card.
  const contacts = await Outbox.open({ purpose: "tablet-contacts" });
  const slips = await Slips.open(outbox);
  cards(stage, { outbox, slips });
  keepInformed(stage, contacts);
  document.documentElement.dataset.ready = "true";
}

start().catch(() => {
  document.getElementById("start").dataset.broken = "true";
  document.querySelector(".trouble-words").hidden = false;
});
