package org.dormouse.library.directory.internal;

import java.util.LinkedHashMap;
import java.util.Iterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The plain part of YAML that a hostile file may use: one document of mappings, sequences and scalars, not deep,
 * without anchors, aliases, tags or repeated keys. Built from parser events, so nothing is ever expanded.
 */
sealed interface YamlNode {
  int DEEPEST = 8;

  /** Counted from 1. */
  int line();

  record Mapping(int line, Map<String, YamlNode> entries) implements YamlNode {}

  record Sequence(int line, List<YamlNode> items) implements YamlNode {}

  /** @param plain not quoted, so that it may be a number */
  record Scalar(int line, String text, boolean plain) implements YamlNode {}

  /** What is wrong, and in which line (0 where not known). */
  final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    Malformed(int line, String message) {
      super(message, null, false, false);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  static YamlNode parse(String text) throws Malformed {
    try {
      var events = new Parse(LoadSettings.builder().build()).parseString(text).iterator();
      var root = new Builder(events).document();
      return root;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new Malformed(line, "it is not YAML: " + Shown.of(String.valueOf(e.getProblem())));
    } catch (YamlEngineException e) {
      throw new Malformed(0, "it is not YAML: " + Shown.of(String.valueOf(e.getMessage())));
    }
  }

  /** Reads events; one instance per document. */
  final class Builder {
    private final Iterator<Event> events;

    private Builder(Iterator<Event> events) {
      this.events = events;
    }

    private YamlNode document() throws Malformed {
      next(Event.ID.StreamStart);
      Event start = events.next();
      if (start.getEventId() == Event.ID.StreamEnd) {
        throw new Malformed(0, "it is empty");
      }
      YamlNode root = node(events.next(), 0);
      next(Event.ID.DocumentEnd);
      Event end = events.next();
      if (end.getEventId() != Event.ID.StreamEnd) {
        throw new Malformed(line(end), "it holds more than one document");
      }
      return root;
    }

    private void next(Event.ID id) throws Malformed {
      Event event = events.next();
      if (event.getEventId() != id) {
        throw new Malformed(line(event), "it is not one YAML document");
      }
    }

    private YamlNode node(Event event, int depth) throws Malformed {
      int line = line(event);
      if (event instanceof AliasEvent || event instanceof NodeEvent n && n.getAnchor().isPresent()) {
        throw new Malformed(line, "anchors and aliases are not allowed");
      }
      if (event instanceof ScalarEvent s) {
        refuseTag(line, s.getTag().isPresent());
        return new Scalar(line, s.getValue(), s.isPlain());
      }
      if (!(event instanceof CollectionStartEvent c)) {
        throw new Malformed(line, "it is not one YAML document");
      }
      refuseTag(line, c.getTag().isPresent());
      if (depth == DEEPEST) {
        throw new Malformed(line, "it is nested deeper than " + DEEPEST + " levels");
      }
      return event.getEventId() == Event.ID.MappingStart ? mapping(line, depth + 1) : sequence(line, depth + 1);
    }

    private static void refuseTag(int line, boolean tag) throws Malformed {
      if (tag) {
        throw new Malformed(line, "tags are not allowed");
      }
    }

    private Mapping mapping(int line, int depth) throws Malformed {
      var entries = new LinkedHashMap<String, YamlNode>();
      for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
        if (!(node(event, depth) instanceof Scalar key)) {
          throw new Malformed(line(event), "a key has to be a word");
        }
        if (entries.containsKey(key.text())) {
          throw new Malformed(key.line(), "the key " + Shown.of(key.text()) + " stands there twice");
        }
        entries.put(key.text(), node(events.next(), depth));
      }
      return new Mapping(line, entries);
    }

    private Sequence sequence(int line, int depth) throws Malformed {
      var items = new ArrayList<YamlNode>();
      for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
        items.add(node(event, depth));
      }
      return new Sequence(line, items);
    }

    private static int line(Event event) {
      return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
  }
}
