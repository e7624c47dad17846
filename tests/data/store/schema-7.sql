-- A database of schema 7: the one of schema-1.sql after the steps up to it, and what its
-- program wrote into the tables of each.
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE attempt (
attempt_id                  INTEGER PRIMARY KEY AUTOINCREMENT,
run_id                      BIGINT NOT NULL,
utc_usec                    BIGINT NOT NULL,
operation                   TEXT NOT NULL,
subject_id                  BIGINT NOT NULL,
status                      INTEGER NOT NULL,
error_code                  BIGINT NOT NULL,
class                       TEXT NOT NULL,
attempt                     INTEGER NOT NULL,
wait_usec                   BIGINT NOT NULL,
strategy                    TEXT NOT NULL,
outcome                     TEXT NOT NULL,
recovery_usec               BIGINT NOT NULL
);
CREATE TABLE audit (
run_id                      INTEGER PRIMARY KEY,
utc_usec                    BIGINT NOT NULL,
risk                        SMALLINT NOT NULL,
n_sheets                    BIGINT NOT NULL,
n_lines                     BIGINT NOT NULL,
n_enriched                  BIGINT NOT NULL,
n_open                      BIGINT NOT NULL,
n_new                       BIGINT NOT NULL,
n_trial                     BIGINT NOT NULL,
n_anomalies                 BIGINT NOT NULL,
n_unauthorised              BIGINT NOT NULL,
n_data_issues               BIGINT NOT NULL,
n_low                       BIGINT NOT NULL,
n_medium                    BIGINT NOT NULL,
n_high                      BIGINT NOT NULL,
n_critical                  BIGINT NOT NULL,
exposure_cents              BIGINT NOT NULL,
audited_cents               BIGINT NOT NULL,
unaudited_cents             BIGINT NOT NULL,
rates_key                   TEXT NOT NULL,
policy_key                  TEXT NOT NULL,
reason                      TEXT NOT NULL,
scopes                      TEXT NOT NULL
);
CREATE TABLE blank_row (
sheet_id                    BIGINT NOT NULL,
row_id                      BIGINT NOT NULL,
row_number                  BIGINT NOT NULL,
modified_utc_usec           BIGINT NOT NULL,
PRIMARY KEY (sheet_id, row_id)
) WITHOUT ROWID;
CREATE TABLE breaker (
dependency                  TEXT PRIMARY KEY,
state                       TEXT NOT NULL,
n_openings                  INTEGER NOT NULL,
since_utc_usec              BIGINT NOT NULL,
until_utc_usec              BIGINT NOT NULL,
revision                    BIGINT NOT NULL,
actor                       TEXT NOT NULL,
reason                      TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO breaker VALUES('smartsheet','forced-open',0,1795970181612389,1795977381611531,1,'ann','moving house');
CREATE TABLE cell_history (
sheet_id                    BIGINT NOT NULL,
row_id                      BIGINT NOT NULL,
field                       TEXT NOT NULL,
column_id                   BIGINT NOT NULL,
sheet_version               BIGINT NOT NULL,
fetched_utc_usec            BIGINT NOT NULL,
state                       TEXT NOT NULL,
PRIMARY KEY (sheet_id, row_id, field)
) WITHOUT ROWID;
CREATE TABLE cell_revision (
sheet_id                    BIGINT NOT NULL,
row_id                      BIGINT NOT NULL,
field                       TEXT NOT NULL,
position                    INTEGER NOT NULL,
modified_utc_usec           BIGINT NOT NULL,
modified_by                 TEXT NOT NULL,
value                       TEXT NOT NULL,
PRIMARY KEY (sheet_id, row_id, field, position)
) WITHOUT ROWID;
CREATE TABLE finding (
finding_key                 INTEGER PRIMARY KEY,
id                          TEXT NOT NULL,
detector                    TEXT NOT NULL,
detector_version            INTEGER NOT NULL,
category                    SMALLINT NOT NULL,
severity                    SMALLINT NOT NULL,
cause                       TEXT NOT NULL,
score_micros                BIGINT NOT NULL,
confidence_micros           BIGINT NOT NULL,
exposure_cents              BIGINT NOT NULL,
work_request                TEXT NOT NULL,
week_ending                 INTEGER NOT NULL,
sentence                    TEXT NOT NULL,
facts                       TEXT NOT NULL,
judgement                   TEXT NOT NULL,
status                      SMALLINT NOT NULL,
is_trial                    SMALLINT NOT NULL,
is_new                      SMALLINT NOT NULL,
n_verdicts                  INTEGER NOT NULL,
first_run                   BIGINT NOT NULL,
last_run                    BIGINT NOT NULL,
first_utc_usec              BIGINT NOT NULL,
last_utc_usec               BIGINT NOT NULL,
gone_run                    BIGINT NOT NULL,
assignee                    TEXT NOT NULL,
due                         INTEGER NOT NULL,
accepted_cents              BIGINT NOT NULL
);
INSERT INTO finding VALUES(1,'a5d4e29ef0febae1','rate',1,0,2,'',1000000,0,50000,'90000001',739944,'$500.00 of Straße A','{}','{"exposure_cents":50000}',4,0,1,1,2,2,1795521600000000,1795521600000000,0,'',0,50000);
INSERT INTO finding VALUES(2,'5837a8fa94001cf9','rate',1,0,2,'',1000000,0,9000,'90000001',739944,'$90.00 of Straße B','{}','{"exposure_cents":9000}',0,0,1,0,2,2,1795521600000000,1795521600000000,0,'',0,-1);
CREATE TABLE finding_exception (
exception_id                INTEGER PRIMARY KEY AUTOINCREMENT,
finding                     TEXT NOT NULL,
detector                    TEXT NOT NULL,
work_request                TEXT NOT NULL,
cu                          TEXT NOT NULL,
until                       INTEGER NOT NULL,
made_by                     TEXT NOT NULL,
made_utc_usec               BIGINT NOT NULL,
reason                      TEXT NOT NULL,
revoked_by                  TEXT NOT NULL,
revoked_utc_usec            BIGINT NOT NULL,
revoked_why                 TEXT NOT NULL
);
CREATE TABLE finding_line (
finding_key                 BIGINT NOT NULL REFERENCES finding,
position                    INTEGER NOT NULL,
sheet_id                    BIGINT NOT NULL,
row_id                      BIGINT NOT NULL,
row_number                  BIGINT NOT NULL,
PRIMARY KEY (finding_key, position)
) WITHOUT ROWID;
INSERT INTO finding_line VALUES(1,0,7301,77,5);
INSERT INTO finding_line VALUES(2,0,1,77,5);
CREATE TABLE fingerprint (
identity_id                 BIGINT NOT NULL REFERENCES identity,
fingerprint                 TEXT NOT NULL,
generated_utc_usec          BIGINT NOT NULL,
PRIMARY KEY (identity_id, fingerprint)
) WITHOUT ROWID;
INSERT INTO fingerprint VALUES(1,'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',1795521600000000);
CREATE TABLE gone_line (
sheet_id                    BIGINT NOT NULL,
row_id                      BIGINT NOT NULL,
run_id                      BIGINT NOT NULL,
noticed_utc_usec            BIGINT NOT NULL,
body                        BLOB NOT NULL,
PRIMARY KEY (sheet_id, row_id)
);
INSERT INTO gone_line VALUES(7301,7301029822,2,1795521600000000,X'018a72fcfee6b2360000bea25abca25a0401ac130200726f626f74406578616d706c652e636f6d0000003930343131373232004a6f73c3a9204ec3bac3b1657a00004578616d706c6520456c65637472696320436f6f7065726174697665000000502d31323034005846522d32352d3150480000416e63686f722c206d616e7461207261792c20696e7374616c6c656420696e20726f636b004541000000');
CREATE TABLE identity (
identity_id                 INTEGER PRIMARY KEY,
week_ending                 INTEGER NOT NULL,
work_request                TEXT NOT NULL,
variant                     SMALLINT NOT NULL,
identifier                  TEXT NOT NULL
);
INSERT INTO identity VALUES(1,739480,'89708709',1,'Ann');
CREATE TABLE intent (
intent_id                   INTEGER PRIMARY KEY AUTOINCREMENT,
identity_id                 BIGINT NOT NULL REFERENCES identity,
run_id                      BIGINT NOT NULL REFERENCES run,
state                       SMALLINT NOT NULL,
target_sheet                BIGINT NOT NULL,
target_row                  BIGINT NOT NULL,
attachment_id               BIGINT NOT NULL,
size_bytes                  BIGINT NOT NULL,
planned_utc_usec            BIGINT NOT NULL,
fingerprint                 TEXT NOT NULL,
file_name                   TEXT NOT NULL,
sha256                      TEXT NOT NULL
);
INSERT INTO intent VALUES(1,1,2,2,9900,41,8001,6,1795521600000000,'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff','WR_89708709_WeekEnding_081725_0011223344556677.xlsx','ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100');
CREATE TABLE journal (
journal_id                  INTEGER PRIMARY KEY AUTOINCREMENT,
run_id                      BIGINT REFERENCES run,
identity_id                 BIGINT REFERENCES identity,
utc_usec                    BIGINT NOT NULL,
step                        TEXT NOT NULL,
target_sheet                BIGINT NOT NULL,
target_row                  BIGINT NOT NULL,
attachment_id               BIGINT NOT NULL,
size_bytes                  BIGINT NOT NULL,
file_name                   TEXT NOT NULL,
sha256                      TEXT NOT NULL,
note                        TEXT NOT NULL
);
INSERT INTO journal VALUES(1,2,1,1795521600000000,'planned',9900,41,0,6,'WR_89708709_WeekEnding_081725_0011223344556677.xlsx','ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100','');
INSERT INTO journal VALUES(2,2,1,1795521600000000,'attached',9900,41,8001,6,'WR_89708709_WeekEnding_081725_0011223344556677.xlsx','ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100','');
INSERT INTO journal VALUES(3,2,1,1795521600000000,'committed',9900,41,8001,6,'WR_89708709_WeekEnding_081725_0011223344556677.xlsx','ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100','');
INSERT INTO journal VALUES(4,NULL,1,1795521600000000,'superseded-found',9900,41,8000,0,'old.xlsx','','');
CREATE TABLE lease (
lease_id                    INTEGER PRIMARY KEY CHECK (lease_id = 1),
owner                       TEXT NOT NULL,
host                        TEXT NOT NULL,
place                       TEXT NOT NULL,
pid                         BIGINT NOT NULL,
process_start               BIGINT NOT NULL,
taken_utc_usec              BIGINT NOT NULL,
renewed_utc_usec            BIGINT NOT NULL
, renewed_monotonic_usec BIGINT NOT NULL DEFAULT 0);
CREATE TABLE line (
line_id                     INTEGER PRIMARY KEY,
sheet_id                    BIGINT NOT NULL,
row_id                      BIGINT NOT NULL,
row_number                  BIGINT NOT NULL,
modified_utc_usec           BIGINT NOT NULL,
modified_by                 TEXT NOT NULL,
reason                      SMALLINT NOT NULL,
issues                      INTEGER NOT NULL,
week_ending                 INTEGER NOT NULL,
snapshot                    INTEGER NOT NULL,
quantity_coefficient        BIGINT NOT NULL,
quantity_exponent           INTEGER NOT NULL,
price_cents                 BIGINT NOT NULL,
completed                   SMALLINT NOT NULL,
variant                     SMALLINT NOT NULL,
identifier                  TEXT NOT NULL,
detail                      TEXT NOT NULL,
work_request                TEXT NOT NULL,
foreman                     TEXT NOT NULL,
dept                        TEXT NOT NULL,
customer                    TEXT NOT NULL,
work_order                  TEXT NOT NULL,
area                        TEXT NOT NULL,
pole                        TEXT NOT NULL,
cu                          TEXT NOT NULL,
work_type                   TEXT NOT NULL,
cu_description              TEXT NOT NULL,
uom                         TEXT NOT NULL,
scope                       TEXT NOT NULL,
job                         TEXT NOT NULL,
noticed_run                 BIGINT NOT NULL
);
INSERT INTO line VALUES(2,7301,7301037741,2,1795521480000000,'robot@example.com',0,0,739494,739492,3,-1,2475,1,0,'','','Zürich 7','','','Example Electric Cooperative','','','P-1204','POLE-40-5','','Anchor, manta ray, installed in rock','EA','','',1);
INSERT INTO line VALUES(3,7301,7301045660,3,1795521420000000,'jane.doe@example.com',0,0,739501,739498,4,-1,3712,1,0,'','','WR''x','O"Brien','','Example Electric Cooperative','','','P-1204','CND-1/0','','Anchor, manta ray, installed in rock','EA','','',1);
INSERT INTO line VALUES(4,7301,7301053579,4,1795521360000000,'robot@example.com',0,0,739508,739504,5,-1,4951,1,0,'','','100','Jane Doe','','Example Electric Cooperative','','','P-1204','ANC-M','','Anchor, manta ray, installed in rock','EA','','',1);
INSERT INTO line VALUES(5,7301,7301061498,5,1795521300000000,'robot@example.com',0,0,739515,739510,6,-1,6186,1,0,'','','89708709','José Núñez','','Example Electric Cooperative','','','P-1204','XFR-25-1PH','','Anchor, manta ray, installed in rock','EA','','',1);
INSERT INTO line VALUES(6,7301,7301069417,6,1795521240000000,'jane.doe@example.com',0,0,739522,739516,7,-1,7423,1,0,'','','90411722','','','Example Electric Cooperative','','','P-1204','POLE-40-5','','Anchor, manta ray, installed in rock','EA','','',2);
CREATE TABLE line_change (
change_id                   INTEGER PRIMARY KEY,
kind                        SMALLINT NOT NULL,
sheet_id                    BIGINT NOT NULL,
row_id                      BIGINT NOT NULL,
run_id                      BIGINT NOT NULL,
noticed_utc_usec            BIGINT NOT NULL,
modified_utc_usec           BIGINT NOT NULL,
modified_by                 TEXT NOT NULL,
field                       TEXT NOT NULL,
old_value                   TEXT NOT NULL,
new_value                   TEXT NOT NULL
);
INSERT INTO line_change VALUES(1,1,7301,7301045660,2,1795521600000000,1795521420000000,'jane.doe@example.com','price','37.13','37.12');
INSERT INTO line_change VALUES(2,1,7301,7301053579,2,1795521600000000,1795521360000000,'robot@example.com','price','49.49','49.51');
INSERT INTO line_change VALUES(3,2,7301,7301029822,2,1795521600000000,1795521540000000,'robot@example.com','','','');
CREATE TABLE map (
sheet_id                    INTEGER PRIMARY KEY
);
INSERT INTO map VALUES(7301);
CREATE TABLE map_column (
sheet_id                    BIGINT NOT NULL,
field                       TEXT NOT NULL,
column_id                   BIGINT NOT NULL,
confidence_percent          SMALLINT NOT NULL,
title                       TEXT NOT NULL,
PRIMARY KEY (sheet_id, field)
) WITHOUT ROWID;
INSERT INTO map_column VALUES(7301,'cu',501,90,'CU Code');
CREATE TABLE map_note (
sheet_id                    BIGINT NOT NULL,
position                    INTEGER NOT NULL,
note                        TEXT NOT NULL,
PRIMARY KEY (sheet_id, position)
) WITHOUT ROWID;
INSERT INTO map_note VALUES(7301,0,'two columns could be it');
CREATE TABLE meta (
key                         TEXT PRIMARY KEY,
value                       TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES('key','value');
INSERT INTO meta VALUES('program-version','0.1.0');
INSERT INTO meta VALUES('trail-head','8:c31b3ffa7efd026b0f1c4d72320db736c81d5184a335329181ed757afcf735af');
CREATE TABLE pause (
what                        TEXT PRIMARY KEY,
since_utc_usec              BIGINT NOT NULL,
until_utc_usec              BIGINT NOT NULL,
actor                       TEXT NOT NULL,
reason                      TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO pause VALUES('publish',1795970181578881,0,'ann','the desk checks');
CREATE TABLE pin (
  target_sheet                BIGINT NOT NULL,
  identity_id                 BIGINT NOT NULL REFERENCES identity,
  publication_id              BIGINT NOT NULL REFERENCES publication, -- what was restored
  pinned_utc_usec             BIGINT NOT NULL,
  fingerprint                 TEXT NOT NULL,     -- of what was restored
  lines_hash                  TEXT NOT NULL, run_id BIGINT NOT NULL DEFAULT 0,     -- of the lines as they were then
  PRIMARY KEY (target_sheet, identity_id)
) WITHOUT ROWID;
INSERT INTO pin VALUES(9900,1,1,1795521600000000,'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff','abababababababababababababababababababababababababababababababab',2);
CREATE TABLE plan (
run_id                      INTEGER PRIMARY KEY REFERENCES run,
n_rows                      BIGINT NOT NULL
);
INSERT INTO plan VALUES(2,5);
CREATE TABLE plan_count (
run_id                      BIGINT NOT NULL REFERENCES plan ON DELETE CASCADE,
id                          TEXT NOT NULL,
n                           BIGINT NOT NULL,
cents                       BIGINT NOT NULL,
PRIMARY KEY (run_id, id)
) WITHOUT ROWID;
INSERT INTO plan_count VALUES(2,'accepted',5,99);
INSERT INTO plan_count VALUES(2,'bad_snapshot',1,0);
CREATE TABLE plan_entry (
run_id                      BIGINT NOT NULL REFERENCES plan ON DELETE CASCADE,
identity_id                 BIGINT NOT NULL REFERENCES identity,
action                      SMALLINT NOT NULL,
hold                        SMALLINT NOT NULL,
fingerprint                 TEXT NOT NULL,
generated_utc_usec          BIGINT NOT NULL,
n_lines                     INTEGER NOT NULL,
total_cents                 BIGINT NOT NULL,
published_cents             BIGINT NOT NULL,
PRIMARY KEY (run_id, identity_id)
) WITHOUT ROWID;
INSERT INTO plan_entry VALUES(2,1,4,4,'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',0,0,0,-17);
CREATE TABLE proposal (
  proposal_id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id                      BIGINT NOT NULL REFERENCES run,
  state                       SMALLINT NOT NULL,
  n_waiting                   INTEGER NOT NULL,
  created_utc_usec            BIGINT NOT NULL,
  decided_utc_usec            BIGINT NOT NULL, -- 0 = not yet
  digest                      TEXT NOT NULL,
  body                        TEXT NOT NULL    -- plan.json; "" once it is superseded
);
INSERT INTO proposal VALUES(1,2,0,1,1795521600000000,0,'cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd','{}');
CREATE TABLE publication (
publication_id              INTEGER PRIMARY KEY AUTOINCREMENT,
identity_id                 BIGINT NOT NULL REFERENCES identity,
run_id                      BIGINT NOT NULL REFERENCES run,
state                       SMALLINT NOT NULL,
target_sheet                BIGINT NOT NULL,
target_row                  BIGINT NOT NULL,
attachment_id               BIGINT NOT NULL,
attachment_created_utc_usec BIGINT NOT NULL,
generated_utc_usec          BIGINT NOT NULL,
published_utc_usec          BIGINT NOT NULL,
size_bytes                  BIGINT NOT NULL,
n_lines                     INTEGER NOT NULL,
total_cents                 BIGINT NOT NULL,
fingerprint                 TEXT NOT NULL,
file_name                   TEXT NOT NULL,
sha256                      TEXT NOT NULL
);
INSERT INTO publication VALUES(1,1,2,0,9900,41,8001,77,1795521600000000,1795521600000000,6,4,12374,'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff','WR_89708709_WeekEnding_081725_0011223344556677.xlsx','ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100');
CREATE TABLE publication_sheet (
publication_id              BIGINT NOT NULL REFERENCES publication,
sheet_id                    BIGINT NOT NULL,
PRIMARY KEY (publication_id, sheet_id)
) WITHOUT ROWID;
INSERT INTO publication_sheet VALUES(1,7301);
INSERT INTO publication_sheet VALUES(1,7309);
CREATE TABLE published_body (
body_id                     INTEGER PRIMARY KEY,
line_hash                   BLOB NOT NULL,
body                        BLOB NOT NULL
);
INSERT INTO published_body VALUES(1,X'd8c11535c5890d2c73d2856c8d76ed9f124359cd07ba0e24c329afab8f6dc464',X'018a72fcfee6b2360000bea25abca25a0401ac130200726f626f74406578616d706c652e636f6d0000003930343131373232004a6f73c3a9204ec3bac3b1657a00004578616d706c6520456c65637472696320436f6f7065726174697665000000502d31323034005846522d32352d3150480000416e63686f722c206d616e7461207261792c20696e7374616c6c656420696e20726f636b004541000000');
INSERT INTO published_body VALUES(2,X'7c6c7c0ff20a6d63ae7b2191e5ae4bf4d953af74287ee453540900afb13d7b8b',X'018a72dafae7b2360000cca25ac8a25a0601d6260200726f626f74406578616d706c652e636f6d0000005ac3bc7269636820370000004578616d706c6520456c65637472696320436f6f7065726174697665000000502d3132303400504f4c452d34302d350000416e63686f722c206d616e7461207261792c20696e7374616c6c656420696e20726f636b004541000000');
INSERT INTO published_body VALUES(3,X'1a80e4f0f64e6f5cd75479a3829457a8010abdf09d91310acd9e951aba241753',X'019a72e8beb9ba360000daa25ad4a25a0801803a02006a616e652e646f65406578616d706c652e636f6d00000057522778004f22427269656e00004578616d706c6520456c65637472696320436f6f7065726174697665000000502d3132303400434e442d312f300000416e63686f722c206d616e7461207261792c20696e7374616c6c656420696e20726f636b004541000000');
INSERT INTO published_body VALUES(4,X'99d535bf44189f7857bc81917b235b0851ac9365e237cfe5569632f698e15610',X'019a72c6bababa360000e8a25ae0a25a0a01aa4d0200726f626f74406578616d706c652e636f6d000000313030004a616e6520446f6500004578616d706c6520456c65637472696320436f6f7065726174697665000000502d3132303400414e432d4d0000416e63686f722c206d616e7461207261792c20696e7374616c6c656420696e20726f636b004541000000');
CREATE TABLE published_line (
publication_id              BIGINT NOT NULL REFERENCES publication,
position                    INTEGER NOT NULL,
body_id                     BIGINT NOT NULL REFERENCES published_body,
row_number                  BIGINT NOT NULL,
modified_utc_usec           BIGINT NOT NULL,
PRIMARY KEY (publication_id, position)
) WITHOUT ROWID;
INSERT INTO published_line VALUES(1,0,1,1,1795521540000000);
INSERT INTO published_line VALUES(1,1,2,2,1795521480000000);
INSERT INTO published_line VALUES(1,2,3,3,1795521420000000);
INSERT INTO published_line VALUES(1,3,4,4,1795521360000000);
CREATE TABLE quarantine (
kind                        TEXT NOT NULL,
subject                     TEXT NOT NULL,
n_failures                  INTEGER NOT NULL,
first_run_id                BIGINT NOT NULL,
last_run_id                 BIGINT NOT NULL,
since_utc_usec              BIGINT NOT NULL,
until_utc_usec              BIGINT NOT NULL,
reason                      TEXT NOT NULL,
detail                      TEXT NOT NULL,
PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
CREATE TABLE retry_budget (
host                        TEXT PRIMARY KEY,
n_tokens                    INTEGER NOT NULL,
saved_utc_usec              BIGINT NOT NULL
) WITHOUT ROWID;
CREATE TABLE run (
run_id                      INTEGER PRIMARY KEY AUTOINCREMENT,
state                       SMALLINT NOT NULL,
outcome                     INTEGER NOT NULL,
exit_code                   INTEGER NOT NULL,
started_utc_usec            BIGINT NOT NULL,
finished_utc_usec           BIGINT NOT NULL,
kind                        TEXT NOT NULL,
summary                     TEXT NOT NULL
);
INSERT INTO run VALUES(1,1,0,0,1795521600000000,1795521600000000,'batch','{"n":1}');
INSERT INTO run VALUES(2,0,0,-1,1795521600000000,0,'batch','');
CREATE TABLE sample_hour (
series_id                   BIGINT NOT NULL REFERENCES series,
hour                        BIGINT NOT NULL,
n                           BIGINT NOT NULL,
total                       BIGINT NOT NULL,
lowest                      BIGINT,
highest                     BIGINT,
last                        BIGINT,
PRIMARY KEY (series_id, hour)
) WITHOUT ROWID;
CREATE TABLE sample_minute (
series_id                   BIGINT NOT NULL REFERENCES series,
minute                      BIGINT NOT NULL,
n                           BIGINT NOT NULL,
total                       BIGINT NOT NULL,
lowest                      BIGINT,
highest                     BIGINT,
last                        BIGINT,
PRIMARY KEY (series_id, minute)
) WITHOUT ROWID;
CREATE TABLE sample_new (
sample_id                   INTEGER PRIMARY KEY,
series_id                   BIGINT NOT NULL,
utc_usec                    BIGINT NOT NULL,
value                       BIGINT NOT NULL
);
CREATE TABLE sample_raw (
series_id                   BIGINT NOT NULL REFERENCES series,
utc_usec                    BIGINT NOT NULL,
n                           BIGINT NOT NULL,
total                       BIGINT NOT NULL,
lowest                      BIGINT,
highest                     BIGINT,
last                        BIGINT,
PRIMARY KEY (series_id, utc_usec)
) WITHOUT ROWID;
CREATE TABLE schedule_mark (
name                        TEXT PRIMARY KEY,
plan                        TEXT NOT NULL,
settled_utc_usec            BIGINT NOT NULL
);
CREATE TABLE schedule_start (
name                        TEXT NOT NULL,
due_utc_usec                BIGINT NOT NULL,
planned_utc_usec            BIGINT NOT NULL,
started_utc_usec            BIGINT NOT NULL,
finished_utc_usec           BIGINT NOT NULL,
exit_code                   SMALLINT NOT NULL,
run_id                      BIGINT NOT NULL,
n_due                       INTEGER NOT NULL,
is_caught_up                SMALLINT NOT NULL,
was_missed                  SMALLINT NOT NULL,
PRIMARY KEY (name, due_utc_usec)
);
CREATE TABLE series (
series_id                   INTEGER PRIMARY KEY,
metric                      TEXT NOT NULL,
subject                     TEXT NOT NULL,
scope                       SMALLINT NOT NULL
);
CREATE TABLE sheet (
sheet_id                    INTEGER PRIMARY KEY,
state                       SMALLINT NOT NULL,
version                     BIGINT NOT NULL,
n_rows                      BIGINT NOT NULL,
modified_utc_usec           BIGINT NOT NULL,
read_utc_usec               BIGINT NOT NULL,
name                        TEXT NOT NULL,
origin                      TEXT NOT NULL,
map_key                     TEXT NOT NULL,
last_error                  TEXT NOT NULL
, swept_utc_usec BIGINT NOT NULL DEFAULT 0, placed_utc_usec BIGINT NOT NULL DEFAULT 0, columns_key TEXT NOT NULL DEFAULT '', link TEXT NOT NULL DEFAULT '');
INSERT INTO sheet VALUES(7301,0,12,5,3,4,'Crew 7','folder:5','key','',0,0,'','');
CREATE TABLE superseded (
target_sheet                BIGINT NOT NULL,
attachment_id               BIGINT NOT NULL,
identity_id                 BIGINT NOT NULL REFERENCES identity,
target_row                  BIGINT NOT NULL,
created_utc_usec            BIGINT NOT NULL,
state                       SMALLINT NOT NULL,
file_name                   TEXT NOT NULL,
sha256                      TEXT NOT NULL,
archived_path               TEXT NOT NULL,
PRIMARY KEY (target_sheet, attachment_id),
CHECK (state = 0 OR (sha256 <> '' AND archived_path <> ''))
) WITHOUT ROWID;
INSERT INTO superseded VALUES(9900,8000,1,41,0,0,'old.xlsx','','');
CREATE TABLE trail (
  sequence                    INTEGER PRIMARY KEY,
  utc_usec                    BIGINT NOT NULL,
  kind                        TEXT NOT NULL,
  actor                       TEXT NOT NULL,
  subject                     TEXT NOT NULL,
  payload                     TEXT NOT NULL,   -- canonical JSON
  previous_hash               TEXT NOT NULL,
  hash                        TEXT NOT NULL
);
INSERT INTO trail VALUES(1,1795521600000001,'publication','','','{"attachment":8001}','','4e1851a740846e54b076be9f8ba497f1b9714a9253a41e6953e8f7f2f5cb3143');
INSERT INTO trail VALUES(2,1795521600000002,'withdrawal','','','{"attachment":8002}','4e1851a740846e54b076be9f8ba497f1b9714a9253a41e6953e8f7f2f5cb3143','eb4f72bb5565c63ccfbc2c1d21e44836108fbdd5421885e212465a78274eb236');
INSERT INTO trail VALUES(3,1795521600000003,'restored','Ann','','{"version":1}','eb4f72bb5565c63ccfbc2c1d21e44836108fbdd5421885e212465a78274eb236','bf69bf66422321e0e4ce98b4503f56d1da751b58abdb82f5187cb5f618015e99');
INSERT INTO trail VALUES(4,1795970181579024,'recovery-pause','ann','pause:publish','{"reason":"the desk checks"}','bf69bf66422321e0e4ce98b4503f56d1da751b58abdb82f5187cb5f618015e99','000a7746a8782d824adafedfc4f0b94a2bc1703f42dd19bb1c3f367e5655edc5');
INSERT INTO trail VALUES(5,1795970181612547,'recovery-open','ann','breaker:smartsheet','{"reason":"moving house","until_utc_usec":1795977381611531}','000a7746a8782d824adafedfc4f0b94a2bc1703f42dd19bb1c3f367e5655edc5','8b23f009c992d38dd896f044198ddaa5e3d4762453288aabf9b492615d44b191');
INSERT INTO trail VALUES(6,1795521600000000,'finding-opened','','run:2','{"changes":"445e84fc6dac9709a8a1dbfa407a84d6bdff464f15c9d3810c2a47d351572730","closed":0,"gone":0,"new":2,"reopened":0,"run":2,"verified":0}','8b23f009c992d38dd896f044198ddaa5e3d4762453288aabf9b492615d44b191','23be5f8bfed06a2e94e35c7541ce61704462baa2f765f750c04ca47922977c3a');
INSERT INTO trail VALUES(7,1795521601000000,'verdict','ann@example.com','finding:a5d4e29ef0febae1','{"digest":"28c96c7c408448ded6f1d9f84ff4f38c2920ec526e8e9809d0369f7df7a364f9","exposure_cents":50000,"from":"new","made_utc_usec":1795521601000000,"note":"the customer agreed to more anchors","reason":"agreed","source":"here","to":"explained"}','23be5f8bfed06a2e94e35c7541ce61704462baa2f765f750c04ca47922977c3a','96d7a438e3d70d9a23fce7154fff72f8b57399f481bc75d0f2eb8a26b4fcf571');
INSERT INTO trail VALUES(8,1795521602000000,'finding-note','ann@example.com','finding:a5d4e29ef0febae1','{"text":"José Núñez was asked by phone"}','96d7a438e3d70d9a23fce7154fff72f8b57399f481bc75d0f2eb8a26b4fcf571','c31b3ffa7efd026b0f1c4d72320db736c81d5184a335329181ed757afcf735af');
CREATE TABLE verdict (
verdict_id                  INTEGER PRIMARY KEY,
finding_key                 BIGINT NOT NULL REFERENCES finding,
digest                      TEXT NOT NULL,
utc_usec                    BIGINT NOT NULL,
actor                       TEXT NOT NULL,
from_status                 SMALLINT NOT NULL,
to_status                   SMALLINT NOT NULL,
reason                      TEXT NOT NULL,
note                        TEXT NOT NULL,
recovered_cents             BIGINT NOT NULL,
source                      SMALLINT NOT NULL,
detector                    TEXT NOT NULL,
detector_version            INTEGER NOT NULL,
exposure_cents              BIGINT NOT NULL,
run_id                      BIGINT NOT NULL
);
INSERT INTO verdict VALUES(1,1,'28c96c7c408448ded6f1d9f84ff4f38c2920ec526e8e9809d0369f7df7a364f9',1795521601000000,'ann@example.com',0,4,'agreed','the customer agreed to more anchors',0,0,'rate',1,50000,0);
CREATE TABLE version (
  target_sheet                BIGINT NOT NULL,
  attachment_id               BIGINT NOT NULL,
  identity_id                 BIGINT NOT NULL REFERENCES identity,
  version_end                 SMALLINT NOT NULL, -- why it went, 0 = it hangs there
  size_bytes                  BIGINT NOT NULL,
  from_utc_usec               BIGINT NOT NULL,   -- by the peer's clock
  until_utc_usec              BIGINT NOT NULL,   -- 0 = it hangs there
  dropped_utc_usec            BIGINT NOT NULL,   -- when retention removed its bytes, 0 = it did not
  file_name                   TEXT NOT NULL,
  sha256                      TEXT NOT NULL,
  PRIMARY KEY (target_sheet, attachment_id)
) WITHOUT ROWID;
INSERT INTO version VALUES(9900,8001,1,0,6,77,0,0,'WR_89708709_WeekEnding_081725_0011223344556677.xlsx','ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100');
CREATE TABLE workbook (
identity_id                 BIGINT NOT NULL REFERENCES identity,
fingerprint                 TEXT NOT NULL,
run_id                      BIGINT NOT NULL REFERENCES run,
n_lines                     INTEGER NOT NULL,
total_cents                 BIGINT NOT NULL,
size_bytes                  BIGINT NOT NULL,
created_utc_usec            BIGINT NOT NULL,
file_name                   TEXT NOT NULL,
sha256                      TEXT NOT NULL,
PRIMARY KEY (identity_id, fingerprint)
) WITHOUT ROWID;
INSERT INTO workbook VALUES(1,'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',2,4,5,6,7,'WR_89708709_WeekEnding_081725_0011223344556677.xlsx','ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('run',2);
INSERT INTO sqlite_sequence VALUES('intent',1);
INSERT INTO sqlite_sequence VALUES('journal',4);
INSERT INTO sqlite_sequence VALUES('publication',1);
INSERT INTO sqlite_sequence VALUES('proposal',1);
CREATE INDEX run_open ON run (state) WHERE state = 0;
CREATE UNIQUE INDEX line_key ON line (sheet_id, row_id);
CREATE INDEX line_order ON line
(week_ending, work_request, variant, identifier, sheet_id, row_number, row_id);
CREATE INDEX line_change_row ON line_change (sheet_id, row_id);
CREATE INDEX line_change_run ON line_change (run_id);
CREATE UNIQUE INDEX identity_key ON identity (week_ending, work_request, variant, identifier);
CREATE UNIQUE INDEX publication_current ON publication (target_sheet, identity_id) WHERE state = 0;
CREATE INDEX publication_attachment ON publication (attachment_id);
CREATE UNIQUE INDEX published_body_hash ON published_body (line_hash);
CREATE UNIQUE INDEX intent_open ON intent (target_sheet, identity_id) WHERE state < 4;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN
SELECT RAISE (ABORT, 'the journal is append only');
END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
SELECT RAISE (ABORT, 'the journal is append only');
END;
CREATE INDEX trail_subject ON trail (subject, sequence);
CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail
BEGIN
  SELECT RAISE (ABORT, 'the trail is append only');
END;
CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail
BEGIN
  SELECT RAISE (ABORT, 'the trail is append only');
END;
CREATE TRIGGER trail_only_append BEFORE INSERT ON trail
WHEN NEW.sequence IS NOT NULL AND NEW.sequence <= (SELECT max (sequence) FROM trail)
BEGIN
  SELECT RAISE (ABORT, 'the trail is append only');
END;
CREATE INDEX version_identity ON version (identity_id, from_utc_usec);
CREATE UNIQUE INDEX version_current ON version (target_sheet, identity_id) WHERE until_utc_usec = 0;
CREATE INDEX version_sha256 ON version (sha256);
CREATE UNIQUE INDEX proposal_digest ON proposal (digest);
CREATE INDEX proposal_run ON proposal (run_id);
CREATE UNIQUE INDEX series_key ON series (metric, subject, scope);
CREATE INDEX attempt_recovered ON attempt (class, recovery_usec) WHERE outcome = 'recovered';
CREATE UNIQUE INDEX finding_id ON finding (id);
CREATE INDEX finding_line_row ON finding_line (sheet_id, row_id);
CREATE INDEX verdict_finding ON verdict (finding_key, verdict_id);
CREATE UNIQUE INDEX verdict_digest ON verdict (finding_key, digest);
CREATE TRIGGER verdict_no_update BEFORE UPDATE ON verdict
BEGIN
SELECT RAISE (ABORT, 'verdicts are append only');
END;
CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict
BEGIN
SELECT RAISE (ABORT, 'verdicts are append only');
END;
CREATE INDEX finding_open ON finding
(status, severity, is_trial, exposure_cents, first_utc_usec, due, detector, work_request, id);
CREATE INDEX finding_first ON finding (first_utc_usec, is_trial, exposure_cents);
CREATE INDEX verdict_time ON verdict (utc_usec);
CREATE INDEX publication_time ON publication (published_utc_usec);
COMMIT;
PRAGMA user_version = 7;
PRAGMA foreign_keys = ON;
