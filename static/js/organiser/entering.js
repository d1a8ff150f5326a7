/* Code after code, as fast as somebody types: the field is empty at Enter, and nothing waits for the network. */
const form = document.querySelector("form[data-entering]");
const field = form?.querySelector("#code");
const waiting = () => [...form.querySelectorAll("input[data-waits]")];

/* Keeps what was typed beside the field: it goes along until the server has it. */
function putAside() {
  const typed = field.value.trim();
  if (!typed) return;
  const kept = document.createElement("input");
  kept.type = "hidden";
  kept.name = "code";
  kept.value = typed;
  kept.dataset.waits = "";
  form.append(kept);
  field.value = "";
}

if (form) {
  form.addEventListener("submit", putAside, { capture: true });
  form.addEventListener("htmx:beforeSend", () => {
    for (const each of waiting()) each.dataset.waits = "sent";
  });
  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    for (const each of waiting().filter((one) => one.dataset.waits === "sent")) {
      if (detail.successful) each.remove();
      else each.dataset.waits = "";
    }
  });
  document.addEventListener("htmx:afterSettle", () => field.focus());
}
