package io.verilock.vkyc.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.models.LivenessFusion;
import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.models.SharedData;
import io.verilock.vkyc.models.face.FivePointAligner;
import io.verilock.vkyc.models.face.MobileFaceNetEmbedder;
import io.verilock.vkyc.models.face.YuNetDetector;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.inference.InferenceSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("media")
class SharedModelsTest {
  private static final SharedModels.Key OPEN =
      new SharedModels.Key(ModelChoice.ofPack("open"), InferenceSettings.DEFAULT);
  private static final Picture BLACK = new Picture(32, 32, new byte[3 * 32 * 32]);

  private final AtomicInteger loads = new AtomicInteger();
  private final SharedModels shared =
      new SharedModels(
          key -> {
            loads.incrementAndGet();
            return load();
          });

  @Test
  void loadsOnceForAllWhoAskAtOnce() throws Exception {
    SharedData.models();
    ExecutorService slots = Executors.newFixedThreadPool(6);
    CyclicBarrier together = new CyclicBarrier(6);
    List<Future<SharedModels.Lease>> asked = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      asked.add(
          slots.submit(
              () -> {
                together.await();
                return shared.borrow(OPEN);
              }));
    }
    List<SharedModels.Lease> leases = new ArrayList<>();
    for (Future<SharedModels.Lease> lease : asked) {
      leases.add(lease.get());
    }
    slots.shutdown();

    assertThat(loads).hasValue(1);
    assertThat(leases).extracting(SharedModels.Lease::models).containsOnly(leases.get(0).models());
    leases.forEach(SharedModels.Lease::close);
  }

  @Test
  void closesAfterTheLastHasGivenItBackAndNotBefore() throws IOException {
    SharedData.models();
    SharedModels.Lease first = shared.borrow(OPEN);
    SharedModels.Lease second = shared.borrow(OPEN);

    first.close();
    first.close();
    assertThat(second.models().detector().detect(BLACK)).isEmpty();
    second.close();
    assertThatThrownBy(() -> second.models().detector().detect(BLACK))
        .isInstanceOf(RuntimeException.class);

    SharedModels.Lease third = shared.borrow(OPEN);
    assertThat(loads).hasValue(2);
    assertThat(third.models().detector().detect(BLACK)).isEmpty();
    third.close();
  }

  @Test
  void keepsOtherSettingsApart() throws IOException {
    SharedData.models();
    SharedModels.Lease one = shared.borrow(OPEN);
    SharedModels.Lease two =
        shared.borrow(new SharedModels.Key(ModelChoice.ofPack("open"), new InferenceSettings(2)));

    assertThat(one.models()).isNotSameAs(two.models());
    one.close();
    two.close();
  }

  @Test
  void asksAgainAfterAPackCouldNotBeHad() throws IOException {
    SharedData.models();
    SharedModels failingOnce =
        new SharedModels(
            key -> {
              if (loads.incrementAndGet() == 1) {
                throw new PackException("not now");
              }
              return load();
            });

    assertThatThrownBy(() -> failingOnce.borrow(OPEN)).hasMessage("not now");
    failingOnce.borrow(OPEN).close();
    assertThat(loads).hasValue(2);
  }

  /** As much of the pack as there is in the folder of weights, and is used here. */
  private static LoadedModels load() {
    PackManifest manifest = PackManifest.ofResource("open");
    PackFiles files =
        new PackFiles(
            manifest,
            Map.of(
                "face_detector",
                SharedData.models().resolve("face/yunet_s_dynamic.onnx"),
                "face_embedder",
                SharedData.models().resolve("face/mobilefacenet_foamliu.onnx")));
    NetworkSet networks = new NetworkSet(files, InferenceSettings.DEFAULT);
    return new LoadedModels(
        manifest.name(),
        new YuNetDetector(networks.load("face_detector"), YuNetDetector.Settings.DEFAULT),
        new FivePointAligner(),
        new MobileFaceNetEmbedder(networks.load("face_embedder"), files.version("face_embedder")),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        new LivenessFusion(LogisticRegression.OF_NOTHING),
        manifest.calibration("face_match"),
        manifest.calibration("passive_liveness"),
        manifest.versions(),
        List.of(networks::close));
  }
}
