-- The sites that may show a tenant's sessions in a frame.
alter table tenant add column embed_origins text[] not null default '{}';
