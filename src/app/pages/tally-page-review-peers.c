/* tally-page-review-peers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-finding-peers.h"
#include "tally-engine-findings-peers.h"
#include "tally-page-review-private.h"

/* A line whose peers are asked for, and the answer. */
typedef struct {
  gint64                key; /* of the finding */
  TallyFindingCategory  category;
  TallyFindingLine      line;
  GArray               *peers; /* (owned) (nullable) TallyLinePeer */
} Peers;

static void
peers_free (gpointer data)
{
  Peers *self = data;

  g_clear_pointer (&self->peers, g_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Peers, peers_free)

static gpointer
list_peers (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (Peers) peers = g_memdup2 (input, sizeof (Peers));

  peers->peers = tally_engine_findings_list_peers (engine, &peers->line, error);
  return peers->peers != NULL ? g_steal_pointer (&peers) : NULL;
}

/* A chart that can't be had is none; the finding stands without it. */
static void
listed_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  TallyPageReview *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Peers) peers = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (peers != NULL && peers->key == self->shown_key)
    tally_app_finding_detail_show_peers (self->detail, tally_app_finding_peers_new_chart (peers->category, peers->peers));
}

void
tally_page_review_ask_peers (TallyPageReview    *self,
                             const TallyFinding *finding)
{
  TallyEngineQuestion question = { .func = list_peers, .free_input = peers_free, .free_answer = peers_free };
  Peers *peers;

  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self) && finding != NULL);
  if (!tally_app_finding_peers_are_told (finding))
    return;
  peers = g_new0 (Peers, 1);
  peers->key = self->shown_key;
  peers->category = finding->category;
  peers->line = g_array_index (finding->lines, TallyFindingLine, 0);
  question.input = peers;
  tally_app_page_ask (TALLY_APP_PAGE (self), &question, listed_cb);
}
