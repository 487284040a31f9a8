/**
 * The port through which the engine keeps its runs: rows, one transaction that changes them, and reads. The engine is
 * the only writer; a store only keeps what it is given, all or nothing.
 */
package org.dormouse.engine.store;
