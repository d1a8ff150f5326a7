/* Prints at once, also when the network is gone; that it was printed is told to the server beside it. */
const form = document.getElementById("print-inside");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true }).catch(() => {});
  print();
});
