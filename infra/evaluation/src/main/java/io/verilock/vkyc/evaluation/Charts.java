package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.metrics.NormalDeviate;
import io.verilock.vkyc.evaluation.metrics.Separation;
import io.verilock.vkyc.evaluation.metrics.Separation.Point;
import io.verilock.vkyc.evaluation.report.InlineImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws curves and histograms of scores, as data URIs of SVG images. */
final class Charts {
  /** Told apart also by those who see few colours (Okabe and Ito, 2008). */
  private static final Color[] COLOURS = {
    new Color(0, 0, 0),
    new Color(0, 114, 178),
    new Color(213, 94, 0),
    new Color(0, 158, 115),
    new Color(204, 121, 167),
    new Color(230, 159, 0),
    new Color(86, 180, 233),
    new Color(150, 150, 150),
    new Color(120, 80, 40),
    new Color(100, 50, 160)
  };

  private static final Color GENUINE = new Color(0, 114, 178);
  private static final Color IMPOSTOR = new Color(213, 94, 0);
  private static final Color GRID = new Color(226, 230, 236);
  private static final Color INK = new Color(60, 70, 85);
  private static final int WIDTH = 540;
  private static final int BINS = 20;
  private static final int CHANCE_POINTS = 40;
  private static final int POINTS_BETWEEN = 40;
  private static final int LEGEND_LINE = 20;
  private static final double LOWEST_RATE = 0.001;
  private static final double HIGHEST_DET_RATE = 0.7;

  private Charts() {}

  /** Share accepted of those to accept, against the share of the others, on a logarithmic axis. */
  static String roc(String impostorTitle, String genuineTitle, Map<String, Separation> scores) {
    XYChart chart = curves(impostorTitle, genuineTitle, scores.size());
    chart.getStyler().setXAxisMin(Math.log10(LOWEST_RATE)).setXAxisMax(0.0).setYAxisMax(1.0);
    chart
        .getStyler()
        .setxAxisTickLabelsFormattingFunction(exponent -> percent(Math.pow(10, exponent)))
        .setyAxisTickLabelsFormattingFunction(Charts::percent);
    scores.forEach(
        (name, separation) ->
            curve(
                chart,
                name,
                separation,
                point -> Math.log10(Math.max(LOWEST_RATE, point.falseAccepts())),
                point -> 1 - point.falseRejects()));
    chance(chart, rate -> Math.log10(rate), rate -> rate, 1);
    return svg(chart);
  }

  /** Both kinds of errors against each other, on axes of the normal distribution's deviate. */
  static String det(String impostorTitle, String genuineTitle, Map<String, Separation> scores) {
    XYChart chart = curves(impostorTitle, genuineTitle, scores.size());
    double low = deviate(LOWEST_RATE);
    double high = deviate(HIGHEST_DET_RATE);
    chart.getStyler().setXAxisMin(low).setXAxisMax(high).setYAxisMin(low).setYAxisMax(high);
    chart
        .getStyler()
        .setxAxisTickLabelsFormattingFunction(deviate -> percent(NormalDeviate.rate(deviate)))
        .setyAxisTickLabelsFormattingFunction(deviate -> percent(NormalDeviate.rate(deviate)));
    scores.forEach(
        (name, separation) ->
            curve(
                chart,
                name,
                separation,
                point -> deviate(point.falseAccepts()),
                point -> deviate(point.falseRejects())));
    chance(chart, Charts::deviate, rate -> deviate(1 - rate), HIGHEST_DET_RATE);
    return svg(chart);
  }

  /** How scores from 0 to 100 spread; those without a score are not in it. */
  static String histogram(String genuineName, String impostorName, Separation scores) {
    XYChart chart = chart(300, "score", "share");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(100.0).setYAxisMin(0.0);
    chart.getStyler().setyAxisTickLabelsFormattingFunction(Charts::percent);
    double highest =
        Math.max(
            steps(chart, genuineName, scores.genuine(), GENUINE),
            steps(chart, impostorName, scores.impostor(), IMPOSTOR));
    chart.getStyler().setYAxisMax(highest == 0 ? 1 : highest * 1.05);
    XYSeries threshold =
        chart.addSeries(
            "threshold",
            new double[] {Rates.OPERATING_THRESHOLD, Rates.OPERATING_THRESHOLD},
            new double[] {0, highest * 1.05});
    threshold.setMarker(SeriesMarkers.NONE);
    threshold.setLineColor(INK);
    threshold.setLineStyle(dashed());
    return svg(chart);
  }

  /** Takes a coordinate of a curve's point. */
  private interface Coordinate {
    double of(Point point);
  }

  private static void curve(
      XYChart chart, String name, Separation scores, Coordinate x, Coordinate y) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (Point point : smoothed(scores.curve())) {
      int last = xs.size() - 1;
      // A step goes on: its end moves, so that a curve has as many points as it has corners.
      if (last > 0
          && (isLine(x.of(point), xs.get(last), xs.get(last - 1))
              || isLine(y.of(point), ys.get(last), ys.get(last - 1)))) {
        xs.remove(last);
        ys.remove(last);
      }
      xs.add(x.of(point));
      ys.add(y.of(point));
    }
    if (!xs.isEmpty()) {
      XYSeries series = chart.addSeries(name, xs, ys);
      series.setMarker(SeriesMarkers.NONE);
      series.setLineStyle(new BasicStroke(1.8f));
    }
  }

  /**
   * The curve with further points on the straight lines where equal scores change both rates at
   * once: on axes that are not linear these lines are bent.
   */
  private static List<Point> smoothed(List<Point> curve) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < curve.size(); i++) {
      Point point = curve.get(i);
      if (i > 0
          && point.falseAccepts() != curve.get(i - 1).falseAccepts()
          && point.falseRejects() != curve.get(i - 1).falseRejects()) {
        for (int part = 1; part < POINTS_BETWEEN; part++) {
          points.add(between(curve.get(i - 1), point, (double) part / POINTS_BETWEEN));
        }
      }
      points.add(point);
    }
    return points;
  }

  private static Point between(Point from, Point to, double part) {
    return new Point(
        to.threshold(),
        from.falseAccepts() + part * (to.falseAccepts() - from.falseAccepts()),
        from.falseRejects() + part * (to.falseRejects() - from.falseRejects()));
  }

  /** Whether three coordinates are one. */
  private static boolean isLine(double a, double b, double c) {
    return a == b && b == c;
  }

  /** Draws the outline of a histogram and returns its highest share. */
  private static double steps(XYChart chart, String name, double[] scores, Color colour) {
    int[] counts = new int[BINS];
    int all = 0;
    for (double score : scores) {
      if (Double.isFinite(score)) {
        counts[(int) Math.max(0, Math.min(BINS - 1, score * BINS / 100))]++;
        all++;
      }
    }
    double highest = 0;
    double[] xs = new double[2 * BINS + 2];
    double[] ys = new double[2 * BINS + 2];
    for (int bin = 0; bin < BINS; bin++) {
      double share = all == 0 ? 0 : (double) counts[bin] / all;
      xs[2 * bin + 1] = 100.0 * bin / BINS;
      xs[2 * bin + 2] = 100.0 * (bin + 1) / BINS;
      ys[2 * bin + 1] = share;
      ys[2 * bin + 2] = share;
      highest = Math.max(highest, share);
    }
    xs[2 * BINS + 1] = 100;
    XYSeries series = chart.addSeries(name, xs, ys);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(1.8f));
    series.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 50));
    return highest;
  }

  /** What guessing would do. Its many points also give the axes ticks where a curve has few. */
  private static void chance(
      XYChart chart, DoubleUnaryOperator x, DoubleUnaryOperator y, double highestRate) {
    double[] xs = new double[CHANCE_POINTS];
    double[] ys = new double[CHANCE_POINTS];
    for (int i = 0; i < CHANCE_POINTS; i++) {
      double rate = LOWEST_RATE * Math.pow(highestRate / LOWEST_RATE, i / (CHANCE_POINTS - 1.0));
      xs[i] = x.applyAsDouble(rate);
      ys[i] = y.applyAsDouble(rate);
    }
    XYSeries series = chart.addSeries("guessing", xs, ys);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(GRID.darker());
    series.setLineStyle(dashed());
  }

  private static BasicStroke dashed() {
    return new BasicStroke(
        1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {4}, 0);
  }

  private static XYChart curves(String xTitle, String yTitle, int curves) {
    XYChart chart = chart(400 + LEGEND_LINE * (curves + 1), xTitle, yTitle);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    return chart;
  }

  private static XYChart chart(int height, String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(height)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    XYStyler style = chart.getStyler();
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    style.setBaseFont(font);
    style.setAxisTickLabelsFont(font);
    style.setLegendFont(font);
    style.setAxisTitleFont(font);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotBorderVisible(false);
    style.setAxisTickMarksColor(GRID);
    style.setAxisTickLabelsColor(INK);
    style.setChartFontColor(INK);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLegendBorderColor(Color.WHITE);
    style.setSeriesColors(COLOURS);
    return chart;
  }

  private static double deviate(double rate) {
    return NormalDeviate.of(Math.max(LOWEST_RATE, Math.min(HIGHEST_DET_RATE, rate)));
  }

  private static String percent(double rate) {
    double percent = 100 * rate;
    return String.format(Locale.ROOT, percent < 0.995 ? "%.2g %%" : "%.0f %%", percent);
  }

  private static String svg(XYChart chart) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return InlineImage.uri("image/svg+xml", bytes.toByteArray());
  }
}
