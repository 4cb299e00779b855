package io.verilock.vkyc.local.stack;

import io.verilock.vkyc.gateway.access.Role;
import io.verilock.vkyc.gateway.calls.OwnAgent;
import io.verilock.vkyc.gateway.database.Database;
import io.verilock.vkyc.gateway.staff.Staff;
import io.verilock.vkyc.gateway.staff.StaffOperations;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The people that a stack on this machine comes with: one for each role, who sign in by link. */
final class FirstStaff {
  /** More people than a stack on one machine has. */
  private static final int MOST = 1_000;

  /** What the agent speaks who comes with a stack: all that people can be asked in. */
  private static final List<String> LANGUAGES = List.of("en", "es", "fr", "de", "pt");

  private FirstStaff() {}

  /** A link for each role, by the role's name; links of earlier starts sign nobody in. */
  static Map<String, URI> links(Database database, URI pages) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              Map<String, URI> links = new LinkedHashMap<>();
              for (Role role : Role.values()) {
                String staffId = member(handle, role, now);
                if (role == Role.AGENT) {
                  OwnAgent.make(handle, FirstKey.TENANT, staffId, name(role), LANGUAGES, now);
                }
                String secret = Staff.link(handle, staffId, now);
                links.put(role.text(), StaffOperations.url(pages, secret));
              }
              return links;
            });
  }

  private static String member(Handle handle, Role role, Instant now) {
    String name = name(role);
    List<Staff.Member> all = Staff.list(handle, FirstKey.TENANT, null, null, MOST);
    return all.stream()
        .filter(member -> member.name().equals(name) && member.disabledAt() == null)
        .map(Staff.Member::staffId)
        .findFirst()
        .orElseGet(() -> Staff.create(handle, FirstKey.TENANT, name, role, now));
  }

  private static String name(Role role) {
    return "Local " + role.text();
  }
}
