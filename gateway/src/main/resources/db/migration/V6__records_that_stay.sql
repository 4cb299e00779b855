-- What is only ever added to cannot be emptied at a stroke either.
create trigger audit_is_not_emptied before truncate on audit
  for each statement execute function refuse_change();
create trigger consent_text_is_not_emptied before truncate on consent_text
  for each statement execute function refuse_any_change();
create trigger consent_is_not_emptied before truncate on consent
  for each statement execute function refuse_any_change();
