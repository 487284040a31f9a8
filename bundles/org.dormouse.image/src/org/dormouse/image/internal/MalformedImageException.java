package org.dormouse.image.internal;

import java.io.IOException;

/** An image contradicts itself or its format. Never leaves the bundle: it becomes a trouble that names the file. */
final class MalformedImageException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String code;

  MalformedImageException(String message) {
    this("image-malformed", message);
  }

  MalformedImageException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
