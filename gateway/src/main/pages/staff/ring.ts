/** Milliseconds from one ring to the next. */
const EVERY = 2_000;
const TONES = [660, 880];
const TONE_SECONDS = 0.25;

/** Rings until it is stopped, for an agent who looks elsewhere. */
export class Ring {
  private readonly context = new AudioContext();
  private readonly timer = setInterval(() => this.ring(), EVERY);

  constructor() {
    // Sound sleeps on a page that nobody has touched yet: then the page's title has to do.
    void this.context.resume();
    this.ring();
  }

  stop(): void {
    clearInterval(this.timer);
    void this.context.close();
  }

  private ring(): void {
    TONES.forEach((hertz, at) => {
      const tone = this.context.createOscillator();
      const loudness = this.context.createGain();
      loudness.gain.value = 0.1;
      tone.frequency.value = hertz;
      tone.connect(loudness).connect(this.context.destination);
      const begin = this.context.currentTime + at * TONE_SECONDS;
      tone.start(begin);
      tone.stop(begin + TONE_SECONDS);
    });
  }
}
