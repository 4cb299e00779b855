package io.verilock.vkyc.gateway.uploads;

import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.sessions.Session;
import io.verilock.vkyc.gateway.sessions.Sessions;
import org.jdbi.v3.core.Jdbi;

/** The session that an upload is for. */
final class Requested {
  private Requested() {}

  /**
   * The session.
   *
   * @throws Problem if the tenant has none of that id
   */
  static Session session(Jdbi jdbi, String tenantId, String sessionId) throws Problem {
    return jdbi.withHandle(handle -> Sessions.find(handle, tenantId, sessionId))
        .orElseThrow(() -> Sessions.unknown(sessionId));
  }
}
