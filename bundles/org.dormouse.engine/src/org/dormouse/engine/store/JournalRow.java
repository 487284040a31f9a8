package org.dormouse.engine.store;

import java.time.Instant;

/**
 * A line of the append-only journal.
 *
 * @param position of the servicing, -1 for a line about the run
 * @param step kind, or empty
 */
public record JournalRow(long seq, Instant at, long run, int position, String step, String by, String text) {}
