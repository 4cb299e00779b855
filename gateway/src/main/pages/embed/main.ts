import type { EmbedMessage } from '../shared/embed-message';

/** What the page in the frame has to say for itself, once it has loaded. */
const LONGEST_START = 15_000;

/**
 * `<verilock-video-kyc src="EMBED_URL">`: a session in a frame, with the events `ready`, `step`,
 * `completed`, `cancelled` and `error`. They are for the looks of the page around it: what became of
 * the session is told by webhook.
 */
class VerilockVideoKyc extends HTMLElement {
  static observedAttributes = ['src'];
  private frame: HTMLIFrameElement | undefined;
  private patience = 0;

  connectedCallback(): void {
    addEventListener('message', this.received);
    this.show();
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.received);
    this.clear();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) {
      this.show();
    }
  }

  private show(): void {
    this.clear();
    const src = this.getAttribute('src');
    if (!src) {
      return;
    }
    const frame = document.createElement('iframe');
    frame.title = this.getAttribute('title') ?? 'Video identification';
    frame.allow = 'camera; microphone; autoplay';
    frame.src = src;
    Object.assign(frame.style, { width: '100%', height: '44rem', border: '0', display: 'block' });
    // A frame that may not be shown here loads as an error of the browser's, and says nothing.
    this.patience = window.setTimeout(() => this.tell('error', { code: 'frame_refused' }), LONGEST_START);
    this.frame = frame;
    this.append(frame);
  }

  private clear(): void {
    clearTimeout(this.patience);
    this.frame?.remove();
    this.frame = undefined;
  }

  private readonly received = (event: MessageEvent<EmbedMessage>) => {
    const ours =
      this.frame !== undefined &&
      event.source === this.frame.contentWindow &&
      event.origin === new URL(this.frame.src).origin &&
      event.data?.from === 'verilock-video-kyc';
    if (!ours) {
      return;
    }
    const { from: _, type, ...detail } = event.data;
    if (type === 'layout') {
      this.frame!.style.height = `${event.data.height}px`;
      return;
    }
    clearTimeout(this.patience);
    this.tell(type, detail);
  };

  private tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

if (!customElements.get('verilock-video-kyc')) {
  customElements.define('verilock-video-kyc', VerilockVideoKyc);
}
