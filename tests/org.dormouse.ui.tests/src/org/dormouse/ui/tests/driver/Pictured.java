package org.dormouse.ui.tests.driver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test or class whose pictures are wanted in every look. Besides the ordinary run of all tests, which is in the light
 * theme, these run once more in the dark theme, and once at scale 2 where there is a screen for it: they should be
 * quick, and be about what is seen.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("pictures")
public @interface Pictured {
}
