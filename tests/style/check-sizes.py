#!/usr/bin/python3
"""Sizes: files, functions, parameters, nesting, complexity (STYLE rules 7, 14, 15, 16, 76).

SPDX-License-Identifier: GPL-3.0-or-later
"""
import ccode
import house

FILE_LINES = {'.c': 600, '.h': 200, '.ui': 350, '.py': 600}
FUNCTION_LINES = 60
PARAMETERS = 7
NESTING = 4  # the target is 3
COMPLEXITY = 15
SWITCHES = 1
MAIN_LINES = 120
BUILD_LINES = {'meson.build': 200, 'src/store/sql/meson.build': 120}  # the latter is a list of names
OTHER_BUILD_LINES = 60
# 'path:function': 'reason'. Starts empty; clarity may win, with its reason.
EXCEPTIONS = {}


def check_files(sources):
    """No file grows beyond what one head holds."""
    for source in sources:
        limit = MAIN_LINES if source.name == 'main.c' else FILE_LINES[source.path.suffix]
        if source.n_lines > limit:
            yield source.path, limit, f'{source.n_lines} lines, limit {limit}'


def check_builds(sources):
    """One short meson.build a folder."""
    for source in sources:
        limit = BUILD_LINES.get(str(source.path), OTHER_BUILD_LINES)
        if source.n_lines > limit:
            yield source.path, limit, f'{source.n_lines} lines, limit {limit}'


def check_functions(sources, value, limit, what):
    """value (function) stays within limit."""
    for source in sources:
        for function in ccode.functions(source.text):
            if value(function) > limit and f'{source.path}:{function.name}' not in EXCEPTIONS:
                yield (source.path, function.line,
                       f'{function.name} has {value(function)} {what}, limit {limit}')


def main():
    code = house.load('.c', folders=('src', 'tests'))
    report = house.Report()
    report.case('files are short', check_files(house.load('.c', '.h', '.ui', '.py')),
                'split by concern (-actions, -import), sharing one -private.h')
    report.case('build files are short',
                check_builds([house.load_file('meson.build')] + house.load('meson.build')),
                'one meson.build per folder, tables instead of repetition')
    report.case('functions are short', check_functions(code, lambda f: f.n_lines, FUNCTION_LINES, 'lines'),
                'give the steps names of their own')
    report.case('parameters are few', check_functions(code, lambda f: f.n_parameters, PARAMETERS, 'parameters'),
                'more than 5 want a struct')
    report.case('nesting is shallow', check_functions(code, lambda f: f.nesting, NESTING, 'levels of nesting'),
                'return early, name the inner loop')
    report.case('complexity is low',
                check_functions(code, lambda f: f.complexity, COMPLEXITY, 'paths (cyclomatic)'),
                'a table instead of branches, or a helper')
    report.case('one switch a function', check_functions(code, lambda f: f.switches, SWITCHES, 'switches'),
                'one helper for each')
    report.finish()


if __name__ == '__main__':
    main()
