#!/usr/bin/python3
"""Names: unique in the tree, prefix and area in the name, nothing left out of the build.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import re

import house

# The stems that a folder's files may have beside tally-<area>-; core and model drop the area word.
STEMS = {
    'core': ('tally-',), 'model': ('tally-',), 'app': ('tally-',),
    'store': ('tally-store', 'tally-db'),
    'audit': ('tally-audit-', 'tally-detector-'),
    'jobs': ('tally-jobs-', 'tally-task-', 'tally-probe-'),
    'cli': ('tally-cli', 'tally-verb-'),
    'main': ('main',),
}


def check_unique(sources):
    """No two files of one name, wherever they stand."""
    homes = collections.defaultdict(list)
    for source in sources:
        homes[source.name].append(source.path)
    for name, paths in sorted(homes.items()):
        for path in paths[1:]:
            yield path, 1, f'{name} stands in {paths[0].parent} too'


def check_stems(sources):
    """A file's name says its area."""
    for source in sources:
        if not source.area:
            yield source.path, 1, 'a source outside an area'
        elif not source.name.startswith(
                STEMS.get(source.area, (f'tally-{source.area}-', f'tally-{source.area}.'))):
            yield source.path, 1, f'{source.name} does not name its area {source.area}'


def build_text(source):
    """The meson.build files from the source's folder up to its area's or test folder's."""
    folder, texts = source.path.parent, []
    while len(folder.parts) >= 2:
        path = house.ROOT / folder / 'meson.build'
        if path.is_file():
            texts.append(path.read_text(encoding='utf-8'))
        folder = folder.parent
    return '\n'.join(texts)


def check_built(sources):
    """Each .c is compiled: its name, or a registry's or test table's noun, stands in meson.build."""
    for source in sources:
        if source.path.suffix != '.c':
            continue
        stem = source.path.stem
        nouns = [stem] + [stem[m.end():] for m in re.finditer('-', stem)]
        text = build_text(source)
        if not any(re.search(rf"'{re.escape(noun)}(\.c)?'", text) for noun in nouns):
            yield source.path, 1, f'{source.name} is not in {source.path.parent}/meson.build: it never runs'


def check_areas(table):
    """Each area has its error domain, log domain and test folder, each wired in."""
    tests = house.load_file('tests/meson.build').text
    for name, area in table.items():
        if name == 'main':
            continue
        for path in (f'src/{name}/tally-{name}-error.h', f'tests/{name}/meson.build'):
            if not (house.ROOT / path).is_file():
                yield f'src/{name}', 1, f'{path} is missing'
        if f'G_LOG_DOMAIN="tally-{name}"' not in area.text:
            yield f'src/{name}/meson.build', 1, f'no log domain tally-{name}'
        if f"subdir('{name}')" not in tests:
            yield 'tests/meson.build', 1, f"no subdir('{name}')"


def main():
    inside = house.load('.c', '.h', folders=('src',))
    report = house.Report()
    report.case('file names are unique', check_unique(house.load('.c', '.h', '.sql', '.ui', '.py')),
                'name the noun more exactly')
    report.case('file names carry prefix and area', check_stems(inside), 'tally-<area>-<noun>.{c,h} (STYLE rule 10)')
    report.case('every source is built', check_built(house.load('.c', folders=('src', 'tests'))),
                "add it to its folder's list")
    report.case('every area has its domains and tests', check_areas(house.areas()),
                'one area = one library = one error domain = one log domain = one test folder')
    report.finish()


if __name__ == '__main__':
    main()
