import type { CaptureEvidence, SessionApi, SessionProgress } from '../shared/api';
import { Trouble } from '../shared/trouble';
import { mendable } from '../shared/trouble-view';
import { closeCamera, constraints, openCamera } from './camera';
import { FrameTiming, NO_FRAMES, trackEvidence } from './capture-evidence';
import { containerOf, Recorder } from './recorder';
import type { Recording, SliceStore } from './slice-store';
import { SoundLevel } from './sound-level';
import { Uploader } from './uploader';

/** Milliseconds in which a recorder's first bytes come: it is asked for some every second. */
const LONGEST_SILENCE = 6000;

export type Stage = 'start' | 'ready' | 'recording' | 'saved' | 'sending';

/** What a recording tells whoever shows it. */
export interface Watcher {
  /** Something to show has changed. */
  changed(): void;
  /** The gateway has the whole recording. */
  done(): void;
  /** It cannot go on. */
  failed(trouble: Trouble): void;
  /** Where the camera is shown, if it is. */
  video(): HTMLVideoElement | null;
}

/**
 * A session's recording, from the camera to the gateway: recorded in slices that are uploaded meanwhile,
 * gone on with where this browser stopped, shown to the person, and finished.
 */
export class RecordingFlow {
  /** Nothing until it is known how far an earlier visit came. */
  stage: Stage | undefined;
  /** Seconds recorded. */
  elapsed = 0;
  /** How loud it is, 0 to 1. */
  level = 0;
  /** The loudest since this part of the recording began. */
  loudest = 0;
  /** Seconds recorded when this part of the recording began. */
  begun = 0;
  /** Slices that the gateway has not acknowledged. */
  left = 0;
  /** What the person should mend, as far as it was looked at. */
  hint: string | null = null;
  /** Address of what was recorded since the page was opened, once it is stopped. */
  playback: string | undefined;
  /** What the person can mend by trying again. */
  trouble: Trouble | undefined;
  /** What the camera shows now. */
  stream: MediaStream | undefined;
  /** What is recorded so far. */
  recording: Recording | undefined;

  /** Whether a take was begun in another browser: it cannot be gone on with here. */
  elsewhere = false;

  private uploader: Uploader;
  private recorder: Recorder | undefined;
  private sound: SoundLevel | undefined;
  private timing: FrameTiming | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  /** What the person can watch before it is sent; of a call, which can be long, nothing. */
  private pieces: ArrayBuffer[] = [];
  /** Slices there were when this part of the recording began. */
  private slicesBefore = 0;

  constructor(
    private readonly api: SessionApi,
    private readonly store: SliceStore,
    private session: SessionProgress,
    private readonly watcher: Watcher,
  ) {
    this.uploader = this.uploaderOfTake();
  }

  /** The session as of the take that is recorded. */
  get asked(): SessionProgress {
    return this.session;
  }

  /** How often the person may still record again. */
  get takesLeft(): number {
    return this.session.video_takes - this.session.take;
  }

  private uploaderOfTake(): Uploader {
    const { session_id, take } = this.session;
    return new Uploader(session_id, take, this.store, this.api, () => this.sent());
  }

  /** Longest recording, seconds: a call is as long as it is. */
  get maxDuration(): number {
    return this.session.video_max_duration ?? Infinity;
  }

  /** Whether leaving the page now would lose or hold up something. */
  get busy(): boolean {
    return this.stage === 'recording' || this.left > 0;
  }

  /** Lets go of the camera and sends nothing more. */
  close(): void {
    this.letGo();
    this.uploader.close();
    this.recording = undefined;
    this.dropPlayback();
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.fail(thrown);
    }
    this.watcher.changed();
  }

  /** Goes on where this browser stopped. */
  readonly resume = () =>
    this.guarded(async () => {
      const id = this.session.session_id;
      this.recording = await this.store.recording(id);
      if (this.recording && (this.recording.take ?? 1) !== this.session.take) {
        // Another take was begun, and the page went before it knew.
        this.recording = undefined;
        await this.store.forgetSession(id);
      }
      this.elsewhere = !this.recording && this.session.chunks_received > 0;
      if (this.elsewhere && this.takesLeft < 1) {
        throw new Trouble('other_tab', 'recorded elsewhere');
      }
      this.elapsed = (this.recording?.elapsed ?? 0) / 1000;
      (await this.store.waiting(id)).forEach((sequence) => this.uploader.add(sequence));
      this.left = this.uploader.left;
      this.stage = this.recording?.stopped ? 'saved' : 'start';
    });

  private sent(): void {
    this.left = this.uploader.left;
    this.hint = this.uploader.hint;
    if (this.uploader.trouble !== undefined && this.stage !== 'sending') {
      this.fail(this.uploader.trouble);
    }
    this.watcher.changed();
  }

  /** Opens camera and microphone. */
  readonly open = () =>
    this.guarded(async () => {
      this.trouble = undefined;
      this.stream = await openCamera('user', true);
      this.stream
        .getVideoTracks()
        .forEach((track) => (track.onended = () => this.fail(new Trouble('camera_lost'))));
      this.loudest = 0;
      this.sound = new SoundLevel(this.stream, (level) => {
        this.level = level;
        this.loudest = Math.max(this.loudest, level);
        this.watcher.changed();
      });
      this.stage = 'ready';
    });

  /** Lets the camera go for now; a recording that was begun can be gone on with. */
  async interrupt(): Promise<void> {
    if (this.stage !== 'ready' && this.stage !== 'recording') {
      return;
    }
    const recorder = this.recorder;
    this.recorder = undefined;
    this.letGo();
    this.stage = 'start';
    this.watcher.changed();
    await recorder?.stop();
  }

  /** Begins to record, or goes on. */
  readonly record = () =>
    this.guarded(async () => {
      if (!this.stream) {
        return;
      }
      const before = this.recording?.elapsed ?? 0;
      this.recorder = new Recorder(
        this.stream,
        this.recording?.type,
        (bytes) => this.keep(bytes),
        (thrown) => this.fail(thrown),
      );
      this.recording ??= {
        sessionId: this.session.session_id,
        take: this.session.take,
        expiresAt: this.session.expires_at,
        type: this.recorder.type,
        slices: 0,
        elapsed: 0,
        parts: 0,
        stopped: false,
      };
      this.recording.parts++;
      this.slicesBefore = this.recording.slices;
      // Without pieces cut for it, the other container may come as a whole, at the end.
      const inPieces = containerOf(this.recorder.type) === 'webm';
      const video = this.watcher.video();
      this.timing = video ? new FrameTiming(video) : undefined;
      this.loudest = 0;
      this.begun = before / 1000;
      const started = performance.now();
      this.recorder.start();
      this.stage = 'recording';
      this.timer = setInterval(() => {
        this.elapsed = (before + performance.now() - started) / 1000;
        if (this.elapsed >= this.maxDuration) {
          void this.stop();
        } else if (inPieces && this.gaveNothing() && performance.now() - started > LONGEST_SILENCE) {
          this.fail(new Trouble('recording_failed', 'no bytes'));
        }
        this.watcher.changed();
      }, 200);
    });

  /** Whether nothing came of this part of the recording: a camera can look well and give nothing. */
  private gaveNothing(): boolean {
    return this.recording?.slices === this.slicesBefore;
  }

  private async keep(bytes: ArrayBuffer): Promise<void> {
    const recording = this.recording;
    if (!recording) {
      // The page moved on: what the recorder still had is nobody's.
      return;
    }
    const sequence = recording.slices++;
    recording.elapsed = this.elapsed * 1000;
    if (this.session.video_max_duration !== null) {
      this.pieces.push(bytes);
    }
    await this.store.keep(recording, sequence, bytes);
    this.uploader.add(sequence);
    this.left = this.uploader.left;
  }

  /** Ends the recording, and shows it. */
  readonly stop = () =>
    this.guarded(async () => {
      const recorder = this.recorder;
      if (!recorder || !this.recording) {
        return;
      }
      this.recorder = undefined;
      clearInterval(this.timer);
      this.recording.evidence = this.told(recorder, this.recording.parts);
      await recorder.stop();
      if (this.gaveNothing()) {
        throw new Trouble('recording_failed', 'no bytes');
      }
      this.letGo();
      this.recording.type = recorder.type;
      this.recording.stopped = true;
      await this.store.note(this.recording);
      this.dropPlayback();
      if (this.pieces.length > 0) {
        this.playback = URL.createObjectURL(new Blob(this.pieces, { type: recorder.type }));
      }
      this.stage = 'saved';
    });

  private told(recorder: Recorder, parts: number): CaptureEvidence {
    return {
      camera: trackEvidence(this.stream?.getVideoTracks()[0]),
      microphone: trackEvidence(this.stream?.getAudioTracks()[0]),
      constraints: { ...constraints('user', true) },
      recorder: { type: recorder.type, video_bits_per_second: recorder.videoBitsPerSecond },
      parts,
      frames: this.timing?.frames ?? NO_FRAMES,
    };
  }

  /** Records again: nothing that was recorded before counts any more. */
  readonly again = () =>
    this.guarded(async () => {
      this.uploader.close();
      this.session = await this.api.beginTake(this.session.take + 1);
      await this.store.forgetSession(this.session.session_id);
      this.dropPlayback();
      this.pieces = [];
      this.recording = undefined;
      this.elsewhere = false;
      this.elapsed = 0;
      this.hint = null;
      this.uploader = this.uploaderOfTake();
      this.left = 0;
      await this.open();
    });

  /** Says that the recording is whole, once the gateway has all of it. */
  readonly send = () =>
    this.guarded(async () => {
      const recording = this.recording;
      if (!recording) {
        return;
      }
      this.stage = 'sending';
      this.watcher.changed();
      await this.uploader.flushed();
      if (recording.evidence) {
        await this.api.evidence(recording.evidence);
      }
      await this.api.finish(this.session.take, recording.slices, containerOf(recording.type));
      await this.store.forgetSession(recording.sessionId);
      this.watcher.done();
    });

  private fail(thrown: unknown): void {
    const trouble = Trouble.of(thrown);
    const stopping = this.recorder;
    this.recorder = undefined;
    void stopping?.stop();
    this.letGo();
    if (this.recording?.slices === 0) {
      this.recording = undefined;
      this.elapsed = 0;
    }
    if (mendable(trouble)) {
      this.trouble = trouble;
      this.stage = 'start';
    } else {
      this.watcher.failed(trouble);
    }
    this.watcher.changed();
  }

  private letGo(): void {
    clearInterval(this.timer);
    this.timing?.close();
    this.timing = undefined;
    this.sound?.close();
    this.sound = undefined;
    closeCamera(this.stream);
    this.stream = undefined;
  }

  private dropPlayback(): void {
    if (this.playback) {
      URL.revokeObjectURL(this.playback);
      this.playback = undefined;
    }
  }
}
