// One screen at a time, and the focus goes along.

const body = document.body;
const screens = [...document.querySelectorAll("body > main")];

// Shows one of the page's screens, and tells so; `name` is the word that colours it.
export function show(screen, name = screen) {
  for (const each of screens) each.hidden = each.id !== screen;
  body.dataset.screen = name;
  body.dataset.since = String(performance.now());
  scrollTo(0, 0);
  body.dispatchEvent(new Event("screen"));
}

export function focusHeading(screen) {
  document.getElementById(screen).querySelector("h1").focus();
}

// How long the present screen has been shown.
export const shownFor = () => performance.now() - Number(body.dataset.since);

export const current = () => body.dataset.screen;

const isLong = (text) => text.length > 26 || text.split(/[\s-]/).some((word) => word.length > 11);

// Fills an answer screen: `slots` maps a slot's name to text, a fragment, elements, or true to just show it.
// `screen` is the word that colours it.
export function answer(name, slots, screen = name) {
  const place = document.getElementById("answer");
  const sheet = document.querySelector(`template[data-answer="${name}"]`).content.cloneNode(true);
  for (const [slot, content] of Object.entries(slots)) {
    const target = sheet.querySelector(`[data-slot="${slot}"]`);
    if (!target || content === null || content === false) continue;
    target.hidden = false;
    if (content !== true) target.replaceChildren(...[content].flat());
  }
  place.replaceChildren(sheet);
  place.dataset.answerShown = name;
  const heading = place.querySelector("h1");
  heading.toggleAttribute("data-long", isLong(heading.textContent.trim()));
  show("answer", screen);
  heading.focus();
}
