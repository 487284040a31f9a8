package org.dormouse.ui.tests.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.client.Failures;
import org.dormouse.ui.parts.BulkEdit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkEditTest {

  private final FakeEngine engine = new FakeEngine();
  private final List<Put> stored = new ArrayList<>();
  private long version = 3;
  private String refusal = "";

  @BeforeEach
  void answer() {
    engine.answers.put("definitions", kind -> CompletableFuture.completedFuture(List.of(new Definition("vm", "a/one",
        version, Instant.EPOCH, "somebody", Map.of("name", "a/one", "tags", List.of("web"), "excluded", true)))));
    engine.answers.put("put", this::put);
  }

  private CompletableFuture<?> put(Object asked) {
    if (!refusal.isEmpty()) {
      String category = refusal;
      refusal = category.equals("conflict") ? "" : refusal;
      version++;
      return CompletableFuture.failedFuture(Failures.of(new ApiError(category, "code", "Not now.", "")));
    }
    stored.add((Put) asked);
    return CompletableFuture.completedFuture(new Definition("vm", "", 4, Instant.EPOCH, "me", Map.of()));
  }

  private void set(String attribute, Optional<Object> value, String... names) {
    BulkEdit.setting("vm", List.of(names), attribute, value).apply(engine.talk().engine()).join();
  }

  @Test
  void whatElseIsDeclaredStaysAndWhatIsNotThereYetBegins() {
    set("credential", Optional.of("root"), "a/one", "a/two");
    assertEquals(List.of(
        new Put("vm", "a/one", Map.of("name", "a/one", "tags", List.of("web"), "excluded", true, "credential", "root"),
            3),
        new Put("vm", "a/two", Map.of("name", "a/two", "credential", "root"), 0)), stored);
  }

  @Test
  void whatIsSoAlreadyIsNotStoredAgain() {
    set("excluded", Optional.of(true), "a/one");
    set("credential", Optional.empty(), "a/one", "a/two");
    assertEquals(List.of(), stored);
  }

  @Test
  void anAttributeIsLeftOutWhereItHasNoValue() {
    set("excluded", Optional.empty(), "a/one");
    assertEquals(Map.of("name", "a/one", "tags", List.of("web")), stored.getFirst().document());
  }

  @Test
  void whoWasFirstIsNotOverwrittenButBuiltUpon() {
    refusal = "conflict";
    set("credential", Optional.of("root"), "a/one");
    assertEquals(List.of(4L), stored.stream().map(Put::expectedVersion).toList());
  }

  @Test
  void aRefusalForAnotherReasonEndsIt() {
    refusal = "usage";
    assertThrows(CompletionException.class, () -> set("credential", Optional.of("root"), "a/one"));
    assertEquals(List.of(), stored);
  }
}
