"""The two packages as ./dev package makes them, built once for all test programs.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import os
import pathlib
import shutil
import subprocess

from clean_root import BUILD, locked
from tap import Skip

TOP = pathlib.Path(__file__).resolve().parents[2]
FOLDER = BUILD / 'package'


def ask_git(*words):
    """What git says of the sources; an empty text where there is no git."""
    if shutil.which('git') is None:
        return ''
    answer = subprocess.run(['git', *words], cwd=TOP, capture_output=True, text=True, check=False)
    return answer.stdout if answer.returncode == 0 else ''


def list_files():
    """The files that ./dev package takes, or more, as paths."""
    names = ask_git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0')
    if names == ['']:
        return sorted(path for folder in ('data', 'src', 'tests') for path in (TOP / folder).rglob('*')
                      if path.is_file() and path.suffix != '.pyc') + [TOP / 'dev', TOP / 'meson.build']
    return [path for path in map(TOP.joinpath, sorted(filter(None, names))) if path.is_file()]


def digest():
    """Hash of all sources and of the commit, which gives the version."""
    total = hashlib.sha256(ask_git('rev-parse', 'HEAD').encode())
    for path in list_files():
        total.update(str(path).encode() + b'\0' + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def make(folder, **keywords):
    """Runs ./dev package into @folder; returns {package: path}."""
    for program in ('dpkg-buildpackage', 'dh', 'lintian'):
        if shutil.which(program) is None:
            raise Skip(f'packages want {program}')
    answer = subprocess.run([str(TOP / 'dev'), 'package', str(folder)], cwd=TOP, capture_output=True, text=True,
                            check=False, **keywords)
    if answer.returncode != 0:
        log = folder / 'tree/build.log'
        end = log.read_text(encoding='utf-8', errors='replace')[-3000:] if log.exists() else ''
        raise AssertionError(f'./dev package failed:\n{answer.stderr[-2000:]}\n{end}')
    return {path.name.partition('_')[0]: path for path in map(pathlib.Path, answer.stdout.split())}


def get():
    """Returns {package: path}, building only if a source has changed."""
    with locked(FOLDER):
        stamp, now = FOLDER / 'stamp', digest()
        if not stamp.exists() or stamp.read_text(encoding='ascii') != now:
            make(FOLDER, env={**os.environ, 'LC_ALL': 'C.UTF-8'})
            stamp.write_text(now, encoding='ascii')
        return {path.name.partition('_')[0]: path for path in FOLDER.glob('*.deb')}
