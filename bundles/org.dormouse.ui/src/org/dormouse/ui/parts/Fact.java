package org.dormouse.ui.parts;

/** One thing that is known of what is selected, as the Properties view shows it. */
public record Fact(String label, String value) {
}
