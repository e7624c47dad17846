#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run-propcheck.py SERVER: every read of the sandbox against the vendor's OpenAPI file.

The checker and the file belong to others and stand in $TALLYMAN_REFERENCE_DIR/smartsheet; without
them the test is skipped. What the vendor's own answers hold beyond that file is allowed below."""
import json, os, re, subprocess, sys, urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
REFERENCE = os.path.join(os.environ.get(
    'TALLYMAN_REFERENCE_DIR', os.path.join(HERE, '..', '..', '..', 'shared', 'reference')),
    'smartsheet')
# Gaps of the file, seen in the vendor's own answers: permalink of rows, columns of a row and
# their members, version and accessLevel of a row, sheets in old folders.
ALLOWED = [
    r'unknown \$\.rows\[\]\.(permalink|parentId|siblingId)',
    r'unknown \$\.(data\[\]\.)?(primary|version|width)',
    r'unknown \$\.columns(\[\]\.(primary|version|width))?',
    r'unknown \$\.(accessLevel|siblingId|version)',
    r'unknown \$\.sheets\[\]\.(accessLevel|createdAt|modifiedAt)',
    r'unknown \$\.data',
]
EVERYTHING = 'attachments,discussions,objectValue,columnType,writerInfo,ownerInfo,rowPermalink'


def call(facts, method, path, body=None, headers={}):
    request = urllib.request.Request(facts['base_url'] + path, data=body, method=method)
    request.add_header('Authorization', 'Bearer ' + facts['token'])
    for name, value in headers.items():
        request.add_header(name, value)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def list_paths(facts):
    sheet = '/sheets/' + facts['sheet']
    row = sheet + '/rows/' + facts['row']
    attached = call(facts, 'POST', row + '/attachments', b'PK', {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': 'attachment; filename="a.xlsx"'})
    discussion = call(facts, 'POST', row + '/discussions', b'{"comment":{"text":"why?"}}',
                      {'Content-Type': 'application/json'})
    cell = {'columnId': int(facts['column']), 'value': 7}
    call(facts, 'PUT', sheet + '/rows',
         json.dumps([{'id': int(facts['row']), 'cells': [cell]}]).encode(),
         {'Content-Type': 'application/json'})
    workspace = '/workspaces/%d' % call(facts, 'GET', '/workspaces')['data'][0]['id']
    attachment = sheet + '/attachments/%d' % attached['result']['id']
    return ['/sheets', '/sheets?include=sheetVersion&includeAll=true', sheet + '?pageSize=2',
            sheet + '?include=' + EVERYTHING, sheet + '/version', sheet + '/columns',
            sheet + '/columns/' + facts['column'], row, row + '?include=columns,objectValue,columnType',
            row + '/columns/' + facts['column'] + '/history', sheet + '/attachments', attachment,
            attachment + '/versions', row + '/attachments',
            sheet + '/discussions?include=comments,attachments', row + '/discussions',
            sheet + '/discussions/%d' % discussion['result']['id'],
            workspace, workspace + '/folders', '/workspaces', '/users/me', '/serverinfo',
            '/reports']


def main():
    checker = os.path.join(REFERENCE, 'propcheck.py')
    if not os.path.exists(checker):
        print('1..0 # skipped: the vendor\'s OpenAPI file is not in TALLYMAN_REFERENCE_DIR')
        return 0
    server = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    facts = json.loads(server.stdout.readline())
    bad = 0
    paths = list_paths(facts)
    print('1..%d' % len(paths))
    for number, path in enumerate(paths, 1):
        answer = json.dumps(call(facts, 'GET', path))
        run = subprocess.run([sys.executable, checker,
                              os.path.join(REFERENCE, 'openapi-2025-08.json'), 'get',
                              path.split('?')[0]], input=answer, text=True, capture_output=True)
        lines = (run.stdout + run.stderr).splitlines()
        wrong = [l for l in lines if not any(re.fullmatch(a, l) for a in ALLOWED)]
        bad += bool(wrong)
        print('%sok %d %s' % ('not ' if wrong else '', number, path.split('?')[0]))
        for line in wrong:
            print('# ' + line)
    server.stdin.close()
    server.wait()
    return 1 if bad else 0


sys.exit(main())
