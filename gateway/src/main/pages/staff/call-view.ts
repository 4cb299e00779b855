import { html, nothing, type TemplateResult } from 'lit';
import { CallRoom } from './call-room';
import { reasonWords } from './findings';
import { refusalView } from './refusal-view';
import { Section } from './section';
import { gateway, type AgentCall, type ReviewCase } from './staff-api';

/** Scores that are older than this are shown as old. */
const OLD = 5_000;
const KEPT_AFTER = 1_000;

const ASKS = [
  ['look', 'Look here', '1'],
  ['show_document', 'Show the document', '2'],
  ['still', 'Take a still', '3'],
] as const;

/** A call as its agent sees it: the person, the running scores, the photos, the script. */
class CallView extends Section {
  static override properties = {
    ...Section.properties,
    call: { attribute: false },
    agent: {},
    reviewed: { state: true },
    script: { state: true },
    asked: { state: true },
    said: { state: true },
  };
  declare call: AgentCall;
  declare agent: string;
  declare reviewed: ReviewCase | undefined;
  declare script: string[];
  declare asked: Set<string>;
  declare said: string;

  private room: CallRoom | undefined;
  private keeping = 0;
  private notes = '';

  constructor() {
    super();
    this.script = [];
    this.asked = new Set();
    this.said = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.pressed);
    this.asked = new Set(this.call.asked);
    this.notes = this.call.notes ?? '';
    this.room = new CallRoom(this.call, this.agent, {
      changed: () => this.requestUpdate(),
      over: (call) => void this.over(call),
      done: (what, refused) => void this.done(what, refused),
      refused: (thrown) => void this.guarded(() => Promise.reject(thrown)),
    });
    void this.guarded(async () => {
      this.script = (await gateway.desk(this.agent)).script;
      this.reviewed = await gateway.case(this.call.session_id);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.pressed);
    clearTimeout(this.keeping);
    this.room?.close();
  }

  private async over(call: AgentCall): Promise<void> {
    await this.guarded(() => this.keep());
    this.dispatchEvent(new CustomEvent('call-over', { detail: call, bubbles: true }));
  }

  private async done(what: string, refused: string | undefined): Promise<void> {
    if (refused !== undefined) {
      this.said = `The still could not be kept: ${refused}.`;
    } else if (what === 'still') {
      this.said = 'The still is kept as the photo of the document.';
      await this.guarded(async () => {
        this.reviewed = await gateway.case(this.call.session_id);
      });
    }
  }

  private readonly noted = (event: Event) => {
    this.notes = (event.target as HTMLTextAreaElement).value;
    this.keepSoon();
  };

  private tick(question: string): void {
    const asked = new Set(this.asked);
    if (!asked.delete(question)) {
      asked.add(question);
    }
    this.asked = asked;
    this.keepSoon();
  }

  private keepSoon(): void {
    clearTimeout(this.keeping);
    this.keeping = window.setTimeout(() => void this.guarded(() => this.keep()), KEPT_AFTER);
  }

  private async keep(): Promise<void> {
    clearTimeout(this.keeping);
    await gateway.notes(this.call.call_id, {
      agent_id: this.agent,
      notes: this.notes.trim() || null,
      asked: this.script.filter((question) => this.asked.has(question)),
    });
  }

  private readonly end = () => void this.guarded(() => this.room?.end() ?? Promise.resolve());

  private ask(what: string, words: string): void {
    void this.guarded(async () => {
      await this.room?.ask(what);
      this.said = `Asked: ${words}.`;
    });
  }

  private readonly pressed = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault();
      this.end();
      return;
    }
    const field = event.target as HTMLElement;
    if (field.matches('textarea, input, select') || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const ask = this.possible.find(([, , key]) => key === event.key);
    if (ask) {
      event.preventDefault();
      this.ask(ask[0], ask[1]);
    } else if (event.key === 'n') {
      event.preventDefault();
      this.querySelector('textarea')?.focus();
    }
  };

  protected override updated(): void {
    this.show('video.person', this.room?.remote);
    this.show('video.live', this.room?.local);
  }

  private show(selector: string, stream: MediaStream | undefined): void {
    const video = this.querySelector<HTMLVideoElement>(selector);
    if (video && video.srcObject !== (stream ?? null)) {
      video.srcObject = stream ?? null;
    }
  }

  protected override render(): TemplateResult {
    return html`
      <div class="title">
        <h1 tabindex="-1">${this.reviewed?.session?.external_id ?? this.call.session_id}</h1>
        <button class="small" @click=${this.end}>End the call <kbd aria-hidden="true">Ctrl+Enter</kbd></button>
      </div>
      ${this.refusal ? refusalView(this.refusal) : nothing}
      <p class="standing" role="status">${this.standing()}</p>
      <div class="room">
        <div class="call">
          <div class="view"><video class="person" autoplay playsinline aria-label="The person"></video></div>
          <div class="view own">
            <video class="live mirrored" autoplay muted playsinline aria-label="You"></video>
          </div>
        </div>
        <div>${this.scores()} ${this.photos()}</div>
        <div>${this.asks()} ${this.questions()}</div>
      </div>
      <p class="said" role="status">${this.said}</p>
    `;
  }

  private standing(): string {
    const room = this.room;
    if (room?.offline) {
      return 'The gateway does not answer. The call goes on if it does within a minute; stay on this page.';
    }
    if (room?.call.state === 'dropped') {
      return 'The person is away. The call waits for them for a minute.';
    }
    switch (room?.flow) {
      case 'flowing':
        return 'Picture and sound flow.';
      case 'lost':
        return 'Picture and sound are interrupted. A new way is looked for.';
      case 'unreachable':
        return 'Picture and sound do not get through. It is tried on; another network may help, or a TURN server.';
      default:
        return 'Connecting …';
    }
  }

  private scores(): TemplateResult {
    const scores = this.room?.scores;
    const old = Date.now() - (this.room?.scoresAt ?? 0) > OLD;
    if (!scores) {
      return html`<section class="scores" aria-label="Running scores"><p>No scores yet.</p></section>`;
    }
    const warnings = [
      ...(scores.faces === 0 ? ['No face in the picture.'] : []),
      ...(scores.faces > 1 ? [`${scores.faces} faces in the picture.`] : []),
      ...(scores.defect ? [reasonWords(scores.defect)] : []),
    ];
    return html`
      <section class="scores ${old ? 'old' : ''}" aria-label="Running scores">
        ${this.score('Match', scores.face_match_score)} ${this.score('Liveness', scores.liveness_score)}
        <p class="reference">
          ${scores.second} s of video, ${scores.face_frames} of ${scores.frames} frames with a face${old ? ', not the latest' : ''}
        </p>
        <div role="status">
          <ul class="warnings">
            ${warnings.map((warning) => html`<li>${warning}</li>`)}
          </ul>
        </div>
      </section>
    `;
  }

  private score(words: string, value: number | null): TemplateResult {
    return html`<label class="level">
      <span>${words} <strong>${value === null ? 'unknown' : Math.round(value)}</strong></span>
      <meter min="0" max="100" low="50" high="80" optimum="100" .value=${value ?? 0}></meter>
    </label>`;
  }

  private photos(): TemplateResult {
    const photo = (url: string | null | undefined, words: string) =>
      url
        ? html`<figure><img src=${url} alt=${words} /><figcaption>${words}</figcaption></figure>`
        : html`<p>${words}: none yet.</p>`;
    return html`<div class="shown">
      ${photo(this.reviewed?.selfie_url, 'Selfie')} ${photo(this.reviewed?.document_url, 'Document')}
    </div>`;
  }

  /** What the person's page can do: a still is the photo of a document, which not all sessions have. */
  private get possible(): readonly (typeof ASKS)[number][] {
    return ASKS.filter(([what]) => what !== 'still' || this.reviewed?.session?.steps.includes('document'));
  }

  private asks(): TemplateResult {
    return html`<div class="buttons" role="group" aria-label="Ask the person">
      ${this.possible.map(
        ([what, words, key]) =>
          html`<button class="small" @click=${() => this.ask(what, words)}>
            ${words} <kbd aria-hidden="true">${key}</kbd>
          </button>`,
      )}
    </div>`;
  }

  private questions(): TemplateResult {
    return html`
      <fieldset>
        <legend>Questions</legend>
        ${this.script.length === 0 ? html`<p>No script is set.</p>` : nothing}
        ${this.script.map(
          (question) =>
            html`<label class="tick">
              <input
                type="checkbox"
                .checked=${this.asked.has(question)}
                @change=${() => this.tick(question)}
              />
              ${question}
            </label>`,
        )}
      </fieldset>
      <label class="notes">
        Notes <kbd aria-hidden="true">N</kbd>
        <textarea rows="5" maxlength="4000" .value=${this.notes} @input=${this.noted}></textarea>
      </label>
    `;
  }
}

customElements.define('vkyc-call', CallView);
