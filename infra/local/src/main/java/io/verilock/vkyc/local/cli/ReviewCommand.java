package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.results.ResultTopic;
import io.verilock.vkyc.client.upload.SessionUploader;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides a session. */
@Command(
    name = "review",
    description = {
      "Decides a session. The first decision counts; it is announced as video.reviewed.",
      "A call that still lasts is decided when it ends."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  ./vkyc review anna-1 --result approved --notes \"same person, good light\"")
final class ReviewCommand implements Callable<Integer> {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final String REVIEWED = "reviewed";

  @Mixin private StackFolder stack;

  @Parameters(paramLabel = "SESSION", description = "A session's id.")
  private String sessionId;

  @Option(names = "--result", required = true, description = "The decision: approved or declined.")
  private String result;

  @Option(names = "--notes", description = "Why.")
  private String notes;

  @Option(
      names = "--by",
      paramLabel = "ID",
      description = "Who decides: the reviewer, or the agent of a call. Default: this user.")
  private String by = System.getProperty("user.name");

  @Override
  public Integer call() throws Exception {
    Outcome outcome = outcome();
    StackAddress address = stack.running();
    try (ResultTopic topic = new ResultTopic(address.kafka());
        SessionUploader uploader = new SessionUploader(address, 1)) {
      VideoResult known = topic.readToEnd().get(sessionId);
      if (known == null) {
        throw new UsageException(
            "there is no session %s; ./vkyc results lists those there are".formatted(sessionId));
      }
      if (known.getReasons().contains(REVIEWED)) {
        throw new UsageException(
            "session %s was decided before: %s".formatted(sessionId, known.getResult()));
      }
      uploader.review(review(known.getVideoMode(), outcome));
      VideoResult decided =
          topic
              .await(sessionId, news -> news.getReasons().contains(REVIEWED), LONGEST_WAIT)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "the decision was sent, but is not in the result after %d s; see ./vkyc results %s"
                              .formatted(LONGEST_WAIT.toSeconds(), sessionId)));
      System.out.print(ResultListing.of(List.of(decided)));
      return 0;
    }
  }

  private Review review(VideoMode mode, Outcome outcome) {
    boolean call = mode == VideoMode.live_agent;
    return Review.newBuilder()
        .setSessionId(sessionId)
        .setReviewId(UUID.randomUUID().toString())
        .setResult(outcome)
        .setAgentId(call ? by : null)
        .setReviewerId(call ? null : by)
        .setNotes(notes)
        .setReviewedAt(Instant.now())
        .build();
  }

  private Outcome outcome() throws UsageException {
    return switch (result) {
      case "approved" -> Outcome.approved;
      case "declined" -> Outcome.declined;
      default ->
          throw new UsageException("--result is approved or declined, not '%s'".formatted(result));
    };
  }
}
