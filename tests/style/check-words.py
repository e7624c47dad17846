#!/usr/bin/python3
"""Words that have no place in the code: open ends, jumps, sleeps, one developer's paths.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re

import ccode
import house

OPEN_ENDS = re.compile(r'\b(' + '|'.join(('TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK')) + r')\b')
SLEEPS = re.compile(r'\b(g_usleep|usleep|nanosleep|sleep|thrd_sleep)\s*\(|\btime\.sleep\b|^\s*sleep\s+[\d.]', re.M)
PLACES = re.compile('|'.join(('/wo' + r'rk\b', r'(?<!\.\./)\bshar' + r'ed/(?:reference|data|DESIGN|STYLE)',
                              r'\b/ro' + r'ot/', r'/ho' + r'me/\w+', r'/tmp/(?!\$)[a-z]')))


def find(sources, pattern, what, text=lambda source: source.text):
    """Each place where the pattern stands."""
    for source in sources:
        body = text(source)
        for match in pattern.finditer(body):
            yield source.path, body.count('\n', 0, match.start()) + 1, f'{what}: {match[0].strip()}'


def find_line_comments(sources):
    """// comments, outside of strings."""
    for source in sources:
        for line, comment in ccode.comments(source.text):
            if comment.startswith('//'):
                yield source.path, line, comment[:60]


def code_alone(source):
    """A C source without comments and texts; other files as they are."""
    if source.path.suffix in ('.c', '.h'):
        return ccode.strip_texts(ccode.strip_comments(source.text))
    return source.text


def main():
    code = house.load('.c', '.h', folders=('src', 'tests'))
    scripts = house.load('.py', '.sh', '.mjs', '.js')
    prose = [house.load_file(p) for p in ('README.md', 'dev') if (house.ROOT / p).is_file()]
    tree = code + scripts + prose + house.load('.md', '.json', '.in', 'meson.build', '.sql', '.ui', '.1', '.5')
    others = [s for s in tree if s.path.parts[:2] != ('tests', 'style')]
    report = house.Report()
    report.case('no line comments', find_line_comments(code), 'write /* … */')
    report.case('no open ends', find(others, OPEN_ENDS, 'open end'), 'do it, or open an issue')
    report.case('no jumps', find(code, re.compile(r'\bgoto\b'), 'jump', code_alone),
                'g_autoptr and early return')
    report.case('no sleeping tests',
                find([s for s in others if s.path.parts[0] == 'tests'], SLEEPS, 'sleep', code_alone),
                'inject the clock (tally-clock.h), wait for an event')
    report.case('no words of one workplace', find(others, PLACES, 'place'),
                'a path relative to the project, a temporary folder, or an environment variable')
    report.finish()


if __name__ == '__main__':
    main()
