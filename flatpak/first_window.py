#!/usr/bin/python3
"""Starts the Flatpak as a person does and as the session bus does, looks for its window with the eyes of an
assistive tool, and takes its picture. In a display and a session bus of its own: see first_run.py.

usage: first_window.py APP-ID FOLDER
SPDX-License-Identifier: GPL-3.0-or-later
"""
import subprocess
import sys

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402 (the version comes first)

PATIENCE_SECS = 60
GLANCE_MSEC = 200
# A window that was drawn has more colours than the bare display, which has one.
FEWEST_COLOURS = 16


def wait_for(look):
    """Returns what @look finds as soon as it finds something, None when the time is over."""
    loop, found = GLib.MainLoop(), []

    def glance():
        answer = look()
        if answer:
            found.append(answer)
            loop.quit()
        return not answer

    def give_up():
        loop.quit()
        return False

    if glance():
        GLib.timeout_add(GLANCE_MSEC, glance)
        GLib.timeout_add_seconds(PATIENCE_SECS, give_up)
        loop.run()
    return found[0] if found else None


def children(node):
    """The children of an accessible node that are still there."""
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None:
            yield child


def find_window():
    """The name of the first window that shows on the desktop of assistive tools, and how much is in it."""
    for application in children(Atspi.get_desktop(0)):
        for window in children(application):
            if window.get_role() in (Atspi.Role.FRAME, Atspi.Role.WINDOW) and \
                    window.get_state_set().contains(Atspi.StateType.SHOWING):
                number = count_nodes(window)
                if number > 1:
                    return window.get_name() or application.get_name(), number
    return None


def count_nodes(node):
    """How many nodes a window has for assistive tools."""
    return 1 + sum(count_nodes(child) for child in children(node))


def count_colours(path):
    """Takes the picture of the display; returns how many colours it has."""
    subprocess.run(['import', '-window', 'root', path], check=True)
    said = subprocess.run(['identify', '-format', '%k', path], capture_output=True, text=True, check=True)
    return int(said.stdout)


class Session:
    """The session bus, and the application on it."""

    def __init__(self, app_id, folder):
        self.app_id, self.folder = app_id, folder
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def call(self, name, path, interface, method, parameters):
        """One call of a method, answered within the patience."""
        return self.bus.call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE,
                                  PATIENCE_SECS * 1000, None)

    def has_owner(self):
        """Whether the application has its name on the bus."""
        return self.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameHasOwner',
                         GLib.Variant('(s)', (self.app_id,))).unpack()[0]

    def start(self):
        """As from a shell, or an entry of a menu."""
        with open(f'{self.folder}/window.log', 'wb') as log:
            subprocess.Popen(['flatpak', '--user', 'run', self.app_id], stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def activate(self):
        """As a notification does: the bus starts what owns the name."""
        self.call(self.app_id, '/' + self.app_id.replace('.', '/'), 'org.freedesktop.Application', 'Activate',
                  GLib.Variant('(a{sv})', ({},)))

    def end(self):
        """Ends it, and waits until it is gone."""
        subprocess.run(['flatpak', 'kill', self.app_id], check=True)
        if not wait_for(lambda: not self.has_owner() and not find_window()):
            sys.exit('it does not end')


def main():
    app_id, folder = sys.argv[1:3]
    session, seen = Session(app_id, folder), []
    for how, start in (('started', session.start), ('activated', session.activate)):
        picture = f'{folder}/window-{how}.png'
        start()
        window = wait_for(find_window)
        if window is None:
            sys.exit(f'{how}: no window after {PATIENCE_SECS} s')
        if not wait_for(lambda: count_colours(picture) >= FEWEST_COLOURS):
            sys.exit(f'{how}: nothing is drawn, see {picture}')
        if not session.has_owner():
            sys.exit(f'{how}: it does not own {app_id} on the session bus')
        seen.append(f"{how} '{window[0]}', {window[1]} accessible nodes, {picture}")
        session.end()
    print('; '.join(seen))


if __name__ == '__main__':
    main()
