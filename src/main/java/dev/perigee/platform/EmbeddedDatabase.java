package dev.perigee.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A real PostgreSQL server beside the service, for when no other is named. Its data stay in a
 * folder between starts; it writes through to the disk. A server that a killed service left behind
 * is stopped first; a second service on the same folder is refused.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String PID_FILE = "postmaster.pid";
  private static final int PORT_LINE = 3;

  private final EmbeddedPostgres server;
  private final FileChannel lockFile;

  private EmbeddedDatabase(EmbeddedPostgres server, FileChannel lockFile) {
    this.server = server;
    this.lockFile = lockFile;
  }

  /**
   * Starts a server on the data in a folder, which is made when it is missing, on a free port. It
   * runs until it is closed; one that is left behind is stopped by the next start.
   *
   * @throws IllegalStateException when another service uses the folder, or a server left behind
   *     does not stop
   */
  public static EmbeddedDatabase start(Path folder) {
    return start(folder, OptionalInt.empty());
  }

  /**
   * The same on a port of choice, where dashboards find it.
   *
   * @throws IllegalStateException when another service uses the folder, or a server left behind
   *     does not stop
   */
  public static EmbeddedDatabase start(Path folder, OptionalInt port) {
    try {
      make(folder);
      FileChannel lockFile = lock(folder);
      Path data = folder.resolve("postgresql");
      Path binaries = folder.toRealPath().resolve("binaries");
      stopOrphan(data, binaries);
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setOverrideWorkingDirectory(binaries.toFile())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false) // runs are stored until the service has stopped
              .setPort(port.isPresent() ? port.getAsInt() : freePort())
              .setPGStartupWait(START_LIMIT)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .start();
      return new EmbeddedDatabase(server, lockFile);
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded PostgreSQL did not start in " + folder, e);
    }
  }

  /**
   * JDBC URL of the server that another process has running on the data in a folder; empty when
   * none is.
   */
  public static Optional<String> running(Path folder) throws IOException {
    Path pidFile = folder.resolve("postgresql").resolve(PID_FILE);
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.size() <= PORT_LINE
        || postmaster(lines.getFirst().strip(), folder.toRealPath().resolve("binaries"))
            .isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(lines.get(PORT_LINE).strip()));
  }

  /** JDBC URL of the server, its user included. */
  public String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() {
    try {
      server.close();
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @SuppressWarnings("resource") // the lock lives as long as the database
  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("perigee.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IllegalStateException(
          "Another Perigee uses the data in %s. Stop it, or set PERIGEE_DATA to another folder."
              .formatted(folder));
    }
    return channel;
  }

  /**
   * Stops a server that was started from our own binaries and is still running; clients of it are
   * cut off.
   */
  private static void stopOrphan(Path data, Path binaries) throws IOException {
    Path pidFile = data.resolve(PID_FILE);
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    Optional<ProcessHandle> orphan =
        lines.isEmpty() ? Optional.empty() : postmaster(lines.getFirst().strip(), binaries);
    if (orphan.isEmpty()) {
      Files.delete(pidFile);
      return;
    }
    LOG.infof("Stopping the PostgreSQL server %d that was left behind", orphan.get().pid());
    try {
      // PostgreSQL takes SIGINT as a fast shutdown, which does not wait for clients.
      new ProcessBuilder("kill", "-INT", String.valueOf(orphan.get().pid())).start().waitFor();
      orphan.get().onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException(
          "The PostgreSQL server %d that was left behind does not stop"
              .formatted(orphan.get().pid()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server left behind was stopped", e);
    }
  }

  /** The running server of this id; any other program may have taken the id over. */
  private static Optional<ProcessHandle> postmaster(String pid, Path binaries) {
    if (!pid.matches("[0-9]{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process
                    .info()
                    .command()
                    .map(command -> Path.of(command).startsWith(binaries))
                    .orElse(false));
  }

  /** Makes the folder, for its owner alone where the file system knows owners. */
  private static void make(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
