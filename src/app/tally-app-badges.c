/* tally-app-badges.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-badges.h"

#include "tally-engine-needs.h"

#define MINUTE_SECS 60

struct _TallyAppBadges {
  GObject          parent_instance;
  TallyAppSession *session;     /* (owned) (nullable) */
  TallyEngineDesk *desk;        /* (owned) (nullable): the one it listens to */
  GCancellable    *cancellable; /* (owned) (nullable): of the question on its way */
  gboolean         is_awake;
  gboolean         is_asking;
  gboolean         is_stale;    /* something changed since the question on its way was asked */
  guint            minute_id;
  guint            later_id;
};

enum { COUNTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TallyAppBadges, tally_app_badges, G_TYPE_OBJECT)

static void ask_later (TallyAppBadges *self);

static gpointer
list_needs (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  return tally_engine_needs_list (engine, error);
}

static void
asked_cb (GObject      *desk,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (TallyAppBadges) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineNeeds) needs = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_asking = FALSE;
  if (needs != NULL) /* else what was known stands: the page says what is wrong */
    g_signal_emit (self, signals[COUNTED], 0, needs);
  if (self->is_stale)
    ask_later (self);
}

static void
ask (TallyAppBadges *self)
{
  const TallyEngineQuestion question = { .func = list_needs, .free_answer = (GDestroyNotify) tally_engine_needs_free };

  self->is_stale = self->is_asking || !self->is_awake;
  if (self->desk == NULL || self->is_stale)
    return;
  self->is_asking = TRUE;
  tally_engine_desk_ask_async (self->desk, &question, self->cancellable, asked_cb, g_object_ref (self));
}

static gboolean
later_cb (gpointer data)
{
  TallyAppBadges *self = data;

  self->later_id = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

/* A run commits many times a second: what comes before the session's floor is one question. */
static void
ask_later (TallyAppBadges *self)
{
  self->is_stale = TRUE;
  if (self->later_id == 0)
    self->later_id = g_timeout_add (tally_app_session_get_floor_msecs (self->session), later_cb, self);
}

static gboolean
minute_cb (gpointer data)
{
  ask (data);
  return G_SOURCE_CONTINUE;
}

static void
drop_desk (TallyAppBadges *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->later_id, g_source_remove);
  self->is_asking = FALSE;
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

static void
take_desk (TallyAppBadges *self)
{
  drop_desk (self);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->desk, tally_app_session_get_desk (self->session));
  g_signal_emit (self, signals[COUNTED], 0, NULL);
  if (self->desk != NULL)
    g_signal_connect_object (self->desk, "changed", G_CALLBACK (ask_later), self, G_CONNECT_SWAPPED);
  ask (self);
}

static void
tally_app_badges_dispose (GObject *object)
{
  TallyAppBadges *self = TALLY_APP_BADGES (object);

  g_clear_handle_id (&self->minute_id, g_source_remove);
  drop_desk (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tally_app_badges_parent_class)->dispose (object);
}

static void
tally_app_badges_class_init (TallyAppBadgesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tally_app_badges_dispose;
  signals[COUNTED] = g_signal_new ("counted", TALLY_TYPE_APP_BADGES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_POINTER);
}

static void
tally_app_badges_init (TallyAppBadges *self)
{
  self->minute_id = g_timeout_add_seconds (MINUTE_SECS, minute_cb, self);
}

TallyAppBadges *
tally_app_badges_new (TallyAppSession *session)
{
  TallyAppBadges *self = g_object_new (TALLY_TYPE_APP_BADGES, NULL);

  g_return_val_if_fail (TALLY_IS_APP_SESSION (session), self);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::desk", G_CALLBACK (take_desk), self, G_CONNECT_SWAPPED);
  take_desk (self);
  return self;
}

void
tally_app_badges_set_awake (TallyAppBadges *self,
                            gboolean        is_awake)
{
  g_return_if_fail (TALLY_IS_APP_BADGES (self));
  self->is_awake = is_awake;
  if (is_awake && self->is_stale) /* the window's first frame comes first */
    ask_later (self);
}
