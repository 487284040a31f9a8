/**
 * Contracts between Dormouse and what it drives: hypervisors, libraries, update services, guest channels and disk
 * readers. Implementations are OSGi services found by their {@code type()}.
 *
 * <p>Rules for every implementation: an expected failure is returned as a {@link org.dormouse.spi.Trouble}, never
 * thrown; every call is bounded in time, by itself; a call may be interrupted and then returns a trouble with code
 * {@code interrupted}; no call shows UI or asks a question; nothing that comes from a guest, an image or an index is
 * trusted. Calls arrive on any thread, several at once for different keys, never two at once for the same key.
 */
package org.dormouse.spi;
