#!/usr/bin/python3
"""Translations: po/POTFILES names every file with words for people, po/LINGUAS every language, and each
translation is sound.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re
import shutil
import subprocess

import ccode
import house

CALL = re.compile(r'(?<!\w)(?:_|N_|C_|NC_|Q_|gettext|ngettext|g_dgettext|g_dngettext|g_dpgettext2?)\s*\(')
MARK = re.compile(r'\btranslatable="(?:yes|true|1)"|\bl10n="')


def has_words(source):
    """Whether a file has words that are translated."""
    name = source.name
    if name.endswith(('.desktop.in', '.metainfo.xml.in')):
        return True
    if name.endswith(('.ui', '.gschema.xml')):
        return MARK.search(source.text) is not None
    text = ccode.strip_texts(ccode.strip_comments(source.text))
    return any(not line.lstrip().startswith('#') and CALL.search(line) for line in text.splitlines())


def check_potfiles(listed, sources):
    """Each file with words is listed, each that is listed exists and has some; in order, once."""
    have = {str(source.path): has_words(source) for source in sources}
    for path in sorted(name for name, words in have.items() if words and name not in listed):
        yield path, 1, 'has words for people and is not in po/POTFILES'
    for line, path in enumerate(listed, 1):
        if path not in have:
            yield 'po/POTFILES', line, f'{path} does not exist'
        elif not have[path]:
            yield 'po/POTFILES', line, f'{path} has no words for people'
    if listed != sorted(set(listed)):
        yield 'po/POTFILES', 1, 'not sorted, or a file stands there twice'


def check_languages(listed, present):
    """Each language has its file, and each file is in use."""
    for language in sorted(set(listed) ^ set(present)):
        yield 'po/LINGUAS', 1, f'{language} is named without po/{language}.po, or the other way round'


def check_sound(languages):
    """What msgfmt finds wrong, such as a format that takes other values than the original."""
    for language in languages:
        path = f'po/{language}.po'
        answer = subprocess.run(['msgfmt', '--check', '-o', '/dev/null', path], cwd=house.ROOT, capture_output=True,
                                text=True, check=False)
        if answer.returncode != 0:
            yield path, 1, answer.stderr.strip()


def read_list(path):
    """The lines of a list that say something."""
    return [line for line in house.load_file(path).text.splitlines() if line and not line.startswith('#')]


def main():
    sources = house.load('.c', '.ui', '.gschema.xml', '.desktop.in', '.metainfo.xml.in', folders=('src', 'data'))
    languages = read_list('po/LINGUAS')
    report = house.Report()
    report.case('POTFILES is complete', check_potfiles(read_list('po/POTFILES'), sources), 'add the file, in order')
    report.case('LINGUAS is complete', check_languages(languages, [p.stem for p in (house.ROOT / 'po').glob('*.po')]),
                'one line and one file a language')
    if shutil.which('msgfmt') is None:
        report.skip('translations are sound', 'msgfmt is missing')
    else:
        report.case('translations are sound', check_sound(languages), 'see what msgfmt says')
    report.finish()


if __name__ == '__main__':
    main()
