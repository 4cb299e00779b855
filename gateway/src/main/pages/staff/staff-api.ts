import type { components } from 'contract';

type Schemas = components['schemas'];
export type SignedIn = Schemas['SignedIn'];
export type ReviewCase = Schemas['ReviewCase'];
export type ReviewQueue = Schemas['ReviewQueue'];
export type Review = Schemas['Review'];
export type VideoResult = Schemas['VideoResult'];
export type Session = Schemas['Session'];
export type Prompt = Schemas['Prompt'];
export type AppliedPolicy = Schemas['AppliedPolicy'];
export type AuditEntry = Schemas['AuditEntry'];
export type ApiKey = Schemas['ApiKey'];
export type Scope = Schemas['Scope'];
export type Staff = Schemas['Staff'];
export type Role = Schemas['Role'];
export type Endpoint = Schemas['WebhookEndpoint'];
export type Attempt = Schemas['WebhookAttempt'];
export type Agent = Schemas['Agent'];
export type AgentDesk = Schemas['AgentDesk'];
export type AgentCall = Schemas['AgentCall'];
export type CallFigures = Schemas['CallFigures'];
export type RunningScores = Schemas['RunningScores'];
type SignalKind = Schemas['SignalKind'];
export type Settings = Schemas['Settings'];
type Problem = Schemas['Problem'];

/** A page of a list. */
export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** What the gateway refused, or that it was not reached: `code` is the contract's, or `offline`. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly requestId: string,
    private readonly status = 0,
  ) {
    super(`${code}: ${detail}`);
  }

  /** Whether the same can go well a little later: the gateway is not reached, is busy, or ails. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The gateway, for whoever has signed in: the browser sends their cookie. */
export const gateway = {
  signIn: (secret: string) => call<SignedIn>('POST', '/v1/sign-in', { secret }),
  signOut: () => call<void>('DELETE', '/v1/sign-in'),
  who: () => call<SignedIn>('GET', '/v1/sign-in'),
  signInMethods: () => call<Schemas['SignInMethods']>('GET', '/v1/sign-in-methods'),
  queue: () => call<ReviewQueue>('GET', '/v1/reviews/queue?limit=100'),
  claim: (session: string) => call<void>('PUT', `${reviewOf(session)}/claim`),
  case: (session: string) => call<ReviewCase>('GET', reviewOf(session)),
  decide: (session: string, decision: Schemas['NewReview'], key: string) =>
    call<Review>('POST', reviewOf(session), decision, key),
  desk: (agent: string) => call<AgentDesk>('GET', `${agentAt(agent)}/desk`),
  duty: (agent: string, on: boolean) => call<Agent>('POST', `${agentAt(agent)}/duty`, { on }),
  heartbeat: (agent: string) => call<Schemas['AgentPresence']>('POST', `${agentAt(agent)}/heartbeat`),
  offer: (agent: string) => call<AgentCall | undefined>('POST', `${agentAt(agent)}/offer`),
  take: (id: string, agent: string) => call<AgentCall>('POST', `${callAt(id)}/take`, { agent_id: agent }),
  refuse: (id: string, agent: string) => call<AgentCall>('POST', `${callAt(id)}/refuse`, { agent_id: agent }),
  end: (id: string, agent: string) => call<AgentCall>('POST', `${callAt(id)}/end`, { agent_id: agent }),
  follow: (id: string, agent: string, after: number, second: number, wait: number) =>
    call<Schemas['AgentCallEvents']>(
      'GET',
      `${callAt(id)}/events?agent_id=${encodeURIComponent(agent)}&after=${after}&after_second=${second}&wait=${wait}`,
    ),
  signal: (id: string, agent: string, kind: SignalKind, body: Record<string, unknown>) =>
    call<void>('POST', `${callAt(id)}/signals`, { agent_id: agent, kind, body }),
  iceServers: async (id: string, agent: string) =>
    (await call<Schemas['IceServers']>('GET', `${callAt(id)}/ice-servers?agent_id=${encodeURIComponent(agent)}`))
      .ice_servers,
  notes: (id: string, notes: Schemas['CallNotes']) => call<AgentCall>('PUT', `${callAt(id)}/notes`, notes),
  /** Given back even while the page goes away. */
  giveBack: (session: string) =>
    void fetch(`${reviewOf(session)}/claim`, { method: 'DELETE', keepalive: true }).catch(() => undefined),
};

/** What is only read, or made once, by the places of the console. */
export const read = <T>(path: string) => call<T>('GET', path);
export const make = <T>(path: string, body?: object) => call<T>('POST', path, body, crypto.randomUUID());
export const change = <T>(path: string, body: object) => call<T>('PATCH', path, body);
export const remove = (path: string) => call<void>('DELETE', path);

function agentAt(agent: string): string {
  return `/v1/agents/${encodeURIComponent(agent)}`;
}

function callAt(id: string): string {
  return `/v1/calls/${encodeURIComponent(id)}`;
}

function reviewOf(session: string): string {
  return `/v1/sessions/${encodeURIComponent(session)}/review`;
}

async function call<T>(method: string, path: string, body?: object, key?: string): Promise<T> {
  const headers: Record<string, string> = {
    ...(body ? { 'Content-Type': 'application/json' } : {}),
    ...(key ? { 'Idempotency-Key': key } : {}),
  };
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      cache: 'no-store',
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch {
    throw new Refusal('offline', 'The gateway cannot be reached.', '');
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
    throw new Refusal(
      problem.code ?? `http_${response.status}`,
      problem.detail ?? response.statusText,
      response.headers.get('X-Request-Id') ?? '',
      response.status,
    );
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}
