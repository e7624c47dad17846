"""Loads a workflow of GitHub Actions and complains about what we don't allow in ours.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re
import shutil
import subprocess

import yaml

import actions_expression as expression

PINNED = re.compile(r'uses: [\w.-]+/[\w./-]+@[0-9a-f]{40}  # v\d+(\.\d+)*$')
CRON_FIELD = re.compile(r'(\*|\d+(-\d+)?)(/\d+)?(,\d+(-\d+)?)*$')
KEYS = {
    'workflow': {'name', 'on', 'concurrency', 'permissions', 'defaults', 'jobs'},
    'job': {'if', 'runs-on', 'container', 'environment', 'timeout-minutes', 'env', 'steps'},
    'step': {'name', 'id', 'if', 'env', 'run', 'uses', 'with'},
    'input': {'description', 'type', 'default', 'required', 'options'},
}
MAX_INPUTS = 10  # GitHub's limit of workflow_dispatch
ACTION_INPUTS = {
    'actions/checkout': {'persist-credentials'},
    'actions/cache/restore': {'path', 'key', 'restore-keys'},
    'actions/cache/save': {'path', 'key'},
    'actions/upload-artifact': {'name', 'path', 'if-no-files-found', 'retention-days'},
}


class Loader(yaml.SafeLoader):
    """YAML as GitHub reads it: 'on' is a name, and a key stands once."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != 'tag:yaml.org,2002:bool']
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f'{key!r} stands twice', node.start_mark)
        return super().construct_mapping(node, deep)


Loader.add_implicit_resolver('tag:yaml.org,2002:bool', re.compile(r'true|false'), 'tf')


def load(text):
    """The workflow as dicts and lists."""
    return yaml.load(text, Loader)


def texts(value):
    """All texts in a value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(key)
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value


def trees(value):
    """All expressions in a value, an 'if' of a step or job included."""
    for text in texts(value):
        yield from expression.embedded(text)
    if isinstance(value, dict) and 'if' in value:
        text = value['if'] if isinstance(value['if'], str) else str(value['if']).lower()
        yield expression.parse(text.removeprefix('${{').removesuffix('}}'))


def check_keys(value, kind, where):
    for key in value.keys() - KEYS[kind]:
        yield f'{where}: the key {key!r} is not among those we use'


def check_triggers(workflow):
    triggers = workflow['on']
    for key in triggers.keys() - {'schedule', 'workflow_dispatch'}:
        yield f'on: {key} lets others start it'
    for entry in triggers.get('schedule', []):
        fields = entry['cron'].split()
        if len(fields) != 5 or not all(map(CRON_FIELD.fullmatch, fields)):
            yield f"cron {entry['cron']!r} is none"
    inputs = (triggers.get('workflow_dispatch') or {}).get('inputs', {})
    if len(inputs) > MAX_INPUTS:
        yield f'{len(inputs)} inputs, GitHub takes {MAX_INPUTS}'
    for name, entry in inputs.items():
        yield from check_keys(entry, 'input', f'input {name}')
        if 'description' not in entry or entry.get('type') not in ('boolean', 'string', 'choice'):
            yield f'input {name}: description or type is missing'


def check_frame(workflow):
    """What each workflow must say of itself."""
    yield from check_keys(workflow, 'workflow', 'workflow')
    if workflow.get('permissions') != {'contents': 'read'}:
        yield 'permissions: only contents: read is needed'
    concurrency = workflow.get('concurrency', {})
    if not concurrency.get('group') or concurrency.get('cancel-in-progress') is not False:
        yield 'concurrency: a group, and cancel-in-progress: false'
    if workflow.get('defaults') != {'run': {'shell': 'bash'}}:
        yield 'defaults: a container would take sh'


def check_paths(tree, step_ids, inputs, where):
    """An expression names only what is there."""
    for part in expression.walk(tree):
        if part[0] == 'path' and part[1][0] == 'steps' and \
                (part[1][1] not in step_ids or part[1][2] not in ('outputs', 'outcome', 'conclusion')):
            yield f"{where}: {'.'.join(part[1])} comes from no step before"
        if part[0] == 'path' and part[1][0] == 'inputs' and part[1][1] not in inputs:
            yield f"{where}: no input {part[1][1]}"


def names_secret(value):
    return any(part[0] == 'path' and part[1][0] == 'secrets' for tree in trees(value)
               for part in expression.walk(tree))


def check_script(body, top, where):
    """A 'run:' is plain bash, and the scripts that it calls are there."""
    if '${{' in body:
        yield f'{where}: an expression in a script; hand it over in env'
    for name in re.findall(r'\.github/(scripts/\S+)', body):
        if not (top / name).is_file():
            yield f'{where}: {name} is missing'
    shell = ['shellcheck', '-s', 'bash', '-'] if shutil.which('shellcheck') else ['bash', '-n']
    answer = subprocess.run(shell, input=body, text=True, capture_output=True, check=False)
    if answer.returncode != 0:
        yield f'{where}: {answer.stdout}{answer.stderr}'


def check_step(step, top, where):
    yield from check_keys(step, 'step', where)
    if ('run' in step) == ('uses' in step) or 'name' not in step:
        yield f'{where}: a name, and either run or uses'
    if 'run' in step:
        yield from check_script(step['run'], top, where)
    else:
        known = ACTION_INPUTS.get(step['uses'].partition('@')[0])
        if known is None:
            yield f"{where}: {step['uses']} is no action that we use"
        for key in step.get('with', {}).keys() - (known or set()):
            yield f'{where}: {key!r} is no input of the action that we use'
    if names_secret({key: value for key, value in step.items() if key != 'env'}):
        yield f'{where}: a secret outside of env'
    if 'checkout' in step.get('uses', '') and step.get('with', {}).get('persist-credentials') is not False:
        yield f'{where}: persist-credentials: false'


def check_job(job, inputs, top, where):
    yield from check_keys(job, 'job', where)
    budget, limit = job.get('env', {}).get('PASS_BUDGET_MINUTES'), job.get('timeout-minutes', 0)
    if not 0 < limit <= 360:
        yield f'{where}: timeout-minutes'
    if budget is not None and int(budget) > limit - 15:
        yield f'{where}: the pass needs 15 minutes less than the job has'
    if job.get('container', {}).get('options') != '--user root' or 'image' not in job['container']:
        yield f'{where}: a container with --user root, who alone may write to the workspace'
    rest = {key: value for key, value in job.items() if key != 'steps'}
    if names_secret(rest):
        yield f'{where}: a secret for the whole job'
    step_ids = set()
    for tree in trees(rest):
        yield from check_paths(tree, step_ids, inputs, where)
    for step in job['steps']:
        place = f"{where}: step {step.get('name')!r}"
        yield from check_step(step, top, place)
        for tree in trees(step):
            yield from check_paths(tree, step_ids, inputs, place)
        step_ids.add(step.get('id'))


def complaints(text, top):
    """What is wrong with a workflow of which the folder @top becomes .github."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r'\s*(- )?uses:', line) and not PINNED.search(line):
            yield f'line {number}: an action by its full commit, and its version as a comment'
    try:
        workflow = load(text)
        yield from check_frame(workflow)
        yield from check_triggers(workflow)
        inputs = (workflow['on'].get('workflow_dispatch') or {}).get('inputs', {})
        for name, job in workflow['jobs'].items():
            yield from check_job(job, inputs, top, f'job {name}')
    except (yaml.YAMLError, expression.BadExpression, KeyError) as error:
        yield f'{type(error).__name__}: {error}'
