/** The welcome page, and what opens it. */
package org.dormouse.ui.help.internal;
