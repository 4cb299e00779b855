package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import java.util.Optional;

/**
 * What came of a photo.
 *
 * @param spot where on it the person's face is; empty where there is none
 */
public record PhotoFindings(PhotoEvidence evidence, Optional<FaceSpot> spot) {}
