// Is this a code of ours? What else a camera or a scanner reads (an address, a wifi code) never leaves the device.

const IN_ADDRESS = /\/T\/([A-Z0-9]{26})/i;
const KIND_OF_CODE = /^\][A-Z]\d/i; // some scanners say first which kind of code they read
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const GAPS = /[\s-]/g;
const TICKET = /^[A-Z0-9]{26}$/i;
const SHORT = /^[A-Z0-9]{8}$/i;

// The bare code in what was read; empty when there is none.
export function ticketIn(read) {
  const whole = read.match(IN_ADDRESS)?.[1];
  if (whole) return whole;
  const bare = read.trim().replace(KIND_OF_CODE, "").replace(AROUND, "").replace(GAPS, "");
  return TICKET.test(bare) || SHORT.test(bare) ? bare : "";
}

// As the server tidies a code (kiosk/lib/tokens.py): no gaps, capitals, and signs that look alike are one.
export function tidy(code) {
  return code.toUpperCase().replace(GAPS, "").replace(/[1I]/g, "L").replace(/[0O]/g, "Q");
}
