/* tally-setup-where.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-where.h"

struct _TallySetupWhere {
  TallySetupStep    parent_instance;

  /* template */
  GtkWidget        *sample_group;
  GtkCheckButton   *here;
  GtkCheckButton   *server;
  GtkCheckButton   *github;
  GtkLabel         *said;

  gboolean          is_showing; /* what the configuration says: nobody chose it now */
};

G_DEFINE_FINAL_TYPE (TallySetupWhere, tally_setup_where, TALLY_TYPE_SETUP_STEP)

static GtkCheckButton *
find_button (TallySetupWhere *self,
             const char      *place)
{
  if (strcmp (place, "server") == 0)
    return self->server;
  return strcmp (place, "github") == 0 ? self->github : self->here;
}

static const char *
get_chosen (TallySetupWhere *self)
{
  if (gtk_check_button_get_active (self->server))
    return "server";
  return gtk_check_button_get_active (self->github) ? "github" : "here";
}

static void
show_config (TallySetupWhere *self)
{
  TallyConfig *config = tally_setup_step_get_config (TALLY_SETUP_STEP (self));
  gboolean is_written = config != NULL
                        && tally_config_get_origin (config, "schedule", "runs-on", NULL) != TALLY_CONFIG_ORIGIN_DEFAULT;

  self->is_showing = TRUE;
  if (is_written)
    gtk_check_button_set_active (find_button (self, tally_config_get_text (config, "schedule", "runs-on")), TRUE);
  self->is_showing = FALSE;
  tally_setup_step_set_done (TALLY_SETUP_STEP (self), is_written);
}

static void
tally_setup_where_reload (TallyAppPage *page)
{
  TallySetupWhere *self = TALLY_SETUP_WHERE (page);

  gtk_widget_set_visible (self->sample_group, tally_app_session_has_sandbox (tally_app_page_get_session (page)));
  show_config (self);
}

/* Two places that publish would attach everything twice: elsewhere switches it off here. Back here, a person approves
 * until they say otherwise. */
static void
toggled_cb (TallySetupWhere *self,
            GtkCheckButton  *button)
{
  TallyConfig *config = tally_setup_step_get_config (TALLY_SETUP_STEP (self));
  const char *place = get_chosen (self);
  gboolean is_here = strcmp (place, "here") == 0;
  gboolean is_off = config != NULL && strcmp (tally_config_get_text (config, "target", "publish"), "never") == 0;
  const TallyConfigChange changes[] = {
    { "schedule", "runs-on", place },
    { "target", "publish", is_here ? "ask" : "never" },
  };

  if (self->is_showing || !gtk_check_button_get_active (button))
    return;
  if (tally_setup_step_write (TALLY_SETUP_STEP (self), changes, is_here && !is_off ? 1 : 2, self->said))
    tally_setup_step_set_done (TALLY_SETUP_STEP (self), TRUE);
}

static void
tally_setup_where_dispose (GObject *object)
{
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_SETUP_WHERE);
  G_OBJECT_CLASS (tally_setup_where_parent_class)->dispose (object);
}

static void
tally_setup_where_class_init (TallySetupWhereClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_setup_where_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_setup_where_reload;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-setup-where.ui");
  gtk_widget_class_bind_template_child (widget_class, TallySetupWhere, sample_group);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWhere, here);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWhere, server);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWhere, github);
  gtk_widget_class_bind_template_child (widget_class, TallySetupWhere, said);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
tally_setup_where_init (TallySetupWhere *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
