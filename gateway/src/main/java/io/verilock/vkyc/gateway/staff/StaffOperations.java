package io.verilock.vkyc.gateway.staff;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.access.Role;
import io.verilock.vkyc.gateway.audit.AuditLog;
import io.verilock.vkyc.gateway.calls.OwnAgent;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Credentials;
import io.verilock.vkyc.gateway.http.Cursor;
import io.verilock.vkyc.gateway.http.Operation;
import io.verilock.vkyc.gateway.http.Pages;
import io.verilock.vkyc.gateway.http.Times;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Who works for a tenant at its pages, and how they sign in and out. */
public final class StaffOperations {
  private final URI publicAddress;
  private final boolean encrypted;
  private final boolean oidc;

  /**
   * Sets them up.
   *
   * @param publicAddress where people reach the pages
   * @param oidc whether people can sign in by OpenID Connect, too
   */
  public StaffOperations(URI publicAddress, boolean oidc) {
    this.publicAddress = publicAddress;
    this.oidc = oidc;
    this.encrypted = publicAddress.getScheme().equals("https");
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.InTransaction create = this::create;
    Operation.InTransaction list = StaffOperations::list;
    Operation.InTransaction link = this::link;
    Operation.InTransaction disable = StaffOperations::disable;
    Operation.InTransaction signIn = this::signIn;
    Operation.InTransaction signOut = this::signOut;
    Operation.InTransaction own = StaffOperations::own;
    Operation.Unbound methods = call -> methods();
    return Map.of(
        "createStaff", create,
        "listStaff", list,
        "createSignInLink", link,
        "disableStaff", disable,
        "signIn", signIn,
        "signOut", signOut,
        "getOwnStaff", own,
        "getSignInMethods", methods);
  }

  /** Where a link's secret signs somebody in. */
  public static URI url(URI publicAddress, String secret) {
    return publicAddress.resolve("/sign-in#" + secret);
  }

  private Answer create(Call call, Handle handle) throws Problem {
    String staffId =
        Staff.create(
            handle,
            call.caller().tenantId(),
            call.bodyText("name"),
            Role.of(call.bodyText("role")),
            call.at());
    AuditLog.target(handle, call, staffId);
    return withLink(call, handle, staffId);
  }

  private Answer link(Call call, Handle handle) throws Problem {
    String staffId = call.path("staff_id");
    Staff.Member member = member(handle, call.caller().tenantId(), staffId);
    if (member.disabledAt() != null) {
      throw unknown(staffId);
    }
    AuditLog.target(handle, call, staffId);
    return withLink(call, handle, staffId);
  }

  private Answer withLink(Call call, Handle handle, String staffId) throws Problem {
    ObjectNode json = json(member(handle, call.caller().tenantId(), staffId));
    String secret = Staff.link(handle, staffId, call.at());
    return Answer.json(
        201,
        json.put("sign_in_url", url(publicAddress, secret).toString())
            .put("sign_in_url_expires_at", Times.text(call.at().plus(Staff.LINK_VALID))));
  }

  private static Answer list(Call call, Handle handle) throws Problem {
    Cursor cursor = Cursor.of(call);
    int limit = call.number("limit");
    AuditLog.target(handle, call, null);
    return Pages.answer(
        call,
        Staff.list(
            handle,
            call.caller().tenantId(),
            cursor == null ? null : cursor.at(),
            cursor == null ? null : cursor.id(),
            limit + 1),
        limit,
        StaffOperations::json,
        last -> new Cursor(last.createdAt(), last.staffId()));
  }

  private static Answer disable(Call call, Handle handle) throws Problem {
    String staffId = call.path("staff_id");
    member(handle, call.caller().tenantId(), staffId);
    Staff.disable(handle, staffId, call.at());
    AuditLog.target(handle, call, staffId);
    return Answer.empty();
  }

  private Answer signIn(Call call, Handle handle) throws Problem {
    Staff.SignIn signIn =
        Staff.signIn(handle, call.bodyText("secret"), call.at())
            .orElseThrow(
                () ->
                    new Problem(
                        ErrorCode.SIGN_IN_LINK_INVALID,
                        "The link was used, has expired, or was replaced by a newer one."));
    AuditLog.signedIn(handle, call, signIn.staff());
    return Answer.json(200, json(handle, signIn.staff()))
        .with("Set-Cookie", Credentials.cookie(signIn.secret(), Staff.SIGNED_IN, encrypted));
  }

  private Answer signOut(Call call, Handle handle) {
    Staff.signOut(handle, call.caller().id());
    AuditLog.target(handle, call, call.caller().id());
    return Answer.empty().with("Set-Cookie", Credentials.cookie("", Duration.ZERO, encrypted));
  }

  private static Answer own(Call call, Handle handle) {
    return Answer.json(200, json(handle, (Caller.Staff) call.caller()));
  }

  private Answer methods() {
    return Answer.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("oidc_url", oidc ? publicAddress.resolve(OidcSignIn.BEGIN).toString() : null));
  }

  private static Staff.Member member(Handle handle, String tenantId, String staffId)
      throws Problem {
    return Staff.find(handle, tenantId, staffId).orElseThrow(() -> unknown(staffId));
  }

  private static Problem unknown(String staffId) {
    return new Problem(
        ErrorCode.STAFF_NOT_FOUND,
        "There is no member of staff %s who may sign in.".formatted(staffId));
  }

  private static ObjectNode json(Staff.Member member) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("staff_id", member.staffId())
        .put("name", member.name())
        .put("role", member.role().text())
        .put("created_at", Times.text(member.createdAt()))
        .put("disabled_at", Times.text(member.disabledAt()));
  }

  private static ObjectNode json(Handle handle, Caller.Staff staff) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("staff_id", staff.staffId())
            .put("name", staff.name())
            .put("role", staff.role().text())
            .put("agent_id", OwnAgent.of(handle, staff.staffId()).orElse(null));
    json.putArray("scopes");
    staff.scopes().stream().sorted().forEach(scope -> json.withArray("scopes").add(scope.text()));
    return json;
  }
}
