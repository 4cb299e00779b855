package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.verilock.vkyc.gateway.Shared.Running;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids that are odd are kept apart, or refused by name. */
@ExtendWith(Shared.class)
class OddIdsIT {
  private static final List<String> ODD =
      List.of(
          "a/b",
          "/",
          "//",
          "..",
          "../..",
          "a/../b",
          ".",
          "./a",
          "a\\b",
          "%2F",
          "%2e%2e",
          "%00",
          "a%b",
          "a+b",
          "a b",
          " a",
          "a ",
          "a?b=c",
          "a#b",
          "a&b",
          "a;b",
          "a:b",
          "a@b",
          "a\"b",
          "a'b",
          "<script>",
          "{id}",
          "${id}",
          "'; drop table session; --",
          "null",
          "undefined",
          "true",
          "0",
          "-1",
          "\u202eabc",
          "abc\u200b",
          "\u00e9",
          "e\u0301",
          "A",
          "a",
          "\ud83d\ude00",
          "\u0130",
          "\uff21",
          "x".repeat(10_240));

  private Client client;

  @BeforeEach
  void newTenant(Running shared) {
    client = shared.client();
  }

  static List<String> odd() {
    return ODD;
  }

  @Test
  void externalIdsAreKeptApartCharacterByCharacterOrRefusedByName() throws Exception {
    assertThat(ODD).hasSize(44).doesNotHaveDuplicates();
    Map<String, String> sessions = new HashMap<>();
    List<String> refused = new ArrayList<>();
    for (String id : ODD) {
      Reply reply =
          client.post(
              "/v1/sessions",
              JsonNodeFactory.instance.objectNode().put("external_id", id).toString());
      if (reply.status() == 201) {
        sessions.put(id, reply.text("session_id"));
      } else {
        assertThat(reply.json().get("errors").get(0).get("pointer").asText())
            .isEqualTo("/external_id");
        refused.add(id);
      }
    }

    assertThat(refused).containsExactly("x".repeat(10_240));
    for (Map.Entry<String, String> one : sessions.entrySet()) {
      String query = URLEncoder.encode(one.getKey(), StandardCharsets.UTF_8);
      Reply found = client.get("/v1/sessions?external_id=" + query);
      assertThat(found.json().get("data")).as(one.getKey()).hasSize(1);
      assertThat(found.json().get("data").get(0).get("session_id").asText())
          .isEqualTo(one.getValue());
      assertThat(found.json().get("data").get(0).get("external_id").asText())
          .isEqualTo(one.getKey());
    }
  }

  @ParameterizedTest
  @MethodSource("odd")
  void anOddSessionIdOpensNothing(String id) throws Exception {
    client.session("{}");
    String path = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");

    Reply reply = client.get("/v1/sessions/%s/video".formatted(path));

    assertThat(reply.status()).as(reply.toString()).isIn(400, 404);
    if (reply.status() == 400) {
      assertThat(reply.code()).isEqualTo("invalid_parameter");
      assertThat(reply.json().get("errors").get(0).get("pointer").asText())
          .isEqualTo("path:session_id");
    }
  }
}
