package org.dormouse.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What can be told of a disk image from its container format alone, for preflight and for the library. */
public interface ImageInspector {

  /** Reads header and structure. Never follows a backing file. A trouble names what is malformed. */
  Result<ImageFacts> inspect(Path image, DiskFormat format);

  /**
   * @param subformat compression type, cluster size and the like, as {@code key=value}, to be kept in new generations
   * @param backing the backing file exactly as written in the image
   * @param snapshots names of internal snapshots
   * @param savedState true if a snapshot holds the memory of a running VM
   * @param markedDirty the image says of itself that it was not closed, or that it is corrupt
   */
  record ImageFacts(DiskFormat format, long virtualSize, long fileSize, List<String> subformat,
      Optional<String> backing, Optional<DiskFormat> backingFormat, List<String> snapshots, boolean savedState,
      boolean encrypted, boolean markedDirty, boolean markedCorrupt) {
    public ImageFacts {
      subformat = List.copyOf(subformat);
      snapshots = List.copyOf(snapshots);
    }
  }

  /** The whole structure read and checked (qemu-img check); answers problems, none if it is sound. Bounded. */
  Result<List<Finding>> check(Path image, DiskFormat format);
}
