package io.verilock.vkyc.importer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the vocabulary out of the script that brings it along. */
final class LlamaVocabulary {
  private static final Pattern LITERAL =
      Pattern.compile("const llama_vocab_base64 = \"([A-Za-z0-9+/=]++)\"");

  private LlamaVocabulary() {}

  /** The pieces, one a line. */
  static byte[] ofScript(byte[] script) throws ImportException {
    Matcher literal = LITERAL.matcher(new String(script, StandardCharsets.UTF_8));
    if (!literal.find()) {
      throw new ImportException("the script holds no vocabulary");
    }
    return Base64.getDecoder().decode(literal.group(1));
  }
}
