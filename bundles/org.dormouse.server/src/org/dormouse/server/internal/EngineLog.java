package org.dormouse.server.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file for everything the engine process has to say, at most six of four MiB. What is written through the Java
 * platform's own logging, as the step engine does, goes there as well.
 */
final class EngineLog {

  private static final String SIZE = "4MB";
  private static final int OLD_FILES = 5;
  private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX, UTC} %-5level %logger{0} - "
      + "%replace(%msg){'[\\x00-\\x08\\x0b-\\x1f]','?'}%n%ex{40}";

  private EngineLog() {}

  static void open(Path file) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
      root.setLevel(Level.INFO);
      root.addAppender(appender(context, file));
    }
    takeOverPlatformLogging();
  }

  private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    var appender = new RollingFileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    var rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setMinIndex(1);
    rolling.setMaxIndex(OLD_FILES);
    rolling.setFileNamePattern(file + ".%i");
    rolling.start();
    var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    trigger.setContext(context);
    trigger.setMaxFileSize(FileSize.valueOf(SIZE));
    trigger.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(trigger);
    appender.start();
    return appender;
  }

  private static void takeOverPlatformLogging() {
    java.util.logging.Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new Forwarding());
    // It tells every request of a client that has left, with a stack trace; what matters of that is logged here.
    java.util.logging.Logger.getLogger("org.eclipse.lsp4j").setLevel(java.util.logging.Level.OFF);
  }

  /** Hands the platform's log records on. */
  private static final class Forwarding extends Handler {
    @Override
    public void publish(LogRecord line) {
      Logger logger = LoggerFactory.getLogger(line.getLoggerName() == null ? "java" : line.getLoggerName());
      String text = new java.util.logging.SimpleFormatter().formatMessage(line);
      int level = line.getLevel().intValue();
      if (level >= java.util.logging.Level.SEVERE.intValue()) {
        logger.error(text, line.getThrown());
      } else if (level >= java.util.logging.Level.WARNING.intValue()) {
        logger.warn(text, line.getThrown());
      } else if (level >= java.util.logging.Level.INFO.intValue()) {
        logger.info(text, line.getThrown());
      } else {
        logger.debug(text, line.getThrown());
      }
    }

    @Override
    public void flush() {
      // Nothing is kept here.
    }

    @Override
    public void close() {
      // Nothing is held here.
    }
  }
}
