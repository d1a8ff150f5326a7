// One press at a time: a second tap while the first is on its way is no second guest.

const SLOW = 250;
const bar = document.getElementById("bar");
let busy = 0;

// Does the work, and says so when it takes long. `trouble` is called when the device could not do it.
export async function working(work, trouble) {
  busy += 1;
  const timer = setTimeout(() => (bar.dataset.busy = ""), SLOW);
  try {
    return await work();
  } catch (cause) {
    console.error(cause);
    return trouble();
  } finally {
    clearTimeout(timer);
    busy -= 1;
    if (!busy) delete bar.dataset.busy;
  }
}

export const isBusy = () => busy > 0;
