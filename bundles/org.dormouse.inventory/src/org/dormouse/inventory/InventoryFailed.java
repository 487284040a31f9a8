package org.dormouse.inventory;

/** The store behind the inventory could not do its work; nothing of the call was written. */
public final class InventoryFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InventoryFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
