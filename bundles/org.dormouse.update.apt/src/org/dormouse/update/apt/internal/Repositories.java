package org.dormouse.update.apt.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.update.apt.internal.fetch.Fetched;
import org.dormouse.update.apt.internal.fetch.Login;
import org.dormouse.update.apt.internal.fetch.Repository;

/** The repositories of a service as one: the folder in front of a path tells which is meant. */
final class Repositories implements Repository {
  private final List<AptSettings.Source> sources;
  private final List<Repository> repositories = new ArrayList<>();

  Repositories(List<AptSettings.Source> sources, Login login) {
    this.sources = sources;
    sources.forEach(source -> repositories.add(Repository.at(source.uri(), login)));
  }

  @Override
  public Fetched fetch(String path, Path target, long limit, Duration atMost) {
    int source = of(path);
    return repositories.get(source).fetch(rest(path, source), target, limit, atMost);
  }

  @Override
  public String address(String path) {
    int source = of(path);
    return repositories.get(source).address(rest(path, source));
  }

  @Override
  public List<String> command(String path, Path target) {
    int source = of(path);
    return repositories.get(source).command(rest(path, source), target);
  }

  private int of(String path) {
    for (int i = sources.size() - 1; i > 0; i--) {
      if (path.startsWith(sources.get(i).folder())) {
        return i;
      }
    }
    return 0;
  }

  private String rest(String path, int source) {
    return path.substring(sources.get(source).folder().length());
  }
}
