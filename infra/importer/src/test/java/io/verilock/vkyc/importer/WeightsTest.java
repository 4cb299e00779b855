package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsTest {
  @Test
  void everyStoredTypeIsDecoded() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(0.25f).putShort((short) 0x3c00).putShort((short) 0xc100);
    data.put((byte) 0).put((byte) 200).putInt(-7).putShort((short) 0x0001);
    Weights weights =
        read(
            """
            {"name": "plain", "shape": [1], "dtype": "float32"},
            {"name": "half", "shape": [2], "dtype": "float32", "quantization": {"dtype": "float16"}},
            {"name": "byte", "shape": [2], "dtype": "float32",
             "quantization": {"dtype": "uint8", "scale": 0.5, "min": -10}},
            {"name": "whole", "shape": [], "dtype": "int32"},
            {"name": "tiny", "shape": [1], "dtype": "float32", "quantization": {"dtype": "float16"}}
            """,
            data.array());
    assertThat(weights.get("plain").values()).containsExactly(0.25f);
    assertThat(weights.get("half").values()).containsExactly(1f, -2.5f);
    assertThat(weights.get("byte").values()).containsExactly(-10f, 90f);
    assertThat(weights.get("whole").integers()).containsExactly(-7);
    assertThat(weights.get("tiny").values()).containsExactly(0x1p-24f);
  }

  @Test
  void halvesAtTheirLimits() {
    assertThat(Weights.halfToFloat((short) 0x7bff)).isEqualTo(65504f);
    assertThat(Weights.halfToFloat((short) 0x0400)).isEqualTo(0x1p-14f);
    assertThat(Weights.halfToFloat((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Weights.halfToFloat((short) 0x7e00)).isNaN();
    assertThat(Weights.halfToFloat((short) 0x8000)).isEqualTo(-0f);
  }

  @Test
  void bytesThatNoWeightUsesAreRefused() {
    assertThatThrownBy(
            () -> read("{\"name\": \"a\", \"shape\": [1], \"dtype\": \"float32\"}", new byte[5]))
        .isInstanceOf(ImportException.class)
        .hasMessage("1 bytes of weights are in no manifest entry");
  }

  @Test
  void weightsBeyondTheDataAreRefusedByName() {
    assertThatThrownBy(
            () ->
                read("{\"name\": \"a\", \"shape\": [2, 3], \"dtype\": \"float32\"}", new byte[20]))
        .isInstanceOf(ImportException.class)
        .hasMessage("weight a of shape [2, 3] needs 24 bytes, 20 are left");
  }

  @Test
  void anUnknownTypeIsRefusedByName() {
    assertThatThrownBy(
            () -> read("{\"name\": \"a\", \"shape\": [1], \"dtype\": \"complex64\"}", new byte[8]))
        .isInstanceOf(ImportException.class)
        .hasMessage("weight a is stored as complex64");
  }

  @Test
  void aMissingWeightIsNamed() throws IOException {
    Weights weights = read("", new byte[0]);
    assertThatThrownBy(() -> weights.get("fc"))
        .isInstanceOf(ImportException.class)
        .hasMessage("weight fc is missing");
  }

  @Test
  void dimensionsAreMoved() {
    Weight weight = new Weight("filter", List.of(1, 2, 3), new float[] {1, 2, 3, 4, 5, 6});
    assertThat(weight.transposed(2, 0, 1)).containsExactly(1, 4, 2, 5, 3, 6);
  }

  private static Weights read(String entries, byte[] data) throws IOException {
    return Weights.read(new ObjectMapper().readTree("[{\"weights\": [" + entries + "]}]"), data);
  }
}
