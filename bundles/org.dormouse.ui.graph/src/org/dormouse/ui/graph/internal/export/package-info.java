/** The graph of a run as a picture, drawn from its layout without any widget, on any thread. */
package org.dormouse.ui.graph.internal.export;
