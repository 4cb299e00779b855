import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Part } from '../shared/part';
import type { Scope, SignedIn } from './staff-api';

interface Place {
  name: string;
  words: string;
  scope: Scope;
  view: () => TemplateResult;
}

const PLACES: Place[] = [
  { name: 'sessions', words: 'Sessions', scope: 'sessions:read', view: () => html`<vkyc-sessions></vkyc-sessions>` },
  { name: 'policy', words: 'Policy', scope: 'sessions:read', view: () => html`<vkyc-policy></vkyc-policy>` },
  { name: 'agents', words: 'Agents', scope: 'agents:write', view: () => html`<vkyc-agents></vkyc-agents>` },
  { name: 'endpoints', words: 'Webhooks', scope: 'webhooks:write', view: () => html`<vkyc-endpoints></vkyc-endpoints>` },
  { name: 'keys', words: 'API keys', scope: 'admin', view: () => html`<vkyc-keys></vkyc-keys>` },
  { name: 'people', words: 'Staff and settings', scope: 'admin', view: () => html`<vkyc-people></vkyc-people>` },
];

/** The places of the console that somebody's role opens; which one, the address says. */
class ConsoleView extends Part {
  static override properties = { who: { attribute: false }, place: { state: true } };
  declare who: SignedIn;
  declare place: string;

  constructor() {
    super();
    this.place = placeOf(location.hash);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.moved);
  }

  private readonly moved = () => {
    this.place = placeOf(location.hash);
  };

  protected override updated(_changed: PropertyValues): void {
    document.title = PLACES.find((place) => place.name === this.place)?.words ?? 'Console';
  }

  protected override render(): TemplateResult {
    const open = PLACES.filter((place) => this.who.scopes.includes(place.scope));
    const here = open.find((place) => place.name === this.place) ?? open[0];
    return html`
      <nav class="places" aria-label="Console">
        ${open.map(
          (place) =>
            html`<a href="#${place.name}" aria-current=${place === here ? 'page' : 'false'}>${place.words}</a>`,
        )}
      </nav>
      ${here ? here.view() : nothing}
    `;
  }
}

/** The place of `#PLACE/MORE`. */
function placeOf(hash: string): string {
  return hash.slice(1).split('/')[0] || 'sessions';
}

customElements.define('vkyc-console', ConsoleView);
