/* Says how far the badges are while they are being made: the answer begins with a dot for each share, then comes the file. */
const DOT = ".".charCodeAt(0);
const form = document.getElementById("guest-badges");
const making = document.getElementById("making");

const line = (name) => making.querySelector(`[data-line="${name}"]`);
const status = making?.querySelector('[role="status"]');
const words = (id) => document.getElementById(id).content.textContent;
const bar = document.getElementById("made");
const label = making?.querySelector("label");
const sentence = label?.textContent;

const show = (done) => {
  bar.value = done;
  label.textContent = sentence.replace("{done}", done).replace("{total}", bar.max);
};

/* Counts the dots, and gives the file that follows them. */
const receive = async (answer) => {
  const steps = Number(answer.headers.get("X-Steps"));
  const reader = answer.body.getReader();
  const parts = [];
  let dots = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    let start = 0;
    while (!parts.length && read.value[start] === DOT) start += 1;
    dots += start;
    show(Math.round((dots / steps) * bar.max));
    if (start < read.value.length) parts.push(read.value.subarray(start));
  }
  if (!parts.length) throw new Error("the answer stopped before the file");
  return new Blob(parts, { type: "application/pdf" });
};

const save = (file) => {
  const link = line("again").querySelector("a");
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(file);
  line("again").hidden = false;
  link.click();
};

const make = async () => {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Steps": "1" } });
  if (!answer.ok || !answer.headers.has("X-Steps")) return form.submit();
  const file = await receive(answer);
  told("ready");
  save(file);
};

/* How it ended takes the place of the bar. */
const told = (id) => {
  line("busy").hidden = bar.hidden = true;
  status.textContent = words(id);
};

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  status.textContent = "";
  making.hidden = line("busy").hidden = bar.hidden = false;
  line("again").hidden = true;
  show(0);
  try {
    await make();
  } catch {
    told("failed");
  }
  form.removeAttribute("aria-busy");
});
