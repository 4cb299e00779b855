package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the faces of a document page that may be turned, tilted, or photographed at an angle.
 *
 * <p>Looks over the whole page in four directions, then in the four between, then over its tiles in
 * the same way, until a close look confirms a face; then over the tiles once more in this face's
 * direction, for others. That is at most 8 + 9 * {@value PageSearch#MOST_TILES} detections, and
 * close looks at no more than {@value #MOST_LOOKS} spots.
 */
final class PortraitFinder {
  /** Spots looked at in one round: the surest. */
  private static final int MOST_SPOTS = 4;

  private static final int MOST_LOOKS = 12;
  private static final int BETWEEN = 45;

  private final ModelSet models;
  private final CloseLook closeLook;

  PortraitFinder(ModelSet models) {
    this.models = models;
    this.closeLook = new CloseLook(models, 0.8, 0.6);
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

    private void at(FaceSpot spot) {
      Optional<SeenFace> face = closeLook.at(page, spot);
      (face.isPresent() ? found : blanks).add(spot);
      face.ifPresent(faces::add);
    }
  }
}
