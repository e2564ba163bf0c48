package dev.perigee.reports;

import java.awt.Color;
import java.util.List;

/** The colours of reports; told apart by readers who do not see all of them, and in grey. */
final class Palette {
  static final Color INK = new Color(0x1b2733);
  static final Color MUTED = new Color(0x5b6773);
  static final Color GRID = new Color(0xdde3e8);
  static final Color AXIS = new Color(0x9aa5af);
  static final Color MAIN = new Color(0x0f3d66);
  static final Color INNER_BAND = new Color(0x86aecb);
  static final Color OUTER_BAND = new Color(0xd3e1ec);
  static final Color ACCENT = new Color(0xc4511d);
  static final Color LOSS = new Color(0xa8b3bd);

  /** After Okabe and Ito, for what has no order; the last is for what is not there. */
  static final List<Color> DISTINCT =
      List.of(
          new Color(0x0f3d66),
          new Color(0xe69f00),
          new Color(0x009e73),
          new Color(0xc4511d),
          new Color(0xcc79a7),
          new Color(0x56b4e9),
          new Color(0xdde3e8));

  private Palette() {}
}
