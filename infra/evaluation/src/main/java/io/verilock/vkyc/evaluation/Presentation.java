package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.data.LabelledData;
import io.verilock.vkyc.evaluation.data.LabelledData.LivenessPicture;
import io.verilock.vkyc.evaluation.data.LabelledData.LivenessVideo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Someone, or something, before the camera: a clip of pictures, a single picture or a video.
 *
 * @param name of the clip; the path of a single picture or a video
 * @param species of the attack; null for a bona fide presentation
 * @param files the pictures in their order, or the one video
 */
record Presentation(
    String name, Kind kind, String label, String species, String identity, List<String> files) {
  enum Kind {
    CLIP,
    SINGLE_PICTURE,
    VIDEO
  }

  /** Those of pictures, clips first, each kind by name. */
  static List<Presentation> ofPictures(List<LivenessPicture> pictures) {
    SortedMap<String, List<LivenessPicture>> clips = new TreeMap<>();
    SortedMap<String, LivenessPicture> singles = new TreeMap<>();
    for (LivenessPicture picture : pictures) {
      if (picture.clip().isEmpty()) {
        singles.put(picture.path(), picture);
      } else {
        clips.computeIfAbsent(picture.clip(), clip -> new ArrayList<>()).add(picture);
      }
    }
    List<Presentation> presentations = new ArrayList<>();
    clips.forEach(
        (clip, frames) -> {
          frames.sort(Comparator.comparing(LivenessPicture::path));
          presentations.add(of(clip, Kind.CLIP, frames));
        });
    singles.forEach(
        (path, picture) -> presentations.add(of(path, Kind.SINGLE_PICTURE, List.of(picture))));
    return presentations;
  }

  /** Those of videos, in their order. */
  static List<Presentation> ofVideos(List<LivenessVideo> videos) {
    return videos.stream()
        .map(
            video ->
                new Presentation(
                    video.path(),
                    Kind.VIDEO,
                    video.label(),
                    species(video.label(), "", ""),
                    video.identity(),
                    List.of(video.path())))
        .toList();
  }

  private static Presentation of(String name, Kind kind, List<LivenessPicture> frames) {
    LivenessPicture first = frames.get(0);
    return new Presentation(
        name,
        kind,
        first.label(),
        species(first.label(), first.support(), first.medium()),
        first.identity(),
        frames.stream().map(LivenessPicture::path).toList());
  }

  /** The attack's label, with what carries it and what is shown where that is known. */
  private static String species(String label, String support, String medium) {
    if (label.equals(LabelledData.BONA_FIDE)) {
      return null;
    }
    List<String> parts = new ArrayList<>(List.of(label));
    if (!support.isEmpty()) {
      parts.add(support);
    }
    if (!medium.isEmpty()) {
      parts.add(medium);
    }
    return String.join("/", parts);
  }
}
