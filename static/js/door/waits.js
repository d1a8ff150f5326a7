// What this device still has to deliver, and a file of it for when no line ever comes.

import { counted, sentence } from "./words.js";

const said = document.querySelector('[data-slot="waits-count"]');
const file = document.getElementById("waits-file");
const saved = document.getElementById("waits-saved");
let address = "";

// Shows how many acts wait, and puts them in the file. `behind`: how many milliseconds our clock is behind the server's.
export async function showWaits(outbox, device, behind) {
  const waiting = (await outbox.list()).filter(({ state }) => state === "waiting");
  said.replaceChildren(counted("wait-here", waiting.length));
  file.hidden = waiting.length === 0;
  saved.hidden = true;
  if (!waiting.length) return;
  const acts = waiting.map(({ id, seq, kind, at, hash, payload }) => ({ id, seq, kind, at, hash, payload }));
  const clock = { saved_at: Date.now(), behind };
  offer({ kiosk: "queue", v: 1, device: Number(device), purpose: "door", made: outbox.made(), ...clock, acts });
}

function offer(queue) {
  URL.revokeObjectURL(address);
  address = URL.createObjectURL(new Blob([JSON.stringify(queue)], { type: "application/json" }));
  file.href = address;
  const whose = document.body.dataset.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  file.download = `wachtrij-${whose}-${new Date().toISOString().slice(0, 10)}.json`;
}

file.addEventListener("click", () => {
  saved.querySelector("span").replaceChildren(sentence("saved-as", { file: file.download }));
  saved.hidden = false;
});
