-- The people who work for a tenant at its pages.
create table staff (
  staff_id text primary key,
  tenant_id text not null references tenant,
  name text not null,
  role text not null check (role in ('admin', 'reviewer')),
  created_at timestamptz not null,
  disabled_at timestamptz
);
create index staff_by_tenant on staff (tenant_id, created_at desc, staff_id desc);

-- Links that sign a person in, once, and what they are signed in with. Both are known by their
-- hash alone.
create table sign_in_link (
  secret_hash bytea primary key,
  staff_id text not null references staff,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create table sign_in (
  secret_hash bytea primary key,
  staff_id text not null references staff,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sign_in_by_staff on sign_in (staff_id);

alter table tenant add column four_eyes boolean not null default false;

-- Who looks at a session now, so that nobody else does: until it runs out, unless it is renewed.
create table review_claim (
  session_id text primary key,
  tenant_id text not null references tenant,
  claimed_by text not null,
  claimed_at timestamptz not null,
  expires_at timestamptz not null
);

-- A decision that somebody else has to agree to, on a version of the result.
create table review_proposal (
  session_id text primary key,
  tenant_id text not null references tenant,
  result text not null,
  notes text,
  proposed_by text not null,
  proposed_at timestamptz not null,
  version integer not null
);

alter table review add column proposed_by text;

-- The queue: what waits for a decision, the longest waiting first.
alter table session_result add column analysed_at timestamptz;
create index session_result_waiting on session_result (tenant_id, analysed_at nulls first, session_id)
  where status = 'completed' and result = 'needs_review';
