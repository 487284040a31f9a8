/**
 * What people can do by hand instead: definitions as commands of the command line, and what was carried out for a step
 * as a script of the shell. Text only; nothing is run here.
 */
package org.dormouse.script;
