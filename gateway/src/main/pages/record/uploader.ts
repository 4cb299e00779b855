import type { SessionApi } from '../shared/api';
import type { SliceStore } from './slice-store';

/** Slices on their way at a time. */
const AT_ONCE = 3;

/**
 * Sends the slices of a session's take from the store while there are any, at most three at a time, each until
 * it is acknowledged.
 */
export class Uploader {
  private readonly queue: number[] = [];
  private readonly ended = new AbortController();
  private underway = 0;
  private idle: (() => void)[] = [];
  private failure: unknown;
  private latest: string | null = null;

  /** @param changed told whenever something was sent, or can never be */
  constructor(
    private readonly sessionId: string,
    private readonly take: number,
    private readonly store: SliceStore,
    private readonly api: SessionApi,
    private readonly changed: () => void,
  ) {}

  /** Slices that are not acknowledged. */
  get left(): number {
    return this.queue.length + this.underway;
  }

  /** Why nothing more is sent; nothing while all is well. */
  get trouble(): unknown {
    return this.failure;
  }

  /** What the person should mend, as of the latest answer; null where nothing is known. */
  get hint(): string | null {
    return this.latest;
  }

  /** Sends a slice that is in the store. */
  add(sequence: number): void {
    this.queue.push(sequence);
    this.next();
  }

  /** Waits until everything is acknowledged. Throws what stopped it, if something did. */
  async flushed(): Promise<void> {
    if (this.left > 0 && this.failure === undefined) {
      await new Promise<void>((done) => this.idle.push(done));
    }
    if (this.failure !== undefined) {
      throw this.failure;
    }
  }

  /** Sends nothing more. */
  close(): void {
    this.ended.abort();
    this.queue.length = 0;
  }

  private next(): void {
    while (this.underway < AT_ONCE && this.failure === undefined) {
      const sequence = this.queue.shift();
      if (sequence === undefined) {
        break;
      }
      this.underway++;
      void this.send(sequence);
    }
    if (this.left === 0 || this.failure !== undefined) {
      this.idle.splice(0).forEach((done) => done());
    }
  }

  private async send(sequence: number): Promise<void> {
    try {
      const bytes = await this.store.slice(this.sessionId, sequence);
      this.latest = await this.api.chunk(this.take, sequence, bytes, this.ended.signal);
      await this.store.forget(this.sessionId, sequence);
    } catch (thrown) {
      if (!this.ended.signal.aborted) {
        this.failure ??= thrown;
      }
    }
    this.underway--;
    this.next();
    this.changed();
  }
}
