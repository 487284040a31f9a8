package org.dormouse.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dormouse.script.ShellFixture.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {

  private static final String[] PIECES = {"'", "\"", "\\", "$", "`", "$(id)", "${HOME}", "!", "*", "?", "[a]", "~", "#",
    "&", "|", ";", "<", ">", "(", ")", "{a,b}", " ", "  ", "\t", "\n", "\n\n", "\r", "\r\n", "\u001b[31m", "\u0007",
    "-", "--", "=", "%s", "%b", "\\n", "\\0101", "a", "Z", "0", "7", "\u00fc", "\u4e16", "\ud83d\udc2d", "\u202e", "\u0085",
    "END", "\nEND\n", "<<'END'", "/", ".", "@", ",", ":", "\u007f"};

  @TempDir
  private Path folder;
  private ShellFixture shell;

  @BeforeEach
  void begin() throws IOException {
    shell = new ShellFixture(folder);
  }

  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  @Test
  void whateverAWordContainsTheProgramIsGivenThatWord() throws IOException, InterruptedException {
    Random random = new Random(1);
    StringBuilder script = new StringBuilder();
    List<Call> expected = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      List<String> words = new ArrayList<>();
      for (int j = random.nextInt(8) + 1; j > 0; j--) {
        String word = random(random);
        words.add(word.equals("-") ? "x" : word);
      }
      expected.add(new Call(words, ""));
      List<String> all = new ArrayList<>(List.of("dormouse"));
      all.addAll(words);
      script.append(Shell.command(all)).append("\n");
    }
    assertEquals(expected, shell.calls(script.toString()));
    assertClean(script.toString());
  }

  @Test
  void whateverATextContainsTheProgramReadsThatText() throws IOException, InterruptedException {
    Random random = new Random(2);
    StringBuilder script = new StringBuilder();
    List<Call> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String input = random(random) + random(random) + (random.nextBoolean() ? "\n" : "");
      expected.add(new Call(List.of("x", "-"), input));
      script.append(Shell.command(List.of("dormouse", "x", "-"), input)).append("\n");
    }
    assertEquals(expected, shell.calls(script.toString()));
    assertClean(script.toString());
  }

  private static void assertClean(String script) {
    assertTrue(script.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' || c == 0x202e));
  }

  @Test
  void plainWordsStayReadable() {
    assertEquals("qemu-img create -f qcow2 /srv/images/a.qcow2 8M",
        Shell.command(List.of("qemu-img", "create", "-f", "qcow2", "/srv/images/a.qcow2", "8M")));
    assertEquals("dormouse job create night --vm 'lab/*'",
        Shell.command(List.of("dormouse", "job", "create", "night", "--vm", "lab/*")));
  }

  @Test
  void aLongCommandIsWrittenOnSeveralLines() throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("dormouse", "service", "add", "x"));
    for (int i = 0; i < 10; i++) {
      words.addAll(List.of("--set", "key" + i + "=some value"));
    }
    String command = Shell.command(words);
    assertTrue(command.contains(" \\\n  --set 'key") && command.lines().allMatch(line -> line.length() <= 102), command);
    assertEquals(List.of(new Call(words.subList(1, words.size()), "")), shell.calls(command));
  }

  @Test
  void aCommentIsNeverACommand() throws IOException, InterruptedException {
    String comment = Shell.comment("one\ndormouse x\r\ndormouse y\u001b[0m\n\nend");
    assertEquals(List.of(), shell.calls(comment));
    assertFalse(comment.contains("\u001b"));
  }
}
