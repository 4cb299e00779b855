import type { CaptureEvidence } from '../shared/api';
import { Trouble } from '../shared/trouble';

/** How far a session's recording is. */
export interface Recording {
  sessionId: string;
  /** Which take it is; nothing in those of before there were several. */
  take?: number;
  /** When its session expires, ISO 8601: from then on it is of no use. */
  expiresAt: string;
  /** What the recorder says it makes. */
  type: string;
  /** Slices there are so far, sent ones among them. */
  slices: number;
  /** Milliseconds recorded. */
  elapsed: number;
  /** How often the recorder was started. */
  parts: number;
  /** Whether the person has stopped. */
  stopped: boolean;
  /** What the browser told of the recording, once the person has stopped. */
  evidence?: CaptureEvidence;
}

const SLICES = 'slices';
const RECORDINGS = 'recordings';

/**
 * Slices of recordings that the gateway has not acknowledged, kept in the browser's database, so
 * that a reload or a lost network loses none. A slice goes when it is acknowledged, all of a session
 * when its recording is whole.
 */
export class SliceStore {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(): Promise<SliceStore> {
    const request = indexedDB.open('verilock-vkyc', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(SLICES);
      request.result.createObjectStore(RECORDINGS, { keyPath: 'sessionId' });
    };
    try {
      const store = new SliceStore(await result(request));
      await store.forgetExpired();
      return store;
    } catch (thrown) {
      throw new Trouble('browser_unsupported', `indexedDB: ${(thrown as Error).name}`);
    }
  }

  /** The recording of a session, if one was begun here. */
  recording(sessionId: string): Promise<Recording | undefined> {
    return result(this.database.transaction(RECORDINGS).objectStore(RECORDINGS).get(sessionId));
  }

  /** Keeps how far a recording is. */
  async note(recording: Recording): Promise<void> {
    const transaction = this.database.transaction(RECORDINGS, 'readwrite');
    transaction.objectStore(RECORDINGS).put(recording);
    await done(transaction);
  }

  /** Keeps a slice and, in the same transaction, how far the recording is with it. */
  async keep(recording: Recording, sequence: number, bytes: ArrayBuffer): Promise<void> {
    const transaction = this.database.transaction([SLICES, RECORDINGS], 'readwrite');
    transaction.objectStore(SLICES).put(bytes, [recording.sessionId, sequence]);
    transaction.objectStore(RECORDINGS).put(recording);
    await done(transaction);
  }

  /** Numbers of a session's slices that are not acknowledged, in order. */
  async waiting(sessionId: string): Promise<number[]> {
    const keys = await result(
      this.database.transaction(SLICES).objectStore(SLICES).getAllKeys(range(sessionId)),
    );
    return keys.map((key) => (key as [string, number])[1]);
  }

  /** A slice's bytes. */
  slice(sessionId: string, sequence: number): Promise<ArrayBuffer> {
    return result(
      this.database.transaction(SLICES).objectStore(SLICES).get([sessionId, sequence]),
    );
  }

  /** Forgets a slice. */
  async forget(sessionId: string, sequence: number): Promise<void> {
    const transaction = this.database.transaction(SLICES, 'readwrite');
    transaction.objectStore(SLICES).delete([sessionId, sequence]);
    await done(transaction);
  }

  /** Nothing of people who gave up stays on a device that others may use. */
  private async forgetExpired(): Promise<void> {
    const recordings = await result<Recording[]>(
      this.database.transaction(RECORDINGS).objectStore(RECORDINGS).getAll(),
    );
    for (const recording of recordings) {
      // Those of before this was kept have no such time.
      if (!(Date.parse(recording.expiresAt) > Date.now())) {
        await this.forgetSession(recording.sessionId);
      }
    }
  }

  /** Forgets all of a session. */
  async forgetSession(sessionId: string): Promise<void> {
    const transaction = this.database.transaction([SLICES, RECORDINGS], 'readwrite');
    transaction.objectStore(SLICES).delete(range(sessionId));
    transaction.objectStore(RECORDINGS).delete(sessionId);
    await done(transaction);
  }
}

function range(sessionId: string): IDBKeyRange {
  return IDBKeyRange.bound([sessionId, 0], [sessionId, Infinity]);
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((settle, fail) => {
    request.onsuccess = () => settle(request.result);
    request.onerror = () => fail(request.error ?? new Error('IndexedDB'));
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((settle, fail) => {
    transaction.oncomplete = () => settle();
    transaction.onabort = () =>
      fail(
        transaction.error?.name === 'QuotaExceededError'
          ? new Trouble('storage_full', transaction.error.name)
          : (transaction.error ?? new Error('IndexedDB')),
      );
  });
}
