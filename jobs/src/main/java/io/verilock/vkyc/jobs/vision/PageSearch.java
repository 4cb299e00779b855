package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.image.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for faces on a page that may lie in any direction: over the whole page first, then over its
 * tiles, which shows portraits that are small on a large page. Everything happens on the page
 * reduced to {@value #LONG_SIDE} pixels, where a face of 16 pixels is found: that is a portrait of
 * one eightieth of the page's longer side.
 */
final class PageSearch {
  /** Most tiles of a page: three by three, as a square page has. */
  static final int MOST_TILES = 9;

  private static final int LONG_SIDE = 1280;
  private static final int WHOLE_SIDE = 640;
  private static final int TILE = 640;
  private static final int QUARTER = 90;

  private final FaceDetector detector;
  private final Picture page;
  private final double scale;
  private final List<FaceSpot> tiles;

  PageSearch(FaceDetector detector, Picture original) {
    this.detector = detector;
    this.scale = Math.min(1, (double) LONG_SIDE / Math.max(original.width(), original.height()));
    this.page = scale < 1 ? PageView.whole(original, scale, 0).picture() : original;
    this.tiles = tiles(page);
  }

  /** Faces on the whole page, turned by these degrees and by quarters further. */
  List<FaceSpot> onWhole(double degrees) {
    double toWhole = Math.min(1, (double) WHOLE_SIDE / Math.max(page.width(), page.height()));
    List<FaceSpot> spots = new ArrayList<>();
    for (int turn = 0; turn < 360; turn += QUARTER) {
      collect(PageView.whole(page, toWhole, degrees + turn), spots);
    }
    return merged(spots);
  }

  /** Faces on tiles of the page, turned by these degrees and by quarters further. */
  List<FaceSpot> onTilesAllRound(double degrees) {
    List<FaceSpot> spots = new ArrayList<>();
    for (int turn = 0; turn < 360; turn += QUARTER) {
      spots.addAll(onTiles(degrees + turn));
    }
    return merged(spots);
  }

  /** Faces on tiles of the page, turned by these degrees. */
  List<FaceSpot> onTiles(double degrees) {
    List<FaceSpot> spots = new ArrayList<>();
    for (FaceSpot tile : tiles) {
      collect(PageView.around(page, tile.x(), tile.y(), 1, degrees, TILE, TILE), spots);
    }
    return merged(spots);
  }

  private void collect(PageView view, List<FaceSpot> spots) {
    for (DetectedFace face : detector.detect(view.picture())) {
      FaceSpot spot = view.spot(face);
      spots.add(
          new FaceSpot(
              spot.x() / scale, spot.y() / scale, spot.height() / scale, spot.confidence()));
    }
  }

  /** The surest sighting of each face, the surest face first. */
  private static List<FaceSpot> merged(List<FaceSpot> spots) {
    List<FaceSpot> kept = new ArrayList<>();
    spots.stream()
        .sorted(Comparator.comparingDouble(FaceSpot::confidence).reversed())
        .filter(spot -> kept.stream().noneMatch(spot::isAt))
        .forEach(kept::add);
    return kept;
  }

  /** The middles of tiles that overlap by half; none where a tile shows no more than the page. */
  private static List<FaceSpot> tiles(Picture page) {
    List<FaceSpot> tiles = new ArrayList<>();
    if (Math.max(page.width(), page.height()) > TILE) {
      for (int y = TILE / 2; y < page.height() + TILE / 4; y += TILE / 2) {
        for (int x = TILE / 2; x < page.width() + TILE / 4; x += TILE / 2) {
          tiles.add(new FaceSpot(x, y, TILE, 0));
        }
      }
    }
    return tiles;
  }
}
