/**
 * The durable step machine: takes an immutable plan, runs its steps through handlers, writes every transition and its
 * journal line in one transaction, and goes on after any crash. Knows nothing of VMs, hypervisors or updates: what
 * a step means is its handler's business, what a payload or an output holds is opaque text.
 */
package org.dormouse.engine;
