-- In: $1 intent, $2 state, $3 row, $4 attachment
-- Out: -
-- Index: primary key
UPDATE intent SET state = $2, target_row = $3, attachment_id = $4 WHERE intent_id = $1
