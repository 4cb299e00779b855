package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.PromptKind;

/**
 * A turn of the head to one side and back.
 *
 * @param kind to which side, as the person sees it
 * @param seconds when it is farthest, from the first sampled frame on
 * @param degrees how far that is
 * @param frames sampled frames on which the head is turned
 * @param gradual whether a frame shows the head on its way
 * @param depth share of the face's change of shape that no flat picture's view has, 0 to 1; NaN
 *     where no mesh was laid
 */
record HeadTurn(
    PromptKind kind, double seconds, double degrees, int frames, boolean gradual, double depth) {}
