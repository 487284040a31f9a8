package org.dormouse.spi;

import java.util.Map;
import java.util.Optional;

/**
 * The definition of a library, host or update service, as a back end sees it.
 *
 * @param name the user's name for it
 * @param type selects the back end
 * @param settings what the user set, by documented keys of the back end; never a secret
 * @param credential name of the credential to reach it with, asked of {@link Secrets} at the moment it is needed;
 *     empty: it needs none. Only the name is ever kept or shown
 */
public record BackendSpec(String name, String type, Map<String, String> settings, String credential) {

  public BackendSpec {
    settings = Map.copyOf(settings);
  }

  /** Something that is reached without a credential. */
  public BackendSpec(String name, String type, Map<String, String> settings) {
    this(name, type, settings, "");
  }

  public Optional<String> setting(String key) {
    return Optional.ofNullable(settings.get(key)).filter(value -> !value.isBlank());
  }
}
