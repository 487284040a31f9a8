/**
 * A read-only look into the file systems of stored images, in Java alone: no process, no mount, no privilege, on any
 * host system. Everything in an image is hostile: sizes, depths and loops are bounded, memory is constant, and the
 * work of every call is limited.
 */
package org.dormouse.disk;
