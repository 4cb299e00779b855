package io.verilock.vkyc.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import io.verilock.vkyc.schemas.SessionSettings;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordRulesTest {
  @Test
  void promptsThatCanBeAnsweredAreTaken() {
    assertThat(wrong(List.of())).isNull();
    assertThat(
            wrong(
                List.of(
                    new Prompt(PromptKind.look, 0L, 3_000L, null),
                    new Prompt(PromptKind.phrase, 3_000L, 9_000L, "two green cats"),
                    new Prompt(PromptKind.turn_left, 9_500L, 12_000L, null))))
        .isNull();
  }

  @Test
  void promptsThatCannotAreRefused() {
    assertThat(wrong(new Prompt(PromptKind.unknown, 0L, 1L, null))).contains("unknown");
    assertThat(wrong(new Prompt(PromptKind.look, -1L, 1L, null))).contains("one after the other");
    assertThat(wrong(new Prompt(PromptKind.look, 5L, 5L, null))).contains("one after the other");
    for (String text : new String[] {null, "", " 12 !", "a".repeat(201)}) {
      assertThat(wrong(new Prompt(PromptKind.phrase, 0L, 1L, text)))
          .contains("a phrase is no text");
    }
    assertThat(wrong(new Prompt(PromptKind.look, 0L, 3_600_001L, null))).contains("hour");
    assertThat(wrong(Collections.nCopies(21, new Prompt(PromptKind.look, 0L, 1L, null))))
        .contains("more than 20");
  }

  @Test
  void takesAreCountedFromOne() {
    byte[] bytes = new byte[1];
    assertThat(RecordRules.chunk(Records.chunk(1, 0, bytes, false).value())).isNull();
    assertThat(RecordRules.chunk(Records.chunk(0, 0, bytes, false).value()))
        .isEqualTo("take is below 1");
    assertThat(RecordRules.session(Records.retaken(2, Records.settings()).value())).isNull();
    assertThat(RecordRules.session(Records.retaken(1, Records.settings()).value()))
        .contains("no second or later one");
    assertThat(RecordRules.session(Records.retaken(2, null).value())).contains("needs settings");
  }

  private static String wrong(Prompt prompt) {
    return wrong(List.of(prompt));
  }

  private static String wrong(List<Prompt> prompts) {
    SessionSettings settings = SessionSettings.newBuilder().setPrompts(prompts).build();
    return RecordRules.session(Records.created(Records.SESSION, settings).value());
  }
}
