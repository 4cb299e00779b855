package io.verilock.vkyc.evaluation.data;

import io.verilock.vkyc.evaluation.data.LabelledData.Document;
import io.verilock.vkyc.evaluation.data.LabelledData.DocumentPair;
import io.verilock.vkyc.evaluation.data.LabelledData.LivenessPicture;
import io.verilock.vkyc.evaluation.data.LabelledData.LivenessVideo;
import io.verilock.vkyc.evaluation.data.LabelledData.Pair;
import io.verilock.vkyc.evaluation.data.LabelledData.Sentence;
import io.verilock.vkyc.evaluation.table.Columns;
import io.verilock.vkyc.evaluation.table.CsvTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads whichever CSV files of labelled data a folder has. */
public final class DataReader {
  /** What a pair's source must not be called: the figures of all sources stand under it. */
  public static final String ALL_SOURCES = "all";

  private static final String PAIRS = "pairs.csv";
  private static final String DOCUMENT_PAIRS = "doc_pairs.csv";
  private static final String DOCUMENTS = "documents.csv";
  private static final String LIVENESS = "liveness.csv";
  private static final String LIVENESS_VIDEOS = "liveness_videos.csv";
  private static final String SPEECH = "speech.csv";

  private final Path folder;
  private final SortedMap<String, Integer> rows = new TreeMap<>();

  private DataReader(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a folder. Whether the pictures and videos are there is not looked at.
   *
   * @throws DataException naming every problem with its file and line, or that there is nothing
   */
  public static LabelledData read(Path folder) throws DataException {
    return new DataReader(folder).read();
  }

  private LabelledData read() throws DataException {
    if (!Files.isDirectory(folder)) {
      throw new DataException("%s: there is no such folder".formatted(folder));
    }
    LabelledData data =
        new LabelledData(
            folder,
            rows,
            table(PAIRS, List.of("path_a", "path_b", "same"), DataReader::pair),
            table(
                DOCUMENT_PAIRS,
                List.of("path_document", "path_selfie", "same"),
                row ->
                    new DocumentPair(
                        row.required("path_document"),
                        row.required("path_selfie"),
                        row.either("same", "1", "0"))),
            table(
                DOCUMENTS,
                List.of("path", "portrait_visible"),
                row ->
                    new Document(
                        row.required("path"),
                        row.cell("type"),
                        row.either("portrait_visible", "y", "n"))),
            livenessPictures(),
            table(
                LIVENESS_VIDEOS,
                List.of("path", "label"),
                row ->
                    new LivenessVideo(
                        row.required("path"), row.required("label"), row.cell("identity"))),
            table(
                SPEECH,
                List.of("path", "language", "transcript"),
                row ->
                    new Sentence(
                        row.required("path"),
                        row.required("language"),
                        row.required("transcript"))));
    if (rows.isEmpty()) {
      throw new DataException(
          "%s: none of %s is there; docs/evaluation.md says what they hold"
              .formatted(
                  folder,
                  String.join(
                      ", ", PAIRS, DOCUMENT_PAIRS, DOCUMENTS, LIVENESS, LIVENESS_VIDEOS, SPEECH)));
    }
    if (rows.values().stream().allMatch(count -> count == 0)) {
      throw new DataException(
          "%s: there are no rows in %s".formatted(folder, String.join(", ", rows.keySet())));
    }
    return data;
  }

  private static Pair pair(CsvTable.Row row) {
    String source = row.cell("source");
    if (source.equals(ALL_SOURCES)) {
      row.problem("source '%s' stands for all sources; give it another name".formatted(source));
    }
    return new Pair(
        row.required("path_a"),
        row.required("path_b"),
        row.either("same", "1", "0"),
        source.isEmpty() ? "pairs" : source);
  }

  private List<LivenessPicture> livenessPictures() throws DataException {
    Map<String, String> labels = new HashMap<>();
    return table(
        LIVENESS,
        List.of("path", "label"),
        row -> {
          String label = row.required("label");
          String clip = row.cell("clip");
          String earlier = clip.isEmpty() ? label : labels.putIfAbsent(clip, label);
          if (earlier != null && !earlier.equals(label)) {
            row.problem(
                "clip '%s' is %s here and %s before; a clip has one label"
                    .formatted(clip, label, earlier));
          }
          return new LivenessPicture(
              row.required("path"),
              label,
              row.cell("identity"),
              clip,
              row.cell("support"),
              row.cell("medium"));
        });
  }

  private <T> List<T> table(String name, List<String> required, Function<CsvTable.Row, T> reader)
      throws DataException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return List.of();
    }
    CsvTable table = CsvTable.read(file, Columns.amongOthers(required));
    List<T> read = table.rows().stream().map(reader).toList();
    Optional<String> problems = table.problems();
    if (problems.isPresent()) {
      throw new DataException(problems.get());
    }
    rows.put(name, read.size());
    return read;
  }
}
