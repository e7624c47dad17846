#!/usr/bin/python3
"""Adds up what 'meson test' recorded; the last line is 'N passed, N failed'.

usage: summary.py LABEL=BUILD-FOLDER…

What was skipped stands above it, each with its reason. Each TAP case counts once. A program that crashed, ran out of time or broke its plan after its last
good case counts as one failure more, which the JUnit file alone would hide.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

SKIPPED = re.compile(r'^(?:1\.\.0|ok \d+)(?: (?P<case>[^#\n]*?))? *# *skip\w*:? *(?P<reason>.*)$',
                     re.IGNORECASE | re.MULTILINE)
# What XML can't hold; meson writes the output of programs as it came.
NOT_XML = re.compile('[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')
GOOD = {'OK', 'SKIP', 'EXPECTEDFAIL'}


def read_junit(path):
    """Returns {test name: [passed, failed, skipped]} of the TAP programs, case by case."""
    cases = {}
    text = NOT_XML.sub('?', path.read_text(encoding='utf-8', errors='replace'))
    for suite in ElementTree.fromstring(text).iter('testsuite'):
        project, dot, name = suite.get('name').partition('.')
        if not dot:
            continue  # programs that answer by exit code alone: the JSON log says more
        counts = cases.setdefault(name, [0, 0, 0])
        for case in suite.iter('testcase'):
            if case.find('failure') is not None or case.find('error') is not None:
                counts[1] += 1
            elif case.find('skipped') is not None:
                counts[2] += 1
            else:
                counts[0] += 1
    return cases


def list_skipped(test):
    """Returns a line for each case that a program skipped."""
    return [f"SKIPPED {found['case'] or test['name']}: {found['reason']}"
            for found in SKIPPED.finditer(test.get('stdout', ''))]


def count(folder):
    """Returns (passed, failed, skipped, lines about what did not pass) of one build folder."""
    logs = pathlib.Path(folder) / 'meson-logs'
    cases = read_junit(logs / 'testlog.junit.xml')
    total, notes = [0, 0, 0], []
    for line in (logs / 'testlog.json').read_text(encoding='utf-8').splitlines():
        test = json.loads(line)
        counts = cases.get(test['name'], [0, 0, 0])
        if test['result'] not in GOOD:
            notes.append(f"FAILED {test['name']} ({test['result'].lower()})")
            counts[1] = max(counts[1], 1)
        elif sum(counts) == 0:
            counts[2 if test['result'] == 'SKIP' else 0] += 1
        notes += list_skipped(test)
        total = [a + b for a, b in zip(total, counts)]
    return (*total, notes)


def main(arguments):
    """Prints one line for each build folder and the sum of all."""
    total = [0, 0, 0]
    for argument in arguments:
        label, _, folder = argument.partition('=')
        try:
            *counts, notes = count(folder)
        except (OSError, ElementTree.ParseError, ValueError) as error:
            print(f'{label}: no results: {error}')
            *counts, notes = 0, 1, 0, []
        for note in notes:
            print(f'{label}: {note}')
        print(f'{label}: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped')
        total = [a + b for a, b in zip(total, counts)]
    print(f'{total[0]} passed, {total[1]} failed')
    return 1 if total[1] or not total[0] else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
