"""A person who has never seen it sets it up, services a real, stale guest by clicking only, and exports the report."""
import json
import os
import re
import time

import desktop
import screen
from scenarios import ends

JOB = "nightly"
MACHINE = "web01"
TESTED = 120
# behind the steps of a lane, on the light theme; see StateStyle and GraphColours.tint
RUNNING = 0xd8e6f6
SUCCEEDED = 0xdaebdf
SETTLED = {"Succeeded", "Up to date", "Failed", "Needs operator", "Cancelled"}


def sets_up(product, options):
    """First start: the welcome page's door, and the wizard behind it, which tests what it is told."""
    application = product.start()
    window = application.window(contains="Dormouse")
    door = window.find("push button", "Set Up…")
    product.picture("services-1-welcome")
    door.click()
    wizard = application.window("Set Up Dormouse")
    go_on(wizard, "Library")
    fill(wizard, {"Name": "images", "Folder": options.library})
    tested(wizard, "1")
    product.picture("services-2-library")
    go_on(wizard, "Credentials (optional)")
    go_on(wizard, "Maintenance host")
    fill(wizard, {"Name": "here"})
    tested(wizard, "hypervisor")
    product.picture("services-3-host")
    go_on(wizard, "Update service")
    with open(os.path.join(options.repository, "repository.json"), encoding="utf-8") as file:
        about = json.load(file)
    fill(wizard, {"Name": "updates", "Repository URI": "file://" + options.repository, "Suites": about["suite"],
                  "Components": about["component"], "Keyring": options.repository + "/key.gpg"})
    use_one_repository(application, wizard)
    tested(wizard, about["suite"])
    product.picture("services-4-service")
    go_on(wizard, "Closed network")
    go_on(wizard, "Ready")
    product.picture("services-5-ready")
    wizard.find("push button", "Finish").click()
    application.await_closed("Set Up Dormouse")
    # the assessment that the last page offers finds the guest stale, without waking it
    machines = window.find("table", "Virtual machines")
    row = machines.until(f"{MACHINE} to be stale", lambda: row_of(machines, "Stale"))
    assert str(len(about["packages"])) in row, f"{len(about['packages'])} packages should be pending: {row}"
    product.picture("services-6-stale")


def makes_a_job(product, options):
    """The wizard of a new job to its end, with the dry run seen, and the job run at once."""
    application = product.application
    application.window(contains="Dormouse").find("push button", "New Servicing Job").click()
    wizard = application.window("New Servicing Job")
    fill(wizard, {"Name": JOB})
    wizard.find("push button", "Add a pattern").click()
    pattern = application.window("Add Pattern")
    pattern.find("text").type("images/*")
    pattern.find("push button", "OK").click()
    application.await_closed("Add Pattern")
    preview = wizard.find("table", "Who is serviced now")
    preview.until(f"{MACHINE} in the preview", lambda: row_of(preview, "Stale"))
    product.picture("services-7-who")
    go_on(wizard, "Updates and hosts")
    wizard.find("combo box", "Update service").until("the one update service to be chosen", lambda: wizard.first(
        ("combo box", "text", "menu item", "table cell"), contains="updates"), 30)
    product.picture("services-8-where")
    go_on(wizard, "Credentials")
    go_on(wizard, "Hooks")
    go_on(wizard, "Limits")
    go_on(wizard, "Summary")
    wizard.find("push button", "Plan again")
    planned = wizard.find("table", "Virtual machines of the dry run")
    planned.until(f"{MACHINE} in the dry run", lambda: row_of(planned, "Will be serviced"), 30)
    wizard.find("check box", "Run it now").check()
    product.picture("services-9-dry-run")
    wizard.find("push button", "Finish").click()
    application.await_closed("New Servicing Job")


def follows_the_run(product, options):
    """The run opens by itself and is followed, in its table, until the guest is proven and stored."""
    window = product.application.window(contains="Dormouse")
    window.find("page tab", "Lanes")
    window.find("label", contains=f"{JOB}: running")
    window.until("lanes drawn in the colour of what runs", lambda: drawn(RUNNING), 60)
    product.picture("services-10-running")
    window.find("page tab", "Table").click()
    table = window.find("table", "Virtual machines of the run")
    seen = follow(window, table, options.patience)
    print(f"  seen meanwhile: {', '.join(seen)}", flush=True)
    assert seen[-1].startswith("Succeeded"), f"it did not succeed: {seen}\n{product.application.seen()}"
    assert any(each.startswith("Running") for each in seen), f"it was never seen at work: {seen}"
    window.find("label", contains=f"{JOB}: succeeded", within=60)
    product.picture("services-11-table")
    window.find("page tab", "Lanes").click()
    window.until("lanes drawn in the colour of success", lambda: drawn(SUCCEEDED), 60)
    product.picture("services-12-lanes")


def follow(window, table, patience):
    """The states and steps that were seen, one after the other."""
    seen = []
    end = time.monotonic() + patience
    while not seen or seen[-1].split(" · ")[0] not in SETTLED:
        assert time.monotonic() < end, f"not done within {patience} s, seen were: {seen}\n{window.root.seen()}"
        row = table.until(f"{MACHINE} in the table of the run", lambda: row_of(table, ""), 60)
        now = " · ".join(row[1:3])
        if not seen or seen[-1] != now:
            seen.append(now)
        time.sleep(0.5)
    return seen


def drawn(colour):
    """Whether that is seen in more than a line or an icon: figures of graphs have no accessible objects."""
    return screen.Picture().colours().get(colour, 0) > 400


def exports_the_report(product, options):
    """The report's dialog, and a page saved by it, which says what was done."""
    application = product.application
    application.window(contains="Dormouse").find("push button", "Report").click()
    dialog = application.window("Report")
    product.picture("services-13-report")
    file = os.path.join(product.home, "report.html")
    dialog.find("push button", "Save…").click()
    chooser = application.window("Save Report")
    # its own label is not told to screen readers by GTK; the first field is the name
    chooser.find("text").type(file)
    screen.keys("Return")
    application.await_closed("Save Report", 60)
    dialog.until("the report to be saved", lambda: os.path.exists(file) and os.path.getsize(file) > 0)
    dialog.find(("label", "text"), contains="Saved as")
    with open(file, encoding="utf-8") as page:
        report = page.read()
    assert report.rstrip().endswith("</html>"), "the report is cut off: …" + report[-200:]
    for word in (JOB, MACHINE, "dormouse1"):
        assert word in report, f"the report does not say '{word}'"
    assert re.search("succeeded", report, re.I), "the report does not say that it succeeded"
    dialog.find("push button", "Close").click()
    application.await_closed("Report", 30)


def closes(product, options):
    """What is shown is what is stored; the window is closed, and nothing goes on or is left."""
    application = product.application
    machines = application.window(contains="Dormouse").find("table", "Virtual machines")
    machines.until(f"{MACHINE} to be up to date", lambda: row_of(machines, "Up to date"))
    product.picture("services-14-up-to-date")
    application.menu("File", "Exit")
    ends(product)
    stored = os.listdir(options.library)
    assert sorted(stored) == [".dormouse", MACHINE + ".qcow2"], f"in the library there is {stored}"
    for name in ("incoming", "intents", "aside"):
        folder = os.path.join(options.library, ".dormouse", name)
        left = os.listdir(folder) if os.path.isdir(folder) else []
        assert not left, f"left in the library, {name}: {left}"


def row_of(table, word):
    """The row of the guest, if it also says the word."""
    for row in table.rows():
        if any(cell.endswith(MACHINE) for cell in row) and (not word or word in row):
            return row
    return None


def fill(wizard, fields):
    """Fills fields, known by their labels."""
    for name, words in fields.items():
        field = wizard.find("text", name, within=30)
        if field.text != words:
            field.type(words)


def use_one_repository(application, wizard):
    """What is suggested is this machine's own service, which may have further repositories with other keys."""
    if wizard.find("text", "Other settings").text != "none":
        wizard.find("push button", "Change other settings").click()
        others = application.window("Other Settings")
        others.find("text", "Settings").type("")
        others.find("push button", "OK").click()
        application.await_closed("Other Settings")


def tested(wizard, word):
    """Waits until the page has tested what is written on it, and found it good."""
    result = wizard.find("text", "Result of the test")
    wizard.until("the test to succeed", lambda: wizard.first("push button", "Next >").enabled
                 and result.text not in ("Testing…", "Not tested yet.", "Changed since it was tested."), TESTED)
    assert word.lower() in result.text.lower(), f"the test should have told of '{word}': {result.text}"


def go_on(wizard, title):
    """To the next page, known by its title, as soon as this one allows it."""
    button = wizard.find("push button", "Next >")
    wizard.until("Next to be possible", lambda: button.enabled)
    button.click()
    wizard.find(("label", "text"), title, within=60)


CHAPTERS = [sets_up, makes_a_job, follows_the_run, exports_the_report, closes]
