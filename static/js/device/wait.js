// Waits for the organiser's yes without loading the page again and again, so that nobody's reading is interrupted.

import { leaveAll } from "./shell.js";

const EVERY = 2000;

async function ask() {
  try {
    const response = await fetch(location.href, { redirect: "manual", signal: AbortSignal.timeout(8000) });
    if (response.type === "opaqueredirect" || response.status === 404) {
      await leaveAll();
      return location.replace(location.href);
    }
  } catch {
    console.info("No answer yet: the line is away.");
  }
  return setTimeout(ask, EVERY);
}

setTimeout(ask, EVERY);
