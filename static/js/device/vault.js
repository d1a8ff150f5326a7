// One value on this device, sealed with a key that no script can read out: a copy of the files tells nothing.

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

export class Vault {
  #name;
  #db;
  #key;

  static async open(name) {
    const vault = new Vault();
    vault.#name = name;
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("things");
    vault.#db = await done(request);
    vault.#db.onversionchange = () => vault.#db.close();
    vault.#key = await vault.#ownKey();
    return vault;
  }

  // Two pages that open at once use the key that came first.
  async #ownKey() {
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const things = this.#things("readwrite");
    const known = await done(things.get("key"));
    if (!known) await done(things.put(fresh, "key"));
    return known ?? fresh;
  }

  #things(mode = "readonly") {
    return this.#db.transaction("things", mode).objectStore("things");
  }

  // What was kept; null when nothing was, or when it cannot be opened any more.
  async read() {
    const kept = await done(this.#things().get("kept"));
    if (!kept) return null;
    try {
      const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, this.#key, kept.sealed);
      return JSON.parse(new TextDecoder().decode(opened));
    } catch (cause) {
      console.error("what was kept cannot be opened", cause);
      return null;
    }
  }

  async write(value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.#key, plain);
    await done(this.#things("readwrite").put({ iv, sealed }, "kept"));
  }

  // Nothing is left, the key least of all.
  async forget() {
    this.#db.close();
    await done(indexedDB.deleteDatabase(this.#name));
  }
}
