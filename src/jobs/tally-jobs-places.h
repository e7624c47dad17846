/* tally-jobs-places.h
 *
 * Where an installation keeps what, and what its doors said when they were opened: for the checkup
 * and for what is corrected without a person. The engine fills it. Plain values, borrowed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-cipher.h"
#include "tally-store-examine.h"

G_BEGIN_DECLS

/**
 * TallyJobsPlaces:
 * @store_path: the database; its folder is the data directory
 * @is_private: the data directory vanishes with the run
 * @state_file: (nullable): what the store was unpacked from
 * @output_dir: folder of the workbooks
 * @archive_dir: folder of what was issued
 * @backup_dir: (nullable): folder of the daily backups, %NULL = there are none
 * @n_backups: days of which a backup is kept
 * @passphrase: (nullable): opens sealed backups
 * @keys: (nullable): keys of @passphrase that were made before
 * @base_url: root of the API
 * @region: name of the region or host that the store is bound to
 * @missed: (nullable) (element-type TallyScheduleEvent): starts of schedules that were not seen and are
 *   not made up for yet, %NULL = nobody looked
 * @schedule_failure: (nullable): why nobody could look
 * @token_origin: (nullable): where the token was found, public text
 * @has_bus: there is a session bus, and a keyring was looked for on it
 * @keyring_failure: (nullable): why no secret can be kept there
 * @token_warning: (nullable): what is unsafe about that place, public text
 * @store_failure: (nullable): why the store could not be opened
 * @client_failure: (nullable): why there is no client
 * @examination: (nullable): what a look through the whole store found, if somebody took it
 */
typedef struct _TallyJobsPlaces {
  const char   *store_path;
  gboolean      is_private;
  const char   *state_file;
  const char   *output_dir;
  const char   *archive_dir;
  const char   *backup_dir;
  guint         n_backups;
  const char   *passphrase;
  TallyStoreKeys *keys;
  const char   *base_url;
  const char   *region;
  GPtrArray    *missed;
  const GError *schedule_failure;
  const char   *token_origin;
  const char   *token_warning;
  gboolean      has_bus;
  const GError *keyring_failure;
  const GError *store_failure;
  const GError *client_failure;
  const TallyStoreExamination *examination;
} TallyJobsPlaces;

G_END_DECLS
