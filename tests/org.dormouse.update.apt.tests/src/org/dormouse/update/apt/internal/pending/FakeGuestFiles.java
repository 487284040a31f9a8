package org.dormouse.update.apt.internal.pending;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** A root file system in memory. */
public final class FakeGuestFiles implements DiskReader.GuestFiles {
  private final Map<String, String> files = new TreeMap<>();

  public FakeGuestFiles put(String path, String content) {
    files.put(path, content);
    return this;
  }

  @Override
  public DiskReader.State state() {
    return DiskReader.State.CLEAN;
  }

  @Override
  public String fileSystem() {
    return "ext4";
  }

  @Override
  public Result<Optional<byte[]>> read(String path, int limit) {
    Optional<byte[]> content =
        Optional.ofNullable(files.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    return content.isPresent() && content.get().length > limit
        ? Result.failed(Trouble.lasting("file-too-large", path + " is too large.", "")) : Result.ok(content);
  }

  @Override
  public Result<List<String>> list(String path) {
    String prefix = path + "/";
    return Result.ok(files.keySet().stream().filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()).replaceFirst("/.*", "")).distinct().toList());
  }

  @Override
  public Result<Optional<Entry>> entry(String path) {
    return Result.ok(Optional.empty());
  }

  @Override
  public void close() {
    // nothing is open
  }
}
