#!/usr/bin/python3
"""Makes a C table of the statements: embed-sql.py OUTPUT FILE.sql…

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import sys


def statement(text):
    """The text without comments, one blank between words of a line."""
    lines = [line.split('--')[0].strip() for line in text.split('\n')]
    return [line for line in lines if line]


def quote(line):
    """A C string of one line."""
    return '"' + line.replace('\\', '\\\\').replace('"', '\\"') + '\\n"'


def main():
    files = {pathlib.Path(name).stem: pathlib.Path(name) for name in sys.argv[2:]}
    if len(files) != len(sys.argv) - 2:
        sys.exit('two statements have one name')
    out = ['/* Made by embed-sql.py. */', '#include "tally-db-sql-private.h"', '',
           'const TallyDbSql tally_db_sql[] = {']
    for name in sorted(files, key=lambda n: n.encode()):
        text = '\n    '.join(quote(line) for line in statement(files[name].read_text(encoding='utf-8')))
        out.append(f'  {{ "{name}",\n    {text} }},')
    out += ['};', 'const guint tally_db_n_sql = G_N_ELEMENTS (tally_db_sql);', '',
            'const char * const tally_db_sql_names[] = {']
    out += [f'  "{name}",' for name in sorted(files) if not name.startswith('schema-')]
    out += ['  NULL,', '};', '']
    pathlib.Path(sys.argv[1]).write_text('\n'.join(out), encoding='utf-8')


if __name__ == '__main__':
    main()
