package org.dormouse.spi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.junit.jupiter.api.Test;

/** Contract of {@link ImageInspector}. */
public abstract class ImageInspectorContract extends BackendContract {

  protected abstract ImageInspector newInspector();

  /** A sound image without parent, snapshots or encryption. */
  protected abstract Path image();

  protected abstract DiskFormat format();

  /** Size of its disk as a guest sees it, in bytes. */
  protected abstract long virtualSize();

  /** Something that is no image of that format: cut off, of another kind, or not there. */
  protected abstract Path brokenImage();

  /** Something that tells whether the image is still the same to the byte. */
  protected abstract String fingerprint();

  private ImageFacts facts() {
    return ok(newInspector().inspect(image(), format()));
  }

  @Test
  public void whatTheContainerSaysIsTold() {
    ImageFacts facts = facts();
    assertEquals(format(), facts.format());
    assertEquals(virtualSize(), facts.virtualSize());
    assertTrue(facts.fileSize() > 0);
    assertEquals(Optional.empty(), facts.backing());
    assertEquals(Optional.empty(), facts.backingFormat());
    assertEquals(List.of(), facts.snapshots());
    assertFalse(facts.savedState() || facts.encrypted() || facts.markedDirty() || facts.markedCorrupt());
    facts.subformat().forEach(part -> assertTrue(part.matches("[^=\\p{Cntrl}]+=[^\\p{Cntrl}]*"), part));
  }

  @Test
  public void aSoundImageHasNothingAgainstIt() {
    assertTrue(ok(newInspector().check(image(), format())).stream()
        .noneMatch(finding -> finding.severity() == Finding.Severity.BLOCK));
  }

  @Test
  public void lookingChangesNothingAndTellsTheSameTwice() {
    String before = fingerprint();
    ImageFacts facts = facts();
    ok(newInspector().check(image(), format()));
    assertEquals(facts, facts());
    assertEquals(before, fingerprint());
  }

  @Test
  public void whatIsNoSuchImageIsATroubleThatNamesIt() {
    String name = brokenImage().getFileName().toString();
    assertTrue(trouble(newInspector().inspect(brokenImage(), format())).message().contains(name));
    newInspector().check(brokenImage(), format()).failure().ifPresentOrElse(BackendContract::assertActionable,
        () -> assertTrue(ok(newInspector().check(brokenImage(), format())).stream()
            .anyMatch(finding -> finding.severity() == Finding.Severity.BLOCK)));
  }

  @Test
  public void interruptedCallsEndAsValues() {
    assertInterruptible(() -> newInspector().inspect(image(), format()));
    assertInterruptible(() -> newInspector().check(image(), format()));
  }
}
