package org.dormouse.ui.inventory.internal.dashboard;

import java.util.Locale;
import org.dormouse.ui.inventory.internal.dashboard.Compliance.Part;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Icons;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

/** A class of virtual machines: icon, how many, and its name, which leads to the filtered list. */
final class Tile {

  private final Composite area;
  private final Label number;
  private final Link name;
  private final Part part;

  Tile(Composite parent, Part part, Runnable chosen) {
    this.part = part;
    area = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(8, 6).spacing(6, 0).applyTo(area);
    LocalResourceManager fonts = new LocalResourceManager(JFaceResources.getResources(), area);
    number = new Label(area, SWT.NONE);
    number.setFont(fonts.create(FontDescriptor.createFrom(area.getFont()).increaseHeight(10).setStyle(SWT.BOLD)));
    number.setText("–");
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(number);
    Label icon = new Label(area, SWT.NONE);
    icon.setImage(Icons.image(ComplianceBar.style(part).iconName()));
    name = Names.onlyInSight(new Link(area, SWT.NONE));
    name.setText("<a>" + part.title() + "</a>");
    name.setToolTipText("Show them in the list");
    name.addListener(SWT.Selection, event -> chosen.run());
    name.getAccessible().addAccessibleListener(new AccessibleAdapter() {
      @Override
      public void getName(AccessibleEvent event) {
        event.result = part.title() + ": " + number.getText();
      }
    });
    number.addListener(SWT.MouseUp, event -> chosen.run());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(name);
  }

  Composite control() {
    return area;
  }

  void show(Compliance compliance) {
    number.setText(String.format(Locale.ROOT, "%,d", compliance.classes().get(part)));
  }
}
