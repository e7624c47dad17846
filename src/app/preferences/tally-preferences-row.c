/* tally-preferences-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-preferences-row.h"

#include <glib/gi18n.h>

#include "tally-app-settings.h"

struct _TallyPreferencesRow {
  AdwPreferencesRow      parent_instance;

  /* template */
  GtkLabel              *summary;
  GtkLabel              *origin;
  GtkSwitch             *toggle;
  GtkDropDown           *choice;
  GtkWidget             *reset_button;
  GtkEditable           *entry;
  GtkLabel              *said;

  const TallyConfigKey  *key;        /* (borrowed) of the table */
  TallyAppSession       *session;    /* (owned) */
  char                  *shown;      /* (owned) the value that the entry was filled with */
  gboolean               is_showing; /* the configuration's value: nobody typed it */
};

G_DEFINE_FINAL_TYPE (TallyPreferencesRow, tally_preferences_row, ADW_TYPE_PREFERENCES_ROW)

static const char *const weekdays[] = {
  "", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", NULL,
};

/* --- what it says ------------------------------------------------------------------------------- */

static const char *const *
get_choices (const TallyConfigKey *key)
{
  if (key->type == TALLY_CONFIG_TYPE_WEEKDAY)
    return weekdays;
  return key->type == TALLY_CONFIG_TYPE_CHOICE ? key->choices : NULL;
}

/* As it is written in a file: what separates items is escaped within them. */
static char *
dup_written (TallyPreferencesRow *self,
             TallyConfig         *config)
{
  if (tally_config_key_is_list (self->key))
    return tally_config_join_items (tally_config_get_list (config, self->key->group, self->key->name));
  return g_strdup (tally_config_get_text (config, self->key->group, self->key->name));
}

static char *
dup_origin (TallyPreferencesRow *self,
            TallyConfigOrigin    origin,
            const char          *place)
{
  g_autofree char *name = g_strdup_printf ("%s › %s", self->key->group, self->key->name);
  const char *fallback = *self->key->fallback != '\0' ? self->key->fallback : _("nothing");
  g_autofree char *standard = g_strdup_printf (_("Default: %s"), fallback);
  g_autofree char *set = NULL;

  if (origin == TALLY_CONFIG_ORIGIN_DEFAULT)
    return g_strjoin (" · ", name, standard, NULL);
  if (origin == TALLY_CONFIG_ORIGIN_FILE)
    set = g_strdup_printf (_("Set in line %s"), strrchr (place, ':') != NULL ? strrchr (place, ':') + 1 : place);
  else
    set = g_strdup_printf (_("Set by %s, which wins over the file"), place);
  return g_strjoin (" · ", name, set, standard, NULL);
}

static void
say (TallyPreferencesRow *self,
     const char          *text)
{
  gtk_label_set_label (self->said, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->said), text != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
show_value (TallyPreferencesRow *self,
            const char          *value)
{
  const char *const *choices = get_choices (self->key);

  if (self->key->type == TALLY_CONFIG_TYPE_BOOL)
    gtk_switch_set_active (self->toggle, strcmp (value, "true") == 0);
  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    if (strcmp (choices[i], value) == 0)
      gtk_drop_down_set_selected (self->choice, i);
  if (g_strcmp0 (self->shown, value) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (value);
  gtk_editable_set_text (self->entry, value);
  say (self, NULL);
}

void
tally_preferences_row_show (TallyPreferencesRow *self)
{
  TallyConfig *config;
  TallyConfigOrigin origin;
  const char *place = NULL;
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (TALLY_IS_PREFERENCES_ROW (self));
  config = tally_app_session_get_config (self->session);
  if (config == NULL)
    return;
  origin = tally_config_get_origin (config, self->key->group, self->key->name, &place);
  value = dup_written (self, config);
  text = dup_origin (self, origin, place);
  self->is_showing = TRUE;
  show_value (self, value);
  self->is_showing = FALSE;
  gtk_label_set_label (self->origin, text);
  gtk_widget_set_visible (self->reset_button, origin == TALLY_CONFIG_ORIGIN_FILE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), origin <= TALLY_CONFIG_ORIGIN_FILE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), origin <= TALLY_CONFIG_ORIGIN_FILE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choice), origin <= TALLY_CONFIG_ORIGIN_FILE);
}

/* --- what is changed ---------------------------------------------------------------------------- */

/* What the file can hold and the engine can't work with is taken back, and told here. */
static void
change_value (TallyPreferencesRow *self,
              const char          *value)
{
  const TallyConfigChange change = { self->key->group, self->key->name, value };
  TallyConfig *config = tally_app_session_get_config (self->session);
  gboolean was_set = config != NULL
                     && tally_config_get_origin (config, self->key->group, self->key->name, NULL) == TALLY_CONFIG_ORIGIN_FILE;
  g_autofree char *before = was_set ? dup_written (self, config) : NULL;
  const TallyConfigChange back = { self->key->group, self->key->name, before };
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;

  if (!tally_app_settings_change (self->session, &change, 1, &error))
    {
      say (self, error->message);
      return;
    }
  problem = g_strdup (tally_app_session_get_problem (self->session));
  if (problem == NULL)
    return;
  if (!tally_app_settings_change (self->session, &back, 1, &error))
    g_warning ("%s", error->message);
  say (self, problem);
}

static void
typed_cb (TallyPreferencesRow *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_showing)
    return;
  if (tally_config_check_text (self->key, gtk_editable_get_text (self->entry), &error))
    say (self, NULL);
  else
    say (self, error->message);
}

void
tally_preferences_row_keep (TallyPreferencesRow *self)
{
  const char *text;

  g_return_if_fail (TALLY_IS_PREFERENCES_ROW (self));
  text = gtk_editable_get_text (self->entry);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->entry)) || g_strcmp0 (text, self->shown) == 0
      || !tally_config_check_text (self->key, text, NULL))
    return;
  g_free (self->shown);
  self->shown = g_strdup (text);
  change_value (self, self->shown);
}

static void
chosen_cb (TallyPreferencesRow *self)
{
  const char *const *choices = get_choices (self->key);

  if (self->is_showing)
    return;
  if (self->key->type == TALLY_CONFIG_TYPE_BOOL)
    change_value (self, gtk_switch_get_active (self->toggle) ? "true" : "false");
  else if (choices != NULL && gtk_drop_down_get_selected (self->choice) != GTK_INVALID_LIST_POSITION)
    change_value (self, choices[gtk_drop_down_get_selected (self->choice)]);
}

static void
reset_cb (TallyPreferencesRow *self)
{
  change_value (self, NULL);
}

/* --- class -------------------------------------------------------------------------------------- */

static void
tally_preferences_row_dispose (GObject *object)
{
  g_clear_object (&TALLY_PREFERENCES_ROW (object)->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), TALLY_TYPE_PREFERENCES_ROW);
  G_OBJECT_CLASS (tally_preferences_row_parent_class)->dispose (object);
}

static void
tally_preferences_row_finalize (GObject *object)
{
  TallyPreferencesRow *self = TALLY_PREFERENCES_ROW (object);

  g_free (self->shown);
  G_OBJECT_CLASS (tally_preferences_row_parent_class)->finalize (object);
}

static void
tally_preferences_row_class_init (TallyPreferencesRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_preferences_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = tally_preferences_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-preferences-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyPreferencesRow, summary);
  gtk_widget_class_bind_template_child (widget_class, TallyPreferencesRow, origin);
  gtk_widget_class_bind_template_child (widget_class, TallyPreferencesRow, toggle);
  gtk_widget_class_bind_template_child (widget_class, TallyPreferencesRow, choice);
  gtk_widget_class_bind_template_child (widget_class, TallyPreferencesRow, reset_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPreferencesRow, entry);
  gtk_widget_class_bind_template_child (widget_class, TallyPreferencesRow, said);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, tally_preferences_row_keep);
}

static void
tally_preferences_row_init (TallyPreferencesRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_sentence (const char *summary)
{
  gunichar first = g_unichar_toupper (g_utf8_get_char (summary));
  char buffer[6];
  int length = g_unichar_to_utf8 (first, buffer);

  return g_strdup_printf ("%.*s%s", length, buffer, g_utf8_next_char (summary));
}

static void
choose_widget (TallyPreferencesRow *self,
               const char          *label)
{
  const char *const *choices = get_choices (self->key);
  GtkWidget *widget = GTK_WIDGET (self->entry);
  g_autofree char *reset = g_strdup_printf (_("Back to the default: %s"), label);

  if (self->key->type == TALLY_CONFIG_TYPE_BOOL)
    widget = GTK_WIDGET (self->toggle);
  if (choices != NULL)
    {
      g_autoptr (GtkStringList) words = gtk_string_list_new (choices);

      widget = GTK_WIDGET (self->choice);
      self->is_showing = TRUE;
      gtk_drop_down_set_model (self->choice, G_LIST_MODEL (words));
      self->is_showing = FALSE;
    }
  gtk_widget_set_visible (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reset_button), GTK_ACCESSIBLE_PROPERTY_LABEL, reset, -1);
}

TallyPreferencesRow *
tally_preferences_row_new (const TallyConfigKey *key,
                           TallyAppSession      *session)
{
  TallyPreferencesRow *self = g_object_new (TALLY_TYPE_PREFERENCES_ROW, NULL);
  g_autofree char *sentence = dup_sentence (_(key->summary));
  g_autofree char *title = g_strdup_printf ("%s (%s › %s)", sentence, key->group, key->name);

  self->key = key;
  self->session = g_object_ref (session);
  gtk_label_set_label (self->summary, sentence);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title); /* what the search of the window finds it by */
  choose_widget (self, sentence);
  tally_preferences_row_show (self);
  return self;
}

const TallyConfigKey *
tally_preferences_row_get_key (TallyPreferencesRow *self)
{
  g_return_val_if_fail (TALLY_IS_PREFERENCES_ROW (self), NULL);
  return self->key;
}
