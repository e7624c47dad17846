#!/usr/bin/python3
"""The container recipe, built as written with buildah; its base image is a clean Debian 12 root of our own.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import json
import pathlib
import shutil
import subprocess
import tempfile

import clean_root
import debs
from tap import Skip, check, check_equal, run, say

RECIPE = debs.TOP / 'data' / 'container' / 'Containerfile'
BASE = 'docker.io/library/debian:12-slim'


class Images:
    """buildah with a store of its own, and the image that the recipe makes."""

    def __init__(self, stack):
        tar = clean_root.base()
        if shutil.which('buildah') is None:
            raise Skip('a container wants buildah')
        self.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(dir=clean_root.BUILD)))
        self.options = ['--root', str(self.folder / 'store'), '--runroot', str(self.folder / 'run'),
                        '--storage-driver', 'vfs']
        with clean_root.CleanRoot() as root:
            root.update()
        try:
            self.must('run', self.import_base(tar), '--', 'true')
        except AssertionError as error:
            raise Skip(f"buildah can't work here: {str(error).strip().splitlines()[-1]}") from error
        context = self.folder / 'context'
        context.mkdir()
        shutil.copy(debs.get()['tallyman-headless'], context)
        self.must('bud', '--pull-never', '--format', 'docker', '-f', str(RECIPE), '-t', 'tallyman', str(context))
        self.container = self.must('from', '--pull-never', 'tallyman').strip()

    def must(self, verb, *words):
        """Runs buildah; returns its standard output."""
        isolation = ['--isolation', 'chroot'] if verb in ('run', 'bud') else []
        answer = subprocess.run(['buildah', *self.options, verb, *isolation, *words], stdin=subprocess.DEVNULL,
                                capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            raise AssertionError(f'buildah {verb} ended with {answer.returncode}:\n{answer.stdout[-2000:]}\n'
                                 f'{answer.stderr[-4000:]}')
        return answer.stdout

    def import_base(self, tar):
        """Gives the clean root the name of the recipe's base; returns a container of it."""
        container = self.must('from', 'scratch').strip()
        self.must('add', '-q', container, str(tar), '/')
        self.must('commit', '-q', container, BASE)
        return container

    def config(self):
        """What the image says of itself."""
        return json.loads(self.must('inspect', '--type', 'image', 'tallyman'))['Docker']['config']


def test_config(images):
    """An unprivileged user, the program as entry point, data in a volume."""
    config = images.config()
    check_equal(config['User'], 'tallyman', 'user')
    check_equal(config['Entrypoint'], ['/usr/bin/tallyman'], 'entry point')
    check_equal(list(config['Volumes']), ['/data'], 'volumes')
    size = images.must('images', '--format', '{{.Size}}', 'tallyman').strip()
    say(f'the image has {size}')


def test_runs(images):
    """The pass works as that user, who can write to the volume alone."""
    container = images.container
    check_equal(images.must('run', container, '--', 'id', '-u').strip(), '10001', 'user')
    for folder in ('/etc', '/usr/bin', '/opt'):
        images.must('run', container, '--', 'test', '!', '-w', folder)
    summary = json.loads(images.must('run', container, '--', 'tallyman', '--batch', '--sandbox', '--json'))
    check(summary['exit_code'] == 0 and summary['counts']['published'] > 0, summary)
    check(summary['output_dir'].startswith('/data/'), summary['output_dir'])


def test_holds_no_rest(images):
    """Neither package lists nor package files stay in it, and no compiler."""
    left = images.must('run', '--user', 'root', images.container, '--', 'sh', '-c',
                       'ls -A /var/lib/apt/lists /tmp; find / -xdev -name "*.deb"; command -v gcc || true')
    check_equal(left.split(), ['/tmp:', '/var/lib/apt/lists:'], 'what is left')


def main():
    with contextlib.ExitStack() as stack:
        run({'/package/container/says-how-it-runs': test_config,
             '/package/container/runs-without-privileges': test_runs,
             '/package/container/holds-the-runtime-alone': test_holds_no_rest},
            lambda: Images(stack))


if __name__ == '__main__':
    main()
