// Keeps one page of a paired device, with all that it is made of, so that it opens without the network.
// The server puts SHELL before this: { name, page, version, parts }.

/* global SHELL */

const FRONT = `${SHELL.name}-`;
const CACHE = FRONT + SHELL.version;

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(settle()));
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate" && pathname === SHELL.page) event.respondWith(page(event.request, search !== ""));
  if (pathname.startsWith("/static/")) event.respondWith(part(event.request));
});

// All or nothing: a worker that could not keep everything never takes over.
async function keep() {
  const cache = await caches.open(CACHE);
  const fresh = await fetch(SHELL.page, { cache: "reload", redirect: "error" });
  if (!fresh.ok) throw new Error(`${SHELL.page}: status ${fresh.status}`);
  await Promise.all([cache.put(SHELL.page, fresh), cache.addAll(SHELL.parts)]);
}

async function settle() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(FRONT) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

// What is asked for in another way, such as another language, comes from the server where that can be.
async function page(request, isAsked) {
  const kept = await (await caches.open(CACHE)).match(SHELL.page);
  if (kept && !isAsked) return kept;
  return fetch(request).catch(() => kept ?? Response.error());
}

// These addresses carry the version of what is in them.
async function part(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await (await caches.open(CACHE)).put(request, fresh.clone());
  return fresh;
}
