package io.verilock.vkyc.testing;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, driven by Playwright. */
public final class Browser implements AutoCloseable {
  private static final List<String> PROGRAMS =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Where one is installed. */
  public static Optional<Path> program() {
    return PROGRAMS.stream()
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts one without a window. */
  public static Browser start(Path program) {
    return start(program, List.of());
  }

  /**
   * Starts one whose camera and microphone are made up: a pattern that moves, and beeps. Ten
   * pictures a second are enough to look at, and half as dear as what Chromium gives by itself.
   */
  public static Browser withCamera(Path program) {
    return start(program, List.of("--use-fake-device-for-media-stream=fps=10"));
  }

  /**
   * Starts one whose camera sees a clip, again and again.
   *
   * @param pictures Motion JPEG
   * @param sound WAV
   */
  public static Browser withCamera(Path program, Path pictures, Path sound) {
    return start(
        program,
        List.of(
            "--use-fake-device-for-media-stream",
            "--use-file-for-fake-video-capture=" + pictures,
            "--use-file-for-fake-audio-capture=" + sound));
  }

  private static Browser start(Path program, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--no-sandbox");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(all)));
  }

  /** A window of this size with nothing remembered. */
  public com.microsoft.playwright.Page open(int width, int height) {
    return browser
        .newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setAcceptDownloads(true))
        .newPage();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
