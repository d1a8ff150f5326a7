// A phone number: whether it can be one, and written in groups, so that a person can check it.

// Area codes of three digits; the other Dutch ones have four.
const AREA = /^0(1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d|8[58])/;

const bare = (text) => text.replace(/[\s()./-]/g, "");

export function isPhone(text) {
  return /^0[1-9]\d{8}$/.test(bare(text)) || /^(\+|00)[1-9]\d{7,13}$/.test(bare(text));
}

export function spaced(text) {
  const number = bare(text).replace(/^00(?=[1-9])/, "+");
  const mobile = number.match(/^(0|\+31)6(\d\d)(\d\d)(\d\d)(\d\d)$/);
  if (mobile) return [mobile[1] === "0" ? "06" : "+31 6", ...mobile.slice(2)].join(" ");
  if (AREA.test(number)) return number.replace(/^(...)(...)(..)(..)$/, "$1 $2 $3 $4");
  if (number.startsWith("0")) return number.replace(/^(....)(..)(..)(..)$/, "$1 $2 $3 $4");
  return number.replace(/\B(?=(\d{3})+$)/g, " ");
}
