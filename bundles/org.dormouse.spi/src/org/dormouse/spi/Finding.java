package org.dormouse.spi;

/**
 * One thing noticed about a VM, an image, a host or a service before it is touched.
 *
 * @param severity BLOCK: this VM is not serviced; WARN: it is, and the report says so; INFO: for the record
 * @param code stable kebab-case name, e.g. {@code parent-has-children}
 * @param subject what it is about: a VM name, or a file
 * @param message what was found
 * @param remedy what to do about it, may be empty
 */
public record Finding(Severity severity, String code, String subject, String message, String remedy) {

  public enum Severity { BLOCK, WARN, INFO }

  public static Finding block(String code, String subject, String message, String remedy) {
    return new Finding(Severity.BLOCK, code, subject, message, remedy);
  }

  public static Finding warn(String code, String subject, String message, String remedy) {
    return new Finding(Severity.WARN, code, subject, message, remedy);
  }

  public static Finding info(String code, String subject, String message) {
    return new Finding(Severity.INFO, code, subject, message, "");
  }
}
