package io.verilock.vkyc.models.pack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.LogisticRegression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a pack consists of: {@code packs/NAME/manifest.json} among the resources, beside the pack's
 * model card.
 *
 * @param name of the pack
 * @param description one sentence for people
 * @param files the models
 * @param calibration knots by score, such as {@code face_match}
 * @param regressions fitted by name; none in a pack without passive liveness
 */
public record PackManifest(
    String name,
    String description,
    List<ModelFile> files,
    Map<String, List<Calibration.Knot>> calibration,
    Map<String, LogisticRegression> regressions) {
  // An unknown key is a spelling mistake, and is refused with its name.
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Copies what it is given. */
  public PackManifest {
    files = List.copyOf(files);
    calibration = Map.copyOf(calibration);
    regressions = regressions == null ? Map.of() : Map.copyOf(regressions);
  }

  /** Reads a manifest that is part of this build. */
  public static PackManifest ofResource(String name) {
    String resource = "/packs/" + name + "/manifest.json";
    try (InputStream json = PackManifest.class.getResourceAsStream(resource)) {
      if (json == null) {
        throw new IllegalArgumentException("there is no manifest " + resource);
      }
      return JSON.readValue(json, PackManifest.class);
    } catch (IOException e) {
      throw new UncheckedIOException("manifest " + resource + " cannot be read", e);
    }
  }

  /** The file of a task. */
  public ModelFile file(String task) {
    return files.stream()
        .filter(file -> file.task().equals(task))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("pack %s has no %s".formatted(name, task)));
  }

  /** The calibration of a score. */
  public Calibration calibration(String score) {
    List<Calibration.Knot> knots = calibration.get(score);
    if (knots == null) {
      throw new IllegalArgumentException("pack %s does not calibrate %s".formatted(name, score));
    }
    return new Calibration(knots);
  }

  /** A fitted regression. */
  public LogisticRegression regression(String name) {
    LogisticRegression regression = regressions.get(name);
    if (regression == null) {
      throw new IllegalArgumentException("pack %s has no regression %s".formatted(this.name, name));
    }
    return regression;
  }

  /** The version of each task's model, sorted by task. */
  public SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>();
    files.forEach(file -> versions.put(file.task(), file.version(name)));
    return versions;
  }
}
