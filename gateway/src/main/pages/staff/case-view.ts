import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Part } from '../shared/part';
import { checkWords, clock, reasonWords } from './findings';
import type { Prompt, ReviewCase } from './staff-api';
import { moments, timelineDrawing } from './timeline';

/** A frame and a half of common recordings: far enough that a step shows another picture. */
const STEP_SECONDS = 0.1;

/** What a person was asked for, in words; nothing for what needs no saying. */
function askedFor({ kind, text }: Prompt): string {
  switch (kind) {
    case 'look':
      return '';
    case 'statement':
      return 'name and date';
    case 'phrase':
      return `the sentence “${text}”`;
    case 'turn_up':
      return 'look up';
    default:
      return kind.replace('_', ' ');
  }
}

function during(from: string, to: string | null): string {
  const begin = new Date(from).toLocaleString();
  return to === null ? `from ${begin}` : `${begin}, ${clock((Date.parse(to) - Date.parse(from)) / 1000)} min`;
}

function interruption({ who, from, to }: ReviewCase['call_gaps'][number]): string {
  const away = who === 'both' ? 'both were away' : `the ${who} was away`;
  return `${away} ${to === null ? 'and did not come back' : `for ${Math.round((Date.parse(to) - Date.parse(from)) / 1000)} s`}`;
}

/** A session as a reviewer sees it: the recording with its timeline, the photos, the checks. */
class CaseView extends Part {
  static override properties = {
    reviewed: { attribute: false },
    at: { state: true },
    duration: { state: true },
    missing: { state: true },
  };
  declare reviewed: ReviewCase;
  declare at: number;
  declare duration: number;
  declare missing: Set<string>;

  constructor() {
    super();
    this.at = 0;
    this.duration = 0;
    this.missing = new Set();
  }

  /** Plays, or pauses what plays. */
  toggle(): void {
    const video = this.video();
    if (video?.paused) {
      void video.play().catch(() => undefined);
    } else {
      video?.pause();
    }
  }

  /** Steps through the video; short steps show one picture after the other. */
  step(direction: 1 | -1, short: boolean): void {
    this.video()?.pause();
    this.seek(this.at + direction * (short ? STEP_SECONDS : 1));
  }

  private video(): HTMLVideoElement | null {
    return this.querySelector('video.recording');
  }

  private seek(seconds: number): void {
    const video = this.video();
    if (video) {
      this.at = Math.min(Math.max(0, seconds), this.duration);
      video.currentTime = this.at;
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('reviewed')) {
      const old = changed.get('reviewed') as ReviewCase | undefined;
      if (old?.session_id !== this.reviewed.session_id) {
        this.at = 0;
        this.missing = new Set();
        this.duration = this.reviewed.video?.duration_seconds ?? 0;
      }
    }
  }

  /** Recorders leave the length out: where the player cannot tell, the result does. */
  private readonly loaded = (event: Event) => {
    const { duration } = event.target as HTMLVideoElement;
    if (Number.isFinite(duration)) {
      this.duration = duration;
    }
  };

  private readonly best = (event: Event) => {
    (event.target as HTMLVideoElement).currentTime = (this.reviewed.best_frame_ms ?? 0) / 1000;
  };

  private lost(what: string): void {
    this.missing = new Set([...this.missing, what]);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="case">
        <div>
          <section aria-labelledby="recording-title">
            <h2 id="recording-title">Recording</h2>
            ${this.recording()}
          </section>
          <section aria-labelledby="facts-title">
            <h2 id="facts-title">Session</h2>
            ${this.facts()}
          </section>
        </div>
        <div>
          <section class="photos" aria-label="Photos and the best picture of the video">
            ${this.photo('Selfie', this.reviewed.selfie_url)} ${this.bestFrame()}
            ${this.photo('Document', this.reviewed.document_url)}
          </section>
          <section aria-labelledby="checks-title">
            <h2 id="checks-title">What was found</h2>
            ${this.findings()}
          </section>
        </div>
      </div>
    `;
  }

  private recording(): TemplateResult {
    const url = this.reviewed.review_url ?? this.reviewed.video?.video_url;
    if (!url) {
      return html`<p>No recording is kept.</p>`;
    }
    if (this.missing.has(url)) {
      return html`<p class="note">The recording cannot be shown. It may have been erased; the result stays.</p>`;
    }
    return html`
      <video
        class="recording"
        controls
        preload="auto"
        src=${url}
        aria-label="Recording"
        @loadedmetadata=${this.loaded}
        @durationchange=${this.loaded}
        @timeupdate=${(event: Event) => (this.at = (event.target as HTMLVideoElement).currentTime)}
        @error=${() => this.lost(url)}
      ></video>
      ${this.timeline()} ${this.moments()} ${this.words()}
    `;
  }

  private timeline(): TemplateResult {
    const length = Math.max(this.duration, 0.1);
    return html`
      <div class="timeline">
        <svg viewBox="0 0 ${length} 100" preserveAspectRatio="none" aria-hidden="true" @click=${this.jump}>
          ${timelineDrawing(this.reviewed.timeline, length)}
          <line class="here" x1=${this.at} x2=${this.at} y1="0" y2="100" />
        </svg>
        <input
          type="range"
          min="0"
          max=${length}
          step="0.1"
          aria-label="Place in the recording"
          aria-valuetext=${`${clock(this.at)} of ${clock(length)}`}
          .value=${String(this.at)}
          @input=${(event: Event) => this.seek(Number((event.target as HTMLInputElement).value))}
        />
        <p class="legend">
          <span class="match">match</span> <span class="liveness">liveness</span>
          <span class="doubtful">doubtful pictures</span> <span class="no-face">no face</span>
          <span class="clock">${clock(this.at)} / ${clock(length)}</span>
        </p>
      </div>
    `;
  }

  private readonly jump = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    this.seek(((event.clientX - box.left) / box.width) * this.duration);
  };

  private moments(): TemplateResult | typeof nothing {
    const all = moments(this.reviewed);
    return all.length === 0
      ? nothing
      : html`<ul class="moments" aria-label="Places worth a look">
          ${all.map(
            (moment) => html`<li>
              <button class="small" @click=${() => this.seek(moment.seconds)}>
                <span class="clock">${clock(moment.seconds)}</span> ${moment.words}
              </button>
            </li>`,
          )}
        </ul>`;
  }

  private words(): TemplateResult | typeof nothing {
    const pieces = this.reviewed.transcript_pieces;
    return pieces.length === 0
      ? nothing
      : html`<ul class="moments words" aria-label="What is said">
          ${pieces.map(
            (piece) => html`<li>
              <button class="small" @click=${() => this.seek(piece.from_ms / 1000)}>
                <span class="clock">${clock(piece.from_ms / 1000)}</span>
                ${piece.text ? `“${piece.text}”` : 'Speech that was not recognised'}
              </button>
            </li>`,
          )}
        </ul>`;
  }

  private photo(name: string, url: string | null): TemplateResult {
    return html`<figure>
      <figcaption>${name}</figcaption>
      ${url === null
        ? html`<p class="absent">No picture is kept.</p>`
        : this.missing.has(url)
          ? html`<p class="absent">This picture cannot be shown here.</p>`
          : html`<img src=${url} alt=${name} @error=${() => this.lost(url)} />`}
    </figure>`;
  }

  private bestFrame(): TemplateResult {
    const url = this.reviewed.review_url ?? this.reviewed.video?.video_url;
    return html`<figure>
      <figcaption>Best picture of the video</figcaption>
      ${url && this.reviewed.best_frame_ms !== null
        ? html`<video
            class="best"
            muted
            preload="auto"
            src=${url}
            aria-label="Best picture of the video"
            tabindex="-1"
            @loadedmetadata=${this.best}
          ></video>`
        : html`<p class="absent">No picture shows the face well.</p>`}
    </figure>`;
  }

  private findings(): TemplateResult {
    const video = this.reviewed.video;
    if (!video) {
      return html`<p>There is no result yet.</p>`;
    }
    return html`
      <ul class="reasons">
        ${video.reasons.map((code) => html`<li>${reasonWords(code)}</li>`)}
      </ul>
      <table>
        <thead>
          <tr><th scope="col">Check</th><th scope="col">Result</th><th scope="col" class="number">Score</th></tr>
        </thead>
        <tbody>
          ${Object.entries(video.checks).map(
            ([name, check]) => html`<tr class=${check.status}>
              <th scope="row">
                ${checkWords(name)}
                ${check.reasons.map((code) => html`<div class="why">${reasonWords(code)}</div>`)}
                ${check.detail ? html`<div class="why">${check.detail}</div>` : nothing}
              </th>
              <td>${check.status.replaceAll('_', ' ')}</td>
              <td class="number">${check.score === null ? '–' : Math.round(check.score)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    `;
  }

  private facts(): TemplateResult {
    const { session, video, capture, call } = this.reviewed;
    const facts: [string, string | null | undefined][] = [
      ['Session', this.reviewed.session_id],
      ['External id', session?.external_id],
      ['Created', session && new Date(session.created_at).toLocaleString()],
      ['Language', session?.video_language],
      ['Asked for', session?.prompts.map(askedFor).filter(Boolean).join(', ')],
      ['Agent', call?.agent_id],
      ['Call', call?.taken_at && during(call.taken_at, call.ended_at)],
      ['Interrupted', this.reviewed.call_gaps.map(interruption).join(', ')],
      ['Questions asked', call?.asked.join(' · ')],
      ['Notes of the call', call?.notes],
      ['Captured', video?.capture && (video.capture === 'live' ? 'live, by our page' : 'before, and uploaded')],
      ['Take', video && video.take > 1 ? `${video.take}: recorded again` : undefined],
      ['Camera', capture?.evidence?.camera.label],
      ['Models', video && Object.values(video.model_versions).join(', ')],
      ['Policy', video?.policy_version],
    ];
    return html`<dl>
      ${facts
        .filter(([, value]) => value)
        .map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
      ${Object.entries(session?.metadata ?? {}).map(
        ([name, value]) => html`<dt>${name}</dt><dd>${String(value)}</dd>`,
      )}
    </dl>`;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    // The page around it says where one is.
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vkyc-case': CaseView;
  }
}
export type { CaseView };

customElements.define('vkyc-case', CaseView);
