/** Runs: history, the editor that follows one, step details, log and reports. */
package org.dormouse.ui.runs;
