package org.dormouse.secrets;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dormouse.secrets.internal.Keyring;
import org.dormouse.secrets.internal.Kept;
import org.dormouse.secrets.internal.Vault;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's secret store. Names, purposes and users lie in the encrypted file {@link Vault}; the secret itself lies
 * in the keyring of the operating system if that took it when the credential was put, else in that file as well. So a
 * keyring that is gone one day is told as that, and touches no other credential.
 */
public final class Keystore implements SecretStore {

  private static final Logger LOG = LoggerFactory.getLogger(Keystore.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int LONGEST_USER = 200;
  private static final int MOST = 1000;
  private static final Duration USE_IS_NOTED_AFTER = Duration.ofMinutes(1);

  private final Vault vault;
  private final Keyring keyring;
  private final InstantSource clock;

  /** @param folder of this store alone; is made, for this user only, when the first credential is put */
  public Keystore(Path folder, Map<String, String> environment, InstantSource clock) {
    this.vault = new Vault(folder, environment);
    this.keyring = Keyring.of(folder, environment);
    this.clock = clock;
  }

  @Override
  public synchronized Result<List<Entry>> list() {
    return vault.read().map(kept -> {
      List<Entry> entries = kept.values().stream().map(Kept::entry).toList();
      wipe(kept.values());
      return entries;
    });
  }

  @Override
  public synchronized Result<Entry> put(String name, Purpose purpose, String user, char[] secret) {
    byte[] bytes = bytes(secret);
    try {
      Optional<Trouble> wrong = wrong(name, user, secret);
      if (wrong.isPresent()) {
        return Result.failed(wrong.get());
      }
      return changing(all -> {
        if (all.size() >= MOST && !all.containsKey(name)) {
          return Result.failed(Trouble.lasting("credentials-too-many", "There are " + MOST + " credentials already.",
              "Remove some that nothing refers to."));
        }
        boolean inKeyring = keyring.store(name, bytes);
        Kept kept = new Kept(new Entry(name, purpose, user, inKeyring ? Kept.KEYRING : Kept.FILE,
            clock.instant().truncatedTo(ChronoUnit.SECONDS), Optional.empty()),
            inKeyring ? new byte[0] : bytes.clone());
        Kept before = all.put(name, kept);
        if (before != null && before.isInKeyring() && !inKeyring) {
          keyring.clear(name);
        }
        return Result.ok(kept.entry());
      });
    } finally {
      Arrays.fill(secret, '\0');
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static Optional<Trouble> wrong(String name, String user, char[] secret) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of(Trouble.lasting("credential-invalid", "A credential cannot have the name \""
          + printable(name) + "\".", "Use 1 to 100 letters, digits, dots, dashes or underscores, beginning with a "
          + "letter or digit."));
    }
    if (user.length() > LONGEST_USER || user.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(Trouble.lasting("credential-invalid", "The user of credential " + name
          + " is longer than " + LONGEST_USER + " characters or has control characters.", "Correct the user."));
    }
    if (secret.length == 0 || secret.length > LONGEST_SECRET || hasNul(secret)) {
      return Optional.of(Trouble.lasting("credential-invalid", secret.length == 0 ? "The secret of credential " + name
          + " is empty." : "The secret of credential " + name + " is longer than " + LONGEST_SECRET
          + " characters or has a character 0.", "Give another secret."));
    }
    return Optional.empty();
  }

  private static boolean hasNul(char[] secret) {
    for (char c : secret) {
      if (c == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public synchronized Result<Entry> remove(String name) {
    return changing(all -> {
      Kept kept = all.remove(name);
      if (kept == null) {
        return Result.failed(unknown(name, all.keySet()));
      }
      if (kept.isInKeyring() && !keyring.clear(name)) {
        LOG.warn("the secret of credential {} could not be removed from the keyring", name);
      }
      kept.wipe();
      return Result.ok(kept.entry());
    });
  }

  @Override
  public synchronized Result<Credential> credential(String name) {
    return vault.read().then(all -> {
      Kept kept = all.get(name);
      if (kept == null) {
        return Result.failed(unknown(name, all.keySet()));
      }
      Result<byte[]> secret = kept.isInKeyring() ? keyring.lookup(name) : Result.ok(kept.secret().clone());
      Result<Credential> credential = secret.map(bytes -> {
        Credential answer = new Credential(kept.entry().user(), chars(bytes));
        Arrays.fill(bytes, (byte) 0);
        return answer;
      });
      if (credential.isOk()) {
        noteUse(all, kept);
      }
      wipe(all.values());
      return credential;
    });
  }

  /** That a use cannot be noted keeps nobody from using. */
  private void noteUse(TreeMap<String, Kept> all, Kept kept) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Entry entry = kept.entry();
    if (entry.lastUsed().filter(last -> last.plus(USE_IS_NOTED_AFTER).isAfter(now)).isEmpty()) {
      all.put(entry.name(), new Kept(new Entry(entry.name(), entry.purpose(), entry.user(), entry.kept(),
          entry.changed(), Optional.of(now)), kept.secret()));
      vault.write(all).failure().ifPresent(trouble ->
          LOG.warn("the use of credential {} was not noted: {}", entry.name(), trouble.message()));
    }
  }

  private interface ToVault {
    Result<Entry> apply(TreeMap<String, Kept> all);
  }

  private Result<Entry> changing(ToVault change) {
    return vault.read().then(all -> {
      Result<Entry> changed = change.apply(all).then(entry -> vault.write(all).map(nothing -> entry));
      wipe(all.values());
      return changed;
    });
  }

  private static void wipe(Collection<Kept> kept) {
    kept.forEach(Kept::wipe);
  }

  private static Trouble unknown(String name, Collection<String> known) {
    return Trouble.lasting("credential-unknown", "There is no credential \"" + printable(name) + "\".",
        (known.isEmpty() ? "There are none yet." : "There is " + String.join(", ",
            known.stream().limit(10).toList()) + ".") + " Add it: dormouse credential add NAME");
  }

  private static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 100 ? clean.substring(0, 100) + "…" : clean;
  }

  private static byte[] bytes(char[] secret) {
    ByteBuffer buffer = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    Arrays.fill(buffer.array(), (byte) 0);
    return bytes;
  }

  private static char[] chars(byte[] secret) {
    CharBuffer buffer = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(secret));
    char[] chars = new char[buffer.remaining()];
    buffer.get(chars);
    Arrays.fill(buffer.array(), '\0');
    return chars;
  }
}
