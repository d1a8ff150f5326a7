// How the guest list lies on the device: a head, and its parties spread over sheets. One arrival rewrites one sheet.

import { newId } from "../device/id.js";
import { Vault } from "../device/vault.js";

const SHEETS = 64;
const NUMBERS = [...Array(SHEETS).keys()];
const HEAD = "head";

export class Sheets {
  #vault;
  #writer = newId(); // this page, among those that have the list open
  #changed = new Set(NUMBERS);

  static async open(name) {
    const sheets = new Sheets();
    sheets.#vault = await Vault.open(name);
    return sheets;
  }

  // The list as it was kept, or null. Two pages wrote on it: nobody knows up to which change it is whole.
  async read() {
    const sheets = await this.#vault.read();
    const head = sheets?.get(HEAD);
    if (!head) return null;
    const parts = NUMBERS.map((number) => sheets.get(number));
    const isWhole = parts.every((part) => part?.writer === head.writer);
    return { ...head, change: isWhole ? head.change : 0, parties: parts.flatMap((part) => part?.parties ?? []) };
  }

  // This party is not as it was written.
  touch({ id }) {
    this.#changed.add(id % SHEETS);
  }

  touchAll() {
    this.#changed = new Set(NUMBERS);
  }

  async write(head, parties) {
    const parts = new Map([...this.#changed].map((number) => [number, { writer: this.#writer, parties: [] }]));
    for (const party of parties) parts.get(party.id % SHEETS)?.parties.push(party);
    this.#changed.clear();
    try {
      await this.#vault.write([[HEAD, { ...head, writer: this.#writer }], ...parts]);
    } catch (cause) {
      this.touchAll();
      throw cause;
    }
  }

  forget() {
    return this.#vault.forget();
  }
}
