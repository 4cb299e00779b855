import { html, nothing, type TemplateResult } from 'lit';
import { refusalView } from './refusal-view';
import { Section } from './section';
import { gateway, type ReviewCase } from './staff-api';

type Result = 'approved' | 'declined';

const LOOK_EVERY = 3_000;

/** What comes after a call: its result as it is made, and the agent's decision. */
class WrapUpView extends Section {
  static override properties = {
    ...Section.properties,
    session: {},
    reviewed: { state: true },
    sending: { state: true },
  };
  declare session: string;
  declare reviewed: ReviewCase | undefined;
  declare sending: boolean;

  private looking = 0;
  /** One for all tries to send a decision: it is made once. */
  private key = crypto.randomUUID();

  constructor() {
    super();
    this.sending = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.pressed);
    void this.guarded(() => this.look());
    this.looking = window.setInterval(() => void this.guarded(() => this.look()), LOOK_EVERY);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.pressed);
    clearInterval(this.looking);
  }

  private get analysed(): boolean {
    return this.reviewed?.video?.status === 'completed';
  }

  /** Until the result is there, and no longer: each look is in the audit log. */
  private async look(): Promise<void> {
    if (!this.analysed) {
      this.reviewed = await gateway.case(this.session);
      if (this.analysed) {
        this.refusal = undefined;
      }
    }
  }

  private readonly pressed = (event: KeyboardEvent) => {
    const field = event.target as HTMLElement;
    if (field.matches('textarea, input, select, video') || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const result = ({ a: 'approved', d: 'declined' } as Record<string, Result>)[event.key];
    if (result) {
      // One key alone decides nothing about anybody.
      event.preventDefault();
      this.querySelector<HTMLElement>(`button.${result}`)?.focus();
    }
  };

  private decide(result: Result): void {
    if (this.sending) {
      return;
    }
    this.sending = true;
    const notes = this.querySelector('textarea')?.value.trim() ?? '';
    const version = this.reviewed?.video?.version;
    void this.guarded(async () => {
      this.refusal = undefined;
      const made = await gateway.decide(
        this.session,
        { result, ...(version === undefined ? {} : { version }), ...(notes ? { notes } : {}) },
        this.key,
      );
      this.over(`${this.session} is ${made.state === 'proposed' ? `proposed to be ${result}` : result}.`);
    }).finally(() => {
      this.sending = false;
      this.key = crypto.randomUUID();
    });
  }

  private over(said: string): void {
    this.dispatchEvent(new CustomEvent('call-decided', { detail: said, bubbles: true }));
  }

  protected override render(): TemplateResult {
    const reviewed = this.reviewed;
    return html`
      <h1 tabindex="-1">After the call</h1>
      ${this.refusal ? refusalView(this.refusal) : nothing}
      <p role="status">
        ${this.analysed ? 'The recording is analysed.' : 'The recording is being analysed. Decline at once, or wait to approve.'}
      </p>
      ${reviewed?.video ? html`<vkyc-case .reviewed=${reviewed}></vkyc-case>` : nothing}
      <p><button class="small" @click=${() => this.over('')}>Back to the queue, decide later</button></p>
      ${reviewed?.decision
        ? html`<p>It is decided: ${reviewed.decision.result}.</p>`
        : html`<form class="decision" @submit=${(event: Event) => event.preventDefault()}>
            <label class="notes">
              Notes
              <textarea rows="3" maxlength="4000" .value=${reviewed?.call?.notes ?? ''}></textarea>
            </label>
            <div class="buttons">
              <button
                type="button"
                class="approved"
                ?disabled=${this.sending || !reviewed}
                @click=${() => this.decide('approved')}
              >
                Approve <kbd aria-hidden="true">A</kbd>
              </button>
              <button
                type="button"
                class="declined"
                ?disabled=${this.sending || !reviewed}
                @click=${() => this.decide('declined')}
              >
                Decline <kbd aria-hidden="true">D</kbd>
              </button>
            </div>
          </form>`}
    `;
  }
}

customElements.define('vkyc-wrap-up', WrapUpView);
