package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
class IdempotencyIT {
  private static final String SESSION = "{\"external_id\": \"a\"}";

  private Running running;
  private Client client;

  @BeforeEach
  void newTenant(Running shared) {
    running = shared;
    client = shared.client();
  }

  @Test
  void theSameRequestAgainGetsTheFirstAnswerAndDoesNothing() throws Exception {
    Reply first = client.post("/v1/sessions", SESSION, "order-1");
    Reply again = client.post("/v1/sessions", SESSION, "order-1");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.response().body()).isEqualTo(first.response().body());
    assertThat(client.get("/v1/sessions").json().get("data")).hasSize(1);
  }

  @Test
  void anotherRequestUnderItsKeyIsRefused() throws Exception {
    client.post("/v1/sessions", SESSION, "order-1");

    assertThat(client.post("/v1/sessions", "{}", "order-1").code())
        .isEqualTo("idempotency_key_reused");
    assertThat(
            client
                .post("/v1/api-keys", "{\"name\": \"a\", \"scopes\": [\"admin\"]}", "order-1")
                .code())
        .isEqualTo("idempotency_key_reused");
  }

  @Test
  void keysAreATenantsOwnAndAnswersOpenToWhoGotThemAlone() throws Exception {
    String tenant = running.tenant("standard");
    Client one = client.as(running.key(tenant, Scope.values()));
    Client other = client.as(running.key(tenant, Scope.values()));
    Reply first = one.post("/v1/sessions", SESSION, "order-1");

    assertThat(other.post("/v1/sessions", SESSION, "order-1").code())
        .isEqualTo("idempotency_key_reused");
    Reply elsewhere = client.post("/v1/sessions", SESSION, "order-1");
    assertThat(elsewhere.text("session_id")).isNotEqualTo(first.text("session_id"));
  }

  @Test
  void whatWasRefusedIsNotKept() throws Exception {
    assertThat(client.post("/v1/sessions", "{\"steps\": []}", "order-1").status()).isEqualTo(422);
    assertThat(client.post("/v1/sessions", SESSION, "order-1").status()).isEqualTo(201);
  }

  @Test
  void ofManyAtOnceOneIsDone() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      replies.add(threads.submit(() -> client.post("/v1/sessions", SESSION, "order-1")));
    }
    for (Future<Reply> reply : replies) {
      if (reply.get().status() != 201) {
        assertThat(reply.get().code()).isEqualTo("idempotency_key_in_use");
      }
    }
    threads.shutdown();

    assertThat(client.get("/v1/sessions").json().get("data")).hasSize(1);
  }

  @Test
  void noSecretIsKeptAsItIs() throws Exception {
    String token = client.post("/v1/sessions", SESSION, "order-1").text("upload_token");

    List<String> found =
        running
            .database()
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select table_name from information_schema.columns where table_schema ="
                                + " 'public' group by table_name")
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .filter(
                            table ->
                                handle
                                        .createQuery(
                                            "select count(*) from <table> as t where"
                                                + " position(convert_to(:token, 'UTF8') in"
                                                + " convert_to(t::text, 'UTF8')) > 0 or"
                                                + " position(:hex in t::text) > 0")
                                        .define("table", table)
                                        .bind("token", token)
                                        .bind("hex", hex(token))
                                        .mapTo(Long.class)
                                        .one()
                                    > 0)
                        .toList());

    assertThat(found).isEmpty();
  }

  private static String hex(String text) {
    return java.util.HexFormat.of()
        .formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
