// Whoever was let in without an answer is counted: a late "not on the list" becomes a guest.

const sha256 = async (text) => new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

// The act that lets in who came by the act `id`: always the same one, however often the page starts again.
export async function followUp(id) {
  const bytes = (await sha256(`let in: ${id}`)).slice(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const takesBack = (id) => (act) => act.kind === "undo" && JSON.parse(act.payload).undoes === id;

export function letLatecomersIn(outbox, isAwaited, language) {
  outbox.addEventListener("receipt", async ({ detail: { act, receipt, batch } }) => {
    if (act.kind !== "arrive" || receipt.answer !== "unknown" || isAwaited(act.id)) return;
    if ([...batch, ...(await outbox.list())].some(takesBack(act.id))) return;
    const guests = receipt.detail.guests.map((guest) => guest.id);
    const [kind, payload] = guests.length
      ? ["arrive", { guest: guests[0], guests, anyway: true }]
      : ["walk_in", { name: null, language }];
    await outbox.keep(kind, payload, { id: await followUp(act.id), at: act.at });
  });
}
