package org.dormouse.backend.simulated.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Trouble;

/** Reads the settings of a simulated back end, within bounds. */
public final class Setting {
  static final String TYPE = "simulated";
  private final BackendSpec spec;

  /** A setting that cannot be. */
  public static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Trouble trouble;

    Bad(String code, String message, String remedy) {
      super(message, null, false, false);
      trouble = Trouble.lasting(code, message, remedy);
    }

    public Trouble trouble() {
      return trouble;
    }
  }

  public Setting(BackendSpec spec) throws Bad {
    this.spec = spec;
    if (!spec.type().equals(TYPE)) {
      throw new Bad("wrong-type", plain(spec.name()) + " is of type " + plain(spec.type()) + ", not " + TYPE + ".", "");
    }
  }

  public int number(String key, int usual, int least, int most) throws Bad {
    var text = spec.setting(key);
    if (text.isEmpty()) {
      return usual;
    }
    if (text.get().matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw bad(key, text.get(), "a number from " + least + " to " + most);
  }

  /** Seconds, with decimals; at most a day. */
  public Duration seconds(String key, int usual) throws Bad {
    var text = spec.setting(key);
    if (text.isEmpty()) {
      return Duration.ofSeconds(usual);
    }
    if (text.get().matches("[0-9]{1,5}(\\.[0-9]{1,3})?")) {
      Duration duration = Duration.ofMillis(new BigDecimal(text.get()).movePointRight(3).longValueExact());
      if (duration.compareTo(Duration.ofDays(1)) <= 0) {
        return duration;
      }
    }
    throw bad(key, text.get(), "a number of seconds, at most a day");
  }

  public Faults faults(Set<String> known, String failEveryMeans) throws Bad {
    int every = number("failEvery", 0, 0, 1_000_000);
    String script = spec.setting("faults").orElse("");
    return Faults.parse(every == 0 ? script : script + " " + failEveryMeans + ":%" + every, known,
        wrong -> bad("faults", wrong, "words of the form FAULT:WHICH or FAULT:WHICH:TIMES with a fault of "
            + String.join(", ", known.stream().sorted().toList())));
  }

  private Bad bad(String key, String value, String wanted) {
    return new Bad("setting-bad", plain(spec.name()) + ": setting " + key + " is " + plain(value) + ".",
        "Set it to " + wanted + ".");
  }

  static String plain(String text) {
    String plain = text.replaceAll("\\p{C}", "?");
    return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
  }
}
