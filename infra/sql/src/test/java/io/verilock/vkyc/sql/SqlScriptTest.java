package io.verilock.vkyc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlScriptTest {
  @Test
  void aStatementEndsAtItsSemicolonAndTheLastWithout() {
    assertThat(SqlScript.statements("SELECT 1; SELECT\n 2;\n;SELECT 3 "))
        .containsExactly("SELECT 1", "SELECT\n 2", "SELECT 3");
    assertThat(SqlScript.statements(" -- nothing; here\n")).isEmpty();
  }

  @Test
  void aSemicolonInQuotesEndsNothing() {
    assertThat(SqlScript.statements("SELECT 'it''s; --', `a;b` FROM t; SELECT 2"))
        .containsExactly("SELECT 'it''s; --', `a;b` FROM t", "SELECT 2");
  }

  @Test
  void commentsAreLeftOutButHintsStay() {
    assertThat(
            SqlScript.statements(
                "-- one;\nSELECT /* a; */ 1 - -2 -- it's;\nFROM t /*+ OPTIONS('a'=';') */;"))
        .containsExactly("SELECT  1 - -2 \nFROM t /*+ OPTIONS('a'=';') */");
  }

  @ParameterizedTest
  @CsvSource({"true, unbounded", "false, latest-offset"})
  void theTablesGetTheBrokersAndAnEnd(boolean follow, String end) {
    assertThat(SqlScript.topics("a:1,b:2", follow))
        .allSatisfy(
            statement ->
                assertThat(statement)
                    .startsWith("CREATE TABLE")
                    .contains("'properties.bootstrap.servers' = 'a:1,b:2'")
                    .contains("'scan.bounded.mode' = '%s'".formatted(end))
                    .doesNotContain("${"));
  }
}
