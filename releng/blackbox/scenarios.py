"""What anybody does first with the product: opening it, and trying the demonstration."""
import os
import time

import screen

MENUS = ["File", "Edit", "Servicing", "Run", "Window", "Help"]
VIEWS = ["Inventory", "Virtual machines", "Dashboard", "Runs"]
ENGINE_ENDS = 90


def opens(product, options):
    """The window comes with its menus and views, is connected to an engine, and says what it is."""
    application = product.start()
    window = application.window(contains="Dormouse")
    bar = window.find("menu bar")
    missing = [name for name in MENUS if bar.first("menu", name) is None]
    assert not missing, f"menus that are not there: {missing}"
    for view in VIEWS:
        window.find("page tab", view)
    # an empty inventory says what fills it, once the engine has answered
    window.find("label", contains="No virtual machines yet")
    nameless = [(item.role, item.node.get_description(), item.box) for bar in window.all("tool bar")
                for item in bar.all(("push button", "toggle button")) if not item.name]
    assert not nameless, f"tool items that a screen reader has no name for: {nameless}"
    product.picture("opens")
    application.menu("Help", "About Dormouse")
    about = application.window("About Dormouse")
    about.find(("label", "text"), contains="sleeping virtual machines")
    product.picture("about")
    about.find("push button", "Close").click()
    application.await_closed("About Dormouse", 30)


def closes(product, options):
    """The window is closed by its menu; the engine ends by itself, and with it everything that was started."""
    product.application.menu("File", "Exit")
    ends(product)


def ends(product):
    """Waits for the end of the workbench and of all it has started, and looks for what is left."""
    until(60, lambda: product.process.poll() is not None, lambda: "the workbench is still there")
    code = product.process.returncode
    assert code == 0, f"the workbench ended with {code}:\n{product.output()[-3000:]}"
    until(ENGINE_ENDS, lambda: not product.processes(), lambda: f"still there: {product.processes()}")
    hosts = [os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(product.state, "hosts"))
             for name in names if not folder.endswith(".host")]
    assert not hosts, f"left of machines that were woken: {hosts}"
    left = os.listdir(product.temporary)
    assert not left, f"left in the folder for temporary files: {left}"
    sockets = [os.path.join(folder, name) for folder, _, names in os.walk(os.environ["XDG_RUNTIME_DIR"])
               for name in names if "dormouse" in folder and name.endswith(".sock")]
    assert not sockets, f"left of the engine: {sockets}"


def until(seconds, look, otherwise):
    """Like a widget's, where there is no program to look at any more."""
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, f"after {seconds} s {otherwise()}"
        time.sleep(0.2)


def demonstration(product, options):
    """The demonstration opens on machines and a run of its own."""
    application = product.start("--demo")
    window = application.window(contains="Demonstration")
    machines = window.find("table", "Virtual machines")
    machines.until("machines that are being serviced", lambda: any("In servicing" in row for row in machines.rows()))
    product.picture("demonstration")


def demonstration_closes(product, options):
    """Nothing of a demonstration outlives its window."""
    screen.keys("alt+F4")
    ends(product)


CHAPTERS = [opens, closes]
DEMONSTRATION = [demonstration, demonstration_closes]
