/**
 * Inventory and Virtual machines views, dashboard, and the wizards that set Dormouse up and define what it works with.
 */
package org.dormouse.ui.inventory;
