package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.speech.phrase.PhraseVerifier;
import java.util.Map;

/**
 * A check of phrases and what it was loaded from.
 *
 * @param versions of its models by task
 */
record LoadedPhrases(PhraseVerifier verifier, Map<String, String> versions) {}
