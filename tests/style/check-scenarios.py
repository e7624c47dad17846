#!/usr/bin/python3
"""The table "Billing scenarios" of tests/README.md: complete, and each test that it names exists.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re

import house

README = 'tests/README.md'
# Those that hold for the first contract or are our own demand; the rest is the later contract's.
WANTED = {*range(1, 8), 9, *range(10, 14), 20, 21, 23, 24, 26, 27, 28, 38, 39, 43, 44, 45, 48, 49, 50,
          *range(64, 69), *range(71, 76), 79}
ROW = re.compile(r'^\| (\d+) \| (.+) \|$', re.M)
TEST = re.compile(r'`(/[a-z-]+/[a-z-]+/[a-z0-9-]+)`')


def rows(text):
    """(line, scenario, tests) of each row of the table."""
    for match in ROW.finditer(text):
        yield text.count('\n', 0, match.start()) + 1, int(match[1]), TEST.findall(match[2])


def has_test(path):
    """Whether the program of a test's path knows its last part."""
    _, area, noun, case = path.split('/')
    program = house.ROOT / 'tests' / area / f'test-{noun}.c'
    return program.is_file() and re.search(rf'[/"]{case}"', program.read_text(encoding='utf-8')) is not None


def check_complete(table):
    """Every scenario stands there once and has a test."""
    numbers = [number for _, number, _ in table]
    for number in sorted(WANTED - set(numbers)):
        yield README, 1, f'scenario {number} is missing'
    for line, number, tests in table:
        if not tests or numbers.count(number) > 1:
            yield README, line, f'scenario {number} has no test, or two rows'


def check_tests(table):
    """Every test that is named exists."""
    for line, number, tests in table:
        for path in tests:
            if not has_test(path):
                yield README, line, f'scenario {number}: there is no test {path}'


def main():
    table = list(rows(house.load_file(README).text))
    report = house.Report()
    report.case('every scenario has a row', check_complete(table), 'name the test that proves it')
    report.case('every test exists', check_tests(table), 'name a test as it is registered')
    report.finish()


if __name__ == '__main__':
    main()
