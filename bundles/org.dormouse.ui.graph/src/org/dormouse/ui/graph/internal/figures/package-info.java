/** Figures that the workflow of a job and the lanes of a run share. */
package org.dormouse.ui.graph.internal.figures;
