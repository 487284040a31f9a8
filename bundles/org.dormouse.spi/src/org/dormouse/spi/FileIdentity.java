package org.dormouse.spi;

import java.nio.file.Path;

/**
 * What tells that a file is still the one that was claimed. Times are nanoseconds since the epoch.
 *
 * @param device number of the file system, {@code inode} number in it
 * @param size bytes
 * @param changed ctime, where the platform has one, else 0
 */
public record FileIdentity(Path file, long device, long inode, long size, long modified, long changed) {}
