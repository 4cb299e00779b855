import { html, nothing, type TemplateResult } from 'lit';
import { Part } from '../shared/part';
import { refusalView } from './refusal-view';
import { signedOut } from './section';
import { signInRefusal, type SignInRefusal } from './signed-out-view';
import { gateway, Refusal, type SignedIn } from './staff-api';

interface Place {
  path: string;
  name: string;
  /** Whether somebody finds something there. */
  open: (who: SignedIn) => boolean;
}

const PLACES: Place[] = [
  { path: '/review', name: 'Review', open: decides },
  { path: '/agent', name: 'Calls', open: ({ role, agent_id }) => role === 'agent' || agent_id !== null },
  { path: '/console', name: 'Console', open: decides },
  { path: '/analytics', name: 'Analytics', open: ({ scopes }) => scopes.includes('analytics:read') },
];

/** The first page of those whose first page is not the reviews. */
const FIRST: Partial<Record<SignedIn['role'], string>> = { agent: '/agent', analyst: '/analytics' };

/** Whether somebody sees any session, to decide it. */
function decides({ role }: SignedIn): boolean {
  return role === 'reviewer' || role === 'admin';
}

/** What every page for staff stands in: who has signed in, and where one can go. */
class StaffPage extends Part {
  static override properties = {
    who: { state: true },
    refusal: { state: true },
    signedOut: { state: true },
  };
  declare who: SignedIn | undefined;
  declare refusal: Refusal | undefined;
  declare signedOut: boolean;
  private signInRefusal: SignInRefusal | undefined;

  constructor() {
    super();
    this.signedOut = false;
    this.addEventListener('refused', (event) => this.refuse((event as CustomEvent<unknown>).detail));
    void this.begin();
  }

  private async begin(): Promise<void> {
    try {
      if (location.pathname === '/sign-in') {
        const secret = location.hash.slice(1);
        this.signInRefusal = signInRefusal(location.search);
        if (this.signInRefusal) {
          history.replaceState(null, '', '/sign-in');
          this.signedOut = true;
          return;
        }
        // A link signs in once: it is of no use in the history.
        history.replaceState(null, '', '/review');
        const who = secret ? await gateway.signIn(secret) : await gateway.who();
        const first = FIRST[who.role];
        if (first) {
          // What the page may do comes with it: calls need camera and microphone, charts their script.
          location.replace(first);
          return;
        }
        this.who = who;
      } else {
        this.who = await gateway.who();
      }
    } catch (thrown) {
      this.refuse(thrown);
    }
  }

  /** Who is not signed in is told so; all else is shown as it is. */
  private refuse(thrown: unknown): void {
    if (signedOut(thrown)) {
      this.who = undefined;
      this.signedOut = true;
    } else if (thrown instanceof Refusal) {
      this.refusal = thrown;
    } else {
      throw thrown;
    }
  }

  private readonly signOut = async () => {
    try {
      await gateway.signOut();
      this.who = undefined;
      this.signedOut = true;
    } catch (thrown) {
      this.refuse(thrown);
    }
  };

  protected override render(): TemplateResult {
    return html`
      <header class="bar">
        <strong>Verilock Video KYC</strong>
        <nav aria-label="Pages">
          ${this.who ? PLACES.filter(({ open }) => this.who && open(this.who)).map(({ path, name }) => this.link(path, name)) : nothing}
        </nav>
        ${this.who
          ? html`<span class="who">${this.who.name}, ${this.who.role}</span>
              <button class="small" @click=${this.signOut}>Sign out</button>`
          : nothing}
      </header>
      <main class="wide">${this.content()}</main>
    `;
  }

  private link(path: string, name: string): TemplateResult {
    return html`<a href=${path} aria-current=${path === location.pathname ? 'page' : 'false'}>${name}</a>`;
  }

  private content(): TemplateResult {
    if (this.refusal) {
      return html`
        <h1 tabindex="-1">This cannot go on</h1>
        ${refusalView(this.refusal)}
        <button class="primary" @click=${() => location.reload()}>Load the page again</button>
      `;
    }
    if (this.signedOut) {
      return html`<vkyc-signed-out .refusal=${this.signInRefusal}></vkyc-signed-out>`;
    }
    if (!this.who) {
      return html`<p role="status">Loading …</p>`;
    }
    switch (location.pathname) {
      case '/console':
        return html`<vkyc-console .who=${this.who}></vkyc-console>`;
      case '/analytics':
        return html`<vkyc-analytics></vkyc-analytics>`;
      case '/agent':
        return html`<vkyc-agent .who=${this.who}></vkyc-agent>`;
      default:
        return html`<vkyc-review .who=${this.who}></vkyc-review>`;
    }
  }
}

customElements.define('vkyc-staff', StaffPage);
