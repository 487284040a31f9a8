package org.dormouse.engine;

/** What a person says to a step that failed or asks. */
public enum Decision {
  /** Run the step again, as a new attempt. */
  RETRY,
  /** Go on as if it had succeeded; only for steps whose plan allows it. */
  SKIP,
  /** Go on: the answer to a question or an approval. */
  APPROVE,
  /** Fail this servicing, free what it holds. */
  FAIL
}
