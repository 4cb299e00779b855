import type { CaptureEvidence } from '../shared/api';

/** Where nothing is known of frames. */
export const NO_FRAMES = { count: 0, mean_ms: null, deviation_ms: null, longest_ms: null };

/** Times between frames of a camera, as they come. */
export class FrameTiming {
  private last: number | undefined;
  private count = 0;
  private sum = 0;
  private squares = 0;
  private longest = 0;
  private handle: number | undefined;

  /** Watches what a camera shows in an element, where the browser tells of frames. */
  constructor(private readonly video: HTMLVideoElement) {
    this.next();
  }

  close(): void {
    if (this.handle !== undefined) {
      this.video.cancelVideoFrameCallback(this.handle);
    }
  }

  get frames(): CaptureEvidence['frames'] {
    const times = this.count - 1;
    if (times < 1) {
      return { ...NO_FRAMES, count: this.count };
    }
    const mean = this.sum / times;
    return {
      count: this.count,
      mean_ms: rounded(mean),
      deviation_ms: rounded(Math.sqrt(Math.max(0, this.squares / times - mean * mean))),
      longest_ms: rounded(this.longest),
    };
  }

  private next(): void {
    if (!('requestVideoFrameCallback' in this.video)) {
      return;
    }
    this.handle = this.video.requestVideoFrameCallback((now, frame) => {
      // When the camera took it, where that is known: the page may be late to show it.
      const time = frame.captureTime ?? now;
      if (this.last !== undefined) {
        const between = Math.max(0, time - this.last);
        this.sum += between;
        this.squares += between * between;
        this.longest = Math.max(this.longest, between);
      }
      this.last = time;
      this.count++;
      this.next();
    });
  }
}

/** What a browser tells of a track; the ids of devices, which would tell people apart, stay here. */
export function trackEvidence(track: MediaStreamTrack | undefined): CaptureEvidence['camera'] {
  const settings: CaptureEvidence['camera']['settings'] = {};
  for (const [name, value] of Object.entries(track?.getSettings() ?? {})) {
    const plain = ['string', 'number', 'boolean'].includes(typeof value);
    if (plain && name !== 'deviceId' && name !== 'groupId') {
      settings[name] = value as string | number | boolean;
    }
  }
  return { label: (track?.label ?? '').slice(0, 512), settings };
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
