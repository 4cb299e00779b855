package io.verilock.vkyc.evaluation.report;

import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.VideoResult;
import java.util.List;

/**
 * A session as the report shows it.
 *
 * @param purpose what the session is meant to show
 * @param selfie null where there is none
 * @param document null where there is none
 * @param prompts what the person was asked for, and when; empty where it was nothing
 * @param frames judged frames, in the order of their time; empty where nothing could be decoded
 */
public record SessionView(
    String purpose,
    VideoResult result,
    FrameView selfie,
    FrameView document,
    List<Prompt> prompts,
    List<FrameView> frames) {}
