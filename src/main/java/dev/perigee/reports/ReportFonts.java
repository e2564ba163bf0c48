package dev.perigee.reports;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fonts of reports: IBM Plex (SIL Open Font License), which are part of the service, so that a
 * report is the same everywhere. Their digits are all of one width.
 *
 * <p>A JDK refuses every font where the system has neither fontconfig nor a font, as in a small
 * container. So it is given a configuration that knows one of these, unless one is configured.
 */
enum ReportFonts {
  REGULAR("IBMPlexSans-Regular.ttf"),
  SEMI_BOLD("IBMPlexSans-SemiBold.ttf"),
  ITALIC("IBMPlexSans-Italic.ttf"),
  SERIF("IBMPlexSerif-SemiBold.ttf");

  private static final String CONFIGURATION = "sun.awt.fontconfig";

  private final String file;

  ReportFonts(String file) {
    this.file = file;
  }

  /** The file, to be closed. */
  InputStream open() {
    return ReportFonts.class.getResourceAsStream("/reports/fonts/" + file);
  }

  /** For charts, in points. */
  Font sized(float points) {
    return Loaded.FONTS.get(ordinal()).deriveFont(points);
  }

  private static final class Loaded {
    private static final List<Font> FONTS;

    static {
      if (System.getProperty(CONFIGURATION) == null) {
        System.setProperty(CONFIGURATION, configuration().toString());
      }
      FONTS = Stream.of(values()).map(Loaded::read).toList();
    }

    private static Font read(ReportFonts font) {
      try (InputStream in = font.open()) {
        return Font.createFont(Font.TRUETYPE_FONT, in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (FontFormatException e) {
        throw new IllegalStateException(font.file + " is no font", e);
      }
    }

    /** Every font that the JDK knows by itself is the regular one. */
    private static Path configuration() {
      try (InputStream in = REGULAR.open()) {
        Path folder = Files.createTempDirectory("perigee-fonts");
        Path font = folder.resolve(REGULAR.file);
        Files.copy(in, font);
        String names =
            Stream.of("serif", "sansserif", "monospaced", "dialog", "dialoginput")
                .flatMap(
                    family ->
                        Stream.of("plain", "bold", "italic", "bolditalic")
                            .map(style -> family + "." + style + ".latin-1=Plex\n"))
                .collect(Collectors.joining());
        Path configuration =
            Files.writeString(
                folder.resolve("fontconfig.properties"),
                "version=1\n%ssequence.allfonts=latin-1\nfilename.Plex=%s\n"
                    .formatted(names, font));
        Stream.of(folder, font, configuration).forEach(path -> path.toFile().deleteOnExit());
        return configuration;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
