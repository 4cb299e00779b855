package io.verilock.vkyc.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console, as those who run the system for a tenant see it: a real gateway and browser. */
@ExtendWith(Shared.class)
class ConsolePageIT {
  private static final Path PICTURES = Path.of("target", "console-page");

  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private Running running;
  private Client admin;
  private Page page;

  @BeforeAll
  static void startBrowser() throws Exception {
    Path program = Browser.program().orElse(null);
    assumeTrue(program != null, "no Chromium is installed: the page is not tried in a browser");
    browser = Browser.start(program);
    Files.createDirectories(PICTURES);
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Await.LONGEST.toMillis());
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open(Running shared) {
    running = shared;
    admin = shared.client();
    page = PageCheck.open(browser, 1280, 900, complaints);
    page.onDialog(Dialog::accept);
  }

  @AfterEach
  void close() {
    page.context().close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void aSessionIsFoundAndHasAHistory() throws Exception {
    String sessionId = admin.session("{\"external_id\": \"order 7\"}").text("session_id");
    admin.session("{\"external_id\": \"order 8\"}");
    admin.post("/v1/sessions/%s/cancel".formatted(sessionId), "");
    enter("reviewer");

    assertThat(page.locator("tbody tr")).hasCount(2);
    look("sessions");
    page.getByLabel("External id").fill("order 7");
    button("Find").click();
    assertThat(page.locator("tbody tr")).hasCount(1);
    page.locator("tbody a").click();
    heading("order 7");
    assertThat(page.getByText("cancel session")).isVisible();
    assertThat(page.getByText("create session")).isVisible();
    look("session");
    page.getByText("All sessions").click();
    heading("Sessions");
    page.getByLabel("Status").selectOption("cancelled");
    button("Find").click();
    assertThat(page.locator("tbody tr")).hasCount(1);
    page.getByLabel("Session id").fill("nobody-knows");
    button("Find").click();
    assertThat(page.getByText("There is no session nobody-knows.")).isVisible();
  }

  @Test
  void aReviewerSeesSessionsAndThePolicyOnly() throws Exception {
    enter("reviewer");
    heading("Sessions");
    assertThat(page.locator(".places a")).hasText(new String[] {"Sessions", "Policy"});
    page.navigate(running.gateway().address() + "/console#keys");
    heading("Sessions");
  }

  @Test
  void thePolicyIsToldInWords() throws Exception {
    PolicyIT.tell(running, Instant.now(), Map.of("default", PolicyIT.policy(5)));
    enter("reviewer");
    place("Policy");

    assertThat(page.getByText("The policy of every account without one of its own")).isVisible();
    assertThat(page.locator("tbody tr").first())
        .containsText("Face in the video against the selfie");
    assertThat(page.locator("tbody tr").first()).containsText("60.5");
    assertThat(page.getByText("together with")).isVisible();
    assertThat(page.getByText("selfie_mismatch")).isVisible();
    look("policy");
  }

  @Test
  void aKeyIsMadeAndRevoked() throws Exception {
    enter("admin");
    place("API keys");
    page.getByLabel("Name").fill("billing <b>");
    page.getByLabel("sessions:read").check();
    button("Make a key").click();
    String key = page.locator("code").textContent();
    assertThat(admin.as(key).get("/v1/sessions").status()).isEqualTo(200);
    look("keys");
    button("Revoke billing <b>").click();
    assertThat(page.getByText("revoked")).isVisible();
    assertThat(admin.as(key).get("/v1/sessions").code()).isEqualTo("credential_invalid");
  }

  @Test
  void anAgentIsAddedDisabledAndRemoved() throws Exception {
    admin.post("/v1/staff", "{\"name\": \"Ada <b>\", \"role\": \"agent\"}");
    enter("admin");
    place("Agents");
    page.getByLabel("Name").fill("Ada <b>");
    page.getByLabel("Signs in as").selectOption(new SelectOption().setLabel("Ada <b>, agent"));
    page.getByLabel("de", new Page.GetByLabelOptions().setExact(true)).check();
    page.getByLabel("mon", new Page.GetByLabelOptions().setExact(true)).check();
    page.getByLabel("From").fill("22:00");
    page.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).fill("06:00");
    button("Add").click();
    assertThat(page.locator("tbody tr")).containsText("mon 22:00–24:00, tue 00:00–06:00");
    look("agents");

    JsonNode agent = admin.get("/v1/agents").json().at("/data/0");
    assertThat(agent.get("languages").toString()).isEqualTo("[\"de\"]");
    assertThat(agent.get("staff_id").isNull()).isFalse();
    button("Disable Ada <b>").click();
    assertThat(page.locator("tbody tr")).containsText("disabled");
    button("Remove Ada <b>").click();
    assertThat(page.locator("tbody tr")).hasCount(0);
    assertThat(admin.get("/v1/agents").json().get("data")).isEmpty();
  }

  @Test
  void somebodyIsAddedAndTheSettingsAreChanged() throws Exception {
    enter("admin");
    place("Staff and settings");
    page.getByLabel("Name").fill("Carol");
    button("Add").click();
    String link = page.locator("code").textContent();
    page.getByLabel("A decision takes two people").check();
    Await.until(
        "the setting is kept", () -> admin.get("/v1/settings").json().get("four_eyes").asBoolean());
    page.getByLabel("Questions that agents ask").fill("Where do you live?\n\n Since when? ");
    button("Keep the questions").click();
    page.getByLabel("A call that is interrupted").selectOption("abort");
    Await.until(
        "the rule is kept",
        () ->
            admin.get("/v1/settings").text("call_interruptions").equals("abort")
                && admin.get("/v1/settings").json().get("agent_script").size() == 2);
    look("staff");
    Page other = browser.open(800, 600);
    other.navigate(link);
    assertThat(other.locator(".who")).hasText("Carol, reviewer");
    button("Disable Carol").click();
    assertThat(page.locator("td", new Page.LocatorOptions().setHasText("until"))).isVisible();
    other.reload();
    assertThat(other.locator("h1")).hasText("You are not signed in");
    other.context().close();
  }

  @Test
  void anEndpointIsAddedTestedAndRemoved() throws Exception {
    enter("admin");
    place("Webhooks");
    String url = "https://example.com/hook";
    page.getByLabel("Address").fill(url);
    button("Add").click();
    assertThat(page.getByText("Verify with whsec_")).isVisible();
    button("Attempts: " + url).click();
    assertThat(page.locator("h2")).hasText("Attempts at " + url);
    look("webhooks");
    button("Test: " + url).click();
    assertThat(page.getByText("Testing " + url)).isVisible();
    button("Send again what was given up").click();
    assertThat(page.getByText("0 sent again.")).isVisible();
    button("Switch off: " + url).click();
    button("Switch on: " + url).waitFor();
    JsonNode endpoint = admin.get("/v1/webhook-endpoints").json().at("/data/0");
    assertThat(endpoint.get("enabled").asBoolean()).isFalse();
    button("Remove: " + url).click();
    assertThat(page.getByText("Nothing here.")).isVisible();
  }

  @Test
  void onASmallScreenNothingIsOutOfReach() throws Exception {
    admin.session("{\"external_id\": \"order 7\"}");
    page.setViewportSize(390, 844);
    enter("admin");
    assertThat(page.locator("tbody tr")).hasCount(1);
    look("sessions-phone");
    for (String name : List.of("Webhooks", "API keys", "Staff and settings", "Sessions")) {
      place(name);
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .as(name)
          .isEqualTo(390);
    }
  }

  private void enter(String role) throws Exception {
    String staff = "{\"name\": \"Ada\", \"role\": \"%s\"}".formatted(role);
    page.navigate(admin.post("/v1/staff", staff).text("sign_in_url"));
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Console")).click();
    heading("Sessions");
  }

  private void place(String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
    heading(name);
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void heading(String text) {
    assertThat(page.locator("h1")).hasText(text);
  }

  private void look(String name) throws Exception {
    PageCheck.look(page, PICTURES.resolve(name + ".png"));
  }
}
