package io.verilock.vkyc.gateway.analytics;

import io.verilock.vkyc.gateway.analytics.DistributionAnswer.Histogram;
import io.verilock.vkyc.gateway.analytics.DistributionAnswer.Latency;
import io.verilock.vkyc.gateway.analytics.DistributionAnswer.Quantiles;
import io.verilock.vkyc.gateway.analytics.DistributionAnswer.Rates;
import io.verilock.vkyc.gateway.analytics.DistributionAnswer.Window;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * An answer as tables of comma-separated values (RFC 4180), with a header. All that stands in them
 * are our own words, numbers and times, so that no cell is a formula to a spreadsheet.
 */
enum AnswerCsv {
  /** A line for each window. */
  SERIES(
      "series",
      "window_start,window_seconds,sessions,completed,approved,declined,needs_review,expired,reviewed,"
          + "with_face,live,matched,approval_rate,decline_rate,review_rate,expiry_rate,"
          + "liveness_p5,liveness_p25,liveness_p50,liveness_p75,liveness_p95,"
          + "face_match_p5,face_match_p25,face_match_p50,face_match_p75,face_match_p95,"
          + "latency_p50,latency_p95,latency_p99") {
    @Override
    void print(DistributionAnswer answer, CSVPrinter csv) throws IOException {
      for (Window window : answer.series()) {
        SessionCounts counts = window.counts();
        List<Object> line =
            new ArrayList<>(
                List.of(
                    window.start(),
                    answer.range().windowSeconds(),
                    counts.sessions(),
                    counts.completed(),
                    counts.approved(),
                    counts.declined(),
                    counts.needsReview(),
                    counts.expired(),
                    counts.reviewed(),
                    counts.withFace(),
                    counts.live(),
                    counts.matched()));
        line.addAll(rates(window.rates()));
        line.addAll(quantiles(window.liveness()));
        line.addAll(quantiles(window.faceMatch()));
        line.addAll(latency(window.latency()));
        csv.printRecord(line);
      }
    }
  },
  /** A line for each point of the scores. */
  HISTOGRAMS("histograms", "score_from,score_to,liveness_sessions,face_match_sessions") {
    @Override
    void print(DistributionAnswer answer, CSVPrinter csv) throws IOException {
      Histogram liveness = answer.histograms().get("liveness");
      Histogram faceMatch = answer.histograms().get("face_match");
      for (int bin = 0; bin < liveness.counts().length; bin++) {
        csv.printRecord(bin, bin + 1, liveness.counts()[bin], faceMatch.counts()[bin]);
      }
      csv.printRecord("missing", null, liveness.missing(), faceMatch.missing());
    }
  };

  private final String fileName;
  private final String columns;

  AnswerCsv(String fileName, String columns) {
    this.fileName = fileName;
    this.columns = columns;
  }

  /** The table of a name of the contract. */
  static AnswerCsv named(String name) {
    return Arrays.stream(values())
        .filter(table -> table.fileName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Its name, as in {@link #named}. */
  String fileName() {
    return fileName;
  }

  /** The table. */
  String of(DistributionAnswer answer) {
    StringWriter text = new StringWriter();
    try (CSVPrinter csv =
        new CSVPrinter(text, CSVFormat.RFC4180.builder().setHeader(columns.split(",")).get())) {
      print(answer, csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  abstract void print(DistributionAnswer answer, CSVPrinter csv) throws IOException;

  private static List<Object> rates(Rates rates) {
    return rates == null
        ? Collections.nCopies(4, null)
        : List.of(rates.approved(), rates.declined(), rates.needsReview(), rates.expired());
  }

  private static List<Object> quantiles(Quantiles quantiles) {
    return quantiles == null
        ? Collections.nCopies(5, null)
        : List.of(
            quantiles.p5(), quantiles.p25(), quantiles.p50(), quantiles.p75(), quantiles.p95());
  }

  private static List<Object> latency(Latency latency) {
    return latency == null
        ? Collections.nCopies(3, null)
        : List.of(latency.p50(), latency.p95(), latency.p99());
  }
}
