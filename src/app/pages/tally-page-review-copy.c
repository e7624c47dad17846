/* tally-page-review-copy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "tally-app-finding-columns.h"
#include "tally-engine-findings-list.h"
#include "tally-page-review-private.h"

/* Rows that are copied: a clipboard is no export. */
#define MAX_COPIED 5000

static gpointer
copy_rows (TallyEngine   *engine,
           gpointer       input,
           GCancellable  *cancellable,
           GError       **error)
{
  GArray *keys = input;
  g_autoptr (GPtrArray) findings = tally_engine_findings_read_some (engine, (const gint64 *) (gpointer) keys->data,
                                                                    keys->len, error);

  return g_steal_pointer (&findings);
}

static void
copied_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  TallyPageReview *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  g_autofree char *titles = tally_app_finding_columns_dup_line (NULL);
  g_autoptr (GString) text = g_string_new (titles);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (findings == NULL)
    {
      tally_app_page_toast (TALLY_APP_PAGE (self), error->message);
      return;
    }
  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *line = findings->pdata[i] != NULL ? tally_app_finding_columns_dup_line (findings->pdata[i]) : NULL;
      g_string_append (text, line != NULL ? line : "");
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  tally_app_page_toast (TALLY_APP_PAGE (self), _("Copied as a table"));
}

void
tally_page_review_copy (TallyPageReview *self)
{
  GArray *keys;
  TallyEngineQuestion question = {
    .func = copy_rows, .free_input = (GDestroyNotify) g_array_unref, .free_answer = (GDestroyNotify) g_ptr_array_unref,
  };

  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self));
  keys = tally_app_selection_dup_keys (self->selection);
  question.input = keys;
  if (keys->len <= MAX_COPIED)
    {
      tally_app_page_ask (TALLY_APP_PAGE (self), &question, copied_cb);
      return;
    }
  g_array_unref (keys);
  tally_app_page_toast (TALLY_APP_PAGE (self), _("At most 5,000 findings are copied at once; the audit’s workbook has them all"));
}
