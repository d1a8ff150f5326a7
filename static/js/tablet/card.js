// A card: a feeling with or without words, or a tip. On the device first; then the thanks, with its slip.

import { newId } from "../device/id.js";
import { complain } from "./complain.js";
import { drawThanks } from "./slip-picture.js";

const blank = (kind) => ({ act: newId(), key: newId(), kind, isGiven: false });

export function cards(stage, { outbox, slips }) {
  let card = null;
  let given = null;

  const paint = () => {
    for (const each of stage.all("[data-chosen]")) each.hidden = each.dataset.chosen !== card?.kind;
    if (given) drawThanks(stage.find("#thanks"), given);
  };

  const give = async () => {
    const field = stage.find(`#${stage.screen} [data-typed]`);
    const text = field.value.trim();
    if (card.kind === "tip" && !text) return complain(field);
    if (card.isGiven) return;
    card.isGiven = true;
    const mine = card;
    const slip = await keep(mine, text).catch((trouble) => trouble);
    if (card !== mine) return;
    if (slip instanceof Error) {
      console.error(slip);
      mine.isGiven = false;
      stage.show("trouble");
      return;
    }
    thank(field, slip);
  };

  // Resolves with the slip, or null without one, once the card is on the device.
  const keep = async ({ act, key, kind }, text) => {
    const { language } = stage;
    const slip = await slips.take();
    const payload = { card: key, kind, text, language, slip: slip?.place ?? null };
    await outbox.keep("card", slip ? { ...payload, secret: slip.secret, digits: slip.digits } : payload, { id: act });
    return slip;
  };

  const thank = (field, slip) => {
    field.value = "";
    given = { kind: card.kind, slip };
    card = null;
    paint();
    stage.show("thanks");
  };

  stage.onPress("[data-feeling]", ({ dataset }) => {
    card = blank(dataset.feeling);
    paint();
    stage.show("words");
  });
  stage.onPress("[data-give]", give);
  stage.onPress("[data-again]", () => stage.show(card?.kind === "tip" ? "tip" : "words"));
  stage.addEventListener("language", paint);
  stage.addEventListener("show", ({ detail }) => {
    if (detail.name === "tip" && card?.kind !== "tip") card = blank("tip");
    if (detail.name !== "thanks") given = null;
  });
  stage.addEventListener("wipe", () => {
    card = null;
    given = null;
  });
}
