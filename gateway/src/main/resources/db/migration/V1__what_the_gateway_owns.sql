create table tenant (
  tenant_id text primary key,
  plan text not null check (plan in ('standard', 'enterprise')),
  created_at timestamptz not null
);

create table api_key (
  key_id text primary key,
  tenant_id text not null references tenant,
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index api_key_by_tenant on api_key (tenant_id, created_at desc, key_id desc);

-- A secret is known by its hash alone: who reads this table can call nothing.
create table api_secret (
  secret_hash bytea primary key,
  key_id text not null references api_key,
  prefix text not null,
  created_at timestamptz not null,
  expires_at timestamptz
);
create index api_secret_by_key on api_secret (key_id, created_at desc);

create table session (
  session_id text primary key,
  tenant_id text not null references tenant,
  external_id text,
  steps text[] not null,
  video_mode text not null,
  video_max_duration integer,
  video_language text not null,
  metadata jsonb not null,
  redirect_url text,
  upload_token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  finished_at timestamptz,
  cancelled_at timestamptz,
  chunk_count integer
);
create index session_by_tenant on session (tenant_id, created_at desc, session_id desc);
create index session_by_external_id on session (tenant_id, external_id) where external_id is not null;

create table photo_receipt (
  session_id text not null references session on delete cascade,
  kind text not null,
  digest bytea not null,
  length integer not null,
  received_at timestamptz not null,
  primary key (session_id, kind)
);

-- What Kafka has taken. No row says that a chunk is not there, only that nobody was told it is.
create table chunk_receipt (
  session_id text not null references session on delete cascade,
  sequence integer not null,
  digest bytea not null,
  length integer not null,
  received_at timestamptz not null,
  primary key (session_id, sequence)
);

create table review (
  session_id text primary key,
  review_id text not null,
  tenant_id text not null references tenant,
  result text not null,
  notes text,
  reviewer text not null,
  reviewed_at timestamptz not null
);

-- The answer to a POST, kept with what it did, so that the same request again gets it again.
create table kept_answer (
  tenant_id text not null,
  idempotency_key text not null,
  fingerprint bytea not null,
  status integer not null,
  headers jsonb not null,
  body bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, idempotency_key)
);
create index kept_answer_by_age on kept_answer (created_at);

-- Records that must reach Kafka because something else was committed with them.
create table outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  record_key text not null,
  record_value bytea,
  created_at timestamptz not null
);
create index outbox_by_key on outbox (record_key, id);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  tenant_id text not null,
  actor_type text not null check (actor_type in ('api_key', 'upload_token', 'staff', 'system')),
  actor_id text,
  action text not null,
  session_id text,
  target_id text,
  source_address text,
  request_id text
);
create index audit_by_tenant on audit (tenant_id, id desc);
create index audit_by_session on audit (tenant_id, session_id, id desc) where session_id is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to';
end $$;
create trigger audit_is_added_to before update or delete on audit
  for each row execute function refuse_change();

-- What the jobs say, as far as their topic was read: the two change in one transaction.
create table session_result (
  session_id text primary key,
  tenant_id text not null,
  version integer not null,
  status text not null,
  result text,
  record bytea not null
);
create index session_result_by_tenant on session_result (tenant_id, status, result);
create table read_until (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

-- How many requests a key has left: kept by the library that counts them.
create table bucket (
  id bigint primary key,
  state bytea
);
