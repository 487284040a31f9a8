"""The packaged product as a process: started on a state folder of its own, and looked at after it has ended."""
import glob
import os
import shutil
import signal
import subprocess
import tempfile

import desktop
import screen

FEWEST_COLOURS = 40


class Product:
    """A workbench of its own, and perhaps a second one, on a state folder of its own; ended with the scenario."""

    def __init__(self, launcher, pictures):
        self.launcher = launcher
        self.pictures = pictures
        # short, because a socket's path is bounded
        self.home = tempfile.mkdtemp(prefix="dmbb")
        self.state = os.path.join(self.home, "state")
        self.temporary = os.path.join(self.home, "tmp")
        os.mkdir(self.temporary)
        self.process = None
        self.second = None
        self.beside = None  # a program that a scenario needs
        self.application = None
        self.window = None  # number of its window, where a scenario has to find it again
        self.second_application = None

    def environment(self):
        return dict(os.environ, DORMOUSE_HOME=self.state, TMPDIR=self.temporary,
                    DORMOUSE_ENGINE_FLAGS="-Ddormouse.engine.idleSeconds=3")

    def own_installation(self):
        """From now on it is a copy, which may be altered; answers its folder."""
        known = subprocess.run([self.launcher, "--version"], check=True, capture_output=True, text=True).stdout
        installed = os.path.dirname(os.path.realpath(self.launcher))
        built = glob.glob(os.path.join(installed, "product", "target", "products", "dormouse", "*", "*", "*", "dormouse"))
        folder = os.path.join(self.home, "installation")
        shutil.copytree(built[0] if built else installed, folder, symlinks=True)
        self.launcher = os.path.join(folder, "dormouse")
        assert self.command("--version").stdout == known, "the copy is another version"
        return folder

    def start(self, *arguments):
        self.process, self.application = self.open(self.log, arguments)
        return self.application

    def start_another(self):
        """A second workbench on the same state; as long as the first is there."""
        self.second, self.second_application = self.open(os.path.join(self.home, "log-2"), (),
                                                         besides=self.application)
        return self.second_application

    def opened_by_itself(self):
        """The workbench that the one before has opened in its place."""
        self.application = desktop.Application.named("Dormouse", alive=lambda: "", besides=self.application)
        return self.application

    def open(self, path, arguments, besides=None):
        with open(path, "wb") as log:
            process = subprocess.Popen([self.launcher, *arguments], stdout=log, stderr=subprocess.STDOUT,
                                       env=self.environment(), cwd=self.home)

        def complaint():
            """What there is to say if the workbench is gone; nothing while it runs."""
            code = process.poll()
            return "" if code is None else f"the workbench has ended with {code}:\n{read(path)[-3000:]}"

        return process, desktop.Application.named("Dormouse", alive=complaint, besides=besides)

    @property
    def log(self):
        return os.path.join(self.home, "log")

    def command(self, *arguments, timeout=180):
        """The command line on the same state folder."""
        return subprocess.run([self.launcher, *arguments], env=self.environment(), timeout=timeout,
                              capture_output=True, text=True)

    def picture(self, name):
        """Of all that is on the screen, which must not be an empty window."""
        taken = screen.still()
        taken.save(os.path.join(self.pictures, name + ".png"))
        colours = len(taken.colours())
        assert colours >= FEWEST_COLOURS, f"picture {name} has {colours} colours only: nothing is drawn in the window"
        return taken

    def errors(self):
        """What workbench and engine have logged as errors."""
        found = []
        for path in glob.glob(os.path.join(self.state, "workbench*", ".metadata", ".log")):
            found += ["!ENTRY" + entry for entry in read(path).split("!ENTRY")[1:]
                      if entry.split("\n", 1)[0].split()[1:2] == ["4"]]
        for path in glob.glob(os.path.join(self.state, "log", "engine.log*")):
            found += [line for line in read(path).splitlines() if " SEVERE " in line or " ERROR " in line]
        return found

    def output(self):
        return read(self.log) if os.path.exists(self.log) else ""

    def processes(self):
        """Everything that was started for this product, known by its folders, and still runs: number and command."""
        found = {}
        for number in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{number}/environ", "rb") as environ:
                    ours = self.home.encode() in environ.read()
                with open(f"/proc/{number}/cmdline", "rb") as cmdline:
                    words = cmdline.read().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if words and (ours or self.home in words):
                found[int(number)] = words
        return found

    def end(self):
        for process in (self.process, self.second, self.beside):
            if process and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        if self.processes():
            self.command("engine", "stop", "--now")
        for number in self.processes():
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                pass  # just ended by itself
        shutil.rmtree(self.home, ignore_errors=True)


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()
