-- Who sees how scores are distributed, and nothing else.
alter table staff drop constraint staff_role_check;
alter table staff add constraint staff_role_check
  check (role in ('admin', 'reviewer', 'agent', 'analyst'));
