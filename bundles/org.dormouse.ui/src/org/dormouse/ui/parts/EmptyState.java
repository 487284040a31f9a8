package org.dormouse.ui.parts;

import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.style.Icons;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

/**
 * What a view shows instead of nothing: an icon, a sentence that says what would be here, and the actions that fill it.
 * The same when there is nothing because the engine is away, or because asking failed.
 */
public final class EmptyState extends Composite {

  /** Text wraps to the width there is, down to this. */
  private static final int NARROWEST = 120;
  private static final int GAP = 8;

  private final Composite content;
  private final Label icon;
  private final Label sentence;
  private final Label detail;

  public EmptyState(Composite parent) {
    super(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(2 * GAP, 2 * GAP).applyTo(this);
    content = new Composite(this, SWT.NONE);
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, true).applyTo(content);
    GridLayoutFactory.fillDefaults().spacing(0, GAP).applyTo(content);
    icon = new Label(content, SWT.NONE);
    GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.CENTER).grab(true, false).applyTo(icon);
    sentence = text();
    detail = text();
  }

  private Label text() {
    Label label = new Label(content, SWT.WRAP | SWT.CENTER);
    GridDataFactory.fillDefaults().grab(true, false).hint(NARROWEST, SWT.DEFAULT).applyTo(label);
    return label;
  }

  /** @param iconName of {@link Icons}; {@code sentence} says what would be here */
  public EmptyState says(String iconName, String sentence) {
    return says(iconName, sentence, "");
  }

  /** Says something else, without the actions there were. */
  public EmptyState says(String iconName, String what, String more) {
    for (var child : content.getChildren()) {
      if (child instanceof Link) {
        child.dispose();
      }
    }
    icon.setImage(Icons.large(iconName));
    sentence.setText(escaped(what));
    detail.setText(escaped(more));
    detail.setVisible(!more.isEmpty());
    ((GridData) detail.getLayoutData()).exclude = more.isEmpty();
    layoutSoon();
    return this;
  }

  /** Once for all that is said in this turn. */
  private void layoutSoon() {
    layout(null, SWT.ALL | SWT.CHANGED | SWT.DEFER);
  }

  private static String escaped(String text) {
    return text.replace("&", "&&");
  }

  /** @param text of the link, e.g. {@code Add a library…} */
  public EmptyState action(String text, Runnable onUi) {
    Link link = Names.onlyInSight(new Link(content, SWT.NONE));
    link.setText("<a>" + escaped(text) + "</a>");
    link.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> onUi.run()));
    link.getAccessible().addAccessibleListener(new AccessibleAdapter() {
      @Override
      public void getName(AccessibleEvent event) {
        event.result = text;
      }
    });
    GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.CENTER).applyTo(link);
    layoutSoon();
    return this;
  }

  /** Says how the workbench stands with the engine, where that is why there is nothing to show. */
  public EmptyState says(LinkState state, EngineLink link) {
    return switch (state) {
      case LinkState.Connecting connecting -> says("engine-connecting", connecting.what() + "…");
      case LinkState.Connected connected -> says("engine-connected", "Loading…");
      case LinkState.Lost lost -> says(lost.error()).action("Connect now", link::start);
    };
  }

  public EmptyState says(ApiError error) {
    return says("state-failed", ErrorText.message(error), ErrorText.remedy(error));
  }

  /** Says what there is to say of the state; {@code otherwise} fills it where the engine is there. */
  public void follow(LinkState state, EngineLink link, Consumer<EmptyState> otherwise) {
    if (state instanceof LinkState.Connected) {
      otherwise.accept(this);
    } else {
      says(state, link);
    }
  }

  @Override
  public boolean setFocus() {
    for (var child : content.getChildren()) {
      if (child instanceof Link link) {
        return link.setFocus();
      }
    }
    return super.setFocus();
  }
}
