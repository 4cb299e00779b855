package io.verilock.vkyc.jobs.analytics;

import static io.verilock.vkyc.jobs.io.Steps.counted;
import static io.verilock.vkyc.jobs.io.Steps.encoded;
import static io.verilock.vkyc.jobs.io.Steps.named;
import static io.verilock.vkyc.jobs.io.Steps.parsed;

import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.ParseRecords;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.jobs.settings.FlinkSettings;
import io.verilock.vkyc.schemas.DeadLetter;
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
    ScoreAnalyticsConfig config = ScoreAnalyticsConfig.from(settings, KafkaAnalyticsEnds.SETTINGS);
    StreamExecutionEnvironment env = FlinkSettings.environment();
    build(env, config, new KafkaAnalyticsEnds(settings, config));
    env.execute(NAME);
  }

  /** Draws the graph. */
  public static void build(
      StreamExecutionEnvironment env, ScoreAnalyticsConfig config, AnalyticsEnds ends) {
    env.setRuntimeMode(config.mode());
    var results =
        parsed(
            named(
                // What is erased stays counted: counts name nobody.
                ends.results(env).filter(record -> record.value() != null), "skip-erasures"),
            "parse-results",
            Topics.RESULTS,
            RESULT,
            ResultRule::fault);
    var sessions = named(results.process(new ReadSessions()), ReadSessions.UID);
    var changes =
        named(
            sessions
                .keyBy(EndedSession::sessionId)
                .process(new TrackSessions(config.correctionTime())),
            TrackSessions.UID);
    var tallies =
        named(
            changes.transform(
                CombineChanges.UID, TypeInformation.of(PartialTally.class), new CombineChanges()),
            CombineChanges.UID);
    var distributions =
        named(
            tallies
                .keyBy(part -> part.key().text())
                .process(new MergeTallies(config.correctionTime()))
                .returns(ScoreDistribution.class),
            MergeTallies.UID);
    DataStream<Outgoing> outgoing =
        encoded(distributions, Topics.SCORE_DISTRIBUTIONS, "encode-distributions");
    for (DriftRule rule : config.drift()) {
      outgoing = outgoing.union(alerts(distributions, rule));
    }

    ends.writeTable(named(results.flatMap(new MakeRows()).returns(ResultRow.class), MakeRows.UID));
    DataStream<DeadLetter> deadLetters =
        results
            .getSideOutput(ParseRecords.DEAD_LETTERS)
            .union(
                sessions.getSideOutput(ReadSessions.DEAD_LETTERS),
                changes.getSideOutput(TrackSessions.DEAD_LETTERS));
    ends.write(outgoing.union(counted(deadLetters)));
  }

  private static DataStream<Outgoing> alerts(
      DataStream<ScoreDistribution> distributions, DriftRule rule) {
    String length = rule.window().toString();
    int seconds = rule.window().seconds();
    var selected =
        named(
            distributions.filter(
                all -> all.getReason() == null && all.getWindowSeconds() == seconds),
            "select-%ss".formatted(length));
    var alerts =
        named(
            selected
                .keyBy(all -> Dimensions.of(all).text())
                .process(new WatchDrift(rule))
                .returns(DriftAlert.class),
            "%s-by-%s".formatted(WatchDrift.UID, length));
    return encoded(alerts, Topics.DRIFT_ALERTS, "encode-alerts-by-%s".formatted(length));
  }
}
