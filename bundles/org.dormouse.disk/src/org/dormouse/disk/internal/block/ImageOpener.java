package org.dormouse.disk.internal.block;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dormouse.spi.DiskFormat;

/**
 * Opens images with their backing files. Formats come from the header that names the backing file or from the suffix,
 * never from probing; a backing file must be a regular file in one of the given folders after all links are resolved,
 * so that an image cannot make anything else be read.
 */
public final class ImageOpener {

  private static final int MAX_DEPTH = 32;
  private static final Pattern PROTOCOL = Pattern.compile("[^/]*:.*", Pattern.DOTALL);

  private final List<Path> folders;
  private final WorkLimit limit;

  public ImageOpener(Collection<Path> folders, WorkLimit limit) {
    this.folders = List.copyOf(folders);
    this.limit = limit;
  }

  /** The disk that the image shows. */
  public BlockSource open(Path image, DiskFormat format) throws IOException {
    return open(image, format, image);
  }

  /** @param place where the image is going to lie, and from where it names its backing file */
  public BlockSource open(Path image, DiskFormat format, Path place) throws IOException {
    return open(real(image), format, real(place), new ArrayList<>());
  }

  private BlockSource open(Path image, DiskFormat format, Path place, List<Path> above) throws IOException {
    if (above.contains(image)) {
      throw new MalformedDiskException("backing-cyclic", image + " stands on itself");
    }
    if (above.size() == MAX_DEPTH) {
      throw new MalformedDiskException("backing-too-deep", "there are more than " + MAX_DEPTH + " layers");
    }
    above.add(image);
    return switch (format) {
      case RAW -> new FileSource(image, limit);
      case QCOW2 -> qcow2(image, place, above);
      case VMDK, VHD, VHDX -> throw new MalformedDiskException("format-not-readable",
          "images of format " + format.qemuName() + " cannot be looked into yet");
    };
  }

  private BlockSource qcow2(Path image, Path place, List<Path> above) throws IOException {
    FileSource file = new FileSource(image, limit);
    try {
      Qcow2Layout layout = Qcow2Layout.read(file);
      BlockSource backing = ZeroSource.EMPTY;
      if (layout.backing().isPresent()) {
        Path parent = located(place, layout.backing().get());
        backing = open(parent, format(parent, layout.backingFormat()), parent, above);
      }
      return new Qcow2Source(file, layout, backing, limit);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private Path located(Path image, String name) throws IOException {
    String shown = name.replaceAll("\\p{Cntrl}", "?");
    if (PROTOCOL.matcher(name).matches()) {
      throw new MalformedDiskException("backing-not-a-file", "its backing file \"" + shown + "\" is no plain file");
    }
    Path parent;
    try {
      parent = real(image.resolveSibling(name));
    } catch (InvalidPathException e) {
      throw new MalformedDiskException("backing-missing", "its backing file \"" + shown + "\" cannot be there");
    } catch (MalformedDiskException e) {
      throw new MalformedDiskException("backing-missing", "its backing file \"" + shown + "\" is not there");
    }
    if (folders.stream().noneMatch(parent::startsWith)) {
      throw new MalformedDiskException("backing-outside-library", "its backing file \"" + shown
          + "\" lies outside of the library");
    }
    return parent;
  }

  private static DiskFormat format(Path parent, Optional<String> stated) throws MalformedDiskException {
    Optional<DiskFormat> suffix = DiskFormat.ofFileName(parent.getFileName().toString());
    if (stated.isEmpty()) {
      return suffix.orElseThrow(() -> unknownFormat(parent));
    }
    for (DiskFormat format : DiskFormat.values()) {
      if (format.qemuName().equals(stated.get()) && suffix.orElse(format) == format) {
        return format;
      }
    }
    throw unknownFormat(parent);
  }

  private static MalformedDiskException unknownFormat(Path parent) {
    return new MalformedDiskException("backing-format-unknown", "the format of its backing file " + parent
        + " is not told, or told differently by the image and the suffix");
  }

  private static Path real(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (java.nio.file.NoSuchFileException e) {
      throw new MalformedDiskException("image-missing", path + " is not there");
    }
  }
}
