#!/usr/bin/python3
"""How soon a run that was killed while it published goes on: 'tallyman --batch' against 'tallyman sandbox'.

usage: resume.py BUILD-FOLDER [--sheets=N --rows=N] [--json]

Kills a first pass after some hundred uploads, starts the next one, and measures from the start of its
process: to the first call, to the first new upload, to the end; once with a whole pass and once with
'--resume', which leaves the sync out. Each workbook must be uploaded exactly once in all.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import importlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

the_pass = importlib.import_module('pass')

UPLOADS_BEFORE_KILL = 200
GOAL_SECS = 2


def start_pass(program, folder, *more):
    """The batch, at work."""
    return subprocess.Popen([program, '--batch', '--json', '--quiet', '--config', folder / 'tallyman.conf',
                             '--data-dir', folder / 'data', '--output-dir', folder / 'books',
                             '--token-file', folder / 'token', *more],
                            stdout=subprocess.DEVNULL, cwd=folder)


def read_calls(facts, after):
    """The calls that came later, and the number of the last one."""
    calls = json.loads(the_pass.ask(facts, f'/_sandbox/calls?after={after}'))['calls']
    return calls, max((call['number'] for call in calls), default=after)


def is_upload(call):
    """Whether it attached a workbook to a row."""
    return call['operation'] == 'attach' and '/rows/' in call['path'] and call['status'] == 200


def read_cpu_secs(pid):
    """What a process has used so far, on all cores."""
    words = pathlib.Path(f'/proc/{pid}/stat').read_text(encoding='utf-8').rpartition(')')[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf('SC_CLK_TCK')


def time_next(facts, after, batch, started):
    """Waits for the next upload; returns what it took and the number of the last call."""
    first, upload, after = watch(facts, after, batch, 1)
    return {'first_call_secs': round(first - started, 2), 'first_upload_secs': round(upload - started, 2),
            'first_upload_cpu_secs': round(read_cpu_secs(batch.pid), 2)}, after


def is_at_work(batch):
    """Whether the pass goes on for another 5 ms."""
    try:
        batch.wait(timeout=0.005)
    except subprocess.TimeoutExpired:
        return True
    return False


def watch(facts, after, batch, n_uploads):
    """Waits for so many uploads; returns the moments of the first call and of the last of these uploads."""
    first = None
    while is_at_work(batch):
        calls, after = read_calls(facts, after)
        if calls and first is None:
            first = time.monotonic()
        n_uploads -= sum(map(is_upload, calls))
        if n_uploads <= 0:
            return first, time.monotonic(), after
    sys.exit(f'resume.py: the pass ended too soon, with status {batch.returncode}')


def kill_and_resume(program, folder, facts, after, *more):
    """Kills the pass that is begun here after its uploads, and measures the next one."""
    batch = start_pass(program, folder)
    _, _, after = watch(facts, after, batch, UPLOADS_BEFORE_KILL)
    batch.kill()
    batch.wait()
    _, after = read_calls(facts, after)
    started = time.monotonic()
    batch = start_pass(program, folder, *more)
    result, after = time_next(facts, after, batch, started)
    return batch, after, result


def measure(program, folder, sheets, rows):
    """A kill and a whole pass, killed again, and what --resume makes of that."""
    sandbox, facts = the_pass.start_sandbox(program, folder, sheets, rows)
    try:
        batch, after, whole = kill_and_resume(program, folder, facts, 0)
        _, _, after = watch(facts, after, batch, UPLOADS_BEFORE_KILL)
        batch.kill()
        batch.wait()
        started = time.monotonic()
        batch = start_pass(program, folder, '--resume')
        rest, _ = time_next(facts, after, batch, started)
        if batch.wait() != 0:
            sys.exit(f'resume.py: the last pass ended with status {batch.returncode}')
        return {'sheets': sheets, 'rows': rows, 'whole_pass': whole, 'resume': rest,
                'uploads': sum(map(is_upload, read_calls(facts, 0)[0])),
                'workbooks': len(list((folder / 'books').glob('WR_*.xlsx')))}
    finally:
        sandbox.terminate()
        sandbox.wait()


def main():
    """Prints one line a way."""
    options = dict(word[2:].partition('=')[::2] for word in sys.argv[2:])
    os.environ.update(no_proxy='127.0.0.1', NO_PROXY='127.0.0.1')
    with tempfile.TemporaryDirectory(prefix='tallyman-resume-') as name:
        result = measure(str(pathlib.Path(sys.argv[1]).absolute() / 'tallyman'), pathlib.Path(name),
                         int(options.get('sheets', 9)), int(options.get('rows', 2000)))
    if 'json' in options:
        print(json.dumps(result))
        return
    print(f"{result['sheets']} sheets of {result['rows']} rows, {result['workbooks']} workbooks, "
          f"{result['uploads']} uploads in three passes of which two were killed")
    for way in ('whole_pass', 'resume'):
        print(f"{way:>10}: first call after {result[way]['first_call_secs']} s, "
              f"first new upload after {result[way]['first_upload_secs']} s (goal {GOAL_SECS} s), "
              f"{result[way]['first_upload_cpu_secs']} s of CPU")


main()
