#!/usr/bin/python3
"""Proves that the style checks can fail: small bad sources, and what must be found in them.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import importlib.util
import pathlib
import unittest

import ccode
import house


def load_check(name):
    """Imports check-<name>.py, which has a hyphen in its name."""
    path = pathlib.Path(__file__).with_name(f'check-{name}.py')
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SOURCE = '''/* a.c { */
static int
count (int a,
       int (*done) (int, char))
{
  const char *text = "if (x) { /* no comment */";
  if (a && a > 1)
    {
      for (int i = 0; i < a; i++)
        while (a)
          a = a ? 1 : 2;
    }
  else if (a)
    return 1;
  Point p = (Point) { 1, 2 };
  return 0;
}

void
quiet (void)
{
}
'''
HEADER = '''/* a.h */
#define tally_macro(x) (x)
typedef gboolean (*TallyCallback) (int a);
/**
 * tally_a_new:
 * @self: a
 *
 * Makes it.
 */
int tally_a_new (int self,
                 void (*done) (int a)) G_GNUC_WARN_UNUSED_RESULT;
void tally_a_free (int *self);
'''


class CCode(unittest.TestCase):
    def test_functions_are_measured(self):
        count, quiet = ccode.functions(SOURCE)
        self.assertEqual((count.name, count.line, count.n_lines, count.n_parameters), ('count', 5, 13, 2))
        self.assertEqual((count.nesting, count.complexity), (3, 7))
        self.assertEqual((quiet.name, quiet.n_parameters, quiet.complexity), ('quiet', 0, 1))

    def test_prototypes_are_read(self):
        new, free = ccode.prototypes(HEADER)
        self.assertEqual((new.name, new.parameters, new.returns), ('tally_a_new', ['self', 'done'], 'int'))
        self.assertIn('Makes it', new.comment)
        self.assertEqual((free.name, free.comment), ('tally_a_free', ''))

    def test_line_comments_inside_texts_are_texts(self):
        self.assertEqual(list(ccode.comments('char *a = "http://b";')), [])


class Checks(unittest.TestCase):
    def problems(self, check, path, text):
        return [what for _, _, what in check([house.Source(path, text)])]

    def test_a_jailed_header_is_found(self):
        jails = load_check('jails')
        bad = self.problems(jails.check_jails, 'src/billing/tally-billing-a.c', '#include <sqlite3.h>\n')
        self.assertEqual(len(bad), 1)
        self.assertEqual(self.problems(jails.check_jails, 'src/store/tally-db-sqlite.c', '#include <sqlite3.h>\n'), [])
        self.assertEqual(len(self.problems(jails.check_jails, 'src/core/tally-a.c', '#include <new/lib.h>\n')), 1)

    def test_a_sideways_include_is_found(self):
        layers = load_check('layers')
        table = {n: house.Area(n, '') for n in ('core', 'model', 'billing', 'workbook')}
        table['workbook'].sees = {'model'}
        table['model'].shows = {'core'}
        header = house.Source('src/billing/tally-billing-a.h', '')
        bad = house.Source('src/workbook/tally-workbook-a.c', '#include "tally-billing-a.h"\n')
        self.assertEqual(len(list(layers.check_includes(table, [header, bad]))), 1)
        table['workbook'].sees = {'model', 'billing'}
        self.assertEqual([what for _, _, what in layers.check_law(table)], ['workbook must not see billing'])
        table['model'].sees = {'workbook'}
        self.assertEqual(len(list(layers.check_order(table))), 1)

    def test_missing_docs_are_found(self):
        headers = load_check('headers')
        bad = self.problems(headers.check_docs, 'src/core/tally-a.h', HEADER)
        self.assertEqual(bad, ['tally_a_new: parameter @done is not described', 'tally_a_new: no "Returns:"',
                               'tally_a_free has no gtk-doc block in front of it'])
        self.assertEqual(len(self.problems(headers.check_units, 'src/core/tally-a.h', 'void f (guint timeout);')), 1)

    def test_words_are_found(self):
        words = load_check('words')
        find = words.find
        for pattern, text in ((words.OPEN_ENDS, '/* TO' + 'DO */'), (words.SLEEPS, 'g_usl' + 'eep (1);'),
                              (words.PLACES, 'see /wo' + 'rk/x')):
            self.assertEqual(len(list(find([house.Source('src/core/a.c', text)], pattern, 'x'))), 1)
        self.assertEqual(list(find([house.Source('README.md', '../shar' + 'ed/reference')], words.PLACES, 'x')), [])

    def test_scenarios_without_tests_are_found(self):
        check = load_check('scenarios')
        table = list(check.rows('| 1 | `/billing/value/prices`, `/billing/value/none-such` |\n| 2 | soon |\n'))
        self.assertEqual([number for _, number, _ in table], [1, 2])
        self.assertEqual([problem.split()[-1] for _, _, problem in check.check_tests(table)],
                         ['/billing/value/none-such'])
        problems = [problem for _, _, problem in check.check_complete(table)]
        self.assertIn('scenario 49 is missing', problems)
        self.assertIn('scenario 2 has no test, or two rows', problems)
        self.assertNotIn('scenario 1 is missing', problems)

    def test_long_files_are_found(self):
        sizes = load_check('sizes')
        self.assertEqual(len(self.problems(sizes.check_files, 'src/core/tally-a.c', '\n' * 601)), 1)
        self.assertEqual(len(self.problems(sizes.check_files, 'src/main/main.c', '\n' * 121)), 1)
        deep = 'void\nf (void)\n{\n' + '  if (a)\n' * 5 + '    b ();\n}\n'
        check = sizes.check_functions([house.Source('src/core/a.c', deep)], lambda f: f.nesting, 4, 'levels')
        self.assertEqual(len(list(check)), 1)

    def test_words_that_no_translator_sees_are_found(self):
        check = load_check('translations')
        words = house.Source('src/app/tally-a.c', 'void f (void) { g (_("Words")); }\n')
        plain = house.Source('src/app/tally-b.c', '/* _("no") */\n#define _(x) x\nvoid f (void) { g_ ("_(x)"); }\n')
        page = house.Source('src/app/a.ui', '<property name="label" translatable="yes">Words</property>')
        for listed, number in ((['src/app/a.ui', 'src/app/tally-a.c'], 0), (['src/app/tally-a.c'], 1),
                               (['src/app/a.ui', 'src/app/tally-a.c', 'src/app/tally-b.c'], 1),
                               (['src/app/a.ui', 'src/app/tally-a.c', 'src/app/z.ui'], 1),
                               (['src/app/tally-a.c', 'src/app/a.ui'], 1)):
            self.assertEqual(len(list(check.check_potfiles(listed, [words, plain, page]))), number, listed)
        self.assertEqual(len(list(check.check_languages(['es'], ['fr']))), 2)

    def test_loose_sources_and_permissions_of_the_flatpak_are_found(self):
        check = load_check('manifest')
        url, commit = 'https://example.com/a.git', 'a' * 40
        for source, number in (({'type': 'git', 'url': url, 'commit': commit}, 0), ({'type': 'git', 'url': url}, 1),
                               ({'type': 'git', 'url': url, 'tag': 'v1', 'commit': 'abc'}, 1),
                               ({'type': 'git', 'url': url, 'branch': 'main', 'commit': commit}, 1),
                               ({'type': 'archive', 'url': url, 'sha256': 'b' * 64}, 0),
                               ({'type': 'dir', 'path': '..'}, 1), ({'type': 'script'}, 1)):
            problems = check.check_pins('', {'modules': [{'name': 'a', 'sources': [source]}]})
            self.assertEqual(len(list(problems)), number, source)
        readme = '## Flatpak\n| `--share=network` | to reach Smartsheet |\n| `--share=ipc` | |\n## Next\n'
        for arguments, wanted in ((['--share=network', '--share=ipc'], ['--share=ipc has no reason']),
                                  (['--share=network', '--filesystem=host', '--share=ipc'],
                                   ['--filesystem=host is more than the app may have', '--filesystem=host has no reason',
                                    '--share=ipc has no reason']),
                                  (['--share=ipc'], ['--share=ipc has no reason',
                                                     '--share=network is explained and not in the manifest'])):
            problems = check.check_permissions('', {'finish-args': arguments}, readme)
            self.assertEqual([what for _, _, what in problems], wanted)

    def test_bad_icons_are_found(self):
        check = load_check('desktop')
        icon = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">{}</svg>'
        for name, inside, number in (('a.svg', '<path fill="#fff"/>', 0), ('a.svg', '<image href="x.png"/>', 1),
                                     ('a.svg', '<path>', 1), ('a-symbolic.svg', '<g fill="#fff"/><g fill="#000"/>', 1)):
            self.assertEqual(len(list(check.check_icon(name, icon.format(inside), 16))), number, inside)


if __name__ == '__main__':
    unittest.main()
