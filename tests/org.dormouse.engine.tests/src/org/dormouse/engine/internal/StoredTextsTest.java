package org.dormouse.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.dormouse.engine.store.RunStore;
import org.junit.jupiter.api.Test;

/** What handlers ask for again is read once, as long as there is room for it. */
class StoredTextsTest {

  private final List<String> reads = new ArrayList<>();
  /** Answers every question for a text with four million characters, but for step 0, which has none. */
  private final RunStore store = (RunStore) Proxy.newProxyInstance(RunStore.class.getClassLoader(),
      new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
        reads.add(method.getName() + List.of(arguments));
        return arguments[0].equals(0L) ? Optional.empty() : Optional.of("x".repeat(4 << 20));
      });
  private final StoredTexts texts = new StoredTexts(store);

  @Test
  void whatWasReadOnceIsNotReadAgain() {
    texts.payload(1);
    texts.payload(1, 7);
    texts.output(1);
    texts.payload(1);
    texts.payload(1, 7);
    texts.output(1);
    assertEquals(List.of("payload[1]", "payload[1, 7]", "output[1]"), reads);
  }

  @Test
  void whatIsNotThereIsAskedForAgain() {
    texts.output(0);
    assertEquals(Optional.empty(), texts.output(0));
    assertEquals(2, reads.size());
  }

  @Test
  void whatWasUsedLongestAgoMakesRoom() {
    texts.payload(1);
    for (int step = 1; step <= 4; step++) {
      texts.payload(1);
      texts.output(step);
    }
    reads.clear();
    texts.payload(1);
    texts.output(4);
    texts.output(1);
    assertEquals(List.of("output[1]"), reads);
  }
}
