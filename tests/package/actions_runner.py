"""Runs a workflow of GitHub Actions as written, its container being a clean root.

Scripts run as GitHub runs them; the actions that our workflows use are played by folders: a cache and
artifacts that outlive a run. Nothing else outlives it.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import dataclasses
import hashlib
import os
import pathlib
import shutil

import actions_expression as expression
import actions_workflow

WORKSPACE = '/__w/repository/repository'
TEMP = '/__w/_temp'
SHELL = ['bash', '--noprofile', '--norc', '-eo', 'pipefail']


class Service:
    """What GitHub keeps between runs: caches by key, artifacts by name, both below a folder."""

    def __init__(self, folder):
        self.caches, self.artifacts, self.n_runs = folder / 'caches', folder / 'artifacts', 0
        self.caches.mkdir(parents=True)
        self.artifacts.mkdir()
        self.keys = []

    def save(self, key, source):
        """A key is written once."""
        if key in self.keys:
            raise AssertionError(f'the cache {key} is there already')
        shutil.copytree(source, self.caches / key)
        self.keys.append(key)

    def restore(self, key, prefixes, target):
        """The exact key, else the newest that a prefix fits; returns it or an empty text."""
        fits = [have for have in self.keys if have == key] or \
            [have for prefix in prefixes for have in reversed(self.keys) if have.startswith(prefix)]
        if fits:
            shutil.copytree(self.caches / fits[0], target, dirs_exist_ok=True)
        return fits[0] if fits else ''

    def lose_caches(self):
        """GitHub throws away what was not used for a week."""
        shutil.rmtree(self.caches)
        self.caches.mkdir()
        self.keys = []


@dataclasses.dataclass
class Event:
    """What starts a run."""
    name: str
    schedule: str = ''
    inputs: dict = dataclasses.field(default_factory=dict)
    branch: str = 'main'


@dataclasses.dataclass
class Result:
    """What became of a job."""
    conclusion: str = 'success'
    log: str = ''
    summary: str = ''
    outcomes: dict = dataclasses.field(default_factory=dict)
    artifact: pathlib.Path = None
    artifact_name: str = ''


def read_commands(path):
    """The name=value and name<<MARK lines that a step wrote."""
    values, lines = {}, iter(path.read_text(encoding='utf-8').splitlines())
    for line in lines:
        name, mark, end = line.partition('<<')
        if mark and '=' not in name:
            body = []
            while (text := next(lines)) != end:
                body.append(text)
            values[name] = '\n'.join(body)
        elif line:
            name, sign, value = line.partition('=')
            if not sign:
                raise AssertionError(f'{line!r} is no output')
            values[name] = value
    return values


class Job:
    """The one job of a workflow, once."""

    def __init__(self, service, root, repository, event, settings):
        """@repository: folder that is checked out; @settings: {'secrets': {}, 'vars': {}}"""
        self.service, self.root, self.repository, self.event = service, root, repository, event
        service.n_runs += 1
        self.result, self.steps, self.extra = Result(), {}, {}
        self.workspace = root.path / WORKSPACE[1:]
        self.temp = root.path / TEMP[1:]
        for folder in (self.workspace, self.temp, root.path / 'github/home'):
            folder.mkdir(parents=True, exist_ok=True)
        repository_event = {'default_branch': 'main'} if event.name == 'workflow_dispatch' else None
        self.contexts = {
            'github': {'event_name': event.name, 'ref_name': event.branch, 'run_id': str(service.n_runs),
                       'run_attempt': '1', 'actor': 'somebody', 'repository': 'somebody/repository',
                       'event': {'schedule': event.schedule or None, 'repository': repository_event}},
            'vars': settings.get('vars', {}), 'secrets': settings.get('secrets', {}), 'inputs': {},
            'runner': {'temp': TEMP}, 'steps': self.steps, 'env': {}}

    def scope(self):
        """What expressions mean now."""
        failed = self.result.conclusion == 'failure'
        return expression.Scope(self.contexts, {
            'always': lambda: True, 'success': lambda: not failed, 'failure': lambda: failed,
            'cancelled': lambda: False, 'hashfiles': self.hash_files})

    def hash_files(self, pattern):
        found = sorted(path for path in self.workspace.glob(pattern) if path.is_file())
        return hashlib.sha256(b''.join(path.read_bytes() for path in found)).hexdigest() if found else ''

    def run(self, text):
        """Runs the workflow; returns the Result."""
        workflow = actions_workflow.load(text)
        declared = (workflow['on'].get('workflow_dispatch') or {}).get('inputs', {})
        if self.event.name == 'workflow_dispatch':
            unknown = self.event.inputs.keys() - declared.keys()
            if unknown:
                raise AssertionError(f'no inputs {unknown}')
            self.contexts['inputs'] = {name: self.event.inputs.get(name, entry.get('default', ''))
                                       for name, entry in declared.items()}
        (job,) = workflow['jobs'].values()
        if 'if' in job and not self.scope().condition(job['if']):
            self.result.conclusion = 'skipped'
            return self.result
        self.expand(job['container'])
        self.job_env = self.expand(job.get('env', {}))
        self.timeout = job['timeout-minutes'] * 60
        for number, step in enumerate(job['steps']):
            self.run_step(step, number)
        return self.result

    def expand(self, values):
        return {key: self.scope().expand(value) for key, value in values.items()}

    def run_step(self, step, number):
        if not self.scope().condition(step.get('if', 'success()')):
            self.result.outcomes[step['name']] = 'skipped'
            return
        self.contexts['env'] = {**self.job_env, **self.extra}
        outputs = {}
        self.result.log += f"##[group]{step['name']}\n"
        if 'run' in step:
            good = self.run_script(step, number, outputs)
        else:
            play = getattr(self, 'play_' + step['uses'].partition('@')[0].replace('/', '_').replace('-', '_'))
            good = play(self.expand(step.get('with', {})), outputs) is not False
        self.result.outcomes[step['name']] = 'success' if good else 'failure'
        if not good:
            self.result.conclusion = 'failure'
        if 'id' in step:
            self.steps[step['id']] = {'outputs': outputs, 'outcome': self.result.outcomes[step['name']]}

    def run_script(self, step, number, outputs):
        files = {}
        for name in ('GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY'):
            files[name] = self.temp / f'{name.lower()}-{number}'
            files[name].touch()
        script = self.temp / f'step-{number}.sh'
        script.write_text(step['run'], encoding='utf-8')
        environment = {
            'CI': 'true', 'GITHUB_ACTIONS': 'true', 'HOME': '/github/home', 'RUNNER_TEMP': TEMP,
            'GITHUB_WORKSPACE': WORKSPACE, 'GITHUB_EVENT_NAME': self.event.name, 'GITHUB_ACTOR': 'somebody',
            'GITHUB_RUN_ID': self.contexts['github']['run_id'],
            **{name: f'{TEMP}/{path.name}' for name, path in files.items()},
            **self.contexts['env'], **self.expand(step.get('env', {}))}
        answer = self.root.run([*SHELL, f'{TEMP}/{script.name}'], environment, WORKSPACE, timeout=self.timeout)
        self.result.log += answer.stdout + answer.stderr
        self.result.summary += files['GITHUB_STEP_SUMMARY'].read_text(encoding='utf-8')
        self.extra.update(read_commands(files['GITHUB_ENV']))
        outputs.update(read_commands(files['GITHUB_OUTPUT']))
        return answer.returncode == 0

    def play_actions_checkout(self, _, __):
        shutil.copytree(self.repository, self.workspace, dirs_exist_ok=True)

    def play_actions_cache_restore(self, inputs, outputs):
        prefixes = inputs.get('restore-keys', '').split()
        found = self.service.restore(inputs['key'], prefixes, self.workspace / inputs['path'])
        outputs.update({'cache-hit': 'true' if found == inputs['key'] else 'false', 'cache-matched-key': found})

    def play_actions_cache_save(self, inputs, _):
        self.service.save(inputs['key'], self.workspace / inputs['path'])

    def play_actions_upload_artifact(self, inputs, _):
        if not 1 <= int(inputs['retention-days']) <= 90:
            raise AssertionError(f"retention of {inputs['retention-days']} days")
        source = self.workspace / inputs['path']
        if not source.is_dir() or not os.listdir(source):
            return inputs.get('if-no-files-found') != 'error'
        self.result.artifact_name = inputs['name']
        self.result.artifact = self.service.artifacts / inputs['name']
        shutil.copytree(source, self.result.artifact)
        return True
