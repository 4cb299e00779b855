package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.ParseRecords;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.jobs.io.RecordRule;
import io.verilock.vkyc.jobs.io.WriteDeadLetters;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The video analysis job.
 *
 * <pre>
 *  sessions ─┬─▶ order-chunks ▶ fetch-chunks ▶ decode-frames ▶ find-faces ─┬▶ score-liveness ─┐
 *  chunks ───┘                                  │        │                 ├▶ embed-faces ────┤
 *                                               │        │                 └▶ (measures) ─────┤
 *                                               │        └▶ detect-speech ────────────────────┤
 *                                               └▶ store-recording ───────────────────────────┤
 *  photos ─▶ embed-photos ─────────────────────────────────────────────────────────────────── ┤
 *                                                                                             ▼
 *  reviews ─────────────────────────────────────────────────▶ decide-result ◀─────── join-session
 *                                                                   │                   │
 *                                     results, webhooks, dead letters ▼     live scores ▼
 * </pre>
 */
public final class VideoAnalysisJob {
  /** Name of the job. */
  public static final String NAME = "video-analysis";

  private VideoAnalysisJob() {}

  /** Runs the job on Kafka; every argument is {@code --key value}, see docs/configuration.md. */
  public static void main(String[] args) throws Exception {
    Configuration settings = ParameterTool.fromArgs(args).getConfiguration();
    VideoAnalysisConfig config = VideoAnalysisConfig.from(settings);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            FlinkSettings.strict(new Configuration()));
    build(env, config, new KafkaEnds(settings), ModelSource.ofPack(config.pack()));
    env.execute(NAME);
  }

  /** Draws the graph. */
  public static void build(
      StreamExecutionEnvironment env, VideoAnalysisConfig config, Ends ends, ModelSource models) {
    var sessions =
        parse(
            ends.sessions(env),
            "parse-sessions",
            Topics.SESSIONS,
            Types.SESSION,
            RecordRules::session);
    var chunks =
        parse(ends.chunks(env), "parse-chunks", Topics.CHUNKS, Types.CHUNK, RecordRules::chunk);
    var photos =
        parse(ends.photos(env), "parse-photos", Topics.PHOTOS, Types.PHOTO, RecordRules::photo);
    var reviews =
        parse(
            ends.reviews(env), "parse-reviews", Topics.REVIEWS, Types.REVIEW, RecordRules::review);

    var ordered =
        chunks
            .keyBy(chunk -> chunk.value().getSessionId())
            .connect(sessions.keyBy(event -> event.value().getSessionId()))
            .process(
                new OrderChunks(
                    config.sessionExpiry(),
                    config.orphanWait(),
                    config.retention(),
                    config.earlyLimit().getBytes()))
            .returns(Types.ORDERED_CHUNK)
            .uid(OrderChunks.UID)
            .name(OrderChunks.UID);
    var fetched =
        ordered
            .process(new FetchChunks(ends.objectStore()))
            .uid(FetchChunks.UID)
            .name(FetchChunks.UID);
    var frames =
        sameKeys(fetched)
            .process(
                new DecodeFrames(
                    config.media(),
                    config.frameRate(),
                    config.openDecoders(),
                    ends.objectStore() != null))
            .uid(DecodeFrames.UID)
            .name(DecodeFrames.UID);
    var faces =
        frames
            .process(new FindFaces(models, config.minimumFaceHeight()))
            .returns(Types.FACT)
            .uid(FindFaces.UID)
            .name(FindFaces.UID);

    var liveness =
        faces
            .getSideOutput(FindFaces.LIVENESS_CROPS)
            .rebalance()
            .map(new ScoreLiveness(models))
            .uid(ScoreLiveness.UID)
            .name(ScoreLiveness.UID);
    var templates =
        faces
            .getSideOutput(FindFaces.ALIGNED_FACES)
            .rebalance()
            .map(new EmbedFaces(models))
            .uid(EmbedFaces.UID)
            .name(EmbedFaces.UID);
    var speech =
        frames
            .getSideOutput(DecodeFrames.AUDIO)
            .keyBy(AudioPiece::sessionId)
            .process(new DetectSpeech(models))
            .uid(DetectSpeech.UID)
            .name(DetectSpeech.UID);
    var references =
        photos
            .process(new EmbedPhotos(models, ends.objectStore()))
            .uid(EmbedPhotos.UID)
            .name(EmbedPhotos.UID);

    DataStream<SessionFact> facts =
        sessions
            .map(SessionFact::event)
            .returns(Types.FACT)
            .uid("session-facts")
            .name("session-facts")
            .union(
                ordered.getSideOutput(OrderChunks.FACTS),
                frames.getSideOutput(DecodeFrames.FACTS),
                faces,
                liveness,
                templates,
                speech,
                references);
    if (ends.objectStore() != null) {
      facts =
          facts.union(
              frames
                  .getSideOutput(DecodeFrames.RECORDINGS)
                  .process(new StoreRecording(ends.objectStore()))
                  .uid(StoreRecording.UID)
                  .name(StoreRecording.UID));
    }

    var updates =
        facts
            .keyBy(SessionFact::sessionId)
            .process(
                new JoinSession(
                    models,
                    config.policies(),
                    config.orphanWait(),
                    config.photoWait(),
                    config.retention()))
            .uid(JoinSession.UID)
            .name(JoinSession.UID);
    var decided =
        updates
            .keyBy(SessionUpdate::sessionId)
            .connect(reviews.keyBy(review -> review.value().getSessionId()))
            .process(new DecideResult(config.policies(), config.orphanWait(), config.retention()))
            .returns(Types.OUTGOING)
            .uid(DecideResult.UID)
            .name(DecideResult.UID);

    var liveScores =
        updates
            .getSideOutput(JoinSession.LIVE_SCORES)
            .map(score -> Outgoing.of(Topics.LIVE_SCORES, score))
            .returns(Types.OUTGOING)
            .uid("write-live-scores")
            .name("write-live-scores");
    DataStream<DeadLetter> deadLetters =
        sessions
            .getSideOutput(ParseRecords.DEAD_LETTERS)
            .union(
                chunks.getSideOutput(ParseRecords.DEAD_LETTERS),
                photos.getSideOutput(ParseRecords.DEAD_LETTERS),
                reviews.getSideOutput(ParseRecords.DEAD_LETTERS),
                ordered.getSideOutput(OrderChunks.DEAD_LETTERS),
                fetched.getSideOutput(FetchChunks.DEAD_LETTERS),
                references.getSideOutput(EmbedPhotos.DEAD_LETTERS),
                updates.getSideOutput(JoinSession.DEAD_LETTERS),
                decided.getSideOutput(DecideResult.DEAD_LETTERS));
    var letters =
        deadLetters
            .map(new WriteDeadLetters())
            .uid(WriteDeadLetters.UID)
            .name(WriteDeadLetters.UID);
    ends.write(decided.union(liveScores, letters));
  }

  private static <T extends SpecificRecord> SingleOutputStreamOperator<Received<T>> parse(
      DataStream<RawRecord> raw,
      String uid,
      Topic<T> topic,
      TypeInformation<Received<T>> received,
      RecordRule<T> rule) {
    return raw.process(new ParseRecords<>(uid, topic, rule)).returns(received).uid(uid).name(uid);
  }

  /** Still partitioned by session, so the next operator stays in the same task. */
  private static KeyedStream<FetchedChunk, String> sameKeys(DataStream<FetchedChunk> chunks) {
    return DataStreamUtils.reinterpretAsKeyedStream(
        chunks, fetched -> fetched.chunk().sessionId(), TypeInformation.of(String.class));
  }
}
