#!/usr/bin/python3
"""What the learner is worth on other people's data: 'tallyman model evaluate' on public sets, beside what others reach.

usage: accuracy.py BUILD-FOLDER [--json] [--only=PART]... [--set=NAME]... [--seeds=N]

Parts: anomaly, sales, classifier, feedback. The sets are looked for in $TALLYMAN_BENCH_DATA, else in ../shared/data; without
them there is nothing to do. Baselines: isolation forest, histogram gradient boosting and a random forest of scikit-learn on
the same sets. Goals are for other sets that nobody tunes to: here they are a yardstick.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

MARKS = (0, 10, 25, 50, 100)
WORSE = 0.02  # how much worse than without feedback no set may be
PARTS = ('anomaly', 'sales', 'classifier', 'feedback')


class Sets:
    """Tables as 'model evaluate' reads them, made once in a folder that vanishes."""

    def __init__(self, data, folder):
        self.data = data
        self.folder = pathlib.Path(folder)
        self.names = sorted(p.name.split('.')[0] for p in (data / 'tabular_anomaly').glob('*.csv.gz'))

    def tabular(self, name):
        """A set of numbers with its label."""
        path = self.folder / f'{name}.csv'
        if not path.is_file():
            path.write_bytes(gzip.open(self.data / 'tabular_anomaly' / f'{name}.csv.gz').read())
        return path

    def sales(self, inspected):
        """Sales reports: known to be fraud, known to be fine, and, unless only inspected ones are wanted, not known."""
        path = self.folder / ('inspected.csv' if inspected else 'sales.csv')
        if path.is_file():
            return path
        labels = {'fraud': '1', 'ok': '0', 'unkn': ''}
        with gzip.open(self.data / 'sales_fraud' / 'sales.csv.gz', 'rt') as source, path.open('w', newline='') as target:
            rows = csv.reader(source)
            next(rows)
            writer = csv.writer(target)
            writer.writerow(['seller', 'product', 'quantity', 'value', 'label'])
            for row in rows:
                label = labels[row[4]]
                if label or not inspected:
                    writer.writerow(['' if cell in ('NA', '') else cell for cell in row[:4]] + [label])
        return path


def evaluate(program, path, mode, **options):
    """The JSON of one evaluation, with the seconds that it took."""
    arguments = [program, 'model', 'evaluate', str(path), f'--mode={mode}', '--json']
    arguments += [f'--{name}={value}' for name, value in options.items() if value is not None]
    environment = {key: value for key, value in os.environ.items() if not key.startswith('TALLYMAN_')}
    begin = time.monotonic()
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        sys.exit(f'{path.name}: {done.stderr.strip()}')
    result = json.loads(done.stdout)
    result['elapsed'] = time.monotonic() - begin
    return result


def mean(values):
    """Their mean."""
    values = list(values)
    return sum(values) / len(values)


def figure(value):
    """A share as .123."""
    return f'{value:.3f}'.replace('0.', '.', 1) if value < 1 else f'{value:.2f}'


def print_row(name, *cells):
    """One line of a table."""
    print(f'  {name:24}' + ''.join(f'{cell:>10}' for cell in cells))


def measure_anomaly(program, sets, options):
    """Without a label: does what is unusual come first?"""
    print('anomaly, no labels (baseline: isolation forest .882 .450 on ten sets; goal on other sets .80 .48)')
    print_row('set', 'AUC', 'AP', 's')
    results = {}
    for name in options.sets or sets.names:
        runs = [evaluate(program, sets.tabular(name), 'unsupervised', seed=seed) for seed in range(1, options.seeds + 1)]
        results[name] = {key: mean(run[key] for run in runs) for key in ('auc', 'average_precision', 'elapsed')}
        print_row(name, figure(results[name]['auc']), figure(results[name]['average_precision']),
                  f"{results[name]['elapsed']:.2f}")
    print_row('mean', *(figure(mean(r[key] for r in results.values())) for key in ('auc', 'average_precision')))
    return results


def measure_sales(program, sets, _):
    """The whole log without a label: how many of the known frauds are at its top?"""
    print('sales, known frauds in the top 10 % and 1 % of the whole log (baseline .883 .693; goal .93 .78)')
    path = sets.sales(False)
    result = evaluate(program, path, 'unsupervised')
    with path.open(newline='') as source:
        labels = [row[-1] for row in list(csv.reader(source))[1:]]
    order = sorted(range(len(labels)), key=lambda i: -result['scores'][i])
    n_hits = labels.count('1')
    shares = [sum(labels[i] == '1' for i in order[:len(order) // part]) / n_hits for part in (10, 100)]
    print_row('sales', *map(figure, shares), f"{result['elapsed']:.2f}")
    return {'top_10': shares[0], 'top_1': shares[1], 'elapsed': result['elapsed']}


CLASSIFIERS = [
    # name, set, column to group by, baseline
    ('sales', 'inspected', None, '.988 .941 .0150 .009'),
    ('sales, other sellers', 'inspected', 'seller', '.983 .919 .0180'),
    ('sales, other products', 'inspected', 'product', '.983 .913 .0200'),
    ('sales, the whole log', 'sales', None, ''),
    ('campaign', 'campaign', None, '.950 .664 .0550 .006'),
]


def measure_classifier(program, sets, options):
    """With four fifths of the labels: what are probabilities worth on the fifth?"""
    print('classifier, five folds (goal: sales, other sellers AP .94, Brier .0175; ECE .01 on each)')
    print_row('set', 'AUC', 'AP', 'Brier', 'ECE', 's', '  baseline')
    results = {}
    for name, of, group, baseline in CLASSIFIERS:
        if options.sets and of not in options.sets:
            continue
        path = sets.sales(of == 'inspected') if of in ('inspected', 'sales') else sets.tabular(of)
        run = evaluate(program, path, 'crossval', group=group)
        results[name] = {key: run[key] for key in ('auc', 'average_precision', 'brier', 'ece', 'elapsed')}
        print_row(name, figure(run['auc']), figure(run['average_precision']), f"{run['brier']:.4f}", figure(run['ece']),
                  f"{run['elapsed']:.2f}", f'  {baseline}')
    return results


def measure_feedback(program, sets, options):
    """A reviewer who answers in the order of the queue: how much of the list until 95 % of the hits are seen?"""
    print('feedback, share of the list (baseline .449 .439 .379 .342 .326; goal on other sets .30, none worse by .02)')
    print_row('set', *MARKS, 's')
    results = {}
    for name in options.sets or sets.names + ['sales']:
        path = sets.sales(True) if name == 'sales' else sets.tabular(name)
        runs = [evaluate(program, path, 'feedback', verdicts=100, seed=seed) for seed in range(1, options.seeds + 1)]
        shares = [mean(run['review_share_95'][str(mark)] for run in runs) for mark in MARKS]
        seconds = mean(run['elapsed'] for run in runs)
        results[name] = {'shares': shares, 'elapsed': seconds}
        print_row(name, *map(figure, shares), f'{seconds:.1f}', '  worse' if shares[-1] > shares[0] + WORSE else '')
    print_row('mean', *(figure(mean(r['shares'][i] for r in results.values())) for i in range(len(MARKS))))
    return results


class Options:
    """What the command line says."""

    def __init__(self, arguments):
        self.sets = [a[6:] for a in arguments if a.startswith('--set=')]
        self.parts = [a[7:] for a in arguments if a.startswith('--only=')] or list(PARTS)
        self.seeds = next((int(a[8:]) for a in arguments if a.startswith('--seeds=')), 2)
        self.is_json = '--json' in arguments
        known = ('--set=', '--only=', '--seeds=', '--json')
        self.is_good = all(a.startswith(known) for a in arguments) and set(self.parts) <= set(PARTS)


def main(arguments):
    """Measures the parts that are asked for."""
    folder, *rest = arguments
    options = Options(rest)
    data = pathlib.Path(os.environ.get('TALLYMAN_BENCH_DATA', '../shared/data'))
    if not options.is_good:
        print(f"usage: ./dev bench accuracy [--only={'|'.join(PARTS)}] [--set=NAME] [--seeds=N] [--json]", file=sys.stderr)
        return 2
    if not (data / 'tabular_anomaly').is_dir():
        print(f'no data sets in {data}: name their folder in TALLYMAN_BENCH_DATA; skipped')
        return 0
    program = str(pathlib.Path(folder) / 'tallyman')
    measures = {'anomaly': measure_anomaly, 'sales': measure_sales, 'classifier': measure_classifier,
                'feedback': measure_feedback}
    with tempfile.TemporaryDirectory() as scratch:
        sets = Sets(data, scratch)
        results = {part: measures[part](program, sets, options) for part in options.parts}
    if options.is_json:
        print(json.dumps(results, indent=2))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
