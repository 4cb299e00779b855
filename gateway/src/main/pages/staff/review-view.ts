import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CaseView } from './case-view';
import { ago } from './findings';
import { refusalView } from './refusal-view';
import { Section } from './section';
import { gateway, Refusal, type ReviewCase, type ReviewQueue, type SignedIn } from './staff-api';

type Result = 'approved' | 'declined';

/** A third of how long a claim holds: two renewals may be lost. */
const RENEWED_EVERY = 20_000;
const QUEUE_READ_EVERY = 10_000;
const SHORTCUTS = 'vkyc-shortcuts';

/** The queue, and the session that is looked at: one at a time, the next one at once. */
class ReviewView extends Section {
  static override properties = {
    ...Section.properties,
    who: { attribute: false },
    queue: { state: true },
    reviewed: { state: true },
    chosen: { state: true },
    sending: { state: true },
    said: { state: true },
    shortcuts: { state: true },
  };
  declare who: SignedIn;
  declare queue: ReviewQueue | undefined;
  declare reviewed: ReviewCase | undefined;
  declare chosen: Result | undefined;
  declare sending: boolean;
  declare said: string;
  declare shortcuts: boolean;

  /** Sessions that were put aside: they come again when the page is loaded again. */
  private readonly skipped = new Set<string>();
  private renewal = 0;
  private reading = 0;
  /** One for all tries to send a decision: it is made once. */
  private decisionKey = '';

  constructor() {
    super();
    this.sending = false;
    this.said = '';
    this.shortcuts = localStorage.getItem(SHORTCUTS) !== 'off';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.pressed);
    addEventListener('pagehide', this.leave);
    this.reading = window.setInterval(() => void this.guarded(() => this.read()), QUEUE_READ_EVERY);
    const session = decodeURIComponent(location.hash.slice(1));
    void this.guarded(() => (session ? this.open(session) : this.read()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.pressed);
    removeEventListener('pagehide', this.leave);
    clearInterval(this.reading);
    this.leave();
  }

  private readonly leave = () => {
    clearInterval(this.renewal);
    if (this.reviewed) {
      gateway.giveBack(this.reviewed.session_id);
    }
  };

  private async read(): Promise<void> {
    this.queue = await gateway.queue();
  }

  /** Takes the first session that nobody looks at and that this person may decide. */
  private readonly next = () =>
    this.guarded(async () => {
      this.sending = true;
      try {
        await this.read();
        for (const waiting of this.queue?.data ?? []) {
          const free = waiting.claimed_by === null || waiting.claimed_by === this.who.staff_id;
          if (free && waiting.proposed_by !== this.who.staff_id && !this.skipped.has(waiting.session_id)) {
            if (await this.claimed(waiting.session_id)) {
              return;
            }
          }
        }
        this.close('Nothing else waits for you.');
      } finally {
        this.sending = false;
      }
    });

  private readonly open = async (session: string) => {
    if (!(await this.claimed(session))) {
      this.close('Somebody else is looking at that session, or it was decided.');
      await this.read();
    }
  };

  /** Whether the session is this person's now; it is shown if so. */
  private async claimed(session: string): Promise<boolean> {
    try {
      await gateway.claim(session);
    } catch (thrown) {
      if (thrown instanceof Refusal && ['review_claimed', 'already_reviewed'].includes(thrown.code)) {
        return false;
      }
      throw thrown;
    }
    this.show(await gateway.case(session));
    this.said = '';
    return true;
  }

  private show(reviewed: ReviewCase): void {
    const other = this.reviewed?.session_id !== reviewed.session_id;
    this.reviewed = reviewed;
    this.refusal = undefined;
    if (other) {
      this.chosen = undefined;
      this.decisionKey = crypto.randomUUID();
      history.replaceState(null, '', `#${encodeURIComponent(reviewed.session_id)}`);
      clearInterval(this.renewal);
      this.renewal = window.setInterval(
        () => void this.guarded(() => gateway.claim(reviewed.session_id)),
        RENEWED_EVERY,
      );
    }
  }

  private close(said: string): void {
    clearInterval(this.renewal);
    this.reviewed = undefined;
    this.said = said;
    history.replaceState(null, '', location.pathname);
  }

  private readonly skip = () =>
    this.guarded(async () => {
      if (this.reviewed) {
        this.skipped.add(this.reviewed.session_id);
        gateway.giveBack(this.reviewed.session_id);
        await this.next();
      }
    });

  private readonly backToQueue = () =>
    this.guarded(async () => {
      this.leave();
      this.close('');
      await this.read();
    });

  private choose(result: Result): void {
    this.chosen = result;
    void this.updateComplete.then(() => this.querySelector('textarea')?.focus());
  }

  private readonly send = (event: Event) => {
    event.preventDefault();
    void this.guarded(() => this.decide());
  };

  private async decide(): Promise<void> {
    const { reviewed, chosen } = this;
    if (!reviewed || !chosen || this.sending) {
      return;
    }
    const notes = this.querySelector('textarea')?.value.trim() ?? '';
    this.sending = true;
    try {
      const made = await gateway.decide(
        reviewed.session_id,
        { result: chosen, version: reviewed.video?.version ?? 0, ...(notes ? { notes } : {}) },
        this.decisionKey,
      );
      await this.next();
      const done = made.state === 'proposed' ? `proposed to be ${chosen}` : chosen;
      this.said = `${reviewed.session_id} is ${done}. ${this.said}`;
    } catch (thrown) {
      this.decisionKey = crypto.randomUUID();
      if (thrown instanceof Refusal && thrown.code === 'evidence_changed') {
        this.show(await gateway.case(reviewed.session_id));
        this.chosen = undefined;
      }
      throw thrown;
    } finally {
      this.sending = false;
    }
  }

  private readonly pressed = (event: KeyboardEvent) => {
    const field = event.target as HTMLElement;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.guarded(() => this.decide());
      return;
    }
    if (event.key === 'Escape' && this.chosen) {
      this.chosen = undefined;
      return;
    }
    const typing = field.matches('textarea, input, select, video') || event.ctrlKey || event.metaKey || event.altKey;
    if (typing || !this.shortcuts) {
      return;
    }
    const act = this.act(event.key, event.shiftKey);
    if (act) {
      event.preventDefault();
      act();
    }
  };

  private act(key: string, shift: boolean): (() => void) | undefined {
    if (!this.reviewed) {
      return key === 't' ? () => void this.next() : undefined;
    }
    const view = this.querySelector<CaseView>('vkyc-case');
    switch (key) {
      case 'a':
        return () => this.choose('approved');
      case 'd':
        return () => this.choose('declined');
      case 's':
        return () => void this.skip();
      case 'q':
        return () => void this.backToQueue();
      case 'p':
        return () => view?.toggle();
      case 'ArrowLeft':
        return () => view?.step(-1, shift);
      case 'ArrowRight':
        return () => view?.step(1, shift);
      default:
        return undefined;
    }
  }

  protected override updated(changed: PropertyValues): void {
    const old = changed.get('reviewed') as ReviewCase | undefined;
    if (changed.has('reviewed') && old?.session_id !== this.reviewed?.session_id) {
      this.focusHeading();
    }
    document.title = this.reviewed ? 'Review of a session' : 'Review';
  }

  protected override render(): TemplateResult {
    return html`
      ${this.reviewed ? this.desk(this.reviewed) : this.list()}
      <p class="said" role="status">${this.said}</p>
    `;
  }

  private list(): TemplateResult {
    const waiting = this.queue?.data ?? [];
    return html`
      <h1 tabindex="-1">${this.queue ? `${this.queue.waiting} waiting for a decision` : 'Waiting for a decision'}</h1>
      ${this.refusal ? refusalView(this.refusal) : nothing}
      <div class="buttons">
        <button class="primary" ?disabled=${this.sending || waiting.length === 0} @click=${this.next}>
          Take the next ${this.key('T')}
        </button>
      </div>
      ${waiting.length === 0
        ? html`<p>${this.queue ? 'Nothing waits. This page looks again by itself.' : 'Loading …'}</p>`
        : html`<table>
            <thead>
              <tr>
                <th scope="col">Session</th>
                <th scope="col">External id</th>
                <th scope="col">Since</th>
                <th scope="col">Looked at by</th>
                <th scope="col">Proposed</th>
              </tr>
            </thead>
            <tbody>
              ${waiting.map(
                (one) => html`<tr>
                  <th scope="row">
                    <button class="link" @click=${() => void this.guarded(() => this.open(one.session_id))}>
                      ${one.session_id}
                    </button>
                  </th>
                  <td>${one.external_id ?? ''}</td>
                  <td>${ago(one.waiting_since)}</td>
                  <td>${one.claimed_by === this.who.staff_id ? 'you' : (one.claimed_by ?? '')}</td>
                  <td>${one.proposed_result ?? ''}</td>
                </tr>`,
              )}
            </tbody>
          </table>`}
    `;
  }

  private desk(reviewed: ReviewCase): TemplateResult {
    return html`
      <div class="title">
        <h1 tabindex="-1">${reviewed.session?.external_id ?? reviewed.session_id}</h1>
        <button class="small" @click=${this.skip} ?disabled=${this.sending}>Put aside ${this.key('S')}</button>
        <button class="small" @click=${this.backToQueue}>Queue ${this.key('Q')}</button>
      </div>
      <vkyc-case .reviewed=${reviewed}></vkyc-case>
      <form class="decision" @submit=${this.send}>
        ${this.refusal ? refusalView(this.refusal) : nothing}
        ${reviewed.proposal
          ? html`<p class="note">
              ${reviewed.proposal.reviewed_by} proposes: <strong>${reviewed.proposal.result}</strong>
              ${reviewed.proposal.notes ? html`<br />${reviewed.proposal.notes}` : nothing}
            </p>`
          : reviewed.four_eyes
            ? html`<p class="note">This decision takes two people: yours is a proposal.</p>`
            : nothing}
        <div class="buttons">
          ${this.choice('approved', 'Approve', 'A')} ${this.choice('declined', 'Decline', 'D')}
          ${this.chosen
            ? html`<label class="notes">
                  Notes
                  <textarea rows="2" maxlength="4000"></textarea>
                </label>
                <button class="primary" type="submit" ?disabled=${this.sending}>
                  ${this.chosen === 'approved' ? 'Approve' : 'Decline'} ${this.key('Ctrl+Enter')}
                </button>`
            : nothing}
        </div>
        <details>
          <summary>Keys</summary>
          <p>
            A approve, D decline, Ctrl+Enter send, Escape not yet, S put aside, Q queue, P play or pause, ← and → one
            second, with Shift one picture.
          </p>
          <label>
            <input type="checkbox" .checked=${this.shortcuts} @change=${this.switchShortcuts} />
            Single keys do something
          </label>
        </details>
      </form>
    `;
  }

  private readonly switchShortcuts = (event: Event) => {
    this.shortcuts = (event.target as HTMLInputElement).checked;
    localStorage.setItem(SHORTCUTS, this.shortcuts ? 'on' : 'off');
  };

  private choice(result: Result, words: string, key: string): TemplateResult {
    return html`<button
      type="button"
      class=${result}
      aria-pressed=${this.chosen === result ? 'true' : 'false'}
      @click=${() => this.choose(result)}
    >
      ${words} ${this.key(key)}
    </button>`;
  }

  private key(name: string): TemplateResult | typeof nothing {
    return this.shortcuts ? html`<kbd aria-hidden="true">${name}</kbd>` : nothing;
  }
}

customElements.define('vkyc-review', ReviewView);
