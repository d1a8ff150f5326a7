// Which keys lie on the keyboard: few, large, and the letters of the visitor's language.

import { arabic, english, turkish, ukrainian } from "../../vendor/keyboard.js";

const LATIN = { comma: ",", semicolon: ";", question: "?" };
const ARABIC = { comma: "،", semicolon: "؛", question: "؟" };
const UKRAINIAN = { ...LATIN, apostrophe: "' " };
const EMAIL = ["1 2 3 4 5 6 7 8 9 0", "q w e r t y u i o p", "a s d f g h j k l", "z x c v b n m {bksp}", "@ . - _ .nl .com"];
const CODE = ["1 2 3 4 5 6 7 8 9 0", "Q W E R T Y U I O P", "A S D F G H J K L", "Z X C V B N M {bksp}"];
const PHONE = ["1 2 3", "4 5 6", "7 8 9", "+ 0 {bksp}"];

// The three rows of letters of a library layout, without its signs.
const rows = ({ layout }) =>
  layout.default.slice(1, 4).map((row) => row.split(" ").filter((key) => /^\p{L}+$/u.test(key)).join(" "));

const ALPHABETS = {
  nl: { rows: rows(english), more: "é è ë ï ó ö ü" },
  en: { rows: rows(english), more: "" },
  pl: { rows: rows(english), more: "ą ć ę ł ń ó ś ź ż" },
  tr: { rows: rows(turkish), more: "" },
  uk: { rows: rows(ukrainian), more: "", signs: UKRAINIAN },
  ar: { rows: rows(arabic), more: "ذ أ إ آ", signs: ARABIC, hasNoCapitals: true },
};

const bottom = ({ comma, apostrophe = "", question }) => `{numbers} ${comma} {space} ${apostrophe}. ${question} {enter}`;
const numbers = ({ comma, semicolon, question }) => [
  "1 2 3 4 5 6 7 8 9 0",
  `- / : ${semicolon} ( ) € & @`,
  `. ${comma} ${question} ! ' + % {bksp}`,
  "{letters} {space} {enter}",
];

function text(language) {
  const { rows: letters, more, signs = LATIN, hasNoCapitals } = ALPHABETS[language] ?? ALPHABETS.en;
  const third = `${hasNoCapitals ? "" : "{shift} "}${letters[2]} {bksp}`;
  const low = [letters[0], letters[1], third, ...(more ? [more] : []), bottom(signs)];
  const up = low.map((row) =>
    row
      .split(" ")
      .map((key) => (key.startsWith("{") ? key : key.toLocaleUpperCase(language)))
      .join(" "),
  );
  return { default: low, shift: up, numbers: numbers(signs) };
}

export function layoutOf(kind, language) {
  if (kind === "email") return { default: EMAIL };
  if (kind === "code") return { default: CODE };
  if (kind === "phone") return { default: PHONE };
  return text(language);
}
