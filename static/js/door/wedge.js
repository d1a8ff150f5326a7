// A USB scanner types very fast and ends with Enter, wherever the focus is.

const SLOWEST_GAP = 80;
const SHORTEST = 6;
const SAME_CODE = 3000;

export function listen(found) {
  let typed = "";
  let last = 0;
  let before = { code: "", at: -SAME_CODE };
  addEventListener(
    "keydown",
    (event) => {
      const isFast = event.timeStamp - last < SLOWEST_GAP;
      last = event.timeStamp;
      if (event.key === "Enter") {
        const code = isFast ? typed : "";
        typed = "";
        if (code.length < SHORTEST) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.target instanceof HTMLInputElement) event.target.value = event.target.value.replace(code, "");
        const isSame = code === before.code && event.timeStamp - before.at < SAME_CODE;
        before = { code, at: event.timeStamp };
        if (!isSame) found(code);
      } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
        typed = (isFast ? typed : "") + event.key;
      }
    },
    { capture: true },
  );
}
