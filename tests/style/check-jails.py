#!/usr/bin/python3
"""Jails: which file may include which third-party header (STYLE rules 5 and 6).

SPDX-License-Identifier: GPL-3.0-or-later
"""
import fnmatch

import ccode
import house

# header pattern → files that may include it; the first pattern that fits decides
JAILS = (
    ('sqlite3.h', ('src/store/tally-db-*.c',)),
    ('libpq-fe.h', ('src/store/tally-db-*.c',)),
    ('xlsxwriter.h', ('src/workbook/*',)),
    ('xlsxwriter/*', ('src/workbook/*',)),
    ('libxml/*', ('src/workbook/*',)),
    ('zip.h', ('src/workbook/*',)),
    ('archive*.h', ('src/workbook/*',)),
    ('zlib.h', ('src/workbook/*', 'src/sandbox/*', 'src/serve/*')),
    ('libsoup/*', ('src/smartsheet/*', 'src/alert/*', 'src/serve/*', 'src/sandbox/*')),
    ('json-glib/*', ('src/core/tally-json*', 'src/smartsheet/*', 'src/serve/*', 'src/sandbox/*')),
    ('sodium.h', ('src/store/tally-store-cipher.c',)),
    ('zstd.h', ('src/store/tally-store-pack-*.c',)),
    ('csv.h', ('src/billing/tally-billing-csv.c', 'src/learn/tally-learn-table.c')),
    ('nettle/*', ('src/core/tally-digest.c',)),
    ('yajl/*', ('src/core/tally-json-stream.c',)),
    ('libsecret/*', ('src/keyring/*',)),
    ('gtk/*', ('src/app/*',)),
    ('gdk/*', ('src/app/*',)),
    ('adwaita.h', ('src/app/*',)),
    ('cairo*.h', ('src/app/*', 'src/chart/tally-chart-cairo.*', 'src/chart/tally-chart-export.c')),
    ('pango/*', ('src/app/*', 'src/chart/tally-chart-cairo.c')),
    ('curl/*', ('src/alert/*',)),
    ('gsl/*', ('src/learn/*', 'src/forecast/*')),
    ('linear.h', ('src/learn/*',)),
)
# What every area may use: GLib with gio, the C library, POSIX.
FREE = ('glib.h', 'glib/*', 'glib-object.h', 'glib-unix.h', 'gmodule.h', 'gio/*', 'assert.h', 'ctype.h',
        'errno.h', 'fcntl.h', 'float.h', 'ftw.h', 'inttypes.h', 'limits.h', 'locale.h', 'math.h', 'signal.h',
        'stdarg.h', 'stdbool.h', 'stddef.h', 'stdint.h', 'stdio.h', 'stdlib.h', 'string.h', 'termios.h', 'time.h', 'unistd.h', 'sys/*')


def check_jails(sources):
    """Each system header is free or its including file is in the jail."""
    for source in sources:
        for line, name, quoted in ccode.includes(source.text):
            if quoted or any(fnmatch.fnmatch(name, free) for free in FREE):
                continue
            cells = next((cells for pattern, cells in JAILS if fnmatch.fnmatch(name, pattern)), None)
            if cells is None:
                yield source.path, line, f'<{name}> has no jail'
            elif not any(fnmatch.fnmatch(str(source.path), cell) for cell in cells):
                yield source.path, line, f'<{name}> is jailed in {", ".join(cells)}'


def check_single(sources):
    """Exactly one file knows the streaming JSON library."""
    users = [s for s in sources if any(n.startswith('yajl/') for _, n, _ in ccode.includes(s.text))]
    for source in users[1:]:
        yield source.path, 1, f'yajl is already used by {users[0].path}'


def main():
    sources = house.load('.c', '.h', folders=('src',))
    report = house.Report()
    report.case('third-party headers stay in their jails', check_jails(sources),
                "call the area that owns the library; a new library gets a line in JAILS with its area")
    report.case('one file knows yajl', check_single(sources), 'use tally-json-stream.h')
    report.finish()


if __name__ == '__main__':
    main()
