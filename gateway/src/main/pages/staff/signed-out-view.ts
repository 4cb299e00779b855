import { html, nothing, type TemplateResult } from 'lit';
import { Part } from '../shared/part';
import { gateway } from './staff-api';

/** Why the organisation's account signed somebody in or not, and what to do, by what the gateway calls it. */
const REASONS: Record<string, string> = {
  unreachable:
    "Your organisation's sign-in cannot be reached. Try again in a minute, and tell your administrator if it stays so.",
  declined:
    "You were not signed in at your organisation's account. Try again, and agree there to sign in; if you did, ask your administrator whether you may.",
  attempt_unknown:
    'The sign-in took longer than ten minutes, was used already, or began in another window or browser. Sign in again from this page.',
  not_believed:
    "What your organisation's account answered could not be verified, so that nobody was signed in. Try again, and tell your administrator if it stays so.",
  no_role:
    "Your organisation's account has no role for these pages. Ask your administrator for one, and sign in again.",
  disabled: 'You were disabled here. Ask an administrator of these pages if that is a mistake.',
  no_tenant: "Sign-in with your organisation's account is not set up completely. Tell your administrator.",
};

/** What a sign-in that did not go well brought to this page. */
export interface SignInRefusal {
  reason: string;
  requestId: string;
}

/** What the address says of a sign-in that did not go well; undefined where it says nothing. */
export function signInRefusal(search: string): SignInRefusal | undefined {
  const query = new URLSearchParams(search);
  const reason = query.get('refused');
  const requestId = query.get('request') ?? '';
  // Anybody can write an address: nothing is shown of it but our own names and what looks like an id.
  return reason && Object.hasOwn(REASONS, reason)
    ? { reason, requestId: /^[\w.-]{1,128}$/.test(requestId) ? requestId : '' }
    : undefined;
}

/** What somebody sees who is not signed in: how to. */
class SignedOutView extends Part {
  static override properties = { refusal: { attribute: false }, oidcUrl: { state: true } };
  declare refusal: SignInRefusal | undefined;
  declare oidcUrl: string | null;

  constructor() {
    super();
    this.oidcUrl = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look();
  }

  private async look(): Promise<void> {
    try {
      this.oidcUrl = (await gateway.signInMethods()).oidc_url;
    } catch {
      // A link signs in as well, and is what the page tells of.
    }
  }

  protected override render(): TemplateResult {
    return html`
      <h1 tabindex="-1">You are not signed in</h1>
      ${this.refusal ? this.refused(this.refusal) : nothing}
      ${this.oidcUrl
        ? html`
            <p><a class="button primary" href=${this.oidcUrl}>Sign in with your organisation's account</a></p>
            <p>Or open the sign-in link that you were given.</p>
          `
        : html`<p>Open the sign-in link that you were given.</p>`}
      <p>A link works once; ask an administrator for another one when it was used or is older than a day.</p>
    `;
  }

  private refused({ reason, requestId }: SignInRefusal): TemplateResult {
    return html`
      <div class="trouble" role="alert" data-code=${reason}>
        <p class="what">${REASONS[reason]}</p>
        <p class="reference">If you ask for help, say: ${[reason, requestId].filter(Boolean).join(' · ')}</p>
      </div>
    `;
  }
}

customElements.define('vkyc-signed-out', SignedOutView);
