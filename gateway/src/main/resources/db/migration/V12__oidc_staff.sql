-- Who of the staff a provider of OpenID Connect knows, and by what name. Issuer and subject together
-- name a person for ever; what they are called there may change.
alter table staff add column oidc_issuer text;
alter table staff add column oidc_subject text;
alter table staff add constraint staff_oidc_both check ((oidc_issuer is null) = (oidc_subject is null));
create unique index staff_by_subject on staff (tenant_id, oidc_issuer, oidc_subject)
  where oidc_issuer is not null;

-- Sign-ins that began and have not come back from the provider yet, in whichever gateway they began.
create table oidc_attempt (
  state_hash bytea primary key,
  browser_hash bytea not null,
  nonce text not null,
  verifier text not null,
  expires_at timestamptz not null
);
create index oidc_attempt_by_end on oidc_attempt (expires_at);
