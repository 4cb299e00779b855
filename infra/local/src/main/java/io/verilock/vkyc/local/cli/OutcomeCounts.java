package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.schemas.VideoResult;
import java.util.Map;
import java.util.TreeMap;

/** How many sessions ended how, for a summary. */
final class OutcomeCounts {
  private static final String NOT_ANALYSED = "video_not_analysed";

  private final Map<String, Integer> outcomes = new TreeMap<>();
  private int sessions;
  private int notAnalysed;

  void add(VideoResult result) {
    sessions++;
    Object outcome = result.getResult() == null ? result.getStatus() : result.getResult();
    outcomes.merge(outcome.toString(), 1, Integer::sum);
    if (result.getReasons().contains(NOT_ANALYSED)) {
      notAnalysed++;
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%d sessions".formatted(sessions));
    String separator = ": ";
    for (Map.Entry<String, Integer> outcome : outcomes.entrySet()) {
      text.append(separator).append("%d %s".formatted(outcome.getValue(), outcome.getKey()));
      separator = ", ";
    }
    if (notAnalysed > 0) {
      text.append("; %d could not be analysed, their reasons say why".formatted(notAnalysed));
    }
    return text.toString();
  }
}
