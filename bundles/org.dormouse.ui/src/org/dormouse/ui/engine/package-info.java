/** The workbench's end of the conversation with the engine: asked in the background, told of on the UI thread. */
package org.dormouse.ui.engine;
