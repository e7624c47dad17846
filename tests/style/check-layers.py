#!/usr/bin/python3
"""Walls: which area may include which (DESIGN: one area, one library; includes point downwards).

SPDX-License-Identifier: GPL-3.0-or-later
"""
import ccode
import house

DOMAIN = {'smartsheet', 'billing', 'workbook', 'audit', 'learn', 'forecast', 'health', 'insight',
          'alert', 'chart', 'keyring'}
FACES = {'app', 'serve', 'cli'}
# The law. What an area's meson.build says may be less, never more.
LAW = {
    'core': set(),
    'model': {'core'},
    'resilience': {'core'},
    'store': {'core', 'model'},
    **{name: {'core', 'model', 'resilience'} for name in DOMAIN},
    **{name: {'core', 'model', 'engine', 'chart'} for name in FACES},
    'sandbox': {'core'},
    'jobs': {'core', 'model', 'resilience', 'store'} | DOMAIN,
    'engine': {'core', 'model', 'resilience', 'store', 'jobs'} | DOMAIN,
    'main': {'core', 'model', 'engine', 'chart', 'sandbox'} | FACES, # chart: what the app's headers show
}


def check_order(table):
    """An area's libraries stand above it in src/meson.build."""
    names = list(table)
    for name, area in table.items():
        for seen in sorted((area.sees | area.shows) & set(names)):
            if names.index(seen) >= names.index(name):
                yield f'src/{name}/meson.build', 1, f'{name} lists {seen}_dep, which stands below it'


def check_law(table):
    """No area sees more than the law allows, neither by itself nor by what others show."""
    for name, area in table.items():
        if name not in LAW:
            yield f'src/{name}/meson.build', 1, f'{name} has no line in LAW of tests/style/check-layers.py'
            continue
        for seen in sorted(house.closure(table, area.sees) - LAW[name]):
            yield f'src/{name}/meson.build', 1, f'{name} must not see {seen}'


def visible_to(table, source):
    """The areas whose headers a source may include; a public header only those that it shows."""
    area = table[source.area]
    names = area.shows if source.path.suffix == '.h' and not source.is_private else area.sees
    return house.closure(table, names) | {source.area}


def check_includes(table, sources):
    """Each #include "…" names a header of an area that the including one may see."""
    homes = {s.name: s for s in sources if s.path.suffix == '.h'}
    for source in sources:
        if source.area not in table:
            continue
        for line, name, quoted in ccode.includes(source.text):
            home = homes.get(name)
            if not quoted or home is None:
                continue
            if home.area not in visible_to(table, source):
                yield source.path, line, f'{source.area} may not include {name} of {home.area} here'


def check_paths(sources):
    """No path in a project include: names are unique, folders are walls."""
    for source in sources:
        for line, name, quoted in ccode.includes(source.text):
            if '../' in name or (quoted and '/' in name):
                yield source.path, line, f'#include "{name}" has a path'


def check_private(sources):
    """A -private.h is included from its own folder only."""
    homes = {s.name: s.path.parent for s in sources if s.is_private}
    for source in sources:
        for line, name, _ in ccode.includes(source.text):
            if name in homes and source.path.parent != homes[name]:
                yield source.path, line, f'{name} is private to {homes[name]}'


def main():
    table = house.areas()
    inside = house.load('.c', '.h', folders=('src',))
    everything = house.load('.c', '.h')
    report = house.Report()
    report.case('libraries stand in layer order', check_order(table),
                'move the code down a layer, or the subdir() line in src/meson.build if the layer allows it')
    report.case('areas see what the design allows', check_law(table),
                'carry a model value through a task instead; domain areas are blind to each other and the store')
    report.case('includes stay within the walls', check_includes(table, inside),
                "list the area in meson.build if the law allows it (in declare_dependency too, for a public header)")
    report.case('includes carry no path', check_paths(everything), 'write the bare file name')
    report.case('private headers stay at home', check_private(everything), 'include the public header')
    report.finish()


if __name__ == '__main__':
    main()
