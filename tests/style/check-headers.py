#!/usr/bin/python3
"""Headers: what each file is, and gtk-doc for each public function (STYLE rules 17 to 25).

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re

import ccode
import house

NAKED = re.compile(r'\b(?:g?u?int\d*|gsize|gssize|g?long|g?double|guint|gint)\s*\*?\s*'
                   r'(timeout|delay|interval|duration|age|elapsed|period|size)\b\s*[,;)]')


def first_comment(source):
    """(line, text) of a file's first comment."""
    return next(ccode.comments(source.text), (1, ''))


def check_first_blocks(sources):
    """First line of a file: a comment with its name and licence; a header's says what it is."""
    for source in sources:
        line, comment = first_comment(source)
        if not source.text.startswith('/*') or source.name not in comment.split('\n')[0]:
            yield source.path, line, f'the first line is not "/* {source.name}"'
        if 'SPDX-License-Identifier: GPL-3.0-or-later' not in comment:
            yield source.path, line, 'no SPDX-License-Identifier: GPL-3.0-or-later in the first comment'
        lines = [t.strip(' */') for t in comment.split('\n')[1:]]
        said = [t for t in lines if t and not t.startswith('SPDX')]
        if source.path.suffix == '.h' and not 1 <= len(said) <= 12:
            yield source.path, line, f'{len(said)} lines on what this header is: 2 to 8 are right'


def check_guards(sources):
    """#pragma once, and declarations between G_BEGIN_DECLS and G_END_DECLS."""
    for source in sources:
        if '\n#pragma once\n' not in source.text:
            yield source.path, 1, 'no #pragma once'
        if ccode.prototypes(source.text) and ('G_BEGIN_DECLS' not in source.text
                                              or 'G_END_DECLS' not in source.text):
            yield source.path, 1, 'no G_BEGIN_DECLS … G_END_DECLS'


def check_docs(sources):
    """Each public function: its block, each parameter, what it returns."""
    for source in sources:
        for prototype in ccode.prototypes(source.text):
            name, comment = prototype.name, prototype.comment
            if not re.search(rf'^ \* {name}:', comment, re.M):
                yield source.path, prototype.line, f'{name} has no gtk-doc block in front of it'
                continue
            for parameter in prototype.parameters:
                if parameter and f'@{parameter}:' not in comment:
                    yield source.path, prototype.line, f'{name}: parameter @{parameter} is not described'
            described = set(re.findall(r'^ \* @(\w+|\.\.\.):', comment, re.M))
            for extra in sorted(described - set(prototype.parameters)):
                yield source.path, prototype.line, f'{name}: @{extra} is described and not a parameter'
            if prototype.returns not in ('', 'void') and 'Returns:' not in comment:
                yield source.path, prototype.line, f'{name}: no "Returns:"'


def check_units(sources):
    """No naked timeout: a number's name carries its unit."""
    for source in sources:
        for match in NAKED.finditer(ccode.strip_comments(source.text)):
            line = source.text.count('\n', 0, match.start()) + 1
            if match[1] != 'size':
                yield source.path, line, f'"{match[1]}" has no unit'


def check_own_header_first(sources):
    """config.h, then the own header: so each header is proven to stand alone."""
    for source in sources:
        names = [name for _, name, _ in ccode.includes(source.text)]
        own = source.path.with_suffix('.h').name
        if not names or names[0] != 'config.h':
            yield source.path, 1, 'the first include is not "config.h"'
        elif (house.ROOT / source.path.with_suffix('.h')).is_file() and names[1:2] != [own]:
            yield source.path, 1, f'the second include is not "{own}"'


def main():
    headers = house.load('.h', folders=('src', 'tests'))
    public = [h for h in headers if not h.is_private and h.name != 'tally-banned.h']
    report = house.Report()
    report.case('files say what they are', check_first_blocks(house.load('.c', '.h', folders=('src', 'tests'))),
                '/* name.h, blank line, what it is, who calls it, which thread; SPDX line */')
    report.case('headers are guarded', check_guards(headers), '#pragma once after the first comment')
    report.case('public functions are documented', check_docs(public),
                'a gtk-doc block in the header: one sentence, each parameter, Returns:')
    report.case('numbers carry their units', check_units(headers), '_usec, _secs, _bytes, _cents, _ratio, n_')
    report.case('sources include config.h and their own header first',
                check_own_header_first(house.load('.c', folders=('src',))), 'STYLE rule 17')
    report.finish()


if __name__ == '__main__':
    main()
