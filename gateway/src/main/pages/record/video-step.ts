import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CaptureEvidence, SessionApi, SessionProgress } from '../shared/api';
import { Part } from '../shared/part';
import { Trouble } from '../shared/trouble';
import { mendable, troubleView } from '../shared/trouble-view';
import { say, sayHint } from '../shared/words';
import { closeCamera, constraints, openCamera } from './camera';
import { FrameTiming, NO_FRAMES, trackEvidence } from './capture-evidence';
import { prompts, shortest, type Prompt } from './prompts';
import { containerOf, Recorder } from './recorder';
import type { Recording, SliceStore } from './slice-store';
import { SoundLevel } from './sound-level';
import { Uploader } from './uploader';

type Stage = 'start' | 'ready' | 'recording' | 'saved' | 'sending';

/** Below this level nobody speaks. */
const SILENCE = 0.25;
/** Seconds left at which a screen reader says so. */
const SAID = [10, 5];

/** Records the video by prompts while it is uploaded, shows it, and finishes it. */
class VideoStep extends Part {
  static override properties = {
    api: { attribute: false },
    store: { attribute: false },
    session: { attribute: false },
    stage: { state: true },
    elapsed: { state: true },
    level: { state: true },
    left: { state: true },
    hint: { state: true },
    playback: { state: true },
    trouble: { state: true },
  };
  declare api: SessionApi;
  declare store: SliceStore;
  declare session: SessionProgress;
  declare stage: Stage | undefined;
  /** Seconds recorded. */
  declare elapsed: number;
  declare level: number;
  /** Slices that the gateway has not acknowledged. */
  declare left: number;
  /** What the person should mend, as far as it was looked at. */
  declare hint: string | null;
  declare playback: string | undefined;
  declare trouble: Trouble | undefined;

  private uploader!: Uploader;
  private recording: Recording | undefined;
  private recorder: Recorder | undefined;
  private stream: MediaStream | undefined;
  private sound: SoundLevel | undefined;
  private timing: FrameTiming | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private pieces: ArrayBuffer[] = [];
  private prompts: Prompt[] = [];
  private loudest = 0;
  /** Seconds recorded when this part of the recording began. */
  private begun = 0;

  constructor() {
    super();
    this.elapsed = 0;
    this.level = 0;
    this.left = 0;
    this.hint = null;
    addEventListener('beforeunload', this.unload);
  }

  private get maxDuration(): number {
    return this.session.video_max_duration ?? 60;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.guarded(() => this.resume());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.unload);
    this.letGo();
    this.uploader?.close();
    this.recording = undefined;
    this.dropPlayback();
  }

  private readonly unload = (event: BeforeUnloadEvent) => {
    if (this.stage === 'recording' || this.left > 0) {
      event.preventDefault();
    }
  };

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  /** Goes on where this browser stopped. */
  private async resume(): Promise<void> {
    const id = this.session.session_id;
    this.prompts = prompts(this.maxDuration);
    this.uploader = new Uploader(id, this.store, this.api, () => this.sent());
    this.recording = await this.store.recording(id);
    if (!this.recording && this.session.chunks_received > 0) {
      // What was recorded elsewhere cannot be gone on with here.
      throw new Trouble('other_tab', 'recorded elsewhere');
    }
    this.elapsed = (this.recording?.elapsed ?? 0) / 1000;
    (await this.store.waiting(id)).forEach((sequence) => this.uploader.add(sequence));
    this.left = this.uploader.left;
    this.stage = this.recording?.stopped ? 'saved' : 'start';
  }

  private sent(): void {
    this.left = this.uploader.left;
    this.hint = this.uploader.hint;
    if (this.uploader.trouble !== undefined && this.stage !== 'sending') {
      this.fail(this.uploader.trouble);
    }
  }

  private readonly open = () =>
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
      });
      this.stage = 'ready';
    });

  private readonly record = () =>
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
        type: this.recorder.type,
        slices: 0,
        elapsed: 0,
        parts: 0,
        stopped: false,
      };
      this.recording.parts++;
      const video = this.querySelector<HTMLVideoElement>('video.live');
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
        }
      }, 200);
    });

  private async keep(bytes: ArrayBuffer): Promise<void> {
    const recording = this.recording;
    if (!recording) {
      // The page moved on: what the recorder still had is nobody's.
      return;
    }
    const sequence = recording.slices++;
    recording.elapsed = this.elapsed * 1000;
    this.pieces.push(bytes);
    await this.store.keep(recording, sequence, bytes);
    this.uploader.add(sequence);
    this.left = this.uploader.left;
  }

  private readonly stop = () =>
    this.guarded(async () => {
      const recorder = this.recorder;
      if (!recorder || !this.recording) {
        return;
      }
      this.recorder = undefined;
      clearInterval(this.timer);
      this.recording.evidence = this.told(recorder, this.recording.parts);
      await recorder.stop();
      this.letGo();
      this.recording.type = recorder.type;
      this.recording.stopped = true;
      await this.store.note(this.recording);
      this.dropPlayback();
      this.playback = URL.createObjectURL(new Blob(this.pieces, { type: recorder.type }));
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

  private readonly send = () =>
    this.guarded(async () => {
      const recording = this.recording;
      if (!recording) {
        return;
      }
      this.stage = 'sending';
      await this.uploader.flushed();
      if (recording.evidence) {
        await this.api.evidence(recording.evidence);
      }
      await this.api.finish(recording.slices, containerOf(recording.type));
      await this.store.forgetSession(recording.sessionId);
      this.tell('step-done');
    });

  private fail(thrown: unknown): void {
    const trouble = Trouble.of(thrown);
    const stopping = this.recorder;
    this.recorder = undefined;
    void stopping?.stop();
    this.letGo();
    if (mendable(trouble)) {
      this.trouble = trouble;
      this.stage = 'start';
    } else {
      this.tell('trouble', trouble);
    }
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

  protected override updated(changed: PropertyValues): void {
    const video = this.querySelector<HTMLVideoElement>('video.live');
    if (video && video.srcObject !== this.stream) {
      video.srcObject = this.stream ?? null;
    }
    if (changed.has('stage') && changed.get('stage') === undefined) {
      this.focusHeading();
    } else if (changed.has('stage')) {
      const first = this.querySelector<HTMLElement>('button.primary:not(:disabled)');
      (first ?? this.querySelector('h1'))?.focus();
    }
  }

  protected override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">${say('video.title')}</h1>
      ${this.trouble ? troubleView(this.trouble, this.open) : nothing} ${this.content()}
    `;
  }

  private content(): TemplateResult | typeof nothing {
    switch (this.stage) {
      case 'start':
        return this.start();
      case 'ready':
      case 'recording':
        return this.live();
      case 'saved':
      case 'sending':
        return this.saved();
      default:
        return nothing;
    }
  }

  private start(): TemplateResult {
    return html`
      ${this.recording
        ? html`<p class="note">${say('video.interrupted', { n: Math.floor(this.elapsed) })}</p>`
        : nothing}
      <p id="how">${say('video.how', { n: this.maxDuration })}</p>
      <ul>
        ${this.prompts.map((prompt) => html`<li>${prompt.text}</li>`)}
      </ul>
      ${this.trouble
        ? nothing
        : html`<div class="buttons">
            <button class="primary" aria-describedby="how" @click=${this.open}>
              ${say('video.open')}
            </button>
          </div>`}
    `;
  }

  private live(): TemplateResult {
    const recording = this.stage === 'recording';
    const remaining = Math.max(0, Math.ceil(this.maxDuration - this.elapsed));
    const prompt = this.prompts.filter((one) => one.at <= this.elapsed).at(-1);
    const silent = recording && this.elapsed - this.begun > 6 && this.loudest < SILENCE;
    return html`
      <p class="prompt" role="status">
        ${recording ? (prompt?.text ?? '') : say('video.ready')}
      </p>
      <div class="view selfie ${recording && sayHint(this.hint) ? 'mend' : ''}">
        <video
          class="live mirrored"
          autoplay
          muted
          playsinline
          aria-label=${say('camera.view')}
        ></video>
        <div class="frame" aria-hidden="true"></div>
        ${recording
          ? html`<p class="time" aria-hidden="true"><span class="dot"></span>${remaining} s</p>`
          : nothing}
      </div>
      <p class="hint" role="status">${recording ? sayHint(this.hint) : nothing}</p>
      <p class="quiet" role="status">
        ${recording && SAID.includes(remaining) ? say('video.left', { n: remaining }) : nothing}
      </p>
      <label class="level">
        ${say('video.level')}
        <meter min="0" max="1" .value=${this.level}></meter>
      </label>
      <p role="status">${silent ? say('video.silent') : nothing}</p>
      <div class="buttons">
        ${recording
          ? html`<button
              class="primary"
              ?disabled=${this.elapsed < shortest(this.maxDuration)}
              @click=${this.stop}
            >
              ${say('video.stop')}
            </button>`
          : html`<button class="primary" @click=${this.record}>
              ${say(this.recording ? 'video.go_on' : 'video.record')}
            </button>`}
      </div>
    `;
  }

  private saved(): TemplateResult {
    const total = this.recording?.slices ?? 0;
    return html`
      ${this.playback
        ? html`<p>${say('video.watch')}</p>
            <div class="view">
              <video controls playsinline src=${this.playback} aria-label=${say('video.yours')}></video>
            </div>`
        : html`<p>${say('video.kept', { n: Math.round(this.elapsed) })}</p>`}
      <label class="level">
        ${say('video.uploaded', { n: total - this.left, of: total })}
        <progress max=${total} .value=${total - this.left}></progress>
      </label>
      <div class="buttons">
        <button class="primary" ?disabled=${this.stage === 'sending'} @click=${this.send}>
          ${say(this.stage === 'sending' ? 'sending' : 'video.send')}
        </button>
      </div>
    `;
  }
}

customElements.define('vkyc-video-step', VideoStep);
