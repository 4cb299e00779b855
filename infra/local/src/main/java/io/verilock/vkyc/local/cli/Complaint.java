package io.verilock.vkyc.local.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.util.FlinkException;

/** What a person is told of a failure; the log has the rest. */
final class Complaint {
  private Complaint() {}

  /** The failure in a line or a few, without its type and its trace. */
  static String of(Throwable failure) {
    Throwable cause = failure;
    // These only say that something else failed.
    while (cause.getCause() != null && isWrapper(cause)) {
      cause = cause.getCause();
    }
    if (cause instanceof FileSystemException file) {
      return "%s: %s".formatted(file.getFile(), what(file));
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof ExecutionException
        || failure instanceof JobExecutionException
        || failure instanceof FlinkException
        || failure.getClass() == RuntimeException.class;
  }

  private static String what(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "this user may not read or write it";
    }
    return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
  }
}
