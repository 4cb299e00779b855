package io.verilock.vkyc.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.gateway.database.Database;
import io.verilock.vkyc.servers.EmbeddedDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptAnswersIT {
  private static final KeptAnswers.Request REQUEST =
      new KeptAnswers.Request("bank", "order-1", "vk_live_a", new byte[] {1, 2});
  private static final Answer ANSWER =
      new Answer(
          201,
          "application/json",
          "{\"secret\":\"shown once\"}".getBytes(StandardCharsets.UTF_8),
          Map.of());

  @TempDir static Path folder;
  private EmbeddedDatabase server;
  private Database database;

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedDatabase.start(folder, 0);
    database = Database.open(server.url(), EmbeddedDatabase.USER, "");
  }

  @AfterEach
  void stop() throws Exception {
    database.close();
    server.close();
  }

  @Test
  void anAnswerIsForgottenAfterADay() {
    database.jdbi().useTransaction(handle -> KeptAnswers.keep(handle, REQUEST, ANSWER));
    Instant almost = Instant.now().plus(KeptAnswers.KEPT).minus(Duration.ofHours(1));

    database.jdbi().useTransaction(handle -> KeptAnswers.forget(handle, almost));
    assertThat(kept()).hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(201));

    Instant later = Instant.now().plus(KeptAnswers.KEPT).plus(Duration.ofHours(1));
    database.jdbi().useTransaction(handle -> KeptAnswers.forget(handle, later));
    assertThat(kept()).isEmpty();
  }

  private Optional<Answer> kept() {
    return database
        .jdbi()
        .inTransaction(
            (Handle handle) -> {
              try {
                return KeptAnswers.find(handle, REQUEST);
              } catch (io.verilock.vkyc.gateway.contract.Problem e) {
                throw new AssertionError(e);
              }
            });
  }
}
