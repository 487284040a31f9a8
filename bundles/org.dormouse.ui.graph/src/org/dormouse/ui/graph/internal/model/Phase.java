package org.dormouse.ui.graph.internal.model;

/** The four phases that a user sees of a VM servicing. */
public enum Phase {
  IDENTIFY("Identify"), ASSESS("Assess"), PATCH("Patch"), REPORT("Report");

  private final String title;

  Phase(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
