-- In: $1 block
-- Out: -
-- Index: primary key
DELETE FROM block WHERE block_id = $1
