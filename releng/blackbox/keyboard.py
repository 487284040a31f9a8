"""Everything in the window has a name for those who hear the screen, and is reached by the keyboard alone."""
import re
import time

import scenarios
import screen

# what each has that no other has, to know when it is there
VIEWS = {"Virtual machines": ("table", "Virtual machines"), "Dashboard": ("table", "Last runs"),
         "Runs": ("text", "Filter the runs"), "Log": ("text", "Log of the engine"), "Outline": None,
         "Progress": None, "Inventory": ("tree table", "Inventory")}
JOB = {"Overview": ("text", "Overview"), "Updates": ("text", "Updates"),
       "Hosts and network": ("text", "Hosts and network"), "Workflow": None, "Limits": ("text", "Limits"),
       "Script": ("text", "Script of the job")}
RUN = {"Table": ("table", "Virtual machines of the run"), "Lanes": ("text", "Find in the graph")}
# makes its rows anew each time something goes on
NEVER_STILL = ("Progress",)
# what a page begins with, which takes no keys although it says so
HEADINGS = ("Overview", "Updates", "Hosts and network", "Limits")
CONTROLS = ("push button", "toggle button", "check box", "radio button", "text", "password text", "combo box", "table",
            "tree table", "tree", "list", "link", "spin button")
# what is drawn there is to be had from the links above it
DRAWN_TWICE = ("Compliance",)
# shows what belongs to the part that has the keys: on the way there that is another one
OTHERS = "page tab list 'Properties'"
# where Tab stops once, and the arrow keys go on
BAR = "> tool bar"
MOST_STEPS = 120
BRIEFLY = 5
# GTK does not tell that a list to choose from has the focus
SILENT = ("", None)
NAMELESS = [f"{role} ''" for role in (*CONTROLS, "panel")]


def every_control_has_a_name(product, options):
    """In views, in the pages of a job and of a run."""
    application = product.start("--demo")
    window = application.window(contains="Demonstration")
    table = window.find("table", "Virtual machines")
    table.until("machines", table.rows)
    for view, mark in VIEWS.items():
        opened(window, view, mark)
        named(window, view)
    opened(window, "Runs", VIEWS["Runs"])
    window.find("table cell", "nightly").click(times=2)
    for page, mark in RUN.items():
        opened(window, page, mark)
        named(window, f"page {page} of a run")
    filter_of_inventory = window.find("text", "Filter the inventory").type("pilot")
    window.find("table cell", contains="pilot").click(times=2)
    filter_of_inventory.type("")
    for page, mark in JOB.items():
        opened(window, page, mark)
        named(window, f"page {page} of a job")


def tab_reaches_every_control(product, options):
    """Tab goes round the window, and comes by everything in it that takes keys; each says what it is."""
    window = product.application.window(contains="Demonstration")
    for editor, page, mark in (("pilot", "Overview", JOB["Overview"]), ("pilot", "Workflow", JOB["Workflow"]),
                               ("nightly: run 1", "Lanes", RUN["Lanes"]), ("nightly: run 1", "Table", RUN["Table"])):
        window.find("page tab", editor).click()
        opened(window, page, mark)
        goes_round(window, f"page {page} of {editor}")
    screen.keys("shift+ctrl+w")
    window.until("the editors to be closed", lambda: not window.first("page tab", "pilot"))
    for view, mark in VIEWS.items():
        if view not in NEVER_STILL:
            opened(window, view, mark)
            goes_round(window, f"the view {view}")


def opened(window, tab, mark):
    window.find("page tab", tab).click()
    if mark:
        role, name = mark
        window.until(f"{role} '{name}' in sight", lambda: any(one.in_sight for one in window.all(role, name)))


def goes_round(window, where):
    wanted = {say(widget) for widget in window.all((*CONTROLS, "panel")) if widget.takes_keys and counts(widget)}
    # where a part becomes the active one, it gives the keys to what matters most in it: what is before that, backwards
    seen = walk(window, "Tab") | walk(window, "shift+Tab")
    missed = wanted - seen
    assert not missed, "\n  ".join([f"{where}: Tab does not reach", *sorted(missed), "but", *sorted(seen)])


def counts(widget):
    """A panel does if it is one that we draw ourselves: it has a name and nothing in it."""
    if widget.role == "panel" and (not widget.name or widget.parts or widget.name in DRAWN_TWICE):
        return False
    place = widget.place
    return widget.in_sight and widget.name not in HEADINGS and OTHERS not in place and BAR not in place


def closes(product, options):
    screen.keys("alt+F4")
    scenarios.ends(product)


def named(window, where):
    assert window.first(CONTROLS), f"{where}: nothing is told of the window"
    # asked again, because something may be about to be shown
    nameless = [widget for widget in window.all(CONTROLS) if not widget.name]
    time.sleep(2 if nameless else 0)
    nameless = [f"{widget.place} at {widget.box}" for widget in nameless if widget.showing and not widget.name]
    assert not nameless, "\n  ".join([f"{where}: a screen reader has no name for", *nameless])


def walk(window, key):
    """What has the focus after each Tab, until it is where it began."""
    seen, first, before = set(), None, focus(window)
    for _ in range(MOST_STEPS):
        screen.keys(key)
        at = window.until(f"{key} to leave {before[0]}", lambda: moved(window, before), BRIEFLY)
        if at == first:
            return seen
        assert at[0] not in NAMELESS, f"{key} leads to what says nothing, after {before[0]}"
        if at != SILENT:
            first, seen = first or at, seen | {at[0]}
        before = at
    raise AssertionError(f"after {MOST_STEPS} times {key} is not back, but was at {sorted(seen)}")


def moved(window, before):
    at = focus(window)
    if at == SILENT:
        time.sleep(0.3)
        at = focus(window)
    return at if at == SILENT or at != before else None


def focus(window):
    """What has the focus: what it says, and itself, because several say the same."""
    focused = window.focused()
    if not focused:
        return SILENT
    focused = whole(focused)
    return say(focused), focused.node


def whole(widget):
    """A row stands for its table."""
    while widget.role == "table cell" and widget.parent:
        widget = widget.parent
    return widget


def say(widget):
    """Numbers change while the run goes on, and what is added to them."""
    return f"{widget.role} '{re.sub('[0-9]+', '#', widget.name).split(',')[0]}'"


CHAPTERS = [every_control_has_a_name, tab_reaches_every_control, closes]
