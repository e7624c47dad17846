-- Schema 3, SQLite: every workbook that hung on the target, ours or not, from when to when; and
-- which restored ones are held.

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
CREATE INDEX version_identity ON version (identity_id, from_utc_usec);
CREATE UNIQUE INDEX version_current ON version (target_sheet, identity_id) WHERE until_utc_usec = 0;
CREATE INDEX version_sha256 ON version (sha256);

-- A restored workbook: held while its lines are those of when it was restored.
CREATE TABLE pin (
  target_sheet                BIGINT NOT NULL,
  identity_id                 BIGINT NOT NULL REFERENCES identity,
  publication_id              BIGINT NOT NULL REFERENCES publication, -- what was restored
  pinned_utc_usec             BIGINT NOT NULL,
  fingerprint                 TEXT NOT NULL,     -- of what was restored
  lines_hash                  TEXT NOT NULL,     -- of the lines as they were then
  PRIMARY KEY (target_sheet, identity_id)
) WITHOUT ROWID;

-- What was published before this schema; of several records of one attachment the newest counts.
INSERT INTO version (target_sheet, attachment_id, identity_id, version_end, size_bytes,
  from_utc_usec, until_utc_usec, dropped_utc_usec, file_name, sha256)
SELECT p.target_sheet, p.attachment_id, p.identity_id,
  CASE p.state WHEN 0 THEN 0 WHEN 1 THEN 1 ELSE 4 END, p.size_bytes, p.attachment_created_utc_usec,
  CASE p.state WHEN 0 THEN 0 ELSE coalesce((
    SELECT min(n.published_utc_usec) FROM publication n
    WHERE n.target_sheet = p.target_sheet AND n.identity_id = p.identity_id
      AND n.publication_id > p.publication_id), p.published_utc_usec) END,
  0, p.file_name, p.sha256
FROM publication p
WHERE p.publication_id = (SELECT max(l.publication_id) FROM publication l
  WHERE l.attachment_id = p.attachment_id AND l.target_sheet = p.target_sheet);
INSERT OR IGNORE INTO version (target_sheet, attachment_id, identity_id, version_end, size_bytes,
  from_utc_usec, until_utc_usec, dropped_utc_usec, file_name, sha256)
SELECT target_sheet, attachment_id, identity_id, 3, 0, created_utc_usec, created_utc_usec, 0, file_name,
  sha256
FROM superseded WHERE state > 0;
