package org.dormouse.inventory;

import java.time.Instant;
import java.util.Objects;

/**
 * One document in one version.
 *
 * @param kind what it is, e.g. {@code vm} (declared by people) or {@code vm-observation} (seen by scans); kebab-case
 * @param name unique within its kind, at most 500 characters
 * @param version 1 for the first, rises by one with every change; goes on rising when a removed name comes back
 * @param document JSON text, at most 16 MiB, no secret
 * @param changed when this version was made
 * @param by who made it
 */
public record InventoryObject(String kind, String name, long version, String document, Instant changed, String by) {

  public InventoryObject {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
    Objects.requireNonNull(document);
    Objects.requireNonNull(changed);
    Objects.requireNonNull(by);
  }
}
