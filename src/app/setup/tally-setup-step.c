/* tally-setup-step.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-step.h"

typedef struct {
  gboolean is_done;
} TallySetupStepPrivate;

enum { PROP_DONE = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_TYPE_WITH_PRIVATE (TallySetupStep, tally_setup_step, TALLY_TYPE_APP_PAGE)

static TallySetupStepPrivate *
get_private (TallySetupStep *self)
{
  return tally_setup_step_get_instance_private (self);
}

TallySetupStep *
tally_setup_step_new (const TallySetupStepInfo *info,
                      TallyAppSession          *session)
{
  g_return_val_if_fail (info != NULL && TALLY_IS_APP_SESSION (session), NULL);
  return g_object_new (info->get_type (), "session", session, NULL);
}

void
tally_setup_step_leave (TallySetupStep *self)
{
  g_return_if_fail (TALLY_IS_SETUP_STEP (self));
  if (TALLY_SETUP_STEP_GET_CLASS (self)->leave != NULL)
    TALLY_SETUP_STEP_GET_CLASS (self)->leave (self);
}

gboolean
tally_setup_step_is_done (TallySetupStep *self)
{
  g_return_val_if_fail (TALLY_IS_SETUP_STEP (self), FALSE);
  return get_private (self)->is_done;
}

void
tally_setup_step_set_done (TallySetupStep *self,
                           gboolean        is_done)
{
  g_return_if_fail (TALLY_IS_SETUP_STEP (self));
  if (get_private (self)->is_done == is_done)
    return;
  get_private (self)->is_done = is_done;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
}

TallyConfig *
tally_setup_step_get_config (TallySetupStep *self)
{
  g_return_val_if_fail (TALLY_IS_SETUP_STEP (self), NULL);
  return tally_app_session_get_config (tally_app_page_get_session (TALLY_APP_PAGE (self)));
}

void
tally_setup_step_say (GtkLabel   *said,
                      const char *text)
{
  g_return_if_fail (GTK_IS_LABEL (said));
  gtk_label_set_label (said, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (said), text != NULL);
}

gboolean
tally_setup_step_write (TallySetupStep          *self,
                        const TallyConfigChange *changes,
                        gsize                    n_changes,
                        GtkLabel                *said)
{
  g_autoptr (GError) error = NULL;
  gboolean is_written;

  g_return_val_if_fail (TALLY_IS_SETUP_STEP (self), FALSE);
  is_written = tally_app_settings_change (tally_app_page_get_session (TALLY_APP_PAGE (self)), changes, n_changes, &error);
  if (said != NULL)
    tally_setup_step_say (said, is_written ? NULL : error->message);
  return is_written;
}

static void
tally_setup_step_reload (TallyAppPage *page)
{
}

static void
tally_setup_step_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  if (id == PROP_DONE)
    g_value_set_boolean (value, tally_setup_step_is_done (TALLY_SETUP_STEP (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tally_setup_step_class_init (TallySetupStepClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = tally_setup_step_get_property;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_setup_step_reload;
  properties[PROP_DONE] = g_param_spec_boolean ("done", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
tally_setup_step_init (TallySetupStep *self)
{
}
