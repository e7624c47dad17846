-- Schema 1, SQLite. Times are µs since 1970 UTC, money is cents, days are numbers as in
-- tally-week.h (0 = none), reason, issues, variant, state, action and hold are the numbers of
-- their enums, "" is a text that is not there.

CREATE TABLE meta (
  key                         TEXT PRIMARY KEY,
  value                       TEXT NOT NULL
) WITHOUT ROWID;

-- At most one row: the mutating run.
CREATE TABLE lease (
  lease_id                    INTEGER PRIMARY KEY CHECK (lease_id = 1),
  owner                       TEXT NOT NULL,   -- of one connection
  host                        TEXT NOT NULL,
  place                       TEXT NOT NULL,   -- start of the machine and pid namespace
  pid                         BIGINT NOT NULL,
  process_start               BIGINT NOT NULL, -- clock ticks after the machine's start
  taken_utc_usec              BIGINT NOT NULL,
  renewed_utc_usec            BIGINT NOT NULL
);

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
CREATE INDEX run_open ON run (state) WHERE state = 0;

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
);

CREATE TABLE map (
  sheet_id                    INTEGER PRIMARY KEY
);

CREATE TABLE map_column (
  sheet_id                    BIGINT NOT NULL,
  field                       TEXT NOT NULL,
  column_id                   BIGINT NOT NULL,
  confidence_percent          SMALLINT NOT NULL,
  title                       TEXT NOT NULL,
  PRIMARY KEY (sheet_id, field)
) WITHOUT ROWID;

CREATE TABLE map_note (
  sheet_id                    BIGINT NOT NULL,
  position                    INTEGER NOT NULL,
  note                        TEXT NOT NULL,
  PRIMARY KEY (sheet_id, position)
) WITHOUT ROWID;

-- Two indexes and no more: each costs a third of what writing a line costs.
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
CREATE UNIQUE INDEX line_key ON line (sheet_id, row_id);
CREATE INDEX line_order ON line
  (week_ending, work_request, variant, identifier, sheet_id, row_number, row_id);

-- Lines that are gone, as they were last seen (tally-store-body.h).
CREATE TABLE gone_line (
  sheet_id                    BIGINT NOT NULL,
  row_id                      BIGINT NOT NULL,
  run_id                      BIGINT NOT NULL,
  noticed_utc_usec            BIGINT NOT NULL,
  body                        BLOB NOT NULL,
  PRIMARY KEY (sheet_id, row_id)
);

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
CREATE INDEX line_change_row ON line_change (sheet_id, row_id);
CREATE INDEX line_change_run ON line_change (run_id);

CREATE TABLE identity (
  identity_id                 INTEGER PRIMARY KEY,
  week_ending                 INTEGER NOT NULL,
  work_request                TEXT NOT NULL,
  variant                     SMALLINT NOT NULL,
  identifier                  TEXT NOT NULL
);
CREATE UNIQUE INDEX identity_key ON identity (week_ending, work_request, variant, identifier);

CREATE TABLE fingerprint (
  identity_id                 BIGINT NOT NULL REFERENCES identity,
  fingerprint                 TEXT NOT NULL,
  generated_utc_usec          BIGINT NOT NULL,
  PRIMARY KEY (identity_id, fingerprint)
) WITHOUT ROWID;

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
CREATE UNIQUE INDEX publication_current ON publication (target_sheet, identity_id) WHERE state = 0;
CREATE INDEX publication_attachment ON publication (attachment_id);

CREATE TABLE publication_sheet (
  publication_id              BIGINT NOT NULL REFERENCES publication,
  sheet_id                    BIGINT NOT NULL,
  PRIMARY KEY (publication_id, sheet_id)
) WITHOUT ROWID;

-- A line as published, once for all publications that show it (tally-store-body.h).
CREATE TABLE published_body (
  body_id                     INTEGER PRIMARY KEY,
  line_hash                   BLOB NOT NULL,   -- SHA-256 of body
  body                        BLOB NOT NULL
);
CREATE UNIQUE INDEX published_body_hash ON published_body (line_hash);

CREATE TABLE published_line (
  publication_id              BIGINT NOT NULL REFERENCES publication,
  position                    INTEGER NOT NULL,
  body_id                     BIGINT NOT NULL REFERENCES published_body,
  row_number                  BIGINT NOT NULL,
  modified_utc_usec           BIGINT NOT NULL,
  PRIMARY KEY (publication_id, position)
) WITHOUT ROWID;

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
CREATE UNIQUE INDEX intent_open ON intent (target_sheet, identity_id) WHERE state < 4;

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

-- Append only: the triggers refuse anything else.
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
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE (ABORT, 'the journal is append only');
END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
  SELECT RAISE (ABORT, 'the journal is append only');
END;

CREATE TABLE plan (
  run_id                      INTEGER PRIMARY KEY REFERENCES run,
  n_rows                      BIGINT NOT NULL
);

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

-- By the ids of reasons and issues, which are different words.
CREATE TABLE plan_count (
  run_id                      BIGINT NOT NULL REFERENCES plan ON DELETE CASCADE,
  id                          TEXT NOT NULL,
  n                           BIGINT NOT NULL,
  cents                       BIGINT NOT NULL,
  PRIMARY KEY (run_id, id)
) WITHOUT ROWID;
