"""A Debian 12 with nothing but its base and ca-certificates, in a folder, to install into and to run in.

The base is fetched once into the build folder. What runs has its own mounts and processes, which end
with it: no mount is ever left behind. Needs root, and a Debian mirror.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import fcntl
import os
import pathlib
import shutil
import subprocess
import tempfile

from tap import Skip

BUILD = pathlib.Path(os.environ.get('TALLYMAN_BUILD', 'build')).resolve()
PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
PROXIES = {name: value for name, value in os.environ.items()
           if name.lower() in ('http_proxy', 'https_proxy', 'ftp_proxy')}
# The root becomes a mount of its own, so that what runs inside can have mounts of its own too.
ENTER = '''
mount --bind "$1" "$1" || exit 125
mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" || exit 125
root=$1 folder=$2 user=$3
shift 3
exec chroot --userspec="$user" "$root" sh -c 'cd "$0" && exec "$@"' "$folder" "$@"
'''


@contextlib.contextmanager
def locked(path):
    """One program at a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path.with_name(path.name + '.lock'), 'w', encoding='utf-8') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def base():
    """Returns the base as a tar file; raises Skip where there can't be one."""
    if os.geteuid() != 0:
        raise Skip('a clean Debian 12 root wants root')
    for program in ('mmdebstrap', 'unshare', 'chroot'):
        if shutil.which(program) is None:
            raise Skip(f'a clean Debian 12 root wants {program}')
    probe = subprocess.run(['unshare', '--mount', '--pid', '--fork', 'true'], capture_output=True, text=True, check=False)
    if probe.returncode != 0:
        raise Skip(f'a clean Debian 12 root wants mounts of its own: {probe.stderr.strip()}')
    path = BUILD / 'clean-root' / 'bookworm.tar'
    with locked(path):
        if not path.exists():
            partial = path.with_name('partial.tar')
            answer = subprocess.run(['mmdebstrap', '--quiet', '--variant=minbase', '--include=ca-certificates',
                                     'bookworm', str(partial)], capture_output=True, text=True, check=False)
            if answer.returncode != 0:
                raise Skip('no clean Debian 12 root: ' + (answer.stderr.strip().splitlines() or ['?'])[-1])
            partial.rename(path)
    return path


class CleanRoot:
    """One unpacked root; a context manager that removes it."""

    def __init__(self):
        tar = base()
        self.path = pathlib.Path(tempfile.mkdtemp(prefix='root-', dir=tar.parent))
        self.path.chmod(0o755)
        try:
            subprocess.run(['tar', '-x', '--numeric-owner', '-f', tar, '-C', self.path], check=True)
            shutil.copyfile('/etc/resolv.conf', self.path / 'etc/resolv.conf')
            # As in container images: no service is started by an installation.
            policy = self.path / 'usr/sbin/policy-rc.d'
            policy.write_text('#!/bin/sh\nexit 101\n', encoding='ascii')
            policy.chmod(0o755)
        except BaseException:
            self.remove()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()

    def remove(self):
        """Removes it; nothing is mounted there outside of run()."""
        shutil.rmtree(self.path, ignore_errors=True)

    def run(self, words, environment=None, folder='/', user='root:root', timeout=900):
        """Runs a program inside, with no variable but those given; returns what subprocess.run() does."""
        variables = {'PATH': PATH, **PROXIES, **(environment or {})}
        return subprocess.run(
            ['unshare', '--mount', '--pid', '--ipc', '--fork', '--kill-child', '--', 'sh', '-c', ENTER, 'enter',
             str(self.path), folder, user, *words],
            env=variables, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors='replace',
            timeout=timeout, check=False)

    def must(self, words, **keywords):
        """Runs a program that has to succeed; returns its standard output."""
        answer = self.run(words, **keywords)
        if answer.returncode != 0:
            raise AssertionError(f'{words} ended with {answer.returncode}:\n{answer.stdout[-2000:]}\n'
                                 f'{answer.stderr[-4000:]}')
        return answer.stdout

    def update(self):
        """Fetches the lists of the mirror; raises Skip if there is none to reach."""
        answer = self.run(['apt-get', '-qq', '-o', 'Acquire::Retries=2', '--error-on=any', 'update'])
        if answer.returncode != 0:
            raise Skip('no Debian mirror: ' + (answer.stderr.strip().splitlines() or ['?'])[-1])

    def install(self, *packages):
        """Installs files or packages by name, without what is only recommended."""
        self.must(['apt-get', '-qq', '-y', 'install', '--no-install-recommends', *packages],
                  environment={'DEBIAN_FRONTEND': 'noninteractive'})

    def list_packages(self):
        """Returns the names of what is installed."""
        return set(self.must(['dpkg-query', '-W', '-f', '${Package}\n']).split())
