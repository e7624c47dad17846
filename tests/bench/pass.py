#!/usr/bin/python3
"""The whole job as people run it: 'tallyman --batch' against 'tallyman sandbox', twice.

usage: pass.py BUILD-FOLDER [--json] [--huge] [--sheets=N --rows=N]

The first pass makes and attaches every workbook with a logo of 150 kB, the second finds nothing
changed. CPU (user and system) and peak memory are those of the batch process alone. 'bare' is what
the same work at least costs, measured in the same minute: libxlsxwriter alone drawing the same cells
and logo, yajl alone reading the same answers. The predecessor was measured on the same kind of
machine, with a logo, everything made and attached; unchanged, it made everything again. --huge adds
120 sheets of 20,000 rows; --sheets and --rows measure one size of one's own.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pathlib
import random
import re
import select
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib

# sheets, rows of each, the predecessor's CPU s, MB and calls; our goals: CPU ratio, MB, calls
NOTHING = (None, None, None)
SIZES = [
    (9, 60, (1.3, 74, 149), (8, 40, 75)),
    (9, 2000, (48, 296, 3580), NOTHING),
    (9, 20000, (303, 2226, 7105), (15, 150, None)),
]
HUGE = (120, 20000, NOTHING, (None, 300, None))
BARE_GOAL = 2 # times the CPU of the bare libraries


def make_logo(width=396, height=198):
    """A picture of about 150 kB that compresses as a photograph does: shades with noise."""
    noise = random.Random(1)
    lines = bytearray()
    for y in range(height):
        lines.append(0)
        for x in range(width):
            grain = noise.getrandbits(4)
            shades = (200 * x // width, 120 + 100 * y // height, 180 if (x // 40 + y // 20) % 2 else 60)
            lines += bytes(shade + (grain >> i & 7) for i, shade in enumerate(shades))

    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
            + chunk(b'IDAT', zlib.compress(bytes(lines), 9)) + chunk(b'IEND', b''))


def start_sandbox(program, folder, sheets, rows):
    """Returns the running sandbox and what it said."""
    sandbox = subprocess.Popen([program, 'sandbox', '--port', '0', '--rate-limit', '0', '--json',
                                '--sheets', str(sheets), '--rows', str(rows)],
                               stdout=subprocess.PIPE, text=True)
    facts = json.loads(sandbox.stdout.readline())
    (folder / 'token').write_text(facts['token'], encoding='utf-8')
    (folder / 'logo.png').write_bytes(make_logo())
    (folder / 'tallyman.conf').write_text(
        f"[smartsheet]\nbase-url={facts['base_url']}\nrate-limit=0\n"
        f"[sources]\nsheets={';'.join(map(str, facts['source_sheets']))}\n"
        f"[target]\nsheet={facts['target_sheet']}\npublish=yes\n"
        f"[workbook]\nlogo={folder / 'logo.png'}\n", encoding='utf-8')
    return sandbox, facts


def watch_peak(pid):
    """Waits for the end of the process and returns its own high-water mark of memory (VmHWM) in MB. What
    wait4 tells counts the memory of whoever started it, too."""
    mark, end = None, select.poll()
    end.register(os.pidfd_open(pid), select.POLLIN)
    while not end.poll(5):
        status = pathlib.Path(f'/proc/{pid}/status').read_text(encoding='utf-8')
        mark = re.search(r'^VmHWM:\s*(\d+) kB$', status, re.MULTILINE) or mark
    return round(int(mark[1]) / 1024, 1) if mark else 0


def run_pass(program, folder):
    """Runs the batch once and returns what it used and what it said of itself."""
    arguments = [program, '--batch', '--json', '--quiet', '--config', folder / 'tallyman.conf',
                 '--data-dir', folder / 'data', '--output-dir', folder / 'books',
                 '--token-file', folder / 'token']
    started = time.monotonic()
    with open(folder / 'answer.json', 'wb') as answer:
        batch = subprocess.Popen(arguments, stdout=answer, cwd=folder)
        peak = watch_peak(batch.pid)
        _, status, usage = os.wait4(batch.pid, 0)
    wall = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f'pass.py: tallyman --batch ended with status {os.waitstatus_to_exitcode(status)}')
    said = json.loads((folder / 'answer.json').read_text(encoding='utf-8'))
    return {'cpu_secs': round(usage.ru_utime + usage.ru_stime, 3), 'wall_secs': round(wall, 3),
            'system_secs': round(usage.ru_stime, 3), 'peak_mb': peak, 'said': said}


def ask(facts, path):
    """One answer of the sandbox, its bytes."""
    root = facts['base_url'].removesuffix('/2.0') if path.startswith('/_sandbox/') else facts['base_url']
    request = urllib.request.Request(root + path, headers={'Authorization': f"Bearer {facts['token']}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def fetch_pages(facts, folder):
    """Asks once more for each page of rows and columns that the pass has read."""
    folder.mkdir()
    for call in json.loads(ask(facts, '/_sandbox/calls'))['calls']:
        if call['method'] == 'GET' and call['operation'] in ('get-sheet', 'list-columns'):
            path = '/sheets/' + call['path'].partition('/sheets/')[2]
            query = f"?{call['query']}" if call['query'] else ''
            (folder / f"{call['number']}.json").write_bytes(ask(facts, path + query))


def run_bare(program, folder):
    """CPU seconds of the bare libraries for the books and pages in the folder."""
    return {what: json.loads(subprocess.run([program, what], cwd=folder, check=True, capture_output=True,
                                            text=True).stdout)['cpu_usec'] / 1e6
            for what in ('books', 'pages')}


def count_files(folder):
    """How many workbooks lie there, and their bytes."""
    files = list(folder.rglob('*.xlsx'))
    return len(files), sum(f.stat().st_size for f in files)


def find_calls(said):
    """The number of calls, wherever the run's JSON has it."""
    if isinstance(said, dict):
        if isinstance(said.get('calls'), int):
            return said['calls']
        return next((n for n in map(find_calls, said.values()) if n is not None), None)
    return None


def measure(build, sheets, rows):
    """Both passes of one size."""
    program = str(build / 'tallyman')
    with tempfile.TemporaryDirectory(prefix='tallyman-bench-') as name:
        folder = pathlib.Path(name)
        sandbox, facts = start_sandbox(program, folder, sheets, rows)
        try:
            passes = [run_pass(program, folder)]
            fetch_pages(facts, folder / 'pages')
            passes.append(run_pass(program, folder))
        finally:
            sandbox.terminate()
            sandbox.wait()
        bare = run_bare(str(build / 'tests/bench/replay'), folder)
        books, size = count_files(folder / 'books')
    for one in passes:
        one['calls'] = find_calls(one.pop('said'))
    passes[0]['times_bare'] = round(passes[0]['cpu_secs'] / max(sum(bare.values()), 0.001), 2)
    return {'sheets': sheets, 'rows': rows, 'books': books, 'book_bytes': size, 'bare': bare,
            'passes': passes}


def print_result(result, theirs, goals):
    """A table a size."""
    print(f"{result['sheets']} × {result['rows']:,} rows, {result['books']:,} workbooks"
          f" of {result['book_bytes'] / max(result['books'], 1) / 1024:.0f} KB")
    print(f"  {'':12} {'cpu s':>8} {'of it sys':>9} {'wall s':>8} {'peak MB':>8} {'calls':>7}"
          f" {'times less CPU':>15} {'times bare':>11}")
    for label, one in zip(('first', 'unchanged'), result['passes']):
        ratio = f"{theirs[0] / max(one['cpu_secs'], 0.001):.1f}" if theirs[0] else ''
        print(f"  {label:12} {one['cpu_secs']:8.3f} {one['system_secs']:9.3f} {one['wall_secs']:8.2f}"
              f" {one['peak_mb']:8.1f} {one['calls'] if one['calls'] is not None else '?':>7} {ratio:>15}"
              f" {one.get('times_bare', ''):>11}")
    bare = result['bare']
    print(f"  {'bare':12} {sum(bare.values()):8.3f}  libxlsxwriter {bare['books']:.3f}, yajl {bare['pages']:.3f}")
    if theirs[0]:
        print(f"  {'predecessor':12} {theirs[0]:8} {'':18} {theirs[1]:8} {theirs[2]:7}")
    wanted = [text for goal, text in ((goals[0], f'CPU {goals[0]} times less'), (goals[1], f'{goals[1]} MB'),
                                      (goals[2], f'{goals[2]} calls'), (BARE_GOAL, f'{BARE_GOAL} times bare'))
              if goal]
    print(f"  goal         {', '.join(wanted)}, or better", flush=True)


def choose_sizes(arguments):
    """The sizes that the options ask for, or None."""
    own = dict(m.groups() for m in (re.fullmatch(r'--(sheets|rows)=([1-9]\d*)', a) for a in arguments) if m)
    words = [a for a in arguments if a.startswith('--') and '=' not in a]
    if set(words) - {'--json', '--huge'} or len(own) == 1 or len(arguments) != 1 + len(words) + len(own):
        return None
    if own:
        return [(int(own['sheets']), int(own['rows']), NOTHING, NOTHING)]
    return SIZES + ([HUGE] if '--huge' in words else [])


def main(arguments):
    """Runs all sizes."""
    sizes = choose_sizes(arguments)
    if sizes is None:
        print('usage: ./dev bench pass [--json] [--huge] [--sheets=N --rows=N]', file=sys.stderr)
        return 2
    build = pathlib.Path(next(a for a in arguments if not a.startswith('--'))).resolve()
    results = []
    for sheets, rows, theirs, goals in sizes:
        results.append(measure(build, sheets, rows))
        if '--json' not in arguments:
            print_result(results[-1], theirs, goals)
    if '--json' in arguments:
        print(json.dumps(results, indent=2))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
