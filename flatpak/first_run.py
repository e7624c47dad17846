#!/usr/bin/python3
"""Drives the first run of the installed Flatpak: passes in the built-in sandbox, what it may see, its window.

usage: first_run.py APP-ID FOLDER [STEP…]; a person's own data is never touched, FOLDER/home stands in for it.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
FINISH_ARGS = {'--share': 'shared', '--socket': 'sockets', '--device': 'devices'}
EXPORTS = ('applications/{}.desktop', 'dbus-1/services/{}.service',
           'icons/hicolor/scalable/apps/{}.svg', 'icons/hicolor/symbolic/apps/{}-symbolic.svg')
# No graphics card and no portal is taken for granted; the window is that of an X server in memory.
WINDOW = {'GSK_RENDERER': 'cairo', 'GDK_DISABLE': 'gl,vulkan', 'ADW_DISABLE_PORTAL': '1', 'LC_ALL': 'C.UTF-8'}


class Failed(Exception):
    """What went wrong, for people."""


def check(truth, what):
    """Ends the run with what went wrong."""
    if not truth:
        raise Failed(what)


class Installed:
    """The application as it is installed, run in a home of its own."""

    def __init__(self, app_id, folder):
        self.app_id, self.folder, self.home = app_id, folder, folder / 'home'
        data = os.environ.get('XDG_DATA_HOME') or os.path.expanduser('~/.local/share')
        self.installation = pathlib.Path(os.environ.get('FLATPAK_USER_DIR') or f'{data}/flatpak')
        self.data = self.home / '.var/app' / app_id / 'data'
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(parents=True)
        self.runtime_dir = tempfile.TemporaryDirectory(prefix='tallyman-') # short, as names of sockets have to be
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith('XDG_')}
        self.environment |= {'HOME': str(self.home), 'XDG_RUNTIME_DIR': self.runtime_dir.name,
                             'FLATPAK_USER_DIR': str(self.installation)}

    def run(self, *words, command=None):
        """Runs the application, or another command in its sandbox; returns what subprocess.run() does."""
        options = [f'--command={command}'] if command else []
        return subprocess.run(['dbus-run-session', '--', 'flatpak', '--user', 'run', *options, self.app_id, *words],
                              env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=600, check=False)

    def must(self, *words, command=None):
        """Runs what has to succeed; returns its standard output."""
        answer = self.run(*words, command=command)
        check(answer.returncode == 0, f'{words} ended with {answer.returncode}: {answer.stdout}{answer.stderr}')
        return answer.stdout


def check_permissions(app):
    """It has what the manifest asks for, and nothing else."""
    manifest = json.loads((HERE / f'{app.app_id}.json').read_text(encoding='utf-8'))
    wanted = {}
    for argument in manifest['finish-args']:
        option, _, value = argument.partition('=')
        if option == '--talk-name':
            wanted[value] = {'talk'}
        else:
            check(option in FINISH_ARGS, f'{argument} is not known to {__file__}: add it')
            wanted.setdefault(FINISH_ARGS[option], set()).add(value)
    if 'fallback-x11' in wanted.get('sockets', ()):
        wanted['sockets'].add('x11') # flatpak adds it where there is no Wayland
    said = subprocess.run(['flatpak', '--user', 'info', '--show-permissions', app.app_id], env=app.environment,
                          capture_output=True, text=True, check=True).stdout
    have = {}
    for line in said.splitlines():
        name, equals, values = line.partition('=')
        if equals:
            have[name] = set(values.strip(';').split(';'))
    check(have == wanted, f'permissions {have}, wanted {wanted}')
    return ', '.join(f'{name} {"+".join(sorted(values))}' for name, values in sorted(have.items()))


def check_exports(app):
    """What desktops read of it is where they look."""
    for name in EXPORTS:
        path = app.installation / 'exports/share' / name.format(app.app_id)
        check(path.is_file(), f'{path} is missing')
    service = (app.installation / 'exports/share' / EXPORTS[1].format(app.app_id)).read_text(encoding='utf-8')
    check('--gapplication-service' in service and 'flatpak' in service, f'activation: {service}')
    return f'{len(EXPORTS)} files'


def check_jail(app):
    """Nothing of the person's files is seen, and the program can't be changed."""
    secret = app.home / 'of-the-host'
    secret.write_text('not for the application', encoding='utf-8')
    seen = app.run('-c', f'cat {secret}', command='sh')
    check(seen.returncode != 0 and seen.stdout == '', 'a file of the host can be read inside')
    check(app.run('-c', 'touch /app/bin/tallyman', command='sh').returncode != 0, '/app can be written to')
    check(app.run('-c', 'touch "$HOME/inside"', command='sh').returncode == 0, 'HOME can not be written to')
    check(not (app.home / 'inside').exists(), 'a file that was made inside is in the home of the host')
    return 'no file of the host'


def make_pass(app):
    """One pass against the built-in imitation of Smartsheet; returns its summary."""
    return json.loads(app.must('--batch', '--sandbox', '--json'))


def check_passes(app):
    """The first pass makes and attaches workbooks, which people find; the second changes nothing."""
    first, second = make_pass(app), make_pass(app)
    check(first['counts']['published'] > 0, f"the first pass published nothing: {first['counts']}")
    check(second['counts']['published'] == 0, f"the second pass published {second['counts']['published']}")
    check(second['plan']['unchanged'] == first['plan']['new'], f"plans: {first['plan']}, {second['plan']}")
    books = list(app.data.rglob('WR_*.xlsx'))
    check(len(books) == first['plan']['new'], f"{len(books)} workbooks below {app.data}, {first['plan']['new']} planned")
    check(min(book.stat().st_size for book in books) > 4000, 'an empty workbook')
    return f"{len(books)} workbooks, {first['counts']['published']} attached, none again"


def check_window(app):
    """The window appears, is seen by assistive tools, and can be looked at in FOLDER/window-*.png."""
    libraries = app.must('/app/bin/tallyman', command='ldd')
    check('not found' not in libraries, libraries)
    if 'libadwaita' not in libraries:
        return 'SKIPPED: this version has no desktop face'
    environment = {**app.environment, **WINDOW, 'XDG_DATA_DIRS': f'{app.installation}/exports/share:/usr/share'}
    answer = subprocess.run(['xvfb-run', '-a', '-s', '-screen 0 1280x900x24', 'dbus-run-session', '--', '/usr/bin/python3',
                             str(HERE / 'first_window.py'), app.app_id, str(app.folder)], env=environment,
                            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False)
    check(answer.returncode == 0, f'{answer.stdout[-2000:]}{answer.stderr[-2000:]}')
    return answer.stdout.strip().splitlines()[-1] # the lines before are of services of the bus


STEPS = {'permissions': check_permissions, 'exports': check_exports, 'jail': check_jail, 'passes': check_passes,
         'window': check_window}


def main():
    app = Installed(sys.argv[1], pathlib.Path(sys.argv[2]).resolve())
    print(app.must('--version').strip())
    status = 0
    for name in sys.argv[3:] or STEPS:
        try:
            print(f'ok {name}: {STEPS[name](app)}', flush=True)
        except Failed as failed:
            print(f'not ok {name}: {failed}', flush=True)
            status = 1
    sys.exit(status)


if __name__ == '__main__':
    main()
