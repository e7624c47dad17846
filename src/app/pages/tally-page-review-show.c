/* tally-page-review-show.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-findings-list.h"
#include "tally-engine-findings-review.h"
#include "tally-page-review-private.h"

static gpointer
find_all (TallyEngine   *engine,
          gpointer       input,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (TallyAppFindingAll) all = g_new0 (TallyAppFindingAll, 1);
  g_autofree char *id = tally_engine_findings_dup_id (engine, *(const gint64 *) input, error);

  if (id == NULL)
    return NULL;
  all->found = tally_engine_findings_find (engine, id, error);
  if (all->found == NULL)
    return NULL;
  all->remarks = tally_engine_findings_list_remarks (engine, id, error);
  return all->remarks != NULL ? g_steal_pointer (&all) : NULL;
}

static void ask_finding (TallyPageReview *self);

static void
found_cb (GObject      *desk,
          GAsyncResult *result,
          gpointer      data)
{
  TallyPageReview *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyAppFindingAll) all = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_asking = FALSE;
  if (self->wanted_key != self->shown_key)
    {
      ask_finding (self);
      return;
    }
  if (all != NULL)
    {
      self->shown_id = g_strdup (all->found->finding->id);
      tally_app_finding_detail_show (self->detail, all, tally_engine_desk_get_data_dir (TALLY_ENGINE_DESK (desk)));
      tally_page_review_ask_peers (self, all->found->finding);
    }
  else if (self->shown_key != 0)
    tally_app_page_toast (TALLY_APP_PAGE (self), error->message);
}

/* One finding at a time: who holds J down wants the one where it stops. */
static void
ask_finding (TallyPageReview *self)
{
  const TallyEngineQuestion question = {
    .func = find_all, .input = g_memdup2 (&self->wanted_key, sizeof self->wanted_key), .free_input = g_free,
    .free_answer = (GDestroyNotify) tally_app_finding_all_free,
  };

  self->shown_key = self->wanted_key;
  g_clear_pointer (&self->shown_id, g_free);
  if (self->shown_key == 0)
    {
      g_free (question.input);
      return;
    }
  self->is_asking = tally_app_page_get_desk (TALLY_APP_PAGE (self)) != NULL;
  tally_app_page_ask (TALLY_APP_PAGE (self), &question, found_cb);
}

void
tally_page_review_show_finding (TallyPageReview *self,
                                gint64           key)
{
  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self));
  self->wanted_key = key;
  if (!self->is_asking)
    ask_finding (self);
}
