-- Schema 5, SQLite: a pin belongs to the run that restored, so that the same content published for
-- another reason is not held.

ALTER TABLE pin ADD COLUMN run_id BIGINT NOT NULL DEFAULT 0;
