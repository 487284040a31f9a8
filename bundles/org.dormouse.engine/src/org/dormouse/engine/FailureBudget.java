package org.dormouse.engine;

/**
 * After how many failed servicings a run starts no more.
 *
 * @param failures absolute number, 0 for no limit
 * @param percent of all servicings of the run, 0 for no limit; counted once at least ten have ended
 */
public record FailureBudget(int failures, int percent) {
  public static final FailureBudget NONE = new FailureBudget(0, 0);
}
