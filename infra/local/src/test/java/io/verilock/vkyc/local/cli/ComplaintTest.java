package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.client.JobExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ComplaintTest {
  static Stream<Arguments> complaints() {
    return Stream.of(
        Arguments.of(new IOException("the disk is full"), "the disk is full"),
        Arguments.of(new IOException("first", new IOException("second")), "first"),
        Arguments.of(
            new ExecutionException(
                new JobExecutionException(new JobID(), "job failed", new IOException("no model"))),
            "no model"),
        Arguments.of(new IllegalStateException(), "IllegalStateException"),
        Arguments.of(new NoSuchFileException("a"), "a: there is no such file"),
        Arguments.of(new AccessDeniedException("a"), "a: this user may not read or write it"),
        Arguments.of(new FileSystemException("a", null, "too long"), "a: too long"),
        Arguments.of(new NotDirectoryException("a"), "a: NotDirectoryException"));
  }

  @ParameterizedTest
  @MethodSource("complaints")
  void aFailureIsSaidInWords(Throwable failure, String complaint) {
    assertThat(Complaint.of(failure)).isEqualTo(complaint);
  }
}
