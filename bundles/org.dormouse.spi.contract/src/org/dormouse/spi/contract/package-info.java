/**
 * The contract test kit: what {@link org.dormouse.spi} promises, as abstract JUnit tests. A vendor extends the class of
 * the contract he implements, supplies the few things it asks for, and runs it with his own tests. Every call for a
 * {@code new} back end stands for a restart of the engine: the new instance must find what the former one left.
 */
package org.dormouse.spi.contract;
