package org.dormouse.ui.inventory.internal.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourcesTest {

  private static final String KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg";

  @TempDir
  Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void suggestsTheSourcesOfThisMachineAsOneService() throws IOException {
    write("etc/apt/sources.list.d/debian.sources", """
        Types: deb deb-src
        # a remark
        URIs: http://mirror.example/debian
        Suites: bookworm bookworm-updates
        Components: main contrib
        Signed-By: %1$s

        Types: deb
        URIs: http://mirror.example/debian-security
        Suites: bookworm-security
        Components: main
        Signed-By: %1$s
        """.formatted(KEYS));
    write("etc/apt/sources.list.d/another.list",
        "deb [arch=amd64 signed-by=/etc/keys/x.gpg] https://other.example/apt stable main\n");
    assertEquals(Map.of("uri", "http://mirror.example/debian", "suites", "bookworm bookworm-updates",
        "components", "main contrib", "uri.2", "http://mirror.example/debian-security",
        "suites.2", "bookworm-security", "components.2", "main", "keyring", KEYS),
        AptSources.settings(AptSources.read(root)));
  }

  @Test
  void knowsTheKeysOfADistributionThatNamesNone() throws IOException {
    write(KEYS.substring(1), "keys");
    write("etc/apt/sources.list", """
        # deb http://off.example/debian bookworm main
        deb http://mirror.example/debian/ bookworm main # remark
        deb-src http://mirror.example/debian/ bookworm main
        deb http://unknown.example/apt stable main
        deb http://user:word@mirror.example/debian bookworm main
        """);
    List<AptSources.Source> sources = AptSources.read(root);
    assertEquals(List.of("http://mirror.example/debian/"), sources.stream().map(AptSources.Source::uri).toList());
    assertEquals(KEYS, sources.getFirst().keyring());
  }

  @Test
  void suggestsNothingWhereThereIsNothing() {
    assertEquals(Map.of(), AptSources.settings(AptSources.read(root)));
  }

  @Test
  void leavesOutWhatIsSwitchedOff() throws IOException {
    write("etc/apt/sources.list.d/off.sources", """
        Types: deb
        URIs: http://mirror.example/debian
        Suites: bookworm
        Enabled: no
        Signed-By: /k
        """);
    assertEquals(List.of(), AptSources.read(root));
  }
}
