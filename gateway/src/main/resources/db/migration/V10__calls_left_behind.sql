-- Who or what ended a call: one that lost a side can be gone on with by another.
alter table live_call add column ended_by text
  check (ended_by in ('person', 'agent', 'presence', 'interruption', 'session'));
create index live_call_ended on live_call (ended_at) where state = 'ended';

-- As it was told: jsonb takes no NUL.
alter table call_signal alter column body type json using body::json;
