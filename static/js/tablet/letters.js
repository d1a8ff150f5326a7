// Larger letters, for this visitor only.

export function letters(stage) {
  const paint = () => {
    const isLarge = document.documentElement.classList.contains("is-large");
    for (const button of stage.all("[data-letters]")) {
      button.setAttribute("aria-pressed", String(isLarge));
      for (const words of button.querySelectorAll("[data-when]")) {
        words.hidden = words.dataset.when !== (isLarge ? "large" : "small");
      }
    }
  };

  stage.onPress("[data-letters]", () => {
    document.documentElement.classList.toggle("is-large");
    paint();
  });
  stage.addEventListener("language", paint);
  stage.addEventListener("wipe", () => document.documentElement.classList.remove("is-large"));
}
