import { html, nothing, type TemplateResult } from 'lit';
import type { Consent, SessionApi } from '../shared/api';
import { Part } from '../shared/part';
import { say } from '../shared/words';

/** Asks for consent, in the words of the company, before anything else. */
class ConsentStep extends Part {
  static override properties = {
    api: { attribute: false },
    consent: { attribute: false },
    sending: { state: true },
    refused: { state: true },
  };
  declare api: SessionApi;
  declare consent: Consent;
  declare sending: boolean;
  declare refused: boolean;

  constructor() {
    super();
    this.sending = false;
    this.refused = false;
  }

  private readonly agree = async () => {
    this.sending = true;
    try {
      if (await this.api.agree(this.consent.sha256)) {
        this.tell('step-done');
      } else {
        // The company has just changed it: what is agreed to is what was read.
        this.consent = await this.api.consent();
        this.focusHeading();
      }
    } catch (thrown) {
      this.tell('trouble', thrown);
    }
    this.sending = false;
  };

  protected override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">${say('consent.title')}</h1>
      ${this.consent.text.split(/\n\s*\n/).map((paragraph) => html`<p>${paragraph}</p>`)}
      <p class="reference">${say('consent.version', { version: this.consent.version })}</p>
      <p class="ask">${say('consent.ask')}</p>
      <div class="buttons">
        <button class="primary" ?disabled=${this.sending} @click=${this.agree}>
          ${say('consent.yes')}
        </button>
        <button ?disabled=${this.sending} @click=${() => (this.refused = true)}>
          ${say('consent.no')}
        </button>
      </div>
      <p role="status">${this.refused ? say('consent.refused') : nothing}</p>
    `;
  }
}

customElements.define('vkyc-consent-step', ConsentStep);
