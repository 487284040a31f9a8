/** A run store in memory: for the demonstration mode and for tests; what is in it is gone with the process. */
package org.dormouse.engine.memory;
