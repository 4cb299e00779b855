package io.verilock.vkyc.local.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a command is: a bar on a terminal, a line for each tenth elsewhere. */
final class Progress implements AutoCloseable {
  private static final int LINES = 10;

  private final String task;
  private final long total;
  private final PrintStream out;
  private final ProgressBar bar;
  private long done;
  private long linesPrinted;

  private Progress(String task, long total, PrintStream out, ProgressBar bar) {
    this.task = task;
    this.total = total;
    this.out = out;
    this.bar = bar;
  }

  /** Progress of {@code total} sessions, on standard error. */
  static Progress of(String task, long total) {
    return of(task, " sessions", total);
  }

  /** Progress of {@code total} of something, such as " pictures", on standard error. */
  static Progress of(String task, String unit, long total) {
    ProgressBar bar =
        !Home.terminal()
            ? null
            : new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(unit, 1)
                .build();
    return new Progress(task, total, System.err, bar);
  }

  /** The same without a terminal, for tests. */
  static Progress lines(String task, long total, PrintStream out) {
    return new Progress(task, total, out, null);
  }

  void step() {
    done++;
    if (bar != null) {
      bar.step();
    } else if (done * LINES / total > linesPrinted) {
      linesPrinted = done * LINES / total;
      out.printf("%s: %d of %d%n", task, done, total);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
