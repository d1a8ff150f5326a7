// Sheets on this device, each sealed with a key that no script can read out: a copy of the files tells nothing.
// A large thing is kept on many sheets, so that a small change writes little.

import { done, finished } from "./requests.js";

const VERSION = 2;

export class Vault {
  #name;
  #db;
  #key;

  static async open(name) {
    const vault = new Vault();
    vault.#name = name;
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      for (const each of [...request.result.objectStoreNames]) request.result.deleteObjectStore(each);
      for (const each of ["key", "sheets"]) request.result.createObjectStore(each);
    };
    vault.#db = await done(request);
    vault.#db.onversionchange = () => vault.#db.close();
    vault.#key = await vault.#ownKey();
    return vault;
  }

  // Two pages that open at once use the key that came first.
  async #ownKey() {
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const keys = this.#db.transaction("key", "readwrite").objectStore("key");
    const known = await done(keys.get("key"));
    if (!known) await done(keys.put(fresh, "key"));
    return known ?? fresh;
  }

  // All sheets by their name; null when nothing was kept, or when a sheet cannot be opened any more.
  async read() {
    const sheets = this.#db.transaction("sheets").objectStore("sheets");
    const [names, kept] = await Promise.all([done(sheets.getAllKeys()), done(sheets.getAll())]);
    if (!names.length) return null;
    try {
      const opened = await Promise.all(kept.map((each) => this.#open(each)));
      return new Map(names.map((name, place) => [name, opened[place]]));
    } catch (cause) {
      console.error("what was kept cannot be opened", cause);
      return null;
    }
  }

  async #open({ iv, sealed }) {
    const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, this.#key, sealed);
    return JSON.parse(new TextDecoder().decode(opened));
  }

  // Puts these sheets, [name, value] each, in the place of the ones with the same names: all of them, or none.
  async write(sheets) {
    const ready = await Promise.all(Array.from(sheets, async ([name, value]) => [name, await this.#seal(value)]));
    const transaction = this.#db.transaction("sheets", "readwrite");
    for (const [name, sealed] of ready) transaction.objectStore("sheets").put(sealed, name);
    await finished(transaction);
  }

  async #seal(value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.#key, plain) };
  }

  // Nothing is left, the key least of all.
  async forget() {
    this.#db.close();
    await done(indexedDB.deleteDatabase(this.#name));
  }
}
