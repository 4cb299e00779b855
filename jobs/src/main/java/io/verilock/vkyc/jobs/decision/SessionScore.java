package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import java.util.List;

/**
 * A session's checks, and the face they were made with.
 *
 * @param face the template of the whole clip; null where too few frames had a usable face
 * @param timeline null in the state of a session that was scored before there were timelines
 */
public record SessionScore(float[] face, List<Check> checks, Timeline timeline) {
  /** The check with this name. */
  Check check(String name) {
    return checks.stream().filter(check -> check.getName().equals(name)).findAny().orElseThrow();
  }
}
