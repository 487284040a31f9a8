package org.dormouse.update.apt.internal.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where the files of a repository are fetched from. Thread-safe. */
public interface Repository {

  /**
   * Fetches one file. A file that turns out larger than the limit is a trouble {@code file-too-large}; one that does
   * not get on is a passing trouble {@code service-silent}. What is already in the target is taken as the file's
   * beginning, where the repository can go on from there, so that a broken download is resumed.
   *
   * @param path relative to the root, as the index has it, not percent-encoded
   * @param limit the most bytes that are taken
   */
  Fetched fetch(String path, Path target, long limit, Duration atMost);

  /** The address of a file, for messages. */
  String address(String path);

  /** The command that fetches a file as well; asks for a password where one is needed. */
  List<String> command(String path, Path target);

  /** @param login for those that are reached by http or https */
  static Repository at(URI root, Login login) {
    return root.getScheme().equals("file") ? new FolderRepository(Path.of(root.getPath()))
        : new WebRepository(root, login);
  }
}
