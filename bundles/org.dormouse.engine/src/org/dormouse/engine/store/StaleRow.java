package org.dormouse.engine.store;

/** A row was not at the version it was changed from: another writer is at work. Nothing was written. */
public final class StaleRow extends StoreFailed {
  private static final long serialVersionUID = 1;

  public StaleRow(String message) {
    super(message);
  }
}
