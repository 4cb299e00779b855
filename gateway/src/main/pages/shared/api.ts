import type { components } from 'contract';
import { backOff, pause } from './back-off';
import { Trouble, type TroubleCode } from './trouble';

type Schemas = components['schemas'];
export type SessionProgress = Schemas['SessionProgress'];
export type Prompt = Schemas['Prompt'];
export type Step = Schemas['Step'];
export type Language = Schemas['VideoLanguage'];
export type Consent = Schemas['Consent'];
export type CaptureEvidence = Schemas['CaptureEvidence'];
export type PersonCall = Schemas['Call'];
export type CallEvents = Schemas['CallEvents'];
type NewSignal = Schemas['NewSignal'];
export type Container = NonNullable<Schemas['FinishVideo']['container']>;
type Problem = Schemas['Problem'];

/** A request's patience: one that hangs is sent again. */
const LONGEST_REQUEST = 30_000;

const TROUBLES: Record<string, TroubleCode> = {
  authentication_required: 'link_invalid',
  credential_invalid: 'link_invalid',
  session_not_found: 'link_invalid',
  session_ended: 'session_over',
  recording_finished: 'session_over',
  finish_differs: 'other_tab',
  chunk_differs: 'other_tab',
  chunk_count_too_small: 'other_tab',
  take_differs: 'other_tab',
  no_take_left: 'other_tab',
  picture_too_large: 'picture_refused',
  picture_not_recognised: 'picture_refused',
};

/** The gateway, for the session that one upload token opens. */
export class SessionApi {
  private sessionId = '';

  /** @param retrying told when a request is sent again, and when one came through */
  constructor(
    private readonly token: string,
    private readonly retrying: (waiting: boolean) => void,
  ) {}

  /** The session; asks who it is where that is not known yet. */
  async session(): Promise<SessionProgress> {
    const session = await this.json<SessionProgress>('GET', '/v1/session');
    this.sessionId = session.session_id;
    return session;
  }

  /** What the person is asked to agree to, and whether they did. */
  consent(): Promise<Consent> {
    return this.json('GET', this.path('consent'));
  }

  /** Agrees to a text; false where it is another one by now. */
  async agree(sha256: string): Promise<boolean> {
    try {
      await this.json('POST', this.path('consent'), json({ sha256 }));
      return true;
    } catch (thrown) {
      if (thrown instanceof Trouble && thrown.detail === 'consent_text_changed') {
        return false;
      }
      throw thrown;
    }
  }

  /** Takes consent back, which ends the session. */
  async withdraw(): Promise<void> {
    await this.json('POST', this.path('consent/withdraw'));
  }

  /** Keeps a picture. */
  async picture(kind: 'document' | 'selfie', picture: Blob, signal: AbortSignal): Promise<void> {
    // Systems that do not know HEIC give its files no type. What it is, its bytes tell the gateway.
    await this.json('PUT', this.path(kind), { body: picture, type: picture.type || 'image/heic', signal });
  }

  /** Begins a take of the recording: no earlier one counts from now on. */
  beginTake(take: number): Promise<SessionProgress> {
    return this.json('PUT', this.path('video/take'), json({ take }));
  }

  /** Keeps a piece of a take; says what the person should mend, if anything is known. */
  async chunk(
    take: number,
    sequence: number,
    bytes: ArrayBuffer,
    signal: AbortSignal,
  ): Promise<string | null> {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const path = this.path(`video/chunks/${sequence}?take=${take}`);
    const kept = await this.json<Schemas['ChunkReceipt']>('PUT', path, {
      body: bytes,
      type: 'application/octet-stream',
      headers: { 'Content-Digest': `sha-256=:${btoa(String.fromCharCode(...digest))}:` },
      signal,
    });
    return kept.hint;
  }

  /** How many chunks are kept, and whether the recording is whole. */
  chunks(): Promise<Schemas['ChunksReceived']> {
    return this.json('GET', this.path('video/chunks'));
  }

  /** Says how the video was captured. */
  async evidence(evidence: CaptureEvidence): Promise<void> {
    await this.json('PUT', this.path('video/capture'), json(evidence));
  }

  /** Says that a take is the whole recording. */
  async finish(take: number, chunkCount: number, container: Container): Promise<SessionProgress> {
    return this.json(
      'POST',
      this.path('video/finish'),
      json({ take, chunk_count: chunkCount, container }),
    );
  }

  /** The latest call; nothing where there was none. */
  async call(): Promise<PersonCall | undefined> {
    try {
      return await this.json<PersonCall>('GET', this.path('call'));
    } catch (thrown) {
      if (thrown instanceof Trouble && thrown.detail === 'call_not_found') {
        return undefined;
      }
      throw thrown;
    }
  }

  /** Asks for an agent. */
  askForCall(): Promise<PersonCall> {
    return this.json('POST', this.path('call'));
  }

  /** Gives up the place in the queue, or ends the call. */
  async leaveCall(): Promise<void> {
    await this.json('DELETE', this.path('call'));
  }

  /** How the call stands, and what was told in it after a number; waits for news so many seconds. */
  followCall(after: number, wait: number, signal?: AbortSignal): Promise<CallEvents> {
    return this.json('GET', this.path(`call/events?after=${after}&wait=${wait}`), { signal });
  }

  /** Tells the agent's page something. */
  async signal(kind: NewSignal['kind'], body: Record<string, unknown>): Promise<void> {
    await this.json('POST', this.path('call/signals'), json({ kind, body }));
  }

  /** Servers by which the two browsers find each other. */
  async iceServers(): Promise<RTCIceServer[]> {
    return (await this.json<Schemas['IceServers']>('GET', this.path('call/ice-servers'))).ice_servers;
  }

  private path(rest: string): string {
    return `/v1/sessions/${encodeURIComponent(this.sessionId)}/${rest}`;
  }

  /** Sends a request until it is answered for good. */
  private async json<T>(
    method: string,
    path: string,
    sent: { body?: BodyInit; type?: string; headers?: Record<string, string>; signal?: AbortSignal } = {},
  ): Promise<T> {
    const headers: Record<string, string> = {
      Authorization: `Bearer ${this.token}`,
      ...(sent.type === undefined ? {} : { 'Content-Type': sent.type }),
      // One key for all tries: what was done already is not done twice.
      ...(method === 'POST' ? { 'Idempotency-Key': crypto.randomUUID() } : {}),
      ...sent.headers,
    };
    for (let attempt = 0; ; attempt++) {
      if (sent.signal?.aborted) {
        throw new DOMException('the page moved on', 'AbortError');
      }
      let wait = backOff(attempt);
      const response = await this.once(method, path, headers, sent.body);
      if (response?.ok) {
        this.retrying(false);
        return (response.status === 204 ? undefined : await response.json()) as T;
      }
      if (response && response.status < 500 && response.status !== 429) {
        throw await refusal(response);
      }
      if (response) {
        wait = Math.max(wait, Number(response.headers.get('Retry-After') ?? 0) * 1000);
      }
      this.retrying(true);
      await pause(wait, sent.signal);
    }
  }

  /** The answer; nothing where the network or the time ended first. */
  private async once(method: string, path: string, headers: Record<string, string>, body?: BodyInit) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), LONGEST_REQUEST);
    try {
      return await fetch(path, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
        cache: 'no-store',
        credentials: 'omit',
        signal: patience.signal,
      });
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}

function json(body: object) {
  return { body: JSON.stringify(body), type: 'application/json' };
}

async function refusal(response: Response): Promise<Trouble> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const code = problem.code ?? `http_${response.status}`;
  return new Trouble(TROUBLES[code] ?? 'unexpected', code, response.headers.get('X-Request-Id') ?? '');
}
