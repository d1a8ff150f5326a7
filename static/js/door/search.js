// Finding a guest by name: the server answers with a few rows, and only from three letters on.

import { noteAnswer } from "./bar.js";

const PAUSE = 200;
const field = document.getElementById("search-field");
const place = document.getElementById("found-here");
const clear = document.getElementById("search-clear");
const offline = document.getElementById("found-offline");
const empty = place.innerHTML;

export function search({ choose, look }) {
  let timer = 0;
  let asked = 0;

  const ask = async () => {
    const turn = ++asked;
    try {
      const query = new URLSearchParams({ q: field.value });
      const response = await fetch(`/deur/zoeken?${query}`, { signal: AbortSignal.timeout(8000) });
      noteAnswer(response);
      const found = await response.text();
      if (turn === asked) tell(response.ok ? found : null);
    } catch {
      if (turn === asked) tell(null);
    }
  };

  // What was found; null when nobody could look.
  function tell(found) {
    place.innerHTML = found ?? "";
    offline.hidden = found !== null;
  }

  field.addEventListener("input", () => {
    clear.hidden = !field.value;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    ask();
  });
  place.addEventListener("click", (event) => {
    const button = event.target.closest("[data-guest], [data-inside]");
    if (button?.dataset.inside) look(JSON.parse(button.dataset.inside));
    else if (button) choose(Number(button.dataset.guest), "anyway" in button.dataset, button.dataset.name);
  });

  function open() {
    asked += 1;
    clearTimeout(timer);
    field.value = "";
    clear.hidden = true;
    tell(empty);
    field.focus();
  }

  clear.addEventListener("click", open);
  return open;
}
