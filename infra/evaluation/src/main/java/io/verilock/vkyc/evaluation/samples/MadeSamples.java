package io.verilock.vkyc.evaluation.samples;

import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

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
            DemoSamples.self(
                "same-person",
                "A person before the camera; the selfie is of the same person.",
                save("same-person.webm", recording),
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
            DemoSamples.self(
                "held-photo",
                "A printed photo, moved and tilted by hand.",
                save("held-photo.webm", one.heldByHand(Layout.WEBM_LIVE, Video.VP8)),
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

  private String save(String name, Picture picture) throws IOException {
    return save(name, SampleMaker.jpeg(picture)).toString();
  }

  private Path save(String name, byte[] bytes) throws IOException {
    return Files.write(work.resolve(name), bytes);
  }
}
