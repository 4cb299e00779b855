package io.verilock.vkyc.local.cli;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.verilock.vkyc.evaluation.simulate.ReportException;
import io.verilock.vkyc.evaluation.simulate.ReportSamples;
import io.verilock.vkyc.evaluation.simulate.Simulation;
import io.verilock.vkyc.evaluation.simulate.SimulationText;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a decision policy would have decided. */
@Command(
    name = "simulate",
    description = {
      "Replays a decision policy over the samples of an evaluation report: what it would have "
          + "approved, declined and sent to review, and what other thresholds would have.",
      "",
      "docs/policy.md says what a policy file holds, and how to read the tables."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc simulate --report figures/report.json",
      "  ./vkyc simulate --report figures/report.json --policy policy.json --tenant bank",
      "  ./vkyc simulate --report figures/report.json --set vkyc.policy.face-match.approve-from=70"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      required = true,
      description = "The report.json of an evaluation.")
  private Path report;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "A policy file, as for the setting vkyc.policy.file. Default: built in.")
  private Path policyFile;

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      defaultValue = "default",
      description = "Whose policy decides. Default: that of tenants without one of their own.")
  private String tenant;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the figures as JSON, too.")
  private Path out;

  @Mixin private JobSettings settings;

  @Override
  public Integer call() throws Exception {
    TenantPolicies policies = settings.check(policySetting()).policies();
    DecisionPolicy policy = policies.of(tenant);
    Simulation simulation = Simulation.of(policy, samples());
    System.out.printf(
        "Policy %s of %s, over %s (pack %s)%n%n%s",
        simulation.policyVersion(),
        policies.tenants().containsKey(tenant)
            ? "tenant " + tenant
            : "tenants without one of their own",
        report,
        simulation.pack(),
        SimulationText.of(simulation));
    if (out != null) {
      Files.writeString(out, JSON.writeValueAsString(simulation) + "\n");
      System.err.printf("the figures are in %s%n", out);
    }
    return 0;
  }

  private Map<String, String> policySetting() {
    return policyFile == null
        ? Map.of()
        : Map.of(VideoAnalysisConfig.POLICY_FILE.key(), policyFile.toString());
  }

  private ReportSamples samples() throws UsageException {
    try {
      return ReportSamples.read(report);
    } catch (ReportException e) {
      throw new UsageException(e.getMessage());
    } catch (IOException e) {
      throw new UsageException(Complaint.of(e));
    }
  }
}
