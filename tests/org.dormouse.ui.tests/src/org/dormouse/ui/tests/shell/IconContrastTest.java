package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dormouse.ui.tests.driver.Contrast;
import org.eclipse.core.runtime.Platform;
import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.api.Test;

/** Icons are the same on both themes: what they are drawn with stands out on the grounds of both. */
class IconContrastTest {
  private static final Pattern COLOUR = Pattern.compile("#([0-9a-fA-F]{6})\\b");
  /** Of lists and of windows, in the light and in the dark theme. */
  private static final List<RGB> GROUNDS =
      List.of(rgb("ffffff"), rgb("f6f5f4"), rgb("2f2f2f"));
  /** Of the sign within a filled shape; the shape is what stands out. */
  private static final String SIGN = "ffffff";

  private static RGB rgb(String hex) {
    int value = Integer.parseInt(hex, 16);
    return new RGB(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
  }

  private static String text(URL file) throws IOException {
    try (InputStream in = file.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyColourOfEveryIconStandsOutOnBothThemes() throws IOException {
    List<URL> icons = Collections.list(Platform.getBundle("org.dormouse.ui").findEntries("icons", "*.svg", false))
        .stream().filter(icon -> !icon.getPath().matches(".*/(dormouse|splash).*")).toList();
    assertTrue(icons.size() > 50, () -> icons.toString());
    List<String> faint = new ArrayList<>();
    for (URL icon : icons) {
      List<String> colours = COLOUR.matcher(text(icon)).results().map((MatchResult found) -> found.group(1))
          .filter(colour -> !colour.equalsIgnoreCase(SIGN)).distinct().toList();
      assertTrue(!colours.isEmpty(), icon::getPath);
      for (String colour : colours) {
        GROUNDS.stream().filter(ground -> Contrast.of(rgb(colour), ground) < Contrast.OF_SIGNS)
            .forEach(ground -> faint.add(icon.getPath() + ": #" + colour + " on " + ground));
      }
    }
    assertTrue(faint.isEmpty(), () -> String.join("\n", faint));
  }
}
