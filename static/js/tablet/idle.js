// Nobody touches the screen: ask, count down, and wipe. By the clock, so that a sleeping tablet wakes up empty.

const UNTOUCHED = 90_000;
const COUNTDOWN = 20_000;
const LOOK = 250;

export function idle(stage) {
  let touched = Date.now();
  let dialog = null;

  const touch = () => {
    if (!dialog) touched = Date.now();
  };

  const stay = () => {
    dialog?.close();
    dialog = null;
    touched = Date.now();
  };

  const ask = () => {
    stage.resume();
    dialog = stage.find("#still");
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      stay();
    });
    dialog.showModal();
    dialog.querySelector("[data-stay]").focus();
  };

  const count = (left) => {
    const seconds = Math.ceil(left / 1000);
    const shown = dialog.querySelector("[data-seconds]");
    if (shown.textContent === String(seconds)) return;
    shown.textContent = seconds;
    for (const unit of dialog.querySelectorAll("[data-unit]")) unit.hidden = unit.dataset.unit !== String(seconds);
    dialog.querySelectorAll(".dots i").forEach((dot, at) => dot.classList.toggle("is-out", at >= seconds));
  };

  const look = () => {
    if (!stage.isVisited) return stay();
    const left = touched + UNTOUCHED + COUNTDOWN - Date.now();
    if (left <= 0) return stage.wipe();
    if (left <= COUNTDOWN && !dialog) ask();
    if (dialog) count(left);
    return undefined;
  };

  for (const kind of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
    addEventListener(kind, touch, { capture: true, passive: true });
  }
  stage.onPress("[data-stay]", stay);
  stage.addEventListener("wipe", () => {
    dialog?.close();
    dialog = null;
    touched = Date.now();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK);
}
