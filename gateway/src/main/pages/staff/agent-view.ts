import { html, nothing, type TemplateResult } from 'lit';
import { refusalView } from './refusal-view';
import { Ring } from './ring';
import { Section } from './section';
import { gateway, Refusal, type AgentCall, type AgentDesk, type SignedIn } from './staff-api';

const HEARTBEAT_EVERY = 10_000;
const LOOK_EVERY = 1_500;

/** An agent's page: on duty or not, what rings, the call, and the decision after it. */
class AgentView extends Section {
  static override properties = {
    ...Section.properties,
    who: { attribute: false },
    desk: { state: true },
    offer: { state: true },
    call: { state: true },
    decided: { state: true },
    said: { state: true },
    busy: { state: true },
  };
  declare who: SignedIn;
  declare desk: AgentDesk | undefined;
  /** What rings now. */
  declare offer: AgentCall | undefined;
  /** What the agent talks in now. */
  declare call: AgentCall | undefined;
  /** Session of a call that is over, and waits for its decision. */
  declare decided: string | undefined;
  declare said: string;
  declare busy: boolean;

  private ring: Ring | undefined;
  private heartbeat = 0;
  private looking = 0;
  private looksNow = false;

  constructor() {
    super();
    this.said = '';
    this.busy = false;
    this.addEventListener('call-over', (event) => this.wrapUp((event as CustomEvent<AgentCall>).detail.session_id));
    this.addEventListener('call-decided', (event) => this.free((event as CustomEvent<string>).detail));
  }

  private get agent(): string {
    return this.who.agent_id ?? '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.pressed);
    if (this.who.agent_id === null) {
      return;
    }
    // A page that is loaded again in a call, or after one, goes on with it.
    this.decided = decodeURIComponent(location.hash.slice(1)) || undefined;
    void this.guarded(async () => {
      this.desk = await gateway.desk(this.agent);
      this.call = this.desk.connected[0];
    });
    this.heartbeat = window.setInterval(() => void this.guarded(() => this.beat()), HEARTBEAT_EVERY);
    this.looking = window.setInterval(() => void this.guarded(() => this.look()), LOOK_EVERY);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.pressed);
    clearInterval(this.heartbeat);
    clearInterval(this.looking);
    this.ring?.stop();
  }

  protected override updated(): void {
    document.title = this.offer ? 'A call rings' : 'Calls';
    if (this.offer) {
      this.ring ??= new Ring();
    } else {
      this.ring?.stop();
      this.ring = undefined;
    }
  }

  private get onDuty(): boolean {
    return this.desk?.agent.on_duty ?? false;
  }

  private async beat(): Promise<void> {
    if (this.desk && this.onDuty) {
      const { on_duty } = await gateway.heartbeat(this.agent);
      if (!on_duty) {
        this.desk = await gateway.desk(this.agent);
        this.offer = undefined;
        this.said = 'You are off duty now: a call rang too long, you were away, or your hours are over.';
      }
    }
  }

  private async look(): Promise<void> {
    if (!this.onDuty || this.call || this.decided || this.busy || this.looksNow) {
      return;
    }
    this.looksNow = true;
    try {
      const rings = this.offer !== undefined;
      this.offer = await gateway.offer(this.agent);
      if (this.offer && !rings) {
        this.said = '';
        await this.updateComplete;
        this.querySelector<HTMLElement>('button.primary')?.focus();
      } else if (!this.offer && rings) {
        this.said = 'The call does not ring any more.';
      }
    } finally {
      this.looksNow = false;
    }
  }

  private act(work: () => Promise<void>): void {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.refusal = undefined;
    void this.guarded(work).finally(() => (this.busy = false));
  }

  private readonly duty = () =>
    this.act(async () => {
      await gateway.duty(this.agent, !this.onDuty);
      this.offer = undefined;
      this.said = '';
      this.desk = await gateway.desk(this.agent);
    });

  private readonly take = () =>
    this.act(async () => {
      const offer = this.offer;
      if (!offer) {
        return;
      }
      this.offer = undefined;
      try {
        this.call = await gateway.take(offer.call_id, this.agent);
      } catch (thrown) {
        if (thrown instanceof Refusal && thrown.code === 'call_not_yours') {
          this.said = 'The person left, or the call was offered to somebody else.';
          return;
        }
        throw thrown;
      }
    });

  private readonly refuse = () =>
    this.act(async () => {
      const offer = this.offer;
      this.offer = undefined;
      if (offer) {
        await gateway.refuse(offer.call_id, this.agent);
      }
    });

  private wrapUp(sessionId: string): void {
    this.call = undefined;
    this.decided = sessionId;
    history.replaceState(null, '', `#${encodeURIComponent(sessionId)}`);
  }

  private free(said: string): void {
    this.decided = undefined;
    this.said = said;
    history.replaceState(null, '', location.pathname);
    void this.guarded(async () => {
      this.desk = await gateway.desk(this.agent);
    });
    this.focusHeading();
  }

  private readonly pressed = (event: KeyboardEvent) => {
    const field = event.target as HTMLElement;
    const typing = field.matches('textarea, input, select') || event.ctrlKey || event.metaKey || event.altKey;
    if (typing || this.call || this.decided) {
      return;
    }
    const act = this.offer ? { t: this.take, r: this.refuse }[event.key] : { d: this.duty }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  };

  protected override render(): TemplateResult {
    return html`${this.content()}
      <p class="said" role="status">${this.said}</p>`;
  }

  private content(): TemplateResult {
    if (this.who.agent_id === null) {
      return html`
        <h1 tabindex="-1">You take no calls</h1>
        <p>Whoever administers this account can make you an agent: in the console, under Agents.</p>
      `;
    }
    if (this.call) {
      return html`<vkyc-call .call=${this.call} agent=${this.agent}></vkyc-call>`;
    }
    if (this.decided) {
      return html`<vkyc-wrap-up session=${this.decided}></vkyc-wrap-up>`;
    }
    return html`
      <h1 tabindex="-1">${this.offer ? 'A call rings' : this.onDuty ? 'On duty' : 'Off duty'}</h1>
      ${this.refusal ? refusalView(this.refusal) : nothing} ${this.offer ? this.rings(this.offer) : this.waits()}
    `;
  }

  private rings(offer: AgentCall): TemplateResult {
    const language = new Intl.DisplayNames('en', { type: 'language' }).of(offer.language);
    const waited = Math.max(0, Math.round((Date.now() - Date.parse(offer.asked_at)) / 1000));
    return html`
      <p role="alert">In ${language}. The person has waited for ${waited} s.</p>
      <div class="buttons">
        <button class="primary" @click=${this.take}>Take it <kbd aria-hidden="true">T</kbd></button>
        <button @click=${this.refuse}>Refuse it <kbd aria-hidden="true">R</kbd></button>
      </div>
    `;
  }

  private waits(): TemplateResult {
    return html`
      <p>
        ${this.onDuty
          ? 'A call rings here when somebody waits who speaks your language. Keep this page open.'
          : 'Nobody calls you.'}
      </p>
      <div class="buttons">
        <button class=${this.onDuty ? '' : 'primary'} ?disabled=${!this.desk || this.busy} @click=${this.duty}>
          ${this.onDuty ? 'Go off duty' : 'Go on duty'} <kbd aria-hidden="true">D</kbd>
        </button>
      </div>
      ${this.desk?.undecided.length
        ? html`<h2>Not decided yet</h2>
            <ul>
              ${this.desk.undecided.map(
                (session) =>
                  html`<li><button class="link" @click=${() => this.wrapUp(session)}>${session}</button></li>`,
              )}
            </ul>`
        : nothing}
    `;
  }
}

customElements.define('vkyc-agent', AgentView);
