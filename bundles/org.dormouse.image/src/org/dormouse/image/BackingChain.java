package org.dormouse.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dormouse.image.internal.HeaderInspector;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * Follows what images say about their backing files, only as far as that stays inside the given library folders.
 *
 * <p>Refused, each with its own code: names with a protocol ({@code json:}, {@code nbd:}, …)
 * {@code backing-not-a-file}, files outside the folders after all links are resolved {@code backing-outside-library},
 * what is not there {@code backing-missing}, cycles {@code backing-cyclic}, more than {@value #MAX_DEPTH} layers
 * {@code backing-too-deep}, and a format that is neither written in the image nor told by the suffix, or is told
 * differently by both {@code backing-format-unknown}. Reads image headers only. Thread-safe.
 */
public final class BackingChain {

  public static final int MAX_DEPTH = 32;

  private static final Pattern PROTOCOL = Pattern.compile("[^/]*:.*", Pattern.DOTALL);

  /** One layer; {@code image} is the real path. */
  public record Link(Path image, DiskFormat format) {}

  /** @param childrenOf the images of the list that stand directly on the key, by real path, in order */
  public record Family(Map<Path, Set<Path>> childrenOf, List<Finding> findings) {

    public boolean hasChildren(Path image) {
      return !childrenOf.getOrDefault(real(image), Set.of()).isEmpty();
    }
  }

  private final List<Path> folders;
  private final HeaderInspector inspector = new HeaderInspector();

  public BackingChain(Collection<Path> libraryFolders) {
    folders = libraryFolders.stream().map(BackingChain::real).toList();
  }

  /** The layers, the image itself first. */
  public Result<List<Link>> resolve(Path image, DiskFormat format) {
    List<Link> chain = new ArrayList<>();
    Optional<Link> next = Optional.of(new Link(real(image), format));
    while (next.isPresent()) {
      Link link = next.get();
      if (chain.stream().anyMatch(known -> known.image().equals(link.image()))) {
        return failed("backing-cyclic", image, "stands on itself by way of " + link.image(),
            "Restore the image from a copy.");
      }
      if (chain.size() == MAX_DEPTH) {
        return failed("backing-too-deep", image, "has more than " + MAX_DEPTH + " layers", "Flatten some of them.");
      }
      chain.add(link);
      switch (inspector.inspect(link.image(), link.format()).then(facts -> parent(link.image(), facts))) {
        case Result.Ok<Optional<Link>>(Optional<Link> parent) -> next = parent;
        case Result.Failed<Optional<Link>>(Trouble trouble) -> {
          return Result.failed(trouble);
        }
      }
    }
    return Result.ok(List.copyOf(chain));
  }

  /** Which of the images stand on which; an image whose parent cannot be told is a finding and is left out. */
  public Family family(Collection<Link> images) {
    Map<Path, Set<Path>> children = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Link image : images) {
      Path real = real(image.image());
      switch (inspector.inspect(real, image.format()).then(facts -> parent(real, facts))) {
        case Result.Ok<Optional<Link>>(Optional<Link> parent) ->
            parent.ifPresent(p -> children.computeIfAbsent(p.image(), key -> new TreeSet<>()).add(real));
        case Result.Failed<Optional<Link>>(Trouble trouble) -> findings.add(
            Finding.block(trouble.code(), image.image().toString(), trouble.message(), trouble.remedy()));
      }
    }
    return new Family(children, List.copyOf(findings));
  }

  private Result<Optional<Link>> parent(Path image, ImageFacts facts) {
    if (facts.backing().isEmpty()) {
      return Result.ok(Optional.empty());
    }
    String name = facts.backing().get();
    if (PROTOCOL.matcher(name).matches() || name.isEmpty()) {
      return failed("backing-not-a-file", image, "names the backing file \"" + printable(name)
          + "\", which is not a plain file name", "Do not use this image.");
    }
    return located(image, name).then(parent -> format(image, parent, facts.backingFormat())
        .map(format -> Optional.of(new Link(parent, format))));
  }

  private Result<Path> located(Path image, String name) {
    Path parent;
    try {
      parent = image.resolveSibling(name);
      if (!Files.exists(parent)) {
        return failed("backing-missing", image, "needs the backing file " + printable(name) + ", which is not there",
            "Put the backing file back in its place.");
      }
      parent = parent.toRealPath();
    } catch (IOException | InvalidPathException e) {
      return failed("backing-missing", image, "needs the backing file " + printable(name)
          + ", which cannot be found: " + e.getMessage(), "Put the backing file back in its place.");
    }
    if (folders.stream().noneMatch(parent::startsWith)) {
      return failed("backing-outside-library", image, "needs the backing file " + printable(name)
          + ", which lies in no library", "Add the folder of the backing file as a library.");
    }
    if (!Files.isRegularFile(parent)) {
      return failed("backing-not-a-file", image, "needs the backing file " + printable(name)
          + ", which is not a regular file", "Do not use this image.");
    }
    return Result.ok(parent);
  }

  private Result<DiskFormat> format(Path image, Path parent, Optional<DiskFormat> stated) {
    Optional<DiskFormat> suffix = DiskFormat.ofFileName(parent.getFileName().toString());
    if (stated.isEmpty() && suffix.isEmpty()) {
      return failed("backing-format-unknown", image, "does not say what format its backing file " + parent + " has",
          "Write it in the image: qemu-img rebase -u -F FORMAT -b BACKING IMAGE.");
    }
    if (stated.isPresent() && suffix.isPresent() && stated.get() != suffix.get()) {
      return failed("backing-format-unknown", image, "says its backing file " + parent + " is "
          + stated.get().qemuName() + ", but by its suffix it is " + suffix.get().qemuName(),
          "Rename the backing file or correct the image.");
    }
    return Result.ok(stated.or(() -> suffix).orElseThrow());
  }

  private static <T> Result<T> failed(String code, Path image, String what, String remedy) {
    return Result.failed(Trouble.lasting(code, "The image " + image + " " + what + ".", remedy));
  }

  private static String printable(String name) {
    String shown = name.length() > 200 ? name.substring(0, 200) + "…" : name;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }

  /** The real path, or the normalised absolute one of what does not exist. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
