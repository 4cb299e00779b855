package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.VideoMode;

/** What a session may ask for. */
final class SessionRules {
  private static final String ENTERPRISE = "enterprise";

  private SessionRules() {}

  /** Why a session with these settings is refused, or null. */
  static Reason refusal(SessionSettings settings) {
    boolean agent = settings.getVideoMode() == VideoMode.live_agent;
    return agent && !ENTERPRISE.equals(settings.getPlan()) ? Reason.PLAN_NOT_ALLOWED : null;
  }
}
