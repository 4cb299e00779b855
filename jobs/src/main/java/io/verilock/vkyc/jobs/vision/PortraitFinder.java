package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the faces of a document page that may be turned, tilted, or photographed at an angle.
 *
 * <p>Looks over the whole page in four directions, then in the four between, then over its tiles in
 * the same way, until a close look confirms a face; then over the tiles once more in this face's
 * direction, for others. That is at most 8 + 9 * {@value PageSearch#MOST_TILES} detections, and
 * close looks at no more than {@value #MOST_LOOKS} spots.
 *
 * <p>A face that the detector is only just sure of passes or fails by the last bits of a JPEG. So
 * where a page shows no face, the {@value #MOST_AGAIN} surest of the refused spots are looked at
 * again, each in three framings: less sure will do there, but only for a face more symmetric than
 * the first look asks for. That is at most 6 close looks more.
 */
final class PortraitFinder {
  /** Spots looked at in one round: the surest. */
  private static final int MOST_SPOTS = 4;

  private static final int MOST_LOOKS = 12;
  private static final int BETWEEN = 45;

  /** Refused spots looked at again. */
  private static final int MOST_AGAIN = 2;

  /** Heights of a face in the framings, in shares of the height that was seen first. */
  private static final double[] FRAMED = {1, 1.18, 0.85};

  private final ModelSet models;
  private final CloseLook closeLook;
  private final CloseLook secondLook;

  PortraitFinder(ModelSet models) {
    this.models = models;
    this.closeLook = new CloseLook(models, 0.8, 0.6);
    this.secondLook = new CloseLook(models, 0.7, 0.75);
  }

  /** The faces of the page; none where nothing on it is a face. */
  List<SeenFace> find(Picture page) {
    PageSearch search = new PageSearch(models.detector(), page);
    Looks looks = new Looks(page);
    looks.at(search.onWhole(0));
    if (looks.faces.isEmpty()) {
      looks.at(search.onWhole(BETWEEN));
    }
    if (looks.faces.isEmpty()) {
      looks.at(search.onTilesAllRound(0));
    }
    if (looks.faces.isEmpty()) {
      looks.at(search.onTilesAllRound(BETWEEN));
    }
    if (looks.faces.isEmpty()) {
      looks.again();
    }
    if (!looks.faces.isEmpty()) {
      looks.at(search.onTiles(-looks.faces.get(0).degrees()));
    }
    return looks.faces;
  }

  /** The spots of one page that were looked at, and what faces were there. */
  private final class Looks {
    private final Picture page;
    private final List<FaceSpot> blanks = new ArrayList<>();
    private final List<FaceSpot> found = new ArrayList<>();
    private final List<SeenFace> faces = new ArrayList<>();

    Looks(Picture page) {
      this.page = page;
    }

    void at(List<FaceSpot> spots) {
      spots.stream()
          .filter(spot -> found.stream().noneMatch(spot::isAt))
          .filter(spot -> blanks.stream().noneMatch(spot::isLike))
          .limit(Math.min(MOST_SPOTS, MOST_LOOKS - found.size() - blanks.size()))
          .forEach(this::at);
    }

    /** Looks at the surest refused spots again, until one is a face. */
    void again() {
      blanks.stream()
          .sorted(Comparator.comparingDouble(FaceSpot::confidence).reversed())
          .limit(MOST_AGAIN)
          .filter(this::isFaceAgain)
          .findFirst()
          .ifPresent(
              spot -> {
                blanks.remove(spot);
                found.add(spot);
              });
    }

    private boolean isFaceAgain(FaceSpot spot) {
      for (double share : FRAMED) {
        Optional<SeenFace> face = secondLook.at(page, spot.withHeight(share * spot.height()));
        if (face.isPresent()) {
          faces.add(face.get());
          return true;
        }
      }
      return false;
    }

    private void at(FaceSpot spot) {
      Optional<SeenFace> face = closeLook.at(page, spot);
      (face.isPresent() ? found : blanks).add(spot);
      face.ifPresent(faces::add);
    }
  }
}
