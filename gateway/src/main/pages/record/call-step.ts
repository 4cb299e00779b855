import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PersonCall, SessionApi, SessionProgress } from '../shared/api';
import { Part } from '../shared/part';
import { troubleView } from '../shared/trouble-view';
import { say, sayMoment, type Key } from '../shared/words';
import { CallFlow, type CallStage } from './call-flow';
import type { SliceStore } from './slice-store';

/** What an agent can ask for. */
const ASKED: Record<string, Key> = {
  show_document: 'call.show_document',
  look: 'prompt.look',
  still: 'call.still',
  still_taken: 'call.still_taken',
};

/** Shows a person's call with an agent: the queue, the talk, its end. */
class CallStep extends Part {
  static override properties = {
    api: { attribute: false },
    store: { attribute: false },
    session: { attribute: false },
  };
  declare api: SessionApi;
  declare store: SliceStore;
  declare session: SessionProgress;

  private flow: CallFlow | undefined;
  private shown: CallStage | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.unload);
    this.flow = new CallFlow(this.api, this.store, this.session, {
      changed: () => this.requestUpdate(),
      done: () => this.tell('step-done'),
      failed: (trouble) => this.tell('trouble', trouble),
      video: () => this.querySelector('video.live'),
    });
    void this.flow.resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.unload);
    this.flow?.close();
  }

  private readonly unload = (event: BeforeUnloadEvent) => {
    if (this.flow?.stage === 'call' || this.flow?.recording.busy) {
      event.preventDefault();
    }
  };

  protected override updated(_changed: PropertyValues): void {
    this.show('video.live', this.flow?.recording.stream);
    this.show('video.agent', this.flow?.remote);
    if (this.shown !== this.flow?.stage) {
      this.shown = this.flow?.stage;
      this.focusHeading();
    }
  }

  private show(selector: string, stream: MediaStream | undefined): void {
    const video = this.querySelector<HTMLVideoElement>(selector);
    if (video && video.srcObject !== (stream ?? null)) {
      video.srcObject = stream ?? null;
    }
  }

  protected override render(): TemplateResult {
    const flow = this.flow;
    return html`
      <h1 tabindex="-1">${say('call.title')}</h1>
      ${flow?.trouble ? troubleView(flow.trouble, flow.openAgain) : nothing}
      ${flow?.stage ? this.content(flow, flow.stage) : nothing}
    `;
  }

  private content(flow: CallFlow, stage: CallStage): TemplateResult {
    switch (stage) {
      case 'start':
        return this.start(flow);
      case 'queue':
        return this.queue(flow);
      case 'call':
        return this.talk(flow);
      case 'over':
        return this.over(flow);
    }
  }

  private start(flow: CallFlow): TemplateResult {
    const call = flow.call;
    return html`
      <p id="how">${say('call.how')}</p>
      <p role="status">${call ? before(call) : nothing}</p>
      ${flow.trouble
        ? nothing
        : html`<div class="buttons">
            <button class="primary" aria-describedby="how" @click=${flow.ask}>
              ${say(call ? 'call.again' : 'call.ask')}
            </button>
          </div>`}
    `;
  }

  private queue(flow: CallFlow): TemplateResult {
    return html`
      <p class="prompt" role="status">${flow.call ? standing(flow.call) : nothing}</p>
      ${this.own()}
      <p>${say('call.stay')}</p>
      <div class="buttons"><button @click=${flow.leave}>${say('call.leave')}</button></div>
    `;
  }

  private talk(flow: CallFlow): TemplateResult {
    const asked = flow.asked ? ASKED[flow.asked] : undefined;
    return html`
      <p class="prompt" role="status">${asked ? say(asked) : flowing(flow)}</p>
      <div class="call">
        <div class="view">
          <video class="agent" autoplay playsinline aria-label=${say('call.agent')}></video>
        </div>
        ${this.own()}
      </div>
      <p class="recorded"><span class="dot"></span>${say('call.recorded')}</p>
      <div class="buttons"><button @click=${flow.leave}>${say('call.hang_up')}</button></div>
    `;
  }

  private over(flow: CallFlow): TemplateResult {
    const total = flow.recording.recording?.slices ?? 0;
    return html`
      <p>${say('call.over')}</p>
      <label class="level">
        ${say('video.uploaded', { n: total - flow.recording.left, of: total })}
        <progress max=${total} .value=${total - flow.recording.left}></progress>
      </label>
    `;
  }

  private own(): TemplateResult {
    return html`<div class="view own">
      <video class="live mirrored" autoplay muted playsinline aria-label=${say('camera.view')}></video>
    </div>`;
  }
}

/** Why nobody talks with the person yet. */
function before(call: PersonCall): string {
  if (call.state !== 'no_agent') {
    return say(call.state === 'ended' ? 'call.broken' : 'call.left');
  }
  return call.next_hours ? say('call.nobody_until', { time: sayMoment(call.next_hours) }) : say('call.nobody');
}

function standing(call: PersonCall): string {
  if (call.state !== 'waiting' || call.place === null) {
    return say('call.ringing');
  }
  const place = say('call.place', { n: call.place });
  const minutes = Math.ceil((call.expected_wait_seconds ?? 0) / 60);
  if (call.agents_on_duty === 0) {
    const until = call.next_hours ? say('call.nobody_until', { time: sayMoment(call.next_hours) }) : say('call.nobody');
    return `${place} ${until}`;
  }
  return minutes > 0 ? `${place} ${say('call.wait', { n: minutes })}` : place;
}

function flowing(flow: CallFlow): string {
  if (flow.call?.state === 'dropped') {
    return say('call.dropped');
  }
  switch (flow.flow) {
    case 'flowing':
      return say('call.talking');
    case 'connecting':
      return say('call.connecting');
    case 'lost':
      return say('call.lost');
    case 'unreachable':
      return say('call.unreachable');
  }
}

customElements.define('vkyc-call-step', CallStep);
