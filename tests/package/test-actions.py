#!/usr/bin/python3
"""The workflows in data/github: strict checks, proof that these can fail, and their scripts with a fake engine.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile

import actions_expression as expression
import actions_runner
import actions_workflow
from tap import check, check_equal, run

TOP = pathlib.Path(__file__).resolve().parents[2] / 'data' / 'github'
BUILD = pathlib.Path(os.environ['TALLYMAN_BUILD'])
WORKFLOWS = sorted(TOP.glob('workflows/*.yml'))
TOKEN, PASSPHRASE = 'token-of-a-test', 'passphrase-of-a-test'
FAKE = '''#!/bin/bash
trap 'echo stopped >> "$FAKE_LOG"; exit 3' TERM
printf '%s\\n' "$@" >> "$FAKE_LOG"
echo '{"exit_code": 0}'
if [ "$FAKE_STATUS" = wait ]; then
  echo ready > "$FAKE_PIPE"
  read -r < "$FAKE_PIPE.never" || true
fi
exit "$FAKE_STATUS"
'''


def test_workflows():
    """Each workflow holds to our rules."""
    check(WORKFLOWS, 'there are none')
    for path in WORKFLOWS:
        found = list(actions_workflow.complaints(path.read_text(encoding='utf-8'), TOP))
        check(not found, f'{path.name}:\n' + '\n'.join(found))


BREAKS = {
    'permissions': ('  contents: read', '  contents: write'),
    'full commit': ('@3d3c42e5aac5ba805825da76410c181273ba90b1  # v7.0.1', '@v7'),
    'an expression in a script': ('run: bash .github/scripts/tallyman-kind.sh',
                                  'run: echo ${{ github.event.schedule }}'),
    'is missing': ('scripts/tallyman-kind.sh', 'scripts/tallyman-kinds.sh'),
    'cancel-in-progress': ('cancel-in-progress: false', 'cancel-in-progress: true'),
    '15 minutes': ("PASS_BUDGET_MINUTES: '165'", "PASS_BUDGET_MINUTES: '166'"),
    'who alone may write': ('options: --user root', 'options: --user 1001'),
    'timeout-minutes': ('    timeout-minutes: 180\n', ''),
    'lets others start it': ('  schedule:', '  pull_request_target:\n  schedule:'),
    'is none': ("'0 5 * * 1'", "'0 5 * *'"),
    'a secret for the whole job': ('      PASS_BUDGET', '      T: ${{ secrets.SMARTSHEET_API_TOKEN }}\n      PASS_BUDGET'),
    'no input': ('inputs.weeks', 'inputs.week'),
    'from no step': ('steps.kind.outputs.kind', 'steps.sort.outputs.kind'),
    'no function': ('always() &&', 'allways() &&'),
    'no context': ("vars.TALLYMAN_ARTIFACTS", 'var.TALLYMAN_ARTIFACTS'),
    'persist-credentials': ('persist-credentials: false', 'persist-credentials: true'),
    'stands twice': ('        id: kind\n', '        id: kind\n        id: kind\n'),
    'no action that we use': ('actions/upload-artifact@', 'others/upload-artifact@'),
    'no input of the action': ('restore-keys:', 'restore-key:'),
    'a container would take sh': ('    shell: bash', '    shell: sh'),
}


def test_checks_can_fail():
    """Each rule, broken, is complained of."""
    text = (TOP / 'workflows/tallyman.yml').read_text(encoding='utf-8')
    for complaint, (old, new) in BREAKS.items():
        check(old in text, f'{old!r} is not in the workflow any more')
        found = list(actions_workflow.complaints(text.replace(old, new), TOP))
        check(any(complaint in line for line in found), f'{complaint!r} is not among {found}')


def test_expressions():
    """Values as GitHub computes them."""
    scope = expression.Scope({'inputs': {'yes': True, 'text': 'Abc', 'empty': ''}, 'vars': {}},
                             {'success': lambda: False, 'always': lambda: True})
    cases = {
        "inputs.none || 'default'": 'default', "inputs.yes && 'one' || 'two'": 'one', "inputs.text == 'aBC'": True,
        "inputs.none == ''": True, "!inputs.empty": True, "1 < 2 && '3' > 2": True, "'it''s'": "it's",
        "format('{0}-{1}', 1, inputs.yes)": '1-true', "contains('abc', 'B')": True, "startsWith('abc', 'b')": False,
        "(false || null) == 0": True, "'a' == 0": False, "inputs.text.no == null": True,
    }
    for text, value in cases.items():
        check_equal(scope.evaluate(expression.parse(text)), value, text)
    check_equal(scope.expand('a ${{ inputs.yes }} ${{ inputs.none }}b'), 'a true b', 'expanded')
    check_equal(scope.condition("inputs.yes"), False, 'a step after a failure')
    check_equal(scope.condition("always() && inputs.yes"), True, 'a step that runs always')
    for bad in ('a.b', "'open", '1 +', 'inputs.', 'contains(1', 'system(1)'):
        try:
            expression.parse(bad)
        except expression.BadExpression:
            continue
        raise AssertionError(f'{bad!r} was taken')


class Try:
    """A folder to run a script in, with a fake tallyman that notes how it was called."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / 'bin').mkdir()
        fake = self.folder / 'bin/tallyman'
        fake.write_text(FAKE, encoding='utf-8')
        fake.chmod(0o755)
        shutil.copytree(TOP, self.folder / '.github')
        for name in ('fake', 'fake.never'):
            os.mkfifo(self.folder / name)
        self.files = {name: self.folder / name.lower() for name in ('GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'FAKE_LOG')}

    def start(self, script, variables, **keywords):
        for path in self.files.values():
            path.write_text('', encoding='utf-8')
        environment = {'PATH': f"{self.folder / 'bin'}:/usr/bin:/bin", 'RUNNER_TEMP': str(self.folder / 'temp'),
                       'FAKE_PIPE': str(self.folder / 'fake'), **{k: str(v) for k, v in self.files.items()}, **variables}
        return subprocess.Popen(['bash', '-eo', 'pipefail', f'.github/scripts/{script}'], cwd=self.folder,
                                env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **keywords)

    def run(self, script, **variables):
        """Returns (exit status, what was printed, outputs)."""
        process = self.start(script, variables)
        printed, _ = process.communicate(timeout=30)
        return process.returncode, printed, actions_runner.read_commands(self.files['GITHUB_OUTPUT'])

    def make_pass(self, status, **variables):
        return self.run('tallyman-pass.sh', FAKE_STATUS=str(status), PASS_BUDGET_MINUTES='1',
                        SMARTSHEET_API_TOKEN=TOKEN, TALLYMAN_SECRET_STATE_PASSPHRASE=PASSPHRASE, **variables)

    def called_with(self):
        return self.files['FAKE_LOG'].read_text(encoding='utf-8').splitlines()


def in_try(function):
    """A case that gets a Try."""
    def case():
        with tempfile.TemporaryDirectory() as folder:
            function(Try(folder))
    return case


@in_try
def test_kinds(trial):
    """Each schedule of the workflow has its own kind; another one is refused, and the clock has no say."""
    workflow = actions_workflow.load((TOP / 'workflows/tallyman.yml').read_text(encoding='utf-8'))
    crons = [entry['cron'] for entry in workflow['on']['schedule']]
    kinds = []
    for cron in crons:
        status, _, outputs = trial.run('tallyman-kind.sh', EVENT='schedule', SCHEDULE=cron)
        check_equal(status, 0, cron)
        kinds.append((outputs['schedule'], outputs['kind']))
    check_equal(kinds, [('weekdays', 'production_frequent'), ('weekend', 'weekend_maintenance'),
                        ('weekly', 'weekly_comprehensive')], 'schedules and kinds')
    status, _, outputs = trial.run('tallyman-kind.sh', EVENT='workflow_dispatch', SCHEDULE='')
    check_equal((status, outputs['kind'], outputs['schedule']), (0, 'manual', ''), 'by hand')
    status, printed, outputs = trial.run('tallyman-kind.sh', EVENT='schedule', SCHEDULE='1 1 * * *')
    check(status == 2 and '::error' in printed and not outputs, printed)


def test_crons():
    """The workflow starts when the engine's own default schedules are due, by the very names that it goes by."""
    workflow = actions_workflow.load((TOP / 'workflows/tallyman.yml').read_text(encoding='utf-8'))
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder) / 'tallyman.conf'
        config.write_text('', encoding='utf-8')
        answer = subprocess.run([BUILD / 'tallyman', 'schedule', 'install', '--github', '--config', config,
                                 '--data-dir', folder], capture_output=True, text=True, check=True, env={'HOME': folder})
    printed = re.findall(r"- cron: '([^']+)' # (\w+)", answer.stdout)
    check_equal([cron for cron, _ in printed], [entry['cron'] for entry in workflow['on']['schedule']], 'crons')
    check_equal([name for _, name in printed], ['weekdays', 'weekend', 'weekly'], 'names')


@in_try
def test_exit_statuses(trial):
    """What each exit status of the engine does to the job."""
    for status, (colour, word) in {0: (0, ''), 3: (0, '::warning'), 75: (0, '::notice'), 5: (5, '::error'),
                                   1: (1, '::error'), 2: (2, '::error'), 4: (4, '::error')}.items():
        got, printed, outputs = trial.make_pass(status)
        check_equal(got, colour, f'the job after {status}')
        check(printed.startswith(word) and printed.count('::') == (2 if word else 0), printed)
        check_equal(outputs, {'keep_state': 'true', 'exit_code': str(status)}, 'outputs')
    check_equal(trial.make_pass(3, ON_PARTIAL='fail')[0], 3, 'in part, if that is to be red')


@in_try
def test_inputs(trial):
    """Inputs reach the engine as one word each, whatever stands in them; secrets in no argument."""
    bad = '"; touch pwned; $(touch pwned) --force'
    status, printed, _ = trial.make_pass(0, WEEKS=bad, WORK_REQUESTS='--force', MAX_GROUPS='5', FORCE='false',
                                         TAKE_OVER='true', DRY_RUN='false')
    words = trial.called_with()
    check_equal(status, 0, 'status')
    for word in (f'--week={bad}', '--work-request=--force', '--max-groups=5', '--take-over', '--state'):
        check(word in words, f'{word} is not in {words}')
    check('--force' not in words and '--dry-run' not in words, words)
    check(not list(trial.folder.rglob('pwned')), 'an input was run')
    check(TOKEN not in ''.join(words) + printed and PASSPHRASE not in ''.join(words) + printed, 'a secret is told')
    check(not any(word.startswith('--schedule') for word in words), 'a pass by hand is no start of a schedule')
    trial.make_pass(0, START_OF='weekend')
    check('--schedule=weekend' in trial.called_with(), 'the start is not told')
    _, _, outputs = trial.make_pass(0, DRY_RUN='true')
    check('--dry-run' in trial.called_with() and outputs['keep_state'] == 'false', 'a dry run')


@in_try
def test_passphrase(trial):
    """Without a passphrase nothing is begun."""
    status, printed, outputs = trial.run('tallyman-pass.sh', FAKE_STATUS='0', PASS_BUDGET_MINUTES='1')
    check(status == 2 and 'STATE_PASSPHRASE' in printed and not outputs, printed)
    check_equal(trial.called_with(), [], 'calls')


@in_try
def test_decision(trial):
    """A decision goes into the carried state, then the state is kept; without one nothing is decided."""
    decision = {'PLAN': '--force', 'DECISION': 'approve', 'REASON': '$(touch pwned)', 'FAKE_STATUS': '0'}
    status, printed, outputs = trial.run('tallyman-decide.sh', **decision)
    check(status == 1 and 'no state' in printed and not outputs and not trial.called_with(), printed)
    (trial.folder / 'state').mkdir()
    (trial.folder / 'state/tallyman.pack').touch()
    status, printed, outputs = trial.run('tallyman-decide.sh', **decision)
    check_equal((status, outputs), (0, {'keep_state': 'true'}), printed)
    words = trial.called_with()
    verbs = [two for one, two in zip(words, words[1:]) if one in ('state', 'plan')]
    check_equal(verbs, ['unpack', 'show', 'approve', 'pack'], 'verbs')
    check('--reason=$(touch pwned)' in words and words[words.index('--force') - 1] == '--', words)
    for variables in ({'FAKE_STATUS': '1'}, {'DECISION': 'postpone'}):
        status, _, outputs = trial.run('tallyman-decide.sh', **{**decision, **variables})
        check(status != 0 and not outputs, f'{variables} keeps the state')


@in_try
def test_cancelled(trial):
    """A cancelled job lets the engine end by itself, and tells its exit status."""
    process = trial.start('tallyman-pass.sh', {
        'FAKE_STATUS': 'wait', 'PASS_BUDGET_MINUTES': '1', 'TALLYMAN_SECRET_STATE_PASSPHRASE': PASSPHRASE})
    with open(trial.folder / 'fake', encoding='ascii') as pipe:
        check_equal(pipe.read(), 'ready\n', 'the engine runs')
    process.send_signal(signal.SIGTERM)
    printed, _ = process.communicate(timeout=30)
    check_equal(trial.called_with()[-1], 'stopped', 'the engine')
    check_equal(process.returncode, 0, printed)
    check_equal(actions_runner.read_commands(trial.files['GITHUB_OUTPUT'])['exit_code'], '3', 'exit status')


if __name__ == '__main__':
    run({'/package/actions/workflows-hold-to-the-rules': test_workflows,
         '/package/actions/a-broken-rule-is-found': test_checks_can_fail,
         '/package/actions/expressions': test_expressions,
         '/package/actions/kind-comes-from-the-schedule': test_kinds,
         '/package/actions/crons-are-those-of-the-engine': test_crons,
         '/package/actions/exit-statuses-have-their-colours': test_exit_statuses,
         '/package/actions/inputs-are-single-words': test_inputs,
         '/package/actions/no-passphrase-no-pass': test_passphrase,
         '/package/actions/decisions-are-carried': test_decision,
         '/package/actions/cancelled-pass-ends-cleanly': test_cancelled})
