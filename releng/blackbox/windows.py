"""Windows come and go while a run goes on: two at once, closed one after the other, and one that is opened again."""
import json

import scenarios

GOING_ON = "In servicing"
MACHINES = 4


def two_at_once(product, options):
    """Two workbenches on one engine both follow the run that neither of them has begun."""
    application = product.start()
    say(product, "library", "add", "fleet", "--type", "simulated", "--set", f"vms={MACHINES}", "--set", "upToDate=0")
    say(product, "host", "add", "grid", "--type", "simulated", "--concurrent", str(MACHINES))
    # long enough for all that follows
    say(product, "service", "add", "updates", "--type", "simulated", "--set", "installSeconds=3600")
    say(product, "job", "create", "nightly", "--vm", "fleet/*", "--service", "updates", "--host", "grid")
    say(product, "library", "scan", "fleet")
    another = product.start_another()
    for one in (application, another):
        table = machines(one)
        table.until(f"{MACHINES} machines", lambda: len(table.rows()) >= MACHINES)
    say(product, "job", "run", "nightly", "--detach")
    for one in (application, another):
        follows(one)
    product.picture("two-windows")


def one_closes(product, options):
    """Closing asks once, by the window that is closed; the run goes on, and the other window shows it."""
    another = product.second_application
    close(another)
    scenarios.until(60, lambda: product.second.poll() is not None, lambda: "the second workbench is still there")
    assert product.second.returncode == 0, f"it ended with {product.second.returncode}"
    assert state(product) == "RUNNING", f"the run is {state(product)}"
    follows(product.application)


def the_other_closes(product, options):
    """Without any window the run goes on as well."""
    close(product.application)
    scenarios.until(60, lambda: product.process.poll() is not None, lambda: "the workbench is still there")
    assert product.process.returncode == 0, f"it ended with {product.process.returncode}"
    assert state(product) == "RUNNING", f"the run is {state(product)}"


def opens_again(product, options):
    """A window that is opened later shows what goes on, and then that it has ended; nothing asks any more."""
    application = product.start()
    follows(application)
    say(product, "run", "cancel", "run-1")
    table = machines(application)
    table.until("the end of the run", lambda: not any(GOING_ON in row for row in table.rows()))
    assert state(product) == "ENDED", f"the run is {state(product)}"
    application.menu("File", "Exit")
    scenarios.ends(product)


def machines(application):
    return application.window(contains="Dormouse").find("table", "Virtual machines")


def follows(application):
    table = machines(application)
    table.until("machines that are being serviced", lambda: any(GOING_ON in row for row in table.rows()))


def close(application):
    application.menu("File", "Exit")
    question = application.window("Close the Window")
    question.find("label", contains="The engine goes on without the window")
    question.find("push button", "OK").click()


def say(product, *words):
    """A command that has to succeed."""
    done = product.command(*words)
    assert done.returncode == 0, f"dormouse {' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


def state(product):
    return json.loads(say(product, "run", "list", "-o", "json"))[0]["state"]


CHAPTERS = [two_at_once, one_closes, the_other_closes, opens_again]
