package org.dormouse.ui.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dormouse.api.client.EngineCommand;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.style.Icons;
import org.eclipse.core.runtime.Platform;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Does on another processor, ahead of the UI thread, what would make it stand still when it is needed for the first
 * time: drawing a first icon, and loading the classes of the parts that are not open yet with what they need. And has
 * what can be done without until the window is there wait until then. Nothing depends on it.
 */
final class Readying {

  private static final String OWN = "org.dormouse.";
  private static final List<String> POINTS = List.of("org.eclipse.ui.views", "org.eclipse.ui.editors");
  /** Of the libraries only those that nothing but our parts uses: of the others most is loaded, or never needed. */
  private static final List<String> LIBRARIES = List.of("org.eclipse.gef", "org.eclipse.draw2d", "org.eclipse.swtchart");
  /** What the platform loads only when the first editor is opened. */
  private static final List<Classes> FOR_EDITORS = List.of(new Classes("org.eclipse.ui.workbench",
      "/org/eclipse/ui/part", "*.class"), new Classes("org.eclipse.ui.workbench", "/org/eclipse/ui/internal",
      "Editor*.class"), new Classes("org.eclipse.ui.workbench", "/org/eclipse/ui/internal/tweaklets", "*.class"));

  /** @param folder where to look, and below */
  private record Classes(String bundle, String folder, String pattern) {
    static Classes all(String bundle) {
      return new Classes(bundle, "/", "*.class");
    }
  }

  private Readying() {}

  /** The first picture takes what draws SVG and half of Java 2D with it. */
  static void icons() {
    inBackground("dormouse-first-icon", Thread.NORM_PRIORITY, () -> Icons.of("splash").getImageData(100));
  }

  /** Once the window is there: by then only the help's server needs what starts last, to find its log. */
  static void rest() {
    FrameworkStartLevel level = Platform.getBundle(Constants.SYSTEM_BUNDLE_SYMBOLICNAME)
        .adapt(FrameworkStartLevel.class);
    if (level.getStartLevel() < EngineCommand.HIGHEST_START_LEVEL) {
      level.setStartLevel(EngineCommand.HIGHEST_START_LEVEL); // by a thread of the framework
    }
    inBackground("dormouse-part-classes", Thread.MIN_PRIORITY, () -> {
      ClassArchive.dropUnfinished();
      firstNumber();
      Stream.concat(Stream.concat(ownWithParts(), LIBRARIES.stream()).map(Classes::all), FOR_EDITORS.stream())
          .forEach(Readying::load);
      UiThread.run(Rehearsals::begin);
    });
  }

  /** GEF makes a format of numbers for each graph; the first takes some hundred classes and tables of the locale. */
  private static void firstNumber() {
    Bundle numbers = Platform.getBundle("com.ibm.icu");
    try {
      if (numbers != null) {
        numbers.loadClass("com.ibm.icu.text.DecimalFormat").getConstructor(String.class).newInstance("####%");
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      // whoever needs one will say so
    }
  }

  private static Stream<String> ownWithParts() {
    return POINTS.stream().flatMap(point -> Arrays.stream(Platform.getExtensionRegistry()
        .getConfigurationElementsFor(point))).map(part -> part.getContributor().getName())
        .filter(name -> name.startsWith(OWN)).distinct();
  }

  private static void inBackground(String name, int priority, Runnable work) {
    Thread.ofPlatform().daemon().name(name).priority(priority).start(work);
  }

  /** None is initialized. */
  private static void load(Classes wanted) {
    Bundle bundle = Platform.getBundle(wanted.bundle());
    BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
    if (wiring == null) {
      return;
    }
    for (String file : wiring.listResources(wanted.folder(), wanted.pattern(),
        BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL)) {
      try {
        bundle.loadClass(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
      } catch (ClassNotFoundException | LinkageError e) {
        // made for an optional bundle that is not there: who needs it will say so
      }
    }
  }
}
