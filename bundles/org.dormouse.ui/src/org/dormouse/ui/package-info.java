/**
 * Shell of the workbench: application, perspective, link to the engine, colours and icons of states, preferences. What
 * the other bundles of the workbench share.
 */
package org.dormouse.ui;
