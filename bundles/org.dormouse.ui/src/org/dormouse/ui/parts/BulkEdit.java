package org.dormouse.ui.parts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Kind;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.EngineApi;
import org.dormouse.api.client.Failures;

/**
 * Alters one thing in several definitions of a kind, whatever else others alter in them meanwhile: it is altered in what
 * the engine has now, and once more where somebody was first. What is not defined yet begins with its name. One after
 * the other, so that a mistake in the first stops it; those before it stay altered.
 *
 * @param edit of a document, on any thread, perhaps more than once; what it leaves as it is is not stored
 */
public record BulkEdit(String kind, List<String> names, UnaryOperator<Map<String, Object>> edit) {

  private static final int TRIES = 3;

  /** Sets an attribute; leaves it out where there is no value. */
  public static BulkEdit setting(String kind, List<String> names, String attribute, Optional<Object> value) {
    return new BulkEdit(kind, names, document -> {
      Map<String, Object> edited = new LinkedHashMap<>(document);
      value.ifPresentOrElse(wanted -> edited.put(attribute, wanted), () -> edited.remove(attribute));
      return edited;
    });
  }

  /** Ends when all are altered. */
  public CompletableFuture<Void> apply(EngineApi engine) {
    return apply(engine, TRIES);
  }

  private CompletableFuture<Void> apply(EngineApi engine, int tries) {
    return engine.definitions(new Kind(kind)).thenCompose(there -> putAll(engine, there))
        .exceptionallyCompose(refused -> tries > 1 && Failures.reason(refused).category().equals("conflict")
            ? apply(engine, tries - 1) : CompletableFuture.failedFuture(refused));
  }

  private CompletableFuture<Void> putAll(EngineApi engine, List<Definition> there) {
    Map<String, Definition> byName = new LinkedHashMap<>();
    there.forEach(one -> byName.put(one.name(), one));
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (String name : names) {
      Optional<Definition> before = Optional.ofNullable(byName.get(name));
      Map<String, Object> document = new LinkedHashMap<>(before.map(Definition::document).orElse(Map.of()));
      document.put("name", name);
      Map<String, Object> after = edit.apply(document);
      if (!after.equals(document)) {
        Put put = new Put(kind, name, after, before.map(Definition::version).orElse(0L));
        all = all.thenCompose(done -> engine.put(put)).thenApply(stored -> null);
      }
    }
    return all;
  }
}
