package io.verilock.vkyc.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.verilock.vkyc.servers.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseIT {
  private static final String PERSONAL = "anna.example";

  @TempDir Path folder;

  @Test
  void whatAStatementWasGivenStandsInNoMessage() throws Exception {
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder, 0);
        Database database = Database.open(server.url(), EmbeddedDatabase.USER, "")) {
      assertThat(database.answers()).isTrue();
      Throwable fault =
          catchThrowable(
              () ->
                  database
                      .jdbi()
                      .useHandle(
                          handle ->
                              handle
                                  .createUpdate(
                                      "insert into api_key (key_id, tenant_id, name, scopes,"
                                          + " created_at) values ('k', :tenant, 'n', '{}', now())")
                                  .bind("tenant", PERSONAL)
                                  .execute()));

      assertThat(fault).isNotNull();
      for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
        assertThat(cause.toString()).doesNotContain(PERSONAL);
      }
    }
  }

  @Test
  void whatIsOnlyAddedToIsNotEmptied() throws Exception {
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder, 0);
        Database database = Database.open(server.url(), EmbeddedDatabase.USER, "")) {
      for (String table : new String[] {"audit", "consent", "consent_text"}) {
        assertThat(
                catchThrowable(
                    () -> database.jdbi().useHandle(handle -> handle.execute("truncate " + table))))
            .as(table)
            .hasMessageContaining("only ever added");
      }
    }
  }

  @Test
  void aDamagedNoteOfAServerIsNamedWithTheRemedy() throws Exception {
    Path note = Files.createDirectories(folder.resolve("data")).resolve("postmaster.pid");
    Files.writeString(note, "");

    assertThat(catchThrowable(() -> EmbeddedDatabase.start(folder, 0)))
        .hasMessage(note + " is damaged: delete it, once no PostgreSQL runs on its folder");
  }

  @Test
  void whatWasCommittedStaysWhateverStops() throws Exception {
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder, 0);
        Database database = Database.open(server.url(), EmbeddedDatabase.USER, "")) {
      for (String setting : new String[] {"fsync", "synchronous_commit"}) {
        assertThat(
                database
                    .jdbi()
                    .<String, RuntimeException>withHandle(
                        handle ->
                            handle
                                .createQuery("select current_setting(:name)")
                                .bind("name", setting)
                                .mapTo(String.class)
                                .one()))
            .as(setting)
            .isEqualTo("on");
      }
    }
  }
}
