package io.verilock.vkyc.importer.measure;

import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.OnnxNetwork;
import io.verilock.vkyc.models.inference.Tensor;
import io.verilock.vkyc.testing.DevelopmentData;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * The open pack's detector and embedder as anybody would call them: pictures decoded, scaled and
 * warped by the Java library, no code of this module but that which runs a network. What this finds
 * and the module does not is lost by the module.
 */
final class PlainCode implements AutoCloseable {
  private static final int LONG_SIDE = 320;
  private static final int SIDE = 112;
  private static final double CONFIDENCE = 0.6;
  private static final double[] PLACES = {
    38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
  };
  private static final double[] MEANS = {0.485, 0.456, 0.406};
  private static final double[] DEVIATIONS = {0.229, 0.224, 0.225};

  private final Network detector;
  private final Network embedder;
  private final Map<String, Optional<float[]>> made = new HashMap<>();

  PlainCode() {
    Path face = DevelopmentData.models().resolve("face");
    detector = OnnxNetwork.load(face.resolve("yunet_s_dynamic.onnx"), InferenceSettings.DEFAULT);
    embedder =
        OnnxNetwork.load(face.resolve("mobilefacenet_foamliu.onnx"), InferenceSettings.DEFAULT);
  }

  /** The template of a picture's middle face. */
  Optional<float[]> of(String path) {
    return made.computeIfAbsent(path, this::make);
  }

  @Override
  public void close() {
    detector.close();
    embedder.close();
  }

  private Optional<float[]> make(String path) {
    try {
      BufferedImage picture = ImageIO.read(DevelopmentData.file(path).toFile());
      double[] points = points(picture);
      return points == null ? Optional.empty() : Optional.of(template(picture, points));
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  /** The five points of the surest face that holds the picture's middle; null where none does. */
  private double[] points(BufferedImage picture) {
    double scale = (double) LONG_SIDE / Math.max(picture.getWidth(), picture.getHeight());
    BufferedImage square =
        drawn(picture, AffineTransform.getScaleInstance(scale, scale), LONG_SIDE);
    Tensor input = Tensor.zeros(1, 3, LONG_SIDE, LONG_SIDE);
    for (int i = 0; i < LONG_SIDE * LONG_SIDE; i++) {
      int rgb = square.getRGB(i % LONG_SIDE, i / LONG_SIDE);
      for (int channel = 0; channel < 3; channel++) {
        input.data().put(channel * LONG_SIDE * LONG_SIDE + i, rgb >> (8 * channel) & 0xff);
      }
    }
    Map<String, Tensor> output = detector.run(List.of(input));
    double best = CONFIDENCE;
    double[] points = null;
    for (int stride : new int[] {8, 16, 32}) {
      FloatBuffer box = output.get("bbox_" + stride).data();
      FloatBuffer keys = output.get("kps_" + stride).data();
      int columns = LONG_SIDE / stride;
      for (int i = 0; i < columns * columns; i++) {
        int column = i % columns;
        int row = i / columns;
        double confidence =
            Math.sqrt(
                output.get("cls_" + stride).data().get(i)
                    * output.get("obj_" + stride).data().get(i));
        double x = (column + box.get(4 * i)) * stride / scale;
        double y = (row + box.get(4 * i + 1)) * stride / scale;
        boolean middle =
            Math.abs(x - picture.getWidth() / 2.0)
                    < Math.exp(box.get(4 * i + 2)) * stride / scale / 2
                && Math.abs(y - picture.getHeight() / 2.0)
                    < Math.exp(box.get(4 * i + 3)) * stride / scale / 2;
        if (middle && confidence > best) {
          best = confidence;
          points = new double[10];
          for (int k = 0; k < 5; k++) {
            points[2 * k] = (column + keys.get(10 * i + 2 * k)) * stride / scale;
            points[2 * k + 1] = (row + keys.get(10 * i + 2 * k + 1)) * stride / scale;
          }
        }
      }
    }
    return points;
  }

  private float[] template(BufferedImage picture, double[] points) {
    BufferedImage face = drawn(picture, similarity(points), SIDE);
    Tensor input = Tensor.zeros(1, 3, SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int rgb = face.getRGB(i % SIDE, i / SIDE);
      for (int channel = 0; channel < 3; channel++) {
        double value = (rgb >> (16 - 8 * channel) & 0xff) / 255.0;
        input
            .data()
            .put(
                channel * SIDE * SIDE + i,
                (float) ((value - MEANS[channel]) / DEVIATIONS[channel]));
      }
    }
    FloatBuffer output = embedder.run(List.of(input)).values().iterator().next().data();
    float[] template = new float[output.limit()];
    double squares = 0;
    for (int i = 0; i < template.length; i++) {
      template[i] = output.get(i);
      squares += (double) template[i] * template[i];
    }
    for (int i = 0; i < template.length; i++) {
      template[i] /= (float) Math.sqrt(squares);
    }
    return template;
  }

  /** Least squares over the five points. */
  private static AffineTransform similarity(double[] from) {
    double[] centre = new double[4];
    for (int i = 0; i < 10; i++) {
      centre[i % 2] += from[i] / 5;
      centre[2 + i % 2] += PLACES[i] / 5;
    }
    double along = 0;
    double across = 0;
    double spread = 0;
    for (int i = 0; i < 10; i += 2) {
      double x = from[i] - centre[0];
      double y = from[i + 1] - centre[1];
      along += x * (PLACES[i] - centre[2]) + y * (PLACES[i + 1] - centre[3]);
      across += x * (PLACES[i + 1] - centre[3]) - y * (PLACES[i] - centre[2]);
      spread += x * x + y * y;
    }
    double a = along / spread;
    double b = across / spread;
    return new AffineTransform(
        a,
        b,
        -b,
        a,
        centre[2] - a * centre[0] + b * centre[1],
        centre[3] - b * centre[0] - a * centre[1]);
  }

  private static BufferedImage drawn(BufferedImage picture, AffineTransform transform, int side) {
    BufferedImage canvas = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, transform, null);
    graphics.dispose();
    return canvas;
  }
}
