-- The topics as tables, with what each column means. docs/sql.md says how to use them.
-- Before use by hand, put Kafka's brokers in: sed 's/${bootstrap}/HOST:PORT/' topics.sql
-- This file is made from the schemas of the records: change them, not it.

CREATE TABLE `sessions` (
  `session_id` STRING NOT NULL COMMENT 'The session. 1 to 128 characters of A-Z a-z 0-9 . _ - without a dot in front.',
  `type` STRING NOT NULL COMMENT 'created: settings hold; cancelled: ends the session; deleted: erases all that is kept of it; retaken: the person begins their recording anew, and what came of it before counts no more.',
  `occurred_at` TIMESTAMP_LTZ(3) NOT NULL COMMENT 'When it happened, by the sender''s clock.',
  `settings` ROW<`tenant_id` STRING NOT NULL, `plan` STRING NOT NULL, `video_mode` STRING NOT NULL, `video_max_duration` INT NOT NULL, `video_language` STRING NOT NULL, `expected_photos` ARRAY<STRING NOT NULL> NOT NULL, `expires_at` TIMESTAMP_LTZ(3), `prompts` ARRAY<ROW<`kind` STRING NOT NULL, `from_ms` BIGINT NOT NULL, `to_ms` BIGINT NOT NULL, `text` STRING> NOT NULL> NOT NULL> COMMENT 'Settings of the session; set when type is created or retaken, null otherwise. A retaken session has other prompts; all else is as it was created.',
  `take` INT NOT NULL COMMENT 'Which take of the recording begins, where type is retaken: from 2. 1 otherwise.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.'
) COMMENT 'Something that happened to a session. Topic video.sessions, key session_id.'
WITH (
  'connector' = 'kafka',
  'topic' = 'video.sessions',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'vkyc-avro',
  'vkyc-avro.record' = 'SessionEvent'
);

CREATE TABLE `chunks` (
  `session_id` STRING NOT NULL COMMENT 'The session the recording belongs to.',
  `sequence` INT NOT NULL COMMENT 'Place in the recording, from 0, without gaps.',
  `container` STRING NOT NULL COMMENT 'Container as the client says.',
  `object` ROW<`uri` STRING NOT NULL, `length` BIGINT NOT NULL, `sha256` STRING NOT NULL> COMMENT 'The bytes, by reference, when they are more than go inline.',
  `last` BOOLEAN NOT NULL COMMENT 'Whether the recording ends with this chunk. A last chunk may be empty.',
  `uploaded_at` TIMESTAMP_LTZ(3) COMMENT 'When the upload of the chunk ended, by the receiver''s clock.',
  `capture` ROW<`camera_label` STRING NOT NULL, `microphone_label` STRING NOT NULL, `width` INT, `height` INT, `frame_rate` DOUBLE, `frames` INT NOT NULL, `frame_mean_ms` DOUBLE, `frame_deviation_ms` DOUBLE, `frame_longest_ms` DOUBLE, `parts` INT NOT NULL, `first_chunk_at` TIMESTAMP_LTZ(3) NOT NULL, `last_chunk_at` TIMESTAMP_LTZ(3) NOT NULL> COMMENT 'How the recording was captured, as the page that recorded it tells and the gateway saw it come. Set with last only, and only where such a page finished the recording; null for everything else.',
  `take` INT NOT NULL COMMENT 'Which take of the recording it is a piece of, from 1. A later take, which a session event of type retaken begins, replaces all earlier ones; each counts its sequence from 0.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.'
) COMMENT 'A piece of a recording, cut anywhere. Topic video.chunks, key session_id. Exactly one of data and object is set.'
WITH (
  'connector' = 'kafka',
  'topic' = 'video.chunks',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'vkyc-avro',
  'vkyc-avro.record' = 'VideoChunk'
);

CREATE TABLE `photos` (
  `session_id` STRING NOT NULL COMMENT 'The session.',
  `kind` STRING NOT NULL COMMENT 'Selfie or document.',
  `object` ROW<`uri` STRING NOT NULL, `length` BIGINT NOT NULL, `sha256` STRING NOT NULL> COMMENT 'The picture file by reference.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.'
) COMMENT 'A reference photo taken earlier in the session. Topic video.photos, key session_id. One of data, object and template is set. A later photo of the same kind replaces an earlier one.'
WITH (
  'connector' = 'kafka',
  'topic' = 'video.photos',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'vkyc-avro',
  'vkyc-avro.record' = 'Photo'
);

CREATE TABLE `reviews` (
  `session_id` STRING NOT NULL COMMENT 'The session.',
  `review_id` STRING NOT NULL COMMENT 'Identifies this review: a repeat of the same id is dropped.',
  `result` STRING NOT NULL COMMENT 'approved or declined.',
  `reviewer_id` STRING COMMENT 'The reviewer, self-record sessions.',
  `agent_id` STRING COMMENT 'The agent, live-agent sessions.',
  `notes` STRING COMMENT 'Notes of the reviewer or agent.',
  `reviewed_at` TIMESTAMP_LTZ(3) NOT NULL COMMENT 'When the decision was made, by the sender''s clock.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.'
) COMMENT 'A person''s decision about a session. Topic video.reviews, key session_id. The first review of a session decides it.'
WITH (
  'connector' = 'kafka',
  'topic' = 'video.reviews',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'vkyc-avro',
  'vkyc-avro.record' = 'Review'
);

CREATE TABLE `results` (
  `session_id` STRING NOT NULL COMMENT 'The parent session.',
  `tenant_id` STRING COMMENT 'The customer the session belongs to.',
  `video_mode` STRING COMMENT 'self_record or live_agent.',
  `video_language` STRING COMMENT 'Language of the prompts.',
  `status` STRING COMMENT 'pending, in_progress, completed or expired.',
  `result` STRING COMMENT 'The decision; null until there is one.',
  `video_url` STRING COMMENT 'Signed URL of the recording, valid for 1 hour. Signed when the result is read; null on the topic, so that no key to a recording lies in a log.',
  `duration_seconds` INT COMMENT 'Length of the video, rounded to the nearest second.',
  `face_match_score` DOUBLE COMMENT 'Video face against selfie and document photo, 0-100: the lower of the two; 50 is the operating threshold.',
  `liveness_score` DOUBLE COMMENT 'Confidence that the video is of a live person, 0-100; 50 is the operating threshold.',
  `transcript` STRING COMMENT 'Speech transcript, self-record only.',
  `agent_id` STRING COMMENT 'Reviewing agent, live agent only.',
  `agent_notes` STRING COMMENT 'The agent''s notes, live agent only.',
  `reasons` ARRAY<STRING NOT NULL> COMMENT 'Codes behind the result, weightiest first.',
  `checks` ARRAY<ROW<`name` STRING NOT NULL, `status` STRING NOT NULL, `score` DOUBLE, `reasons` ARRAY<STRING NOT NULL> NOT NULL, `measures` MAP<STRING NOT NULL, DOUBLE NOT NULL> NOT NULL, `detail` STRING> NOT NULL> COMMENT 'Per-check breakdown.',
  `model_versions` MAP<STRING NOT NULL, STRING NOT NULL> COMMENT 'Model per task, as pack/file@first 12 digits of its SHA-256.',
  `policy_version` STRING COMMENT 'Fingerprint of the decision policy applied.',
  `inputs` ARRAY<ROW<`topic` STRING NOT NULL, `partition` INT NOT NULL, `first_offset` BIGINT NOT NULL, `last_offset` BIGINT NOT NULL, `records` INT NOT NULL> NOT NULL> COMMENT 'The records this result was made from.',
  `recording` ROW<`uri` STRING NOT NULL, `length` BIGINT NOT NULL, `sha256` STRING NOT NULL> COMMENT 'The recording in the object store.',
  `reviewer_id` STRING COMMENT 'Who reviewed the session, self-record only.',
  `review_notes` STRING COMMENT 'The reviewer''s notes, self-record only.',
  `analysed_at` TIMESTAMP_LTZ(3) COMMENT 'Time of the latest input that made this result, so that a replay gives the same record.',
  `version` INT COMMENT 'Counts the session''s results up: of two, the higher is the later one, in whatever order they come. 1 is the first while the session is pending, 2 while it is in progress, 3 when it has ended; 0 in records written before results were counted.',
  `timeline` ARRAY<ROW<`from_ms` BIGINT NOT NULL, `frames` INT NOT NULL, `face_frames` INT NOT NULL, `faces` INT NOT NULL, `face_match_score` DOUBLE, `liveness_score` DOUBLE, `quality` DOUBLE, `defects` ARRAY<STRING NOT NULL> NOT NULL> NOT NULL> COMMENT 'How the video went, in order: one entry for each whole second, counted from the first sampled frame, in which a frame was sampled. At most 600 entries: an entry of a video of more than 600 seconds covers as many whole seconds as it takes. Made when the session is scored for the first time and kept as it is: a photo that comes later changes no entry. Empty while the session is not completed, where no frame was sampled, in webhooks, and in records written before there were timelines.',
  `best_frame_ms` BIGINT COMMENT 'Presentation timestamp, milliseconds, of the frame whose usable face has the highest unified quality score, the earliest of several; null where no face is usable.',
  `review_copy` ROW<`uri` STRING NOT NULL, `length` BIGINT NOT NULL, `sha256` STRING NOT NULL> COMMENT 'A copy of the recording in the object store that can be sought in: the same pictures, sound and timestamps, with a duration and an index, WebM or MP4. Null where none is kept or none could be made.',
  `capture` STRING COMMENT 'Where the video came from. Null until the session is completed, and in records written before results told.',
  `transcript_pieces` ARRAY<ROW<`from_ms` BIGINT NOT NULL, `to_ms` BIGINT NOT NULL, `text` STRING, `confidence` DOUBLE NOT NULL> NOT NULL> COMMENT 'What the transcript was put together from, in order: the pieces of speech between pauses. Empty where nobody wrote down what was said, in webhooks, and in records written before there were transcripts.',
  `take` INT COMMENT 'Which take of the recording the result is of: more than 1 where the person recorded again, which replaces what they recorded before.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.',
  PRIMARY KEY (`session_id`) NOT ENFORCED
) COMMENT 'What is known of a session''s video. Topic video.results, key session_id; the latest record counts.'
WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'video.results',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'key.format' = 'raw',
  'value.format' = 'vkyc-avro',
  'value.vkyc-avro.record' = 'VideoResult',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `webhooks` (
  `event_id` STRING NOT NULL COMMENT 'Deterministic id: the same event has the same id, however often it is written.',
  `type` STRING NOT NULL COMMENT 'video.completed or video.reviewed; call.queued, call.started, call.dropped, call.ended or call.abandoned.',
  `tenant_id` STRING NOT NULL COMMENT 'The customer whose endpoints get it.',
  `session_id` STRING NOT NULL COMMENT 'The session.',
  `occurred_at` TIMESTAMP_LTZ(3) NOT NULL COMMENT 'Time of the input that caused it.',
  `data` ROW<`session_id` STRING NOT NULL, `tenant_id` STRING NOT NULL, `video_mode` STRING NOT NULL, `video_language` STRING NOT NULL, `status` STRING NOT NULL, `result` STRING, `video_url` STRING, `duration_seconds` INT, `face_match_score` DOUBLE, `liveness_score` DOUBLE, `transcript` STRING, `agent_id` STRING, `agent_notes` STRING, `reasons` ARRAY<STRING NOT NULL> NOT NULL, `checks` ARRAY<ROW<`name` STRING NOT NULL, `status` STRING NOT NULL, `score` DOUBLE, `reasons` ARRAY<STRING NOT NULL> NOT NULL, `measures` MAP<STRING NOT NULL, DOUBLE NOT NULL> NOT NULL, `detail` STRING> NOT NULL> NOT NULL, `model_versions` MAP<STRING NOT NULL, STRING NOT NULL> NOT NULL, `policy_version` STRING, `inputs` ARRAY<ROW<`topic` STRING NOT NULL, `partition` INT NOT NULL, `first_offset` BIGINT NOT NULL, `last_offset` BIGINT NOT NULL, `records` INT NOT NULL> NOT NULL> NOT NULL, `recording` ROW<`uri` STRING NOT NULL, `length` BIGINT NOT NULL, `sha256` STRING NOT NULL>, `reviewer_id` STRING, `review_notes` STRING, `analysed_at` TIMESTAMP_LTZ(3), `version` INT NOT NULL, `timeline` ARRAY<ROW<`from_ms` BIGINT NOT NULL, `frames` INT NOT NULL, `face_frames` INT NOT NULL, `faces` INT NOT NULL, `face_match_score` DOUBLE, `liveness_score` DOUBLE, `quality` DOUBLE, `defects` ARRAY<STRING NOT NULL> NOT NULL> NOT NULL> NOT NULL, `best_frame_ms` BIGINT, `review_copy` ROW<`uri` STRING NOT NULL, `length` BIGINT NOT NULL, `sha256` STRING NOT NULL>, `capture` STRING, `transcript_pieces` ARRAY<ROW<`from_ms` BIGINT NOT NULL, `to_ms` BIGINT NOT NULL, `text` STRING, `confidence` DOUBLE NOT NULL> NOT NULL> NOT NULL, `take` INT NOT NULL> NOT NULL COMMENT 'The result as it was then; of an event of a call, nothing but whose it is.',
  `call` ROW<`call_id` STRING NOT NULL, `state` STRING NOT NULL, `agent_id` STRING, `asked_at` TIMESTAMP_LTZ(3) NOT NULL, `taken_at` TIMESTAMP_LTZ(3), `ended_at` TIMESTAMP_LTZ(3), `ended_by` STRING> COMMENT 'Of an event of a call: how it stood then. Null for others.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.'
) COMMENT 'A webhook to send. Topic video.webhooks, key session_id.'
WITH (
  'connector' = 'kafka',
  'topic' = 'video.webhooks',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'vkyc-avro',
  'vkyc-avro.record' = 'WebhookEvent'
);

CREATE TABLE `webhook_endpoints` (
  `endpoint_id` STRING NOT NULL COMMENT 'The endpoint. 1 to 128 characters of A-Z a-z 0-9 . _ - without a dot in front.',
  `tenant_id` STRING COMMENT 'The customer it belongs to.',
  `url` STRING COMMENT 'Where to POST to.',
  `event_types` ARRAY<STRING NOT NULL> COMMENT 'Types it wants, such as video.completed; all where empty.',
  `enabled` BOOLEAN COMMENT 'Whether it gets anything.',
  `updated_at` TIMESTAMP_LTZ(3) COMMENT 'When this was written: of two records of an endpoint the later counts. A later record also lifts what 410 did.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.',
  PRIMARY KEY (`endpoint_id`) NOT ENFORCED
) COMMENT 'Where a tenant wants webhooks sent. Compacted topic video.webhook-endpoints, key endpoint_id; a tombstone removes the endpoint. Holds secrets: only its writers and the dispatch job may read the topic.'
WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'video.webhook-endpoints',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'key.format' = 'raw',
  'value.format' = 'vkyc-avro',
  'value.vkyc-avro.record' = 'WebhookEndpoint',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `webhook_requests` (
  `request_id` STRING NOT NULL COMMENT 'Identifies the request; stands in the attempts it leads to.',
  `kind` STRING NOT NULL COMMENT 'test: one attempt at once, whatever the endpoint''s state. replay: delivered like any event.',
  `endpoint_id` STRING NOT NULL COMMENT 'Where to.',
  `event` ROW<`event_id` STRING NOT NULL, `type` STRING NOT NULL, `tenant_id` STRING NOT NULL, `session_id` STRING NOT NULL, `occurred_at` TIMESTAMP_LTZ(3) NOT NULL, `data` ROW<`session_id` STRING NOT NULL, `tenant_id` STRING NOT NULL, `video_mode` STRING NOT NULL, `video_language` STRING NOT NULL, `status` STRING NOT NULL, `result` STRING, `video_url` STRING, `duration_seconds` INT, `face_match_score` DOUBLE, `liveness_score` DOUBLE, `transcript` STRING, `agent_id` STRING, `agent_notes` STRING, `reasons` ARRAY<STRING NOT NULL> NOT NULL, `checks` ARRAY<ROW<`name` STRING NOT NULL, `status` STRING NOT NULL, `score` DOUBLE, `reasons` ARRAY<STRING NOT NULL> NOT NULL, `measures` MAP<STRING NOT NULL, DOUBLE NOT NULL> NOT NULL, `detail` STRING> NOT NULL> NOT NULL, `model_versions` MAP<STRING NOT NULL, STRING NOT NULL> NOT NULL, `policy_version` STRING, `inputs` ARRAY<ROW<`topic` STRING NOT NULL, `partition` INT NOT NULL, `first_offset` BIGINT NOT NULL, `last_offset` BIGINT NOT NULL, `records` INT NOT NULL> NOT NULL> NOT NULL, `recording` ROW<`uri` STRING NOT NULL, `length` BIGINT NOT NULL, `sha256` STRING NOT NULL>, `reviewer_id` STRING, `review_notes` STRING, `analysed_at` TIMESTAMP_LTZ(3), `version` INT NOT NULL, `timeline` ARRAY<ROW<`from_ms` BIGINT NOT NULL, `frames` INT NOT NULL, `face_frames` INT NOT NULL, `faces` INT NOT NULL, `face_match_score` DOUBLE, `liveness_score` DOUBLE, `quality` DOUBLE, `defects` ARRAY<STRING NOT NULL> NOT NULL> NOT NULL> NOT NULL, `best_frame_ms` BIGINT, `review_copy` ROW<`uri` STRING NOT NULL, `length` BIGINT NOT NULL, `sha256` STRING NOT NULL>, `capture` STRING, `transcript_pieces` ARRAY<ROW<`from_ms` BIGINT NOT NULL, `to_ms` BIGINT NOT NULL, `text` STRING, `confidence` DOUBLE NOT NULL> NOT NULL> NOT NULL, `take` INT NOT NULL> NOT NULL, `call` ROW<`call_id` STRING NOT NULL, `state` STRING NOT NULL, `agent_id` STRING, `asked_at` TIMESTAMP_LTZ(3) NOT NULL, `taken_at` TIMESTAMP_LTZ(3), `ended_at` TIMESTAMP_LTZ(3), `ended_by` STRING>> NOT NULL COMMENT 'What to send. Keeps its event_id.',
  `event_partition` INT NOT NULL COMMENT 'Partition of video.webhooks with the event; -1 for a test.',
  `event_offset` BIGINT NOT NULL COMMENT 'Offset there; -1 for a test.',
  `requested_at` TIMESTAMP_LTZ(3) NOT NULL COMMENT 'When it was asked for.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.'
) COMMENT 'Asks that one event be sent to one endpoint. Topic video.webhook-requests, key session_id.'
WITH (
  'connector' = 'kafka',
  'topic' = 'video.webhook-requests',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'vkyc-avro',
  'vkyc-avro.record' = 'WebhookRequest'
);

CREATE TABLE `webhook_attempts` (
  `event_id` STRING NOT NULL COMMENT 'The event: what receivers see as webhook-id.',
  `event_type` STRING NOT NULL COMMENT 'Its type, such as video.completed.',
  `session_id` STRING NOT NULL COMMENT 'The session.',
  `tenant_id` STRING NOT NULL COMMENT 'The customer.',
  `endpoint_id` STRING NOT NULL COMMENT 'Where it was sent to.',
  `request_id` STRING COMMENT 'The test or replay that asked for it; null for what was sent on its own.',
  `event_partition` INT NOT NULL COMMENT 'Partition of video.webhooks with the event; -1 for a test.',
  `event_offset` BIGINT NOT NULL COMMENT 'Offset there; -1 for a test.',
  `attempt` INT NOT NULL COMMENT 'Attempts made so far, this one included; 0 where it was given up without any.',
  `at` TIMESTAMP_LTZ(3) NOT NULL COMMENT 'When the attempt began, or was given up.',
  `duration_ms` INT NOT NULL COMMENT 'Milliseconds until the answer, or until there was none.',
  `state` STRING NOT NULL COMMENT 'What became of the delivery: delivered, retrying (another attempt follows), given_up (a dead letter).',
  `http_status` INT COMMENT 'Status of the answer; null where there was none.',
  `failure` STRING COMMENT 'Machine-readable cause of a failure.',
  `reason` STRING COMMENT 'The cause in words.',
  `next_attempt_at` TIMESTAMP_LTZ(3) COMMENT 'When the next attempt is due, if one is.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.'
) COMMENT 'An attempt to deliver a webhook, or that it was given up. Topic video.webhook-attempts, key session_id.'
WITH (
  'connector' = 'kafka',
  'topic' = 'video.webhook-attempts',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'vkyc-avro',
  'vkyc-avro.record' = 'WebhookAttempt'
);

CREATE TABLE `webhook_endpoint_status` (
  `endpoint_id` STRING NOT NULL COMMENT 'The endpoint.',
  `tenant_id` STRING COMMENT 'The customer it belongs to.',
  `state` STRING COMMENT 'active; failing: the circuit is open, deliveries wait; gone: it answered 410 and gets nothing until it is saved again.',
  `since` TIMESTAMP_LTZ(3) COMMENT 'From when on.',
  `reason` STRING COMMENT 'What went wrong, in words.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.',
  PRIMARY KEY (`endpoint_id`) NOT ENFORCED
) COMMENT 'How an endpoint does. Compacted topic video.webhook-endpoint-status, key endpoint_id; written whenever it changes.'
WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'video.webhook-endpoint-status',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'key.format' = 'raw',
  'value.format' = 'vkyc-avro',
  'value.vkyc-avro.record' = 'WebhookEndpointStatus',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `live_scores` (
  `session_id` STRING NOT NULL COMMENT 'The session.',
  `second` INT NOT NULL COMMENT 'Whole seconds of video the scores cover, from the first frame. With session_id and take the record''s identity.',
  `presentation_time_ms` BIGINT NOT NULL COMMENT 'Presentation timestamp of the latest frame covered, milliseconds.',
  `frames` INT NOT NULL COMMENT 'Frames covered.',
  `face_frames` INT NOT NULL COMMENT 'Frames of them with a face.',
  `faces` INT NOT NULL COMMENT 'Faces in the latest frame.',
  `face_match_score` DOUBLE COMMENT 'As in VideoResult, over the frames so far.',
  `liveness_score` DOUBLE COMMENT 'As in VideoResult, over the frames so far.',
  `defect` STRING COMMENT 'Code of what makes the face of the latest frame unusable, such as face_blurred; null where it is usable, or there is none.',
  `take` INT NOT NULL COMMENT 'Which take of the recording it is of, from 1. A later take counts its seconds and frames anew.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.'
) COMMENT 'Running scores of a call, or of a recording until it is whole, one per second of video: for the agent''s eyes, and for hints to the person before the camera. Topic video.live-scores, key session_id.'
WITH (
  'connector' = 'kafka',
  'topic' = 'video.live-scores',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'vkyc-avro',
  'vkyc-avro.record' = 'LiveScore'
);

CREATE TABLE `score_distributions` (
  `record_key` STRING NOT NULL COMMENT 'Key of the record.',
  `window_start` TIMESTAMP_LTZ(3) COMMENT 'Start of the window; a session lies in the window of its analysed_at.',
  `window_seconds` INT COMMENT 'Length of the window: 300, 3600 or 86400.',
  `tenant_id` STRING COMMENT 'The customer.',
  `video_mode` STRING COMMENT 'self_record or live_agent.',
  `video_language` STRING COMMENT 'Language of the prompts: en, es, fr, de, pt or other.',
  `model_version` STRING COMMENT 'The models of the results: their pack, and the first 12 digits of the SHA-256 of their model_versions; none where no model ran.',
  `reason` STRING COMMENT 'Only sessions with this reason; null for all sessions. A session with two reasons stands in three records.',
  `sessions` BIGINT COMMENT 'Sessions that ended.',
  `approved` BIGINT COMMENT 'Of these approved.',
  `declined` BIGINT COMMENT 'Of these declined.',
  `needs_review` BIGINT COMMENT 'Of these left to a person who has not decided yet.',
  `expired` BIGINT COMMENT 'Of these expired, without a result.',
  `reviewed` BIGINT COMMENT 'Of these decided by a person.',
  `with_face` BIGINT COMMENT 'Completed sessions whose video could be analysed and shows a face.',
  `live` BIGINT COMMENT 'Of these, those in which no check of liveness failed.',
  `matched` BIGINT COMMENT 'Of these, those in which a match with a photo passed and none failed.',
  `face_match` ROW<`counts` ARRAY<BIGINT NOT NULL> NOT NULL, `missing` BIGINT NOT NULL, `sketch` BYTES NOT NULL> COMMENT 'face_match_score of completed sessions.',
  `liveness` ROW<`counts` ARRAY<BIGINT NOT NULL> NOT NULL, `missing` BIGINT NOT NULL, `sketch` BYTES NOT NULL> COMMENT 'liveness_score of completed sessions.',
  `joint_counts` ARRAY<BIGINT NOT NULL> COMMENT 'Completed sessions by both scores, exact: 21 rows by face match of 21 cells by liveness, cells 5 points wide, cell 20 for no score.',
  `latency_sketch` BYTES COMMENT 'KLL sketch of the seconds from a completed session''s latest input to its result on the topic (Apache DataSketches, floats, k = 200).',
  `session_sketch` BYTES COMMENT 'HLL sketch of the sessions as they were first said, to count them once where records of several reasons are merged (Apache DataSketches, lgK = 11).',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.',
  PRIMARY KEY (`record_key`) NOT ENFORCED
) COMMENT 'How the sessions of one window and one group ended, and how their scores are distributed. Compacted topic video.score-distributions, key window and group; the latest record counts. Holds no personal data.'
WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'video.score-distributions',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'key.format' = 'raw',
  'value.format' = 'vkyc-avro',
  'value.vkyc-avro.record' = 'ScoreDistribution',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `drift_alerts` (
  `alert_id` STRING NOT NULL COMMENT 'Names the window, group, score and level; the same in a repeat.',
  `level` STRING NOT NULL COMMENT 'stable (as the reference again), watch or act.',
  `score` STRING NOT NULL COMMENT 'face_match_score or liveness_score.',
  `tenant_id` STRING NOT NULL COMMENT 'The customer.',
  `video_mode` STRING NOT NULL COMMENT 'self_record or live_agent.',
  `video_language` STRING NOT NULL COMMENT 'Language of the prompts.',
  `model_version` STRING NOT NULL COMMENT 'The models, as in ScoreDistribution.',
  `window_start` TIMESTAMP_LTZ(3) NOT NULL COMMENT 'Start of the window in which it was seen.',
  `window_seconds` INT NOT NULL COMMENT 'Length of the window.',
  `since` TIMESTAMP_LTZ(3) NOT NULL COMMENT 'Start of the first window of this drift; where level is stable, of the drift that is over.',
  `reference_start` TIMESTAMP_LTZ(3) NOT NULL COMMENT 'Start of the reference: all windows from there to window_start but those that drifted.',
  `sessions` BIGINT NOT NULL COMMENT 'Scores compared in the window.',
  `reference_sessions` BIGINT NOT NULL COMMENT 'Scores in the reference.',
  `median` DOUBLE NOT NULL COMMENT 'Median score of the window, 0-100.',
  `reference_median` DOUBLE NOT NULL COMMENT 'Median score of the reference, 0-100.',
  `population_stability_index` DOUBLE NOT NULL COMMENT '0 where both are alike; from .1 on watch, from .25 on act.',
  `population_stability_bound` DOUBLE NOT NULL COMMENT 'What chance alone would pass at the rate of false alerts asked for.',
  `kolmogorov_smirnov` DOUBLE NOT NULL COMMENT 'Largest distance of the cumulative distributions, 0 to 1.',
  `kolmogorov_smirnov_bound` DOUBLE NOT NULL COMMENT 'What chance alone would pass at the rate of false alerts asked for.',
  `message` STRING NOT NULL COMMENT 'The same in words.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.'
) COMMENT 'A score of one group is distributed otherwise than in its reference, more or less than before. Topic video.drift-alerts, key group and score. Holds no personal data.'
WITH (
  'connector' = 'kafka',
  'topic' = 'video.drift-alerts',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'vkyc-avro',
  'vkyc-avro.record' = 'DriftAlert'
);

CREATE TABLE `policies` (
  `job` STRING NOT NULL COMMENT 'Name of the job.',
  `applied_at` TIMESTAMP_LTZ(3) COMMENT 'When the job was started with them.',
  `policies` MAP<STRING NOT NULL, ROW<`version` STRING NOT NULL, `policy` STRING NOT NULL> NOT NULL> COMMENT 'By tenant; under default the policy of every tenant without one of its own.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.',
  PRIMARY KEY (`job`) NOT ENFORCED
) COMMENT 'The policies that a job decides by since it was started. Topic video.policies, key job; the latest record counts.'
WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'video.policies',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'key.format' = 'raw',
  'value.format' = 'vkyc-avro',
  'value.vkyc-avro.record' = 'AppliedPolicies',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `dead_letters` (
  `operator` STRING NOT NULL COMMENT 'Operator that gave it up, by its uid.',
  `topic` STRING NOT NULL COMMENT 'Source topic.',
  `partition` INT NOT NULL COMMENT 'Source partition.',
  `offset` BIGINT NOT NULL COMMENT 'Source offset. With topic and partition the record''s identity.',
  `session_id` STRING COMMENT 'The session, where it is known.',
  `code` STRING NOT NULL COMMENT 'Machine-readable cause.',
  `reason` STRING NOT NULL COMMENT 'The cause in words. Holds no personal data.',
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'Time of the record, by its writer''s clock.',
  `record_partition` INT METADATA FROM 'partition' VIRTUAL COMMENT 'Partition it is in.',
  `record_offset` BIGINT METADATA FROM 'offset' VIRTUAL COMMENT 'Offset it is at.'
) COMMENT 'An input that could not be processed. Topic video.dead-letters, keyed by session_id where known.'
WITH (
  'connector' = 'kafka',
  'topic' = 'video.dead-letters',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.isolation.level' = 'read_committed',
  'scan.bounded.mode' = 'unbounded',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'vkyc-avro',
  'vkyc-avro.record' = 'DeadLetter'
);
