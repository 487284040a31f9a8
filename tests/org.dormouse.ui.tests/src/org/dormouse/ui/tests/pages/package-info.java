/** What tests know of views and wizards: one class each, so that a changed label is changed here once. */
package org.dormouse.ui.tests.pages;
