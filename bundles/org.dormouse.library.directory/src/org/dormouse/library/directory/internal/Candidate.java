package org.dormouse.library.directory.internal;

import java.nio.file.Path;
import org.dormouse.spi.StoredMachine;

/**
 * What may be a VM until it is known what else there is.
 *
 * @param shown the file that stands for it: its sidecar, or its image as it is named in the library (perhaps a link)
 */
record Candidate(StoredMachine machine, Path shown) {}
