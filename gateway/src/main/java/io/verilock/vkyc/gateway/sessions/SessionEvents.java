package io.verilock.vkyc.gateway.sessions;

import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.VideoMode;
import java.time.Instant;
import java.util.List;

/** What the jobs are told of sessions. */
final class SessionEvents {
  private static final int FIRST_TAKE = 1;

  private SessionEvents() {}

  /** A session was created, for a customer with a plan. */
  static SessionEvent created(Session session, List<Prompt> prompts, String plan) {
    return new SessionEvent(
        session.sessionId(),
        SessionEventType.created,
        session.createdAt(),
        settings(session, prompts, plan),
        FIRST_TAKE);
  }

  /** A take of the recording begins, with prompts of its own. */
  static SessionEvent retaken(
      Session session, List<Prompt> prompts, String plan, int take, Instant now) {
    return new SessionEvent(
        session.sessionId(), SessionEventType.retaken, now, settings(session, prompts, plan), take);
  }

  /** Something happened that has no settings. */
  static SessionEvent of(String sessionId, SessionEventType type, Instant now) {
    return new SessionEvent(sessionId, type, now, null, FIRST_TAKE);
  }

  private static SessionSettings settings(Session session, List<Prompt> prompts, String plan) {
    List<PhotoKind> photos = List.of(PhotoKind.selfie, PhotoKind.document);
    SessionSettings.Builder settings =
        SessionSettings.newBuilder()
            .setTenantId(session.tenantId())
            .setPlan(plan)
            .setVideoMode(VideoMode.valueOf(session.mode()))
            .setVideoLanguage(session.language())
            .setExpectedPhotos(
                photos.stream().filter(kind -> session.steps().contains(kind.name())).toList())
            .setPrompts(prompts)
            .setExpiresAt(session.expiresAt());
    if (session.maxDuration() != null) {
      settings.setVideoMaxDuration(session.maxDuration());
    }
    return settings.build();
  }
}
