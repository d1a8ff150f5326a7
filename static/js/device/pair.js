// Pairing leaves no trace in the browser's history: Back from the door does not lead to a used link.

import { leaveAll } from "./shell.js";

const form = document.getElementById("pair");
const error = form.querySelector(".error-words");
let isAsking = false;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isAsking) return;
  isAsking = true;
  error.hidden = true;
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    await leaveAll();
    if (response.ok) location.replace(response.url);
    else form.submit();
  } catch {
    error.hidden = false;
    isAsking = false;
  }
});
