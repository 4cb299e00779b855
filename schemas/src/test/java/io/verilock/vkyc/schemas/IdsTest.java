package io.verilock.vkyc.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "A-z.09_", "_", "-.", "a..b"})
  void anIdThatCanStandInAPathIsOne(String id) {
    assertThat(Ids.fault("session_id", id)).isEmpty();
    assertThat(Ids.fault("session_id", id + "x".repeat(128 - id.length()))).isEmpty();
    assertThat(Ids.fault("session_id", id + "x".repeat(129 - id.length()))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", "..", "../up", "a/b", "a b", "a\n", "ä", "a\\b", "a%2fb"})
  void anIdThatCouldNameSomethingElseIsNone(String id) {
    assertThat(Ids.fault("endpoint_id", id))
        .hasValue(
            "endpoint_id is not 1 to 128 characters of A-Z a-z 0-9 . _ - with no dot in front");
  }
}
