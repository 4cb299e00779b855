package io.verilock.vkyc.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.staff.OidcSettings;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody signs in at their organisation's provider, in a real browser. */
@ExtendWith(Shared.class)
class OidcPageIT {
  private static final Path PICTURES = Path.of("target", "oidc-page");

  @Test
  void somebodyFindsTheirWayInAndIsToldWhyNot(Running shared) throws Exception {
    Path program = Browser.program().orElse(null);
    assumeTrue(program != null, "no Chromium is installed: the page is not tried in a browser");
    Files.createDirectories(PICTURES);
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Await.LONGEST.toMillis());
    MockOAuth2Server provider = new MockOAuth2Server(new OAuth2Config(true));
    provider.start();
    OidcSettings oidc =
        new OidcSettings(
            URI.create(provider.issuerUrl("people").toString()),
            "vkyc",
            "known to both",
            shared.tenant("enterprise"),
            OidcSettings.ROLES_CLAIM);
    List<String> complaints = new ArrayList<>();
    try (Gateway gateway = Gateway.start(OidcIT.with(shared.settings(), null, oidc));
        Browser browser = Browser.start(program)) {
      Page page = PageCheck.open(browser, 1280, 900, complaints);
      page.navigate(gateway.address() + "/console");
      signIn(page, "{\"name\": \"Ada <b>\", \"roles\": [\"guest\"]}");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("has no role for these pages");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("no_role · req_");
      assertThat(page.url()).endsWith("/sign-in");
      PageCheck.look(page, PICTURES.resolve("no-role.png"));

      signIn(page, "{\"name\": \"Ada <b>\", \"roles\": [\"reviewer\"]}");
      assertThat(page.locator(".who")).hasText("Ada <b>, reviewer");
      assertThat(page.url()).endsWith("/review");
      page.navigate(gateway.address() + "/sign-in?refused=%3Cb%3Eanything&request=req_1");
      assertThat(page.locator(".who")).hasText("Ada <b>, reviewer");

      page.navigate(gateway.address() + "/agent");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
      signIn(page, "{\"name\": \"Ada\", \"roles\": [\"agent\"]}");
      assertThat(page.locator("h1")).hasText("You take no calls");
      assertThat(page.url()).endsWith("/agent");
      page.context().close();
    } finally {
      provider.shutdown();
    }
    assertThat(complaints).isEmpty();
  }

  private static void signIn(Page page, String claims) throws Exception {
    page.getByRole(
            AriaRole.LINK,
            new Page.GetByRoleOptions().setName("Sign in with your organisation's account"))
        .click();
    page.locator("[name=username]").fill("ada");
    page.locator("[name=claims]").fill(claims);
    page.locator("input[type=submit]").click();
  }
}
