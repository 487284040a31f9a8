"""What became of a run is told by the desktop while nobody looks at the window, and by the window while somebody does."""
import json
import os
import subprocess
import sys

import scenarios
import screen
import windows

PATIENCE = 120


def tells_the_desktop(product, options):
    """The window is minimized when a run ends: the desktop's own service is sent the news."""
    news = os.path.join(product.home, "news")
    product.beside = subprocess.Popen([sys.executable, os.path.join(os.path.dirname(__file__), "receiver.py"), news],
                                      stdout=subprocess.PIPE, text=True)
    assert product.beside.stdout.readline().strip() == "ready", "no service for notifications could be started"
    application = product.start()
    simulated(product)
    table = windows.machines(application)
    table.until("a machine", lambda: table.rows())
    product.window = screen.xdotool("getactivewindow")
    screen.xdotool("windowminimize", "--sync", product.window)
    windows.say(product, "job", "run", "nightly")
    scenarios.until(PATIENCE, lambda: received(news), lambda: "no notification came")
    told = received(news)
    assert told == [{"program": "Dormouse", "title": "Job nightly has ended", "text": "1 succeeded"}], f"told {told}"


def tells_in_the_window(product, options):
    """The window is there again: the news is in it, and the desktop is not told as well."""
    application, news = product.application, os.path.join(product.home, "news")
    screen.xdotool("windowactivate", "--sync", product.window)
    before = received(news)
    windows.say(product, "job", "run", "nightly")
    application.find(("label", "text"), contains="Job nightly has ended")
    product.picture("notified")
    assert received(news) == before, f"the desktop was told as well: {received(news)}"
    product.beside.terminate()
    product.beside.wait(20)
    application.menu("File", "Exit")
    scenarios.ends(product)


def simulated(product):
    for words in (("library", "add", "fleet", "--type", "simulated", "--set", "vms=1", "--set", "upToDate=0"),
                  ("host", "add", "grid", "--type", "simulated"),
                  ("service", "add", "updates", "--type", "simulated"),
                  ("job", "create", "nightly", "--vm", "fleet/*", "--service", "updates", "--host", "grid"),
                  ("library", "scan", "fleet")):
        windows.say(product, *words)


def received(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


CHAPTERS = [tells_the_desktop, tells_in_the_window]
