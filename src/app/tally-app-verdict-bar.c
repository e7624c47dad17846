/* tally-app-verdict-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-verdict-bar.h"

#include <glib/gi18n.h>

#include "tally-app-finding-words.h"
#include "tally-number.h"

#define DECIDE "review.decide"

struct _TallyAppVerdictBar {
  AdwBin     parent_instance;

  /* template */
  GtkEntry  *note;
  GtkEntry  *recovered;
  GtkFlowBox *buttons;
};

G_DEFINE_FINAL_TYPE (TallyAppVerdictBar, tally_app_verdict_bar, ADW_TYPE_BIN)

static const struct {
  TallyFindingStatus  to;
  const char         *label;
  const char         *tooltip;
} verdicts[] = {
  { TALLY_FINDING_CONFIRMED, N_("_Confirm"), N_("It is an error (C)") },
  { TALLY_FINDING_EXPLAINED, N_("_Explained"), N_("It is right, and why is known (E)") },
  { TALLY_FINDING_FALSE_POSITIVE, N_("_False Positive"), N_("It should not have been found (F)") },
  { TALLY_FINDING_DUPLICATE_OF, N_("_Duplicate"), N_("Another finding says the same (D)") },
  { TALLY_FINDING_WAITING, N_("_Needs Info"), N_("Somebody else was asked (N)") },
};

static GMenuModel *
make_menu (TallyFindingStatus to)
{
  guint n;
  const TallyAppReason *reasons = tally_app_finding_words_list_reasons (&n);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GMenuItem) item = NULL;
      if (reasons[i].to != to)
        continue;
      item = g_menu_item_new (_(reasons[i].title), NULL);
      g_menu_item_set_action_and_target (item, DECIDE, "(ss)", tally_finding_status_get_id (to), reasons[i].id);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
add_button (TallyAppVerdictBar *self,
            guint               index)
{
  g_autoptr (GMenuModel) menu = make_menu (verdicts[index].to);
  GtkWidget *button = adw_split_button_new ();
  GtkWidget *place;

  adw_split_button_set_label (ADW_SPLIT_BUTTON (button), _(verdicts[index].label));
  adw_split_button_set_use_underline (ADW_SPLIT_BUTTON (button), TRUE);
  adw_split_button_set_menu_model (ADW_SPLIT_BUTTON (button), menu);
  adw_split_button_set_dropdown_tooltip (ADW_SPLIT_BUTTON (button), _("With a Reason"));
  gtk_widget_set_tooltip_text (button, _(verdicts[index].tooltip));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), DECIDE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", tally_finding_status_get_id (verdicts[index].to), "");
  gtk_flow_box_append (self->buttons, button);
  place = gtk_widget_get_parent (button);
  gtk_widget_set_focusable (place, FALSE); /* the button is what the keyboard comes to */
}

static void
tally_app_verdict_bar_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TALLY_TYPE_APP_VERDICT_BAR);
  G_OBJECT_CLASS (tally_app_verdict_bar_parent_class)->dispose (object);
}

static void
tally_app_verdict_bar_class_init (TallyAppVerdictBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_verdict_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-verdict-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyAppVerdictBar, note);
  gtk_widget_class_bind_template_child (widget_class, TallyAppVerdictBar, recovered);
  gtk_widget_class_bind_template_child (widget_class, TallyAppVerdictBar, buttons);
}

static void
tally_app_verdict_bar_init (TallyAppVerdictBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    add_button (self, i);
}

void
tally_app_verdict_bar_set_many (TallyAppVerdictBar *self,
                                gboolean            is_many)
{
  g_return_if_fail (TALLY_IS_APP_VERDICT_BAR (self));
  if (is_many)
    gtk_editable_set_text (GTK_EDITABLE (self->recovered), "");
  gtk_widget_set_visible (GTK_WIDGET (self->recovered), !is_many);
}

char *
tally_app_verdict_bar_dup_note (TallyAppVerdictBar *self)
{
  g_return_val_if_fail (TALLY_IS_APP_VERDICT_BAR (self), NULL);
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));
}

gboolean
tally_app_verdict_bar_get_recovered (TallyAppVerdictBar *self,
                                     TallyMoney         *out_cents)
{
  g_autofree char *text = NULL;
  const char *digits;
  TallyDecimal number;
  TallyMoney cents;

  g_return_val_if_fail (TALLY_IS_APP_VERDICT_BAR (self) && out_cents != NULL, FALSE);
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->recovered))));
  digits = *text == '$' ? text + 1 : text;
  if (*text == '\0')
    cents = 0;
  else if (!tally_decimal_parse (digits, strlen (digits), &number) || !tally_money_from_decimal (number, &cents) || cents < 0)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->recovered), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->recovered));
      return FALSE;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->recovered), "error");
  *out_cents = cents;
  return TRUE;
}

void
tally_app_verdict_bar_clear (TallyAppVerdictBar *self)
{
  g_return_if_fail (TALLY_IS_APP_VERDICT_BAR (self));
  gtk_editable_set_text (GTK_EDITABLE (self->note), "");
  gtk_editable_set_text (GTK_EDITABLE (self->recovered), "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->recovered), "error");
}
