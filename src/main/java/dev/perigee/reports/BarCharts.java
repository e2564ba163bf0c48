package dev.perigee.reports;

import java.awt.Paint;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.category.WaterfallBarRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/** Charts of bars: beside each other, as steps, and upon each other. */
final class BarCharts {
  /** Beside the longest bar, of its length. */
  private static final double ROOM_FOR_LABELS = 0.5;

  private BarCharts() {}

  /**
   * Horizontal bars.
   *
   * @param values by name, from above
   * @param accented the one that is unlike the others; none when it is not there
   */
  static JFreeChart horizontal(
      Map<String, Double> values, Map<String, String> labels, String accented, String axisTitle) {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    values.forEach((name, value) -> data.addValue(value, "value", name));
    BarRenderer renderer =
        new BarRenderer() {
          private static final long serialVersionUID = 1L;

          @Override
          public Paint getItemPaint(int row, int column) {
            return data.getColumnKey(column).equals(accented) ? Palette.ACCENT : Palette.MAIN;
          }
        };
    renderer.setDefaultItemLabelGenerator(
        new StandardCategoryItemLabelGenerator() {
          private static final long serialVersionUID = 1L;

          @Override
          public String generateLabel(CategoryDataset dataset, int row, int column) {
            return labels.get(dataset.getColumnKey(column).toString());
          }
        });
    renderer.setMaximumBarWidth(0.12);
    flat(renderer);
    NumberAxis axis = new NumberAxis(axisTitle);
    double top = values.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double bottom = values.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double width = Math.max(top, 0) - Math.min(bottom, 0);
    axis.setRange(
        Math.min(bottom, 0) - 0.02 * width,
        Math.max(top, 0) + Math.max(ROOM_FOR_LABELS * width, 1));
    axis.setNumberFormatOverride(new ChartStyle.Labels(value -> Numbers.fixed(value, 0)));
    CategoryPlot plot = new CategoryPlot(data, new CategoryAxis(), axis, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
    return categories(plot, false);
  }

  /** Steps from nothing to a total, which is the last. */
  static JFreeChart waterfall(
      Map<String, Double> steps, CategoryItemLabelGenerator labels, String axisTitle) {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    steps.forEach((name, value) -> data.addValue(value, "value", name));
    WaterfallBarRenderer renderer =
        new WaterfallBarRenderer(
            Palette.INNER_BAND, Palette.INNER_BAND, Palette.LOSS, Palette.MAIN);
    renderer.setDefaultItemLabelGenerator(labels);
    flat(renderer);
    NumberAxis axis = new NumberAxis(axisTitle);
    axis.setNumberFormatOverride(new ChartStyle.Labels(value -> Numbers.fixed(value, 0)));
    axis.setUpperMargin(0.12);
    return categories(new CategoryPlot(data, new CategoryAxis(), axis, renderer), false);
  }

  /**
   * Shares that sum to one, upon each other.
   *
   * @param shares by name, one for each year
   */
  static JFreeChart stacked(List<Integer> years, Map<String, List<Double>> shares, String title) {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    shares.forEach(
        (name, values) -> {
          for (int i = 0; i < years.size(); i++) {
            data.addValue(values.get(i), name, "’%02d".formatted(years.get(i) % 100));
          }
        });
    StackedBarRenderer renderer = new StackedBarRenderer();
    for (int i = 0; i < shares.size(); i++) {
      renderer.setSeriesPaint(i, Palette.DISTINCT.get(i));
    }
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    NumberAxis axis = new NumberAxis(title);
    axis.setRange(0, 1);
    axis.setTickUnit(new NumberTickUnit(0.2));
    axis.setNumberFormatOverride(
        new ChartStyle.Labels(value -> Numbers.fixed(100 * value, 0) + "%"));
    CategoryPlot plot = new CategoryPlot(data, new CategoryAxis(), axis, renderer);
    plot.getDomainAxis().setCategoryMargin(0.18);
    plot.setFixedLegendItems(ChartStyle.legend(List.copyOf(shares.keySet()), Palette.DISTINCT));
    return categories(plot, true);
  }

  private static void flat(BarRenderer renderer) {
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelFont(ReportFonts.SEMI_BOLD.sized(ChartStyle.LABEL_SIZE));
    renderer.setDefaultItemLabelPaint(Palette.INK);
  }

  private static JFreeChart categories(CategoryPlot plot, boolean legend) {
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setRangeGridlineStroke(ChartStyle.THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    CategoryAxis axis = plot.getDomainAxis();
    axis.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
    axis.setMaximumCategoryLabelLines(3);
    axis.setLowerMargin(0.02);
    axis.setUpperMargin(0.02);
    CategoryItemRenderer renderer = plot.getRenderer();
    renderer.setDefaultPositiveItemLabelPosition(position(plot, true));
    renderer.setDefaultNegativeItemLabelPosition(position(plot, false));
    ChartStyle.style(plot, List.of(axis, plot.getRangeAxis()));
    return ChartStyle.chart(plot, legend);
  }

  private static ItemLabelPosition position(CategoryPlot plot, boolean positive) {
    if (plot.getOrientation().equals(PlotOrientation.HORIZONTAL)) {
      return new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT);
    }
    return positive
        ? new ItemLabelPosition(ItemLabelAnchor.OUTSIDE12, TextAnchor.BOTTOM_CENTER)
        : new ItemLabelPosition(ItemLabelAnchor.OUTSIDE6, TextAnchor.TOP_CENTER);
  }
}
