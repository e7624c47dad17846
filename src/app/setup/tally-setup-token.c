/* tally-setup-token.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-token.h"

#include <glib/gi18n.h>

#include "tally-engine-error.h"
#include "tally-engine-token.h"
#include "tally-setup-fact.h"

static const char *const regions[] = { "us", "eu", "au", "gov" };

struct _TallySetupToken {
  TallySetupStep       parent_instance;

  /* template */
  AdwComboRow         *region;
  AdwPasswordEntryRow *entry;
  GtkLabel            *said;
  GtkSpinner          *spinner;
  GtkWidget           *unlock_button;
  GtkWidget           *test_button;
  GtkWidget           *kept_group;
  GtkListBox          *facts_list;
  GtkWidget           *forget_button;

  GListStore          *facts; /* (owned) */
  gboolean             is_showing;
};

G_DEFINE_FINAL_TYPE (TallySetupToken, tally_setup_token, TALLY_TYPE_SETUP_STEP)

/* --- what is asked ------------------------------------------------------------------------------ */

/* A token on its way, wiped behind. */
static void
free_token (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

/* What is in use: found, and if the service can be asked, whose it is. */
typedef struct {
  TallyEngineToken      *token; /* (owned) */
  TallyEngineTokenOwner *owner; /* (owned) (nullable) */
  GError                *error; /* (owned) (nullable) why there is no owner */
} InUse;

static void
in_use_free (gpointer data)
{
  InUse *self = data;

  tally_engine_token_free (self->token);
  tally_engine_token_owner_free (self->owner);
  g_clear_error (&self->error);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InUse, in_use_free)

static gpointer
look (TallyEngine   *engine,
      gpointer       input,
      GCancellable  *cancellable,
      GError       **error)
{
  InUse *found;
  TallyEngineToken *token = tally_engine_token_find (engine, cancellable, error);

  if (token == NULL)
    return NULL;
  found = g_new0 (InUse, 1);
  found->token = token;
  found->owner = tally_engine_token_test (engine, NULL, cancellable, &found->error);
  return found;
}

static gpointer
test_and_keep (TallyEngine   *engine,
               gpointer       input,
               GCancellable  *cancellable,
               GError       **error)
{
  TallyEngineTokenOwner *owner = tally_engine_token_test (engine, input, cancellable, error);

  if (owner != NULL && tally_engine_token_keep (engine, input, cancellable, error))
    return owner;
  if (owner != NULL)
    g_prefix_error (error, "%s ", _("The token is valid, but it can't be kept:"));
  tally_engine_token_owner_free (owner);
  return NULL;
}

static gpointer
unlock (TallyEngine   *engine,
        gpointer       input,
        GCancellable  *cancellable,
        GError       **error)
{
  return tally_engine_token_unlock (engine, cancellable, error) ? engine : NULL;
}

static gpointer
forget (TallyEngine   *engine,
        gpointer       input,
        GCancellable  *cancellable,
        GError       **error)
{
  gboolean was_kept;

  return tally_engine_token_forget (engine, cancellable, &was_kept, error) ? engine : NULL;
}

/* --- what is shown ------------------------------------------------------------------------------ */

static void
set_busy (TallySetupToken *self,
          gboolean         is_busy)
{
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_sensitive (self->test_button, !is_busy && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0');
  gtk_widget_set_sensitive (self->unlock_button, !is_busy);
  gtk_widget_set_sensitive (self->forget_button, !is_busy);
}

/* No token yet is no fault; a keyring that is locked has a way out here. */
static void
show_failure (TallySetupToken *self,
              const GError    *error)
{
  gboolean is_locked = g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_LOCKED);
  gboolean is_new = g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND);
  gboolean is_refused = g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_REFUSED);

  gtk_widget_set_visible (self->unlock_button, is_locked);
  if (is_new)
    tally_setup_step_say (self->said, NULL);
  else if (is_refused)
    tally_setup_step_say (self->said, _("Smartsheet does not accept this token. Copy it whole, and see whether the region is right."));
  else
    tally_setup_step_say (self->said, error->message);
}

static void
add_owner (TallySetupToken             *self,
           const TallyEngineTokenOwner *owner)
{
  g_autofree char *sees = g_strdup_printf (_("%u workspaces, %u sheets"), owner->n_workspaces, owner->n_sheets);

  tally_setup_fact_add (self->facts, *owner->name != '\0' ? owner->name : _("Owner"), owner->email, _("valid"), "success");
  tally_setup_fact_add (self->facts, _("It Sees"), sees, NULL, NULL);
}

static void
show_in_use (TallySetupToken *self,
             const InUse     *found)
{
  g_autofree char *ending = g_strdup_printf (_("Ends in %s"), found->token->ending);

  g_list_store_remove_all (self->facts);
  gtk_widget_set_visible (self->kept_group, TRUE);
  gtk_widget_set_visible (self->forget_button, found->token->is_in_keyring);
  tally_setup_fact_add (self->facts, ending, found->token->is_in_keyring ? _("From the keyring") : found->token->origin, NULL, NULL);
  if (found->token->warning != NULL)
    tally_setup_fact_add (self->facts, _("Unsafe"), found->token->warning, NULL, NULL);
  if (found->owner != NULL)
    add_owner (self, found->owner);
  else
    tally_setup_fact_add (self->facts, _("Smartsheet"), found->error->message, _("not accepted"), "error");
  tally_setup_step_set_done (TALLY_SETUP_STEP (self), found->owner != NULL);
}

/* --- answers ------------------------------------------------------------------------------------ */

static void
looked_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  TallySetupToken *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InUse) found = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (found != NULL)
    {
      gtk_widget_set_visible (self->unlock_button, FALSE);
      show_in_use (self, found);
      return;
    }
  gtk_widget_set_visible (self->kept_group, FALSE);
  tally_setup_step_set_done (TALLY_SETUP_STEP (self), FALSE);
  show_failure (self, error);
}

static void
ask_look (TallySetupToken *self)
{
  const TallyEngineQuestion question = { .func = look, .free_answer = in_use_free };

  set_busy (self, TRUE);
  tally_app_page_ask (TALLY_APP_PAGE (self), &question, looked_cb);
}

/* One that does not work is not kept: it stays in the entry, to be corrected. */
static void
kept_cb (GObject      *desk,
         GAsyncResult *result,
         gpointer      data)
{
  TallySetupToken *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineTokenOwner) owner = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (owner == NULL)
    {
      show_failure (self, error);
      return;
    }
  tally_setup_step_say (self->said, NULL);
  gtk_widget_set_visible (self->unlock_button, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  ask_look (self);
}

static void
test_cb (TallySetupToken *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const TallyEngineQuestion question = {
    .func = test_and_keep, .input = g_strdup (text), .free_input = free_token,
    .free_answer = (GDestroyNotify) tally_engine_token_owner_free,
  };

  tally_setup_step_say (self->said, NULL);
  set_busy (self, TRUE);
  tally_app_page_ask (TALLY_APP_PAGE (self), &question, kept_cb);
}

static void
done_cb (GObject      *desk,
         GAsyncResult *result,
         gpointer      data)
{
  TallySetupToken *self = data;
  g_autoptr (GError) error = NULL;
  gpointer answer = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (answer == NULL)
    show_failure (self, error);
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    test_cb (self);
  else
    ask_look (self);
}

static void
unlock_cb (TallySetupToken *self)
{
  const TallyEngineQuestion question = { .func = unlock };

  set_busy (self, TRUE);
  tally_app_page_ask (TALLY_APP_PAGE (self), &question, done_cb);
}

static void
forget_cb (TallySetupToken *self)
{
  const TallyEngineQuestion question = { .func = forget };

  set_busy (self, TRUE);
  tally_app_page_ask (TALLY_APP_PAGE (self), &question, done_cb);
}

static void
typed_cb (TallySetupToken *self)
{
  set_busy (self, gtk_spinner_get_spinning (self->spinner));
}

static void
region_cb (TallySetupToken *self)
{
  const TallyConfigChange change = { "smartsheet", "region", regions[adw_combo_row_get_selected (self->region)] };

  if (!self->is_showing)
    tally_setup_step_write (TALLY_SETUP_STEP (self), &change, 1, self->said);
}

/* --- class -------------------------------------------------------------------------------------- */

static void
tally_setup_token_reload (TallyAppPage *page)
{
  TallySetupToken *self = TALLY_SETUP_TOKEN (page);
  TallyConfig *config = tally_setup_step_get_config (TALLY_SETUP_STEP (self));

  self->is_showing = TRUE;
  for (guint i = 0; config != NULL && i < G_N_ELEMENTS (regions); i++)
    if (strcmp (regions[i], tally_config_get_text (config, "smartsheet", "region")) == 0)
      adw_combo_row_set_selected (self->region, i);
  self->is_showing = FALSE;
  ask_look (self);
}

static void
tally_setup_token_dispose (GObject *object)
{
  TallySetupToken *self = TALLY_SETUP_TOKEN (object);

  g_clear_object (&self->facts);
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_SETUP_TOKEN);
  G_OBJECT_CLASS (tally_setup_token_parent_class)->dispose (object);
}

static void
tally_setup_token_class_init (TallySetupTokenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_setup_token_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_setup_token_reload;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-setup-token.ui");
  gtk_widget_class_bind_template_child (widget_class, TallySetupToken, region);
  gtk_widget_class_bind_template_child (widget_class, TallySetupToken, entry);
  gtk_widget_class_bind_template_child (widget_class, TallySetupToken, said);
  gtk_widget_class_bind_template_child (widget_class, TallySetupToken, spinner);
  gtk_widget_class_bind_template_child (widget_class, TallySetupToken, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, TallySetupToken, test_button);
  gtk_widget_class_bind_template_child (widget_class, TallySetupToken, kept_group);
  gtk_widget_class_bind_template_child (widget_class, TallySetupToken, facts_list);
  gtk_widget_class_bind_template_child (widget_class, TallySetupToken, forget_button);
  gtk_widget_class_bind_template_callback (widget_class, region_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
}

static void
tally_setup_token_init (TallySetupToken *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->facts = tally_setup_fact_bind (self->facts_list);
}
