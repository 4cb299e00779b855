package io.verilock.vkyc.evaluation.simulate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a simulation reads of the {@code report.json} of an evaluation.
 *
 * @param pack the models that scored
 */
public record ReportSamples(String pack, Samples samples) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // A sample with a field left out must not be taken for one of two different people.
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** The single scores of the report; an empty list for what was not evaluated. */
  public record Samples(List<Pair> verification, List<Clip> clips, List<Document> documents) {
    /** Takes null for nothing. */
    public Samples {
      verification = verification == null ? List.of() : List.copyOf(verification);
      clips = clips == null ? List.of() : List.copyOf(clips);
      documents = documents == null ? List.of() : List.copyOf(documents);
    }
  }

  /**
   * Two pictures compared.
   *
   * @param same whether they are of one person
   * @param score 0-100; null where one of the pictures has no face
   */
  public record Pair(String source, boolean same, Double score) {}

  /**
   * A clip judged.
   *
   * @param label {@code real} for a bona fide presentation, else it is an attack
   * @param species of the attack; null where none is named
   * @param livenessScore of the session; null where there is none
   * @param checks every check with a score, by name
   * @param reasons codes that the checks gave before a policy decided
   */
  public record Clip(
      String label,
      String species,
      Double livenessScore,
      Map<String, Double> checks,
      List<String> reasons) {
    /** Takes null for nothing. */
    public Clip {
      checks = checks == null ? Map.of() : Map.copyOf(checks);
      reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }

    /** Whether it shows a live person. */
    boolean bonaFide() {
      return "real".equals(label);
    }
  }

  /**
   * A document's portrait compared with a selfie.
   *
   * @param same whether they are of one person
   * @param score 0-100; null where there is none
   * @param reason code of why there is no score
   */
  public record Document(boolean same, Double score, String reason) {}

  /**
   * Reads a report.
   *
   * @throws ReportException if it is none
   * @throws IOException if it cannot be read
   */
  public static ReportSamples read(Path file) throws ReportException, IOException {
    try {
      ReportSamples report = JSON.readValue(Files.readString(file), ReportSamples.class);
      if (report == null || report.samples() == null) {
        throw new ReportException("%s: samples: is missing".formatted(file));
      }
      report.check(file);
      return report;
    } catch (JsonMappingException e) {
      throw new ReportException(
          "%s is no evaluation report: %s%s".formatted(file, path(e), firstLine(e)));
    } catch (JacksonException e) {
      throw new ReportException("%s is no JSON: %s".formatted(file, firstLine(e)));
    }
  }

  private void check(Path file) throws ReportException {
    Stream<Double> scores =
        Stream.of(
                samples.verification().stream().map(Pair::score),
                samples.documents().stream().map(Document::score),
                samples.clips().stream().map(Clip::livenessScore),
                samples.clips().stream().flatMap(clip -> clip.checks().values().stream()))
            .flatMap(each -> each);
    List<Double> wrong =
        scores.filter(score -> score != null && !(score >= 0 && score <= 100)).toList();
    if (!wrong.isEmpty()) {
      throw new ReportException(
          "%s: a score is from 0 to 100; %d are not, the first is %s"
              .formatted(file, wrong.size(), wrong.get(0)));
    }
    if (samples.verification().isEmpty()
        && samples.clips().isEmpty()
        && samples.documents().isEmpty()) {
      throw new ReportException("%s: there are no samples to decide over".formatted(file));
    }
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "" : path + ": ";
  }

  private static String firstLine(JacksonException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
