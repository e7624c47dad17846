/* tally-workbook-audit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-audit.h"

#include "tally-workbook-audit-private.h"
#include "tally-workbook-draft-private.h"
#include "tally-workbook-error.h"
#include "tally-workbook-folder.h"

static lxw_error
draw_cb (lxw_workbook *book,
         gpointer      user_data)
{
  g_auto (TallyWorkbookPages) pages = { 0 };

  tally_workbook_pages_init (&pages, book);
  tally_workbook_audit_draw_front (&pages, user_data);
  tally_workbook_audit_draw_findings (&pages, user_data);
  tally_workbook_audit_draw_detectors (&pages, user_data);
  tally_workbook_audit_draw_data (&pages, user_data);
  return pages.error;
}

static gboolean
check_size (const TallyWorkbookAudit  *self,
            GError                   **error)
{
  guint n_changes = self->changes != NULL ? self->changes->len : 0;

  if (self->audit->findings->len <= TALLY_WORKBOOK_PAGE_MAX_ROWS && n_changes <= TALLY_WORKBOOK_PAGE_MAX_ROWS
      && self->n_units <= TALLY_WORKBOOK_PAGE_MAX_ROWS)
    return TRUE;
  g_set_error_literal (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_LIMIT,
                       "the audit has more findings or changes than a sheet holds; "
                       "export them with 'tallyman findings export'");
  return FALSE;
}

gboolean
tally_workbook_audit_write (const TallyWorkbookAudit  *self,
                            const char                *path,
                            GError                   **error)
{
  TallyWorkbookDraft draft = { draw_cb, (gpointer) self, NULL, self->audit->utc_usec };
  TallyWorkbookCheck none = { NULL };
  g_autoptr (GBytes) book = NULL;

  g_return_val_if_fail (self->audit->findings != NULL && path != NULL, FALSE);
  if (!check_size (self, error))
    return FALSE;
  book = tally_workbook_draft_make (&draft, error);
  return book != NULL && tally_workbook_folder_put (path, book, none, NULL, error);
}
