package io.verilock.vkyc.jobs.analysis;

import static io.verilock.vkyc.jobs.io.Steps.counted;
import static io.verilock.vkyc.jobs.io.Steps.encoded;
import static io.verilock.vkyc.jobs.io.Steps.named;
import static io.verilock.vkyc.jobs.io.Steps.parsed;

import io.verilock.vkyc.jobs.io.ParseRecords;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Topics;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The video analysis job.
 *
 * <pre>
 *  sessions ─┬─▶ order-chunks ▶ fetch-chunks ▶ decode-frames ▶ find-faces ─┬▶ score-liveness ─┐
 *  chunks ───┘                                  │        │                 ├▶ embed-faces ────┤
 *                                               │        │                 └▶ (measures) ─────┤
 *                                               │        └▶ detect-speech ┬───────────────────┤
 *                                               │                         └▶ listen-to-speech ──┤
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

  /** Words take as long as they take: what gave up on them would make another result. */
  private static final long NO_TIMEOUT = 0;

  private VideoAnalysisJob() {}

  /** Runs the job on Kafka; every argument is {@code --key value}, see docs/configuration.md. */
  public static void main(String[] args) throws Exception {
    Configuration settings = ParameterTool.fromArgs(args).getConfiguration();
    VideoAnalysisConfig config = VideoAnalysisConfig.from(settings, KafkaAnalysisEnds.SETTINGS);
    StreamExecutionEnvironment env = FlinkSettings.environment();
    KafkaAnalysisEnds ends = new KafkaAnalysisEnds(settings);
    ends.tell(config.policies());
    build(env, config, ends, ModelSource.of(config.models()));
    env.execute(NAME);
  }

  /** Draws the graph. */
  public static void build(
      StreamExecutionEnvironment env,
      VideoAnalysisConfig config,
      AnalysisEnds ends,
      ModelSource models) {
    var sessions =
        parsed(
            ends.sessions(env),
            "parse-sessions",
            Topics.SESSIONS,
            Types.SESSION,
            RecordRules::session);
    var chunks =
        parsed(ends.chunks(env), "parse-chunks", Topics.CHUNKS, Types.CHUNK, RecordRules::chunk);
    var photos =
        parsed(ends.photos(env), "parse-photos", Topics.PHOTOS, Types.PHOTO, RecordRules::photo);
    var reviews =
        parsed(
            ends.reviews(env), "parse-reviews", Topics.REVIEWS, Types.REVIEW, RecordRules::review);

    var ordered =
        named(
            chunks
                .keyBy(chunk -> chunk.value().getSessionId())
                .connect(sessions.keyBy(event -> event.value().getSessionId()))
                .process(
                    new OrderChunks(
                        config.sessionExpiry(),
                        config.orphanWait(),
                        config.retention(),
                        config.earlyLimit().getBytes()))
                .returns(Types.ORDERED_CHUNK),
            OrderChunks.UID);
    var fetched = named(ordered.process(new FetchChunks(ends.objectStore())), FetchChunks.UID);
    var frames =
        named(
            sameKeys(fetched, FetchedChunk::sessionId)
                .process(
                    new DecodeFrames(
                        config.media(),
                        config.frameRate(),
                        config.openDecoders(),
                        ends.objectStore().keeps())),
            DecodeFrames.UID);
    var faces =
        named(
            sameKeys(frames, Frame::sessionId)
                .process(
                    new FindFaces(
                        models,
                        config.minimumFaceHeight(),
                        config.livenessFrames(),
                        config.frameRate()))
                .returns(Types.FACT),
            FindFaces.UID);

    var liveness =
        named(
            faces
                .getSideOutput(FindFaces.LIVENESS_CROPS)
                .rebalance()
                .map(new ScoreLiveness(models)),
            ScoreLiveness.UID);
    var templates =
        named(
            faces.getSideOutput(FindFaces.ALIGNED_FACES).rebalance().map(new EmbedFaces(models)),
            EmbedFaces.UID);
    var speech =
        named(
            frames
                .getSideOutput(DecodeFrames.AUDIO)
                .keyBy(AudioPiece::sessionId)
                .process(new DetectSpeech(models)),
            DetectSpeech.UID);
    var words =
        named(
            AsyncDataStream.unorderedWait(
                speech.getSideOutput(DetectSpeech.UTTERANCES).rebalance(),
                new ListenToSpeech(models),
                NO_TIMEOUT,
                TimeUnit.MILLISECONDS,
                ListenToSpeech.WAITING),
            ListenToSpeech.UID);
    var references =
        named(photos.process(new EmbedPhotos(models, ends.objectStore())), EmbedPhotos.UID);

    DataStream<SessionFact> facts =
        named(
                sessions
                    .map(event -> (SessionFact) SessionFact.Event.of(event))
                    .returns(Types.FACT),
                "session-facts")
            .union(
                ordered.getSideOutput(OrderChunks.FACTS),
                frames.getSideOutput(DecodeFrames.FACTS),
                faces,
                liveness,
                templates,
                speech,
                words,
                references);
    if (ends.objectStore().keeps()) {
      facts =
          facts.union(
              named(
                  frames
                      .getSideOutput(DecodeFrames.RECORDINGS)
                      .process(new StoreRecording(ends.objectStore())),
                  StoreRecording.UID));
    }

    var updates =
        named(
            facts
                .keyBy(SessionFact::sessionId)
                .process(
                    new JoinSession(
                        models,
                        config.policies(),
                        config.orphanWait(),
                        config.photoWait(),
                        config.retention())),
            JoinSession.UID);
    var decided =
        named(
            updates
                .keyBy(SessionUpdate::sessionId)
                .connect(reviews.keyBy(review -> review.value().getSessionId()))
                .process(
                    new DecideResult(config.policies(), config.orphanWait(), config.retention()))
                .returns(Types.OUTGOING),
            DecideResult.UID);

    var liveScores =
        encoded(
            updates.getSideOutput(JoinSession.LIVE_SCORES),
            Topics.LIVE_SCORES,
            "write-live-scores");
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
    ends.write(decided.union(liveScores, counted(deadLetters)));
  }

  /** Still partitioned by session, so the next operator stays in the same task. */
  private static <T> KeyedStream<T, String> sameKeys(
      DataStream<T> stream, KeySelector<T, String> sessionId) {
    return DataStreamUtils.reinterpretAsKeyedStream(
        stream, sessionId, TypeInformation.of(String.class));
  }
}
