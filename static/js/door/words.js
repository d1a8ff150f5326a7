// A page's own sentences, with names and numbers put in as text.

const IS_NAME = new Set(["name", "place", "code", "file"]);
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit" });

// `find` gives the element with a sentence, by a selector; `language` is the one that they are in.
export function speaking(find, language) {
  const plural = new Intl.PluralRules(language);
  const named = (name) => find(`[data-word="${name}"]`)[0].textContent;

  function filled(pattern, values) {
    const whole = new DocumentFragment();
    for (const piece of pattern.trim().split(/(\{\w+\})/)) {
      const key = piece.match(/^\{(\w+)\}$/)?.[1];
      if (!key) whole.append(piece);
      else if (IS_NAME.has(key)) whole.append(apart(values[key] ?? named("guest")));
      else whole.append(values[key] ?? "");
    }
    return whole;
  }

  // A sentence as a fragment; each name stands apart, so that its own direction does not turn the sentence round.
  const sentence = (name, values = {}) => filled(named(name), values);

  // A counted sentence as a fragment, in the plural form that the language asks for.
  function counted(name, number) {
    const samples = [...find(`[data-count="${name}"]`)];
    const form = plural.select(number);
    const sample = samples.find((each) => plural.select(Number(each.dataset.sample)) === form) ?? samples.at(-1);
    return filled(sample.textContent, { n: String(number) });
  }

  // The time in Amsterdam, as this language writes it: the page shows twenty-two past eleven as its example.
  function time(millis) {
    const [hour, minute] = clock.format(millis).split(":");
    return named("clock").trim().replace(/11|22/g, (sample) => (sample === "11" ? hour : minute));
  }

  function names(guests) {
    const known = guests.map((guest) => guest.name).filter(Boolean);
    if (!known.length) return sentence("guest");
    if (known.length <= 3) return listed(known, language);
    return sentence("and-more", { name: known[0], n: String(guests.length - 1) });
  }

  return { sentence, counted, time, names };
}

function listed(known, language) {
  const parts = new Intl.ListFormat(language, { type: "conjunction" }).formatToParts(known);
  const whole = new DocumentFragment();
  for (const { type, value } of parts) whole.append(type === "element" ? apart(value) : value);
  return whole;
}

function apart(value) {
  const name = document.createElement("bdi");
  name.append(value);
  return name;
}

// The sentences of a page that speaks one language.
const found = (selector) => document.getElementById("words").content.querySelectorAll(selector);
export const { sentence, counted, time, names } = speaking(found, document.documentElement.lang);
