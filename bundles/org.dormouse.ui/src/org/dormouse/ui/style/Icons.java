package org.dormouse.ui.style;

import java.net.URL;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.Path;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ImageRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.widgets.Display;

/**
 * The product's own icons: {@code icons/NAME.svg} of this bundle, drawn on 16 px and sharp at any scale. Images are
 * shared; nobody disposes them. Images are for the UI thread only, descriptors for any.
 */
public final class Icons {

  private static final String BUNDLE = "org.dormouse.ui";
  private static final String KEY = BUNDLE + ".icon.";

  private Icons() {}

  /** A name that is not there is the platform's sign for a missing image. */
  public static ImageDescriptor of(String name) {
    if (!Platform.isRunning()) {
      URL plain = Icons.class.getResource("/icons/" + name + ".svg");
      return plain == null ? ImageDescriptor.getMissingImageDescriptor() : ImageDescriptor.createFromURL(plain);
    }
    URL found = FileLocator.find(Platform.getBundle(BUNDLE), new Path("icons/" + name + ".svg"), null);
    return found == null ? ImageDescriptor.getMissingImageDescriptor() : ImageDescriptor.createFromURL(found);
  }

  /** Twice as large as {@link #image}, where there is room; from the shared registry. */
  public static Image large(String name) {
    ImageRegistry registry = JFaceResources.getImageRegistry();
    String key = KEY + name + ".large";
    Image known = registry.get(key);
    if (known == null) {
      ImageDescriptor small = of(name);
      known = new Image(Display.getCurrent(), (ImageDataProvider) zoom -> small.getImageData(2 * zoom));
      registry.put(key, known);
    }
    return known;
  }

  /** From the shared registry. */
  public static Image image(String name) {
    ImageRegistry registry = JFaceResources.getImageRegistry();
    Image known = registry.get(KEY + name);
    if (known == null) {
      registry.put(KEY + name, of(name));
      known = registry.get(KEY + name);
    }
    return known;
  }
}
