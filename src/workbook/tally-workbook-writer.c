/* tally-workbook-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-writer.h"

#include "tally-digest-memo.h"
#include "tally-workbook-draft-private.h"
#include "tally-workbook-error.h"
#include "tally-workbook-folder.h"
#include "tally-workbook-layout-private.h"
#include "tally-workbook-verify.h"

#define MAX_LINES 1000000 /* of 1,048,576 rows of a sheet; the rest is for heads and totals */

struct _TallyWorkbookWriter {
  TallyWorkbookStyle  style;
  char               *company;   /* (owned) */
  char               *generator; /* (owned) */
  TallyDigestMemo    *digests;   /* (owned) */
};

TallyWorkbookWriter *
tally_workbook_writer_new (const TallyWorkbookStyle *style)
{
  TallyWorkbookWriter *self;

  g_return_val_if_fail (style != NULL, NULL);
  self = g_new0 (TallyWorkbookWriter, 1);
  self->company = g_strdup (style->company);
  self->generator = g_strdup (style->generator);
  self->digests = tally_digest_memo_new ();
  self->style = *style;
  self->style.company = self->company;
  self->style.generator = self->generator;
  if (style->logo != NULL)
    tally_workbook_logo_ref (style->logo);
  if (style->time_zone != NULL)
    g_time_zone_ref (style->time_zone);
  return self;
}

void
tally_workbook_writer_free (TallyWorkbookWriter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->style.logo, tally_workbook_logo_unref);
  g_clear_pointer (&self->style.time_zone, g_time_zone_unref);
  g_free (self->company);
  g_free (self->generator);
  tally_digest_memo_free (self->digests);
  g_free (self);
}

void
tally_workbook_file_clear (TallyWorkbookFile *self)
{
  g_clear_pointer (&self->file_name, g_free);
  g_clear_pointer (&self->path, g_free);
}

static gboolean
check_name (const TallyGroup  *group,
            GError           **error)
{
  const TallyIdentity *identity = group->identity;
  g_autofree char *key = tally_identity_dup_key (identity);
  const char *lacks = NULL;
  guint year;
  guint month;
  guint day;

  tally_day_split (identity->week_ending, &year, &month, &day);
  if (year < 2000 || year > 2099)
    lacks = "a week ending of 2000 to 2099";
  else if (tally_variant_needs_identifier (identity->variant) && *identity->identifier == '\0')
    lacks = "the name that its variant needs";
  else if (strspn (group->fingerprint, "0123456789abcdef") != TALLY_HASH_HEX_LENGTH)
    lacks = "a fingerprint";
  if (lacks != NULL)
    g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_NAME,
                 "workbook %s lacks %s", key, lacks);
  return lacks == NULL;
}

/* One customer's lines in another's workbook would be the worst of all mistakes. */
static gboolean
check_owner (const TallyGroup  *group,
             GError           **error)
{
  const TallyIdentity *identity = group->identity;

  for (guint i = 0; i < group->lines->len; i++)
    {
      const TallyLine *line = tally_group_get_line (group, i);
      g_autofree char *key = NULL;

      if (strcmp (line->text[TALLY_FIELD_WORK_REQUEST], identity->work_request) == 0
          && line->week_ending == identity->week_ending && line->variant == identity->variant
          && strcmp (line->identifier, identity->identifier) == 0)
        continue;
      key = tally_identity_dup_key (identity);
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_MISMATCH,
                   "row %" G_GINT64_FORMAT " of sheet %" G_GINT64_FORMAT " does not belong into workbook %s",
                   line->row_number, line->sheet_id, key);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_lines (const TallyGroup  *group,
             GError           **error)
{
  TallyMoney sum = 0;
  gboolean fits = TRUE;

  if (group->lines->len > MAX_LINES)
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_LIMIT,
                   "%u lines in one workbook, a sheet takes %d", group->lines->len, MAX_LINES);
      return FALSE;
    }
  for (guint i = 0; fits && i < group->lines->len; i++)
    fits = tally_money_add (&sum, tally_group_get_line (group, i)->price_cents);
  if (!fits || sum != group->total_cents)
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_MISMATCH,
                   "the lines sum to %" G_GINT64_FORMAT " cents, the group says %" G_GINT64_FORMAT,
                   sum, group->total_cents);
      return FALSE;
    }
  return TRUE;
}

typedef struct {
  const TallyWorkbookStyle *style;
  const TallyWorkbookOrder *order;
  const char               *file_name;
} Drawing;

static lxw_error
draw_cb (lxw_workbook *book,
         gpointer      user_data)
{
  const Drawing *drawing = user_data;
  lxw_error error = tally_workbook_layout_draw (book, drawing->style, drawing->order->group,
                                                drawing->file_name);

  return error != LXW_NO_ERROR
           ? error
           : tally_workbook_layout_add_provenance (book, drawing->style, drawing->order);
}

static gboolean
check_cb (GBytes    *data,
          gpointer   user_data,
          GError   **error)
{
  return tally_workbook_verify (data, user_data, error);
}

gboolean
tally_workbook_writer_write (TallyWorkbookWriter       *self,
                             const TallyWorkbookOrder  *order,
                             GCancellable              *cancellable,
                             TallyWorkbookFile         *out_file,
                             GError                   **error)
{
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autoptr (GBytes) book = NULL;
  g_autofree char *sha256 = NULL;
  Drawing drawing;
  TallyWorkbookDraft draft;
  TallyWorkbookCheck check = { check_cb, (gpointer) order->group };

  g_return_val_if_fail (self != NULL && order != NULL && out_file != NULL, FALSE);
  if (!check_name (order->group, error) || !check_owner (order->group, error)
      || !check_lines (order->group, error))
    return FALSE;
  file.file_name = tally_identity_dup_file_name (order->group->identity,
                                                 order->group->fingerprint);
  file.path = g_build_filename (order->folder, file.file_name, NULL);
  drawing = (Drawing) { &self->style, order, file.file_name };
  draft = (TallyWorkbookDraft) { draw_cb, &drawing, self->style.logo,
                                 order->group->generated_utc_usec };
  book = tally_workbook_draft_make (&draft, error);
  if (book == NULL || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !tally_workbook_folder_put (file.path, book, check, &file.was_there, error))
    {
      g_prefix_error (error, "%s: ", file.file_name);
      return FALSE;
    }
  sha256 = tally_digest_memo_dup_hex (self->digests, book);
  g_strlcpy (file.sha256, sha256, sizeof file.sha256);
  file.size_bytes = (gint64) g_bytes_get_size (book);
  file.n_lines = order->group->lines->len;
  file.total_cents = order->group->total_cents;
  *out_file = file;
  file = (TallyWorkbookFile) { NULL };
  return TRUE;
}
