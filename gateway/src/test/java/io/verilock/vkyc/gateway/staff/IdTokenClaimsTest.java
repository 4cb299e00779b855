package io.verilock.vkyc.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.gateway.access.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdTokenClaimsTest {
  @Test
  void rolesAreFoundWhereverTheyLie() {
    Map<String, Object> claims =
        Map.of(
            "role", "agent",
            "roles", List.of("reviewer", 7),
            "realm_access", Map.of("roles", List.of("admin")),
            "https://bank.example/roles", List.of("agent", "reviewer"));

    assertThat(IdTokenClaims.texts(claims, "role")).containsExactly("agent");
    assertThat(IdTokenClaims.texts(claims, "roles")).containsExactly("reviewer");
    assertThat(IdTokenClaims.texts(claims, "realm_access.roles")).containsExactly("admin");
    assertThat(IdTokenClaims.texts(claims, "https://bank.example/roles")).hasSize(2);
    assertThat(IdTokenClaims.texts(claims, "realm_access")).isEmpty();
    assertThat(IdTokenClaims.texts(claims, "roles.roles")).isEmpty();
    assertThat(IdTokenClaims.texts(claims, "groups")).isEmpty();
  }

  @Test
  void theStrongestRoleCounts() {
    assertThat(Role.firstOf(List.of("guest", "agent", "Reviewer"))).contains(Role.REVIEWER);
    assertThat(Role.firstOf(List.of("agent", "admin"))).contains(Role.ADMIN);
    assertThat(Role.firstOf(List.of("administrator"))).isEmpty();
  }

  @Test
  void aNameIsTheFirstThatIsOneAndFitsOurPages() {
    assertThat(IdTokenClaims.name(Map.of("name", " Ada\u0000L\n", "email", "a@b.example")))
        .isEqualTo("Ada L");
    assertThat(IdTokenClaims.name(Map.of("name", " ", "preferred_username", "ada")))
        .isEqualTo("ada");
    assertThat(IdTokenClaims.name(Map.of("email", "a@b.example", "sub", "7")))
        .isEqualTo("a@b.example");
    assertThat(IdTokenClaims.name(Map.of("sub", "7"))).isEqualTo("7");
    assertThat(IdTokenClaims.name(Map.of("name", "😀".repeat(101)))).isEqualTo("😀".repeat(100));
  }
}
