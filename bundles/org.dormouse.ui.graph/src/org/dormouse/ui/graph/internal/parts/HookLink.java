package org.dormouse.ui.graph.internal.parts;

import org.dormouse.model.Hook;

/** The connection between a hook and the built-in step that it belongs to. */
public record HookLink(Hook hook) {}
