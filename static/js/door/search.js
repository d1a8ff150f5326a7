// Finding a guest by name: the server answers with a few rows, and only from three letters on.

const PAUSE = 200;
const field = document.getElementById("search-field");
const place = document.getElementById("found-here");
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
      if (turn !== asked || !response.ok) return;
      place.innerHTML = await response.text();
      offline.hidden = true;
    } catch {
      offline.hidden = turn !== asked;
    }
  };

  field.addEventListener("input", () => {
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
    else if (button) choose(Number(button.dataset.guest), "anyway" in button.dataset);
  });

  return function open() {
    asked += 1;
    field.value = "";
    place.innerHTML = empty;
    offline.hidden = true;
    field.focus();
  };
}
