package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CarriedLooksTest {
  private static final float[] TEMPLATE = {1};
  private static final float[] LIVE = {0.9f};
  private static final float[] SPOOF = {0.1f};

  @Test
  void aLookStandsForTheUsableFramesAfterIt() {
    List<FrameEvidence> carried =
        CarriedLooks.over(
            List.of(
                usable(0, LIVE),
                usable(1, FrameEvidence.NOT_LOOKED_AT),
                faceless(2),
                usable(3, FrameEvidence.NOT_LOOKED_AT),
                usable(4, SPOOF)));

    assertThat(carried)
        .extracting(FrameEvidence::liveness)
        .containsExactly(LIVE, LIVE, null, LIVE, SPOOF);
    assertThat(carried).extracting(FrameEvidence::index).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void withoutModelsNobodyLooked() {
    List<FrameEvidence> frames = List.of(usable(0, FrameEvidence.NOT_LOOKED_AT));

    assertThat(CarriedLooks.over(frames).get(0).lookedAt()).isFalse();
  }

  private static FrameEvidence usable(int index, float[] liveness) {
    return new FrameEvidence(index, 0, FaceSighting.WITHOUT_FACE, liveness, TEMPLATE);
  }

  private static FrameEvidence faceless(int index) {
    return FrameEvidence.ofSighting(index, 0, FaceSighting.WITHOUT_FACE);
  }
}
