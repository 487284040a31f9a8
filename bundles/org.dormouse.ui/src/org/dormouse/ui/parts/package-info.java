/** Building blocks of views, editors and wizards. */
package org.dormouse.ui.parts;
