package org.dormouse.servicing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a script on its way into a job, tried with the shell of this machine. */
class GuestScriptHookTest {

  private static final List<String> HOSTILE = List.of("$(exit 9)", "`exit 9`", "'", "\"", "END-OF-HOOK", "\\", "%s %1$s",
      "EOF", "! ; & | < >");

  @TempDir
  Path folder;

  /** As the job in the guest does: the text in a file, read by /bin/sh. */
  private String said(String script) throws IOException, InterruptedException {
    Path job = Files.writeString(folder.resolve("script"), GuestScriptHook.job(script));
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", job.toString()).redirectErrorStream(true)
        .redirectInput(new File("/dev/null"));
    builder.environment().put("DORMOUSE_DIR", folder.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + ":" + output;
  }

  @Test
  void aScriptForTheShellIsTheJobItself() throws Exception {
    assertEquals("3:one\n", said("echo one\nexit 3\n"));
    assertEquals("#!/bin/sh\necho one\n", GuestScriptHook.job("#!/bin/sh\necho one\n"));
  }

  @Test
  void anotherInterpreterGetsItsTextUnchanged() throws Exception {
    for (String text : HOSTILE) {
      assertEquals("0:" + text + "\n", said("#!/usr/bin/tail -n +2\n" + text + "\n"));
    }
    String all = String.join("\n", HOSTILE) + "\n";
    assertEquals("0:" + all, said("#! /usr/bin/env -S tail -n +2\n" + all));
  }

  @Test
  void itsExitCodeIsThatOfTheJob() throws Exception {
    assertEquals("7:", said("#!/bin/bash\nset -o pipefail\nexit 7"));
    assertEquals("127", said("#!/no/such/interpreter\n").split(":")[0]);
  }
}
