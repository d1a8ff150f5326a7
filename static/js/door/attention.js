// What the server refused: when it was and what, so that the host can tell the organiser.

import { sentence, time } from "./words.js";

const NAMED = new Set(["print", "name"]);

const place = document.querySelector('[data-slot="refused"]');

export async function showAttention(outbox) {
  const rows = (await outbox.attention()).map((each) => {
    const row = document.createElement("li");
    const what = sentence(`refused-${NAMED.has(each.kind) ? each.kind : "guest"}`);
    row.append(time(each.at), sentence("comma"), " ", what);
    return row;
  });
  place.replaceChildren(...rows);
}
