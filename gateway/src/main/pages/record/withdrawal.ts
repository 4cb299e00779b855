import { html, type TemplateResult } from 'lit';
import type { SessionApi } from '../shared/api';
import { Part } from '../shared/part';
import { say } from '../shared/words';

/** Lets the person take their consent back, at every step. */
class Withdrawal extends Part {
  static override properties = {
    api: { attribute: false },
    asked: { state: true },
    sending: { state: true },
  };
  declare api: SessionApi;
  declare asked: boolean;
  declare sending: boolean;

  constructor() {
    super();
    this.asked = false;
    this.sending = false;
  }

  private readonly withdraw = async () => {
    this.sending = true;
    try {
      await this.api.withdraw();
      this.tell('withdrawn');
    } catch (thrown) {
      this.tell('trouble', thrown);
    }
  };

  protected override render(): TemplateResult {
    if (!this.asked) {
      return html`<button class="quietly" @click=${() => (this.asked = true)}>
        ${say('consent.withdraw')}
      </button>`;
    }
    return html`
      <div class="note" role="alert">
        <p>${say('consent.sure')}</p>
        <div class="buttons">
          <button ?disabled=${this.sending} @click=${this.withdraw}>
            ${say('consent.withdraw')}
          </button>
          <button ?disabled=${this.sending} @click=${() => (this.asked = false)}>
            ${say('consent.keep')}
          </button>
        </div>
      </div>
    `;
  }
}

customElements.define('vkyc-withdrawal', Withdrawal);
