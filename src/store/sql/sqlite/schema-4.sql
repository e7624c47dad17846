-- Schema 4, SQLite: plans that wait for a person.

-- State is that of tally-store-proposals.h. Who decided, and why, stands in the trail.
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
CREATE UNIQUE INDEX proposal_digest ON proposal (digest);
CREATE INDEX proposal_run ON proposal (run_id);
