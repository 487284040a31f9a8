"""What became of a run is told by the desktop while nobody looks at the window, else by the window."""
import json
import os
import shutil
import subprocess
import sys

import scenarios
import screen
import windows

PATIENCE = 120
POPUP = 30
ENDED = {"program": "Dormouse", "title": "Job nightly has ended", "text": "1 succeeded"}
FENCE = {"program": "fence", "title": "after all that", "text": ""}


def tells_the_desktop(product, options):
    """The window is minimized when a run ends: the desktop's own service is sent the news."""
    assert shutil.which("notify-send"), "no notify-send, by which desktops are told; see releng/setup --for ui"
    news = os.path.join(product.home, "news")
    product.beside = subprocess.Popen([sys.executable, os.path.join(os.path.dirname(__file__), "receiver.py"), news])
    scenarios.until(PATIENCE, lambda: os.path.exists(news), lambda: "no service for notifications could be started")
    application = product.start()
    simulated(product)
    table = windows.machines(application)
    table.until("a machine", table.rows)
    product.window = screen.xdotool("getactivewindow")
    screen.xdotool("windowminimize", "--sync", product.window)
    windows.say(product, "job", "run", "nightly")
    scenarios.until(PATIENCE, lambda: received(news), lambda: "no notification came")
    assert received(news) == [ENDED], f"told {received(news)}"


def tells_in_the_window(product, options):
    """The window is there again: the news is in it, and the desktop is not told as well."""
    application, news = product.application, os.path.join(product.home, "news")
    screen.xdotool("windowactivate", "--sync", product.window)
    application.until("the news of before to go", lambda: not told(application), POPUP)
    windows.say(product, "job", "run", "nightly")
    application.until("the news", lambda: told(application))
    product.picture("notified")
    # whatever was sent meanwhile is there before this
    subprocess.run(["notify-send", "--app-name", FENCE["program"], FENCE["title"]], check=True, timeout=60)
    scenarios.until(PATIENCE, lambda: FENCE in received(news), lambda: "a notification of our own did not come")
    assert received(news) == [ENDED, FENCE], f"the desktop was told as well: {received(news)}"
    product.beside.terminate()
    product.beside.wait(20)
    application.menu("File", "Exit")
    scenarios.ends(product)


def told(application):
    return application.first(("label", "text"), contains=ENDED["title"])


def simulated(product):
    for words in (("library", "add", "fleet", "--type", "simulated", "--set", "vms=1", "--set", "upToDate=0"),
                  ("host", "add", "grid", "--type", "simulated"),
                  ("service", "add", "updates", "--type", "simulated"),
                  ("job", "create", "nightly", "--vm", "fleet/*", "--service", "updates", "--host", "grid"),
                  ("library", "scan", "fleet")):
        windows.say(product, *words)


def received(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


CHAPTERS = [tells_the_desktop, tells_in_the_window]
