package io.verilock.vkyc.local.batch;

import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.schemas.VideoMode;
import java.nio.file.*;
import java.util.*;
import org.apache.flink.configuration.Configuration;

final class Probe {
  private Probe() {}

  public static void main(String[] a) throws Exception {
    List<SessionFiles> l = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(a[0]))) {
      String[] f = line.split(",", -1);
      l.add(
          new SessionFiles(
              f[0],
              f[1],
              f[2].isEmpty() ? null : f[2],
              f[3].isEmpty() ? null : f[3],
              VideoMode.self_record,
              "en"));
    }
    Configuration c = new Configuration();
    for (int i = 1; i + 1 < a.length; i += 2) c.setString(a[i], a[i + 1]);
    long t = System.nanoTime();
    TreeMap<String, String> out = new TreeMap<>();
    new BatchAnalysis(VideoAnalysisConfig.from(c), 2)
        .run(
            l,
            r -> {
              StringBuilder b = new StringBuilder();
              r.getChecks()
                  .forEach(
                      k ->
                          b.append(" ")
                              .append(k.getName())
                              .append("=")
                              .append(k.getScore())
                              .append(k.getMeasures()));
              out.put(
                  r.getSessionId(),
                  r.getResult()
                      + " match="
                      + r.getFaceMatchScore()
                      + " live="
                      + r.getLivenessScore()
                      + " dur="
                      + r.getDurationSeconds()
                      + " "
                      + r.getReasons()
                      + (a.length % 2 == 0 ? b.toString() : ""));
            });
    out.forEach((k, v) -> System.out.println(k + ": " + v));
    System.out.println(
        "sessions " + out.size() + " of " + l.size() + " in " + (System.nanoTime() - t) / 1e9);
  }
}
