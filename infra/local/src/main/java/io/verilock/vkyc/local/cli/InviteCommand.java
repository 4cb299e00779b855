package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.upload.HttpUploader;
import io.verilock.vkyc.local.stack.FirstKey;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the link behind which a person records. */
@Command(
    name = "invite",
    description = {
      "Creates a session on a running stack and prints its link: whoever opens it in a browser agrees, takes the "
          + "photos and records.",
      "The link works for a day, on this machine; for other devices put the gateway behind https."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc invite",
      "  ./vkyc invite --language es",
      "  ./vkyc invite --challenge none",
      "  ./vkyc invite --call"
    })
final class InviteCommand implements Callable<Integer> {
  /** Of uploads, which this command makes none of. */
  private static final int CHUNK_BYTES = 1 << 20;

  /** Languages that the page speaks. */
  enum Language {
    en,
    es,
    fr,
    de,
    pt
  }

  /** What can be asked for at random. */
  enum Part {
    phrase,
    head_turns,
    none
  }

  @Mixin private StackFolder stack;

  @Option(
      names = "--language",
      defaultValue = "en",
      description = "Language of the page: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Language language;

  @Option(
      names = "--challenge",
      paramLabel = "PART",
      split = ",",
      description =
          "What is asked for at random in the recording: phrase, head_turns, both, or none alone. "
              + "Default: phrase,head_turns.")
  private List<Part> challenge;

  @Option(
      names = "--call",
      description =
          "The person talks with an agent, who is on duty at the page whose link ./vkyc up prints.")
  private boolean call;

  @Override
  public Integer call() throws Exception {
    if (call && challenge != null) {
      throw new UsageException("--challenge does not go with --call: the agent asks");
    }
    Set<Part> parts =
        challenge == null ? EnumSet.complementOf(EnumSet.of(Part.none)) : EnumSet.copyOf(challenge);
    if (parts.remove(Part.none) && !parts.isEmpty()) {
      throw new UsageException("--challenge none goes with nothing else");
    }
    StackAddress address = stack.running();
    HttpUploader uploader =
        new HttpUploader(URI.create(address.gateway()), FirstKey.read(stack.folder()), CHUNK_BYTES);
    HttpUploader.Invitation invitation =
        call
            ? uploader.inviteToCall(language.name())
            : uploader.invite(language.name(), parts.stream().map(Part::name).toList());
    System.out.println(invitation.url());
    System.err.printf("Afterwards: ./vkyc results %s%n", invitation.sessionId());
    return 0;
  }
}
