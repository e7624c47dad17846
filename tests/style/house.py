"""The project's tree for the style checks, and how they answer: TAP with file:line and remedy.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ('src', 'tests', 'data', 'po', 'ui', 'flatpak')


class Source:
    """One file: its path from the top, its text, and its area if it is in src/."""

    def __init__(self, path, text):
        self.path = pathlib.PurePosixPath(path)
        self.text = text
        self.name = self.path.name
        self.n_lines = text.count('\n')
        parts = self.path.parts
        self.area = parts[1] if parts[0] == 'src' and len(parts) > 2 else ''
        self.is_private = self.name.endswith('-private.h')


def load(*endings, folders=FOLDERS):
    """The files of the tree that end so, in order; samples and reference data are no sources."""
    found = []
    for folder in folders:
        for path in sorted((ROOT / folder).rglob('*')):
            relative = path.relative_to(ROOT)
            if path.name.endswith(endings) and path.is_file() and 'node_modules' not in relative.parts \
                    and relative.parts[:2] != ('tests', 'data') and 'samples' not in relative.parts:
                found.append(Source(relative, path.read_text(encoding='utf-8')))
    return found


def load_file(path):
    """One file by its path from the top."""
    return Source(path, (ROOT / path).read_text(encoding='utf-8'))


class Area:
    """What one area's meson.build says: what it sees and what it shows to those that see it."""

    def __init__(self, name, text):
        self.name = name
        text = re.sub(r'#[^\n]*', '', text)
        self.sees = self.list_deps(text, r'(?:static_library|executable)\s*\(')
        self.shows = self.list_deps(text, r'declare_dependency\s*\(')
        if not self.sees:
            self.sees = set(re.findall(r'\b(\w+)_dep\b', text))
        self.text = text

    @staticmethod
    def list_deps(text, call):
        match = re.search(call + r'.*?\bdependencies\s*:\s*\[([^\]]*)\]', text, re.S)
        return set(re.findall(r'\b(\w+)_dep\b', match[1])) if match else set()


def areas():
    """{name: Area} in the order of src/meson.build."""
    order = re.findall(r"^subdir\('([\w-]+)'\)", load_file('src/meson.build').text, re.M)
    return {name: Area(name, load_file(f'src/{name}/meson.build').text) for name in order}


def closure(table, names):
    """The areas that @names show, themselves included."""
    seen, todo = set(), [n for n in names if n in table]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(n for n in table[name].shows if n in table)
    return seen


class Report:
    """Collects the complaints of one program and prints them as TAP."""

    def __init__(self):
        self.cases = []

    def case(self, name, problems, remedy):
        """@problems: [(path, line, what)]"""
        self.cases.append((name, list(problems), remedy))

    def skip(self, name, reason):
        """A case that this machine can't try."""
        self.cases.append((f'{name} # SKIP {reason}', [], ''))

    def finish(self):
        print(f'1..{len(self.cases)}')
        for number, (name, problems, remedy) in enumerate(self.cases, 1):
            print(f"{'not ok' if problems else 'ok'} {number} {name}")
            for path, line, what in problems:
                print(f'# {path}:{line}: {what}')
            if problems:
                print(f'# remedy: {remedy}')
        failed = any(problems for _, problems, _ in self.cases)
        sys.exit(1 if failed else 0)
