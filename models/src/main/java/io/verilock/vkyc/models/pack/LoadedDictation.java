package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.speech.Dictation;
import java.util.Map;

/**
 * A dictation and what it was loaded from.
 *
 * @param versions of its models by task
 * @param closing frees the networks behind it
 */
record LoadedDictation(Dictation dictation, Map<String, String> versions, Runnable closing) {}
