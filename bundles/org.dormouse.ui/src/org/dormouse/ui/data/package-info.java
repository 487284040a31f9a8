/** What lists show, kept in memory and refreshed in the background. */
package org.dormouse.ui.data;
