-- The people who take calls.
create table agent (
  agent_id text primary key,
  tenant_id text not null references tenant,
  name text not null,
  languages text[] not null,
  enabled boolean not null,
  time_zone text not null,
  working_hours jsonb not null,
  max_calls integer not null check (max_calls between 1 and 4),
  created_at timestamptz not null,
  on_duty boolean not null default false,
  -- The end of the working hours that they went on duty in; null where that has none.
  duty_until timestamptz,
  idle_since timestamptz not null
);
create index agent_by_tenant on agent (tenant_id, created_at desc, agent_id desc);
create index agent_on_duty on agent (tenant_id, idle_since, agent_id) where on_duty;

-- When agents were last heard of: a table of its own, so that being heard of holds up no offer.
create table agent_seen (
  agent_id text primary key references agent on delete cascade,
  tenant_id text not null references tenant,
  seen_at timestamptz not null
);

-- Calls, and the queue of them. They go with their session. The agent's id stays when the agent
-- is deleted: it says who had the call.
create table live_call (
  call_id text primary key,
  tenant_id text not null references tenant,
  session_id text not null references session on delete cascade,
  language text not null,
  state text not null
    check (state in ('waiting', 'offered', 'connected', 'ended', 'abandoned', 'no_agent')),
  asked_at timestamptz not null,
  agent_id text,
  offered_at timestamptz,
  taken_at timestamptz,
  ended_at timestamptz,
  check (state not in ('offered', 'connected') or agent_id is not null)
);
create unique index live_call_one_open on live_call (session_id)
  where state in ('waiting', 'offered', 'connected');
create index live_call_by_session on live_call (session_id, asked_at desc, call_id desc);
create index live_call_waiting on live_call (tenant_id, asked_at, call_id) where state = 'waiting';
create index live_call_with_agent on live_call (tenant_id, agent_id)
  where state in ('offered', 'connected');
create index live_call_taken on live_call (tenant_id, taken_at desc) where taken_at is not null;

-- When callers were last heard of, as with agents.
create table caller_seen (
  call_id text primary key references live_call on delete cascade,
  tenant_id text not null references tenant,
  seen_at timestamptz not null
);
