// A new name for an act, a card or a consent: a random UUID, made when its blank screen opens.

export const newId = () => crypto.randomUUID();
