package org.dormouse.ui.internal;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/**
 * Names tool items that show nothing but an icon by their tooltip, all over the workbench, for those who hear the
 * screen.
 *
 * <p>The toolkit has no accessible object for a tool item. Where it asks its tool bar, a listener answers for each
 * child. GTK never asks it: what is heard is the button that GTK made of the item, which knows a tooltip as a
 * description only. The name of that button is set through the toolkit's own binding of GTK, found by reflection so
 * that the workbench opens, without these names, where there is none.
 */
final class ToolNames {

  private ToolNames() {}

  static void install(Display display) {
    Optional<GtkNames> gtk = GtkNames.bound();
    display.addListener(SWT.Skin, event -> {
      switch (event.widget) {
        case ToolBar bar when !bar.isDisposed() -> answerFor(bar);
        case ToolItem item when !item.isDisposed() && !name(item).isEmpty() ->
            gtk.ifPresent(names -> names.set(item, name(item)));
        default -> { }
      }
    });
  }

  private static void answerFor(ToolBar bar) {
    bar.getAccessible().addAccessibleListener(new AccessibleAdapter() {
      @Override
      public void getName(AccessibleEvent asked) {
        if (asked.childID >= 0 && asked.childID < bar.getItemCount() && !name(bar.getItem(asked.childID)).isEmpty()) {
          asked.result = name(bar.getItem(asked.childID));
        }
      }
    });
  }

  /** Empty where the item has a text, which is its name. */
  private static String name(ToolItem item) {
    String tip = item.getToolTipText();
    return !item.getText().isBlank() || tip == null ? "" : tip.replace("&", "").lines().findFirst().orElse("");
  }

  /** The few functions of GTK that it takes. */
  private record GtkNames(Method accessible, Method children, Method first, Method free, Method set) {

    static Optional<GtkNames> bound() {
      if (!SWT.getPlatform().equals("gtk")) {
        return Optional.empty();
      }
      try {
        Class<?> glib = Class.forName("org.eclipse.swt.internal.gtk.OS", true, SWT.class.getClassLoader());
        Class<?> gtk = Class.forName("org.eclipse.swt.internal.gtk3.GTK3", true, SWT.class.getClassLoader());
        return Optional.of(new GtkNames(gtk.getMethod("gtk_widget_get_accessible", long.class),
            gtk.getMethod("gtk_container_get_children", long.class), glib.getMethod("g_list_data", long.class),
            glib.getMethod("g_list_free", long.class), glib.getMethod("g_object_set", long.class, byte[].class, byte[].class, long.class)));
      } catch (ReflectiveOperationException | LinkageError e) {
        ILog.of(ToolNames.class).warn("Tool items have no names for screen readers with this version of GTK.", e);
        return Optional.empty();
      }
    }

    /** Of the button, which is inside the item; where there is an arrow beside it, inside a box inside the item. */
    void set(ToolItem item, String name) {
      try {
        long inside = inside(ToolItem.class.getField("handle").getLong(item));
        if (inside != 0 && (item.getStyle() & SWT.DROP_DOWN) != 0) {
          inside = inside(inside);
        }
        if (inside != 0) {
          set.invoke(null, accessible.invoke(null, inside), text("accessible-name"), text(name), 0L);
        }
      } catch (ReflectiveOperationException e) {
        ILog.of(ToolNames.class).warn("The tool item " + name + " has no name for screen readers.", e);
      }
    }

    private long inside(long container) throws ReflectiveOperationException {
      long list = (long) children.invoke(null, container);
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
}
