package dev.perigee.reports;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Bands and a line over the years. */
final class FanChart {
  private static final BasicStroke LINE = new BasicStroke(1.8f);
  private static final BasicStroke DASHED =
      new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {4, 3}, 0);
  private static final int YEARS_BETWEEN_LABELS = 2;
  private static final double ROOM_ABOVE = 1.06;
  private static final double ROOM_ABOVE_DECADES = 1e-3;

  private FanChart() {}

  /**
   * A year of a fan.
   *
   * @param low and {@code high}, the outer band
   * @param innerLow and {@code innerHigh}, the inner one
   * @param line in the middle
   */
  record Year(int year, double low, double innerLow, double line, double innerHigh, double high) {
    /** Without bands. */
    static Year line(int year, double value) {
      return new Year(year, value, value, value, value, value);
    }

    private Year notBelow(double floor) {
      return new Year(
          year,
          Math.max(low, floor),
          Math.max(innerLow, floor),
          Math.max(line, floor),
          Math.max(innerHigh, floor),
          Math.max(high, floor));
    }
  }

  /** Bands and a line over the years on a scale of powers of ten; what is less lies on its edge. */
  static JFreeChart logarithmic(
      List<Year> years, String axisTitle, double floor, DoubleFunction<String> label) {
    double top = years.stream().mapToDouble(Year::high).max().orElse(floor);
    LogAxis axis = new LogAxis(axisTitle);
    axis.setSmallestValue(floor);
    double decades = Math.max(Math.ceil(Math.log10(top)), Math.log10(floor) + 1);
    axis.setRange(floor, Math.pow(10, decades + ROOM_ABOVE_DECADES));
    axis.setTickUnit(new NumberTickUnit(1));
    axis.setMinorTickMarksVisible(false);
    axis.setNumberFormatOverride(new ChartStyle.Labels(label));
    return fan(years.stream().map(each -> each.notBelow(floor)).toList(), axis);
  }

  /** Bands and a line over the years, from zero. */
  static JFreeChart linear(List<Year> years, String axisTitle, DoubleFunction<String> label) {
    double top = years.stream().mapToDouble(Year::high).max().orElse(0);
    NumberAxis axis = new NumberAxis(axisTitle);
    axis.setRange(0, top > 0 ? top * ROOM_ABOVE : 1);
    axis.setNumberFormatOverride(new ChartStyle.Labels(label));
    return fan(years, axis);
  }

  private static JFreeChart fan(List<Year> years, ValueAxis values) {
    YIntervalSeries outer = new YIntervalSeries("outer");
    YIntervalSeries inner = new YIntervalSeries("inner");
    YIntervalSeries line = new YIntervalSeries("line");
    for (Year each : years) {
      outer.add(each.year(), each.line(), each.low(), each.high());
      inner.add(each.year(), each.line(), each.innerLow(), each.innerHigh());
      line.add(each.year(), each.line(), each.line(), each.line());
    }
    YIntervalSeriesCollection series = new YIntervalSeriesCollection();
    List.of(outer, inner, line).forEach(series::addSeries);
    DeviationRenderer renderer = new DeviationRenderer(true, false);
    renderer.setAlpha(1);
    List<Color> fills = List.of(Palette.OUTER_BAND, Palette.INNER_BAND, Palette.MAIN);
    for (int i = 0; i < fills.size(); i++) {
      renderer.setSeriesFillPaint(i, fills.get(i));
      renderer.setSeriesPaint(i, Palette.MAIN);
      renderer.setSeriesStroke(i, LINE);
      renderer.setSeriesLinesVisible(i, fills.get(i).equals(Palette.MAIN));
    }
    NumberAxis time = new NumberAxis();
    int first = years.getFirst().year();
    time.setRange(first, Math.max(first + 1, years.getLast().year()));
    time.setTickUnit(
        new NumberTickUnit(Math.max(1, Math.min(YEARS_BETWEEN_LABELS, years.size() / 4))));
    time.setNumberFormatOverride(new ChartStyle.Labels(year -> Integer.toString((int) year)));
    XYPlot plot = new XYPlot(series, time, values, renderer);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setRangeGridlineStroke(ChartStyle.THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    boolean bands = years.stream().anyMatch(each -> each.low() < each.high());
    plot.setFixedLegendItems(
        bands
            ? ChartStyle.legend(
                List.of("5th to 95th percentile", "25th to 75th percentile", "Median"), fills)
            : new LegendItemCollection());
    ChartStyle.style(plot, List.of(time, values));
    return ChartStyle.chart(plot, bands);
  }

  /** Puts a dashed line across a fan, with its name. */
  static JFreeChart marked(JFreeChart fan, double value, String name) {
    ValueMarker marker = new ValueMarker(value, Palette.ACCENT, DASHED);
    marker.setLabel(name);
    marker.setLabelFont(ReportFonts.SEMI_BOLD.sized(ChartStyle.LABEL_SIZE));
    marker.setLabelPaint(Palette.ACCENT);
    marker.setLabelBackgroundColor(new Color(0, true));
    marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
    marker.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
    ((XYPlot) fan.getPlot()).addRangeMarker(marker, Layer.FOREGROUND);
    return fan;
  }
}
