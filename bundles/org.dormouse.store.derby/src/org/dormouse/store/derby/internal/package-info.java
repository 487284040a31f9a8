/**
 * Runs and inventory on embedded Derby: one database in the state directory, one writing transaction at a time. No
 * other bundle knows that there is Derby.
 */
package org.dormouse.store.derby.internal;
