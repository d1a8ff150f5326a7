// What only the server knows, for the host who asks: what would help a guest, and a ticket to take along.

import { sentence } from "./words.js";

const PATIENCE = 4000;

async function piece(address) {
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return document.adoptNode(page.body.firstElementChild);
}

// The piece, or the words `sorry` when there is no line.
export async function fill(place, address, sorry) {
  try {
    place.replaceChildren(await piece(address));
  } catch (cause) {
    console.info(cause);
    place.replaceChildren(sentence(sorry));
  }
}
