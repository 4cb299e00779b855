package io.verilock.vkyc.jobs.analysis;

/** How much speech one piece of audio holds; negative where nothing listens. */
public record SpeechPiece(int index, int speechWindows) {}
