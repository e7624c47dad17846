#!/usr/bin/python3
"""Runs the benchmark programs of a build folder and prints what they measured, in ratios.

usage: run.py BUILD-FOLDER [NAME] [--json] [--instructions]

Each variant runs three times in a process of its own; the least CPU time counts. The first variant
is ours; a ratio is ours divided by the other's. --instructions counts by callgrind as well: slow,
and the same number each time.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

RUNS = 3


def count_instructions(program, variant):
    """Instructions of the whole process, its preparation included; None without valgrind."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(['valgrind', '--tool=callgrind', f'--callgrind-out-file={folder}/out',
                                   program, variant], capture_output=True, text=True, check=True)
        except OSError:
            return None
    found = re.search(r'Collected\s*:\s*(\d+)', done.stderr)
    return int(found[1]) if found else None


def measure(program, variant, instructions):
    """The best of RUNS runs."""
    runs = [json.loads(subprocess.run([program, variant], capture_output=True, text=True, check=True).stdout)
            for _ in range(RUNS)]
    best = min(runs, key=lambda run: run['cpu_usec'])
    if instructions:
        best['instructions'] = count_instructions(program, variant)
    return best


def print_table(name, results):
    """One line a variant."""
    print(f'{name:14} {"cpu ms":>10} {"wall ms":>10} {"grew MB":>9} {"µs/item":>9} {"MB/s":>8} {"ours/this":>10}')
    ours = results[0]['cpu_usec']
    for run in results:
        cpu = max(run['cpu_usec'], 1)
        speed = f"{run['bytes'] / cpu:.0f}" if run['bytes'] else ''
        per_item = f"{cpu / run['items']:.2f}" if run['items'] else ''
        print(f"  {run['name']:12} {cpu / 1000:10.1f} {run['wall_usec'] / 1000:10.1f}"
              f" {run['growth_kib'] / 1024:9.1f} {per_item:>9} {speed:>8} {ours / cpu:10.2f}")
        if run.get('instructions'):
            print(f"  {'':12} {run['instructions']:,} instructions")


def main(arguments):
    """Runs all or the named one."""
    options = {a for a in arguments if a.startswith('--')}
    unknown = options - {'--json', '--instructions'}
    folder, *names = [a for a in arguments if a not in options]
    programs = sorted(p for p in (pathlib.Path(folder) / 'tests/bench').glob('bench-*') if p.is_file())
    chosen = [p for p in programs if not names or p.name[6:] in names]
    if unknown or not chosen:
        print(f"usage: ./dev bench [{'|'.join(p.name[6:] for p in programs)}] [--json] [--instructions]",
              file=sys.stderr)
        return 2
    everything = {}
    for program in chosen:
        variants = subprocess.run([program, '--list'], capture_output=True, text=True, check=True).stdout.split()
        results = [measure(str(program), variant, '--instructions' in options) for variant in variants]
        everything[program.name[6:]] = results
        if '--json' not in options:
            print_table(program.name[6:], results)
    if '--json' in options:
        print(json.dumps(everything, indent=2))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
