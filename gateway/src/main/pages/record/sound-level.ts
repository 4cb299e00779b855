/** How loud a stream is, 0 to 1, ten times a second. */
export class SoundLevel {
  private readonly context: AudioContext;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(stream: MediaStream, heard: (level: number) => void) {
    this.context = new AudioContext();
    // A browser may begin with sound asleep until something was clicked, as it was by now.
    void this.context.resume();
    const analyser = this.context.createAnalyser();
    analyser.fftSize = 1024;
    this.context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      // -60 dB is silence, 0 dB full scale.
      heard(Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-12)) / 60)));
    }, 100);
  }

  close(): void {
    clearInterval(this.timer);
    void this.context.close();
  }
}
