package org.dormouse.store.derby.internal;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import com.google.gson.stream.JsonWriter;

import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.store.JournalRow;
import org.dormouse.engine.store.RunRow;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.ServicingRow;
import org.dormouse.engine.store.StepRow;
import org.dormouse.engine.store.StoreFailed;

/**
 * Old runs as {@code run-N.jsonl.gz}: one JSON object per line, its {@code type} one of run, servicing, step, journal.
 * A file is there whole or not at all, and durable before anything is deleted.
 */
final class RunArchive {

  private static final int PAGE = 5000;

  private final Path folder;

  RunArchive(Path folder) {
    this.folder = folder;
  }

  void keep(RunStore store, RunRow run) {
    Path file = folder.resolve(run.id() + ".jsonl.gz");
    Path part = folder.resolve(run.id() + ".jsonl.gz.part");
    try {
      Files.createDirectories(folder);
      try (FileOutputStream stream = new FileOutputStream(part.toFile())) {
        // closing the writer would close the file before it is synced
        GZIPOutputStream zip = new GZIPOutputStream(stream);
        Writer writer = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
        write(store, run, writer);
        writer.flush();
        zip.finish();
        stream.getFD().sync();
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw new StoreFailed("The archive " + file + " of " + run.id() + " could not be written: " + e.getMessage()
          + ". The run stays in the database.", e);
    }
  }

  private static void write(RunStore store, RunRow run, Writer writer) throws IOException {
    line(writer, json -> {
      json.name("type").value("run").name("id").value(run.id()).name("job").value(run.job()).name("by")
          .value(run.by()).name("state").value(run.state().name()).name("submitted").value(run.submitted().toString());
      optional(json, "ended", run.ended());
      json.name("payload").value(store.payload(run.number()).orElse(""));
    });
    List<ServicingRow> servicings = store.servicings(run.number());
    for (ServicingRow servicing : servicings) {
      line(writer, json -> {
        json.name("type").value("servicing").name("id").value(servicing.id()).name("subject")
            .value(servicing.subject()).name("state").value(servicing.state().name()).name("life")
            .value(servicing.life());
        optional(json, "started", servicing.started());
        optional(json, "ended", servicing.ended());
        trouble(json, servicing.trouble());
        json.name("payload").value(store.payload(run.number(), servicing.position()).orElse(""));
      });
    }
    for (StepRow step : store.steps(run.number())) {
      line(writer, json -> step(json, store, servicings, step));
    }
    List<JournalRow> page = store.journal(run.number(), 0, PAGE);
    while (!page.isEmpty()) {
      for (JournalRow row : page) {
        line(writer, json -> json.name("type").value("journal").name("seq").value(row.seq()).name("at")
            .value(row.at().toString()).name("servicing").value(id(servicings, row.position())).name("step")
            .value(row.step()).name("by").value(row.by()).name("text").value(row.text()));
      }
      page = store.journal(run.number(), page.getLast().seq(), PAGE);
    }
  }

  private static void step(JsonWriter json, RunStore store, List<ServicingRow> servicings, StepRow step)
      throws IOException {
    json.name("type").value("step").name("id").value(step.id()).name("servicing")
        .value(id(servicings, step.position())).name("kind").value(step.plan().kind()).name("attempt")
        .value(step.attempt()).name("life").value(step.life()).name("state").value(step.state().name());
    optional(json, "started", step.started());
    optional(json, "ended", step.ended());
    optional(json, "granted", step.granted());
    trouble(json, step.trouble());
    optional(json, "output", store.output(step.id()));
  }

  private static String id(List<ServicingRow> servicings, int position) {
    return position < 0 ? "" : servicings.get(position).id();
  }

  private static void optional(JsonWriter json, String name, Optional<?> value) throws IOException {
    if (value.isPresent()) {
      json.name(name).value(value.get().toString());
    }
  }

  private static void trouble(JsonWriter json, Optional<StepTrouble> trouble) throws IOException {
    if (trouble.isPresent()) {
      json.name("trouble").beginObject().name("code").value(trouble.get().code()).name("message")
          .value(trouble.get().message()).name("remedy").value(trouble.get().remedy()).endObject();
    }
  }

  @FunctionalInterface
  private interface Content {
    void into(JsonWriter json) throws IOException;
  }

  private static void line(Writer writer, Content content) throws IOException {
    JsonWriter json = new JsonWriter(writer);
    json.beginObject();
    content.into(json);
    json.endObject();
    json.flush();
    writer.write('\n');
  }
}
