package org.dormouse.update.apt.internal.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dormouse.spi.Trouble;

/** A repository in a folder of this machine. */
final class FolderRepository implements Repository {
  private final Path root;

  FolderRepository(Path root) {
    this.root = root;
  }

  @Override
  public Fetched fetch(String path, Path target, long limit, Duration atMost) {
    Path source = root.resolve(path).normalize();
    if (!source.startsWith(root.normalize())) {
      return new Fetched.Absent(address(path));
    }
    long end = System.nanoTime() + atMost.toNanos();
    try (InputStream in = Files.newInputStream(source); OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      long total = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > limit) {
          return new Fetched.Failed(Troubles.tooLarge(address(path), limit));
        }
        if (System.nanoTime() > end) {
          return new Fetched.Failed(Troubles.silent(address(path), atMost));
        }
        out.write(buffer, 0, n);
      }
      return new Fetched.Got(total);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Files.isDirectory(root) ? new Fetched.Absent(address(path))
          : new Fetched.Failed(Trouble.passing("service-unreachable", "The repository folder " + root
              + " does not exist.", "Check the setting uri, and whether what it lies on is mounted."));
    } catch (IOException e) {
      return new Fetched.Failed(Trouble.passing("service-unreachable", "Reading " + source + " failed: "
          + e.getMessage() + ".", "Check the folder and its permissions."));
    }
  }

  @Override
  public String address(String path) {
    return root.resolve(path).toString();
  }

  @Override
  public List<String> command(String path, Path target) {
    return List.of("cp", address(path).replaceFirst("^file://", ""), target.toString());
  }
}
