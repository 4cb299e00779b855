import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { SessionApi, SessionProgress } from '../shared/api';
import { Part } from '../shared/part';
import { troubleView } from '../shared/trouble-view';
import { say, sayHint } from '../shared/words';
import { Prompts } from './prompts';
import { RecordingFlow, type Stage } from './recording-flow';
import type { SliceStore } from './slice-store';

/** Below this level nobody speaks. */
const SILENCE = 0.25;
/** Seconds left at which a screen reader says so. */
const SAID = [10, 5];

/** Shows a recording being made by prompts, and what was made of it. */
class VideoStep extends Part {
  static override properties = {
    api: { attribute: false },
    store: { attribute: false },
    session: { attribute: false },
  };
  declare api: SessionApi;
  declare store: SliceStore;
  declare session: SessionProgress;

  private flow: RecordingFlow | undefined;
  private prompts: Prompts | undefined;
  /** The session whose prompts these are. */
  private asked: SessionProgress | undefined;
  private shown: Stage | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.unload);
    this.flow = new RecordingFlow(this.api, this.store, this.session, {
      changed: () => this.requestUpdate(),
      done: () => this.tell('step-done'),
      failed: (trouble) => this.tell('trouble', trouble),
      video: () => this.querySelector('video.live'),
    });
    void this.flow.resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.unload);
    this.flow?.close();
  }

  private readonly unload = (event: BeforeUnloadEvent) => {
    if (this.flow?.busy) {
      event.preventDefault();
    }
  };

  protected override updated(_changed: PropertyValues): void {
    const video = this.querySelector<HTMLVideoElement>('video.live');
    const stream = this.flow?.stream ?? null;
    if (video && video.srcObject !== stream) {
      video.srcObject = stream;
    }
    const before = this.shown;
    this.shown = this.flow?.stage;
    if (this.shown !== before && before === undefined) {
      this.focusHeading();
    } else if (this.shown !== before) {
      const first = this.querySelector<HTMLElement>('button.primary:not(:disabled)');
      (first ?? this.querySelector('h1'))?.focus();
    }
  }

  protected override render(): TemplateResult {
    const flow = this.flow;
    if (flow && flow.asked !== this.asked) {
      this.asked = flow.asked;
      this.prompts = new Prompts(flow.asked, flow.maxDuration);
    }
    return html`
      <h1 tabindex="-1">${say('video.title')}</h1>
      ${flow?.trouble ? troubleView(flow.trouble, flow.open) : nothing} ${flow ? this.content(flow) : nothing}
    `;
  }

  private content(flow: RecordingFlow): TemplateResult | typeof nothing {
    switch (flow.stage) {
      case 'start':
        return this.start(flow);
      case 'ready':
      case 'recording':
        return this.live(flow);
      case 'saved':
      case 'sending':
        return this.saved(flow);
      default:
        return nothing;
    }
  }

  private start(flow: RecordingFlow): TemplateResult {
    return html`
      ${flow.recording
        ? html`<p class="note">${say('video.interrupted', { n: Math.floor(flow.elapsed) })}</p>`
        : nothing}
      <p id="how">${say('video.how', { n: flow.maxDuration })}</p>
      <ul>
        ${this.prompts?.before.map((text) => html`<li>${text}</li>`)}
      </ul>
      ${flow.elsewhere ? html`<p class="note">${say('video.elsewhere')}</p>` : nothing}
      ${flow.trouble
        ? nothing
        : html`<div class="buttons">
            ${flow.elsewhere
              ? this.again(flow, 'primary')
              : html`<button class="primary" aria-describedby="how" @click=${flow.open}>
                  ${say('video.open')}
                </button>`}
          </div>`}
    `;
  }

  private live(flow: RecordingFlow): TemplateResult {
    const recording = flow.stage === 'recording';
    const remaining = Math.max(0, Math.ceil(flow.maxDuration - flow.elapsed));
    const prompt = recording ? this.prompts?.now(flow.elapsed) : undefined;
    const hint = recording ? sayHint(flow.hint, prompt?.turning) : '';
    const silent = recording && flow.elapsed - flow.begun > 6 && flow.loudest < SILENCE;
    return html`
      <p class="prompt" role="status">
        ${prompt?.arrow ? html`<span class="arrow" aria-hidden="true">${prompt.arrow}</span>` : nothing}
        ${recording ? prompt?.text : say('video.ready')}
      </p>
      <div class="view selfie ${hint ? 'mend' : ''}">
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
      <p class="hint" role="status">${hint}</p>
      <p class="quiet" role="status">
        ${recording && SAID.includes(remaining) ? say('video.left', { n: remaining }) : nothing}
      </p>
      <label class="level">
        ${say('video.level')}
        <meter min="0" max="1" .value=${flow.level}></meter>
      </label>
      <p role="status">${silent ? say('video.silent') : nothing}</p>
      <div class="buttons">
        ${recording
          ? html`<button
              class="primary"
              ?disabled=${flow.elapsed < (this.prompts?.end ?? 0)}
              @click=${flow.stop}
            >
              ${say('video.stop')}
            </button>`
          : html`<button class="primary" @click=${flow.record}>
              ${say(flow.recording ? 'video.go_on' : 'video.record')}
            </button>`}
      </div>
    `;
  }

  private again(flow: RecordingFlow, kind: string): TemplateResult {
    return html`<button class=${kind} @click=${flow.again}>
      ${say('video.again', { n: flow.takesLeft })}
    </button>`;
  }

  private saved(flow: RecordingFlow): TemplateResult {
    const total = flow.recording?.slices ?? 0;
    return html`
      ${flow.playback
        ? html`<p>${say('video.watch')}</p>
            <div class="view">
              <video controls playsinline src=${flow.playback} aria-label=${say('video.yours')}></video>
            </div>`
        : html`<p>${say('video.kept', { n: Math.round(flow.elapsed) })}</p>`}
      <label class="level">
        ${say('video.uploaded', { n: total - flow.left, of: total })}
        <progress max=${total} .value=${total - flow.left}></progress>
      </label>
      <div class="buttons">
        <button class="primary" ?disabled=${flow.stage === 'sending'} @click=${flow.send}>
          ${say(flow.stage === 'sending' ? 'sending' : 'video.send')}
        </button>
        ${flow.takesLeft > 0 && flow.stage === 'saved' ? this.again(flow, '') : nothing}
      </div>
    `;
  }
}

customElements.define('vkyc-video-step', VideoStep);
