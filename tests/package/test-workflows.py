#!/usr/bin/python3
"""The workflows of data/github, run as written in clean Debian 12 roots, against the sandbox.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import urllib.request

import clean_root
import debs
from actions_runner import Event, Job, Service
from tap import Skip, check, check_equal, run, say

TOP = debs.TOP / 'data' / 'github'
TALLYMAN = clean_root.BUILD / 'tallyman'
PASSPHRASE = 'a passphrase of nobody'
CRONS = {'production_frequent': '0 1,13,15,17,19,21,23 * * 1-5', 'weekend_maintenance': '0 15,19,23 * * 0,6',
         'weekly_comprehensive': '0 5 * * 1'}


class Sandbox:
    """An imitation of Smartsheet that runs as long as the test."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            [TALLYMAN, 'sandbox', '--port', '0', '--rate-limit', '0', '--state', str(folder), '--json'],
            stdout=subprocess.PIPE, text=True)
        self.answer = json.loads(self.process.stdout.readline())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def call(self, path):
        request = urllib.request.Request(self.answer['base_url'] + path,
                                         headers={'Authorization': f"Bearer {self.answer['token']}"})
        with self.opener.open(request, timeout=30) as answer:
            return json.load(answer)

    def list_attachments(self):
        """{id: name} of the workbooks that are attached to the target."""
        found, page, n_pages = {}, 1, 1
        while page <= n_pages:
            answer = self.call(f"/sheets/{self.answer['target_sheet']}/attachments?pageSize=100&page={page}")
            found.update({item['id']: item['name'] for item in answer['data'] if item['name'].startswith('WR_')})
            page, n_pages = page + 1, answer['totalPages']
        return found


class World:
    """Repository, GitHub and Smartsheet, and roots in which jobs run."""

    def __init__(self, stack, installed=None, publish='yes'):
        packages = debs.get()
        self.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.sandbox = Sandbox(self.folder / 'sandbox')
        stack.callback(self.sandbox.stop)
        self.service = Service(self.folder / 'service')
        self.repository = self.folder / 'repository'
        shutil.copytree(TOP, self.repository / '.github')
        shutil.copy(packages['tallyman-headless'], self.repository / '.github')
        sheets = ';'.join(map(str, self.sandbox.answer['source_sheets']))
        (self.repository / '.github/tallyman.conf').write_text(
            f"[smartsheet]\nbase-url={self.sandbox.answer['base_url']}\nrate-limit=0\n"
            f"[sources]\nsheets={sheets}\n[target]\nsheet={self.sandbox.answer['target_sheet']}\npublish={publish}\n",
            encoding='utf-8')
        self.secrets = {'SMARTSHEET_API_TOKEN': self.sandbox.answer['token'], 'STATE_PASSPHRASE': PASSPHRASE}
        self.installed = installed or stack.enter_context(clean_root.CleanRoot())
        self.installed.update()

    def run(self, event, workflow='tallyman.yml', root=None, **settings):
        """Runs a workflow, in a clean root or in the given one with an empty workspace."""
        settings = {'secrets': self.secrets, **settings}
        text = (self.repository / '.github/workflows' / workflow).read_text(encoding='utf-8')
        if root is None:
            with clean_root.CleanRoot() as fresh:
                result = Job(self.service, fresh, self.repository, event, settings).run(text)
        else:
            shutil.rmtree(root.path / '__w', ignore_errors=True)
            result = Job(self.service, root, self.repository, event, settings).run(text)
        for secret in self.secrets.values():
            check(secret not in result.log + result.summary, 'a secret stands in log or summary')
        return result

    def again(self, event, **keywords):
        """As run(), where tallyman is installed already, as in an image of one's own."""
        return self.run(event, root=self.installed, **keywords)


def summary_of(result):
    """The JSON object of the pass."""
    check(result.artifact is not None, f'no artifact; the log:\n{result.log}')
    return json.loads((result.artifact / 'summary.json').read_text(encoding='utf-8'))


def need(words, text):
    """Skips the case while the engine has no such command or option."""
    answer = subprocess.run([TALLYMAN, *words, '--help'], capture_output=True, text=True, check=False)
    if text not in answer.stdout:
        raise Skip(f'this version of the engine has no {text}')


def need_state():
    need(['--batch'], '--state=')


def list_seen(world):
    """{schedule: starts} of the state that was kept last."""
    pack = world.service.caches / world.service.keys[-1] / 'tallyman.pack'
    with tempfile.TemporaryDirectory() as folder:
        words = ['--config', str(world.repository / '.github/tallyman.conf'), '--data-dir', folder]
        env = {'HOME': folder, 'TALLYMAN_SECRET_STATE_PASSPHRASE': PASSPHRASE}
        subprocess.run([TALLYMAN, 'state', 'unpack', pack, *words], check=True, env=env, stdout=subprocess.DEVNULL)
        answer = subprocess.run([TALLYMAN, 'schedule', 'list', '--json', *words], check=True, env=env,
                                stdout=subprocess.PIPE)
    return {entry['name']: entry['seen'] for entry in json.loads(answer.stdout)['schedules']}


def must(result):
    check_equal(result.conclusion, 'success', f'the job; its log:\n{result.log}')
    return result


def test_three_passes(world):
    """Each schedule once, in fresh roots with the cache alone carried: the first publishes, the others nothing."""
    need_state()
    attached = None
    for kind, cron in CRONS.items():
        result = must(world.run(Event('schedule', cron)))
        summary, now = summary_of(result), world.sandbox.list_attachments()
        check(kind in result.artifact_name, result.artifact_name)
        check('Tallyman' in result.summary, 'no step summary')
        if attached is None:
            check(summary['counts']['published'] > 0, 'the first pass publishes nothing')
            check(list(result.artifact.glob('WR_*.xlsx')), 'no workbook among the artifacts')
            say(f"{summary['counts']['published']} workbooks published")
        else:
            check_equal(summary['counts']['published'], 0, f'published by {kind}')
            check_equal(summary['counts']['sheets_read'], 0, f'sheets read again by {kind}')
            check_equal(now, attached, 'attachments')
        attached = now
    check_equal(len(world.service.keys), 3, 'states kept')
    check_equal(list_seen(world), {'weekdays': 1, 'weekend': 1, 'weekly': 1, 'extra': 0}, 'starts that were seen')


def test_cache_is_sealed(world):
    """What lies in the cache tells nobody anything."""
    need_state()
    names = [name.encode() for name in list(world.sandbox.list_attachments().values())[:20]]
    packs = [path for path in world.service.caches.rglob('*') if path.is_file()]
    check(packs, 'nothing is carried')
    for path in packs:
        content = path.read_bytes()
        for text in (b'SQLite format', b'WeekEnding', PASSPHRASE.encode(), *names):
            check(text not in content, f'{text} stands in {path.name}')


def test_dry_run(world):
    """By hand, dry: nothing changes and no state is kept."""
    need_state()
    before, keys = world.sandbox.list_attachments(), list(world.service.keys)
    result = must(world.again(Event('workflow_dispatch', inputs={'dry_run': True, 'force': True})))
    summary = summary_of(result)
    check(summary['dry_run'] and summary['counts']['workbooks_written'] > 0, 'the dry run makes workbooks')
    check_equal(world.sandbox.list_attachments(), before, 'attachments')
    check_equal(world.service.keys, keys, 'states kept')


def test_other_branch(world):
    """From another branch nothing is begun: its state would be an old one."""
    result = world.again(Event('workflow_dispatch', branch='experiment'))
    check_equal((result.conclusion, result.log), ('skipped', ''), 'the job')


def test_bad_inputs(world):
    """A text that is no week is refused by the engine; nothing in it is executed."""
    before = world.sandbox.list_attachments()
    result = world.again(Event('workflow_dispatch', inputs={'weeks': '"; touch /pwned; $(touch /pwned)'}))
    check_equal(result.conclusion, 'failure', 'the job')
    check('::error' in result.log, result.log)
    check(not (world.installed.path / 'pwned').exists(), 'an input was executed')
    check_equal(world.sandbox.list_attachments(), before, 'attachments')


def test_refused_token(world):
    """A token that Smartsheet refuses makes a red job that names the remedy; the state is not lost."""
    need_state()
    result = world.again(Event('schedule', CRONS['production_frequent']),
                         secrets={**world.secrets, 'SMARTSHEET_API_TOKEN': 'expired'})
    check_equal(result.conclusion, 'failure', 'the job')
    check('renew the secret SMARTSHEET_API_TOKEN' in result.log, result.log)
    after = must(world.again(Event('schedule', CRONS['production_frequent'])))
    check_equal(summary_of(after)['counts']['published'], 0, 'published by the pass after')


def test_no_passphrase(world):
    """Without the secret the workflow says which one is missing."""
    result = world.again(Event('schedule', CRONS['production_frequent']),
                         secrets={'SMARTSHEET_API_TOKEN': world.secrets['SMARTSHEET_API_TOKEN']})
    check_equal(result.conclusion, 'failure', 'the job')
    check('STATE_PASSPHRASE' in result.log, result.log)


def test_health_check(world):
    """The nightly check reads and plans, keeps nothing, and is red when a sheet is lost."""
    need_state()
    before, keys = world.sandbox.list_attachments(), list(world.service.keys)
    must(world.again(Event('schedule', '0 2 * * *'), workflow='tallyman-health.yml'))
    path = world.repository / '.github/tallyman.conf'
    text = path.read_text(encoding='utf-8')
    path.write_text(text.replace('sheets=', 'sheets=4711;'), encoding='utf-8')
    result = world.again(Event('schedule', '0 2 * * *'), workflow='tallyman-health.yml')
    path.write_text(text.replace('publish=yes', 'publish=perhaps'), encoding='utf-8')
    worse = world.again(Event('schedule', '0 2 * * *'), workflow='tallyman-health.yml')
    path.write_text(text, encoding='utf-8')
    check_equal(result.conclusion, 'failure', f'with a lost sheet; the log:\n{result.log}')
    check_equal(worse.outcomes['Check the configuration'], 'failure', 'with a bad configuration')
    check_equal((world.sandbox.list_attachments(), world.service.keys), (before, keys), 'what is kept')


def test_approval(world):
    """With publish=ask a plan waits until a person approves it; the trail names who and why."""
    need_state()
    need(['plan'], 'approve ID')
    with contextlib.ExitStack() as stack:
        asking = World(stack, world.installed, publish='ask')
        first = must(asking.again(Event('schedule', CRONS['production_frequent'])))
        check_equal(asking.sandbox.list_attachments(), {}, 'attached before anybody approved')
        check((first.artifact / 'plan.json').is_file(), 'plan.json is no artifact')
        plan = re.search(r'tallyman plan approve (\w+)', first.log)
        check(plan is not None, f'no plan is named: {first.log}')

        inputs = {'plan': 'nosuchplan', 'decision': 'approve'}
        other = asking.again(Event('workflow_dispatch', inputs=inputs), workflow='tallyman-approve.yml')
        check_equal((other.conclusion, len(asking.service.keys)), ('failure', 1), 'a plan that is none')
        inputs = {'plan': plan[1], 'decision': 'approve', 'reason': 'seen; "$(touch /pwned)"'}
        result = must(asking.again(Event('workflow_dispatch', inputs=inputs), workflow='tallyman-approve.yml'))
        check(summary_of(result)['counts']['published'] > 0, f'nothing was published: {result.log}')
        check(not (world.installed.path / 'pwned').exists(), 'an input was executed')
        attached = asking.sandbox.list_attachments()
        check(attached, 'nothing is attached')
        after = must(asking.again(Event('schedule', CRONS['production_frequent'])))
        check_equal(summary_of(after)['counts']['published'], 0, 'published by the pass after')
        check_equal(asking.sandbox.list_attachments(), attached, 'attachments')


def main():
    with contextlib.ExitStack() as stack:
        run({'/package/workflows/three-schedules-with-the-cache-alone': test_three_passes,
             '/package/workflows/the-cache-is-sealed': test_cache_is_sealed,
             '/package/workflows/a-dry-run-by-hand': test_dry_run,
             '/package/workflows/another-branch-is-not-run': test_other_branch,
             '/package/workflows/inputs-are-no-code': test_bad_inputs,
             '/package/workflows/a-refused-token-is-red': test_refused_token,
             '/package/workflows/a-missing-passphrase-is-named': test_no_passphrase,
             '/package/workflows/a-plan-waits-for-approval': test_approval,
             '/package/workflows/health-check-keeps-nothing': test_health_check},
            lambda: World(stack))


if __name__ == '__main__':
    main()
