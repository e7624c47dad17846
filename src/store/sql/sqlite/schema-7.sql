-- Schema 7, SQLite: the audit.

-- Findings and what people made of them.

-- What the audit found: that of tally-finding.h. One row a finding, for ever; a later run brings it up to
-- date in place.
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
  week_ending                 INTEGER NOT NULL, -- 0 = several or none
  sentence                    TEXT NOT NULL,
  facts                       TEXT NOT NULL,    -- canonical JSON
  judgement                   TEXT NOT NULL,    -- canonical JSON
  status                      SMALLINT NOT NULL,
  is_trial                    SMALLINT NOT NULL,
  is_new                      SMALLINT NOT NULL,
  n_verdicts                  INTEGER NOT NULL,
  first_run                   BIGINT NOT NULL,
  last_run                    BIGINT NOT NULL,
  first_utc_usec              BIGINT NOT NULL,
  last_utc_usec               BIGINT NOT NULL,
  gone_run                    BIGINT NOT NULL,  -- 0 = it still stands
  assignee                    TEXT NOT NULL,
  due                         INTEGER NOT NULL, -- 0 = not said
  accepted_cents              BIGINT NOT NULL   -- the exposure that people found right; -1 = nothing
);
CREATE UNIQUE INDEX finding_id ON finding (id);

CREATE TABLE finding_line (
  finding_key                 BIGINT NOT NULL REFERENCES finding,
  position                    INTEGER NOT NULL,
  sheet_id                    BIGINT NOT NULL,
  row_id                      BIGINT NOT NULL,
  row_number                  BIGINT NOT NULL, -- 0 = not known
  PRIMARY KEY (finding_key, position)
) WITHOUT ROWID;
CREATE INDEX finding_line_row ON finding_line (sheet_id, row_id);

-- How findings went from one state to the next: that of tally-finding-verdict.h. Append only.
CREATE TABLE verdict (
  verdict_id                  INTEGER PRIMARY KEY,
  finding_key                 BIGINT NOT NULL REFERENCES finding,
  digest                      TEXT NOT NULL,    -- the same for the same verdict in every store
  utc_usec                    BIGINT NOT NULL,
  actor                       TEXT NOT NULL,    -- '' = a run by itself
  from_status                 SMALLINT NOT NULL,
  to_status                   SMALLINT NOT NULL,
  reason                      TEXT NOT NULL,
  note                        TEXT NOT NULL,
  recovered_cents             BIGINT NOT NULL,
  source                      SMALLINT NOT NULL,
  detector                    TEXT NOT NULL,    -- that made the finding as it was decided about
  detector_version            INTEGER NOT NULL,
  exposure_cents              BIGINT NOT NULL,  -- of the finding as it was decided about
  run_id                      BIGINT NOT NULL   -- 0 = no run
);
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

-- What need not be found again: that of tally-finding-exception.h.
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
  revoked_utc_usec            BIGINT NOT NULL, -- 0 = it holds
  revoked_why                 TEXT NOT NULL
);

-- What each audit came to, for the trend and the workbook.
CREATE TABLE audit (
  run_id                      INTEGER PRIMARY KEY,
  utc_usec                    BIGINT NOT NULL,
  risk                        SMALLINT NOT NULL,
  n_sheets                    BIGINT NOT NULL,
  n_lines                     BIGINT NOT NULL,
  n_enriched                  BIGINT NOT NULL,
  n_open                      BIGINT NOT NULL, -- findings that count and ask for somebody's time
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
  reason                      TEXT NOT NULL,   -- why the risk is what it is
  scopes                      TEXT NOT NULL    -- JSON: what each detector looked at
);

-- Histories of cells, as the service told them: asking for one is dear, so that each is kept. State is
-- "complete", or why it could not be had; field is the id of the field.
CREATE TABLE cell_history (
  sheet_id                    BIGINT NOT NULL,
  row_id                      BIGINT NOT NULL,
  field                       TEXT NOT NULL,
  column_id                   BIGINT NOT NULL,
  sheet_version               BIGINT NOT NULL, -- of the rows as they were read before it was asked for
  fetched_utc_usec            BIGINT NOT NULL,
  state                       TEXT NOT NULL,
  PRIMARY KEY (sheet_id, row_id, field)
) WITHOUT ROWID;

-- What the cell held, in the order of writing; value is the canonical text of line_change.
CREATE TABLE cell_revision (
  sheet_id                    BIGINT NOT NULL,
  row_id                      BIGINT NOT NULL,
  field                       TEXT NOT NULL,
  position                    INTEGER NOT NULL,
  modified_utc_usec           BIGINT NOT NULL, -- 0 = not told
  modified_by                 TEXT NOT NULL,
  value                       TEXT NOT NULL,
  PRIMARY KEY (sheet_id, row_id, field, position)
) WITHOUT ROWID;

-- Where a person sees the sheet; '' = the service did not tell.
ALTER TABLE sheet ADD COLUMN link TEXT NOT NULL DEFAULT '';

-- What is counted each time that somebody looks, of these indexes alone.
CREATE INDEX finding_open ON finding
  (status, severity, is_trial, exposure_cents, first_utc_usec, due, detector, work_request, id);
CREATE INDEX finding_first ON finding (first_utc_usec, is_trial, exposure_cents);
CREATE INDEX verdict_time ON verdict (utc_usec);
CREATE INDEX publication_time ON publication (published_utc_usec);
