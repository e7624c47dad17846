#!/usr/bin/python3
"""What desktops read of the app: entry, page of software catalogues, activation, icons. Each is valid in every
language, and all speak of the same application.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

import house

APP_ID = 'org.tallyman.Tallyman'
FOLDER = house.ROOT / 'data/desktop'
SVG = '{http://www.w3.org/2000/svg}'
# What draws shapes and nothing else: no picture, text, style or script from elsewhere.
SHAPES = {'svg', 'defs', 'g', 'path', 'rect', 'circle', 'ellipse', 'linearGradient', 'radialGradient', 'stop'}
ICONS = {f'{APP_ID}.svg': 128, f'{APP_ID}-symbolic.svg': 16}
MERGED = {'.desktop': ('--desktop', ['desktop-file-validate']),
          '.metainfo.xml': ('--xml', ['appstreamcli', 'validate', '--no-net'])}


def merge(kind, option, folder):
    """Makes the file as it is installed, with all translations; returns (path, what went wrong)."""
    path = pathlib.Path(folder) / (APP_ID + kind)
    answer = subprocess.run(['msgfmt', option, f'--template={FOLDER / (APP_ID + kind)}.in', '-d',
                             str(house.ROOT / 'po'), '-o', str(path)], capture_output=True, text=True, check=False)
    return path, answer.stderr.strip() if answer.returncode != 0 else ''


def check_valid(kind):
    """The complaints of the program that knows this kind of file."""
    option, words = MERGED[kind]
    name = f'data/desktop/{APP_ID}{kind}.in'
    with tempfile.TemporaryDirectory() as folder:
        path, problem = merge(kind, option, folder)
        if problem:
            yield name, 1, problem
            return
        answer = subprocess.run([*words, str(path)], capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            for line in (answer.stdout + answer.stderr).strip().splitlines():
                yield name, 1, line.replace(str(path), '')


def read_keys(text):
    """{key: value} of a key file's lines; its groups are not told apart."""
    return dict(re.findall(r'^([\w-]+)=(.*)$', text, re.M))


def check_one_app(entry, service, metainfo, version):
    """The three files name the same application, and the catalogue knows the version that is built."""
    keys, bus, page = read_keys(entry.text), read_keys(service.text), ElementTree.fromstring(metainfo.text.encode())
    releases = [release.get('version') for release in page.iter('release')]
    for source, what, have, want in (
            (entry, 'Icon', keys.get('Icon'), APP_ID), (entry, 'DBusActivatable', keys.get('DBusActivatable'), 'true'),
            (entry, 'StartupNotify', keys.get('StartupNotify'), 'true'),
            (service, 'Name', bus.get('Name'), APP_ID),
            (service, 'Exec', bus.get('Exec'), '@bindir@/tallyman --gapplication-service'),
            (metainfo, 'id', page.findtext('id'), APP_ID),
            (metainfo, 'launchable', page.findtext('launchable'), f'{APP_ID}.desktop'),
            (metainfo, 'translation', page.findtext('translation'), 'tallyman'),
            (metainfo, 'newest release', (releases or [None])[0], version)):
        if have != want:
            yield source.path, 1, f'{what} is {have}, not {want}'


def check_icon(path, text, size):
    """An icon is shapes alone, on a square of its nominal size."""
    try:
        root = ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as error:
        yield path, error.position[0], str(error)
        return
    if root.get('viewBox') != f'0 0 {size} {size}' or root.get('width') != str(size):
        yield path, 1, f'not drawn on {size} × {size}'
    for node in root.iter():
        if node.tag.removeprefix(SVG) not in SHAPES:
            yield path, 1, f'<{node.tag.removeprefix(SVG)}> is no shape'
    colours = set(re.findall(r'(?:fill|stroke)="(#\w+|url[^"]*)"', text))
    if path.endswith('-symbolic.svg') and len(colours) != 1:
        yield path, 1, f'a symbolic icon has one colour, this one {len(colours)}'


def check_icons():
    """Both icons are there."""
    for name, size in ICONS.items():
        path = FOLDER / 'icons' / name
        yield from check_icon(f'data/desktop/icons/{name}', path.read_text(encoding='utf-8'), size)


def check_drawn():
    """At each size that desktops ask for, something is seen, and it is no plain square."""
    for name in ICONS:
        for size in (16, 32, 128, 512):
            answer = subprocess.run(['rsvg-convert', '-w', str(size), '-h', str(size), str(FOLDER / 'icons' / name)],
                                    capture_output=True, check=False)
            width, height = (int.from_bytes(answer.stdout[at:at + 4], 'big') for at in (16, 20))
            if answer.returncode != 0 or (width, height) != (size, size) or len(answer.stdout) < 100:
                yield f'data/desktop/icons/{name}', 1, f'not drawn at {size} pixels: {answer.stderr.decode()}'


def main():
    report = house.Report()
    for kind, (_, words) in MERGED.items():
        name = f'the {kind} file is valid in all languages'
        missing = [program for program in ('msgfmt', words[0]) if shutil.which(program) is None]
        if missing:
            report.skip(name, f'{missing[0]} is missing')
        else:
            report.case(name, check_valid(kind), f'see what {words[0]} says of data/desktop or po')
    entry, service, metainfo = (house.load_file(f'data/desktop/{APP_ID}{kind}.in')
                                for kind in ('.desktop', '.service', '.metainfo.xml'))
    version = re.search(r"^  version: '(.*)',$", house.load_file('meson.build').text, re.M)[1]
    report.case('entry, activation and catalogue agree', check_one_app(entry, service, metainfo, version),
                'one application, one id, one version')
    report.case('icons are shapes of the right size', check_icons(), 'draw with paths, on 128 × 128 and 16 × 16')
    if shutil.which('rsvg-convert') is None:
        report.skip('icons are drawn at each size', 'rsvg-convert is missing')
    else:
        report.case('icons are drawn at each size', check_drawn(), 'see what rsvg-convert says')
    report.finish()


if __name__ == '__main__':
    main()
