package org.dormouse.ui.tests.driver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A class of tests of the workbench: each begins with the window as it opens for the first time, and fails if anything
 * was logged as an error meanwhile. A failure leaves a picture among the screenshots.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(UiTest.Watch.class)
public @interface UiTest {

  /** Resets, watches and takes the picture. */
  final class Watch implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {
    private static final Problems PROBLEMS = new Problems().start();

    @Override
    public void beforeEach(ExtensionContext test) {
      Workbench.reset();
      PROBLEMS.take();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
      Screenshots.ofFailure(test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName());
      throw failure;
    }

    @Override
    public void afterEach(ExtensionContext test) {
      Workbench.closeDialogs();
      Ui.settle();
      List<String> seen = PROBLEMS.take();
      if (!seen.isEmpty()) {
        throw new AssertionError("logged meanwhile:\n" + String.join("\n", seen));
      }
    }
  }
}
