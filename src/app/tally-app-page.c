/* tally-app-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-page.h"

#include <glib/gi18n.h>

#include "tally-text.h"

/* Time to read a line and to reach for "Undo", in seconds. */
#define TOAST_SECS 8

/* An offer to undo something; the line that shows it and the page have it in common, and it is taken once. */
typedef struct Undo {
  GWeakRef             page;
  TallyAppPageUndoFunc func;      /* (nullable): taken, or too late */
  gpointer             data;      /* (owned) (nullable) */
  GDestroyNotify       free_data; /* (nullable) */
} Undo;

typedef struct {
  TallyAppSession *session;     /* (owned) */
  TallyEngineDesk *desk;        /* (owned) (nullable): the one it listens to */
  GCancellable    *cancellable; /* (owned) */
  char            *search_text; /* (owned) (nullable) */
  gboolean         is_stale;
  gint64           read_usec;   /* monotonic: when it was read last */
  gboolean         awaits_frame; /* reads once the window has shown something */
  gboolean         had_frame;    /* it has */
  guint            later_id;    /* reads again when the floor is over */
  struct Undo     *undo;        /* (owned) (nullable): what Ctrl+Z does */
} TallyAppPagePrivate;

enum { PROP_SESSION = 1, PROP_SEARCH_TEXT, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TallyAppPage, tally_app_page, ADW_TYPE_BIN)

static TallyAppPagePrivate *
get_private (TallyAppPage *self)
{
  return tally_app_page_get_instance_private (self);
}

static void reload_if_seen (TallyAppPage *self);

static void
painted_cb (TallyAppPage  *self,
            GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  get_private (self)->awaits_frame = FALSE;
  get_private (self)->had_frame = TRUE;
  reload_if_seen (self);
}

/* A window shows its first frame sooner if nothing is read beside it. That frame has the number 0, from before it is
 * painted; a page that is opened later is painted too, at the latest then. */
static gboolean
has_frame (TallyAppPage *self)
{
  TallyAppPagePrivate *priv = get_private (self);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (priv->had_frame || clock == NULL || gdk_frame_clock_get_frame_counter (clock) > 0)
    return TRUE;
  if (!priv->awaits_frame)
    g_signal_connect_object (clock, "after-paint", G_CALLBACK (painted_cb), self, G_CONNECT_SWAPPED);
  priv->awaits_frame = TRUE;
  return FALSE;
}

static void
reload_if_seen (TallyAppPage *self)
{
  TallyAppPagePrivate *priv = get_private (self);

  if (!priv->is_stale || !gtk_widget_get_mapped (GTK_WIDGET (self)) || !has_frame (self))
    return;
  g_clear_handle_id (&priv->later_id, g_source_remove);
  priv->is_stale = FALSE;
  priv->read_usec = g_get_monotonic_time ();
  TALLY_APP_PAGE_GET_CLASS (self)->reload (self);
}

static gboolean
later_cb (gpointer data)
{
  TallyAppPage *self = data;

  get_private (self)->later_id = 0;
  reload_if_seen (self);
  return G_SOURCE_REMOVE;
}

/* A run commits many times a second; people can't read that fast, and each reading has its price. */
static void
changed_cb (TallyAppPage *self)
{
  TallyAppPagePrivate *priv = get_private (self);
  gint64 floor_usec = (gint64) tally_app_session_get_floor_msecs (priv->session) * 1000;
  gint64 wait_usec = priv->read_usec + floor_usec - g_get_monotonic_time ();

  priv->is_stale = TRUE;
  if (wait_usec <= 0)
    reload_if_seen (self);
  else if (priv->later_id == 0)
    priv->later_id = g_timeout_add ((guint) (wait_usec / 1000 + 1), later_cb, self);
}

void
tally_app_page_mark_stale (TallyAppPage *self)
{
  g_return_if_fail (TALLY_IS_APP_PAGE (self));
  get_private (self)->is_stale = TRUE;
  reload_if_seen (self);
}

static void
clear_undo (gpointer data)
{
  Undo *undo = data;

  g_weak_ref_clear (&undo->page);
  if (undo->free_data != NULL && undo->data != NULL)
    undo->free_data (undo->data);
}

static void
undo_unref (gpointer data)
{
  g_rc_box_release_full (data, clear_undo);
}

static void
drop_undo (TallyAppPagePrivate *priv)
{
  if (priv->undo == NULL)
    return;
  priv->undo->func = NULL;
  g_clear_pointer (&priv->undo, undo_unref);
}

static void
take_undo (Undo *undo)
{
  g_autoptr (TallyAppPage) page = g_weak_ref_get (&undo->page);
  TallyAppPageUndoFunc func = g_steal_pointer (&undo->func);

  if (page != NULL && func != NULL)
    func (page, undo->data);
}

static void
drop_desk (TallyAppPage *self)
{
  TallyAppPagePrivate *priv = get_private (self);

  drop_undo (priv);
  g_cancellable_cancel (priv->cancellable);
  g_clear_handle_id (&priv->later_id, g_source_remove);
  if (priv->desk != NULL)
    g_signal_handlers_disconnect_by_func (priv->desk, changed_cb, self); /* what a page itself connects is its own */
  g_clear_object (&priv->desk);
}

static void
take_desk (TallyAppPage *self)
{
  TallyAppPagePrivate *priv = get_private (self);

  drop_desk (self);
  g_clear_object (&priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  g_set_object (&priv->desk, tally_app_session_get_desk (priv->session));
  if (priv->desk != NULL)
    g_signal_connect_object (priv->desk, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  tally_app_page_mark_stale (self);
}

static void
tally_app_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tally_app_page_parent_class)->map (widget);
  reload_if_seen (TALLY_APP_PAGE (widget));
}

static void
tally_app_page_constructed (GObject *object)
{
  TallyAppPage *self = TALLY_APP_PAGE (object);
  TallyAppPagePrivate *priv = get_private (self);

  G_OBJECT_CLASS (tally_app_page_parent_class)->constructed (object);
  g_signal_connect_object (priv->session, "notify::desk", G_CALLBACK (take_desk), self, G_CONNECT_SWAPPED);
  take_desk (self);
}

static void
tally_app_page_dispose (GObject *object)
{
  TallyAppPage *self = TALLY_APP_PAGE (object);
  TallyAppPagePrivate *priv = get_private (self);

  drop_desk (self);
  if (priv->session != NULL)
    g_signal_handlers_disconnect_by_data (priv->session, self);
  G_OBJECT_CLASS (tally_app_page_parent_class)->dispose (object);
}

static void
tally_app_page_finalize (GObject *object)
{
  TallyAppPagePrivate *priv = get_private (TALLY_APP_PAGE (object));

  g_clear_object (&priv->session);
  g_clear_object (&priv->cancellable);
  g_free (priv->search_text);
  G_OBJECT_CLASS (tally_app_page_parent_class)->finalize (object);
}

static void
set_search_text (TallyAppPage *self,
                 const char   *text)
{
  TallyAppPageClass *klass = TALLY_APP_PAGE_GET_CLASS (self);

  if (!tally_text_set (&get_private (self)->search_text, text))
    return;
  if (klass->search != NULL)
    klass->search (self, tally_app_page_get_search_text (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_TEXT]);
}

static void
tally_app_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  TallyAppPage *self = TALLY_APP_PAGE (object);

  switch (id)
    {
    case PROP_SESSION: g_value_set_object (value, get_private (self)->session); break;
    case PROP_SEARCH_TEXT: g_value_set_string (value, tally_app_page_get_search_text (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_app_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  TallyAppPage *self = TALLY_APP_PAGE (object);

  switch (id)
    {
    case PROP_SESSION: get_private (self)->session = g_value_dup_object (value); break;
    case PROP_SEARCH_TEXT: set_search_text (self, g_value_get_string (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_app_page_class_init (TallyAppPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = tally_app_page_constructed;
  object_class->dispose = tally_app_page_dispose;
  object_class->finalize = tally_app_page_finalize;
  object_class->get_property = tally_app_page_get_property;
  object_class->set_property = tally_app_page_set_property;
  GTK_WIDGET_CLASS (klass)->map = tally_app_page_map;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, TALLY_TYPE_APP_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH_TEXT] = g_param_spec_string ("search-text", NULL, NULL, NULL,
                                                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tally_app_page_init (TallyAppPage *self)
{
  get_private (self)->cancellable = g_cancellable_new ();
}

TallyAppPage *
tally_app_page_new (const TallyAppPageInfo *info,
                    TallyAppSession        *session)
{
  g_return_val_if_fail (info != NULL && TALLY_IS_APP_SESSION (session), NULL);
  return g_object_new (info->get_type (), "session", session, NULL);
}

TallyAppSession *
tally_app_page_get_session (TallyAppPage *self)
{
  g_return_val_if_fail (TALLY_IS_APP_PAGE (self), NULL);
  return get_private (self)->session;
}

TallyEngineDesk *
tally_app_page_get_desk (TallyAppPage *self)
{
  g_return_val_if_fail (TALLY_IS_APP_PAGE (self), NULL);
  return get_private (self)->desk;
}

/* A question of a page on its way: the page is kept, so that its callback finds it. */
typedef struct {
  TallyAppPage        *page;     /* (owned) */
  GAsyncReadyCallback  callback;
} Asked;

static void
asked_cb (GObject      *desk,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree Asked *asked = data;
  g_autoptr (TallyAppPage) page = asked->page;

  asked->callback (desk, result, page);
}

void
tally_app_page_ask (TallyAppPage              *self,
                    const TallyEngineQuestion *question,
                    GAsyncReadyCallback        callback)
{
  TallyAppPagePrivate *priv;
  Asked *asked;

  g_return_if_fail (TALLY_IS_APP_PAGE (self) && question != NULL && callback != NULL);
  priv = get_private (self);
  if (priv->desk == NULL)
    {
      if (question->free_input != NULL && question->input != NULL)
        question->free_input (question->input);
      return;
    }
  asked = g_new0 (Asked, 1);
  asked->page = g_object_ref (self);
  asked->callback = callback;
  tally_engine_desk_ask_async (priv->desk, question, priv->cancellable, asked_cb, asked);
}

GCancellable *
tally_app_page_get_cancellable (TallyAppPage *self)
{
  g_return_val_if_fail (TALLY_IS_APP_PAGE (self), NULL);
  return get_private (self)->cancellable;
}

const char *
tally_app_page_get_search_text (TallyAppPage *self)
{
  const char *text;

  g_return_val_if_fail (TALLY_IS_APP_PAGE (self), NULL);
  text = get_private (self)->search_text;
  return text != NULL ? text : "";
}

gboolean
tally_app_page_can_search (TallyAppPage *self)
{
  g_return_val_if_fail (TALLY_IS_APP_PAGE (self), FALSE);
  return TALLY_APP_PAGE_GET_CLASS (self)->search != NULL;
}

void
tally_app_page_go (TallyAppPage *self,
                   const char   *wish)
{
  TallyAppPageClass *klass;

  g_return_if_fail (TALLY_IS_APP_PAGE (self) && wish != NULL);
  klass = TALLY_APP_PAGE_GET_CLASS (self);
  if (klass->go != NULL)
    klass->go (self, wish);
}

void
tally_app_page_dispose_template (TallyAppPage *self,
                                 GType         type)
{
  g_return_if_fail (TALLY_IS_APP_PAGE (self));
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), type);
}

static void
show_toast (TallyAppPage *self,
            const char   *title,
            Undo         *undo)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  AdwToast *toast;

  if (overlay == NULL)
    return;
  toast = adw_toast_new (escaped);
  adw_toast_set_timeout (toast, TOAST_SECS);
  if (undo != NULL)
    {
      adw_toast_set_button_label (toast, _("Undo"));
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (take_undo), g_rc_box_acquire (undo),
                             (GClosureNotify) (GCallback) undo_unref, G_CONNECT_SWAPPED);
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

void
tally_app_page_toast (TallyAppPage *self,
                      const char   *title)
{
  g_return_if_fail (TALLY_IS_APP_PAGE (self) && title != NULL);
  show_toast (self, title, NULL);
}

void
tally_app_page_offer_undo (TallyAppPage         *self,
                           const char           *title,
                           TallyAppPageUndoFunc  func,
                           gpointer              data,
                           GDestroyNotify        free_data)
{
  TallyAppPagePrivate *priv;
  Undo *undo;

  g_return_if_fail (TALLY_IS_APP_PAGE (self) && title != NULL && func != NULL);
  priv = get_private (self);
  undo = g_rc_box_new0 (Undo);
  g_weak_ref_init (&undo->page, self);
  undo->func = func;
  undo->data = data;
  undo->free_data = free_data;
  drop_undo (priv);
  priv->undo = undo;
  show_toast (self, title, undo);
}

gboolean
tally_app_page_undo (TallyAppPage *self)
{
  Undo *undo;

  g_return_val_if_fail (TALLY_IS_APP_PAGE (self), FALSE);
  undo = g_steal_pointer (&get_private (self)->undo);
  if (undo == NULL || undo->func == NULL)
    {
      g_clear_pointer (&undo, undo_unref);
      return FALSE;
    }
  take_undo (undo);
  undo_unref (undo);
  return TRUE;
}
