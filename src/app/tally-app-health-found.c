/* tally-app-health-found.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-health-found.h"

#include <glib/gi18n.h>

#include "tally-app-focus.h"
#include "tally-app-health-words.h"

struct _TallyAppHealthFound {
  AdwBin           parent_instance;

  /* template */
  AdwExpanderRow  *expander;

  GHashTable      *rows; /* (owned) id of a probe → its AdwActionRow, borrowed */
  GHashTable      *told; /* (owned) id of a probe → what it said, owned */
};

G_DEFINE_FINAL_TYPE (TallyAppHealthFound, tally_app_health_found, ADW_TYPE_BIN)

static TallyHealthState
get_state (const TallyHealthFound *found)
{
  static const TallyHealthState states[TALLY_N_HEALTH_STATUSES] = {
    TALLY_HEALTH_STATE_OK, TALLY_HEALTH_STATE_DEGRADED, TALLY_HEALTH_STATE_FAILED, TALLY_HEALTH_STATE_UNKNOWN,
  };

  return found->as_of_utc_usec > 0 ? states[found->status] : TALLY_HEALTH_STATE_UNKNOWN;
}

static AdwActionRow *
ensure_row (TallyAppHealthFound *self,
            const char          *id)
{
  AdwActionRow *row = g_hash_table_lookup (self->rows, id);
  GtkWidget *icon;

  if (row != NULL)
    return row;
  row = ADW_ACTION_ROW (adw_action_row_new ());
  icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_action_row_add_prefix (row, icon);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  adw_action_row_set_subtitle_lines (row, 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), tally_app_health_get_title (id));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_expander_row_add_row (self->expander, GTK_WIDGET (row));
  g_hash_table_insert (self->rows, g_strdup (id), row);
  return row;
}

static void
show_row (TallyAppHealthFound    *self,
          const TallyHealthFound *found,
          gint64                  now)
{
  static const char *const styles[] = { "success", "warning", "error", "dim-label" };
  AdwActionRow *row = ensure_row (self, found->id);
  GtkWidget *icon = g_object_get_data (G_OBJECT (row), "icon");
  TallyHealthState state = get_state (found);
  const char *said = g_hash_table_lookup (self->told, found->id);
  g_autofree char *as_of = tally_app_health_dup_as_of (found->as_of_utc_usec, now);
  const char *title = found->status == TALLY_HEALTH_SKIPPED && found->as_of_utc_usec > 0
                        ? _("Not asked") : tally_app_health_state_get_title (state);
  g_autofree char *text = said != NULL ? g_strdup_printf ("%s · %s", title, said) : g_strdup_printf ("%s · %s", title, as_of);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), tally_app_health_state_get_icon (state));
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (icon, styles[i]);
  gtk_widget_add_css_class (icon, tally_app_health_state_get_style (state));
  adw_action_row_set_subtitle (row, text);
}

static void
show_sum (TallyAppHealthFound    *self,
          const TallyHealthBoard *board)
{
  gint64 latest = 0;
  guint n_well = 0, n_asked = 0;
  g_autofree char *as_of = NULL, *text = NULL;

  for (guint i = 0; i < board->found->len; i++)
    {
      const TallyHealthFound *found = &g_array_index (board->found, TallyHealthFound, i);
      latest = MAX (latest, found->as_of_utc_usec);
      n_asked += found->as_of_utc_usec > 0 && found->status != TALLY_HEALTH_SKIPPED;
      n_well += found->as_of_utc_usec > 0 && found->status == TALLY_HEALTH_OK;
    }
  as_of = tally_app_health_dup_as_of (latest, board->now_utc_usec);
  /* Translators: of a checkup: how many of its checks were well, and how old it is. */
  text = latest > 0 ? g_strdup_printf (_("%u of %u checks well · %s"), n_well, n_asked, as_of) : g_strdup (as_of);
  adw_expander_row_set_subtitle (self->expander, text);
}

void
tally_app_health_found_show (TallyAppHealthFound    *self,
                             const TallyHealthBoard *board)
{
  g_return_if_fail (TALLY_IS_APP_HEALTH_FOUND (self) && board != NULL);
  show_sum (self, board);
  for (guint i = 0; i < board->found->len; i++)
    show_row (self, &g_array_index (board->found, TallyHealthFound, i), board->now_utc_usec);
  gtk_widget_set_visible (GTK_WIDGET (self), board->found->len > 0);
}

void
tally_app_health_found_tell (TallyAppHealthFound *self,
                             const TallyHealth   *health)
{
  g_return_if_fail (TALLY_IS_APP_HEALTH_FOUND (self));
  g_hash_table_remove_all (self->told);
  for (guint i = 0; health != NULL && i < health->probes->len; i++)
    {
      const TallyHealthProbe *probe = health->probes->pdata[i];
      g_hash_table_insert (self->told, g_strdup (probe->id),
                           *probe->remedy != '\0' ? g_strdup_printf ("%s. %s", probe->value, probe->remedy)
                                                  : g_strdup (probe->value));
    }
}

void
tally_app_health_found_show_probe (TallyAppHealthFound *self,
                                   const char          *id)
{
  GtkWidget *row;

  g_return_if_fail (TALLY_IS_APP_HEALTH_FOUND (self) && id != NULL);
  row = g_hash_table_lookup (self->rows, id);
  adw_expander_row_set_expanded (self->expander, TRUE);
  tally_app_focus_when_shown (row != NULL ? row : GTK_WIDGET (self->expander));
}

static void
tally_app_health_found_dispose (GObject *object)
{
  g_hash_table_remove_all (TALLY_APP_HEALTH_FOUND (object)->rows);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TALLY_TYPE_APP_HEALTH_FOUND);
  G_OBJECT_CLASS (tally_app_health_found_parent_class)->dispose (object);
}

static void
tally_app_health_found_finalize (GObject *object)
{
  TallyAppHealthFound *self = TALLY_APP_HEALTH_FOUND (object);

  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->told);
  G_OBJECT_CLASS (tally_app_health_found_parent_class)->finalize (object);
}

static void
tally_app_health_found_class_init (TallyAppHealthFoundClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_health_found_dispose;
  G_OBJECT_CLASS (klass)->finalize = tally_app_health_found_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-health-found.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthFound, expander);
}

static void
tally_app_health_found_init (TallyAppHealthFound *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
