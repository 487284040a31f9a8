package org.dormouse.update.apt.internal.guest;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * Makes an ext4 image without a journal from a folder, by {@code mke2fs -d} as a child process with an argument list,
 * an empty environment and a time limit. Needs no rights beyond those on the files.
 */
final class DiskImage {
  private static final long SECONDS = 120;
  private static final int BLOCK = 4096;

  private DiskImage() {}

  /** @param told the command, once it has succeeded */
  static Result<Path> make(Path content, String label, Path image, Consumer<List<String>> told) {
    Optional<Path> tool = tool();
    if (tool.isEmpty()) {
      return Result.failed(Trouble.lasting("mke2fs-missing", "The program mke2fs, which makes the disks that guests "
          + "read, is not installed.", "Install it: apt-get install e2fsprogs."));
    }
    try {
      Files.deleteIfExists(image);
      Path messages = image.resolveSibling(image.getFileName() + ".log");
      ProcessBuilder builder = new ProcessBuilder(tool.get().toString(), "-q", "-F", "-t", "ext4", "-b",
          Integer.toString(BLOCK), "-O", "^has_journal,^resize_inode", "-m", "0", "-L", label, "-N",
          Long.toString(inodes(content)), "-E", "root_owner=0:0,lazy_itable_init=0", "-d",
          content.toAbsolutePath().toString(), image.toAbsolutePath().toString(), Long.toString(blocks(content)));
      Map<String, String> environment = builder.environment();
      environment.clear();
      environment.put("LC_ALL", "C");
      environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
      builder.redirectErrorStream(true).redirectInput(new File("/dev/null")).redirectOutput(messages.toFile());
      return run(builder, image, messages).map(made -> {
        told.accept(builder.command());
        return made;
      });
    } catch (IOException e) {
      return Result.failed(failed(image, e.getMessage()));
    }
  }

  private static Result<Path> run(ProcessBuilder builder, Path image, Path messages) throws IOException {
    Process process = builder.start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return Result.failed(failed(image, "mke2fs did not end within " + SECONDS + " s"));
      }
      if (process.exitValue() != 0) {
        byte[] said = Files.readAllBytes(messages);
        return Result.failed(failed(image, "mke2fs says: " + new String(said, 0, Math.min(500, said.length),
            StandardCharsets.UTF_8).strip().replace('\n', ' ')));
      }
      return Result.ok(image);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Result.failed(Trouble.passing("interrupted", "Making the disk image " + image + " was interrupted.", ""));
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(messages);
    }
  }

  private static long inodes(Path content) throws IOException {
    try (Stream<Path> all = Files.walk(content)) {
      return all.count() + 64;
    }
  }

  private static long blocks(Path content) throws IOException {
    long blocks = 0;
    try (Stream<Path> all = Files.walk(content)) {
      for (Path path : all.toList()) {
        blocks += Files.isDirectory(path) ? 2 : (Files.size(path) + BLOCK - 1) / BLOCK + 1;
      }
    }
    return blocks + blocks / 50 + inodes(content) / 16 + 2048;
  }

  private static Optional<Path> tool() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + "/usr/sbin"
        + File.pathSeparator + "/sbin" + File.pathSeparator + "/usr/local/sbin";
    return Stream.of(path.split(File.pathSeparator)).filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, "mke2fs")).filter(Files::isExecutable).findFirst();
  }

  private static Trouble failed(Path image, String reason) {
    return Trouble.passing("medium-not-made", "The disk image " + image + " could not be made: " + reason + ".",
        "Check free space and permissions there.");
  }
}
