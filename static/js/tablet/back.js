// The Back of the tablet itself never leaves the kiosk: it does what the Back button on the screen does, or nothing.

const INSIDE = "inside";

export function back(stage) {
  // Made at the first press, because a browser skips what was added without one.
  const step = () => {
    if (history.state !== INSIDE) history.pushState(INSIDE, "");
  };

  addEventListener("click", step, { capture: true });
  addEventListener("popstate", () => {
    if (history.state === INSIDE) return;
    history.forward();
    if (!stage.isVisited || stage.find("dialog[open]") || stage.resume()) return;
    stage.find("[data-screen]:not([hidden]) [data-back]")?.click();
  });
}
