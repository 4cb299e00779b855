package io.verilock.vkyc.local.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of lines in an order known beforehand, while the lines come in any order. The file appears
 * under its name when all lines are there.
 */
public final class OrderedLines implements AutoCloseable {
  private final List<String> order;
  private final Path file;
  private final Path draft;
  private final Writer writer;
  private final Map<String, String> early = new HashMap<>();
  private int next;

  public OrderedLines(List<String> order, Path file) throws IOException {
    this.order = List.copyOf(order);
    this.file = file.toAbsolutePath();
    if (Files.isDirectory(this.file)) {
      throw new FileSystemException(file.toString(), null, "is a folder, name a file in it");
    }
    Files.createDirectories(this.file.getParent());
    draft = this.file.resolveSibling(this.file.getFileName() + ".part");
    writer = Files.newBufferedWriter(draft);
  }

  /** Adds the line of a key; a further line of the same key is dropped. */
  public void add(String key, String line) {
    early.putIfAbsent(key, line);
    try {
      while (next < order.size() && early.containsKey(order.get(next))) {
        writer.write(early.put(order.get(next), ""));
        writer.write('\n');
        next++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keys without a line so far. */
  public List<String> missing() {
    return order.stream().filter(key -> !early.containsKey(key)).toList();
  }

  /** Ends the file. What is incomplete keeps its draft's name. */
  @Override
  public void close() throws IOException {
    writer.close();
    if (next == order.size()) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
