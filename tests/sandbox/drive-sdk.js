// SPDX-License-Identifier: GPL-3.0-or-later
// The vendor's SDK against the sandbox; prints TAP.
const { spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const assert = require('assert');
const sdk = require('smartsheet');

const server = spawn(process.argv[2], { stdio: ['pipe', 'pipe', 'inherit'] });
let number = 0;
let bad = 0;

async function check (name, work) {
  number++;
  try {
    await work ();
    console.log (`ok ${number} ${name}`);
  } catch (error) {
    bad++;
    console.log (`not ok ${number} ${name}`);
    console.log (`# ${String (error.stack || JSON.stringify (error)).replace (/\n/g, '\n# ')}`);
  }
}

async function drive (facts) {
  const client = sdk.createClient ({ accessToken: facts.token, baseUrl: facts.base_url + '/',
                                     maxRetryDurationSeconds: 4 });
  // Ids go as text: some exceed what a JavaScript number holds.
  const sheetId = facts.sheet, rowId = facts.row, columnId = facts.column;
  const file = path.join (fs.mkdtempSync (path.join (os.tmpdir (), 'tallyman-sdk-')), 'WR 1.xlsx');
  fs.writeFileSync (file, 'PK-bytes');

  await check ('lists sheets', async () => {
    const list = await client.sheets.listSheets ({ queryParameters: { includeAll: true } });
    assert.strictEqual (list.totalCount, 1);
  });
  await check ('reads a page of a sheet', async () => {
    const sheet = await client.sheets.getSheet ({ id: sheetId, queryParameters:
      { level: 2, include: 'objectValue,attachments', page: 2, pageSize: 100 } });
    assert.strictEqual (sheet.rows.length, 100);
    assert.strictEqual (sheet.rows[0].rowNumber, 101);
    assert.strictEqual (sheet.totalRowCount, 250);
  });
  await check ('reads a version', async () => {
    assert.ok ((await client.sheets.getSheetVersion ({ sheetId })).version >= 1);
  });
  await check ('lists columns', async () => {
    assert.strictEqual ((await client.sheets.getColumns ({ sheetId })).data.length, 2);
  });
  await check ('reads a row', async () => {
    assert.strictEqual ((await client.sheets.getRow ({ sheetId, rowId })).rowNumber, 1);
  });
  await check ('attaches, lists, reads and deletes a file', async () => {
    const options = { sheetId, rowId, fileName: 'WR 1.xlsx', path: file };
    const sent = await client.sheets.addRowFileAttachment (options);
    assert.strictEqual (sent.message, 'SUCCESS');
    const list = await client.sheets.getRowAttachments ({ sheetId, rowId });
    assert.strictEqual (list.data.length, 1);
    assert.strictEqual (list.data[0].sizeInKb, 1);
  });
  await check ('adds a row', async () => {
    const added = await client.sheets.addRows ({ sheetId, body: [{ toBottom: true }] });
    assert.strictEqual (added.result[0].rowNumber, 251);
  });
  await check ('reads an empty history', async () => {
    const history = await client.sheets.getCellHistory ({ sheetId, rowId, columnId });
    assert.strictEqual (history.totalCount, 0);
  });
  await check ('opens and lists a discussion', async () => {
    const body = { comment: { text: 'why?' } };
    await client.sheets.createRowDiscussion ({ sheetId, rowId, body });
    const list = await client.sheets.getRowDiscussions ({ sheetId, rowId });
    assert.strictEqual (list.data[0].title, 'why?');
  });
  await check ('lists workspaces', async () => {
    assert.strictEqual ((await client.workspaces.listWorkspaces ()).data[0].name, 'Crews');
  });
  await check ('knows the caller', async () => {
    assert.ok ((await client.users.getCurrentUser ()).email.includes ('@'));
  });
  await check ('understands an error', async () => {
    await assert.rejects (client.sheets.getSheet ({ id: 5 }),
                          error => error.statusCode === 404 && error.errorCode === 1006);
  });
  fs.rmSync (path.dirname (file), { recursive: true });
}

server.stdout.once ('data', async data => {
  await drive (JSON.parse (String (data)));
  console.log (`1..${number}`);
  server.stdin.end ();
  process.exitCode = bad ? 1 : 0;
});
