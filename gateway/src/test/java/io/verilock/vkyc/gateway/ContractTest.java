package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.gateway.contract.Contract;
import io.verilock.vkyc.gateway.contract.ContractOperation;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTest {
  private static final Contract CONTRACT = new Contract();

  static List<ContractOperation> operations() {
    return List.copyOf(CONTRACT.operations().values());
  }

  @Test
  void itsCodesAreTheGateways() {
    List<String> listed = new ArrayList<>();
    CONTRACT
        .document()
        .at("/components/schemas/ErrorCode/enum")
        .forEach(code -> listed.add(code.asText()));

    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList());
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeIsExplainedWithItsStatus(ErrorCode code) {
    String words =
        CONTRACT
            .document()
            .at("/components/schemas/ErrorCode/x-enumDescriptions/" + code.text())
            .asText();

    assertThat(words).isNotBlank();
    if (code.status() > 0) {
      assertThat(words).startsWith(code.status() + ". ");
      assertThat(code.title()).isNotBlank();
    } else {
      assertThat(words).doesNotMatch("\\d.*");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationSaysWhoMayCallIt(ContractOperation operation) {
    if (!operation.open()) {
      assertThat(operation.uploadToken() || operation.staff() || !operation.scopes().isEmpty())
          .isTrue();
      assertThat(operation.answers()).containsKeys(401, 403, 429, 503);
    }
    assertThat(operation.scopes())
        .isSubsetOf(Arrays.stream(Scope.values()).map(Scope::text).toList());
    if (operation.method().equals("POST") && !operation.open()) {
      assertThat(operation.parameters())
          .extracting(ContractOperation.Parameter::name)
          .contains("Idempotency-Key");
    }
  }

  @Test
  void itsExamplesKeepToIt() {
    List<String> faults = new ArrayList<>();
    CONTRACT
        .document()
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (method.getValue().has("operationId")) {
                            check(
                                "/paths/%s/%s"
                                    .formatted(path.getKey().replace("/", "~1"), method.getKey()),
                                method.getValue(),
                                faults);
                          }
                        }));

    assertThat(faults).isEmpty();
  }

  private static void check(String place, JsonNode operation, List<String> faults) {
    checkContent(place + "/requestBody", operation.path("requestBody"), faults);
    operation
        .get("responses")
        .properties()
        .forEach(one -> checkContent(place + "/responses/" + one.getKey(), one.getValue(), faults));
  }

  private static void checkContent(String place, JsonNode holder, List<String> faults) {
    if (holder.has("$ref")) {
      checkContent(holder.get("$ref").asText().substring(1), CONTRACT.resolved(holder), faults);
      return;
    }
    JsonNode json = holder.path("content").path("application/json");
    List<JsonNode> examples = new ArrayList<>();
    if (json.has("example")) {
      examples.add(json.get("example"));
    }
    json.path("examples").forEach(one -> examples.add(one.get("value")));
    for (JsonNode example : examples) {
      CONTRACT
          .schema(place + "/content/application~1json/schema")
          .validate(example)
          .forEach(fault -> faults.add(place + ": " + fault));
    }
  }
}
