package org.dormouse.spi;

import java.util.Map;
import java.util.Optional;

/**
 * The definition of a library, host or update service, as a back end sees it.
 *
 * @param name the user's name for it
 * @param type selects the back end
 * @param settings what the user set, by documented keys of the back end; never a secret
 */
public record BackendSpec(String name, String type, Map<String, String> settings) {

  public BackendSpec {
    settings = Map.copyOf(settings);
  }

  public Optional<String> setting(String key) {
    return Optional.ofNullable(settings.get(key)).filter(value -> !value.isBlank());
  }
}
