import { html, nothing, type TemplateResult } from 'lit';
import { field, Listing, time } from './listing';
import { refusalView } from './refusal-view';
import { Section } from './section';
import { make, remove, type ApiKey, type Scope } from './staff-api';

const SCOPES: Scope[] = ['sessions:write', 'sessions:read', 'reviews:write', 'agents:write', 'calls:write', 'webhooks:write', 'analytics:read', 'admin'];

/** The API keys of the account: made, listed, revoked. */
class KeysView extends Section {
  static override properties = { ...Section.properties, secret: { state: true } };
  /** A new key, which is said only once. */
  declare secret: string;

  private readonly keys = new Listing<ApiKey>(() => this.requestUpdate());

  constructor() {
    super();
    this.secret = '';
    void this.guarded(() => this.keys.begin('/v1/api-keys'));
  }

  private readonly create = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    void this.guarded(async () => {
      this.refusal = undefined;
      const made = await make<{ key: string }>('/v1/api-keys', {
        name: field(data, 'name'),
        scopes: data.getAll('scope'),
      });
      this.secret = made.key;
      form.reset();
      await this.keys.begin('/v1/api-keys');
    });
  };

  private revoke(key: ApiKey): void {
    if (confirm(`Revoke ${key.name}? What uses it stops at once.`)) {
      void this.guarded(async () => {
        await remove(`/v1/api-keys/${key.key_id}`);
        await this.keys.begin('/v1/api-keys');
      });
    }
  }

  protected override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">API keys</h1>
      ${this.refusal ? refusalView(this.refusal) : nothing}
      <form class="find" @submit=${this.create}>
        <label>Name <input name="name" required maxlength="100" autocomplete="off" /></label>
        <fieldset>
          <legend>May</legend>
          ${SCOPES.map((scope) => html`<label class="inline"><input type="checkbox" name="scope" value=${scope} /> ${scope}</label>`)}
        </fieldset>
        <button class="small" type="submit">Make a key</button>
      </form>
      <p role="status">${this.secret ? html`Copy it now, it is not shown again: <code>${this.secret}</code>` : nothing}</p>
      ${this.keys.view(
        ['Name', 'May', 'Begins with', 'Made', 'Actions'],
        (key) => html`
          <th scope="row">${key.name}</th>
          <td>${key.scopes.join(', ')}</td>
          <td>${key.secrets.map((secret) => secret.prefix).join(', ')}</td>
          <td>${time(key.created_at)}</td>
          <td>
            ${key.revoked_at
              ? `revoked ${time(key.revoked_at)}`
              : html`<button class="small" aria-label="Revoke ${key.name}" @click=${() => this.revoke(key)}>Revoke</button>`}
          </td>
        `,
        () => void this.guarded(() => this.keys.more()),
      )}
    `;
  }
}

customElements.define('vkyc-keys', KeysView);
