/** What the graphs show, apart from any widget: order, folding, search, places and time scale. */
package org.dormouse.ui.graph.internal.model;
