"""Scenarios of the packaged product, seen and used from outside. Started by releng/ui-blackbox."""
import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import desktop
import scenarios


class Product:
    """A workbench of its own, on a state folder of its own; ended with the scenario, and its engine with it."""

    def __init__(self, launcher, pictures):
        self.launcher = launcher
        self.pictures = pictures
        # short, because a socket's path is bounded
        self.home = tempfile.mkdtemp(prefix="dmbb")
        self.process = None
        self.application = None

    def environment(self):
        environment = dict(os.environ, DORMOUSE_HOME=os.path.join(self.home, "state"),
                           DORMOUSE_ENGINE_FLAGS="-Ddormouse.engine.idleSeconds=3")
        environment.pop("NO_AT_BRIDGE", None)
        return environment

    def start(self, *arguments):
        self.log = open(os.path.join(self.home, "log"), "wb")
        self.process = subprocess.Popen([self.launcher, *arguments], stdout=self.log, stderr=subprocess.STDOUT,
                                        env=self.environment())
        self.application = desktop.Application.named("Dormouse")
        return self.application

    def command(self, *arguments, timeout=120):
        """The command line on the same state folder."""
        return subprocess.run([self.launcher, *arguments], env=self.environment(), timeout=timeout,
                              capture_output=True, text=True)

    def picture(self, name):
        desktop.screenshot(os.path.join(self.pictures, name + ".png"))

    def errors(self):
        """What the workbench has logged as errors."""
        found = []
        for folder, _, files in os.walk(self.home):
            if ".log" in files and folder.endswith(".metadata"):
                with open(os.path.join(folder, ".log"), encoding="utf-8", errors="replace") as log:
                    text = log.read()
                found += ["!ENTRY" + entry for entry in text.split("!ENTRY")[1:]
                          if entry.split("\n", 1)[0].split()[1:2] == ["4"]]
        return found

    def output(self):
        with open(os.path.join(self.home, "log"), encoding="utf-8", errors="replace") as log:
            return log.read()

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.command("engine", "stop", timeout=60)
        shutil.rmtree(self.home, ignore_errors=True)


def run(name, scenario, options):
    product = Product(options.launcher, options.pictures)
    began = time.monotonic()
    try:
        scenario(product, options)
        errors = product.errors()
        if errors:
            raise AssertionError("logged meanwhile:\n" + "\n".join(errors))
        print(f"  {name}: passed in {time.monotonic() - began:.0f} s", flush=True)
        return True
    except Exception:
        print(f"  {name}: FAILED", flush=True)
        traceback.print_exc(file=sys.stdout)
        try:
            product.picture("failed-" + name)
            print(product.output()[-3000:])
        except Exception as e:
            print(f"  (no picture: {e})")
        return False
    finally:
        product.end()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--launcher", required=True)
    parser.add_argument("--pictures", required=True)
    parser.add_argument("--library", help="folder with images of real guests, for the scenario that services one")
    parser.add_argument("--repository", help="folder of a signed repository with updates for them")
    parser.add_argument("--suite", default="dormouse", help="its suite")
    parser.add_argument("--patience", type=int, default=900, help="seconds that servicing a real guest may take")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    chosen = {name: scenario for name, scenario in scenarios.ALL.items()
              if (name in options.names if options.names else scenarios.possible(name, options))}
    passed = sum(run(name, scenario, options) for name, scenario in chosen.items())
    print(f"black box: {passed} passed, {len(chosen) - passed} failed", flush=True)
    return 0 if passed == len(chosen) and chosen else 1


if __name__ == "__main__":
    sys.exit(main())
