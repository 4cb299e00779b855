-- A recording that the person may begin anew: how often they may record, and which take counts. Receipts of
-- earlier takes stay, as evidence of when they came.
alter table session add column video_takes integer not null default 1;
alter table session add column take integer not null default 1;
alter table chunk_receipt add column take integer not null default 1;
alter table chunk_receipt drop constraint chunk_receipt_pkey;
alter table chunk_receipt add primary key (session_id, take, sequence);

-- What is there of the take that counts.
create view received_chunk as
  select chunk_receipt.* from chunk_receipt join session using (session_id, take);
