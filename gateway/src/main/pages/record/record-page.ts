import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { SessionApi, type Consent, type SessionProgress, type Step } from '../shared/api';
import { embedded, tellAround, tellHeight } from '../shared/embed-message';
import { Part } from '../shared/part';
import { Trouble } from '../shared/trouble';
import { troubleView } from '../shared/trouble-view';
import { preferred, say, speak } from '../shared/words';
import { requireAbilities } from './camera';
import { SliceStore } from './slice-store';

const ORDER: Step[] = ['document', 'selfie', 'video'];

/** The page of a session: one step a screen, and a recording or a call as the last. */
class RecordPage extends Part {
  static override properties = {
    session: { state: true },
    consent: { state: true },
    withdrawn: { state: true },
    trouble: { state: true },
    waiting: { state: true },
    finished: { state: true },
  };
  declare session: SessionProgress | undefined;
  declare consent: Consent | undefined;
  declare withdrawn: boolean;
  declare trouble: Trouble | undefined;
  declare waiting: boolean;
  declare finished: boolean;

  private api!: SessionApi;
  private store!: SliceStore;
  private shown = '';
  private told = '';

  constructor() {
    super();
    this.waiting = false;
    this.finished = false;
    this.withdrawn = false;
    this.addEventListener('withdrawn', () => void this.guarded(() => this.end()));
    this.addEventListener('step-done', () => void this.guarded(() => this.advance()));
    this.addEventListener('trouble', (event) => {
      this.trouble = Trouble.of((event as CustomEvent).detail);
    });
    addEventListener('hashchange', () => location.reload());
    void this.guarded(() => this.begin());
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.trouble = Trouble.of(thrown);
    }
  }

  private async begin(): Promise<void> {
    await speak(preferred());
    const token = location.hash.slice(1);
    if (!token) {
      throw new Trouble('link_invalid', 'no token');
    }
    requireAbilities();
    this.api = new SessionApi(token, (waiting) => (this.waiting = waiting));
    const session = await this.api.session();
    // Who may show a frame goes by the session that its address names.
    const named = /^\/embed\/([^/]+)$/.exec(location.pathname)?.[1];
    if (named !== undefined && decodeURIComponent(named) !== session.session_id) {
      throw new Trouble('link_invalid', 'another session');
    }
    await speak(session.video_language);
    await alone(session.session_id);
    this.store = await SliceStore.open();
    await this.advance();
  }

  /** Asks the gateway how far the session is: it knows, whatever this page remembers. */
  private async advance(): Promise<void> {
    const session = await this.api.session();
    this.consent = await this.api.consent();
    this.withdrawn = this.consent.withdrawn !== null;
    const whole = (await this.api.chunks()).chunk_count !== null;
    this.finished = whole || session.status === 'completed';
    if (this.finished) {
      await this.store.forgetSession(session.session_id);
    }
    this.session = session;
  }

  /** Nothing of the person stays here once they have taken their consent back. */
  private async end(): Promise<void> {
    this.withdrawn = true;
    await this.store.forgetSession(this.session?.session_id ?? '');
  }

  private get step(): Step | undefined {
    return ORDER.find(
      (step) =>
        this.session?.steps.includes(step) &&
        !(this.session.photos_received as Step[]).includes(step),
    );
  }

  protected override updated(_changed: PropertyValues): void {
    const now = this.withdrawn
      ? 'withdrawn'
      : this.trouble
        ? 'trouble'
        : this.finished
          ? 'finished'
          : '';
    if (now !== this.shown) {
      this.shown = now;
      this.focusHeading();
    }
    document.title = this.querySelector('h1')?.textContent?.trim() || document.title;
    this.tellStanding();
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    tellAround({ type: 'ready' });
    tellHeight(this);
  }

  /** Tells the page around this one, if there is one, whenever something else begins. */
  private tellStanding(): void {
    const standing = this.withdrawn
      ? 'cancelled'
      : this.trouble
        ? `error ${this.trouble.code}`
        : this.finished
          ? 'completed'
          : this.session && this.consent
            ? `step ${this.consent.given ? (this.step ?? 'video') : 'consent'}`
            : '';
    if (standing === '' || standing === this.told) {
      return;
    }
    this.told = standing;
    const [type, more = ''] = standing.split(' ');
    if (type === 'step') {
      tellAround({ type, step: more });
    } else if (type === 'error') {
      tellAround({ type, code: more });
    } else if (type === 'cancelled' || type === 'completed') {
      tellAround({ type });
    }
  }

  protected override render(): TemplateResult {
    return html`
      <main>
        ${this.content()}
        <p class="waiting" role="status">${this.waiting ? say('waiting') : nothing}</p>
      </main>
    `;
  }

  private content(): TemplateResult {
    if (this.withdrawn) {
      return html`<h1 tabindex="-1">${say('consent.withdrawn.title')}</h1>
        <p>${say('consent.withdrawn')}</p>`;
    }
    if (this.trouble) {
      return html`<h1 tabindex="-1">${say('trouble.title')}</h1>
        ${troubleView(this.trouble)}`;
    }
    if (!this.session || !this.consent) {
      return html`<p role="status">${say('loading')}</p>`;
    }
    if (this.finished) {
      return this.whatNext(this.session.redirect_url);
    }
    if (!this.consent.given) {
      return html`<vkyc-consent-step .api=${this.api} .consent=${this.consent}></vkyc-consent-step>`;
    }
    const steps = ORDER.filter((step) => this.session?.steps.includes(step));
    const step = this.step ?? 'video';
    const place = say('step', { n: steps.indexOf(step) + 1, of: steps.length });
    return html`
      <p class="step">${place}</p>
      ${step === 'video'
        ? this.video(this.session)
        : step === 'document'
          ? html`<vkyc-photo-step .api=${this.api} kind="document"></vkyc-photo-step>`
          : html`<vkyc-photo-step .api=${this.api} kind="selfie"></vkyc-photo-step> `}
      <vkyc-withdrawal .api=${this.api}></vkyc-withdrawal>
    `;
  }

  private video(session: SessionProgress): TemplateResult {
    return session.video_mode === 'live_agent'
      ? html`<vkyc-call-step .api=${this.api} .store=${this.store} .session=${session}></vkyc-call-step>`
      : html`<vkyc-video-step .api=${this.api} .store=${this.store} .session=${session}></vkyc-video-step>`;
  }

  private whatNext(redirect: string | null): TemplateResult {
    return html`
      <h1 tabindex="-1">${say('done.title')}</h1>
      <p>${say('done.received')}</p>
      <p>${say('done.next')}</p>
      ${embedded
        ? nothing
        : redirect
        ? html`<p><a class="button primary" href=${redirect} rel="noreferrer">${say('done.go_on')}</a></p>`
        : html`<p>${say('done.close')}</p>`}
      <vkyc-withdrawal .api=${this.api}></vkyc-withdrawal>
    `;
  }
}

/** Makes sure that no other tab works on the session, and keeps others away while this one lives. */
async function alone(sessionId: string): Promise<void> {
  if (!navigator.locks) {
    return;
  }
  await new Promise<void>((held, fail) => {
    void navigator.locks.request(`verilock-vkyc ${sessionId}`, { ifAvailable: true }, (lock) => {
      if (!lock) {
        fail(new Trouble('other_tab'));
        return undefined;
      }
      held();
      return new Promise(() => undefined);
    });
  });
}

customElements.define('vkyc-record', RecordPage);
