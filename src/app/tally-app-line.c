/* tally-app-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-line.h"

#include <glib/gi18n.h>

#include "tally-text.h"

struct _TallyAppLine {
  GObject             parent_instance;
  char               *key;    /* (owned) */
  char               *title;  /* (owned) */
  char               *detail; /* (owned) */
  TallyAppTone        tone;
  TallyAppLineTarget  target; /* its texts (owned) */
};

enum { PROP_TITLE = 1, PROP_DETAIL, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TallyAppLine, tally_app_line, G_TYPE_OBJECT)

/* Colour never says anything alone. */
static const struct {
  const char *icon;
  const char *css;
  const char *word;
} tones[] = {
  [TALLY_APP_TONE_NOW] = { "dialog-error-symbolic", "error", N_("Now") },
  [TALLY_APP_TONE_SOON] = { "dialog-warning-symbolic", "warning", N_("Soon") },
  [TALLY_APP_TONE_LATER] = { "dialog-information-symbolic", "accent", N_("When there is time") },
  [TALLY_APP_TONE_NEWS] = { NULL, NULL, NULL },
};

static void
tally_app_line_finalize (GObject *object)
{
  TallyAppLine *self = TALLY_APP_LINE (object);

  g_free (self->key);
  g_free (self->title);
  g_free (self->detail);
  g_free ((char *) self->target.page);
  g_free ((char *) self->target.wish);
  g_free ((char *) self->target.button);
  g_free ((char *) self->target.action);
  G_OBJECT_CLASS (tally_app_line_parent_class)->finalize (object);
}

static void
tally_app_line_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  TallyAppLine *self = TALLY_APP_LINE (object);

  switch (id)
    {
    case PROP_TITLE: g_value_set_string (value, self->title); break;
    case PROP_DETAIL: g_value_set_string (value, self->detail); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_app_line_class_init (TallyAppLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tally_app_line_finalize;
  object_class->get_property = tally_app_line_get_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tally_app_line_init (TallyAppLine *self)
{
  self->title = g_strdup ("");
  self->detail = g_strdup ("");
}

TallyAppLine *
tally_app_line_new (const char               *key,
                    TallyAppTone              tone,
                    const TallyAppLineTarget *target)
{
  TallyAppLine *self = g_object_new (TALLY_TYPE_APP_LINE, NULL);

  g_return_val_if_fail (key != NULL && target != NULL && target->page != NULL, self);
  self->key = g_strdup (key);
  self->tone = tone;
  self->target.page = g_strdup (target->page);
  self->target.wish = g_strdup (target->wish != NULL ? target->wish : "");
  self->target.button = g_strdup (target->button);
  self->target.action = g_strdup (target->action);
  return self;
}

static void
set_title (TallyAppLine *self,
           const char   *title)
{
  if (tally_text_set (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
set_detail (TallyAppLine *self,
            const char   *detail)
{
  if (tally_text_set (&self->detail, detail))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

void
tally_app_line_take_title (TallyAppLine *self,
                           char         *title)
{
  g_autofree char *owned = title;

  g_return_if_fail (TALLY_IS_APP_LINE (self) && title != NULL);
  set_title (self, owned);
}

void
tally_app_line_take_part (TallyAppLine *self,
                          char         *part)
{
  g_autofree char *owned = part;
  g_autofree char *detail = NULL;

  g_return_if_fail (TALLY_IS_APP_LINE (self));
  if (tally_text_is_empty (owned))
    return;
  /* Translators: between figures of one line, as in "$1,200.00 · 2 overdue" */
  detail = *self->detail != '\0' ? g_strconcat (self->detail, _(" · "), owned, NULL) : g_strdup (owned);
  set_detail (self, detail);
}

const char *
tally_app_line_get_title (TallyAppLine *self)
{
  g_return_val_if_fail (TALLY_IS_APP_LINE (self), NULL);
  return self->title;
}

const char *
tally_app_line_get_detail (TallyAppLine *self)
{
  g_return_val_if_fail (TALLY_IS_APP_LINE (self), NULL);
  return self->detail;
}

TallyAppTone
tally_app_line_get_tone (TallyAppLine *self)
{
  g_return_val_if_fail (TALLY_IS_APP_LINE (self), TALLY_APP_TONE_NEWS);
  return self->tone;
}

const TallyAppLineTarget *
tally_app_line_get_target (TallyAppLine *self)
{
  g_return_val_if_fail (TALLY_IS_APP_LINE (self), NULL);
  return &self->target;
}

static GtkWidget *
icon_new (TallyAppTone tone)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (tones[tone].icon);

  gtk_widget_add_css_class (icon, tones[tone].css);
  gtk_widget_set_tooltip_text (icon, _(tones[tone].word));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _(tones[tone].word), -1);
  return icon;
}

static GtkWidget *
button_new (TallyAppLine *self)
{
  GtkWidget *button = gtk_button_new_with_label (self->target.button);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (self->target.action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), self->target.action);
  else
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.page");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", self->target.page, self->target.wish);
    }
  return button;
}

/* Whoever does not see the icon hears its word first; the figures are said too. */
static void
say (TallyAppLine *self,
     GParamSpec   *pspec,
     GtkWidget    *row)
{
  g_autofree char *said = NULL;

  if (tones[self->tone].word != NULL) /* Translators: how urgent, and what: "Now: 2 critical findings" */
    said = g_strdup_printf (_("%s: %s"), _(tones[self->tone].word), self->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  said != NULL ? said : self->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->detail, -1);
}

GtkWidget *
tally_app_line_row_new (TallyAppLine *self)
{
  GtkWidget *row = adw_action_row_new ();

  g_return_val_if_fail (TALLY_IS_APP_LINE (self), row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", self->target.page, self->target.wish);
  if (tones[self->tone].icon != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon_new (self->tone));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->target.button != NULL
                                                     ? button_new (self)
                                                     : gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_bind_property (self, "title", row, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "detail", row, "subtitle", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self, "notify", G_CALLBACK (say), row, 0);
  say (self, NULL, row);
  return row;
}

static gboolean
is_same (TallyAppLine *a,
         TallyAppLine *b)
{
  return strcmp (a->key, b->key) == 0 && a->tone == b->tone && strcmp (a->target.wish, b->target.wish) == 0;
}

void
tally_app_lines_replace (GListStore *store,
                         GPtrArray  *lines)
{
  guint n_old;

  g_return_if_fail (G_IS_LIST_STORE (store) && lines != NULL);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (TallyAppLine) old = g_list_model_get_item (G_LIST_MODEL (store), i);
      TallyAppLine *line = lines->pdata[i];
      if (old == NULL || !is_same (old, line))
        {
          g_list_store_splice (store, i, old != NULL ? 1 : 0, &lines->pdata[i], 1);
          continue;
        }
      set_title (old, line->title);
      set_detail (old, line->detail);
    }
  n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  if (n_old > lines->len)
    g_list_store_splice (store, lines->len, n_old - lines->len, NULL, 0);
}
