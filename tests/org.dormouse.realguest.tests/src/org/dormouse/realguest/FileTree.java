package org.dormouse.realguest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All files of a stored image with mode, owner, size and hash, as the product's own reader lists them. */
record FileTree(Map<String, String> entries) {

  private static final int FIELDS = 6;

  static FileTree of(Path image) {
    Map<String, String> entries = new HashMap<>();
    var said = Lab.run(List.of(System.getProperty("java.home") + "/bin/java", "-cp", classPath(),
        "org.dormouse.disk.internal.ListFiles", image.toString()));
    said.output().lines().forEach(line -> {
      String[] fields = line.split(" ", FIELDS);
      // the time of modification is left out: a file that was written again as it was has not changed
      entries.put(fields[5], fields[0] + " " + fields[1] + " " + fields[2] + " " + fields[4]);
    });
    return new FileTree(entries);
  }

  /** Paths that are new, gone or different. */
  TreeSet<String> differences(FileTree other) {
    TreeSet<String> different = new TreeSet<>();
    entries.forEach((path, entry) -> {
      if (!entry.equals(other.entries.get(path))) {
        different.add(path);
      }
    });
    other.entries.keySet().stream().filter(path -> !entries.containsKey(path)).forEach(different::add);
    return different;
  }

  private static String classPath() {
    Path plugins = Lab.ROOT.resolve("product/target/products/dormouse/linux/gtk/"
        + System.getProperty("os.arch").replace("amd64", "x86_64") + "/dormouse/plugins");
    try (Stream<Path> files = Files.list(plugins)) {
      return files.map(Path::toString).filter(file -> file.matches(".*/(org\\.dormouse\\.(disk|spi)|com\\.github\\.luben"
          + "\\.zstd-jni|zstd-jni)[_-].*\\.jar")).collect(Collectors.joining(":"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
