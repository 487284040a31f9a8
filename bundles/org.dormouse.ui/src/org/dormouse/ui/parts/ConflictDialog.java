package org.dormouse.ui.parts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.parts.ThreeWay.Attribute;
import org.dormouse.ui.parts.ThreeWay.Change;
import org.dormouse.ui.parts.ThreeWay.Side;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/**
 * Somebody else changed a definition while it was edited here: shows by attribute what it was, what it is here and what
 * it is there, and lets the user say which is kept where both changed. OK answers the merged document.
 */
public final class ConflictDialog extends TitledDialog {

  private static final Point SIZE = new Point(820, 460);
  private static final int KEPT = 4;

  private final Definition theirs;
  private final ThreeWay both;
  private final List<Attribute> changed;
  private final Map<String, Side> choices = new HashMap<>();
  private Table table;

  public ConflictDialog(Shell parent, Map<String, ?> base, Map<String, ?> mine, Definition theirs) {
    super(parent, "Changed Meanwhile", "conflict", SIZE);
    this.theirs = theirs;
    both = ThreeWay.of(base, mine, theirs.document());
    // the name is what they have in common; some documents have it within, some beside
    changed = both.changed().stream().filter(attribute -> !attribute.name().equals("name")).toList();
  }

  /** With everybody's changes; after OK. */
  public Map<String, Object> merged() {
    return both.merged(choices);
  }

  @Override
  protected void fill(Composite area) {
    setTitle(theirs.name() + " was changed by " + theirs.by() + " " + Words.age(theirs.changed()));
    setMessage(both.disputed().isEmpty() ? "You changed different things: both can be kept."
        : "Where you both changed something, choose which is kept. Nothing is lost until you save.",
        IMessageProvider.WARNING);
    area.setLayout(grid(2));
    table = new Table(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.MULTI);
    Names.give(table, "Attributes that were changed");
    table.setHeaderVisible(true);
    GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(table);
    TableColumns.add(table, "Attribute", 150);
    TableColumns.add(table, "When you began", 160);
    TableColumns.add(table, "Yours", 160);
    TableColumns.add(table, "Theirs", 160);
    TableColumns.add(table, "Kept", 120);
    changed.forEach(this::row);
    Composite buttons = new Composite(area, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).applyTo(buttons);
    button(buttons, "Keep &mine", Side.MINE);
    button(buttons, "Keep &theirs", Side.THEIRS);
  }

  private void row(Attribute attribute) {
    TableItem item = new TableItem(table, SWT.NONE);
    item.setText(new String[] {DefinitionWords.label(attribute.name()), text(attribute.base()), text(attribute.mine()),
        text(attribute.theirs()), kept(attribute)});
    if (attribute.change() == Change.BOTH) {
      table.select(table.indexOf(item));
    }
  }

  private static String text(Optional<Object> value) {
    return value.map(DefinitionWords::text).orElse("–");
  }

  private String kept(Attribute attribute) {
    return switch (attribute.change()) {
      case MINE -> "yours";
      case THEIRS -> "theirs";
      case BOTH_ALIKE, NOBODY -> "the same";
      case BOTH -> choices.get(attribute.name()) == Side.THEIRS ? "theirs (chosen)" : "yours (chosen)";
    };
  }

  private void button(Composite parent, String text, Side side) {
    Button button = new Button(parent, SWT.PUSH);
    button.setText(text);
    button.setToolTipText("For the selected attributes that both changed");
    button.setEnabled(!both.disputed().isEmpty());
    button.addListener(SWT.Selection, event -> {
      for (int row : table.getSelectionIndices()) {
        if (changed.get(row).change() == Change.BOTH) {
          choices.put(changed.get(row).name(), side);
          table.getItem(row).setText(KEPT, kept(changed.get(row)));
        }
      }
    });
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, "&Save Both", true);
    createButton(parent, IDialogConstants.CANCEL_ID, "&Go on Editing", false);
  }
}
