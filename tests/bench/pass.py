#!/usr/bin/python3
"""The whole job as people run it: 'tallyman --batch' against 'tallyman sandbox', twice.

usage: pass.py BUILD-FOLDER [--json] [--large]

The first pass makes and attaches every workbook, the second finds nothing changed. CPU and peak
memory are those of the batch process alone. The predecessor was measured on the same kind of machine,
with a logo, everything made and attached; unchanged, it made everything again. --large adds 120
sheets of 20,000 rows.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

# sheets, rows of each, the predecessor's CPU s, MB and calls; our goals: CPU ratio, MB, calls
SIZES = [
    (9, 60, (1.3, 74, 149), (8, 40, 75)),
    (9, 2000, (48, 296, 3580), (None, None, None)),
    (9, 20000, (303, 2226, 7105), (15, 150, None)),
]
LARGE = (120, 20000, (None, None, None), (None, 300, None))


def start_sandbox(program, folder, sheets, rows):
    """Returns the running sandbox and what it said."""
    sandbox = subprocess.Popen([program, 'sandbox', '--port', '0', '--rate-limit', '0', '--json',
                                '--sheets', str(sheets), '--rows', str(rows)],
                               stdout=subprocess.PIPE, text=True)
    facts = json.loads(sandbox.stdout.readline())
    (folder / 'token').write_text(facts['token'], encoding='utf-8')
    (folder / 'tallyman.conf').write_text(
        f"[smartsheet]\nbase-url={facts['base_url']}\nrate-limit=0\n"
        f"[sources]\nsheets={';'.join(map(str, facts['source_sheets']))}\n"
        f"[target]\nsheet={facts['target_sheet']}\npublish=yes\n", encoding='utf-8')
    return sandbox


def run_pass(program, folder):
    """Runs the batch once and returns what it used and what it said of itself."""
    arguments = [program, '--batch', '--json', '--quiet', '--config', folder / 'tallyman.conf',
                 '--data-dir', folder / 'data', '--output-dir', folder / 'books',
                 '--token-file', folder / 'token']
    started = time.monotonic()
    with open(folder / 'answer.json', 'wb') as answer:
        batch = subprocess.Popen(arguments, stdout=answer, cwd=folder)
        _, status, usage = os.wait4(batch.pid, 0)
    wall = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f'pass.py: tallyman --batch ended with status {os.waitstatus_to_exitcode(status)}')
    said = json.loads((folder / 'answer.json').read_text(encoding='utf-8'))
    return {'cpu_secs': round(usage.ru_utime + usage.ru_stime, 3), 'wall_secs': round(wall, 3),
            'peak_mb': round(usage.ru_maxrss / 1024, 1), 'said': said}


def count_files(folder):
    """How many workbooks lie there, and their bytes."""
    files = [f for f in folder.rglob('*.xlsx')]
    return len(files), sum(f.stat().st_size for f in files)


def find_calls(said):
    """The number of calls, wherever the run's JSON has it."""
    if isinstance(said, dict):
        if isinstance(said.get('calls'), int):
            return said['calls']
        return next((n for n in map(find_calls, said.values()) if n is not None), None)
    return None


def measure(program, sheets, rows):
    """Both passes of one size."""
    with tempfile.TemporaryDirectory(prefix='tallyman-bench-') as name:
        folder = pathlib.Path(name)
        sandbox = start_sandbox(program, folder, sheets, rows)
        try:
            passes = [run_pass(program, folder) for _ in range(2)]
        finally:
            sandbox.terminate()
            sandbox.wait()
        books, size = count_files(folder / 'books')
    for one in passes:
        one['calls'] = find_calls(one.pop('said'))
    return {'sheets': sheets, 'rows': rows, 'books': books, 'book_bytes': size, 'passes': passes}


def print_result(result, theirs, goals):
    """Three lines a size."""
    print(f"{result['sheets']} × {result['rows']:,} rows, {result['books']:,} workbooks"
          f" of {result['book_bytes'] / max(result['books'], 1) / 1024:.0f} KB")
    print(f"  {'':12} {'cpu s':>8} {'wall s':>8} {'peak MB':>8} {'calls':>7} {'times less CPU':>15}")
    for label, one in zip(('first', 'unchanged'), result['passes']):
        ratio = f"{theirs[0] / max(one['cpu_secs'], 0.001):.1f}" if theirs[0] else ''
        print(f"  {label:12} {one['cpu_secs']:8.2f} {one['wall_secs']:8.2f} {one['peak_mb']:8.1f}"
              f" {one['calls'] if one['calls'] is not None else '?':>7} {ratio:>15}")
    if theirs[0]:
        print(f"  {'predecessor':12} {theirs[0]:8} {'':8} {theirs[1]:8} {theirs[2]:7}")
    wanted = [f'{text}' for goal, text in zip(goals, (f'CPU {goals[0]} times less',
                                                     f'{goals[1]} MB at most',
                                                     f'{goals[2]} calls at most')) if goal]
    if wanted:
        print(f"  goal         {', '.join(wanted)}")


def main(arguments):
    """Runs all sizes."""
    options = {a for a in arguments if a.startswith('--')}
    folders = [a for a in arguments if a not in options]
    if len(folders) != 1 or options - {'--json', '--large'}:
        print('usage: ./dev bench pass [--json] [--large]', file=sys.stderr)
        return 2
    program = str(pathlib.Path(folders[0], 'tallyman').resolve())
    results = []
    for sheets, rows, theirs, goals in SIZES + ([LARGE] if '--large' in options else []):
        results.append(measure(program, sheets, rows))
        if '--json' not in options:
            print_result(results[-1], theirs, goals)
    if '--json' in options:
        print(json.dumps(results, indent=2))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
