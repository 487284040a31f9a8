package org.dormouse.library.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dormouse.library.directory.internal.CommitProbe;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Generation;
import org.dormouse.spi.LibraryBackend.LibraryScan;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/** A library in a temporary folder, with the few moves tests make. */
final class LibraryFixture {
  static final Instant START = Instant.parse("2026-03-01T22:00:00Z");
  final Path root;
  final BackendSpec spec;
  Instant now = START;

  LibraryFixture(Path folder) {
    try {
      root = folder.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    spec = new BackendSpec("lab", "directory", Map.of("path", root.toString()));
  }

  DirectoryLibrary backend() {
    return backend(CommitProbe.NONE);
  }

  DirectoryLibrary backend(CommitProbe probe) {
    return new DirectoryLibrary((InstantSource) () -> now, probe);
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  Path file(String name, String content) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String name) {
    try {
      return Files.readString(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LibraryScan scan() {
    return backend().scan(spec).orThrow();
  }

  StoredMachine machine(String name) {
    return scan().machines().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  List<String> names() {
    return scan().machines().stream().map(StoredMachine::name).toList();
  }

  /** Code and subject of every finding. */
  List<String> codes() {
    return scan().findings().stream().map(f -> f.code() + " " + f.subject()).toList();
  }

  Finding finding(String code) {
    return scan().findings().stream().filter(f -> f.code().equals(code)).findFirst().orElseThrow();
  }

  /** A VM of two disks and a sidecar. */
  StoredMachine twoDisks(String name) {
    file(name + "-root.qcow2", "old root");
    file(name + "-data.raw", "old data");
    file(name + ".vm.yaml", "disks:\n- file: " + name + "-root.qcow2\n- file: " + name + "-data.raw\n");
    return machine(name);
  }

  /** Prepares new contents for all disks: {@code new root} and so on, with the given word before. */
  List<String> write(DirectoryLibrary backend, StoredMachine machine, String key, String word) {
    var hashes = new ArrayList<String>();
    for (Path path : backend.prepare(spec, machine, key).orThrow()) {
      String content = word + " " + path.getFileName();
      try {
        Files.writeString(path, content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      hashes.add(sha256(content));
    }
    return hashes;
  }

  Result<Generation> service(DirectoryLibrary backend, StoredMachine machine, String key, String word) {
    List<FileIdentity> claimed = backend.identify(spec, machine).orThrow();
    List<String> hashes = write(backend, machine, key, word);
    return backend.commit(spec, machine, key, claimed, hashes);
  }

  static String sha256(String content) {
    try {
      return HexFormat.of().formatHex(
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every regular file of the library that is not Dormouse's own, with its content. */
  Map<String, String> content() {
    return content(root, true);
  }

  Map<String, String> own() {
    return content(root.resolve(".dormouse"), false);
  }

  private Map<String, String> content(Path folder, boolean withoutOwn) {
    try (var files = Files.walk(folder)) {
      var content = new TreeMap<String, String>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!withoutOwn || !file.startsWith(root.resolve(".dormouse"))) {
          content.put(folder.relativize(file).toString(), Files.readString(file));
        }
      }
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
