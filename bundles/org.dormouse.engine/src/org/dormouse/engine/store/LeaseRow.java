package org.dormouse.engine.store;

/**
 * Something a servicing holds.
 *
 * @param ordinal of the step it was granted to
 * @param alternative name of the alternative that was granted
 */
public record LeaseRow(long run, int position, int ordinal, String alternative, String resource, long amount) {
  /** In place of a resource: the alternative itself, which may need nothing. */
  public static final String CHOICE = "-";
}
