/** Edit parts of both graphs. */
package org.dormouse.ui.graph.internal.parts;
