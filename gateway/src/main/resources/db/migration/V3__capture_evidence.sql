-- What the page said of the camera and the recorder, as it came.
create table capture_evidence (
  session_id text primary key references session on delete cascade,
  evidence text not null,
  received_at timestamptz not null
);
