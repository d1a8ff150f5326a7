// What the server refused: when it was, so that the host can tell the organiser.

import { time } from "./words.js";

const place = document.querySelector('[data-slot="refused"]');

export async function showAttention(outbox) {
  const rows = (await outbox.attention()).map((each) => {
    const row = document.createElement("li");
    row.append(time(each.at));
    return row;
  });
  place.replaceChildren(...rows);
}
