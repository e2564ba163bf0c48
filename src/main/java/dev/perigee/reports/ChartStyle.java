package dev.perigee.reports;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** The one style of all charts. Lengths are in points of 1/72 inch. */
final class ChartStyle {
  static final float LABEL_SIZE = 7.5f;
  static final BasicStroke THIN = new BasicStroke(0.6f);
  private static final float AXIS_TITLE_SIZE = 8;
  private static final Shape SWATCH = new Rectangle2D.Double(-4, -3, 8, 6);

  private ChartStyle() {}

  /** Puts a plot and its axes into the style. */
  static void style(Plot plot, List<? extends Axis> axes) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(new RectangleInsets(8, 2, 2, 10));
    for (Axis axis : axes) {
      axis.setLabelFont(ReportFonts.REGULAR.sized(AXIS_TITLE_SIZE));
      axis.setLabelPaint(Palette.MUTED);
      axis.setTickLabelFont(ReportFonts.REGULAR.sized(LABEL_SIZE));
      axis.setTickLabelPaint(Palette.INK);
      axis.setAxisLinePaint(Palette.AXIS);
      axis.setTickMarkPaint(Palette.AXIS);
      axis.setTickMarkOutsideLength(2);
    }
  }

  /** A chart without title; its caption stands beneath it. */
  static JFreeChart chart(Plot plot, boolean legend) {
    JFreeChart chart = new JFreeChart(null, null, plot, legend);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    if (legend) {
      LegendTitle key = chart.getLegend();
      key.setPosition(RectangleEdge.TOP);
      key.setFrame(BlockBorder.NONE);
      key.setBackgroundPaint(null);
      key.setItemFont(ReportFonts.REGULAR.sized(LABEL_SIZE));
      key.setItemPaint(Palette.INK);
    }
    return chart;
  }

  /** Names of colours. */
  static LegendItemCollection legend(List<String> names, List<Color> colours) {
    LegendItemCollection items = new LegendItemCollection();
    for (int i = 0; i < names.size(); i++) {
      items.add(new LegendItem(names.get(i), null, null, null, SWATCH, colours.get(i)));
    }
    return items;
  }

  /** Writes the numbers of an axis. */
  static final class Labels extends NumberFormat {
    private static final long serialVersionUID = 1L;

    private final transient DoubleFunction<String> label;

    Labels(DoubleFunction<String> label) {
      this.label = label;
    }

    @Override
    public StringBuffer format(double value, StringBuffer to, FieldPosition position) {
      return to.append(label.apply(value));
    }

    @Override
    public StringBuffer format(long value, StringBuffer to, FieldPosition position) {
      return format((double) value, to, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
      throw new UnsupportedOperationException("labels are written, never read");
    }
  }
}
