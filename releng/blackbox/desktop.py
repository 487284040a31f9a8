"""What a person with a screen reader has of a program: windows, names, roles and states, by AT-SPI.

Every wait is bounded and says what it waited for and what was there instead. The program is asked for all widgets of a
role that are in sight at once: to walk the tree from here takes seconds. Nothing is remembered between two looks.
"""
import signal
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

import screen  # noqa: E402

PATIENCE = 180
BRIEFLY = 15
PAUSE = 0.2
MANY_CELLS = 300
ANSWER_MILLIS = 30_000
WINDOWS = ("frame", "dialog", "window", "alert", "file chooser")
ITEMS = ("menu", "menu item", "check menu item", "radio menu item")


def ready():
    """Begins with the accessibility bus. To be called before the first program opens: where a program and we ask for
    the bus at once, it was seen not to come at all, and the program to wait for it without a window."""
    def late(signum, frame):
        raise SystemExit(f"the accessibility bus did not answer within {BRIEFLY} s; is at-spi2-core installed?")

    signal.signal(signal.SIGALRM, late)
    signal.alarm(BRIEFLY)
    Atspi.init()
    Atspi.set_timeout(ANSWER_MILLIS, ANSWER_MILLIS)
    Atspi.get_desktop(0).get_child_count()
    signal.alarm(0)


class NotSeen(AssertionError):
    """Something that should have been on the screen was not."""


class Gone(AssertionError):
    """The program has ended meanwhile."""


def safely(ask, otherwise=None):
    """The answer of a widget that may be gone by now."""
    try:
        return ask()
    except (GLib.Error, AttributeError, RuntimeError):
        return otherwise


def plain(name):
    """A name without mnemonic, accelerator and colon."""
    return (name or "").split("\t")[0].replace("_", "").replace("&", "").strip().rstrip(":")


def rule(roles):
    """Everything in sight that has one of the roles."""
    states = Atspi.StateSet.new([])
    states.add(Atspi.StateType.SHOWING)
    wanted = [getattr(Atspi.Role, role.replace(" ", "_").upper()) for role in roles]
    every, some = Atspi.CollectionMatchType.ALL, Atspi.CollectionMatchType.ANY
    return Atspi.MatchRule.new(states, every, {}, every, wanted, some, [], every, False)


class Widget:
    """One accessible object."""

    def __init__(self, node, root=None):
        self.node = node
        self.root = root or self

    @property
    def name(self):
        return plain(safely(self.node.get_name, ""))

    @property
    def role(self):
        return safely(self.node.get_role_name, "")

    def has(self, state):
        return bool(safely(lambda: self.node.get_state_set().contains(state), False))

    @property
    def parent(self):
        node = safely(self.node.get_parent)
        return Widget(node, self.root) if node else None

    @property
    def parts(self):
        """How many widgets are in it."""
        return safely(self.node.get_child_count, 0)

    @property
    def place(self):
        """Roles and names from the window down to this one; for messages."""
        node, path = self.node, []
        while node and safely(node.get_role_name) != "application":
            path.append(f"{safely(node.get_role_name)} '{plain(safely(node.get_name, ''))}'")
            node = safely(node.get_parent)
        return " > ".join(reversed(path))

    @property
    def showing(self):
        return self.has(Atspi.StateType.SHOWING)

    @property
    def in_sight(self):
        """Whether it is showing with all that it is in: of itself alone, what is drawn by the program says so always."""
        node = self.node
        while node and safely(node.get_role_name) != "application":
            if not safely(lambda: node.get_state_set().contains(Atspi.StateType.SHOWING), False):
                return False
            node = safely(node.get_parent)
        return True

    @property
    def enabled(self):
        return self.has(Atspi.StateType.SENSITIVE)

    @property
    def takes_keys(self):
        return self.enabled and self.has(Atspi.StateType.FOCUSABLE)

    @property
    def checked(self):
        return self.has(Atspi.StateType.CHECKED)

    @property
    def text(self):
        """What is written in a field; of anything else its name."""
        if self.role in ("text", "password text"):
            return safely(lambda: Atspi.Text.get_text(self.node, 0, Atspi.Text.get_character_count(self.node)), "")
        return self.name

    @property
    def box(self):
        """x, y, width and height on the screen."""
        box = safely(lambda: Atspi.Component.get_extents(self.node, Atspi.CoordType.SCREEN))
        return (box.x, box.y, box.width, box.height) if box else (0, 0, 0, 0)

    def all(self, role, name=None, contains=None, most=0):
        """Those in sight below this one, in the order in which they are read; 0: however many they are."""
        roles = (role,) if isinstance(role, str) else role
        found = safely(lambda: Atspi.Collection.get_matches(
            self.node, rule(roles), Atspi.CollectionSortOrder.CANONICAL, most, True), [])
        for node in found:
            widget = Widget(node, self.root)
            if name is not None and widget.name != name:
                continue
            if contains is not None and contains not in widget.name and contains not in widget.text:
                continue
            yield widget

    def first(self, role, name=None, contains=None):
        return next(self.all(role, name, contains), None)

    def focused(self):
        """What has the focus below this one, if anything says so."""
        states = Atspi.StateSet.new([])
        states.add(Atspi.StateType.FOCUSED)
        states.add(Atspi.StateType.SHOWING)
        every = Atspi.CollectionMatchType.ALL
        wanted = Atspi.MatchRule.new(states, every, {}, every, [], every, [], every, False)
        found = safely(lambda: Atspi.Collection.get_matches(
            self.node, wanted, Atspi.CollectionSortOrder.CANONICAL, 1, True), [])
        return Widget(found[0], self.root) if found else None

    def find(self, role, name=None, contains=None, within=PATIENCE):
        what = f"{role} '{name or contains or ''}'"
        return self.until(what, lambda: self.first(role, name, contains), within)

    def until(self, what, look, within=PATIENCE):
        """Asks again and again until there is an answer."""
        end = time.monotonic() + within
        while True:
            found = look()
            if found:
                return found
            complaint = self.root.complaint()
            if complaint:
                raise Gone(f"waited for {what}, but {complaint}")
            if time.monotonic() > end:
                raise NotSeen(f"not seen within {within} s: {what}; there was:\n{self.root.seen()}")
            time.sleep(PAUSE)

    def settled(self):
        """Its place once it has one and does not move any more."""
        def look():
            before = self.box
            time.sleep(PAUSE)
            return before if before == self.box and before[2] > 0 and before[3] > 0 and before[0] >= 0 else None

        return self.until(f"{self.role} '{self.name}' to have a place on the screen", look, 30)

    def click(self, times=1):
        self.until(f"{self.role} '{self.name}' to be enabled", lambda: self.enabled)
        x, y, width, height = self.settled()
        # behind the icon that a field for a search begins with
        field = self.has(Atspi.StateType.EDITABLE)
        screen.press(x + min(48 if field else 14, width // 2), y + height // 2, times=times)
        return self

    def type(self, words):
        """Replaces the text of a field by the keyboard."""
        for attempt in range(3):
            self.click()
            self.until(f"field '{self.name}' to have the focus", lambda: self.has(Atspi.StateType.FOCUSED), BRIEFLY)
            screen.keys("ctrl+a", "Delete")
            if words:
                screen.write(words)
            try:
                self.until(f"'{words}' in the field '{self.name}'", lambda: self.text == words, BRIEFLY)
                return self
            except NotSeen:
                if attempt == 2:
                    raise
        return self

    def check(self, wanted=True):
        if self.checked != wanted:
            self.click()
        self.until(f"'{self.name}' to be {'checked' if wanted else 'unchecked'}", lambda: self.checked == wanted,
                   BRIEFLY)
        return self

    def rows(self):
        """The texts of the first rows of a table, from top to bottom."""
        rows = {}
        for cell in self.all("table cell", most=MANY_CELLS):
            if cell.name:
                x, y, _, height = cell.box
                rows.setdefault(y + height // 2, []).append((x, cell.name))
        return [[text for _, text in sorted(cells)] for _, cells in sorted(rows.items())]


class Application(Widget):
    """A running program, known by the name it gives its windows."""

    def __init__(self, node, alive):
        super().__init__(node)
        self.complaint = alive
        # nobody here listens to what would keep a cache right
        self.node.set_cache_mask(Atspi.Cache.NONE)

    @staticmethod
    def named(name, alive, within=PATIENCE, besides=None):
        """
        @param alive what to say if it is gone; nothing while it runs
        @param besides another of that name, which is not meant
        """
        # its own cache stays: without one the library waits for ever for the names of programs
        desktop = Atspi.get_desktop(0)

        def look():
            for i in range(safely(desktop.get_child_count, 0)):
                child = safely(lambda at=i: desktop.get_child_at_index(at))
                if (child and safely(child.get_name) == name and safely(child.get_child_count, 0) > 0
                        and (besides is None or safely(child.get_process_id) != besides.process)):
                    return child
            return None

        end = time.monotonic() + within
        while True:
            node = look()
            if node:
                return Application(node, alive)
            if alive():
                raise Gone(alive())
            if time.monotonic() > end:
                raise NotSeen(f"no program called '{name}' has opened a window within {within} s")
            time.sleep(PAUSE)

    @property
    def process(self):
        return safely(self.node.get_process_id)

    def windows(self):
        for i in range(safely(self.node.get_child_count, 0)):
            child = safely(lambda at=i: self.node.get_child_at_index(at))
            if child:
                window = Widget(child, self)
                if window.role in WINDOWS and window.showing:
                    yield window

    def window(self, title=None, contains=None, within=PATIENCE):
        return self.until(f"window '{title or contains}'", lambda: next(
            (window for window in self.windows()
             if (window.name == title if title is not None else contains in window.name)), None), within)

    def has_window(self, title):
        return any(window.name == title for window in self.windows())

    def await_closed(self, title, within=PATIENCE):
        self.until(f"the window '{title}' to close", lambda: not self.has_window(title), within)

    def seen(self):
        """What has a name and is in sight, window by window; for messages."""
        lines = []
        for window in self.windows():
            inside = []
            roles = ("label", "text", "push button", "toggle button", "check box", "radio button", "combo box", "page tab",
                     "table cell", "table column header", *ITEMS)
            for widget in window.all(roles, most=400):
                says = f"'{widget.name}'" + (f" with '{widget.text}'" if widget.role == "text" else "")
                line = f"  {widget.role} {says}{'' if widget.enabled else ' (disabled)'}"
                # what is in front is read out once for each tab of its folder
                if widget.name + widget.text and line not in inside:
                    inside.append(line)
            lines += [f"window '{window.name}'", *inside]
        return "\n".join(lines) or "no window at all"

    def menu(self, *path):
        """Chooses from the menu bar, clicking its way down: menus fill only when they open."""
        bar = self.window(contains="Dormouse").find("menu bar")
        for attempt in range(3):
            try:
                entry = bar.find("menu", path[0]).click()
                for name in path[1:]:
                    entry = entry.find(ITEMS, name, within=BRIEFLY).click()
                return
            except NotSeen:
                if attempt == 2:
                    raise
                screen.keys("Escape", "Escape")
