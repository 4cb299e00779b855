-- Queries to start with. Each can be pasted into ./vkyc sql, or run with: ./vkyc sql -f infra/sql/examples.sql

-- How many were approved, per hour and language of the prompts.
-- One length of window and one reason (or none) at a time: a session stands in all of them.
SELECT window_start, video_language, SUM(sessions) AS sessions, SUM(approved) AS approved,
    ROUND(100e0 * SUM(approved) / NULLIF(SUM(approved + declined + needs_review), 0), 1) AS approved_percent
FROM score_distributions
WHERE window_seconds = 3600 AND reason IS NULL
GROUP BY window_start, video_language
ORDER BY window_start, video_language;

-- Median liveness score per language: the middle of the first bin with half of the sessions at or below it.
WITH bins AS (
  SELECT d.video_language, b.bin, SUM(b.sessions) AS sessions
  FROM score_distributions AS d
  CROSS JOIN UNNEST(d.liveness.counts) WITH ORDINALITY AS b (sessions, bin)
  WHERE d.window_seconds = 86400 AND d.reason IS NULL
  GROUP BY d.video_language, b.bin
), totals AS (
  SELECT video_language, SUM(sessions) AS sessions FROM bins GROUP BY video_language
), sums AS (
  SELECT a.video_language, a.bin, SUM(b.sessions) AS sessions
  FROM bins AS a JOIN bins AS b ON b.video_language = a.video_language AND b.bin <= a.bin
  GROUP BY a.video_language, a.bin
)
SELECT s.video_language, t.sessions, MIN(s.bin) - 0.5e0 AS median_liveness
FROM sums AS s JOIN totals AS t ON t.video_language = s.video_language
WHERE t.sessions > 0 AND 2 * s.sessions >= t.sessions
GROUP BY s.video_language, t.sessions
ORDER BY s.video_language;

-- Scores that moved. An alert that was written twice has the same alert_id.
SELECT DISTINCT window_start, `level`, score, tenant_id, video_mode, video_language,
    ROUND(reference_median, 1) AS median_before, ROUND(median, 1) AS median_now,
    ROUND(population_stability_index, 3) AS population_stability_index, alert_id
FROM drift_alerts
WHERE `level` IN ('watch', 'act')
ORDER BY window_start DESC, alert_id;

-- Inputs that could not be processed, by cause.
SELECT code, operator, COUNT(*) AS records, MAX(record_time) AS latest
FROM dead_letters
GROUP BY code, operator
ORDER BY records DESC, code, operator;

-- Sessions whose liveness score lies below the operating threshold, and what became of them.
SELECT session_id, tenant_id, video_mode, `result`, liveness_score, reasons
FROM results
WHERE status = 'completed' AND liveness_score < 50
ORDER BY liveness_score, session_id;

-- The latest five results of each mode.
SELECT video_mode, analysed_at, session_id, `result`, face_match_score, liveness_score
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY video_mode ORDER BY analysed_at DESC, session_id) AS place
  FROM results
  WHERE status = 'completed'
)
WHERE place <= 5
ORDER BY video_mode, analysed_at DESC, session_id;
