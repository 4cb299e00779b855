-- The table of results in the object store, for Flink SQL: every row, and the latest of each session.
-- ${table} is where it lies, such as s3://bucket/tables/results.
CREATE TABLE result_rows (
  session_key STRING,
  version BIGINT,
  tenant_id STRING,
  video_mode STRING,
  video_language STRING,
  status STRING,
  `result` STRING,
  reviewed BOOLEAN,
  face_match_score DOUBLE,
  liveness_score DOUBLE,
  duration_seconds INT,
  reasons ARRAY<STRING>,
  check_statuses MAP<STRING, STRING>,
  check_scores MAP<STRING, DOUBLE>,
  model_version STRING,
  policy_version STRING,
  analysed_at TIMESTAMP(3),
  latency_seconds DOUBLE,
  `day` DATE
) PARTITIONED BY (`day`) WITH (
  'connector' = 'filesystem',
  'path' = '${table}',
  'format' = 'parquet',
  'parquet.utc-timezone' = 'true'
);

CREATE VIEW stored_results AS
SELECT * FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY session_key ORDER BY version DESC) AS nth_latest
  FROM result_rows
) WHERE nth_latest = 1;
