package org.eclipse.jface.util;

/** Removed from JFace since GEF 3.2, which still links to it. */
public final class Assert {
  private Assert() {
  }

  public static boolean isLegal(boolean expression) {
    return isLegal(expression, "");
  }

  public static boolean isLegal(boolean expression, String message) {
    if (!expression) {
      throw new IllegalArgumentException("illegal argument: " + message);
    }
    return true;
  }

  public static void isNotNull(Object object) {
    isNotNull(object, "");
  }

  public static void isNotNull(Object object, String message) {
    if (object == null) {
      throw new IllegalArgumentException("null argument: " + message);
    }
  }

  public static boolean isTrue(boolean expression) {
    return isTrue(expression, "");
  }

  public static boolean isTrue(boolean expression, String message) {
    if (!expression) {
      throw new IllegalStateException("assertion failed: " + message);
    }
    return true;
  }
}
