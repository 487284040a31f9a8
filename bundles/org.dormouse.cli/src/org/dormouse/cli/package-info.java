/**
 * The command line: asks the engine process and prints what it answers. It runs on a plain class path, computes
 * nothing itself, and never shows a stack trace.
 */
package org.dormouse.cli;
