// The page of this device opens without the network; a newer one takes its place when nobody is being helped.

const PLACES = ["/deur", "/aankomst", "/tablet"];
const ASK_EVERY = 10 * 60_000;
const LOOK_EVERY = 2000;

// `place` is the page's address; `isIdle` says whether the page may be replaced now. A browser that blocks this still
// works, as long as the page stays open.
export async function stay(place, isIdle) {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.register(`${place}/werker.js`, { scope: place, updateViaCache: "none" });
  if (!registration) return;
  let isReplaced = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => isReplaced && location.reload());
  setInterval(() => registration.update().catch(() => console.info("No newer page: the line is away.")), ASK_EVERY);
  setInterval(() => {
    if (!registration.waiting || isReplaced || !isIdle()) return;
    isReplaced = true;
    registration.waiting.postMessage("take over");
  }, LOOK_EVERY);
}

// A device that becomes another one opens that one's page.
export const leaveAll = () => Promise.all(PLACES.map(leave));

// The next time the page comes from the server. What still has to be delivered is kept elsewhere, and stays.
export async function leave(place) {
  const registration = await navigator.serviceWorker?.getRegistration(place);
  await registration?.unregister();
  for (const name of await (window.caches?.keys() ?? [])) {
    if (name.startsWith(`${place.slice(1)}-`)) await caches.delete(name);
  }
}
