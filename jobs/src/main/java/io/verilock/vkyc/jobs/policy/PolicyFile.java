package io.verilock.vkyc.jobs.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.verilock.vkyc.jobs.decision.CheckName;
import io.verilock.vkyc.jobs.decision.CheckRule;
import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.DecisionPolicy.Band;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.ScoringSettings;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.schemas.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads policies from JSON, see docs/policy.md: {@code default} overrides parts of the built-in
 * policy, {@code tenants.ID} overrides parts of {@code default}.
 */
public final class PolicyFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  static final String DEFAULT = "default";
  private static final Pattern PLUS = Pattern.compile(" *\\+ *");

  /** Checks that are not judged by a score of theirs. */
  private static final List<String> JUDGED_BY_REASONS =
      List.of(CheckName.QUALITY, CheckName.SPEECH);

  private final List<String> problems = new ArrayList<>();

  private PolicyFile() {}

  /**
   * Reads a file.
   *
   * @throws PolicyFileException naming every problem at once
   */
  public static TenantPolicies read(Path file) throws PolicyFileException {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new PolicyFileException(List.of("there is no such file"));
    } catch (IOException e) {
      throw new PolicyFileException(List.of("cannot be read: " + e.getMessage()));
    }
  }

  /** Reads what is in such a file. */
  static TenantPolicies parse(String json) throws PolicyFileException {
    PolicyFile file = new PolicyFile();
    TenantPolicies policies = file.policies(file.root(json));
    if (!file.problems.isEmpty()) {
      throw new PolicyFileException(file.problems);
    }
    return policies;
  }

  private JsonPlace root(String json) throws PolicyFileException {
    try {
      JsonNode root = JSON.readTree(json);
      if (root.isMissingNode()) {
        throw new PolicyFileException(List.of("the file is empty"));
      }
      return new JsonPlace(root, "$", problems);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : "line %d, column %d: "
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw new PolicyFileException(
          List.of("%sno JSON: %s".formatted(where, e.getOriginalMessage())));
    }
  }

  private TenantPolicies policies(JsonPlace root) {
    Map<String, JsonPlace> parts = root.fields("part", List.of(DEFAULT, "tenants"));
    DecisionPolicy standard = policy(parts.get(DEFAULT), DecisionPolicy.BUILT_IN);
    Map<String, DecisionPolicy> tenants = new TreeMap<>();
    if (parts.containsKey("tenants")) {
      parts
          .get("tenants")
          .fields()
          .forEach(
              (id, place) -> {
                if (id.equals(DEFAULT)) {
                  place.problem("this tenant's policy is $.default");
                } else if (id.isBlank()) {
                  place.problem("a tenant's id is not blank");
                }
                tenants.put(id, policy(place, standard));
              });
    }
    return new TenantPolicies(standard, tenants);
  }

  /** {@code base} with what {@code place} says instead. */
  private static DecisionPolicy policy(JsonPlace place, DecisionPolicy base) {
    if (place == null) {
      return base;
    }
    Map<String, JsonPlace> parts =
        place.fields(
            "part",
            List.of(
                "checks",
                "reasons",
                "liveness_by",
                "minimum_usable_frames",
                "multiple_faces_share"));
    ScoringSettings scoring =
        new ScoringSettings(
            Optional.ofNullable(parts.get("minimum_usable_frames"))
                .flatMap(number -> number.wholeNumber(1))
                .orElse(base.scoring().minimumUsableFrames()),
            Optional.ofNullable(parts.get("multiple_faces_share"))
                .flatMap(number -> number.number(0, 1))
                .orElse(base.scoring().multipleFacesShare()));
    return new DecisionPolicy(
        scoring,
        checks(parts.get("checks"), base.checks()),
        reasons(parts.get("reasons"), base.reasons()),
        livenessBy(parts.get("liveness_by"), base.livenessBy()));
  }

  /** Each text is a check, or some that must all pass, put together with a plus. */
  private static List<List<String>> livenessBy(JsonPlace place, List<List<String>> base) {
    if (place == null) {
      return base;
    }
    List<List<String>> sets = new ArrayList<>();
    for (String text : place.texts()) {
      List<String> set = List.of(PLUS.split(text.strip(), -1));
      for (String check : set) {
        if (!DecisionPolicy.SIGNS_OF_LIFE.contains(check)) {
          place.problem(
              "%s is no sign of life; there are %s"
                  .formatted(check, String.join(", ", DecisionPolicy.SIGNS_OF_LIFE)));
        }
      }
      sets.add(set);
    }
    return sets;
  }

  private static Map<String, CheckRule> checks(JsonPlace place, Map<String, CheckRule> base) {
    Map<String, CheckRule> checks = new TreeMap<>(base);
    if (place != null) {
      place
          .fields("check", CheckName.all())
          .forEach(
              (name, rule) -> {
                if (JUDGED_BY_REASONS.contains(name)) {
                  rule.problem("this check has no thresholds; say what its reasons lead to");
                } else {
                  checks.put(name, rule(rule, base.get(name)));
                }
              });
    }
    return checks;
  }

  private static CheckRule rule(JsonPlace place, CheckRule base) {
    Map<String, JsonPlace> parts =
        place.fields("part of a check", List.of("decline_below", "approve_from", "failed"));
    Band known = base == null ? DecisionPolicy.MIDDLE : base.band();
    Band band =
        new Band(
            score(parts.get("decline_below"), known.declineBelow()),
            score(parts.get("approve_from"), known.approveFrom()));
    if (band.declineBelow() > band.approveFrom()) {
      place.problem(
          "decline_below, which is %s, is above approve_from, which is %s"
              .formatted(band.declineBelow(), band.approveFrom()));
    }
    Outcome failed =
        Optional.ofNullable(parts.get("failed"))
            .flatMap(said -> said.oneOf(outcomes(Outcome.declined, Outcome.needs_review)))
            .orElse(base == null ? null : base.failed());
    return new CheckRule(band, failed);
  }

  private static double score(JsonPlace place, double base) {
    return Optional.ofNullable(place).flatMap(number -> number.number(0, 100)).orElse(base);
  }

  private static Map<Reason, Outcome> reasons(JsonPlace place, Map<Reason, Outcome> base) {
    Map<Reason, Outcome> reasons = new TreeMap<>(base);
    if (place != null) {
      List<String> codes = Arrays.stream(Reason.values()).map(Reason::code).toList();
      place
          .fields("reason", codes)
          .forEach(
              (code, said) -> {
                Reason reason = Reason.ofCode(code).orElseThrow();
                leadsTo(reason, said).ifPresent(outcome -> reasons.put(reason, outcome));
              });
    }
    return reasons;
  }

  private static Optional<Outcome> leadsTo(Reason reason, JsonPlace said) {
    if (reason.leadsTo() == Outcome.unknown) {
      said.problem("this reason says how a session ended, and decides nothing");
      return Optional.empty();
    }
    if (reason == Reason.AGENT_REVIEW_PENDING) {
      said.problem("a call is always for its agent to decide");
      return Optional.empty();
    }
    Optional<Outcome> outcome =
        said.oneOf(outcomes(Outcome.declined, Outcome.needs_review, Outcome.approved));
    if (outcome.equals(Optional.of(Outcome.approved)) && !DecisionPolicy.mayPass(reason)) {
      said.problem("can lead to declined or needs_review, never to approved");
      return Optional.empty();
    }
    return outcome;
  }

  private static Map<String, Outcome> outcomes(Outcome... outcomes) {
    Map<String, Outcome> byName = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      byName.put(outcome.name(), outcome);
    }
    return byName;
  }
}
