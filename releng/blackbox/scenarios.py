"""What a person does with the product."""
import desktop

MENUS = ["File", "Edit", "Servicing", "Run", "Window", "Help"]
VIEWS = ["Inventory", "Virtual machines", "Dashboard"]


def opens(product, options):
    """The window comes, with its menus and views, is connected to an engine, and says what it is."""
    application = product.start()
    window = application.window(contains="Dormouse")
    bar = window.find("menu bar")
    missing = [name for name in MENUS if next(bar.all("menu", name), None) is None]
    assert not missing, f"menus that are not there: {missing}"
    for view in VIEWS:
        window.find("page tab", view, showing=False)
    # an empty inventory offers what fills it, once the engine has answered
    window.find(contains="No virtual machines yet", within=90)
    product.picture("opens")
    application.menu("Help", "About Dormouse")
    about = application.window("About Dormouse")
    about.find(contains="sleeping virtual machines")
    product.picture("about")
    about.find("push button", "Close").click()
    desktop.until("the about dialog to close", lambda: not application.has_window("About Dormouse") or None, 20)


def demonstration(product, options):
    """The demonstration opens on machines and a run of its own."""
    application = product.start("--demo")
    window = application.window(contains="Dormouse")
    window.find("table cell", within=180)
    product.picture("demonstration")


ALL = {"opens": opens, "demonstration": demonstration}


def possible(name, options):
    return True
