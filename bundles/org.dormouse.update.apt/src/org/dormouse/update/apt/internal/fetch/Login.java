package org.dormouse.update.apt.internal.fetch;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.dormouse.spi.Result;
import org.dormouse.spi.Secrets;
import org.dormouse.spi.Secrets.Credential;

/**
 * Who asks, for a server that wants to know: user and password as HTTP Basic (RFC 7617), told to one origin (scheme,
 * host and port) and to nobody else, wherever a redirection leads. Asked of the secret store when first needed, kept
 * for as long as this object is in use. Thread-safe.
 */
public final class Login {

  private final Secrets secrets;
  private final String credential;
  private final Optional<URI> origin;
  private Optional<String> header = Optional.empty();

  private Login(Secrets secrets, String credential, Optional<URI> origin) {
    this.secrets = secrets;
    this.credential = credential;
    this.origin = origin;
  }

  /** For servers that ask nobody. */
  public static Login none() {
    return new Login(Secrets.none(), "", Optional.empty());
  }

  /** @param credential its name */
  public static Login of(Secrets secrets, String credential, URI origin) {
    return new Login(secrets, credential, Optional.of(origin));
  }

  boolean isGiven() {
    return origin.isPresent();
  }

  /** Name of the credential, for messages. */
  String credential() {
    return credential;
  }

  /** The value of the header {@code Authorization} for this address; empty where it is not to be sent. */
  synchronized Result<Optional<String>> header(URI address) {
    if (origin.filter(own -> sameOrigin(own, address)).isEmpty()) {
      return Result.ok(Optional.empty());
    }
    if (header.isEmpty()) {
      Result<Credential> asked = secrets.credential(credential);
      if (asked instanceof Result.Failed<Credential>(var trouble)) {
        return Result.failed(trouble);
      }
      try (Credential given = asked.orThrow()) {
        header = Optional.of(basic(given));
      }
    }
    return Result.ok(header);
  }

  private static String basic(Credential given) {
    CharBuffer pair = CharBuffer.allocate(given.user().length() + 1 + given.secret().length);
    pair.put(given.user()).put(':').put(given.secret()).flip();
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(pair);
    byte[] text = Arrays.copyOf(bytes.array(), bytes.limit());
    try {
      return "Basic " + Base64.getEncoder().encodeToString(text);
    } finally {
      Arrays.fill(pair.array(), '\0');
      Arrays.fill(bytes.array(), (byte) 0);
      Arrays.fill(text, (byte) 0);
    }
  }

  private static boolean sameOrigin(URI one, URI other) {
    return origin(one).equals(origin(other));
  }

  private static String origin(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  @Override
  public String toString() {
    return "Login[" + credential + "]";
  }
}
