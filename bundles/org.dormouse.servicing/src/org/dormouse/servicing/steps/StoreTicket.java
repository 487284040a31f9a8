package org.dormouse.servicing.steps;

import java.nio.file.Path;
import java.util.List;

/** @param targets where the new images are written, in slot order; {@code inner} ticket of the export */
record StoreTicket(List<Path> targets, String inner) {}
