// Finding guests by name without network, by the same rules as kiosk/lib/names.py and letters.py beside it.
// tests/door/test_names_agree.py compares the two. A list is read once (`indexed`), so that a search is quick.

const LEAST = 3; // A search asks for so many letters. Two can be a whole name: Bo, Li.
const FEW = 3; // Consonants: a name with fewer is no skeleton to go by.
const LONG = 5; // Shorter names are too much alike: there a slip of the finger makes somebody else.
export const MOST = 12;

const pairs = (from, to) => [...from].map((letter, at) => [letter, to === "" ? "" : [...to][at]]);
const LATIN = new Map([
  ...pairs("ıłøđðħςةىیک", "iloddhσهييك"),
  ...[["æ", "ae"], ["œ", "oe"], ["þ", "th"], ["ß", "ss"], ["ـ", ""]],
]);
const CYRILLIC = new Map([
  ...pairs("абвгґдезиіклмнопрстуфыэ", "abvhgdezyiklmnoprstufye"),
  ...[["є", "ye"], ["ж", "zh"], ["х", "kh"], ["ц", "ts"], ["ч", "ch"], ["ш", "sh"], ["щ", "shch"], ["ь", ""], ["ъ", ""]],
  ...[["ю", "yu"], ["я", "ya"], ["ђ", "d"], ["ј", "j"], ["љ", "lj"], ["њ", "nj"], ["ћ", "c"], ["џ", "dz"], ["ў", "u"]],
]);
const ARABIC = new Map([
  ...pairs("بتثجحخدذرزسشصضطظغفقكلمنهپچژگ", "bttghkddrzsssdtzgfkklmnhbszg"),
  ...pairs("اوءعي", ""),
]);
const SOFT = new Map([["p", "b"], ["v", "f"], ...pairs("aeiouwy", "")]);
const NONE = new Map();

const IS_PLAIN = /^[\0-\x7f]*$/;
const IS_ARABIC = /[\u0600-\u06ff]/;
const ACCENT =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
const BETWEEN = /[\t-\r\x1c-\x20\x85\u1680\u2028\u2029'\u2019-]+/u;
const VOWELS = /[aeiou]+/g;
const TWICE = /(.)\1+/gu;
const ONE_SOUND = [[/kh|g/g, "h"], [/[jy]/g, "i"], [/w/g, "v"]];
const CONSONANTS = [[/[sc]h/g, "s"], [/dj|gh|j/g, "g"], [/[kc]h?|q/g, "k"], [/th/g, "t"], [/dh/g, "d"]];
const SPELLINGS = [
  ...[[/sch|[cs]h|z/g, "s"], [/dj|[jy]/g, "i"], [/kh|ck|[cq]/g, "k"], [/ph/g, "f"], [/([dgt])h/g, "$1"]],
  ...[[/ou|oe/g, "u"], [/w/g, "v"], [/x/g, "ks"], [/h$/g, ""]],
];

// For comparing: no accents, no case.
export function folded(name) {
  if (IS_PLAIN.test(name)) return name.toLowerCase();
  const lower = swapped(name.toUpperCase().toLowerCase(), LATIN);
  return swapped(lower.normalize("NFKD").replace(ACCENT, ""), LATIN);
}

// Folded, with Cyrillic letters as Latin ones.
export function latin(name) {
  return swapped(folded(name), CYRILLIC);
}

// A name in Cyrillic letters, for who reads only Latin ones; empty for any other name.
export function reading(name) {
  const read = latin(name);
  if (read === folded(name)) return "";
  return read.replace(/(^|[\s-])(\p{L})/gu, (_, gap, letter) => gap + letter.toUpperCase());
}

// Whether what a host types is a part of this name, in whatever letters and order either was written.
export function fits(typed, name) {
  return isPart(new Reading(oneLine(typed)), new Reading(name));
}

// Whether it is this name in another spelling, or with one slip of the finger.
export function nearly(typed, name) {
  return isNear(new Reading(typed), new Reading(name));
}

// Whether two first names may be one person's: the same but for accents, case, order and letters.
export function alike(one, other) {
  const [first, second] = [new Reading(one), new Reading(other)];
  if (first.latin === second.latin || (first.sorted && first.sorted === second.sorted)) return true;
  if (first.isArabic || second.isArabic) {
    return first.isArabic !== second.isArabic && first.bones !== "" && first.bones === second.bones;
  }
  if ((first.isCyrillic || second.isCyrillic) && first.heard && first.heard === second.heard) return true;
  const [these, those] = [first.spellings, second.spellings];
  return these.length > 0 && these.length === those.length && these.every((each, at) => isOneSpelling(each, those[at]));
}

// Where the typed letters, or else the first typed word that does, stand in the name as it is written.
export function splitAt(name, typed) {
  const signs = [...name];
  const plain = signs.map(latin);
  const whole = plain.join("");
  const wanted = latin(oneLine(typed));
  for (const each of [wanted, ...wanted.split(" ")]) {
    const start = whole.indexOf(each);
    if (!each || start < 0) continue;
    let end = 0;
    const ends = plain.map((letters) => (end += letters.length));
    const first = ends.findIndex((at) => at > start);
    const last = ends.findIndex((at) => at >= start + each.length);
    return [signs.slice(0, first), signs.slice(first, last + 1), signs.slice(last + 1)].map((part) => part.join(""));
  }
  return [name, "", ""];
}

// A list of guests ({id, name, …}) that is ready to be searched, by name. With an index of before, only new names are
// read.
export function indexed(guests, before) {
  const index = { rows: [], readings: new Map(), spellings: new Map() };
  for (const guest of guests) {
    if (!guest.name) continue;
    const own =
      index.readings.get(guest.name) ?? before?.readings.get(guest.name) ?? new Reading(guest.name, index.spellings);
    index.readings.set(guest.name, own);
    index.rows.push({ guest, own });
  }
  index.rows.sort((one, other) => inOrder(one.own.latin, other.own.latin) || one.guest.id - other.guest.id);
  return index;
}

// At most twelve guests whose name fits, those that begin with it first, then who nearly fits; `more` when others do
// too. Null: too few letters to look for. `guests`: a list, or better its index.
export function find(guests, typed, most = MOST) {
  const { rows } = Array.isArray(guests) ? indexed(guests) : guests;
  const asked = new Reading(oneLine(typed));
  const letters = asked.folded.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < LEAST - 1) return null;
  const found = letters < LEAST ? rows.filter(({ own }) => own.latin === asked.latin) : ranked(asked, rows, most);
  if (!found.length && letters < LEAST) return null;
  const shown = found.slice(0, most).map(({ guest }) => ({ guest, name: splitAt(guest.name, typed) }));
  return { rows: shown, more: found.length > most };
}

// Who begins with it, who has it elsewhere, who has nearly it: no further than there is to show.
function ranked(asked, rows, most) {
  const [first, rest, others] = [[], [], []];
  for (const row of rows) {
    if (first.length > most) return first;
    if (row.own.latin.startsWith(asked.latin)) first.push(row);
    else if (isPart(asked, row.own)) rest.push(row);
    else others.push(row);
  }
  const found = first.concat(rest);
  for (const row of others) {
    if (found.length > most) break;
    if (isNear(asked, row.own)) found.push(row);
  }
  return found;
}

// A name as the rules see it; each view is worked out once, and the spelling of a word once for a whole list.
class Reading {
  #heard;
  #longestFirst;
  #bones;

  constructor(name, known = new Map()) {
    this.folded = folded(name);
    this.isPlain = IS_PLAIN.test(this.folded);
    this.latin = this.isPlain ? this.folded : swapped(this.folded, CYRILLIC);
    this.isCyrillic = this.latin !== this.folded;
    this.isPlain ||= this.isCyrillic && IS_PLAIN.test(this.latin);
    this.isArabic = !this.isPlain && IS_ARABIC.test(this.latin);
    const words = this.latin.split(BETWEEN).filter(Boolean);
    this.sorted = words.length > 1 ? [...words].sort(inOrder).join(" ") : (words[0] ?? "");
    this.tails = tailsOf(words);
    this.spellings = words.map((each) => known.get(each) ?? new Spelling(each));
    for (const each of this.spellings) known.set(each.word, each);
    this.boneTails = this.isArabic ? tailsOf(words.map((each) => bonesOf(swapped(each, ARABIC)))) : [];
  }

  get longestFirst() {
    return (this.#longestFirst ??= [...this.spellings].sort((one, other) => other.length - one.length));
  }

  get heard() {
    return (this.#heard ??= told(this.latin, ONE_SOUND));
  }

  // The consonants of all words together.
  get bones() {
    this.#bones ??= this.isArabic ? this.boneTails[0] ?? "" : this.spellings.map(({ word }) => bonesOf(word)).join("");
    return this.#bones;
  }
}

// A word, how it sounds in Latin letters, and its consonants with a mark where vowels stand.
class Spelling {
  constructor(word) {
    this.word = word;
    this.length = word.length;
    this.isPlain = IS_PLAIN.test(word);
    this.sound = this.isPlain ? told(word, SPELLINGS) : "";
    this.skeleton = this.sound.replace(VOWELS, "a");
    this.consonants = this.skeleton.replaceAll("a", "").length;
  }
}

function isPart(asked, own) {
  if (own.latin.includes(asked.latin) && asked.latin) return true;
  if (asked.isCyrillic || own.isCyrillic) {
    if (own.folded.includes(asked.folded) || (asked.heard !== "" && own.heard.includes(asked.heard))) return true;
  } else if (!asked.latin) return true;
  const joined = asked.tails[0] ?? "";
  if ((joined !== asked.latin || own.tails.length > 1) && startsAtAWord(joined, own.tails)) return true;
  if (asked.spellings.length > 1 && meetInTurn(asked.longestFirst, own.spellings, begins)) return true;
  return own.isArabic && soundsLike(asked, own);
}

function isNear(asked, own) {
  return own.isPlain && meetInTurn(asked.longestFirst, own.spellings, isClose);
}

// Every typed word meets another word of the name; the longest chooses first.
function meetInTurn(asked, own, meets) {
  if (!asked.length || asked.length > own.length) return false;
  const taken = [];
  for (const typed of asked) {
    let at = 0;
    while (at < own.length && (taken.includes(at) || !meets(typed, own[at]))) at += 1;
    if (at === own.length) return false;
    taken.push(at);
  }
  return true;
}

function begins(typed, word) {
  return word.word.startsWith(typed.word);
}

// Its beginning, the same in another spelling; or, in a name that is long enough, with one slip.
function isClose(typed, word) {
  if (!typed.isPlain) return false;
  if (begins(typed, word) || isOneSpelling(typed, word)) return true;
  if (word.length < LONG || typed.length < LONG - 1) return false;
  if (isOneSlip(typed.word, word.word)) return true;
  if (word.consonants >= FEW && typed.skeleton === word.skeleton) return true;
  return Math.min(typed.sound.length, word.sound.length) >= LONG && isOneSlip(typed.sound, word.sound);
}

function isOneSpelling(one, other) {
  if (one.word === other.word || !one.isPlain || !other.isPlain) return one.word === other.word;
  return Math.min(one.length, other.length) >= LONG - 1 && one.sound === other.sound;
}

// One letter wrong, missing or too many, or two next to each other swapped.
function isOneSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}

// Latin letters beside an Arabic name: consonants from the start of a word; a single one is the whole name.
function soundsLike(asked, own) {
  if (!asked.isPlain || !asked.bones) return false;
  const { boneTails } = own;
  if (asked.bones.length > 1) return startsAtAWord(asked.bones, boneTails);
  return boneTails.some((each, at) => each === asked.bones + (boneTails[at + 1] ?? ""));
}

// Annemarie, Anne-Marie and Anne Marie are one name.
function startsAtAWord(joined, tails) {
  return joined !== "" && tails.some((each) => each.startsWith(joined));
}

// What is left of a name from each of its words on.
function tailsOf(words) {
  return words.map((_, at) => words.slice(at).join(""));
}

// A word's consonants, each once in a row, without the h that many write after a last vowel.
function bonesOf(word) {
  return told(word, CONSONANTS, SOFT).replace(/h$/, "");
}

function told(word, rules, soft = NONE) {
  for (const [letters, sound] of rules) word = word.replace(letters, sound);
  return swapped(word, soft).replace(TWICE, "$1");
}

function swapped(text, table) {
  if (!table.size) return text;
  let out = "";
  for (const sign of text) out += table.get(sign) ?? sign;
  return out;
}

function inOrder(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

// One line without outer spaces.
function oneLine(typed) {
  return typed.replace(SPACE, " ").replace(/^ | $/g, "");
}
