package dev.perigee.rules;

import dev.perigee.platform.ProblemException;
import dev.perigee.platform.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Bundles as zip archives. An archive is read from its start, entry by entry, and only as far as a
 * bundle may go; the sizes and the directory that it claims are not looked at, and nothing is
 * written to a file.
 */
final class BundleZip {
  static final String MEDIA_TYPE = "application/zip";

  /** The earliest that an archive can express. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final int MOST_FOLDERS = 100;

  private BundleZip() {}

  /**
   * The bundle of an archive.
   *
   * @throws ProblemException malformed when it is no archive
   * @throws InvalidRuleSet with every file that cannot be in a bundle
   */
  static Bundle read(byte[] archive) {
    BundleFiles files = new BundleFiles();
    int entries = 0;
    int folders = 0;
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry();
          entry != null && !files.isFull() && folders <= MOST_FOLDERS;
          entry = zip.getNextEntry()) {
        entries++;
        if (entry.isDirectory()) {
          folders++;
          files.addFolder(entry.getName(), zip);
        } else {
          files.add(entry.getName(), zip);
        }
        if (files.isFull()) {
          break; // going on to the next entry would unpack the rest of this one
        }
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw malformed(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (entries == 0) {
      throw malformed("it has no entries");
    }
    return files.bundle();
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(
        ProblemType.MALFORMED_REQUEST, "The body is no zip archive: " + why, List.of());
  }

  /** The archive of a bundle: the same bytes each time. */
  static byte[] write(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      // Not compressed, as the bytes would depend on the library that does it.
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, String> file : Bundle.of(files).files().entrySet()) {
        byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(text);
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(NO_TIME);
        entry.setSize(text.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(text);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
