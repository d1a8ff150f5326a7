// Saying yes to hearing from us: for what, by which channel, in which words. Never beside a card.

import { newId } from "../device/id.js";
import { complain } from "./complain.js";
import { isPhone, spaced } from "./phone-number.js";

const PURPOSES = ["informed", "join_in"];
const CHANNELS = ["email", "phone"];

const isEmail = (text) => {
  const probe = Object.assign(document.createElement("input"), { type: "email", value: text });
  return text !== "" && probe.checkValidity() && /@[^@]+\.[a-z]{2,}$/i.test(text);
};

const RIGHT = { email: isEmail, phone: isPhone };

export function keepInformed(stage, outbox) {
  let form = null;

  const ticked = () =>
    PURPOSES.flatMap((purpose) =>
      CHANNELS.filter((channel) => stage.find(`[name="${purpose}-${channel}"]`)?.checked).map((channel) => ({
        purpose,
        channel,
      })),
    );

  const path = () => {
    const channels = CHANNELS.filter((channel) => ticked().some((yes) => yes.channel === channel));
    return ["join_in", ...channels, "name", "check"];
  };

  const value = (name) => stage.find(`[name="${name}"]`).value.trim();

  const onward = (from) => {
    if (from === "join_in" && !ticked().length) return stage.show("nothing");
    if (RIGHT[from] && !RIGHT[from](value(from))) return complain(stage.find(`[name="${from}"]`));
    const way = path();
    return stage.show(way[way.indexOf(from) + 1]);
  };

  const back = (from) => {
    const way = path();
    return stage.show(from === "check" ? way[1] : way[way.indexOf(from) - 1]);
  };

  // The very words that stood on the screen, with the channel's own.
  const words = ({ purpose, channel }) => {
    const asked = stage.find(`[data-purpose="${purpose}"]`);
    const label = asked.querySelector(`[data-channel="${channel}"]`).closest("label");
    const parts = [...asked.querySelector("[data-words]").children, label];
    return parts.map((part) => part.textContent.replace(/\s+/g, " ").trim()).join("\n");
  };

  const given = () => {
    const yeses = ticked();
    const uses = (channel) => yeses.some((yes) => yes.channel === channel);
    return {
      contact: form.key,
      name: value("first_name"),
      email: uses("email") ? value("email") : "",
      phone: uses("phone") ? value("phone") : "",
      language: stage.language,
      consents: yeses.map((yes) => ({ id: newId(), ...yes, words: words(yes) })),
    };
  };

  const paint = () => {
    const yeses = ticked();
    const { name, email, phone } = given();
    for (const [key, text] of Object.entries({ first_name: name, email, phone: spaced(phone) })) {
      const row = stage.find(`[data-check="${key}"]`);
      row.hidden = !text;
      row.querySelector("bdi").textContent = text;
    }
    for (const purpose of PURPOSES) {
      const row = stage.find(`[data-check="${purpose}"]`);
      row.hidden = !yeses.some((yes) => yes.purpose === purpose);
      for (const part of row.querySelectorAll("[data-by]")) {
        part.hidden = !yeses.some((yes) => yes.purpose === purpose && yes.channel === part.dataset.by);
      }
    }
  };

  const forget = () => {
    form = null;
    for (const name of ["email", "phone", "first_name"]) stage.find(`[name="${name}"]`).value = "";
    for (const { purpose, channel } of ticked()) stage.find(`[name="${purpose}-${channel}"]`).checked = false;
    for (const bdi of stage.all("[data-check] bdi")) bdi.textContent = "";
  };

  const keep = async () => {
    if (form.isGiven) return;
    const mine = form;
    mine.isGiven = true;
    const payload = given();
    try {
      await outbox.keep("opt_in", payload, { id: mine.act });
      if (form !== mine) return;
      stage.find("[data-by-email]").hidden = !payload.email;
      forget();
      stage.show("heard");
    } catch {
      mine.isGiven = false;
      if (form === mine) stage.show("trouble");
    }
  };

  stage.onPress("[data-contact]", ({ dataset }) => onward(dataset.contact));
  stage.onPress("[data-contact-back]", ({ dataset }) => back(dataset.contactBack));
  stage.onPress("[data-opt-in]", keep);
  stage.onPress("[data-again]", () => form && stage.show("check"));
  stage.addEventListener("show", ({ detail: { name } }) => {
    if (name === "informed") form ??= { act: newId(), key: newId(), isGiven: false };
    if (name === "check") paint();
    if (["parent", "nothing", "choose"].includes(name) && form) forget();
  });
  stage.addEventListener("wipe", () => {
    form = null;
  });
}
