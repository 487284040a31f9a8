package org.dormouse.backend.simulated.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.DiskReader.State;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** The few files of a simulated root file system that anybody looks at. */
public final class SimulatedFiles implements GuestFiles {
  private static final int LONGEST_PATH = 4096;
  private final Map<String, byte[]> files = new TreeMap<>();

  public SimulatedFiles(Content content) {
    put("/etc/hostname", content.machine() + "\n");
    put("/etc/machine-id", Chance.digest("machine-id " + content.machine()).substring(0, 32) + "\n");
    put("/etc/os-release", "PRETTY_NAME=\"Simulated GNU/Linux 12\"\nID=debian\nVERSION_ID=\"12\"\n");
    put("/usr/sbin/qemu-ga", "simulated");
    put(ClientState.FILE, content.machine() + " " + content.index() + " " + content.step());
  }

  private void put(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public State state() {
    return State.CLEAN;
  }

  @Override
  public String fileSystem() {
    return "simulated";
  }

  /** As the kernel resolves it: dots are followed, and nothing is above the root. */
  private static String plain(String path) {
    var parts = new ArrayList<String>();
    for (String part : path.length() > LONGEST_PATH ? new String[0] : path.split("/")) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  @Override
  public Result<Optional<byte[]>> read(String path, int limit) {
    byte[] content = files.get(plain(path));
    if (content == null) {
      return Result.ok(Optional.empty());
    }
    return content.length > limit ? Result.failed(Trouble.lasting("file-too-large", "The guest's file is larger than "
        + limit + " bytes.", "")) : Result.ok(Optional.of(content.clone()));
  }

  @Override
  public Result<List<String>> list(String path) {
    String folder = plain(path).equals("/") ? "/" : plain(path) + "/";
    var names = new TreeSet<String>();
    for (String file : files.keySet()) {
      if (file.startsWith(folder)) {
        String rest = file.substring(folder.length());
        names.add(rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest);
      }
    }
    return Result.ok(List.copyOf(names));
  }

  @Override
  public Result<Optional<Entry>> entry(String path) {
    String plain = plain(path);
    byte[] content = files.get(plain);
    if (content != null) {
      return Result.ok(Optional.of(entry(Kind.FILE, content.length, 0644, plain)));
    }
    boolean folder = plain.equals("/") || files.keySet().stream().anyMatch(file -> file.startsWith(plain + "/"));
    return Result.ok(folder ? Optional.of(entry(Kind.DIRECTORY, 4096, 0755, plain)) : Optional.empty());
  }

  private static Entry entry(Kind kind, long size, int mode, String path) {
    return new Entry(kind, size, 0, mode, 0, 0, path.hashCode() & 0x7fffffff, "");
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
