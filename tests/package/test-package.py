#!/usr/bin/python3
"""The Debian packages: same bytes from the same sources, right dependencies, at work in a clean Debian 12.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import time

import clean_root
import debs
from tap import check, check_equal, run, say

DISPLAY = re.compile(r'gtk|adwaita|x11|wayland|mesa|cairo|pango|libgl\b|xcb|at-spi|librsvg')
OWN = {'tallyman', 'tallyman-headless'}
ERROR = re.compile(r'^\S+ error ', re.MULTILINE)
# What a desktop reads; a machine without one has none of it.
APP_ID = 'org.tallyman.Tallyman'
DESKTOP = {f'/usr/share/applications/{APP_ID}.desktop', f'/usr/share/metainfo/{APP_ID}.metainfo.xml',
           f'/usr/share/dbus-1/services/{APP_ID}.service', f'/usr/share/icons/hicolor/scalable/apps/{APP_ID}.svg',
           f'/usr/share/icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg'}
FOLDERS = {f'{path}/' for path in ('', '/usr', '/usr/bin', '/usr/lib', '/usr/lib/systemd', '/usr/share', '/usr/share/doc',
                                   '/usr/share/man')}
QUIET = {'HOME': '/nonexistent', 'LC_ALL': 'C.UTF-8'}


def field(path, name):
    """A field of a package's control file."""
    answer = subprocess.run(['dpkg-deb', '-f', str(path), name], capture_output=True, text=True, check=True)
    return answer.stdout.strip()


def contents(path):
    """{name without the leading dot: mode} of what a package holds."""
    answer = subprocess.run(['dpkg-deb', '-c', str(path)], capture_output=True, text=True, check=True)
    return {line.split(None, 5)[5][1:]: line.split()[0] for line in answer.stdout.splitlines()}


def test_same_bytes(packages):
    """Folder, umask, time zone, locale and the files' times have no part in the bytes."""
    folder = debs.BUILD / 'package-again' / 'elsewhere'
    shutil.rmtree(folder.parent, ignore_errors=True)
    again = debs.make(folder, umask=0o077, env={**os.environ, 'TZ': 'Asia/Tokyo', 'LC_ALL': 'C'})
    check_equal(set(again), OWN, 'packages')
    for name, path in again.items():
        check_equal(path.name, packages[name].name, 'file name')
        check(path.read_bytes() == packages[name].read_bytes(), f'{path.name} differs from {packages[name]}')
    shutil.rmtree(folder.parent)


def test_dependencies(packages):
    """They are computed from the program, and none of the headless ones belongs to a display."""
    depends = field(packages['tallyman-headless'], 'Depends')
    names = {word.split()[0] for word in depends.split(',')}
    wanted = {'libc6', 'libglib2.0-0', 'libsoup-3.0-0', 'libsqlite3-0', 'libxlsxwriter4', 'glib-networking',
              'ca-certificates', 'tzdata'}
    check(wanted <= names, f'{wanted - names} missing in: {depends}')
    check(not DISPLAY.search(depends), f'of a display: {depends}')
    check('${' not in depends, depends)
    check_equal(field(packages['tallyman-headless'], 'Conflicts'), 'tallyman', 'Conflicts')
    check(field(packages['tallyman-headless'], 'Provides').startswith('tallyman (= '), 'Provides')
    for path in packages.values():
        check('@' in field(path, 'Maintainer') and '@MAINT' not in field(path, 'Maintainer'), 'Maintainer')


def test_contents(packages):
    """Program, man pages, documents, and what an operator copies."""
    for name, path in packages.items():
        have, documents = contents(path), f'/usr/share/doc/{name}'
        for wanted in ('/usr/bin/tallyman', '/usr/share/man/man1/tallyman.1.gz',
                       '/usr/share/man/man5/tallyman.conf.5.gz', f'{documents}/README.md.gz', f'{documents}/copyright',
                       f'{documents}/changelog.gz', '/usr/lib/systemd/user/tallyman-serve.service',
                       '/usr/lib/systemd/user/tallyman-batch@weekdays.timer', f'{documents}/examples/container/Containerfile',
                       f'{documents}/examples/github/workflows/tallyman.yml',
                       f'{documents}/examples/github/scripts/tallyman-pass.sh',
                       '/usr/share/locale/es/LC_MESSAGES/tallyman.mo'):
            check(wanted in have, f'{path.name} has no {wanted}')
        check_equal(have['/usr/bin/tallyman'], '-rwxr-xr-x', 'mode of the program')
        desktop = DESKTOP if name == 'tallyman' else set()
        check(desktop <= set(have), f'{path.name} has no {desktop - set(have)}')
        parents = {f'{folder}/' for entry in desktop for folder in map(str, pathlib.PurePosixPath(entry).parents)}
        strange = [entry for entry in set(have) - FOLDERS - desktop - parents
                   if not entry.startswith(('/usr/bin/tallyman', '/usr/share/doc/' + name, '/usr/share/man/man',
                                            '/usr/share/locale/', '/usr/lib/systemd/user/'))]
        check(not strange, f'unexpected in {path.name}: {strange}')


def install(root, path):
    """Installs a package file into a root; returns the seconds that it took."""
    shutil.copy(path, root.path / 'tmp')
    began = time.monotonic()
    root.install(f'/tmp/{path.name}')
    return time.monotonic() - began


def make_passes(root, version):
    """Two passes of an unprivileged user with nowhere to write but the data directory."""
    said = root.must(['tallyman', '--version'], environment=QUIET, user='nobody:nogroup').strip()
    check(version.startswith(said.split()[-1]), f'{said!r} in package {version}')
    shutil.rmtree(root.path / 'var/lib/try', ignore_errors=True)
    root.must(['install', '-d', '-o', 'nobody', '-m', '0700', '/var/lib/try'])
    passes = []
    for _ in range(2):
        answer = root.run(['tallyman', '--batch', '--sandbox', '--json', '--data-dir', '/var/lib/try'],
                          environment=QUIET, user='nobody:nogroup')
        check_equal(answer.returncode, 0, f'exit status; {answer.stderr}')
        check(not ERROR.search(answer.stderr), f'errors of a pass without one: {answer.stderr}')
        passes.append(json.loads(answer.stdout))
    first, second = passes
    check(first['counts']['published'] > 0, 'the first pass publishes')
    check_equal(second['counts']['published'], 0, 'what the second pass publishes')
    check_equal(second['plan']['unchanged'], first['plan']['new'], 'workbooks')
    made = list((root.path / 'var/lib/try').rglob('WR_*.xlsx'))
    check(len(made) == first['plan']['new'], f'{len(made)} workbooks are there')
    check(not list(root.path.glob('nonexistent')), 'HOME was made')


def test_clean_root(packages):
    """The headless package in a clean Debian 12: installed, used, replaced by the other, removed."""
    with clean_root.CleanRoot() as root:
        root.update()
        before = root.list_packages()
        headless, full = packages['tallyman-headless'], packages['tallyman']
        seconds = install(root, headless)
        added = root.list_packages() - before
        sizes = root.must(['dpkg-query', '-W', '-f', '${Installed-Size}\n', *added]).split()
        say(f'installed in {seconds:.1f} s: {len(added)} packages, {sum(map(int, sizes))} KiB, of these '
            f'{field(headless, "Installed-Size")} KiB of our own')
        check(not any(map(DISPLAY.search, added)), f'of a display: {sorted(filter(DISPLAY.search, added))}')
        make_passes(root, field(headless, 'Version'))

        install(root, full)
        check_equal(root.list_packages() & OWN, {'tallyman'}, 'after the full package')
        make_passes(root, field(full, 'Version'))
        root.must(['apt-get', '-qq', '-y', 'purge', 'tallyman'], environment={'DEBIAN_FRONTEND': 'noninteractive'})
        left = [path for path in root.path.glob('usr/**/*tallyman*')]
        check(not left, f'left behind: {left}')


if __name__ == '__main__':
    run({'/package/debian/same-sources-make-the-same-bytes': test_same_bytes,
         '/package/debian/dependencies-are-computed-and-none-is-of-a-display': test_dependencies,
         '/package/debian/program-man-pages-documents-and-examples': test_contents,
         '/package/debian/works-in-a-clean-debian-as-nobody-and-leaves-nothing': test_clean_root}, debs.get)
