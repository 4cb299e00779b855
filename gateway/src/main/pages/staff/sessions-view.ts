import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { field, Listing, time } from './listing';
import { refusalView } from './refusal-view';
import { Section } from './section';
import { gateway, Refusal, type AuditEntry, type ReviewCase, type Session } from './staff-api';

const STATUSES = ['pending', 'in_progress', 'completed', 'expired', 'cancelled'];
const RESULTS = ['approved', 'declined', 'needs_review'];

/** Finds sessions, and shows one with its history. */
class SessionsView extends Section {
  static override properties = { ...Section.properties, shown: { state: true }, missing: { state: true } };
  declare shown: ReviewCase | undefined;
  declare missing: string;

  private readonly sessions = new Listing<Session>(() => this.requestUpdate());
  private readonly history = new Listing<AuditEntry>(() => this.requestUpdate());

  constructor() {
    super();
    this.missing = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.moved);
    this.moved();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.moved);
  }

  /** `#sessions/ID` shows a session, `#sessions` the list. */
  private readonly moved = () =>
    void this.guarded(async () => {
      const [, id] = location.hash.slice(1).split('/');
      this.refusal = undefined;
      this.missing = '';
      if (id) {
        await this.show(decodeURIComponent(id));
      } else {
        this.shown = undefined;
        await this.sessions.begin('/v1/sessions');
      }
    });

  private async show(sessionId: string): Promise<void> {
    try {
      this.shown = await gateway.case(sessionId);
      await this.history.begin(`/v1/sessions/${encodeURIComponent(sessionId)}/history`);
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.code !== 'session_not_found') {
        throw thrown;
      }
      this.shown = undefined;
      this.missing = `There is no session ${sessionId}.`;
      await this.sessions.begin('/v1/sessions');
    }
  }

  private readonly find = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const id = field(form, 'id');
    if (id) {
      location.hash = `sessions/${encodeURIComponent(id)}`;
      return;
    }
    const wanted = new URLSearchParams();
    for (const name of ['external_id', 'status', 'result']) {
      const value = field(form, name);
      if (value) {
        wanted.set(name, value);
      }
    }
    void this.guarded(async () => {
      this.refusal = undefined;
      await this.sessions.begin(`/v1/sessions?${wanted}`);
    });
  };

  protected override updated(changed: PropertyValues): void {
    if (changed.has('shown')) {
      this.focusHeading();
    }
  }

  protected override render(): TemplateResult {
    return html`
      ${this.shown ? this.one(this.shown) : this.list()}
      ${this.refusal ? refusalView(this.refusal) : nothing}
    `;
  }

  private list(): TemplateResult {
    return html`
      <h1 tabindex="-1">Sessions</h1>
      <form class="find" role="search" @submit=${this.find}>
        <label>Session id <input name="id" autocomplete="off" /></label>
        <label>External id <input name="external_id" autocomplete="off" /></label>
        <label>Status ${select('status', STATUSES)}</label>
        <label>Result ${select('result', RESULTS)}</label>
        <button class="small" type="submit">Find</button>
      </form>
      <p role="status">${this.missing}</p>
      ${this.sessions.view(
        ['Session', 'External id', 'Status', 'Result', 'Created'],
        (session) => html`
          <th scope="row">
            <a href="#sessions/${encodeURIComponent(session.session_id)}">${session.session_id}</a>
          </th>
          <td>${session.external_id ?? ''}</td>
          <td>${session.status}</td>
          <td>${session.result ?? ''}</td>
          <td>${time(session.created_at)}</td>
        `,
        () => void this.guarded(() => this.sessions.more()),
      )}
    `;
  }

  private one(shown: ReviewCase): TemplateResult {
    const result = shown.decision?.result ?? shown.video?.result;
    return html`
      <div class="title">
        <h1 tabindex="-1">${shown.session?.external_id ?? shown.session_id}</h1>
        <a class="button small" href="#sessions">All sessions</a>
      </div>
      <p>
        ${shown.session?.status ?? shown.video?.status}${result ? html`, <strong>${result}</strong>` : nothing}
        ${shown.decision ? html`, decided by ${shown.decision.reviewed_by}` : nothing}
        ${shown.decision?.notes ? html`<br />${shown.decision.notes}` : nothing}
      </p>
      <vkyc-case .reviewed=${shown}></vkyc-case>
      <h2>History</h2>
      ${this.history.view(
        ['When', 'What', 'Who', 'From'],
        (entry) => html`
          <td>${time(entry.at)}</td>
          <td>${spaced(entry.action)}</td>
          <td>${entry.actor.type}${entry.actor.type === 'upload_token' ? '' : ` ${entry.actor.id ?? ''}`}</td>
          <td>${entry.source_address ?? ''}</td>
        `,
        () => void this.guarded(() => this.history.more()),
      )}
    `;
  }
}

/** An action of the audit log as words. */
function spaced(action: string): string {
  return action.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function select(name: string, values: string[]): TemplateResult {
  return html`<select name=${name}>
    <option value="">any</option>
    ${values.map((value) => html`<option>${value}</option>`)}
  </select>`;
}

customElements.define('vkyc-sessions', SessionsView);
