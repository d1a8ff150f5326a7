// The slip numbers lent to this device: kept on it, handed out in random order, and asked for again in time.

import { slipFace } from "./slip-face.js";

const FEW = 50;
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH = 26;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const random = (below) => {
  const limit = Math.floor(2 ** 32 / below) * below;
  const draw = new Uint32Array(1);
  do crypto.getRandomValues(draw);
  while (draw[0] >= limit);
  return draw[0] % below;
};

const secret = () => Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), (byte) => ALPHABET[byte % 32]).join("");
const digits = () => String(random(10_000)).padStart(4, "0");

export class Slips {
  #db;
  #outbox;

  static async open(outbox, device = document.documentElement.dataset.device ?? "") {
    const slips = new Slips();
    const request = indexedDB.open(`kiosk-slips-${device}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("numbers");
    slips.#db = await done(request);
    slips.#outbox = outbox;
    outbox.addEventListener("receipt", ({ detail: { act, receipt } }) => {
      if (act.kind === "lease" && receipt.detail) slips.#add(receipt.detail);
    });
    await slips.refill();
    return slips;
  }

  // A slip for one card, or null when there is no number left: the card is kept all the same.
  async take() {
    const place = await this.#draw();
    this.refill();
    if (place === null) return null;
    return { place, secret: secret(), digits: digits(), face: slipFace(place) };
  }

  async refill() {
    if ((await this.count()) >= FEW) return;
    const asked = (await this.#outbox.list()).some(({ kind, state }) => kind === "lease" && state === "waiting");
    if (!asked) await this.#outbox.keep("lease", {});
  }

  count() {
    return done(this.#numbers("readonly").count());
  }

  async #draw() {
    const numbers = this.#numbers("readwrite");
    const left = await done(numbers.getAllKeys());
    if (!left.length) return null;
    const place = left[random(left.length)];
    await done(numbers.delete(place));
    return place;
  }

  #add({ first, size }) {
    const numbers = this.#numbers("readwrite");
    for (let place = first; place < first + size; place += 1) numbers.put(true, place);
  }

  #numbers(mode) {
    return this.#db.transaction("numbers", mode).objectStore("numbers");
  }
}
