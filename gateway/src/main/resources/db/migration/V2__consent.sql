create function refuse_any_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only ever added', tg_table_name;
end $$;

-- What people are asked to agree to; a new text is a new version.
create table consent_text (
  tenant_id text not null references tenant,
  language text not null,
  version integer not null,
  text text not null,
  created_at timestamptz not null,
  primary key (tenant_id, language, version)
);
create trigger consent_text_is_added_to before update or delete on consent_text
  for each row execute function refuse_any_change();

-- Who agreed to which words, and who took it back. Holds the words themselves and outlives the session:
-- it is what shows that the session was allowed.
create table consent (
  consent_id text primary key,
  session_id text not null,
  tenant_id text not null references tenant,
  event text not null check (event in ('given', 'withdrawn')),
  language text not null,
  text_version integer not null,
  text text not null,
  text_sha256 text not null,
  at timestamptz not null,
  actor_type text not null,
  source_address text,
  unique (session_id, event)
);
create trigger consent_is_added_to before update or delete on consent
  for each row execute function refuse_any_change();
