"""Software of a vendor is installed into the running product from a folder, and is there after its restart."""
import os

import desktop
import scenarios
import screen
import vendor


def installs_from_a_folder(product, options):
    """Help > Install New Software, with a site that its vendor handed out as a folder, and whose content is unsigned."""
    product.own_installation()
    site = vendor.site(os.path.join(product.home, "site"))
    application = product.start()
    application.window(contains="Dormouse").find("label", contains="No virtual machines yet")
    application.menu("Help", "Install New Software...")
    install = application.window("Install")
    install.find("text", contains="").type(f"file:{site}")
    screen.keys("Return")
    install.find("table cell", contains="There are no categorized items")
    install.find("check box", "Group items by category").check(False)
    install.find("table cell", vendor.NAME)
    install.find("push button", "Select All").click()
    product.picture("install")
    install.find("push button", "Next >").click()
    install.find("label", "Install Details")
    product.picture("install-details")
    install.find("push button", "Finish").click()
    trust = application.window("Trust Artifacts")
    trust.find("table cell", vendor.ID)
    product.picture("install-trust")
    trust.find("push button", "Select All").click()
    trust.find("push button", "Trust Selected").click()
    restart = application.window("Software Updates")
    restart.find("label", contains="Restart Dormouse")
    restart.find("push button", "Restart Now").click()


def is_there_after_the_restart(product, options):
    """The window comes back by itself, with what was installed; closed, it leaves nothing behind."""
    scenarios.until(60, lambda: product.process.poll() is not None, lambda: "the workbench is still there")
    assert product.process.returncode == 0, f"the workbench ended with {product.process.returncode}"
    application = product.opened_by_itself()
    help_menu = application.window(contains="Dormouse").find("menu bar").find("menu", "Help").click()
    help_menu.find(desktop.ITEMS, vendor.ENTRY)
    product.picture("installed")
    screen.keys("Escape", "Escape")
    application.menu("File", "Exit")
    scenarios.ends(product)


CHAPTERS = [installs_from_a_folder, is_there_after_the_restart]
