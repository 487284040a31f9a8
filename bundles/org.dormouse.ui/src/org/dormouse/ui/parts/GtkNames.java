package org.dormouse.ui.parts;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Widget;

/**
 * Gives names to what GTK itself made: a table, a field, the button of a tool item. GTK never asks the toolkit's
 * listeners for them, so a screen reader would hear none. The names are set through the toolkit's own binding of GTK,
 * found by reflection so that the workbench opens, without these names, where there is none. UI thread only.
 */
record GtkNames(Method accessible, Method children, Method first, Method free, Method set) {

  private static final Optional<GtkNames> BOUND = bound();

  private static Optional<GtkNames> bound() {
    if (!SWT.getPlatform().equals("gtk")) {
      return Optional.empty();
    }
    try {
      Class<?> glib = Class.forName("org.eclipse.swt.internal.gtk.OS", true, SWT.class.getClassLoader());
      Class<?> gtk = Class.forName("org.eclipse.swt.internal.gtk3.GTK3", true, SWT.class.getClassLoader());
      return Optional.of(new GtkNames(gtk.getMethod("gtk_widget_get_accessible", long.class),
          gtk.getMethod("gtk_container_get_children", long.class), glib.getMethod("g_list_data", long.class),
          glib.getMethod("g_list_free", long.class),
          glib.getMethod("g_object_set", long.class, byte[].class, byte[].class, long.class)));
    } catch (ReflectiveOperationException | LinkageError e) {
      ILog.of(GtkNames.class).warn("Controls have no names for screen readers with this version of GTK.", e);
      return Optional.empty();
    }
  }

  static void give(Control control, String name) {
    BOUND.ifPresent(gtk -> gtk.tell(control, name));
  }

  /** To the button, which is inside the item; where there is an arrow beside it, inside a box inside the item. */
  static void give(ToolItem item, String name) {
    BOUND.ifPresent(gtk -> gtk.tell(item, name));
  }

  private void tell(Widget widget, String name) {
    try {
      long handle = Widget.class.getField("handle").getLong(widget);
      if (widget instanceof ToolItem item) {
        handle = inside(handle);
        handle = (item.getStyle() & SWT.DROP_DOWN) != 0 ? inside(handle) : handle;
      }
      if (handle != 0) {
        set.invoke(null, accessible.invoke(null, handle), text("accessible-name"), text(name), 0L);
      }
    } catch (ReflectiveOperationException e) {
      ILog.of(GtkNames.class).warn("There is no name for screen readers of " + name + ".", e);
    }
  }

  private long inside(long container) throws ReflectiveOperationException {
    long list = container == 0 ? 0 : (long) children.invoke(null, container);
    if (list == 0) {
      return 0;
    }
    long widget = (long) first.invoke(null, list);
    free.invoke(null, list);
    return widget;
  }

  private static byte[] text(String words) {
    return (words + "\0").getBytes(StandardCharsets.UTF_8);
  }
}
