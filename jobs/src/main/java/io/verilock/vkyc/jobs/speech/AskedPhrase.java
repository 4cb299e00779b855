package io.verilock.vkyc.jobs.speech;

import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import java.util.List;

/**
 * A sentence that the person is asked to say.
 *
 * @param fromMillis when it is shown, from the start of the recording
 * @param toMillis when the next prompt is
 */
public record AskedPhrase(String text, long fromMillis, long toMillis) {
  /** The sentence among prompts; null where none of them is one. */
  public static AskedPhrase of(List<Prompt> prompts) {
    return prompts.stream()
        .filter(prompt -> prompt.getKind() == PromptKind.phrase && prompt.getText() != null)
        .findFirst()
        .map(prompt -> new AskedPhrase(prompt.getText(), prompt.getFromMs(), prompt.getToMs()))
        .orElse(null);
  }
}
