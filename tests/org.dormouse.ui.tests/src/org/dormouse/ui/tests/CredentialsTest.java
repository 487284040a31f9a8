package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dormouse.api.Authoring.CredentialRef;
import org.dormouse.api.EngineApi;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.CredentialsPages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credentials are added, changed and removed by name, and what is wrong with one is said before it is kept. */
@UiTest
class CredentialsTest {
  private static final String NAME = "ui-guests";

  private Estate estate;

  @BeforeEach
  void without() {
    estate = Estate.connect().clear();
    forget();
  }

  @AfterEach
  void leave() {
    forget();
    estate.close();
  }

  private void forget() {
    if (isKept()) {
      estate.ask(engine -> engine.removeCredential(new CredentialRef(NAME)));
    }
  }

  private boolean isKept() {
    return estate.ask(EngineApi::credentials).stream().anyMatch(one -> one.name().equals(NAME));
  }

  private static void fill(ShellBot dialog, String name, String secret, String again) {
    dialog.text("Name").type(name);
    dialog.text("User").type("root");
    dialog.text("Secret").type(secret);
    dialog.text("Secret again").type(again);
  }

  @Test
  void aCredentialIsAddedChangedAndRemoved() {
    CredentialsPages pages = CredentialsPages.open();
    ShellBot added = pages.add();
    fill(added, NAME, "first", "first");
    Screenshots.take("add-credential");
    added.button("OK").click();
    added.awaitClosed();
    pages.table().find(NAME);
    Ui.await("nobody to say that there are none", () -> !pages.preferences().shows("No credentials yet"));
    Screenshots.take("preferences-credentials");
    assertTrue(isKept());
    ShellBot changed = pages.change(NAME);
    assertFalse(changed.text("Name").isEnabled());
    changed.text("User").type("admin");
    changed.text("Secret").type("second");
    changed.text("Secret again").type("second");
    changed.button("OK").click();
    changed.awaitClosed();
    pages.table().find("admin");
    ShellBot removed = pages.remove(NAME);
    removed.button("OK").click();
    removed.awaitClosed();
    Ui.await("the credential to be forgotten", () -> pages.table().rows() == 0
        || !pages.table().column("Name").contains(NAME));
    pages.close();
    assertFalse(isKept());
  }

  @Test
  void whatIsWrongIsSaidAndNothingIsKept() {
    CredentialsPages pages = CredentialsPages.open();
    ShellBot dialog = pages.add();
    assertFalse(dialog.button("OK").isEnabled());
    dialog.text("Name").type("no spaces");
    Ui.await("the name to be refused", () -> says(dialog, "letters, digits"));
    fill(dialog, NAME, "one", "another");
    Ui.await("the secrets to be compared", () -> says(dialog, "same secret twice"));
    assertFalse(dialog.button("OK").isEnabled());
    Screenshots.take("add-credential-error");
    dialog.button("Cancel").click();
    dialog.awaitClosed();
    pages.close();
    assertFalse(isKept());
  }

  private static boolean says(ShellBot dialog, String words) {
    return dialog.shows(words);
  }
}
