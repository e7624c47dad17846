"""Expressions of GitHub Actions, as far as our workflows use them; what they don't use is an error.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import math
import re

CONTEXTS = {'github', 'env', 'vars', 'secrets', 'inputs', 'steps', 'runner', 'job'}
STATUS = {'always', 'success', 'failure', 'cancelled'}
FUNCTIONS = STATUS | {'contains', 'startswith', 'endswith', 'format', 'hashfiles'}
TOKEN = re.compile(r"\s*(?:(?P<number>-?\d+(?:\.\d+)?)|(?P<text>'(?:[^']|'')*')|(?P<name>[A-Za-z_][\w-]*)"
                   r"|(?P<sign>==|!=|<=|>=|&&|\|\||[!<>().,\[\]]))")
EMBEDDED = re.compile(r'\$\{\{(.*?)\}\}', re.S)
WORDS = {'true': True, 'false': False, 'null': None}


class BadExpression(ValueError):
    """The text is no expression that we know."""


def tokenize(text):
    """Returns [(kind, text)]."""
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise BadExpression(f'{text!r} at {at}')
        tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


class Parser:
    """Makes a tree of tuples: ('value', v), ('path', [names]), ('call', name, [trees]), (sign, one, two)."""

    LEVELS = (('||',), ('&&',), ('==', '!='), ('<', '<=', '>', '>='))

    def __init__(self, text):
        self.text, self.tokens, self.at = text, tokenize(text), 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ('end', '')

    def take(self, sign=None):
        kind, text = self.peek()
        if sign is not None and (kind, text) != ('sign', sign):
            raise BadExpression(f'{self.text!r}: {sign!r} expected, not {text!r}')
        self.at += 1
        return kind, text

    def parse(self):
        tree = self.binary(0)
        if self.peek()[0] != 'end':
            raise BadExpression(f'{self.text!r}: {self.peek()[1]!r} is too much')
        return tree

    def binary(self, level):
        if level == len(self.LEVELS):
            return self.unary()
        tree = self.binary(level + 1)
        while self.peek()[0] == 'sign' and self.peek()[1] in self.LEVELS[level]:
            sign = self.take()[1]
            tree = (sign, tree, self.binary(level + 1))
        return tree

    def unary(self):
        if self.peek() == ('sign', '!'):
            self.take()
            return ('!', self.unary())
        return self.primary()

    def primary(self):
        kind, text = self.take()
        if kind == 'number':
            return ('value', float(text))
        if kind == 'text':
            return ('value', text[1:-1].replace("''", "'"))
        if (kind, text) == ('sign', '('):
            tree = self.binary(0)
            self.take(')')
            return tree
        if kind != 'name':
            raise BadExpression(f'{self.text!r}: {text!r} was not expected')
        if self.peek() == ('sign', '('):
            return self.call(text.lower())
        return ('value', WORDS[text]) if text in WORDS else self.path(text)

    def call(self, name):
        if name not in FUNCTIONS:
            raise BadExpression(f'{self.text!r}: no function {name!r}')
        self.take('(')
        trees = []
        while self.peek() != ('sign', ')'):
            trees.append(self.binary(0))
            if self.peek() != ('sign', ')'):
                self.take(',')
        self.take(')')
        return ('call', name, trees)

    def path(self, name):
        if name not in CONTEXTS:
            raise BadExpression(f'{self.text!r}: no context {name!r}')
        names = [name]
        while self.peek() == ('sign', '.'):
            self.take()
            kind, text = self.take()
            if kind != 'name':
                raise BadExpression(f'{self.text!r}: a name is missing after the dot')
            names.append(text)
        return ('path', names)


def parse(text):
    """The tree of one expression without its ${{ }}."""
    return Parser(text).parse()


def embedded(text):
    """The trees of all ${{ }} in a text."""
    return [parse(found[1]) for found in EMBEDDED.finditer(text)]


def walk(tree):
    """The tree and all trees in it."""
    yield tree
    if tree[0] == 'call':
        for part in tree[2]:
            yield from walk(part)
    elif tree[0] not in ('value', 'path'):
        for part in tree[1:]:
            yield from walk(part)


def to_number(value):
    if value is None or isinstance(value, bool):
        return float(bool(value))
    if isinstance(value, str):
        try:
            return float(value) if value.strip() else 0.0
        except ValueError:
            return math.nan
    return value if isinstance(value, float) else math.nan


def to_text(value):
    if value is None:
        return ''
    if isinstance(value, bool):
        return 'true' if value else 'false'
    return f'{value:g}' if isinstance(value, float) else str(value)


def is_true(value):
    return value not in (None, False, '') and not (isinstance(value, float) and (value == 0 or math.isnan(value)))


def is_equal(one, two):
    if isinstance(one, str) and isinstance(two, str):
        return one.casefold() == two.casefold()
    if type(one) is type(two):
        return one == two
    return to_number(one) == to_number(two)


def fill(pattern, *values):
    """format(): {N} is a value, {{ a brace."""
    return re.sub(r'\{\{|\}\}|\{(\d+)\}',
                  lambda m: to_text(values[int(m[1])]) if m[1] else m[0][0], pattern)


PURE = {
    'contains': lambda one, two: to_text(two).casefold() in to_text(one).casefold(),
    'startswith': lambda one, two: to_text(one).casefold().startswith(to_text(two).casefold()),
    'endswith': lambda one, two: to_text(one).casefold().endswith(to_text(two).casefold()),
    'format': fill,
}
COMPARE = {
    '<': lambda one, two: to_number(one) < to_number(two), '<=': lambda one, two: to_number(one) <= to_number(two),
    '>': lambda one, two: to_number(one) > to_number(two), '>=': lambda one, two: to_number(one) >= to_number(two),
}


class Scope:
    """What expressions mean at one point of a run."""

    def __init__(self, contexts, functions=None):
        """@contexts: {name: nested dicts}; @functions: {name: callable} for status and hashFiles."""
        self.contexts, self.functions = contexts, {**PURE, **(functions or {})}

    def look_up(self, names):
        value = self.contexts.get(names[0], {})
        for name in names[1:]:
            if not isinstance(value, dict):
                return None
            value = {key.casefold(): item for key, item in value.items()}.get(name.casefold())
        return value

    def evaluate(self, tree):
        kind = tree[0]
        if kind == 'value':
            return tree[1]
        if kind == 'path':
            return self.look_up(tree[1])
        if kind == 'call':
            return self.functions[tree[1]](*map(self.evaluate, tree[2]))
        one = self.evaluate(tree[1])
        if kind == '!':
            return not is_true(one)
        if kind in ('&&', '||'):
            return self.evaluate(tree[2]) if is_true(one) == (kind == '&&') else one
        two = self.evaluate(tree[2])
        if kind in COMPARE:
            return COMPARE[kind](one, two)
        return is_equal(one, two) == (kind == '==')

    def condition(self, text):
        """An 'if:', with or without ${{ }}; success() is meant unless a status is asked for."""
        text = to_text(text).strip()
        whole = re.fullmatch(r'\$\{\{(.*)\}\}', text, re.S)
        tree = parse(whole[1] if whole else text)
        asks = any(part[0] == 'call' and part[1] in STATUS for part in walk(tree))
        return (asks or self.functions['success']()) and is_true(self.evaluate(tree))

    def expand(self, value):
        """A value of the workflow with each ${{ }} in it replaced, as text."""
        return EMBEDDED.sub(lambda found: to_text(self.evaluate(parse(found[1]))), to_text(value))
