package org.dormouse.ui.internal;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The classes that Java keeps of one window for the next. Java writes the head of the file last, and where it finds none
 * it neither uses the file nor writes a new one: if it was killed while it wrote, every later start would be slow.
 */
final class ClassArchive {

  /** Set by the launcher script: where the archive is, or will be. */
  private static final String PROPERTY = "dormouse.classes";
  /** Of both kinds of archives, but for the last digit (HotSpot, {@code include/cds.h}). */
  private static final int MAGIC = 0xf00baba0;
  private static final int KIND = 0xf;

  private ClassArchive() {}

  /** Deletes a file that Java has not finished, so that it is written anew at the end of the next window. */
  static void dropUnfinished() {
    String file = System.getProperty(PROPERTY, "");
    try {
      if (!file.isBlank() && Files.exists(Path.of(file)) && (head(Path.of(file)) & ~KIND) != MAGIC) {
        Files.delete(Path.of(file));
      }
    } catch (IOException e) {
      Problems.log("The kept classes in " + file + " are of no use and could not be deleted; delete the file.", e);
    }
  }

  private static int head(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      int first = in.readInt();
      return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? first : Integer.reverseBytes(first);
    } catch (EOFException e) {
      return 0;
    }
  }
}
