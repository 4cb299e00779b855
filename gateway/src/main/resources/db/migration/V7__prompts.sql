-- What the person is asked for in the recording, and when; drawn when the session was created.
alter table session add column prompts jsonb not null default '[]';
