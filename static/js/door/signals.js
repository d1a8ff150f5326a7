// Each answer has its own sound and its own buzz, for a host who looks at the guest and not at the screen.

const TONES = {
  welcome: [[660, 0, 0.12], [880, 0.13, 0.22]],
  already: [[440, 0, 0.12], [440, 0.2, 0.12]],
  unknown: [[330, 0, 0.4]],
  saved: [[660, 0, 0.12], [660, 0.13, 0.16]],
};
const BUZZES = { welcome: [90], already: [60, 80, 60], unknown: [260], saved: [60, 60, 60, 60, 60] };

let audio = null;

// Browsers are silent until the first touch or key.
for (const kind of ["pointerdown", "keydown"]) {
  addEventListener(kind, () => {
    audio ??= window.AudioContext ? new AudioContext() : null;
    if (audio?.state === "suspended") audio.resume();
  });
}

export function signal(answer) {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(BUZZES[answer] ?? []);
  if (audio?.state !== "running") return;
  for (const [pitch, after, length] of TONES[answer] ?? []) play(pitch, audio.currentTime + after, length);
}

function play(pitch, start, length) {
  const tone = audio.createOscillator();
  const loud = audio.createGain();
  tone.frequency.value = pitch;
  loud.gain.setValueAtTime(0.0001, start);
  loud.gain.exponentialRampToValueAtTime(0.3, start + 0.02);
  loud.gain.exponentialRampToValueAtTime(0.0001, start + length);
  tone.connect(loud).connect(audio.destination);
  tone.start(start);
  tone.stop(start + length + 0.05);
}
