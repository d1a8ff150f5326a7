// Draws the thanks for a card or a tip, with its slip: picture, words, number, QR and the secret digits.

import { encodeQR } from "../../vendor/qr-encode.js";

const QUIET = 4;
const HEAVY = new Set(["sad", "mad"]);
const SVG = "http://www.w3.org/2000/svg";

export function drawThanks(screen, { kind, slip }) {
  const given = kind === "tip" ? "tip" : "card";
  for (const part of screen.querySelectorAll("[data-given]")) part.hidden = part.dataset.given !== given;
  screen.querySelector("[data-help]").hidden = !HEAVY.has(kind);
  screen.querySelector(".thanks").classList.toggle("is-plain", !slip);
  for (const part of screen.querySelectorAll("[data-slip], [data-slip-line]")) part.hidden = !slip;
  if (!slip) return;
  const paper = screen.querySelector("[data-slip]");
  const name = (key) => paper.querySelector(`[data-name="${key}"]`).textContent;
  const { animal, colour, number } = slip.face;
  paper.querySelector("[data-picture]").replaceChildren(picture(animal, colour));
  paper.querySelector("[data-word]").textContent = paper.dataset.phrase
    .replace("#animal", name(animal))
    .replace("#colour", name(colour));
  paper.querySelector("[data-number]").textContent = number;
  paper.querySelector("[data-digits]").textContent = slip.digits;
  paper.querySelector("[data-qr]").replaceChildren(code(`${document.body.dataset.base}/KAART/${slip.secret}`));
}

function picture(animal, colour) {
  const source = document.getElementById("animals").content.querySelector(`[data-animal="${animal}"] svg`);
  const drawn = source.cloneNode(true);
  drawn.setAttribute("class", `animal animal-${colour}`);
  return drawn;
}

// Capitals and digits only: a smaller code, which a phone reads faster.
function code(address) {
  const rows = encodeQR(address.toUpperCase(), "raw", { ecc: "medium", border: QUIET });
  const size = rows.length;
  const dark = rows.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : "")));
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("class", "qr");
  drawn.setAttribute("viewBox", `0 0 ${size} ${size}`);
  drawn.setAttribute("shape-rendering", "crispEdges");
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(path(`M0 0h${size}v${size}H0z`, "#fff"), path(dark.join(""), "#000"));
  return drawn;
}

function path(shape, fill) {
  const drawn = document.createElementNS(SVG, "path");
  drawn.setAttribute("d", shape);
  drawn.setAttribute("fill", fill);
  return drawn;
}
