"""What a person does with the product."""
import desktop

MENUS = ["File", "Edit", "Servicing", "Run", "Window", "Help"]
VIEWS = ["Inventory", "Virtual machines", "Dashboard", "Runs"]


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
    nameless = [item.tree(0) for bar in window.all("tool bar") for item in bar.all(("push button", "toggle button"))
                if not item.name]
    assert not nameless, f"tool items that a screen reader has no name for: {nameless}"
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


def services(product, options):
    """A person who has never seen it sets it up, services a real stale guest, and looks at the report."""
    application = product.start()
    window = application.window(contains="Dormouse")
    window.find(contains="No virtual machines yet", within=90)
    application.menu("Servicing", "Set up Dormouse…")
    wizard = application.window("Set Up Dormouse")
    go_on(wizard)
    write(wizard, {"Name": "images", "Folder": options.library})
    product.picture("services-1-library")
    go_on(wizard)
    write(wizard, {"Name": "here"})
    product.picture("services-2-host")
    go_on(wizard)
    write(wizard, {"Name": "updates", "Repository URI": "file://" + options.repository, "Suites": options.suite,
                   "Components": "main", "Keyring": options.repository + "/key.gpg"})
    product.picture("services-3-service")
    go_on(wizard)
    go_on(wizard)
    product.picture("services-4-summary")
    wizard.find("push button", "Finish").click()
    desktop.until("the wizard to close", lambda: not application.has_window("Set Up Dormouse") or None, 120, wizard)

    machine = window.find("table cell", "web01", within=120)
    window.find("table cell", "Stale", within=180)
    created = product.command("job", "create", "nightly", "--vm", "images/*", "--service", "updates", "--host", "here")
    assert created.returncode == 0, created.stderr
    machine.click()
    product.picture("services-5-stale")
    window.find("push button", "Service Now").click()
    question = application.window("Service Now")
    next(question.all("push button", "OK"), None).click()
    product.picture("services-6-running")
    # a real guest is woken, updated, proven and stored meanwhile
    window.find("table cell", "Succeeded", within=options.patience)
    product.picture("services-7-succeeded")
    window.find("push button", "Report").click()
    report = application.window("Report")
    report.find(contains="web")
    product.picture("services-8-report")
    report.find("push button", "Close").click()
    window.find("page tab", "Virtual machines", showing=False)
    window.find("table cell", "Up to date", within=120)
    shown = product.command("vm", "show", "images/web01")
    assert "up to date" in shown.stdout.lower(), shown.stdout + shown.stderr


def write(wizard, fields):
    """Fills fields, known by their labels."""
    for name, words in fields.items():
        field = wizard.find("text", name, within=30)
        if field.text != words:
            field.type(words)


def go_on(wizard, within=120):
    """Next, as soon as the page's own test has found that it will work."""
    button = wizard.find("push button", "Next >")
    desktop.until("Next to be possible", lambda: button.enabled or None, within, wizard)
    button.click()


ALL = {"opens": opens, "demonstration": demonstration, "services": services}


def possible(name, options):
    return name != "services" or options.library is not None
