/** The run editor. */
package org.dormouse.ui.runs.internal;
