// A device that is no longer paired brings what it still keeps, and shows when nothing is left.

import { Outbox } from "./outbox.js";

const place = document.getElementById("last");
const { device, queues } = place.dataset;
const outboxes = await Promise.all(queues.split(" ").map((purpose) => Outbox.open({ purpose, device })));

function tell() {
  const isWaiting = outboxes.some((outbox) => outbox.waiting() > 0);
  place.querySelector('[data-last="waiting"]').hidden = !isWaiting;
  place.querySelector('[data-last="sent"]').hidden = isWaiting;
}

for (const outbox of outboxes) outbox.addEventListener("change", tell);
tell();
