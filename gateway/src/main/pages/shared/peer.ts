import type { components } from 'contract';

export type Signal = components['schemas']['Signal'];
export type SignalKind = components['schemas']['SignalKind'];

/** How picture and sound stand between the two browsers. */
export type Flow = 'connecting' | 'flowing' | 'lost' | 'unreachable';

/** Bits a second that the call's picture may take: the recording, which counts, comes first. */
const MOST_BITS = 600_000;
/** What is disconnected mostly comes back by itself; a new way is looked for after so long. */
const PATIENCE = 5_000;
/** A connection that does not come about in so long is begun anew, whole. */
const LONGEST_CONNECTING = 15_000;
/** After so many new beginnings the person is told that the network may be why. */
const MANY = 2;

/** Whom a side of a call works with. */
export interface PeerWatcher {
  /** Tells the other side something; signals arrive in the order in which they were told. */
  send(kind: SignalKind, body: Record<string, unknown>): Promise<void>;
  /** Servers by which the two browsers find each other. */
  iceServers(): Promise<RTCIceServer[]>;
  /** What the other side shows, and how it stands. */
  changed(remote: MediaStream | undefined, flow: Flow): void;
}

interface PeerBody {
  peer?: string;
  to?: string;
  from?: string;
  description?: RTCSessionDescriptionInit;
  candidate?: RTCIceCandidateInit;
}

/**
 * One side of a call. Two sides find each other by `hello`, each with a name that is new whenever it begins
 * anew. One side offers and the other answers, always: two offers at once would have to be undone. What breaks
 * is mended by another way for the same connection first (an ICE restart, by the side that offers), and by a
 * new connection where that does not help.
 */
export class Peer {
  private local: MediaStream | undefined;
  private id = crypto.randomUUID();
  private other: string | undefined;
  private connection: RTCPeerConnection | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private restarted = false;
  private beginnings = 0;
  private remote: MediaStream | undefined;
  private flow: Flow = 'connecting';
  private told: Promise<void> = Promise.resolve();
  private taken: Promise<void> = Promise.resolve();
  private closed = false;

  /** @param offers whether this is the side that offers: one does, the other does not */
  constructor(
    private readonly offers: boolean,
    private readonly watcher: PeerWatcher,
  ) {}

  /**
   * Says that this side is there, with a new name.
   *
   * @param local what this side shows; nothing where it has no camera
   */
  begin(local: MediaStream | undefined): void {
    this.local = local;
    this.greet();
  }

  private greet(): void {
    this.id = crypto.randomUUID();
    this.other = undefined;
    this.drop();
    this.show('connecting');
    this.tell('hello', { peer: this.id });
  }

  /** Takes a signal of the other side, after all before it. */
  take(signal: Signal): void {
    this.taken = this.taken.then(() => this.taking(signal)).catch(() => this.mend());
  }

  /** Ends it. */
  close(): void {
    this.closed = true;
    this.drop();
  }

  private async taking({ kind, body }: Signal): Promise<void> {
    const told = body as PeerBody;
    if (kind === 'hello') {
      await this.greeted(told);
    } else if (told.from === this.other && told.to === this.id && this.connection) {
      if (told.description) {
        await this.described(this.connection, told.description);
      } else if (told.candidate) {
        await this.connection.addIceCandidate(told.candidate);
      }
    }
  }

  private async greeted({ peer, to }: PeerBody): Promise<void> {
    if (peer === undefined || peer === this.other || (to !== undefined && to !== this.id)) {
      return;
    }
    this.other = peer;
    if (to === undefined) {
      this.tell('hello', { peer: this.id, to: peer });
    }
    await this.connect();
  }

  private async connect(): Promise<void> {
    this.drop();
    const connection = new RTCPeerConnection({ iceServers: await this.watcher.iceServers() });
    if (this.closed) {
      connection.close();
      return;
    }
    this.connection = connection;
    this.show(this.flow === 'flowing' ? 'lost' : this.flow);
    if (this.offers) {
      connection.onnegotiationneeded = () => void this.offer(connection);
    }
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) {
        this.tellOther('candidate', { candidate: candidate.toJSON() });
      }
    };
    connection.ontrack = ({ streams }) => {
      this.remote = streams[0];
      this.show(this.flow);
    };
    connection.onconnectionstatechange = () => this.stands(connection);
    if (this.local) {
      const stream = this.local;
      stream.getTracks().forEach((track) => connection.addTrack(track, stream));
    } else {
      connection.addTransceiver('audio', { direction: 'recvonly' });
      connection.addTransceiver('video', { direction: 'recvonly' });
    }
    this.timer = setTimeout(() => this.mend(), LONGEST_CONNECTING);
  }

  private async offer(connection: RTCPeerConnection): Promise<void> {
    try {
      await connection.setLocalDescription();
      this.tellOther('description', { description: connection.localDescription?.toJSON() as unknown });
    } catch {
      this.mend();
    }
  }

  private async described(connection: RTCPeerConnection, description: RTCSessionDescriptionInit): Promise<void> {
    await connection.setRemoteDescription(description);
    if (description.type === 'offer') {
      await connection.setLocalDescription();
      this.tellOther('description', { description: connection.localDescription?.toJSON() as unknown });
    }
  }

  private stands(connection: RTCPeerConnection): void {
    if (connection !== this.connection) {
      return;
    }
    switch (connection.connectionState) {
      case 'connected':
        clearTimeout(this.timer);
        this.restarted = false;
        this.beginnings = 0;
        void capped(connection);
        this.show('flowing');
        break;
      case 'disconnected':
        this.show('lost');
        clearTimeout(this.timer);
        // The side that offers comes first.
        this.timer = setTimeout(() => this.mend(), this.offers ? PATIENCE : PATIENCE + LONGEST_CONNECTING);
        break;
      case 'failed':
        this.show('lost');
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.mend(), this.offers ? 0 : LONGEST_CONNECTING);
        break;
      default:
    }
  }

  /** Another way for this connection first; then everything anew. */
  private mend(): void {
    clearTimeout(this.timer);
    if (this.closed) {
      return;
    }
    if (this.offers && this.connection && this.remote && !this.restarted) {
      this.restarted = true;
      this.connection.restartIce();
      this.timer = setTimeout(() => this.mend(), LONGEST_CONNECTING);
      return;
    }
    this.restarted = false;
    this.beginnings++;
    const flow = this.beginnings > MANY ? 'unreachable' : this.flow === 'flowing' ? 'lost' : this.flow;
    this.greet();
    this.show(flow);
    // The other side may not hear it just now. Both try anew, and not in step.
    this.timer = setTimeout(() => this.mend(), (this.offers ? 1 : 1.6) * LONGEST_CONNECTING);
  }

  private drop(): void {
    clearTimeout(this.timer);
    const before = this.connection;
    this.connection = undefined;
    this.remote = undefined;
    before?.close();
  }

  private show(flow: Flow): void {
    this.flow = flow;
    if (!this.closed) {
      this.watcher.changed(this.remote, flow);
    }
  }

  private tellOther(kind: SignalKind, body: Record<string, unknown>): void {
    this.tell(kind, { from: this.id, to: this.other, ...body });
  }

  private tell(kind: SignalKind, body: Record<string, unknown>): void {
    // What cannot be told is mended: who waits for it in vain begins anew.
    this.told = this.told.then(() => this.watcher.send(kind, body)).catch(() => undefined);
  }
}

async function capped(connection: RTCPeerConnection): Promise<void> {
  const sender = connection.getSenders().find((one) => one.track?.kind === 'video');
  const parameters = sender?.getParameters();
  if (sender && parameters?.encodings?.length) {
    parameters.encodings.forEach((encoding) => (encoding.maxBitrate = MOST_BITS));
    await sender.setParameters(parameters).catch(() => undefined);
  }
}
