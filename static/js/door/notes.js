// What a host should know once, on the first screen of a new device.

const place = document.getElementById("notes");
const digits = place.querySelector('[data-note="lock"]');
const home = place.querySelector('[data-note="home"]');
const shownDigits = place.querySelector('[data-slot="lock-digits"]');

// Where the browser may throw away what is kept, the page belongs on the home screen.
async function mayLose() {
  const isInstalled = matchMedia("(display-mode: standalone)").matches;
  return !isInstalled && !(await navigator.storage?.persisted?.());
}

export async function notes(list, lock) {
  if (lock.isKnown()) return;
  home.hidden = !(await mayLose());

  function tell() {
    digits.hidden = list.lock === "";
    shownDigits.textContent = list.lock;
    place.hidden = lock.isKnown() || (digits.hidden && home.hidden);
  }

  place.querySelector("button").addEventListener("click", () => {
    lock.learn();
    tell();
  });
  list.addEventListener("change", tell);
  tell();
}
