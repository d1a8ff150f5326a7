// The device's own memory (IndexedDB): acts that wait, and how many were ever made.

import { done, finished } from "./requests.js";

const VERSION = 1;

export class StoreIsUnusable extends Error {}

export class Store {
  #db;

  // Opens the store; throws StoreIsUnusable when what was written cannot be read back.
  static async open(name) {
    const store = new Store();
    try {
      const request = indexedDB.open(name, VERSION);
      request.onupgradeneeded = () => {
        const acts = request.result.createObjectStore("acts", { keyPath: "id" });
        acts.createIndex("seq", "seq");
        request.result.createObjectStore("facts");
      };
      store.#db = await done(request);
      store.#db.onversionchange = () => store.#db.close();
      await store.#prove();
    } catch (cause) {
      throw new StoreIsUnusable("what is written here cannot be read back", { cause });
    }
    return store;
  }

  async #prove() {
    const probe = crypto.randomUUID();
    const transaction = this.#change("facts");
    transaction.objectStore("facts").put(probe, "probe");
    await finished(transaction);
    const read = await done(this.#db.transaction("facts").objectStore("facts").get("probe"));
    if (read !== probe) throw new Error("another answer than was written");
  }

  #change(...stores) {
    return this.#db.transaction(stores, "readwrite", { durability: "strict" });
  }

  // Puts a new act on the device and gives it its number; an act that is here already stays as it is.
  async add(act) {
    const transaction = this.#change("acts", "facts");
    const acts = transaction.objectStore("acts");
    const facts = transaction.objectStore("facts");
    const ended = finished(transaction);
    const known = await done(acts.get(act.id));
    if (known) {
      await ended;
      return known;
    }
    const kept = { ...act, seq: ((await done(facts.get("made"))) ?? 0) + 1 };
    facts.put(kept.seq, "made");
    acts.put(kept);
    await ended;
    return kept;
  }

  async put(act) {
    const transaction = this.#change("acts");
    transaction.objectStore("acts").put(act);
    await finished(transaction);
  }

  async forget(ids) {
    const transaction = this.#change("acts");
    for (const id of ids) transaction.objectStore("acts").delete(id);
    await finished(transaction);
  }

  // All acts on the device, in the order in which they were made.
  all() {
    return done(this.#db.transaction("acts").objectStore("acts").index("seq").getAll());
  }

  async made() {
    return (await done(this.#db.transaction("facts").objectStore("facts").get("made"))) ?? 0;
  }
}
