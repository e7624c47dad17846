/* tally-store-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-schema.h"

#include "tally-db-admin.h"
#include "tally-db-statement.h"

static gboolean
make_first (TallyDb  *db,
            GError  **error)
{
  return tally_db_run_script (db, "schema-1", error);
}

static gboolean
add_trail (TallyDb  *db,
           GError  **error)
{
  return tally_db_run_script (db, "schema-2", error);
}

static gboolean
add_versions (TallyDb  *db,
              GError  **error)
{
  return tally_db_run_script (db, "schema-3", error);
}

static gboolean
add_proposals (TallyDb  *db,
               GError  **error)
{
  return tally_db_run_script (db, "schema-4", error);
}

static gboolean
add_run_to_pins (TallyDb  *db,
                 GError  **error)
{
  return tally_db_run_script (db, "schema-5", error);
}

static gboolean
add_healing (TallyDb  *db,
             GError  **error)
{
  return tally_db_run_script (db, "schema-6", error);
}

static gboolean
add_audit (TallyDb  *db,
           GError  **error)
{
  return tally_db_run_script (db, "schema-7", error);
}

static gboolean
add_words (TallyDb  *db,
           GError  **error)
{
  return tally_db_run_script (db, "schema-8", error);
}

static const TallyStoreSchemaStep all_steps[TALLY_STORE_SCHEMA_NEWEST] = {
  make_first,
  add_trail,
  add_versions,
  add_proposals,
  add_run_to_pins,
  add_healing,
  add_audit,
  add_words,
};

const TallyStoreSchemaStep *
tally_store_schema_get_steps (guint *out_n_steps)
{
  g_return_val_if_fail (out_n_steps != NULL, NULL);
  *out_n_steps = G_N_ELEMENTS (all_steps);
  return all_steps;
}

/* The newer program's own number, if its schema still has the table that says so. */
static char *
dup_program (TallyDb *db)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (db, "get-meta", NULL);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  tally_db_bind_text (statement, 1, "program-version");
  if (!tally_db_step (statement, &has_row, NULL) || !has_row)
    return NULL;
  return g_strdup (tally_db_column_text (statement, 0));
}

static gboolean
fail_newer (TallyDb     *db,
            const char  *path,
            guint        version,
            guint        newest,
            GError     **error)
{
  g_autofree char *program = dup_program (db);

  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_NEWER,
               "%s has schema %u, this is Tallyman %s with schema %u; install Tallyman %s or newer",
               path, version, TALLY_VERSION, newest,
               program != NULL ? program : "of the version that wrote it");
  return FALSE;
}

static gboolean
note_program (TallyDb  *db,
              GError  **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (db, "put-meta", error);

  if (statement == NULL)
    return FALSE;
  tally_db_bind_text (statement, 1, "program-version");
  tally_db_bind_text (statement, 2, TALLY_VERSION);
  return tally_db_run (statement, error);
}

/* Another process may have made the step meanwhile: the version counts that stands now. */
static gboolean
take_step (TallyDb                     *db,
           const TallyStoreSchemaStep  *steps,
           guint                        version,
           GError                     **error)
{
  guint current = 0;
  gboolean taken;

  if (!tally_db_begin (db, TALLY_DB_FULL, error))
    return FALSE;
  taken = tally_db_get_version (db, &current, error)
          && (current != version
              || (steps[version] (db, error) && note_program (db, error)
                  && tally_db_set_version (db, version + 1, error)));
  return tally_db_end (db, taken, error);
}

gboolean
tally_store_schema_upgrade (TallyDb                     *db,
                            const char                  *path,
                            const TallyStoreSchemaStep  *steps,
                            guint                        n_steps,
                            GError                     **error)
{
  guint version = 0;

  g_return_val_if_fail (db != NULL && path != NULL && steps != NULL, FALSE);
  if (!tally_db_get_version (db, &version, error))
    return FALSE;
  if (version > n_steps)
    return fail_newer (db, path, version, n_steps, error);
  if (version > 0 && version < n_steps)
    {
      g_autofree char *backup = g_strdup_printf ("%s.schema-%u.backup", path, version);
      if (!tally_db_backup (db, backup, error))
        return FALSE;
    }
  while (version < n_steps)
    if (!take_step (db, steps, version, error) || !tally_db_get_version (db, &version, error))
      return FALSE;
  if (version > n_steps)
    return fail_newer (db, path, version, n_steps, error);
  return TRUE;
}

gboolean
tally_store_schema_check (TallyDb     *db,
                          const char  *path,
                          GError     **error)
{
  guint version = 0;

  g_return_val_if_fail (db != NULL && path != NULL, FALSE);
  if (!tally_db_get_version (db, &version, error))
    return FALSE;
  if (version == TALLY_STORE_SCHEMA_NEWEST)
    return TRUE;
  if (version > TALLY_STORE_SCHEMA_NEWEST)
    return fail_newer (db, path, version, TALLY_STORE_SCHEMA_NEWEST, error);
  if (version == TALLY_STORE_SCHEMA_NONE)
    g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING,
                 "the database %s is empty; the first run fills it", path);
  else
    g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED,
                 "the database %s has the older schema %u; the next run upgrades it", path, version);
  return FALSE;
}
