package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.dormouse.spi.DiskFormat;

/** Resolves the name of an image to the real file, and refuses what leads out of the library. */
final class ImageFile {
  private static final int LONGEST_NAME = 200;

  private ImageFile() {}

  static Path resolve(LibraryFolder library, Path named) throws Refusal {
    String shown = Shown.of(library.relative(named));
    Path real;
    try {
      real = named.toRealPath();
    } catch (NoSuchFileException e) {
      throw Refusal.lasting("image-missing", "There is no image " + shown + ", or it is a link to nothing.",
          "Put the image there or correct what names it.");
    } catch (IOException e) {
      throw Refusal.lasting("image-unreadable", "The image " + shown + " cannot be opened: "
          + LibraryFolder.reason(e) + ".", "Make it readable for the user that runs Dormouse.");
    }
    if (!library.holds(real)) {
      throw Refusal.lasting("image-outside-library", "The image " + shown + " is a link that leads out of the library.",
          "Move the image into the library, or add the folder where it lies as a library.");
    }
    if (!Files.isRegularFile(real)) {
      throw Refusal.lasting("not-a-file", shown + " is not a file.", "Put an image there or correct what names it.");
    }
    if (!Files.isReadable(real)) {
      throw Refusal.lasting("image-unreadable", "The image " + shown + " may not be read.",
          "Make it readable for the user that runs Dormouse.");
    }
    if (real.getFileName().toString().length() > LONGEST_NAME) {
      throw Refusal.lasting("bad-name", "The name of the image " + shown + " is longer than " + LONGEST_NAME
          + " characters.", "Give it a shorter name.");
    }
    Optional<DiskFormat> named2 = DiskFormat.ofFileName(named.getFileName().toString());
    Optional<DiskFormat> real2 = DiskFormat.ofFileName(real.getFileName().toString());
    if (named2.isPresent() && real2.isPresent() && !named2.equals(real2)) {
      throw Refusal.lasting("format-contradiction", "The link " + shown + " leads to "
          + Shown.of(library.relative(real)) + ", whose suffix names another format.", "Rename the link.");
    }
    return real;
  }
}
