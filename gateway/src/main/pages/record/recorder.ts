import type { Container } from '../shared/api';
import { Trouble } from '../shared/trouble';

/** Milliseconds of a slice. Recorders cut when they can: slices are of any length and size. */
const SLICE = 1000;
/** What the gateway takes in one piece; a slice after a pause can be larger. */
const LARGEST_PIECE = 1 << 20;
const VIDEO_BITS = 1_500_000;
const AUDIO_BITS = 64_000;
const TYPES = [
  'video/webm;codecs=vp8,opus',
  'video/webm',
  'video/mp4;codecs=avc1.42E01F,mp4a.40.2',
  'video/mp4',
];

/** Records a stream and hands out its bytes, piece by piece and in order. */
export class Recorder {
  private readonly recorder: MediaRecorder;
  private last: Promise<void> = Promise.resolve();
  private readonly stopped: Promise<void>;

  /**
   * @param type that an earlier part of the recording has, which this part must have, too
   * @param piece takes a piece; the next comes when it is done with this
   * @param failed told where the recorder or `piece` gives up
   */
  constructor(
    stream: MediaStream,
    type: string | undefined,
    piece: (bytes: ArrayBuffer) => Promise<void>,
    failed: (thrown: unknown) => void,
  ) {
    const chosen = type ?? TYPES.find((one) => MediaRecorder.isTypeSupported(one));
    if (chosen === undefined) {
      throw new Trouble('browser_unsupported', 'no container');
    }
    const options: MediaRecorderOptions & { videoKeyFrameIntervalDuration?: number } = {
      mimeType: chosen,
      videoBitsPerSecond: VIDEO_BITS,
      audioBitsPerSecond: AUDIO_BITS,
    };
    if (containerOf(chosen) === 'mp4') {
      // A piece of this container ends at a key frame: without one a second, nothing comes till the end.
      options.videoKeyFrameIntervalDuration = SLICE;
    }
    this.recorder = new MediaRecorder(stream, options);
    this.recorder.ondataavailable = (event) => {
      this.last = this.last.then(() => pieces(event.data, piece)).catch(failed);
    };
    this.recorder.onerror = (event) =>
      failed(new Trouble('recording_failed', (event as ErrorEvent).error?.name ?? 'MediaRecorder'));
    this.stopped = new Promise((done) => (this.recorder.onstop = () => done()));
  }

  /** What it makes. */
  get type(): string {
    return this.recorder.mimeType;
  }

  get videoBitsPerSecond(): number {
    return this.recorder.videoBitsPerSecond;
  }

  start(): void {
    this.recorder.start(SLICE);
  }

  /** Ends the recording; done when its last piece was taken. */
  async stop(): Promise<void> {
    if (this.recorder.state !== 'inactive') {
      this.recorder.stop();
    }
    await this.stopped;
    await this.last;
  }
}

/** The container that a recorder's type names. */
export function containerOf(type: string): Container {
  return type.startsWith('video/mp4') ? 'mp4' : 'webm';
}

async function pieces(slice: Blob, piece: (bytes: ArrayBuffer) => Promise<void>): Promise<void> {
  for (let at = 0; at < slice.size; at += LARGEST_PIECE) {
    await piece(await slice.slice(at, at + LARGEST_PIECE).arrayBuffer());
  }
}
