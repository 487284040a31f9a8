/** Colours, icons and words that all views share. */
package org.dormouse.ui.style;
