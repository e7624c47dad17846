/* tally-page-review-alike.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "tally-page-review-private.h"

/* Only what is still to be decided, on trial or not, in the order that somebody sorted by. */
static TallyQuery *
make_query (TallyPageReview *self)
{
  TallyQuery *query = tally_query_new ();

  tally_query_set (query, TALLY_FINDING_FIELD_LIKE, self->shown_id);
  tally_query_set (query, TALLY_QUERY_SORT, tally_query_get (tally_engine_list_get_query (self->list), TALLY_QUERY_SORT));
  return query;
}

void
tally_page_review_show_alike (TallyPageReview *self)
{
  g_autoptr (TallyQuery) query = NULL;

  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self));
  if (self->others != NULL)
    {
      tally_page_review_leave_alike (self, self->alike_key);
      return;
    }
  if (self->shown_id == NULL)
    return;
  query = make_query (self);
  self->others = tally_query_dup (tally_engine_list_get_query (self->list));
  self->others_place = self->place;
  self->alike_key = self->shown_key;
  self->is_choosing_alike = TRUE;
  tally_page_review_set_query (self, query);
}

/* The list of those alike is there: all are selected, so that what they are and amount to is seen before a verdict. */
void
tally_page_review_choose_alike (TallyPageReview *self)
{
  guint n;

  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self));
  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  if (!self->is_choosing_alike)
    return;
  self->is_choosing_alike = FALSE;
  if (n > 1)
    {
      gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
      return;
    }
  tally_page_review_leave_alike (self, self->alike_key);
  tally_app_page_toast (TALLY_APP_PAGE (self), _("No other open finding is like this one"));
}

gboolean
tally_page_review_leave_alike (TallyPageReview *self,
                               gint64           key)
{
  g_autoptr (TallyQuery) others = NULL;

  g_return_val_if_fail (TALLY_IS_PAGE_REVIEW (self), FALSE);
  others = g_steal_pointer (&self->others);
  self->is_choosing_alike = FALSE;
  if (others == NULL)
    return FALSE;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  tally_page_review_set_query (self, others);
  self->place = self->others_place;
  self->was_read = TRUE;
  self->return_key = key;
  return TRUE;
}

void
tally_page_review_forget_alike (TallyPageReview *self)
{
  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self));
  self->is_choosing_alike = FALSE;
  g_clear_pointer (&self->others, tally_query_free);
}
