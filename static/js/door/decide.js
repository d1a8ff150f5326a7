// What the door answers, by the list on this device: the rules of kiosk/checkin/rules.py, without network.
// A time on the list is [millis, "in" or "out", device, act].

const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam" });
const QUARTER = 900_000; // no day begins within a quarter of an hour, in no time zone
const days = new Map();

function dayOf(millis) {
  const quarter = Math.floor(millis / QUARTER);
  if (!days.has(quarter)) days.set(quarter, day.format(millis));
  return days.get(quarter);
}

const isOneDay = (one, other) => dayOf(one) === dayOf(other);

// The times of one day, in order.
export const timesOf = (guest, at) => (guest.times ?? []).filter(([then]) => isOneDay(then, at));

export const isInside = (guest, at) => timesOf(guest, at).at(-1)?.[1] === "in";

const came = (guest, at) => timesOf(guest, at).filter(([, way]) => way === "in");

// The moment they signed up for, when it is on this day: a late guest stays one guest.
function plannedToday(party, moments, at) {
  const moment = moments.find(([id]) => id === party.moment);
  return moment && dayOf(moment[1]) <= dayOf(at) && dayOf(at) <= dayOf(moment[2]) ? moment : null;
}

// Why they are not on the list of today; empty when they are.
function reasonAgainst(party, moments, at) {
  if (party.state !== "signed_up") return party.state;
  return party.moment && !plannedToday(party, moments, at) ? "other_day" : "";
}

// `people` are of one party. The answer has the shape of a receipt of the server.
export function decide(party, people, moments, at, { anyway = false } = {}) {
  const reason = reasonAgainst(party, moments, at);
  const outside = people.filter((guest) => !isInside(guest, at));
  if (reason && !anyway && outside.length) return unknown(reason, people);
  if (!outside.length) return already(party, people, at);
  return welcome(party, outside, moments, at);
}

export const unknown = (reason, people = []) => ({ answer: "unknown", detail: { ...shown(people), reason } });

function welcome(party, people, moments, at) {
  const planned = plannedToday(party, moments, at);
  const isBack = people.every((guest) => came(guest, at).length);
  const detail = { ...shown(people), moment: planned?.[1] ?? null, help: party.help, twins: [], isBack };
  return { answer: "welcome", detail };
}

function already(party, people, at) {
  const seen = people.flatMap((guest) => came(guest, at)).sort(([one], [other]) => one - other);
  const [first, ...later] = seen;
  const also = later.filter(([, , device]) => device !== first[2]).at(-1);
  const acts = new Set(seen.map(([, , , act]) => act));
  const together = [...people, ...cameAlong(party, people, acts, at)];
  const detail = { ...shown(people), since: first[0], where: first[2], together: shown(together).guests };
  detail.acts = [...acts];
  detail.also = also ? { at: also[0], where: also[2] } : null;
  return { answer: "already", detail };
}

// Who else is in by these acts: undoing one is about them too.
function cameAlong(party, people, acts, at) {
  const known = new Set(people.map(({ id }) => id));
  const others = party.guests.filter((guest) => !guest.is && !known.has(guest.id) && isInside(guest, at));
  return others.filter((guest) => came(guest, at).some(([, , , act]) => acts.has(act)));
}

const shown = (people) => ({ guests: people.map(({ id, name }) => ({ id, name })), size: people.length });
