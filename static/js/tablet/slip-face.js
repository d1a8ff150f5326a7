// The face of a slip, by the same sum as the server's: every place in the row looks different.

const COLOURS = ["orange", "purple", "pink", "brown", "grey", "black", "turquoise", "gold"];
const ANIMALS = ["fox", "turtle", "cat", "butterfly", "hare", "bear", "duck", "fish", "snail", "mouse", "horse", "whale"];
const FIRST = 100;
const NUMBERS = 900;
const PAIRS = COLOURS.length * ANIMALS.length;
const PER_ROUND = PAIRS * NUMBERS;
const STEP = 61507;

export function slipFace(place) {
  const turn = Math.floor(place / PER_ROUND);
  const mixed = ((place % PER_ROUND) * STEP) % PER_ROUND;
  const pair = mixed % PAIRS;
  return {
    colour: COLOURS[Math.floor(pair / ANIMALS.length)],
    animal: ANIMALS[pair % ANIMALS.length],
    number: FIRST + Math.floor(mixed / PAIRS) + turn * NUMBERS,
  };
}
