/** Editor and wizard of servicing jobs. */
package org.dormouse.ui.jobs;
