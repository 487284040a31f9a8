package org.dormouse.ui.graph.internal.figures;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.MarginBorder;
import org.eclipse.draw2d.PositionConstants;
import org.eclipse.draw2d.ToolbarLayout;

/** Lines of text on colours of ours: the platform's tooltip colours are black on black on some desktops. */
public final class Tooltip extends Figure {

  private static final int LONGEST = 72;

  /** @param text lines; the first is the title */
  public Tooltip(String text, GraphColours colours) {
    ToolbarLayout layout = new ToolbarLayout();
    layout.setSpacing(2);
    layout.setMinorAlignment(ToolbarLayout.ALIGN_TOPLEFT);
    setLayoutManager(layout);
    setBorder(new MarginBorder(5, 7, 5, 7));
    setOpaque(true);
    setBackgroundColor(colours.band());
    boolean title = true;
    for (String line : text.split("\n")) {
      for (String part : wrapped(line)) {
        Label label = new Label(part);
        label.setLabelAlignment(PositionConstants.LEFT);
        label.setForegroundColor(title ? colours.text() : colours.muted());
        add(label);
      }
      title = false;
    }
  }

  private static List<String> wrapped(String line) {
    List<String> parts = new ArrayList<>();
    String rest = line;
    while (rest.length() > LONGEST && parts.size() < 8) {
      int space = rest.lastIndexOf(' ', LONGEST);
      int cut = space > LONGEST / 2 ? space : LONGEST;
      parts.add(rest.substring(0, cut));
      rest = rest.substring(cut).trim();
    }
    parts.add(rest.length() > LONGEST ? rest.substring(0, LONGEST) + "…" : rest);
    return parts;
  }
}
