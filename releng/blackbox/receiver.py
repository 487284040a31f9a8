"""The desktop's notification service, as a program: makes a file once it has the service's name on the session bus, and
writes each notification it is sent into that, one line of JSON for each. By the Desktop Notifications Specification of freedesktop.org, of which it has what a sender asks for."""
import json
import sys

from gi.repository import Gio, GLib

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
INTERFACE = f"""<node><interface name="{NAME}">
  <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
</interface></node>"""


def serve(path):
    received = 0

    def called(connection, sender, where, interface, method, arguments, invocation):
        nonlocal received
        if method == "Notify":
            program, _, _, title, text, *_ = arguments.unpack()
            received += 1
            with open(path, "a", encoding="utf-8") as file:
                file.write(json.dumps({"program": program, "title": title, "text": text}) + "\n")
            invocation.return_value(GLib.Variant("(u)", (received,)))
        elif method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["body"],)))
        else:
            invocation.return_value(GLib.Variant("(ssss)", ("receiver", "none", "1", "1.2")))

    def there(connection, name):
        connection.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], called, None, None)

    def owned(connection, name):
        with open(path, "a", encoding="utf-8"):
            pass  # that it is there says that we are

    Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, there, owned, lambda *_: sys.exit(1))
    GLib.MainLoop().run()


if __name__ == "__main__":
    serve(sys.argv[1])
