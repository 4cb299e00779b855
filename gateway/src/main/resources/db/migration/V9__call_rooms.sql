-- A person who signs in can be an agent, and one agent only.
alter table agent add column staff_id text unique references staff on delete set null;

-- A call that has lost a side waits for it, for a while.
alter table live_call drop constraint live_call_state_check;
alter table live_call add constraint live_call_state_check
  check (state in ('waiting', 'offered', 'connected', 'dropped', 'ended', 'abandoned', 'no_agent'));
alter table live_call drop constraint live_call_check;
alter table live_call add constraint live_call_check
  check (state not in ('offered', 'connected', 'dropped') or agent_id is not null);
alter table live_call
  add column notes text,
  -- The questions that were asked, in the order of the script.
  add column asked text[] not null default '{}';
drop index live_call_one_open;
create unique index live_call_one_open on live_call (session_id)
  where state in ('waiting', 'offered', 'connected', 'dropped');
drop index live_call_with_agent;
create index live_call_with_agent on live_call (tenant_id, agent_id)
  where state in ('offered', 'connected', 'dropped');
alter table caller_seen add column agent_seen_at timestamptz;

-- When a call had lost a side: evidence, which goes with its session.
create table call_gap (
  call_id text not null references live_call on delete cascade,
  tenant_id text not null references tenant,
  began_at timestamptz not null,
  ended_at timestamptz,
  who text not null check (who in ('person', 'agent', 'both')),
  primary key (call_id, began_at)
);

-- What the two pages of a call tell each other, and what becomes of the call, in order.
create table call_signal (
  call_id text not null references live_call on delete cascade,
  sequence integer not null,
  tenant_id text not null references tenant,
  sender text not null check (sender in ('person', 'agent', 'gateway')),
  kind text not null,
  body jsonb not null,
  sent_at timestamptz not null,
  primary key (call_id, sequence)
);

alter table tenant
  add column agent_script text[] not null default '{}',
  add column call_interruptions text not null default 'resume'
    check (call_interruptions in ('resume', 'review', 'abort')),
  add column approve_before_analysis boolean not null default false;

alter table staff drop constraint staff_role_check;
alter table staff add constraint staff_role_check check (role in ('admin', 'reviewer', 'agent'));
