package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.ParseRecords;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.jobs.io.WriteDeadLetters;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.ResultRow;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The job that watches how scores are distributed.
 *
 * <pre>
 *  results ─▶ parse-results ─▶ read-sessions ─▶ track-sessions ─▶ combine-changes ─▶ merge-tallies ─┬▶ distributions
 *                  │                                                                                 └▶ watch-drift ─▶ alerts
 *                  └▶ make-rows ─▶ table of results
 * </pre>
 */
public final class ScoreAnalyticsJob {
  /** Name of the job. */
  public static final String NAME = "score-analytics";

  private static final TypeInformation<Received<VideoResult>> RESULT =
      TypeInformation.of(new TypeHint<>() {});

  private ScoreAnalyticsJob() {}

  /** Runs the job on Kafka; every argument is {@code --key value}, see docs/configuration.md. */
  public static void main(String[] args) throws Exception {
    Configuration settings = ParameterTool.fromArgs(args).getConfiguration();
    ScoreAnalyticsConfig config = ScoreAnalyticsConfig.from(settings);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            FlinkSettings.strict(new Configuration()));
    build(env, config, new KafkaAnalyticsEnds(settings, config));
    env.execute(NAME);
  }

  /** Draws the graph. */
  public static void build(
      StreamExecutionEnvironment env, ScoreAnalyticsConfig config, AnalyticsEnds ends) {
    env.setRuntimeMode(config.mode());
    var results =
        ends.results(env)
            // What is erased stays counted: counts name nobody.
            .filter(record -> record.value() != null)
            .uid("skip-erasures")
            .name("skip-erasures")
            .process(new ParseRecords<>("parse-results", Topics.RESULTS, ResultRule::fault))
            .returns(RESULT)
            .uid("parse-results")
            .name("parse-results");
    var sessions = results.process(new ReadSessions()).uid(ReadSessions.UID).name(ReadSessions.UID);
    var changes =
        sessions
            .keyBy(EndedSession::sessionId)
            .process(new TrackSessions(config.correctionTime()))
            .uid(TrackSessions.UID)
            .name(TrackSessions.UID);
    var distributions =
        changes
            .transform(
                CombineChanges.UID, TypeInformation.of(PartialTally.class), new CombineChanges())
            .uid(CombineChanges.UID)
            .keyBy(part -> part.key().text())
            .process(new MergeTallies(config.correctionTime()))
            .returns(ScoreDistribution.class)
            .uid(MergeTallies.UID)
            .name(MergeTallies.UID);
    DataStream<Outgoing> outgoing =
        distributions
            .map(distribution -> Outgoing.of(Topics.SCORE_DISTRIBUTIONS, distribution))
            .returns(Outgoing.class)
            .uid("encode-distributions")
            .name("encode-distributions");
    for (DriftRule rule : config.drift()) {
      outgoing = outgoing.union(alerts(distributions, rule));
    }

    ends.writeTable(
        results
            .flatMap(new MakeRows())
            .returns(ResultRow.class)
            .uid(MakeRows.UID)
            .name(MakeRows.UID));
    var letters =
        results
            .getSideOutput(ParseRecords.DEAD_LETTERS)
            .union(
                sessions.getSideOutput(ReadSessions.DEAD_LETTERS),
                changes.getSideOutput(TrackSessions.DEAD_LETTERS))
            .map(new WriteDeadLetters())
            .uid(WriteDeadLetters.UID)
            .name(WriteDeadLetters.UID);
    ends.write(outgoing.union(letters));
  }

  private static DataStream<Outgoing> alerts(
      DataStream<ScoreDistribution> distributions, DriftRule rule) {
    String length = rule.window().toString();
    int seconds = rule.window().seconds();
    return distributions
        .filter(all -> all.getReason() == null && all.getWindowSeconds() == seconds)
        .uid("select-%ss".formatted(length))
        .name("select-%ss".formatted(length))
        .keyBy(all -> Dimensions.of(all).text())
        .process(new WatchDrift(rule))
        .returns(DriftAlert.class)
        .uid("%s-by-%s".formatted(WatchDrift.UID, length))
        .name("%s-by-%s".formatted(WatchDrift.UID, length))
        .map(alert -> Outgoing.of(Topics.DRIFT_ALERTS, alert))
        .returns(Outgoing.class)
        .uid("encode-alerts-by-%s".formatted(length))
        .name("encode-alerts-by-%s".formatted(length));
  }
}
