// Acts are kept on the device first and delivered after; online and offline are one path.
//
//   const outbox = await Outbox.open({ purpose: "door" });
//   const { id } = await outbox.keep("arrive", { ticket });      resolves once it is ON the device
//   const receipt = await outbox.receipt(id, { within: 2000 });  null when none came in time
//   outbox.waiting()  outbox.refused()  outbox.made()  outbox.reached()  await outbox.attention()
//   outbox.addEventListener("change", …)    counts or the line changed
//   outbox.addEventListener("receipt", …)   detail: { act, receipt, batch }, in the tab that delivered it

import { Courier } from "./courier.js";
import { newId } from "./id.js";
import { Store } from "./store.js";

const BEAT = 30_000;
const REMEMBERED = 200;

const sha256 = async (text) => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

export class Outbox extends EventTarget {
  #store;
  #courier;
  #channel;
  #waiting = 0;
  #refused = 0;
  #made = 0;
  #reached = null;
  #receipts = new Map();
  #asking = new Map();

  // Throws StoreIsUnusable when this device cannot keep anything: then it must not be used.
  static async open({ purpose, device = document.documentElement.dataset.device ?? "" }) {
    const name = `kiosk-${purpose}-${device}`;
    const outbox = new Outbox();
    outbox.#store = await Store.open(name);
    outbox.#channel = new BroadcastChannel(name);
    outbox.#channel.onmessage = ({ data }) => outbox.#hear(data);
    outbox.#courier = new Courier(name, outbox.#store, {
      made: () => outbox.#made,
      settled: (batch) => outbox.#settle(batch),
      line: (reached) => outbox.#line(reached),
    });
    navigator.storage?.persist?.();
    await outbox.#count();
    addEventListener("online", () => outbox.#courier.wake());
    addEventListener("offline", () => outbox.#line(false));
    document.addEventListener("visibilitychange", () => document.hidden || outbox.#courier.wake());
    setInterval(() => outbox.#courier.wake({ beat: true }), BEAT);
    outbox.#courier.wake({ beat: true });
    return outbox;
  }

  // Resolves when the act is on the device: from there it is never lost.
  async keep(kind, payload, { id = newId(), at = Date.now() } = {}) {
    const text = JSON.stringify(payload);
    const act = { id, kind, at, hash: await sha256(text), payload: text, state: "waiting" };
    const { seq } = await this.#store.add(act);
    this.#added(seq);
    this.#channel.postMessage({ counted: true });
    this.#courier.wake();
    return { id, seq };
  }

  // The receipt of an act, or null when none came within so many milliseconds.
  receipt(id, { within = 2000 } = {}) {
    if (this.#receipts.has(id)) return Promise.resolve(this.#receipts.get(id));
    return new Promise((resolve) => {
      const timer = setTimeout(() => tell(null), within);
      const tell = (receipt) => {
        clearTimeout(timer);
        this.#asking.get(id)?.delete(tell);
        resolve(receipt);
      };
      if (!this.#asking.has(id)) this.#asking.set(id, new Set());
      this.#asking.get(id).add(tell);
    });
  }

  waiting() {
    return this.#waiting;
  }

  // How many acts the server refused and nobody looked at yet.
  refused() {
    return this.#refused;
  }

  made() {
    return this.#made;
  }

  // Whether the server answered last time; null before the first try, "unpaired" when it does not know this device.
  reached() {
    return this.#reached;
  }

  // What still lies on the device, in order.
  list() {
    return this.#store.all();
  }

  // The acts that the server refused: they stay here until a person looks at them.
  async attention() {
    return (await this.#store.all()).filter((act) => act.state === "attention");
  }

  async dismiss(id) {
    await this.#store.forget([id]);
    await this.#count();
  }

  async #settle(batch) {
    await this.#count();
    for (const { receipt } of batch) this.#tell(receipt);
    this.#channel.postMessage({ receipts: batch.map(({ receipt }) => receipt) });
    const acts = batch.map(({ act }) => act);
    for (const { act, receipt } of batch) {
      this.dispatchEvent(new CustomEvent("receipt", { detail: { act, receipt, batch: acts } }));
    }
  }

  #tell(receipt) {
    this.#receipts.set(receipt.id, receipt);
    if (this.#receipts.size > REMEMBERED) this.#receipts.delete(this.#receipts.keys().next().value);
    for (const tell of [...(this.#asking.get(receipt.id) ?? [])]) tell(receipt);
    this.#asking.delete(receipt.id);
  }

  #hear(data) {
    for (const receipt of data.receipts ?? []) this.#tell(receipt);
    this.#count();
  }

  // Counting all that waits takes longer the longer the line is away; one more is one more.
  #added(seq) {
    if (seq <= this.#made) return;
    this.#made = seq;
    this.#waiting += 1;
    this.dispatchEvent(new Event("change"));
  }

  // Again when something was added meanwhile.
  async #count() {
    let acts;
    let made;
    do {
      made = this.#made;
      acts = await this.#store.all();
    } while (this.#made !== made);
    this.#waiting = acts.filter((act) => act.state === "waiting").length;
    this.#refused = acts.length - this.#waiting;
    this.#made = Math.max(made, await this.#store.made());
    this.dispatchEvent(new Event("change"));
  }

  #line(reached) {
    const changed = this.#reached !== reached;
    this.#reached = reached;
    if (changed) this.dispatchEvent(new Event("change"));
  }
}
