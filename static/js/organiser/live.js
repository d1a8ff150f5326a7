/* Keeps what a person is typing while a page renews itself, and says so when it cannot. */
const { Idiomorph } = window;
Idiomorph.defaults.ignoreActiveValue = true;

const band = document.getElementById("connection");
const show = (isAway) => {
  if (band.hidden === isAway) band.hidden = !isAway;
};

document.addEventListener("htmx:sendError", () => show(true));
document.addEventListener("htmx:responseError", () => show(true));
document.addEventListener("htmx:afterOnLoad", () => show(false));
