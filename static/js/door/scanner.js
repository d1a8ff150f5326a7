// Reads QR codes from the camera. A frame that cannot be read is no news: the next one comes.

const PAUSE = 120;
const SAME_CODE = 3000;
const LONGEST_SIDE = 800;

export class Scanner extends EventTarget {
  #video;
  #canvas = document.createElement("canvas");
  #stream = null;
  #isStarting = false;
  #read = null;
  #last = { code: "", at: 0 };
  #timer = 0;
  #decoder;
  #facing;
  isPaused = false;

  // `facing`: environment, or user for the camera at the side of the screen.
  constructor(video, decoder, { facing = "environment" } = {}) {
    super();
    this.#video = video;
    this.#decoder = decoder;
    this.#facing = facing;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.stop() : this.start()));
  }

  // Tells "state": starting, on, refused or missing.
  async start() {
    if (this.#stream || this.#isStarting) return;
    this.#isStarting = true;
    this.#say("starting");
    try {
      this.#read ??= await this.#reader();
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: this.#facing, width: { ideal: 1280 }, height: { ideal: 720 } },
      });
      this.#video.srcObject = this.#stream;
      this.#stream.getVideoTracks()[0].addEventListener("ended", () => this.stop("missing"));
      await this.#video.play();
      this.#say("on");
      this.#look();
    } catch (trouble) {
      this.stop(trouble.name === "NotAllowedError" ? "refused" : "missing");
    } finally {
      this.#isStarting = false;
    }
  }

  stop(state = "") {
    clearTimeout(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    if (state) this.#say(state);
  }

  #say(state) {
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }

  // The browser's own reader where it knows QR, else ours.
  async #reader() {
    const formats = (await globalThis.BarcodeDetector?.getSupportedFormats?.().catch(() => [])) ?? [];
    if (formats.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async () => (await detector.detect(this.#video))[0]?.rawValue;
    }
    const { decodeQR } = await import(this.#decoder);
    return () => decodeQR(this.#picture());
  }

  #picture() {
    const { videoWidth: width, videoHeight: height } = this.#video;
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    this.#canvas.width = Math.round(width * scale);
    this.#canvas.height = Math.round(height * scale);
    const paper = this.#canvas.getContext("2d", { willReadFrequently: true });
    paper.drawImage(this.#video, 0, 0, this.#canvas.width, this.#canvas.height);
    return paper.getImageData(0, 0, this.#canvas.width, this.#canvas.height);
  }

  async #look() {
    let code = "";
    if (!this.isPaused && this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      try {
        code = (await this.#read()) ?? "";
      } catch {
        code = "";
      }
    }
    if (code) this.#found(code);
    if (this.#stream) this.#timer = setTimeout(() => this.#look(), PAUSE);
  }

  // A code that stays in front of the camera is read once.
  #found(code) {
    const now = performance.now();
    const isSame = code === this.#last.code && now - this.#last.at < SAME_CODE;
    this.#last = { code, at: now };
    if (!isSame && !this.isPaused) this.dispatchEvent(new CustomEvent("code", { detail: code }));
  }
}
