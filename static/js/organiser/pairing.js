/* When a device asks in, its digits come forward and the code that it scanned goes. */
const shown = new Set();

const look = () => {
  const offer = document.getElementById("offer");
  for (const asks of document.querySelectorAll("[data-asks]")) {
    if (shown.has(asks.dataset.asks)) continue;
    shown.add(asks.dataset.asks);
    if (offer && offer.dataset.offer === asks.dataset.asks) offer.hidden = true;
    asks.scrollIntoView({ block: "center" });
    asks.focus({ preventScroll: true });
  }
  for (const id of shown) {
    if (!document.querySelector(`[data-asks="${id}"]`)) shown.delete(id);
  }
};

document.addEventListener("htmx:afterSettle", look);
look();
