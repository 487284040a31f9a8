package org.dormouse.update.apt.internal.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table was made with {@code dpkg --compare-versions}. */
class VersionOrderTest {

  private record Row(String left, String relation, String right) {}

  private static List<Row> table() throws IOException {
    try (InputStream in = VersionOrderTest.class.getResourceAsStream("versions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split(" "))
          .map(f -> new Row(f[0], f[1], f[2])).toList();
    }
  }

  @Test
  void agreesWithDpkg() throws IOException {
    List<Row> rows = table();
    assertTrue(rows.size() > 500);
    for (Row row : rows) {
      int order = Integer.signum(VersionOrder.DEBIAN.compare(row.left, row.right));
      assertEquals(row.relation, List.of("<", "=", ">").get(order + 1), row.toString());
      assertEquals(-order, Integer.signum(VersionOrder.DEBIAN.compare(row.right, row.left)), row.toString());
    }
  }

  @Test
  void isTransitive() throws IOException {
    List<String> versions = new ArrayList<>();
    table().forEach(row -> versions.add(row.left));
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      List<String> three = new ArrayList<>();
      for (int j = 0; j < 3; j++) {
        three.add(versions.get(random.nextInt(versions.size())));
      }
      three.sort(VersionOrder.DEBIAN);
      assertTrue(VersionOrder.DEBIAN.compare(three.get(0), three.get(2)) <= 0, three.toString());
    }
  }

  @Test
  void takesAnyText() {
    Random random = new Random(2);
    for (int i = 0; i < 5000; i++) {
      String left = text(random);
      String right = text(random);
      assertEquals(Integer.signum(VersionOrder.DEBIAN.compare(left, right)),
          -Integer.signum(VersionOrder.DEBIAN.compare(right, left)));
    }
  }

  private static String text(Random random) {
    StringBuilder result = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      result.append(":-~+.0123456789abZ \u00e4".charAt(random.nextInt(20)));
    }
    return result.toString();
  }
}
