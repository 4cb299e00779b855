import type { CallEvents, PersonCall, SessionApi, SessionProgress } from '../shared/api';
import { pause } from '../shared/back-off';
import { Peer, type Flow, type Signal } from '../shared/peer';
import { Trouble } from '../shared/trouble';
import { still } from './camera';
import { RecordingFlow } from './recording-flow';
import type { SliceStore } from './slice-store';

/** Seconds that a question for news may wait. */
const WAIT = 8;
/** Milliseconds between looks at the queue. */
const LOOK_EVERY = 2_000;
/** Milliseconds for which a word from the agent is shown, where nothing takes its place. */
const SHOWN = 15_000;

/** `start`: not asked for a call yet; `over`: what is left of the recording is on its way. */
export type CallStage = 'start' | 'queue' | 'call' | 'over';

/** What a call tells whoever shows it. */
export interface CallWatcher {
  /** Something to show has changed. */
  changed(): void;
  /** The gateway has the whole recording. */
  done(): void;
  /** It cannot go on. */
  failed(trouble: Trouble): void;
  /** Where the person's own camera is shown, if it is. */
  video(): HTMLVideoElement | null;
}

/** A person's call: the way through the queue, the talk, and one recording of all of it. */
export class CallFlow {
  stage: CallStage | undefined;
  /** How the call stands at the gateway. */
  call: PersonCall | undefined;
  /** What the agent shows. */
  remote: MediaStream | undefined;
  /** How picture and sound stand. */
  flow: Flow = 'connecting';
  /** What the agent asks for now. */
  asked: string | undefined;
  readonly recording: RecordingFlow;

  private peer: Peer | undefined;
  private after = 0;
  private closed = new AbortController();
  private following = false;
  private forget: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: SessionApi,
    store: SliceStore,
    session: SessionProgress,
    private readonly watcher: CallWatcher,
  ) {
    this.recording = new RecordingFlow(api, store, session, {
      changed: () => watcher.changed(),
      done: () => watcher.done(),
      failed: (trouble) => watcher.failed(trouble),
      video: () => watcher.video(),
    });
  }

  /** What the person can mend by trying again. */
  get trouble(): Trouble | undefined {
    return this.recording.trouble;
  }

  /** Finds out how far an earlier visit came. */
  readonly resume = () =>
    this.guarded(async () => {
      await this.recording.resume();
      if (this.recording.stage === 'saved') {
        await this.finish();
        return;
      }
      this.call = await this.api.call();
      // A recording that was begun belongs to a call that was: it goes on, or ends where the call did.
      const connected = this.call !== undefined && isConnected(this.call);
      if (connected || (this.recording.recording && this.call?.state === 'ended')) {
        await this.follow();
      } else {
        this.show('start');
      }
    });

  /** Opens camera and microphone, and asks for an agent. */
  readonly ask = () =>
    this.guarded(async () => {
      await this.opened();
      this.call = await this.api.askForCall();
      this.show(this.call.state === 'no_agent' ? 'start' : 'queue');
      while (!this.closed.signal.aborted && this.stage === 'queue') {
        if (isConnected(this.call)) {
          await this.follow();
          return;
        }
        if (!isWaiting(this.call)) {
          this.show('start');
          return;
        }
        await pause(LOOK_EVERY, this.closed.signal);
        if (this.stage === 'queue') {
          this.call = (await this.api.call()) ?? this.call;
          this.watcher.changed();
        }
      }
    });

  /** Opens the camera again after trouble, in the queue or in the call. */
  readonly openAgain = () =>
    this.guarded(async () => {
      if (this.stage === 'start') {
        await this.ask();
      } else if (this.stage === 'queue') {
        await this.opened();
      } else {
        await this.enter();
      }
    });

  /** Gives up the place in the queue, or ends the call. */
  readonly leave = () =>
    this.guarded(async () => {
      await this.api.leaveCall();
      if (this.stage === 'queue') {
        this.call = undefined;
        this.show('start');
      }
    });

  close(): void {
    this.closed.abort();
    this.peer?.close();
    clearTimeout(this.forget);
    this.recording.close();
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      // What the person can mend is shown with the way to do so.
      if (!this.closed.signal.aborted && thrown !== this.recording.trouble) {
        this.watcher.failed(Trouble.of(thrown));
      }
    }
  }

  private async opened(): Promise<void> {
    if (!this.recording.stream) {
      await this.recording.open();
    }
    if (this.recording.trouble) {
      this.watcher.changed();
      throw this.recording.trouble;
    }
  }

  /** Shows itself to the agent, and records. */
  private async enter(): Promise<void> {
    await this.opened();
    this.peer ??= new Peer(false, {
      send: (kind, body) => this.api.signal(kind, body),
      iceServers: () => this.api.iceServers(),
      changed: (remote, flow) => this.flows(remote, flow),
    });
    this.peer.begin(this.recording.stream);
    if (this.recording.stage === 'ready') {
      await this.recording.record();
    }
  }

  /** Goes along with the call until it is over. */
  private async follow(): Promise<void> {
    if (this.following) {
      return;
    }
    this.following = true;
    this.show('call');
    // What was told before this page was there is of no use but for how the call ended.
    const before = await this.api.followCall(0, 0);
    this.heard(before, false);
    if (this.stage === 'call') {
      void this.guarded(() => this.enter());
    }
    while (this.stage === 'call' && !this.closed.signal.aborted) {
      this.heard(await this.api.followCall(this.after, WAIT, this.closed.signal), true);
    }
    this.following = false;
  }

  private heard({ call, signals }: CallEvents, lively: boolean): void {
    this.call = call;
    let ended: string | undefined;
    for (const signal of signals) {
      this.after = signal.sequence;
      if (signal.kind === 'state') {
        ended = signal.body['state'] === 'ended' ? String(signal.body['by']) : undefined;
      } else if (signal.sender === 'agent' && lively) {
        this.told(signal);
      }
    }
    if (call.state === 'ended') {
      this.end(ended ?? 'agent');
    }
    this.watcher.changed();
  }

  private told(signal: Signal): void {
    if (signal.kind === 'ask') {
      // The call is more than what is asked for in it: it goes on where that cannot be done.
      void this.do(String(signal.body['what'])).catch(() => undefined);
    } else {
      this.peer?.take(signal);
    }
  }

  private async do(what: string): Promise<void> {
    clearTimeout(this.forget);
    this.asked = what;
    this.watcher.changed();
    this.forget = setTimeout(() => {
      this.asked = undefined;
      this.watcher.changed();
    }, SHOWN);
    if (what === 'still') {
      const refused = await this.take();
      this.asked = refused === undefined ? 'still_taken' : undefined;
      this.watcher.changed();
      await this.api.signal('done', { what, refused });
    }
  }

  /** Takes a picture for the agent; why there is none, if so. */
  private async take(): Promise<string | undefined> {
    try {
      const video = this.watcher.video();
      if (!video) {
        return 'camera_missing';
      }
      await this.api.picture('document', await still(video), this.closed.signal);
      return undefined;
    } catch (thrown) {
      const trouble = Trouble.of(thrown);
      return trouble.detail || trouble.code;
    }
  }

  private flows(remote: MediaStream | undefined, flow: Flow): void {
    const before = this.flow;
    this.remote = remote;
    this.flow = flow;
    if (before !== flow && (flow === 'flowing' || before === 'flowing')) {
      void this.api.signal('media', { flow }).catch(() => undefined);
    }
    this.watcher.changed();
  }

  /** A call that lost a side can be gone on with by another; all else ends the recording, too. */
  private end(by: string): void {
    this.peer?.close();
    this.peer = undefined;
    this.remote = undefined;
    if (by === 'presence') {
      this.show('start');
    } else {
      void this.guarded(() => this.finish());
    }
  }

  private async finish(): Promise<void> {
    if (this.stage === 'over') {
      return;
    }
    this.show('over');
    await this.recording.stop();
    if (!this.recording.recording) {
      // The call was over before anything was recorded: there is nothing to send.
      throw new Trouble('call_empty');
    }
    await this.recording.send();
  }

  private show(stage: CallStage): void {
    if (stage === 'start') {
      // Nobody is seen or recorded who is in no call.
      void this.recording.interrupt();
    }
    this.stage = stage;
    this.watcher.changed();
  }
}

function isConnected({ state }: PersonCall): boolean {
  return state === 'connected' || state === 'dropped';
}

function isWaiting({ state }: PersonCall): boolean {
  return state === 'waiting' || state === 'offered';
}
