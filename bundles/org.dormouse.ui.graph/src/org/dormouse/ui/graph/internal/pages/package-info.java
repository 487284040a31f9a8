/** What the graphs contribute to the run editor and the job editor. */
package org.dormouse.ui.graph.internal.pages;
