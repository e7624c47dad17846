"""Test programs in Python that answer in TAP, case by case.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import sys
import traceback


class Skip(Exception):
    """The case, or the whole program, can't run here; the text says why."""


def say(text):
    """Prints a line that is no result."""
    for line in str(text).splitlines():
        print(f'# {line}', flush=True)


def run(cases, prepare=None):
    """Runs {name: function}; each gets what @prepare returned. Ends the program."""
    try:
        arguments = () if prepare is None else (prepare(),)
    except Skip as reason:
        print(f'1..0 # SKIP {reason}')
        sys.exit(0)
    print(f'1..{len(cases)}')
    n_failed = 0
    for number, (name, function) in enumerate(cases.items(), 1):
        try:
            function(*arguments)
            print(f'ok {number} {name}', flush=True)
        except Skip as reason:
            print(f'ok {number} {name} # SKIP {reason}', flush=True)
        except Exception:  # pylint: disable=broad-except
            say(traceback.format_exc())
            print(f'not ok {number} {name}', flush=True)
            n_failed += 1
    sys.exit(1 if n_failed else 0)


def check(condition, text):
    """Fails the case unless @condition."""
    if not condition:
        raise AssertionError(text)


def check_equal(one, two, what):
    """Fails the case unless both are the same."""
    check(one == two, f'{what}: {one!r} is not {two!r}')
