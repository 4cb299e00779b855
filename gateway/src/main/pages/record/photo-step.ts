import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { SessionApi } from '../shared/api';
import { Part } from '../shared/part';
import { Trouble } from '../shared/trouble';
import { mendable, troubleView } from '../shared/trouble-view';
import { say } from '../shared/words';
import { closeCamera, openCamera, still } from './camera';

/** Takes the picture of the document or the person, shows it, and sends it. */
class PhotoStep extends Part {
  static override properties = {
    kind: {},
    api: { attribute: false },
    stream: { state: true },
    seeing: { state: true },
    picture: { state: true },
    unshowable: { state: true },
    sending: { state: true },
    trouble: { state: true },
  };
  declare kind: 'document' | 'selfie';
  declare api: SessionApi;
  declare stream: MediaStream | undefined;
  /** Whether the camera's first picture is there. */
  declare seeing: boolean;
  declare picture: { blob: Blob; url: string } | undefined;
  /** Whether this browser cannot show the picture, which may well be whole. */
  declare unshowable: boolean;
  declare sending: boolean;
  declare trouble: Trouble | undefined;

  private readonly left = new AbortController();

  constructor() {
    super();
    this.seeing = false;
    this.unshowable = false;
    this.sending = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.left.abort();
    closeCamera(this.stream);
    this.drop();
  }

  private readonly open = async () => {
    this.trouble = undefined;
    this.drop();
    this.seeing = false;
    try {
      this.stream = await openCamera(this.kind === 'selfie' ? 'user' : 'environment', false);
    } catch (thrown) {
      this.fail(thrown);
    }
  };

  private readonly take = async () => {
    const video = this.querySelector('video');
    if (!video) {
      return;
    }
    try {
      this.show(await still(video));
    } catch (thrown) {
      this.fail(thrown);
    }
  };

  private readonly choose = (event: Event) => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) {
      this.show(file);
    }
  };

  private readonly send = async () => {
    if (!this.picture) {
      return;
    }
    this.sending = true;
    try {
      await this.api.picture(this.kind, this.picture.blob, this.left.signal);
      this.tell('step-done');
    } catch (thrown) {
      if (!this.left.signal.aborted) {
        this.drop();
        this.fail(thrown);
      }
    }
    this.sending = false;
  };

  private show(blob: Blob): void {
    closeCamera(this.stream);
    this.stream = undefined;
    this.trouble = undefined;
    this.drop();
    this.unshowable = false;
    this.picture = { blob, url: URL.createObjectURL(blob) };
  }

  private drop(): void {
    if (this.picture) {
      URL.revokeObjectURL(this.picture.url);
      this.picture = undefined;
    }
  }

  private fail(thrown: unknown): void {
    closeCamera(this.stream);
    this.stream = undefined;
    const trouble = Trouble.of(thrown);
    if (mendable(trouble)) {
      this.trouble = trouble;
    } else {
      this.tell('trouble', trouble);
    }
  }

  protected override updated(changed: PropertyValues): void {
    const video = this.querySelector('video');
    if (video && video.srcObject !== this.stream) {
      video.srcObject = this.stream ?? null;
    }
    if (changed.has('picture') || (changed.has('seeing') && this.seeing)) {
      this.querySelector<HTMLElement>('button.primary:not(:disabled)')?.focus();
    }
  }

  protected override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">${say(`${this.kind}.title`)}</h1>
      <p id="how">${say(`${this.kind}.how`)}</p>
      ${this.trouble ? troubleView(this.trouble, this.open) : nothing}
      ${this.picture ? this.check(this.picture) : this.stream ? this.live() : this.start()}
    `;
  }

  private start(): TemplateResult {
    return html`
      <div class="buttons">
        ${this.trouble
          ? nothing
          : html`<button class="primary" aria-describedby="how" @click=${this.open}>
              ${say('camera.open')}
            </button>`}
        ${this.kind === 'document'
          ? html`<label class="button">
              ${say('document.choose')}
              <input
                type="file"
                accept="image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif,image/gif,.heic,.heif,.avif"
                @change=${this.choose}
              />
            </label>`
          : nothing}
      </div>
    `;
  }

  private live(): TemplateResult {
    return html`
      <div class="view ${this.kind}">
        <video
          class=${this.kind === 'selfie' ? 'mirrored' : ''}
          autoplay
          muted
          playsinline
          aria-label=${say('camera.view')}
          @loadeddata=${() => (this.seeing = true)}
        ></video>
        <div class="frame" aria-hidden="true"></div>
      </div>
      <div class="buttons">
        <button class="primary" ?disabled=${!this.seeing} @click=${this.take}>
          ${say('photo.take')}
        </button>
      </div>
    `;
  }

  private check({ blob, url }: { blob: Blob; url: string }): TemplateResult {
    return html`
      ${this.unshowable
        ? html`<p class="file-name">${blob instanceof File ? blob.name : say(`${this.kind}.taken`)}</p>`
        : html`<div class="view">
              <img
                src=${url}
                alt=${say(`${this.kind}.taken`)}
                @error=${() => (this.unshowable = true)}
              />
            </div>
            <p>${say('photo.check')}</p>`}
      <div class="buttons">
        <button class="primary" ?disabled=${this.sending} @click=${this.send}>
          ${say(this.sending ? 'sending' : 'photo.use')}
        </button>
        <button ?disabled=${this.sending} @click=${this.open}>${say('photo.again')}</button>
      </div>
    `;
  }
}

customElements.define('vkyc-photo-step', PhotoStep);
