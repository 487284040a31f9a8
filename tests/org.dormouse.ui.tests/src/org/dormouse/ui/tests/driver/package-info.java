/**
 * Drives the workbench from a test in the same process, beside the thread that draws it: finds widgets by text, label
 * or accessible name, clicks them with real mouse events, and waits with a limit. Names and idiom are those of SWTBot.
 */
package org.dormouse.ui.tests.driver;
