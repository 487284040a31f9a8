package org.dormouse.ui.jobs.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the choices of a job mean, by their literals. */
public final class JobWords {

  public static final Map<String, String> PLACEMENT = inOrder("balance", "Balance: the host with the most room",
      "consolidate", "Consolidate: the fullest host that still fits");
  public static final Map<String, String> ISOLATION = inOrder("linkDown",
      "Its network cards are there, their links are down", "noCard", "It has no network card at all");

  private JobWords() {}

  private static Map<String, String> inOrder(String first, String words, String second, String others) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(first, words);
    all.put(second, others);
    return Collections.unmodifiableMap(all);
  }
}
