package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.evaluation.samples.DemoSession;
import io.verilock.vkyc.evaluation.samples.MadeSamples;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.local.cli.Home;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.recordings.RecordingWriter;
import io.verilock.vkyc.schemas.VideoMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A recording that is measured on.
 *
 * @param seconds of video, by presentation time
 */
record Clip(Path file, double seconds) {
  private static final String RECORDINGS = "shared/data/dev/videos";

  /** Pictures a second of a camera. */
  private static final double CAMERA_RATE = 25;

  /** Shorter ones are tests of containers, not what people send. */
  private static final double SHORTEST = 2;

  private static final MediaSink NOBODY =
      new MediaSink() {
        @Override
        public void frame(int index, long presentationTimeMicros, Picture picture) {}

        @Override
        public void audio(int index, short[] samples) {}
      };

  /**
   * The development recordings beside the checkout that can be decoded and have 2 seconds or more,
   * the shortest first; without them, recordings made in {@code work} with the models' help.
   *
   * @param mostSeconds of video all in all, the first clip apart
   */
  static List<Clip> all(Path work, ModelSet models, VideoAnalysisConfig config, double mostSeconds)
      throws Exception {
    Path recordings = Home.checkout().resolveSibling(RECORDINGS);
    List<Path> files = Files.isDirectory(recordings) ? below(recordings) : made(work, models);
    List<Clip> clips = new ArrayList<>();
    for (Path file : files) {
      try {
        Clip clip = new Clip(file, decode(Files.readAllBytes(file), config, NOBODY));
        if (clip.seconds >= SHORTEST) {
          clips.add(clip);
        }
      } catch (MediaException notARecording) {
        // The folder has files that nobody can decode, for tests.
      }
    }
    clips.sort(Comparator.comparingDouble(Clip::seconds));
    int enough = 1;
    double seconds = clips.get(0).seconds;
    while (enough < clips.size() && seconds + clips.get(enough).seconds <= mostSeconds) {
      seconds += clips.get(enough).seconds;
      enough++;
    }
    return clips.subList(0, enough);
  }

  /** Seconds of video of all of them. */
  static double seconds(List<Clip> clips) {
    return clips.stream().mapToDouble(Clip::seconds).sum();
  }

  /** Decodes a recording as the job does, and gives its length in seconds. */
  static double decode(byte[] bytes, VideoAnalysisConfig config, MediaSink sink)
      throws MediaException {
    try (MediaDecoder decoder = new MediaDecoder(config.media(), config.frameRate(), sink)) {
      decoder.feed(bytes);
      return decoder.finish().durationMicros() / 1e6;
    }
  }

  /** Decodes it for nobody. */
  void decode(VideoAnalysisConfig config) throws IOException, MediaException {
    decode(bytes(), config, NOBODY);
  }

  /**
   * The same pictures as a browser's recorder would have written them: WebM, which can be decoded
   * while it comes, where the file of an MP4 has to be there whole first.
   */
  Clip live(Path work, VideoAnalysisConfig config) throws IOException, MediaException {
    Path live = Files.createDirectories(work).resolve("live.webm");
    AtomicReference<RecordingWriter> writer = new AtomicReference<>();
    MediaSink sink =
        new MediaSink() {
          @Override
          public void frame(int index, long presentationTimeMicros, Picture picture) {
            if (writer.get() == null) {
              writer.set(
                  new RecordingWriter(
                      RecordingSettings.of(
                          Layout.WEBM_LIVE, Video.VP8, picture.width(), picture.height())));
            }
            writer.get().picture(picture, presentationTimeMicros);
          }

          @Override
          public void audio(int index, short[] samples) {}
        };
    try (MediaDecoder decoder = new MediaDecoder(config.media(), CAMERA_RATE, sink)) {
      decoder.feed(bytes());
      decoder.finish();
      Files.write(live, writer.get().finish());
    } finally {
      if (writer.get() != null) {
        writer.get().close();
      }
    }
    return new Clip(live, decode(Files.readAllBytes(live), config, NOBODY));
  }

  byte[] bytes() throws IOException {
    return Files.readAllBytes(file);
  }

  /** The clip as a session of its own, without photos. */
  SessionFiles session(String id) {
    return new SessionFiles(id, file.toString(), null, null, VideoMode.self_record, "en");
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> made(Path work, ModelSet models) throws Exception {
    return MadeSamples.make(work, models).sessions().stream()
        .map(DemoSession::files)
        .map(files -> Path.of(files.video()))
        .filter(Files::isRegularFile)
        .toList();
  }
}
