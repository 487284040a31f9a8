package org.dormouse.ui.inventory.internal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, as a sentence. */
final class Sentence {

  private Sentence() {}

  static String of(IOException e) {
    return switch (e) {
      case NoSuchFileException gone -> gone.getFile() + " is not there.";
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written by you.";
      case CharacterCodingException wrong -> "It is not a text file in UTF-8.";
      default -> e.getMessage() == null ? "The file could not be read or written." : e.getMessage() + ".";
    };
  }
}
