/* tally-app-open.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-open.h"

#include "tally-app-launch.h"
#include "tally-engine-issued.h"

/* What is looked for: a file, or a row. */
typedef struct {
  char   *file_name; /* (owned) */
  char   *sha256;    /* (owned) */
  gint64  sheet_id;
  gint64  row_id;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->file_name);
  g_free (wanted->sha256);
  g_free (wanted);
}

static gpointer
find_file (TallyEngine   *engine,
           gpointer       input,
           GCancellable  *cancellable,
           GError       **error)
{
  const Wanted *wanted = input;
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "tallyman", "opened", NULL);

  return tally_engine_find_file (engine, wanted->file_name, wanted->sha256, folder, error);
}

static gpointer
find_row (TallyEngine   *engine,
          gpointer       input,
          GCancellable  *cancellable,
          GError       **error)
{
  const Wanted *wanted = input;

  return tally_engine_find_row_link (engine, wanted->sheet_id, wanted->row_id, cancellable, error);
}

/* %NULL if it was cancelled, or failed and that was told. */
static char *
take_text (TallyAppPage *page,
           GObject      *desk,
           GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  char *text = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (text == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tally_app_page_toast (page, error->message);
  return text;
}

static void
open_cb (GObject      *desk,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree char *path = take_text (data, desk, result);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;

  if (uri != NULL)
    tally_app_launch_uri (data, uri);
}

static void
show_folder_cb (GObject      *desk,
                GAsyncResult *result,
                gpointer      data)
{
  g_autofree char *path = take_text (data, desk, result);

  if (path != NULL)
    tally_app_launch_folder (data, path);
}

static void
row_cb (GObject      *desk,
        GAsyncResult *result,
        gpointer      data)
{
  g_autofree char *link = take_text (data, desk, result);

  if (link != NULL)
    tally_app_launch_uri (data, link);
}

static void
ask (TallyAppPage        *page,
     TallyEngineDeskFunc  func,
     Wanted              *wanted,
     GAsyncReadyCallback  callback)
{
  const TallyEngineQuestion question = { .func = func, .input = wanted, .free_input = wanted_free, .free_answer = g_free };

  tally_app_page_ask (page, &question, callback);
}

void
tally_app_open_file (TallyAppPage *page,
                     const char   *file_name,
                     const char   *sha256,
                     gboolean      in_folder)
{
  Wanted *wanted;

  g_return_if_fail (TALLY_IS_APP_PAGE (page) && file_name != NULL && sha256 != NULL);
  wanted = g_new0 (Wanted, 1);
  wanted->file_name = g_strdup (file_name);
  wanted->sha256 = g_strdup (sha256);
  ask (page, find_file, wanted, in_folder ? show_folder_cb : open_cb);
}

void
tally_app_open_row (TallyAppPage *page,
                    gint64        sheet_id,
                    gint64        row_id)
{
  Wanted *wanted;

  g_return_if_fail (TALLY_IS_APP_PAGE (page) && sheet_id > 0 && row_id > 0);
  wanted = g_new0 (Wanted, 1);
  wanted->sheet_id = sheet_id;
  wanted->row_id = row_id;
  ask (page, find_row, wanted, row_cb);
}
