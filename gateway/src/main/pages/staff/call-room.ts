import { Peer, type Flow, type Signal } from '../shared/peer';
import { gateway, Refusal, type AgentCall, type RunningScores } from './staff-api';

/** Seconds that a question for news may wait. */
const WAIT = 8;
const TRY_AGAIN_AFTER = 1_000;

/** Whom a room works with. */
export interface RoomWatcher {
  /** Something to show has changed. */
  changed(): void;
  /** The call is over. */
  over(call: AgentCall): void;
  /** The person's page has done what it was asked for, or could not. */
  done(what: string, refused: string | undefined): void;
  /** The gateway refused. */
  refused(thrown: unknown): void;
}

/** The agent's side of a call, until it is over. */
export class CallRoom {
  call: AgentCall;
  /** What the person shows. */
  remote: MediaStream | undefined;
  /** What the agent shows; nothing where there is no camera. */
  local: MediaStream | undefined;
  flow: Flow = 'connecting';
  /** The latest running scores, and when they came. */
  scores: RunningScores | undefined;
  scoresAt = 0;
  /** Whether the gateway does not answer as it should just now. */
  offline = false;

  private peer: Peer | undefined;
  private after = 0;
  private closed = false;

  constructor(
    call: AgentCall,
    private readonly agentId: string,
    private readonly watcher: RoomWatcher,
  ) {
    this.call = call;
    void this.follow();
  }

  /** Asks the person's page for something. */
  async ask(what: string): Promise<void> {
    await gateway.signal(this.call.call_id, this.agentId, 'ask', { what });
  }

  /** Ends the call for both. */
  async end(): Promise<void> {
    this.finished(await gateway.end(this.call.call_id, this.agentId));
  }

  close(): void {
    this.closed = true;
    this.peer?.close();
    this.local?.getTracks().forEach((track) => track.stop());
    this.local = undefined;
  }

  private async follow(): Promise<void> {
    // A person may be identified by somebody who has no camera.
    this.local = await navigator.mediaDevices
      ?.getUserMedia({ video: { width: { ideal: 640 } }, audio: true })
      .catch(() => undefined);
    let begun = false;
    while (!this.closed) {
      try {
        const events = await gateway.follow(
          this.call.call_id,
          this.agentId,
          this.after,
          this.scores?.second ?? 0,
          begun ? WAIT : 0,
        );
        this.offline = false;
        this.took(events.call, events.signals, begun);
        if (events.scores) {
          this.scores = events.scores;
          this.scoresAt = Date.now();
        }
        if (!begun && !this.closed) {
          begun = true;
          this.begin();
        }
        this.watcher.changed();
      } catch (thrown) {
        if (!(thrown instanceof Refusal && thrown.passes)) {
          this.close();
          this.watcher.refused(thrown);
          return;
        }
        this.offline = true;
        this.watcher.changed();
        await new Promise((done) => setTimeout(done, TRY_AGAIN_AFTER));
      }
    }
  }

  private begin(): void {
    this.peer = new Peer(true, {
      send: (kind, body) => gateway.signal(this.call.call_id, this.agentId, kind, body),
      iceServers: () => gateway.iceServers(this.call.call_id, this.agentId),
      changed: (remote, flow) => {
        this.remote = remote;
        this.flow = flow;
        this.watcher.changed();
      },
    });
    this.peer.begin(this.local);
  }

  /** @param lively whether what is told is new: what was told before this page was there is not */
  private took(call: AgentCall, signals: Signal[], lively: boolean): void {
    this.call = call;
    for (const signal of signals) {
      this.after = signal.sequence;
      if (signal.sender === 'person' && lively) {
        if (signal.kind === 'done') {
          const refused = signal.body['refused'];
          this.watcher.done(String(signal.body['what']), refused === undefined ? undefined : String(refused));
        } else {
          this.peer?.take(signal);
        }
      }
    }
    if (call.state === 'ended') {
      this.finished(call);
    }
  }

  private finished(call: AgentCall): void {
    if (!this.closed) {
      this.close();
      this.call = call;
      this.watcher.over(call);
    }
  }
}
