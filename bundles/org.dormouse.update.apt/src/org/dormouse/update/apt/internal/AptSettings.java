package org.dormouse.update.apt.internal;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Result;
import org.dormouse.spi.Secrets;
import org.dormouse.spi.Trouble;
import org.dormouse.update.apt.internal.fetch.Login;
import org.dormouse.update.apt.internal.fetch.Repository;

/**
 * The settings of an APT update service, checked. Settings {@code uri}, {@code suites}, {@code components} and
 * {@code flat} describe its first repository; with {@code .2} to {@code .9} behind their names, further ones, such as a
 * distribution's security archive. All are trusted by the same keyring, and a guest sees them together.
 *
 * @param keyrings files with the keys that may sign the indexes
 * @param guestKeys the guest has to trust the index by keys of its own; else the service's keyring is handed to it
 * @param login for the origin of the first repository only: further ones may be somebody else's
 * @param allowRemovals updates that need another package to be removed are installed all the same
 */
public record AptSettings(String name, List<Source> sources, List<String> architectures, List<Path> keyrings,
    boolean guestKeys, boolean allowRemovals, Login login) {

  private static final Set<String> KNOWN =
      Set.of("uri", "suites", "components", "flat", "architectures", "keyring", "guestKeys", "checkValidUntil",
          "allowRemovals");
  private static final Pattern FURTHER = Pattern.compile("(uri|suites|components|flat)\\.[2-9]");
  private static final Pattern SUITE = Pattern.compile("[A-Za-z0-9.][A-Za-z0-9._/+-]*");
  private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/+-]*");
  private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9][a-z0-9-]{1,30}");
  private static final int MOST = 20;

  /**
   * One repository.
   *
   * @param folder under which its files lie for guests and in snapshots, with a slash at its end; empty for the first
   * @param uri its root, without a slash at its end
   * @param suites e.g. {@code stable-security}; in a flat repository its folder, e.g. {@code ./}
   * @param components empty in a flat repository
   */
  public record Source(String folder, URI uri, List<String> suites, List<String> components, boolean flat) {
    public Source {
      suites = List.copyOf(suites);
      components = List.copyOf(components);
    }
  }

  public AptSettings {
    sources = List.copyOf(sources);
    architectures = List.copyOf(architectures);
    keyrings = List.copyOf(keyrings);
  }

  /** Names of settings that mean nothing to this back end; probably misspelt. */
  public static List<String> unknown(BackendSpec spec) {
    return spec.settings().keySet().stream()
        .filter(key -> !KNOWN.contains(key) && !FURTHER.matcher(key).matches()).sorted().toList();
  }

  /**
   * A trouble names the setting and what it should look like.
   *
   * @param secrets asked for the service's credential when it is needed
   */
  public static Result<AptSettings> of(BackendSpec spec, Secrets secrets) {
    try {
      return Result.ok(read(spec, secrets));
    } catch (Invalid e) {
      return Result.failed(Trouble.lasting(e.code, "Update service " + spec.name() + ": " + e.getMessage() + ".",
          e.remedy));
    }
  }

  private static AptSettings read(BackendSpec spec, Secrets secrets) throws Invalid {
    if (!flag(spec, "checkValidUntil", true)) {
      throw new Invalid("freshness-required", "checkValidUntil cannot be switched off",
          "Remove the setting; an index that is too old is reported with its age.");
    }
    List<Source> sources = new ArrayList<>();
    sources.add(source(spec, "", ""));
    for (int i = 2; i <= 9; i++) {
      String suffix = "." + i;
      if (spec.settings().keySet().stream().anyMatch(key -> key.endsWith(suffix))) {
        sources.add(source(spec, suffix, "source-" + i + "/"));
      }
    }
    return new AptSettings(spec.name(), sources, words(spec, "architectures", "amd64", ARCHITECTURE),
        keyrings(spec), flag(spec, "guestKeys", false), flag(spec, "allowRemovals", false),
        login(spec, sources.getFirst().uri(), secrets));
  }

  private static Login login(BackendSpec spec, URI root, Secrets secrets) throws Invalid {
    if (spec.credential().isEmpty()) {
      return Login.none();
    }
    if (root.getScheme().equals("file")) {
      throw new Invalid("setting-invalid", "it has the credential " + spec.credential() + ", and " + root
          + " is reached without", "Remove the credential from the service.");
    }
    return Login.of(secrets, spec.credential(), root);
  }

  private static Source source(BackendSpec spec, String suffix, String folder) throws Invalid {
    boolean flat = flag(spec, "flat" + suffix, false);
    List<String> components = words(spec, "components" + suffix, flat ? "" : "main", COMPONENT);
    if (flat && !components.isEmpty()) {
      throw new Invalid("setting-invalid", "a flat repository has no components", "Remove the setting components"
          + suffix + ".");
    }
    List<String> suites = words(spec, "suites" + suffix, flat ? "./" : "", SUITE);
    if (suites.isEmpty()) {
      throw missing("suites" + suffix, "the name of a suite, e.g. stable-security");
    }
    return new Source(folder, uri(spec, "uri" + suffix), suites, components, flat);
  }

  /** Where all files are fetched from, each by the path that it has for guests. */
  public Repository repository() {
    return new Repositories(sources, login);
  }

  /** The addresses of the repositories, for messages. */
  public String description() {
    return String.join(", ", sources.stream().map(source -> source.uri + " " + String.join(" ", source.suites))
        .toList());
  }

  private static boolean flag(BackendSpec spec, String key, boolean usual) throws Invalid {
    return switch (spec.setting(key).orElse(Boolean.toString(usual)).strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Invalid("setting-invalid", key + " is neither true nor false", "Set it to true or false.");
    };
  }

  private static List<String> words(BackendSpec spec, String key, String usual, Pattern form) throws Invalid {
    List<String> result = Stream.of(spec.setting(key).orElse(usual).strip().split("[\\s,]+"))
        .filter(word -> !word.isEmpty()).distinct().toList();
    for (String word : result) {
      if (!form.matcher(word).matches() || word.contains("..") || word.length() > 100) {
        throw new Invalid("setting-invalid", key + " has the malformed entry '" + word + "'",
            "Names are separated by blanks and made of letters, digits, dots and dashes.");
      }
    }
    if (result.size() > MOST) {
      throw new Invalid("setting-invalid", key + " has more than " + MOST + " entries", "Split the service.");
    }
    return result;
  }

  private static URI uri(BackendSpec spec, String key) throws Invalid {
    String text = spec.setting(key).orElseThrow(() -> missing(key, "the root of the repository")).strip();
    try {
      URI uri = new URI(text.replaceAll("/+$", ""));
      String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
      boolean web = scheme.equals("http") || scheme.equals("https");
      boolean good = web && uri.getHost() != null
          || scheme.equals("file") && uri.getPath() != null && uri.getPath().startsWith("/")
              && (uri.getAuthority() == null || uri.getAuthority().isEmpty());
      if (!good || uri.getQuery() != null || uri.getFragment() != null) {
        throw new Invalid("setting-invalid", key + " '" + text + "' is no http, https or file address",
            "Give the folder in which dists lies, e.g. https://mirror.example.org/debian or file:///srv/mirror.");
      }
      if (uri.getUserInfo() != null) {
        throw new Invalid("setting-invalid", key + " contains a password", "Use an address without; name a credential of the service instead: "
            + "dormouse credential add");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new Invalid("setting-invalid", key + " '" + text + "' is malformed", "Correct the address.");
    }
  }

  private static List<Path> keyrings(BackendSpec spec) throws Invalid {
    String text = spec.setting("keyring").orElseThrow(() ->
        missing("keyring", "the file with the keys that may sign the index")).strip();
    List<Path> files = new ArrayList<>();
    for (String part : text.split("[,\n" + File.pathSeparator + "]")) {
      if (!part.isBlank()) {
        addKeyring(files, Path.of(part.strip()));
      }
    }
    if (files.isEmpty()) {
      throw missing("keyring", "the file with the keys that may sign the index");
    }
    return files;
  }

  private static void addKeyring(List<Path> files, Path path) throws Invalid {
    if (!Files.exists(path)) {
      throw new Invalid("keyring-missing", "there is no keyring " + path,
          "Give the path of a keyring file, binary or armoured.");
    }
    if (!Files.isDirectory(path)) {
      files.add(path);
      return;
    }
    try (Stream<Path> inside = Files.list(path)) {
      inside.filter(file -> file.toString().endsWith(".gpg") || file.toString().endsWith(".asc")).sorted()
          .limit(MOST).forEach(files::add);
    } catch (IOException e) {
      throw new Invalid("keyring-missing", "the folder of keyrings " + path + " cannot be read",
          "Make it readable for the engine.");
    }
  }

  private static Invalid missing(String key, String what) {
    return new Invalid("setting-missing", "the setting " + key + " is missing", "Set it to " + what + ".");
  }

  private static final class Invalid extends Exception {
    private static final long serialVersionUID = 1;
    private final String code;
    private final String remedy;

    Invalid(String code, String message, String remedy) {
      super(message);
      this.code = code;
      this.remedy = remedy;
    }
  }
}
