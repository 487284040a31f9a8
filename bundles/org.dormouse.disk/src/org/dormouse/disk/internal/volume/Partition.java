package org.dormouse.disk.internal.volume;

import org.dormouse.disk.internal.block.Window;

/**
 * A part of a disk that may hold a file system.
 *
 * @param number as Linux numbers it, 0 for a disk without partitions
 * @param id PARTUUID as Linux writes it, lower case; empty if there is none
 * @param label PARTLABEL, may be empty
 */
public record Partition(int number, String id, String label, Window window) {}
