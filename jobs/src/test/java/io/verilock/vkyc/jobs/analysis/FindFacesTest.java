package io.verilock.vkyc.jobs.analysis;

import static io.verilock.vkyc.jobs.analysis.Records.SESSION;
import static io.verilock.vkyc.testing.Colours.BLUE;
import static io.verilock.vkyc.testing.Colours.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.jobs.decision.FaceSighting;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.testing.ColourModels;
import io.verilock.vkyc.testing.Colours;
import io.verilock.vkyc.testing.UprightModels;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On real recordings, of which some lie on their side and do not say so. */
class FindFacesTest {
  private static final int FRAMES = 2 * Colours.RATE;

  /** Every frame of these recordings, unless a test takes longer ones. */
  private static final int LOOKS = FRAMES;

  private static UprightModels models;

  private KeyedOneInputStreamOperatorTestHarness<String, Frame, SessionFact> operator;

  @BeforeEach
  void open() throws Exception {
    models = new UprightModels();
    operator = harness();
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aRecordingThatLiesOnItsSideShowsWhatItShowsUpright() throws Exception {
    receive(recorded(FRAMES, 0, RED));
    List<FaceSighting> upright = sightings();
    double[] crops = crops();
    assertThat(upright)
        .hasSize(FRAMES)
        .allSatisfy(sighting -> assertThat(sighting.usable()).isTrue())
        .allSatisfy(sighting -> assertThat(sighting.quarters()).isZero());

    for (int quarters = 1; quarters < 4; quarters++) {
      again();
      receive(recorded(FRAMES, quarters, RED));

      assertThat(sightings())
          .as("turned by %d", quarters)
          .hasSize(FRAMES)
          .allSatisfy(sighting -> assertThat(sighting.usable()).isTrue());
      assertThat(sightings()).extracting(FaceSighting::quarters).containsOnly(4 - quarters);
      assertThat(crops()).containsExactly(crops, within(6.0));
    }
  }

  @Test
  void anUprightRecordingIsLookedAtOnce() throws Exception {
    receive(recorded(FRAMES, 0, RED));

    assertThat(models.detections()).isEqualTo(FRAMES);
  }

  @Test
  void afterARestoreTheSameIsFound() throws Exception {
    List<Frame> frames = recorded(FRAMES, 1, RED);
    receive(frames);
    List<Integer> whole = quarters();
    int detections = models.detections();

    again();
    receive(frames.subList(0, 7));
    List<Integer> found = new ArrayList<>(quarters());
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    receive(frames.subList(7, 9));
    operator.close();
    operator = harness();
    operator.initializeState(snapshot);
    operator.open();
    int before = models.detections();
    receive(frames.subList(7, FRAMES));

    found.addAll(quarters());
    assertThat(found).isEqualTo(whole);
    assertThat(models.detections() - before)
        .as("the direction is not looked for again")
        .isEqualTo(2 * (FRAMES - 7))
        .isLessThan(detections);
  }

  @Test
  void aPictureHeldSidewaysFirstDoesNotHideWhoComesThen() throws Exception {
    List<Frame> frames = new ArrayList<>(recorded(5, 1, RED));
    frames.addAll(recorded(FRAMES, 0, BLUE));
    receive(frames);

    List<FaceSighting> seen = sightings();
    assertThat(seen).hasSize(5 + FRAMES).allSatisfy(face -> assertThat(face.usable()).isTrue());
    assertThat(seen.subList(0, 5)).extracting(FaceSighting::quarters).containsOnly(3);
    assertThat(seen.subList(5, 5 + FRAMES)).extracting(FaceSighting::quarters).containsOnly(0);
    // Three more for the search, one more for each frame until somebody is upright.
    assertThat(models.detections()).isEqualTo(5 + FRAMES + 3 + 5);
  }

  @Test
  void theLivenessModelsLookAtFewerFramesOfALongRecordingAndTheSameAfterARestore()
      throws Exception {
    List<Frame> frames = recorded(4 * FRAMES, 0, RED);
    receive(frames);
    List<Integer> whole = lookedAt();
    assertThat(whole)
        .as("all at first, then one in two, then one in four")
        .containsSubsequence(0, LOOKS - 1, LOOKS, LOOKS + 2, 2 * LOOKS, 2 * LOOKS + 4)
        .hasSize(LOOKS + LOOKS / 2 + LOOKS / 2);
    assertThat(unlooked()).hasSize(4 * FRAMES - whole.size());

    again();
    receive(frames.subList(0, FRAMES + 3));
    List<Integer> found = lookedAt();
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    operator.close();
    operator = harness();
    operator.initializeState(snapshot);
    operator.open();
    receive(frames.subList(FRAMES + 3, 4 * FRAMES));

    found.addAll(lookedAt());
    assertThat(found).isEqualTo(whole);
  }

  @Test
  void anEndedRecordingHoldsNothing() throws Exception {
    receive(recorded(FRAMES, 1, RED));
    assertThat(operator.numKeyedStateEntries()).isEqualTo(2);

    receive(List.of(Frame.end(SESSION)));

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(sightings()).hasSize(FRAMES);
  }

  private void again() throws Exception {
    operator.close();
    open();
  }

  private void receive(List<Frame> frames) throws Exception {
    for (Frame frame : frames) {
      operator.processElement(frame, 0);
    }
  }

  private List<FaceSighting> sightings() {
    return operator.extractOutputValues().stream()
        .map(fact -> ((SessionFact.Frame) fact).evidence().sighting())
        .toList();
  }

  private List<Integer> lookedAt() {
    return operator.getSideOutput(FindFaces.LIVENESS_CROPS).stream()
        .map(look -> look.getValue().index())
        .collect(Collectors.toList());
  }

  /** Usable frames of which the evidence says that nobody looks at them. */
  private List<Integer> unlooked() {
    return operator.extractOutputValues().stream()
        .map(fact -> ((SessionFact.Frame) fact).evidence())
        .filter(frame -> frame.sighting().usable() && frame.liveness() != null)
        .map(FrameEvidence::index)
        .toList();
  }

  private List<Integer> quarters() {
    return sightings().stream().map(FaceSighting::quarters).toList();
  }

  /** How red the upper half of each picture is that the models are given to look at. */
  private double[] crops() {
    return operator.getSideOutput(FindFaces.LIVENESS_CROPS).stream()
        .map(StreamRecord::getValue)
        .mapToDouble(crops -> ColourModels.mean(upper(crops.crops()[0]))[2])
        .toArray();
  }

  private static Picture upper(Picture picture) {
    int rows = picture.height() / 2;
    byte[] half = Arrays.copyOf(picture.bgr(), 3 * rows * picture.width());
    return new Picture(picture.width(), rows, half);
  }

  /** The frames of a recording of somebody, whose pixels are turned and nothing says so. */
  private static List<Frame> recorded(int count, int quarters, Color colour) throws MediaException {
    List<Picture> pictures = new ArrayList<>();
    for (int frame = 0; frame < count; frame++) {
      pictures.add(UprightModels.picture(colour, frame, quarters));
    }
    List<Frame> frames = new ArrayList<>();
    MediaSink sink =
        new MediaSink() {
          @Override
          public void frame(int index, long presentationTimeMicros, Picture picture) {
            frames.add(new Frame(SESSION, 1, index, presentationTimeMicros, picture));
          }

          @Override
          public void audio(int index, short[] samples) {
            throw new AssertionError("it has no sound");
          }
        };
    try (MediaDecoder decoder = new MediaDecoder(MediaLimits.DEFAULTS, Colours.RATE, sink)) {
      decoder.feed(UprightModels.recording(pictures));
      decoder.finish();
    }
    return frames;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Frame, SessionFact> harness()
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Frame, SessionFact> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new FindFaces(() -> models.lease(), 20, LOOKS, Colours.RATE)),
            Frame::sessionId,
            TypeInformation.of(String.class));
    return harness;
  }
}
