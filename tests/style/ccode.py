"""Reads C well enough to measure it: tokens, functions, prototypes, comments.

Not a compiler: it relies on the house's layout (a function's braces stand in the first column).
SPDX-License-Identifier: GPL-3.0-or-later
"""
import re

TOKEN = re.compile(r"""[A-Za-z_]\w*|\d[\w.]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
                   r"""|->|\+\+|--|&&|\|\||[-+*/%&|^=!<>]=|\.\.\.|<<|>>|\S""")
COMMENT_OR_TEXT = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.S)
DIRECTIVE = re.compile(r'^[ \t]*#(?:[^\n\\]|\\\n|\\.)*', re.M)
LOOPS = {'for', 'while', 'switch'}


def blank(text):
    """The same number of lines, nothing else."""
    return '\n' * text.count('\n') or ' '


def strip_comments(text):
    """Comments become blanks; texts stay."""
    return COMMENT_OR_TEXT.sub(lambda m: blank(m[0]) if m[0].startswith('/') else m[0], text)


def strip_texts(text):
    """String and character literals become empty ones."""
    return COMMENT_OR_TEXT.sub(lambda m: m[0] if m[0].startswith('/') else m[0][0] * 2, text)


def strip_directives(text):
    """Preprocessor lines, continued ones too, become blanks."""
    return DIRECTIVE.sub(lambda m: blank(m[0]), text)


def comments(text):
    """Yields (line number, comment)."""
    for match in COMMENT_OR_TEXT.finditer(text):
        if match[0].startswith('/'):
            yield text.count('\n', 0, match.start()) + 1, match[0]


def includes(text):
    """Yields (line number, name, True if in quotes)."""
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', strip_comments(text), re.M):
        yield text.count('\n', 0, match.start()) + 1, match[2], match[1] == '"'


class Body:
    """Measures a function's tokens: nesting and cyclomatic complexity."""

    def __init__(self, text):
        self.tokens = TOKEN.findall(text)
        self.at = 0
        self.nesting = 0
        counted = {'if', 'for', 'while', 'case', '&&', '||', '?'}
        self.complexity = 1 + sum(t in counted for t in self.tokens)
        self.complexity += len(re.findall(r'\b\w*_(?:FOREACH|foreach_macro)\b', text))
        self.switches = self.tokens.count('switch')
        while self.at < len(self.tokens):
            self.statement(0)

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ''

    def skip_group(self, opening, closing):
        depth = 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            depth += (token == opening) - (token == closing)
            if depth == 0:
                return

    def statement(self, depth):
        self.nesting = max(self.nesting, depth)
        token = self.peek()
        self.at += 1
        if token == '{':
            while self.peek() not in ('}', ''):
                self.statement(depth)
            self.at += 1
        elif token == 'if':
            self.skip_group('(', ')')
            self.statement(depth + 1)
            if self.peek() == 'else':
                self.at += 1
                self.statement(depth if self.peek() == 'if' else depth + 1)
        elif token in LOOPS:
            self.skip_group('(', ')')
            self.statement(depth + 1)
        elif token == 'do':
            self.statement(depth + 1)
        elif token in ('case', 'default'):
            while self.peek() not in (':', ''):
                self.at += 1
            self.at += 1
        else:
            self.at -= 1
            self.simple(depth)

    def simple(self, depth):
        """An expression or declaration up to ';', or a macro loop: NAME (…) { … }."""
        first = self.at
        while self.at < len(self.tokens):
            token = self.peek()
            if token == '(':
                self.skip_group('(', ')')
                if self.peek() == '{' and self.at > first and re.match(r'[A-Za-z_]', self.tokens[first]) \
                        and self.tokens[first + 1] == '(':
                    self.statement(depth + 1)
                    return
            elif token == '{':
                self.skip_group('{', '}')
            elif token == '}':
                self.at += self.at == first
                return
            else:
                self.at += 1
                if token == ';':
                    return


class Function:
    """One definition in a .c file; @line is its brace's, @n_lines counts the braces."""

    def __init__(self, name, line, n_lines, parameters, body):
        self.name, self.line, self.n_lines = name, line, n_lines
        self.n_parameters = parameters
        measured = Body(body)
        self.nesting, self.complexity = measured.nesting, measured.complexity
        self.switches = measured.switches


def split_parameters(text):
    """Splits at the commas outside brackets; none for (void)."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in '([{') - (char in ')]}')
        if char == ',' and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
    parts.append(text[start:].strip())
    return [] if parts in ([''], ['void']) else parts


def matching_parenthesis(text, opening):
    """Index of the bracket that closes the one at @opening, or -1."""
    depth = 0
    for i in range(opening, len(text)):
        depth += (text[i] == '(') - (text[i] == ')')
        if depth == 0:
            return i
    return -1


def functions(text):
    """Lists the functions of a .c file."""
    code = strip_texts(strip_comments(strip_directives(strip_comments(text))))
    found = []
    for match in re.finditer(r'^\{$(.*?)^\}', code, re.M | re.S):
        head = code[:match.start()].rstrip()
        head = head[max(head.rfind(';'), head.rfind('\n}'), head.rfind('\n{')) + 1:]
        named = re.search(r'^([A-Za-z_]\w*)[ \t]*\(', head, re.M)
        if not named:
            continue
        opening = head.index('(', named.start())
        inside = head[opening + 1:matching_parenthesis(head, opening)]
        found.append(Function(named[1], code.count('\n', 0, match.start()) + 1,
                              match[0].count('\n') + 1, len(split_parameters(inside)), match[1]))
    return found


class Prototype:
    """One public function of a header with the comment in front of it."""

    def __init__(self, name, line, returns, parameters, comment):
        self.name, self.line, self.returns = name, line, returns
        self.parameters, self.comment = parameters, comment


def parameter_name(text):
    """The name of one parameter: 'gboolean (*done) (int)' is done, '...' is itself."""
    if text == '...':
        return text
    pointer = re.search(r'\(\s*\*\s*(\w+)', text)
    if pointer:
        return pointer[1]
    words = re.findall(r'[A-Za-z_]\w*', re.sub(r'\[[^\]]*\]', '', re.sub(r'\bG_GNUC_\w+', '', text)))
    return words[-1] if words else ''


def without_bodies(code):
    """Blocks in braces become ';' and blanks, so that only declarations are left."""
    out, depth = [], 0
    for i, char in enumerate(code):
        if char == '{':
            depth += 1
            if depth == 1 and re.search(r'"C"\s*$', code[:i]):
                depth = 0
        if depth == 0 or char == '\n':
            out.append(char)
        elif char == '}' and depth == 1:
            out.append(' ; ')
        else:
            out.append(' ')
        if char == '}' and depth:
            depth -= 1
    return ''.join(out)


def prototypes(text):
    """Lists the public functions of a header."""
    bare = re.sub(r'\bG_(BEGIN|END)_DECLS\b', ' ', strip_directives(strip_comments(text)))
    bare = re.sub(r'^G_DECLARE_\w+ \([^()]*\)$', lambda m: '\n' * m[0].count('\n'), bare, flags=re.M) # no ';' ends it
    code = without_bodies(strip_texts(bare))
    docs = [(text.count('\n', 0, m.end()), m[0]) for m in re.finditer(r'/\*.*?\*/', text, re.S)]
    found, start = [], 0
    for end in [m.start() for m in re.finditer(';', code)] + [len(code)]:
        chunk, line = code[start:end], code.count('\n', 0, start)
        lead = len(chunk) - len(chunk.lstrip())
        line += chunk[:lead].count('\n') + 1
        start = end + 1
        match = re.search(r'\b((?:tally)_\w+)\s*\(', chunk)
        if not match or re.search(r'\b(typedef|struct\s*$|G_DECLARE|G_DEFINE|extern)\b', chunk[:match.start()]):
            continue
        closing = matching_parenthesis(chunk, match.end() - 1)
        inside = chunk[match.end():closing]
        returns = re.sub(r'\b(G_BEGIN_DECLS|static|inline|G_GNUC_\w+(\s*\([^)]*\))?)', '',
                         chunk[:match.start()]).strip()
        comment = next((c for at, c in docs if line - 3 <= at + 1 <= line and c.startswith('/**')
                        and not code_between(text, at + 1, line)), '')
        found.append(Prototype(match[1], line, returns,
                               [parameter_name(p) for p in split_parameters(inside)], comment))
    return found


def code_between(text, last_comment_line, line):
    """True if something but blanks stands between a comment's last line and a declaration."""
    return any(part.strip() for part in text.split('\n')[last_comment_line:line - 1])
