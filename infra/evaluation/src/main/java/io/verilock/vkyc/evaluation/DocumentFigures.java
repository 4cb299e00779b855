package io.verilock.vkyc.evaluation;

/**
 * How well portraits on documents are found and matched.
 *
 * @param pages that could be read
 * @param unreadable pages left out
 * @param portraitVisible pages on which a person sees a portrait
 * @param portraitFound those of them on which the analysis finds it
 * @param portraitMissed those of them on which it does not
 * @param noPortrait pages on which a person sees none
 * @param foundWherePersonSeesNone those of them on which the analysis finds one all the same
 * @param match portraits compared with selfies; null where there are no such pairs
 */
public record DocumentFigures(
    int pages,
    int unreadable,
    int portraitVisible,
    int portraitFound,
    int portraitMissed,
    int noPortrait,
    int foundWherePersonSeesNone,
    VerificationFigures match) {}
