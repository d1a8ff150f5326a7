// Keeps the screen on while the door is open, where the browser can.

async function stayAwake() {
  if (document.hidden) return;
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    console.info("The screen may go dark: this device does not let a page keep it on.");
  }
}

document.addEventListener("visibilitychange", stayAwake);
stayAwake();
