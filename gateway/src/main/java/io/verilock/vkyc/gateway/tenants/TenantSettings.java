package io.verilock.vkyc.gateway.tenants;

import io.verilock.vkyc.gateway.database.Rows;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * What a tenant has set for itself.
 *
 * @param fourEyes whether a decision takes two people
 * @param embedOrigins the sites that may show its sessions in a frame
 * @param agentScript the questions that agents ask, in order
 * @param approveBeforeAnalysis whether a call can be approved before its recording is analysed
 */
public record TenantSettings(
    boolean fourEyes,
    List<String> embedOrigins,
    List<String> agentScript,
    Interruptions callInterruptions,
    boolean approveBeforeAnalysis) {
  /** What becomes of a call that loses a side. */
  public enum Interruptions {
    /** It goes on when both are back. */
    RESUME,
    /** It goes on, and a second person has to agree to its decision. */
    REVIEW,
    /** It is over at once. */
    ABORT;

    /** Its name in the contract. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one of a name. */
    public static Interruptions of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** What a tenant has set. */
  public static TenantSettings of(Handle handle, String tenantId) {
    return handle
        .createQuery(
            "select four_eyes, embed_origins, agent_script, call_interruptions,"
                + " approve_before_analysis from tenant where tenant_id = :id")
        .bind("id", tenantId)
        .map(
            (row, context) ->
                new TenantSettings(
                    row.getBoolean("four_eyes"),
                    Rows.texts(row, "embed_origins"),
                    Rows.texts(row, "agent_script"),
                    Interruptions.of(row.getString("call_interruptions")),
                    row.getBoolean("approve_before_analysis")))
        .one();
  }

  /** The sites that may show a session in a frame; none where there is no such session. */
  public static List<String> embedOrigins(Handle handle, String sessionId) {
    return handle
        .createQuery(
            "select embed_origins from session join tenant using (tenant_id)"
                + " where session_id = :id")
        .bind("id", sessionId)
        .map((row, context) -> Rows.texts(row, "embed_origins"))
        .findOne()
        .orElse(List.of());
  }

  /** Sets it. */
  void keep(Handle handle, String tenantId) {
    handle
        .createUpdate(
            "update tenant set four_eyes = :fourEyes, embed_origins = :origins, agent_script ="
                + " :script, call_interruptions = :interruptions, approve_before_analysis = :early"
                + " where tenant_id = :id")
        .bind("fourEyes", fourEyes)
        .bindArray("origins", String.class, embedOrigins)
        .bindArray("script", String.class, agentScript)
        .bind("interruptions", callInterruptions.text())
        .bind("early", approveBeforeAnalysis)
        .bind("id", tenantId)
        .execute();
  }
}
