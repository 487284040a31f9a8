/** Graphs of the workbench: the workflow of a job and the lanes of a run, with figures that both share. */
package org.dormouse.ui.graph;
