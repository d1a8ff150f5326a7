// A screen that is longer than the tablet: a wide button says so, reads on page by page, and goes back to the top.

const KEEP = 60;
const NEAR = 8;

export function further(stage) {
  const shown = (part) => stage.find(`[data-screen]:not([hidden]) ${part}`);

  const look = () => {
    const middle = shown("[data-middle]");
    const bar = shown("[data-further]");
    if (!middle) return;
    const room = middle.clientHeight + bar.offsetHeight;
    const isLong = middle.scrollHeight > room + NEAR;
    const isRead = middle.scrollTop + middle.clientHeight > middle.scrollHeight - NEAR;
    bar.hidden = !isLong;
    middle.tabIndex = isLong ? 0 : -1;
    bar.querySelector("[data-read=on]").hidden = isRead;
    bar.querySelector("[data-read=top]").hidden = !isRead;
  };

  const sizes = new ResizeObserver(look);
  stage.addEventListener("show", ({ detail: { screen } }) => {
    sizes.disconnect();
    const middle = screen.querySelector("[data-middle]");
    for (const part of [middle, ...middle.children]) sizes.observe(part);
    look();
  });
  addEventListener("scroll", look, { capture: true, passive: true });

  stage.onPress("[data-read]", ({ dataset }) => {
    const middle = shown("[data-middle]");
    const top = dataset.read === "top" ? 0 : middle.scrollTop + middle.clientHeight - KEEP;
    middle.scrollTo({ top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  });
}
