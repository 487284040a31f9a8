package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.dormouse.spi.FileIdentity;

/** Reads what tells that a file is still the same. */
final class Identities {
  private Identities() {}

  /** Fails for anything but a regular file, links included. */
  static FileIdentity of(Path file) throws IOException {
    var basic = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!basic.isRegularFile()) {
      throw new FileSystemException(file.toString(), null, "is not a regular file");
    }
    long modified = nanos(basic.lastModifiedTime());
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      // Such platforms have no inode; the file key, where there is one, is the nearest thing.
      long key = basic.fileKey() == null ? 0 : basic.fileKey().hashCode();
      return new FileIdentity(file, 0, key, basic.size(), modified, 0);
    }
    var unix = Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
    return new FileIdentity(file, (Long) unix.get("dev"), (Long) unix.get("ino"), (Long) unix.get("size"),
        nanos((FileTime) unix.get("lastModifiedTime")), nanos((FileTime) unix.get("ctime")));
  }

  static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** The same file with the same content, though perhaps another number of links, owner or mode. */
  static boolean sameContent(FileIdentity a, FileIdentity b) {
    return a.inode() == b.inode() && a.size() == b.size() && a.modified() == b.modified();
  }

  static long device(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (Long) Files.getAttribute(file, "unix:dev") : 0;
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}
