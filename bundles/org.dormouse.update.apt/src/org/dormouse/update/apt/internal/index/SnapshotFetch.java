package org.dormouse.update.apt.internal.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.update.apt.internal.AptSettings;
import org.dormouse.update.apt.internal.AptSettings.Source;
import org.dormouse.update.apt.internal.fetch.Fetched;
import org.dormouse.update.apt.internal.fetch.Repository;
import org.dormouse.update.apt.internal.trust.Keyring;
import org.dormouse.update.apt.internal.trust.SignedText;

/**
 * Fetches one state of a service's index into a folder and verifies all of it: signature, freshness, and size and
 * hash of every index that the settings ask for. Used once, by one thread.
 */
final class SnapshotFetch {
  private static final long MAX_RELEASE = 16L << 20;
  private static final long MAX_INDEX = 1L << 30;
  private final AptSettings settings;
  private final Repository repository;
  private final Keyring keyring;
  private final Instant now;
  private final long end;
  private final List<Suite> suites = new ArrayList<>();

  /** @param base folder of the suite, by which its files are found; empty or with a slash at its end */
  record Suite(Source source, String name, String base, byte[] content, ReleaseFile release, String signedBy) {
    String sha256() {
      return Hashes.of(content);
    }

    String path() {
      return base + "InRelease";
    }
  }

  SnapshotFetch(AptSettings settings, Keyring keyring, Instant now, Duration atMost) {
    this.settings = settings;
    this.keyring = keyring;
    this.now = now;
    repository = settings.repository();
    end = System.nanoTime() + atMost.toNanos();
  }

  /** First step: the signed files of all suites, verified; answers the id of the state they describe. */
  Result<String> releases(Path scratch) throws IOException {
    StringBuilder identity = new StringBuilder("2\n" + settings.architectures() + Hashes.of(keyring.binary())
        + settings.guestKeys() + "\n");
    for (Source source : settings.sources()) {
      for (String name : source.suites()) {
        Result<Suite> suite = release(source, name, scratch.resolve("InRelease"));
        if (suite instanceof Result.Failed<Suite>(Trouble trouble)) {
          return Result.failed(trouble);
        }
        suites.add(suite.orThrow());
        identity.append(source.folder()).append(name).append(source.components()).append(source.flat()).append(' ')
            .append(suite.orThrow().sha256()).append('\n');
      }
    }
    return Result.ok(Hashes.of(identity.toString()).substring(0, 32));
  }

  List<Suite> suites() {
    return suites;
  }

  private Result<Suite> release(Source source, String name, Path target) throws IOException {
    String base = source.folder() + base(source, name);
    String path = base + "InRelease";
    String what = "The index " + repository.address(path);
    Files.deleteIfExists(target);
    switch (repository.fetch(path, target, MAX_RELEASE, remaining())) {
      case Fetched.Absent(String address) -> {
        return Result.failed(Trouble.lasting("index-missing", "There is no " + address + ".",
            "Check the settings uri and suites; a repository has to have a signed InRelease file."));
      }
      case Fetched.Failed(Trouble trouble) -> {
        return Result.failed(trouble);
      }
      case Fetched.Got got -> { }
    }
    byte[] content = Files.readAllBytes(target);
    return SignedText.verify(what, content, keyring, now).then(signed -> {
      try {
        return ReleaseFile.parse(signed.text()).fresh(what, now)
            .map(release -> new Suite(source, name, base, content, release, signed.signedBy()));
      } catch (IOException e) {
        return Result.failed(malformed(what, e));
      }
    });
  }

  /** Second step: all indexes of the suites into the folder, which then is whole. */
  Result<SnapshotFolder> indexes(Path folder) throws IOException {
    List<SnapshotFolder.Release> releases = new ArrayList<>();
    List<SnapshotFolder.Index> indexes = new ArrayList<>();
    Files.createDirectories(folder.resolve("plain"));
    for (Suite suite : suites) {
      Path file = folder.resolve("tree").resolve(suite.path());
      Files.createDirectories(file.getParent());
      Files.write(file, suite.content);
      releases.add(new SnapshotFolder.Release(suite.source.folder(), suite.name, suite.path(), suite.sha256()));
      for (String component : suite.source.flat() ? List.of("") : suite.source.components()) {
        for (String architecture : settings.architectures()) {
          Result<SnapshotFolder.Index> index = index(folder, suite, component, architecture, indexes.size());
          if (index instanceof Result.Failed<SnapshotFolder.Index>(Trouble trouble)) {
            return Result.failed(trouble);
          }
          indexes.add(index.orThrow());
        }
      }
    }
    Files.write(folder.resolve("keys.gpg"), keyring.binary());
    SnapshotFolder result = new SnapshotFolder(folder, releases, indexes);
    result.write();
    return Result.ok(result);
  }

  private Result<SnapshotFolder.Index> index(Path folder, Suite suite, String component, String architecture, int i)
      throws IOException {
    String inSuite = suite.source.flat() ? "Packages" : component + "/binary-" + architecture + "/Packages";
    Optional<Compression> listed = Optional.empty();
    String key = inSuite;
    for (Compression compression : Compression.values()) {
      for (String form : List.of(inSuite, "./" + inSuite)) {
        if (listed.isEmpty() && suite.release.hash(form + compression.suffix()).isPresent()) {
          listed = Optional.of(compression);
          key = form;
        }
      }
    }
    if (listed.isEmpty()) {
      return Result.failed(Trouble.lasting("index-missing", "The signed index " + repository.address(suite.path())
          + " lists no " + inSuite + ".", "Check the settings components and architectures."));
    }
    Compression compression = listed.get();
    ReleaseFile.Hash packed = suite.release.hash(key + compression.suffix()).orElseThrow();
    Path file = folder.resolve("tree").resolve(suite.base + inSuite + compression.suffix());
    Files.createDirectories(file.getParent());
    Optional<Trouble> trouble = fetch(suite, inSuite + compression.suffix(), packed, file);
    if (trouble.isPresent()) {
      return Result.failed(trouble.get());
    }
    String plain = Integer.toString(i);
    return unpack(suite, key, compression, file, folder.resolve("plain").resolve(plain)).map(hash ->
        new SnapshotFolder.Index(suite.source.folder(), suite.name, component, architecture, suite.base + inSuite,
            compression, hash.sha256(), hash.size(), plain));
  }

  private Optional<Trouble> fetch(Suite suite, String inSuite, ReleaseFile.Hash expected, Path target)
      throws IOException {
    String path = suite.base + inSuite;
    if (expected.size() > MAX_INDEX) {
      return Optional.of(Trouble.lasting("file-too-large", repository.address(path) + " has " + expected.size()
          + " bytes.", "An index of this size is not supported."));
    }
    Fetched fetched = new Fetched.Absent("");
    if (suite.release.flag("acquire-by-hash")) {
      String folder = path.substring(0, path.lastIndexOf('/') + 1);
      fetched = repository.fetch(folder + "by-hash/SHA256/" + expected.sha256(), target, expected.size(),
          remaining());
    }
    if (fetched instanceof Fetched.Absent) {
      fetched = repository.fetch(path, target, expected.size(), remaining());
    }
    String address = repository.address(path);
    return switch (fetched) {
      case Fetched.Absent absent -> Optional.of(Trouble.lasting("index-missing", "There is no " + absent.address()
          + ", which the signed index lists.", "The mirror is incomplete; wait or use another one."));
      case Fetched.Failed(Trouble t) when t.code().equals("file-too-large") -> Optional.of(corrupt(address,
          "it is larger than the signed index says"));
      case Fetched.Failed(Trouble t) -> Optional.of(t);
      case Fetched.Got(long size) when size < expected.size() -> Optional.of(Trouble.lasting("index-truncated",
          address + " has " + size + " bytes where the signed index says " + expected.size() + ".",
          "The mirror is incomplete; wait or use another one."));
      case Fetched.Got got -> Hashes.of(target).equals(expected.sha256()) ? Optional.empty()
          : Optional.of(corrupt(address, "its SHA-256 is not what the signed index says"));
    };
  }

  private Result<ReleaseFile.Hash> unpack(Suite suite, String key, Compression compression, Path packed, Path plain) {
    String what = "The index " + repository.address(suite.base + key + compression.suffix());
    Optional<ReleaseFile.Hash> expected = suite.release.hash(key);
    try {
      ReleaseFile.Hash hash = compression.unpack(packed, plain, expected.map(ReleaseFile.Hash::size)
          .filter(size -> size <= MAX_INDEX).orElse(MAX_INDEX));
      if (expected.isPresent() && !expected.get().equals(hash)) {
        return Result.failed(corrupt(what, "its content is not what the signed index says"));
      }
      return Result.ok(hash);
    } catch (IOException | RuntimeException e) {
      return Result.failed(corrupt(what, Optional.ofNullable(e.getMessage()).orElse(e.toString())));
    }
  }

  private static String base(Source source, String suite) {
    return source.flat() ? suite.replaceFirst("^(\\./)+", "").replaceFirst("(?<=[^/])$", "/")
        : "dists/" + suite.replaceFirst("/+$", "") + "/";
  }

  private Duration remaining() {
    return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
  }

  private static Trouble corrupt(String what, String reason) {
    return Trouble.lasting("index-corrupt", what + " is corrupt: " + reason + ".",
        "The mirror is damaged or in the middle of an update; wait or use another one.");
  }

  static Trouble malformed(String what, IOException e) {
    return Trouble.lasting("index-malformed", what + " is malformed: " + e.getMessage() + ".",
        "Tell whoever runs the repository.");
  }
}
