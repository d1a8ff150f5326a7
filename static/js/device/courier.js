// Brings acts to the server: one sender at a time, again and again, and nothing is forgotten without a receipt.

const MOST_ACTS = 100;
const MOST_CHARACTERS = 1_200_000; // at most three bytes each: below the server's 4 MiB
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;
const PATIENCE = 8_000;
const DONE = new Set(["stored", "repeated", "conflict", "quarantined"]);

class IsUnpaired extends Error {}

export class Courier {
  #name;
  #store;
  #owner;
  #most = MOST_ACTS;
  #misses = 0;
  #timer = 0;
  #isGoing = false;
  #isWanted = false;
  #beat = false;

  constructor(name, store, owner) {
    this.#name = name;
    this.#store = store;
    this.#owner = owner;
  }

  // Something may be waiting. With `beat` it goes even when nothing does: the server hears that we are here.
  wake({ beat = false } = {}) {
    this.#beat ||= beat;
    this.#isWanted = true;
    if (!this.#isGoing) this.#go();
  }

  async #go() {
    this.#isGoing = true;
    clearTimeout(this.#timer);
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        await this.#alone(() => this.#deliver());
      }
      this.#misses = 0;
    } catch (trouble) {
      this.#misses += 1;
      this.#owner.line(trouble instanceof IsUnpaired ? "unpaired" : false);
      this.#timer = setTimeout(() => this.wake(), this.#pause());
    } finally {
      this.#isGoing = false;
    }
  }

  // Several tabs share one queue; the browser lets one of them send.
  #alone(work) {
    return navigator.locks ? navigator.locks.request(this.#name, work) : work();
  }

  #pause() {
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(this.#misses - 1, 10));
    return longest / 2 + (Math.random() * longest) / 2;
  }

  async #deliver() {
    for (;;) {
      const waiting = (await this.#store.all()).filter((act) => act.state === "waiting");
      const batch = this.#batch(waiting);
      if (!batch.length && !this.#beat) return;
      this.#beat = false;
      const answer = await this.#post(batch, waiting.length - batch.length);
      this.#owner.line(true);
      if (answer === null) continue;
      const settled = await this.#settle(batch, answer.receipts);
      if (batch.length && !settled) throw new Error("nothing was settled");
    }
  }

  #batch(waiting) {
    const batch = [];
    let size = 0;
    for (const act of waiting) {
      size += JSON.stringify(act.payload).length + 300;
      if (batch.length && (batch.length === this.#most || size > MOST_CHARACTERS)) break;
      batch.push(act);
    }
    return batch;
  }

  async #post(batch, waiting) {
    const acts = batch.map(({ id, seq, kind, at, hash, payload }) => ({ id, seq, kind, at, hash, payload }));
    const response = await fetch("/acts", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Kiosk": "1" },
      body: JSON.stringify({ v: 1, sent_at: Date.now(), made: this.#owner.made(), waiting, acts }),
      signal: AbortSignal.timeout(PATIENCE + batch.length * 500),
      redirect: "error",
    });
    if (response.status === 413 && batch.length > 1) {
      this.#most = Math.ceil(batch.length / 2);
      return null;
    }
    if (response.status === 413) {
      await this.#setAside(batch[0], "too_large");
      return null;
    }
    if (response.status === 403) throw new IsUnpaired();
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.json();
  }

  // Forgets only what a receipt names by id and hash; what was refused goes aside, what may come later stays.
  async #settle(batch, receipts) {
    const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]));
    const echoed = batch
      .map((act) => ({ act, receipt: byId.get(act.id) }))
      .filter(({ act, receipt }) => receipt?.hash === act.hash);
    const done = echoed.filter(({ receipt }) => DONE.has(receipt.status));
    const refused = echoed.filter(({ receipt }) => receipt.status === "refused" && receipt.reason !== "later");
    await this.#store.forget(done.map(({ act }) => act.id));
    for (const { act, receipt } of refused) await this.#store.put({ ...act, state: "attention", reason: receipt.reason });
    const settled = [...done, ...refused];
    if (settled.length) await this.#owner.settled(settled);
    return settled.length === batch.length;
  }

  async #setAside(act, reason) {
    await this.#store.put({ ...act, state: "attention", reason });
    await this.#owner.settled([{ act, receipt: { id: act.id, hash: act.hash, status: "refused", reason } }]);
  }
}
