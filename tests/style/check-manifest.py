#!/usr/bin/python3
"""The Flatpak's manifest: every source is pinned, nothing is permitted that README.md does not explain.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import re

import house

APP_ID = 'org.tallyman.Tallyman'
MANIFEST = f'flatpak/{APP_ID}.json'
# Each would let the app out of its sandbox, or at files that nobody chose.
FORBIDDEN = re.compile(r'--(filesystem=|device=(?!dri$)|allow=|socket=(?!wayland$|fallback-x11$)|persist=|env=LD_|'
                       r'(own|system-own|system-talk)-name=|talk-name=(org\.freedesktop\.Flatpak|.*\*)|share=(?!network$|ipc$))')
PINS = {'git': ('commit', re.compile(r'[0-9a-f]{40}')), 'archive': ('sha256', re.compile(r'[0-9a-f]{64}')),
        'file': ('sha256', re.compile(r'[0-9a-f]{64}'))}


def walk(modules):
    """Each module, those within others too."""
    for module in modules:
        yield module
        yield from walk(module.get('modules', []))


def find_line(text, word):
    """The line on which a word stands first."""
    return text.count('\n', 0, max(text.find(word), 0)) + 1


def check_source(module, source):
    """What is wrong with one source of a module."""
    kind = source.get('type')
    if kind == 'shell':
        return None
    if kind == 'dir':
        return None if module['name'] == 'tallyman' and source.get('path') == '..' else 'a folder of this machine'
    if kind not in PINS:
        return f'a source of the kind {kind}'
    field, pattern = PINS[kind]
    if not pattern.fullmatch(source.get(field, '')):
        return f'not pinned by a full {field}'
    if not source.get('url', '').startswith('https://'):
        return 'not from an https:// address'
    return 'a branch moves' if 'branch' in source else None


def check_pins(text, manifest):
    """Each source of each module stands for the same bytes for ever."""
    for module in walk(manifest['modules']):
        for source in module.get('sources', []):
            problem = check_source(module, source)
            if problem:
                yield MANIFEST, find_line(text, f'"{module["name"]}"'), f'{module["name"]}: {problem}'


def section(readme, title):
    """The text below a heading of README.md, up to the next of its level."""
    match = re.search(rf'^## {title}$(.*?)(?=^## |\Z)', readme, re.M | re.S)
    return match[1] if match else ''


def check_permissions(text, manifest, readme):
    """No permission lets it out, each has its reason, and no reason is left of one that went."""
    reasons = dict(re.findall(r'^\| `(--[^`]+)` \| (.+) \|$', section(readme, 'Flatpak'), re.M))
    for argument in manifest['finish-args']:
        line = find_line(text, f'"{argument}"')
        if FORBIDDEN.match(argument):
            yield MANIFEST, line, f'{argument} is more than the app may have'
        if len(reasons.get(argument, '').strip()) < 10:
            yield MANIFEST, line, f'{argument} has no reason'
    for argument in sorted(set(reasons) - set(manifest['finish-args'])):
        yield 'README.md', find_line(readme, argument), f'{argument} is explained and not in the manifest'


def check_names(manifest):
    """The manifest is that of our application."""
    want = {'id': APP_ID, 'command': 'tallyman', 'runtime': 'org.gnome.Platform', 'sdk': 'org.gnome.Sdk'}
    for field, value in want.items():
        if manifest.get(field) != value:
            yield MANIFEST, 1, f'{field} is {manifest.get(field)}, not {value}'
    if not re.fullmatch(r'\d+', manifest.get('runtime-version', '')):
        yield MANIFEST, 1, 'runtime-version is no release'
    if [module['name'] for module in manifest['modules']][-1] != 'tallyman':
        yield MANIFEST, 1, 'the last module is not tallyman'


def main():
    text, readme = house.load_file(MANIFEST).text, house.load_file('README.md').text
    manifest = json.loads(text)
    report = house.Report()
    report.case('the manifest is of this application', check_names(manifest), 'one id, one command, a released runtime')
    report.case('every source is pinned', check_pins(text, manifest), 'type, https:// address, tag and full commit')
    report.case('every permission has its reason', check_permissions(text, manifest, readme),
                'a row of the table in README.md, section Flatpak; files come through the file chooser')
    report.finish()


if __name__ == '__main__':
    main()
