import { html, nothing, type TemplateResult } from 'lit';
import { field, Listing, time } from './listing';
import { refusalView } from './refusal-view';
import { Section } from './section';
import { change, make, remove, type Attempt, type Endpoint } from './staff-api';

interface Created {
  secret: string | null;
  public_key: string | null;
}

/** Where webhooks are sent, what became of them, and what is sent again. */
class EndpointsView extends Section {
  static override properties = { ...Section.properties, open: { state: true }, said: { state: true } };
  /** The endpoint whose attempts are shown. */
  declare open: Endpoint | undefined;
  declare said: string;

  private readonly endpoints = new Listing<Endpoint>(() => this.requestUpdate());
  private readonly attempts = new Listing<Attempt>(() => this.requestUpdate());

  constructor() {
    super();
    this.said = '';
    void this.guarded(() => this.readAgain());
  }

  private readAgain(): Promise<void> {
    return this.endpoints.begin('/v1/webhook-endpoints');
  }

  private do(work: () => Promise<void>): void {
    void this.guarded(async () => {
      this.refusal = undefined;
      this.said = '';
      await work();
    });
  }

  private readonly add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const url = field(new FormData(form), 'url');
    this.do(async () => {
      const made = await make<Created>('/v1/webhook-endpoints', { url });
      this.said = `Verify with ${made.secret ?? made.public_key ?? ''}. Copy it now, it is not shown again.`;
      form.reset();
      await this.readAgain();
    });
  };

  private show(endpoint: Endpoint): void {
    this.do(async () => {
      this.open = endpoint;
      await this.attempts.begin(`${pathOf(endpoint)}/attempts`);
    });
  }

  private test(endpoint: Endpoint): void {
    this.do(async () => {
      this.said = `Testing ${endpoint.url} …`;
      const { state, http_status, reason } = await make<Partial<Attempt>>(`${pathOf(endpoint)}/test`);
      this.said =
        state === undefined
          ? `The test of ${endpoint.url} was not answered yet: look at its attempts.`
          : `The test of ${endpoint.url}: ${[state, http_status, reason].filter(Boolean).join(', ')}.`;
    });
  }

  private turn(endpoint: Endpoint): void {
    this.do(async () => {
      await change(pathOf(endpoint), { enabled: !endpoint.enabled });
      await this.readAgain();
    });
  }

  private forget(endpoint: Endpoint): void {
    if (confirm(`Send nothing more to ${endpoint.url}, and forget it?`)) {
      this.do(async () => {
        await remove(pathOf(endpoint));
        this.open = undefined;
        await this.readAgain();
      });
    }
  }

  private replay(endpoint: Endpoint, body: object): void {
    this.do(async () => {
      const { sent, expired } = await make<{ sent: number; expired: number }>(`${pathOf(endpoint)}/replay`, body);
      this.said = `${sent} sent again${expired ? `, ${expired} no longer kept` : ''}.`;
    });
  }

  protected override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">Webhooks</h1>
      ${this.refusal ? refusalView(this.refusal) : nothing}
      <form class="find" @submit=${this.add}>
        <label>Address <input name="url" type="url" required size="40" autocomplete="off" /></label>
        <button class="small" type="submit">Add</button>
      </form>
      <p role="status">${this.said}</p>
      ${this.endpoints.view(
        ['Address', 'State', 'Since', 'Actions'],
        (endpoint) => html`
          <th scope="row">${endpoint.url}</th>
          <td>
            ${endpoint.enabled ? (endpoint.state ?? 'new') : 'off'}
            ${endpoint.state_reason ? html`<div class="why">${endpoint.state_reason}</div>` : nothing}
          </td>
          <td>${time(endpoint.state_since)}</td>
          <td>${this.deeds(endpoint)}</td>
        `,
        () => void this.guarded(() => this.endpoints.more()),
      )}
      ${this.open ? this.tried(this.open) : nothing}
    `;
  }

  private deeds(endpoint: Endpoint): TemplateResult {
    const deeds: [string, () => void][] = [
      ['Attempts', () => this.show(endpoint)],
      ['Test', () => this.test(endpoint)],
      [endpoint.enabled ? 'Switch off' : 'Switch on', () => this.turn(endpoint)],
      ['Remove', () => this.forget(endpoint)],
    ];
    return html`<div class="deeds">
      ${deeds.map(
        ([words, deed]) =>
          html`<button class="small" aria-label="${words}: ${endpoint.url}" @click=${deed}>${words}</button>`,
      )}
    </div>`;
  }

  private tried(endpoint: Endpoint): TemplateResult {
    return html`
      <div class="title">
        <h2>Attempts at ${endpoint.url}</h2>
        <button class="small" @click=${() => this.replay(endpoint, {})}>Send again what was given up</button>
      </div>
      ${this.attempts.view(
        ['When', 'Event', 'Session', 'State', 'Answer', 'Actions'],
        (attempt) => html`
          <td>${time(attempt.at)}</td>
          <td>${attempt.event_type}</td>
          <td>${attempt.session_id}</td>
          <td>${attempt.state}</td>
          <td>${attempt.http_status ?? ''} ${attempt.reason ?? ''}</td>
          <td>
            <button
              class="small"
              aria-label="Send again ${attempt.event_id}"
              @click=${() => this.replay(endpoint, { event_id: attempt.event_id, delivered_too: true })}
            >
              Send again
            </button>
          </td>
        `,
        () => void this.guarded(() => this.attempts.more()),
      )}
    `;
  }
}

function pathOf(endpoint: Endpoint): string {
  return `/v1/webhook-endpoints/${encodeURIComponent(endpoint.endpoint_id)}`;
}

customElements.define('vkyc-endpoints', EndpointsView);
