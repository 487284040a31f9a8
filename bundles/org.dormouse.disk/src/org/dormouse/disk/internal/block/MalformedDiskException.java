package org.dormouse.disk.internal.block;

import java.io.IOException;

/** A disk contradicts itself, or cannot be read for a reason with a code. Never leaves the bundle. */
public final class MalformedDiskException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /** @param message what is wrong, as part of a sentence, without a full stop */
  public MalformedDiskException(String code, String message) {
    super(message);
    this.code = code;
  }

  public static MalformedDiskException image(String message) {
    return new MalformedDiskException("image-malformed", message);
  }

  public static MalformedDiskException fileSystem(String message) {
    return new MalformedDiskException("file-system-damaged", message);
  }

  public String code() {
    return code;
  }
}
