package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.gateway.Shared.Running;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People who work at the pages: links, cookies and roles. */
@ExtendWith(Shared.class)
class StaffIT {
  private static final String NEW_REVIEWER = "{\"name\": \"Ada\", \"role\": \"reviewer\"}";

  private Client admin;

  @BeforeEach
  void newTenant(Running shared) {
    admin = shared.client();
  }

  @Test
  void aLinkSignsSomebodyInOnce() throws Exception {
    Reply made = admin.post("/v1/staff", NEW_REVIEWER);
    assertThat(made.status()).isEqualTo(201);
    String secret = secret(made);

    Reply signedIn = signIn(secret);
    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.text("name")).isEqualTo("Ada");
    assertThat(signedIn.header("Set-Cookie"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
        .doesNotContain("Secure");
    Reply again = signIn(secret);
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.code()).isEqualTo("sign_in_link_invalid");

    Reply own = get("/v1/sign-in", signedIn, Map.of());
    assertThat(own.text("staff_id")).isEqualTo(made.text("staff_id"));
    assertThat(own.json().get("scopes").toString())
        .isEqualTo("[\"sessions:read\",\"reviews:write\"]");
    assertThat(get("/v1/sessions", signedIn, Map.of()).status()).isEqualTo(200);
    assertThat(get("/v1/api-keys", signedIn, Map.of()).code()).isEqualTo("scope_missing");
    JsonNode entry = admin.get("/v1/audit?action=signIn").json().get("data").get(0);
    assertThat(entry.get("actor").get("type").asText()).isEqualTo("staff");
    assertThat(entry.get("actor").get("id").asText()).isEqualTo(made.text("staff_id"));
  }

  @Test
  void theCookieIsOfNoUseToAnotherSite() throws Exception {
    Reply signedIn = signIn(secret(admin.post("/v1/staff", NEW_REVIEWER)));

    assertThat(get("/v1/sign-in", signedIn, Map.of("Sec-Fetch-Site", "cross-site")).code())
        .isEqualTo("authentication_required");
    assertThat(get("/v1/sign-in", signedIn, Map.of("Sec-Fetch-Site", "same-origin")).status())
        .isEqualTo(200);
  }

  @Test
  void whoSignsOutIsSignedOut() throws Exception {
    Reply signedIn = signIn(secret(admin.post("/v1/staff", NEW_REVIEWER)));

    Reply out =
        admin
            .as(null)
            .send("DELETE", "/v1/sign-in", Map.of("Cookie", cookie(signedIn)), new byte[0]);
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
    assertThat(get("/v1/sign-in", signedIn, Map.of()).code()).isEqualTo("credential_invalid");
  }

  @Test
  void whatHasExpiredSignsNobodyInAndIsNotKept(Running shared) throws Exception {
    Reply made = admin.post("/v1/staff", NEW_REVIEWER);
    Reply signedIn = signIn(secret(made));
    String path = "/v1/staff/%s/sign-in-link".formatted(made.text("staff_id"));
    String late = secret(admin.post(path, ""));
    for (String table : List.of("sign_in", "sign_in_link")) {
      shared
          .database()
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "update " + table + " set expires_at = now() where staff_id = ?",
                      made.text("staff_id")));
    }

    assertThat(get("/v1/sign-in", signedIn, Map.of()).code()).isEqualTo("credential_invalid");
    assertThat(signIn(late).code()).isEqualTo("sign_in_link_invalid");
    assertThat(signIn(secret(admin.post("/v1/staff", NEW_REVIEWER))).status()).isEqualTo(200);
    int kept =
        shared
            .database()
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select count(*) from sign_in where staff_id = :id")
                        .bind("id", made.text("staff_id"))
                        .mapTo(Integer.class)
                        .one());
    assertThat(kept).isZero();
  }

  @Test
  void aNewerLinkEndsTheOlderOne() throws Exception {
    Reply made = admin.post("/v1/staff", NEW_REVIEWER);
    Reply newer = admin.post("/v1/staff/%s/sign-in-link".formatted(made.text("staff_id")), "");

    assertThat(signIn(secret(made)).status()).isEqualTo(401);
    assertThat(signIn(secret(newer)).status()).isEqualTo(200);
  }

  @Test
  void whoIsDisabledDoesNothingMore() throws Exception {
    Reply made = admin.post("/v1/staff", NEW_REVIEWER);
    Reply signedIn = signIn(secret(made));
    String path = "/v1/staff/" + made.text("staff_id");
    Reply link = admin.post(path + "/sign-in-link", "");

    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(get("/v1/sign-in", signedIn, Map.of()).status()).isEqualTo(401);
    assertThat(signIn(secret(link)).status()).isEqualTo(401);
    assertThat(admin.post(path + "/sign-in-link", "").code()).isEqualTo("staff_not_found");
    assertThat(admin.get("/v1/staff").json().get("data").get(0).get("disabled_at").isNull())
        .isFalse();
  }

  @Test
  void anotherTenantsStaffDoesNotExist(Running shared) throws Exception {
    String staffId = admin.post("/v1/staff", NEW_REVIEWER).text("staff_id");
    Client other = shared.client();

    assertThat(other.delete("/v1/staff/" + staffId).code()).isEqualTo("staff_not_found");
    assertThat(other.get("/v1/staff").json().get("data")).isEmpty();
  }

  @Test
  void aKeyIsNoSignIn() throws Exception {
    assertThat(admin.get("/v1/sign-in").code()).isEqualTo("sign_in_required");
    assertThat(admin.as(null).get("/v1/sign-in").code()).isEqualTo("authentication_required");
    Client person = admin.as(admin.session("{}").text("upload_token"));
    assertThat(person.get("/v1/sign-in").code()).isEqualTo("sign_in_required");
  }

  private Reply signIn(String secret) throws Exception {
    return admin.as(null).post("/v1/sign-in", "{\"secret\": \"%s\"}".formatted(secret));
  }

  private Reply get(String path, Reply signedIn, Map<String, String> headers) throws Exception {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("Cookie", cookie(signedIn));
    return admin.as(null).send("GET", path, all, new byte[0]);
  }

  private static String cookie(Reply signedIn) {
    return signedIn.header("Set-Cookie").replaceFirst(";.*", "");
  }

  private static String secret(Reply made) {
    return URI.create(made.text("sign_in_url")).getFragment();
  }
}
