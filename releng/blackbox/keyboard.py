"""Everything in the window has a name for those who hear the screen, and is reached by the keyboard alone."""
import re
import time

import desktop
import scenarios
import screen

VIEWS = ["Virtual machines", "Dashboard", "Runs", "Log", "Inventory"]
CONTROLS = ("push button", "toggle button", "check box", "radio button", "text", "password text", "combo box", "table",
            "tree table", "tree", "list", "link", "spin button")
PAGES = ("Overview", "Updates", "Hosts and network", "Workflow", "Limits", "Script")
# each page of a job begins with its name
HEADINGS = PAGES
# shows what belongs to the part that has the keys: on the way there that is another one
OTHERS = "page tab list 'Properties'"
BUTTONS = ("push button", "toggle button")
MOST_STEPS = 100
BRIEFLY = 5
# GTK does not tell that a list to choose from has the focus
SILENT = ("", None)


def every_control_has_a_name(product, options):
    """Of each view, of a job and of a run."""
    application = product.start("--demo")
    window = application.window(contains="Demonstration")
    table = window.find("table", "Virtual machines")
    table.until("machines", table.rows)
    for view in VIEWS:
        window.find("page tab", view).click()
        named(window, view)
    window.find("page tab", "Runs").click()
    window.find("table cell", "nightly").click(times=2)
    for page in ("Table", "Lanes"):
        window.find("page tab", page).click()
        named(window, f"page {page} of a run")
    filter_of_inventory = window.find("text", "Filter the inventory").type("pilot")
    window.find("table cell", contains="pilot").click(times=2)
    filter_of_inventory.type("")
    for page in PAGES:
        window.find("page tab", page).click()
        named(window, f"page {page} of a job")


def tab_reaches_every_control(product, options):
    """Tab goes round the window, and comes by everything in it that takes keys; each says what it is."""
    window = product.application.window(contains="Demonstration")
    for editor, page in (("pilot", "Overview"), ("pilot", "Workflow"), ("nightly: run 1", "Lanes"),
                         ("nightly: run 1", "Table")):
        window.find("page tab", editor).click()
        window.find("page tab", page).click()
        goes_round(window, f"page {page} of {editor}")
    screen.keys("shift+ctrl+w")
    window.until("the editors to be closed", lambda: not window.first("page tab", "pilot"))
    for view in ("Outline", *VIEWS):
        window.find("page tab", view).click()
        goes_round(window, f"the view {view}")


def goes_round(window, where):
    wanted = {say(widget) for widget in window.all(CONTROLS) if widget.takes_keys and widget.role not in BUTTONS
              and widget.name not in HEADINGS and widget.in_sight and OTHERS not in widget.place}
    # where a part becomes the active one, it gives the keys to what matters most in it: what is before that, backwards
    seen = walk(window, "Tab") | walk(window, "shift+Tab")
    missed = wanted - seen
    assert not missed, "\n  ".join([f"{where}: Tab does not reach", *sorted(missed), "but", *sorted(seen)])


def closes(product, options):
    screen.keys("alt+F4")
    scenarios.ends(product)


def named(window, where):
    # asked again, because something may be about to be shown
    nameless = [widget for widget in window.all(CONTROLS) if not widget.name]
    time.sleep(2 if nameless else 0)
    nameless = [f"{widget.place} at {widget.box}" for widget in nameless if widget.showing and not widget.name]
    assert not nameless, "\n  ".join([f"{where}: a screen reader has no name for", *nameless])


def walk(window, key):
    """What has the focus after each Tab, until it is where it began."""
    seen, first, before = set(), None, None
    for _ in range(MOST_STEPS):
        screen.keys(key)
        at = window.until(f"{key} to leave {before}", lambda: moved(window, before), BRIEFLY)
        if at == first:
            return seen
        if at != SILENT:
            first, seen = first or at, seen | {at[0]}
        before = at
    raise AssertionError(f"after {MOST_STEPS} times {key} is not back, but was at {sorted(seen)}")


def moved(window, before):
    """What has the focus now, and where that is, because several have the same name; nothing if it has not moved."""
    focused = window.focused()
    if not focused:
        time.sleep(0.3)
        focused = window.focused()
    if not focused:
        return SILENT
    # a row of a tree is a cell around those that have its words
    assert focused.name or focused.role == "table cell", f"what has the focus says nothing: {focused.place}"
    at = say(focused), focused.box
    return at if at != before else None


def say(widget):
    """A row stands for its table; numbers change while the run goes on."""
    while widget.role == "table cell":
        widget = desktop.Widget(widget.node.get_parent(), widget.root)
    return f"{widget.role} '{re.split('[0-9]', widget.name)[0]}'"


CHAPTERS = [every_control_has_a_name, tab_reaches_every_control, closes]
