/** What of the shell needs no window: the link to the engine, what it feeds, words and colours. */
package org.dormouse.ui.tests.shell;
