package io.verilock.vkyc.evaluation.samples;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import io.verilock.vkyc.schemas.VideoMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sample sessions made from still photos, for a machine without real recordings. Nobody is filmed:
 * the pictures are moved, warped and lit as a hand-held camera and a living face would.
 */
public final class MadeSamples {
  private static final String ORIGIN =
      "Recordings made from still photos, because no real recordings lie beside the checkout: moved,"
          + " warped and lit as a hand-held camera and a living face would. They show how the system"
          + " answers, not how well it judges.";

  private final Path work;

  private MadeSamples(Path work) {
    this.work = work;
  }

  /** Makes the samples in {@code work}; {@code models} find the faces. */
  public static DemoSamples make(Path work, ModelSet models)
      throws IOException, PackException, PhotoException {
    Files.createDirectories(work);
    return new MadeSamples(work).compose(Person.onPhotos(models));
  }

  private DemoSamples compose(List<Person> people) throws IOException {
    Person person = people.get(0);
    Person other = person.leastLike(people);
    SampleMaker one = person.maker(1);
    String selfie = save("selfie.jpg", one.selfie());
    byte[] recording = one.moving(Layout.WEBM_LIVE, Video.VP8);
    return new DemoSamples(
        ORIGIN,
        List.of(
            asked(
                "same-person",
                "A person who turns the head as asked; the selfie is of the same person.",
                prompts -> one.answering(prompts, Layout.WEBM_LIVE, Video.VP8),
                selfie),
            asked(
                "other-turns",
                "The same person, recorded while another session asked for turns.",
                prompts -> one.answering(reversed(prompts), Layout.MP4_FRAGMENTED, Video.H264),
                selfie),
            DemoSamples.self(
                "another-person",
                "A person before the camera; the selfie is of somebody else.",
                save(
                    "another-person.mp4", other.maker(2).moving(Layout.MP4_FRAGMENTED, Video.H264)),
                selfie),
            DemoSamples.self(
                "no-face",
                "An empty room: there is no face to compare.",
                save("no-face.webm", one.emptyRoom(Layout.WEBM_FILE, Video.VP9)),
                selfie),
            DemoSamples.self(
                "presentation-attack",
                "A still picture fed in as video.",
                save("presentation-attack.mp4", one.frozen(Layout.MP4_INDEX_LAST, Video.H264)),
                selfie),
            asked(
                "held-photo",
                "A printed photo, moved about and turned by hand as asked.",
                prompts -> one.printAnswering(prompts, Layout.WEBM_LIVE, Video.VP8),
                selfie),
            DemoSamples.self(
                "swapped-face",
                "From the middle on somebody else sits before the camera.",
                save(
                    "swapped-face.mp4",
                    one.swapped(other.maker(2), Layout.MP4_FRAGMENTED, Video.H264)),
                selfie),
            DemoSamples.self(
                "damaged-file",
                "A file without its beginning.",
                save(
                    "damaged-file.webm",
                    Arrays.copyOfRange(recording, recording.length / 2, recording.length)),
                selfie)));
  }

  private DemoSession asked(String id, String purpose, DemoSession.Answer answer, String selfie) {
    Path video = work.resolve(id + ".video");
    return new DemoSession(
        purpose,
        new SessionFiles(id, video.toString(), selfie, null, VideoMode.self_record, "en"),
        Optional.of(answer));
  }

  /** The turns in the opposite order, each at the other's time. */
  private static List<Prompt> reversed(List<Prompt> prompts) {
    List<Prompt> turns = prompts.stream().filter(MadeSamples::isTurn).toList();
    List<Prompt> reversed = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      reversed.add(
          Prompt.newBuilder(turns.get(i))
              .setKind(turns.get(turns.size() - 1 - i).getKind())
              .build());
    }
    // An order that reads the same from both ends becomes that of another session all the same.
    if (turns.equals(reversed)) {
      reversed.replaceAll(turn -> Prompt.newBuilder(turn).setKind(other(turn.getKind())).build());
    }
    return reversed;
  }

  private static boolean isTurn(Prompt prompt) {
    return switch (prompt.getKind()) {
      case turn_left, turn_right, turn_up -> true;
      default -> false;
    };
  }

  private static PromptKind other(PromptKind turn) {
    return turn == PromptKind.turn_left ? PromptKind.turn_right : PromptKind.turn_left;
  }

  private String save(String name, Picture picture) throws IOException {
    return save(name, SampleMaker.jpeg(picture)).toString();
  }

  private Path save(String name, byte[] bytes) throws IOException {
    return Files.write(work.resolve(name), bytes);
  }
}
