/* tally-page-today.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-today.h"

#include <glib/gi18n.h>

#include "tally-engine-findings.h"

struct _TallyPageToday {
  TallyAppPage   parent_instance;

  /* template */
  AdwStatusPage *status;
};

G_DEFINE_FINAL_TYPE (TallyPageToday, tally_page_today, TALLY_TYPE_APP_PAGE)

static gpointer
count_findings (TallyEngine   *engine,
                gpointer       input,
                GCancellable  *cancellable,
                GError       **error)
{
  const TallyFindingFilter filter = { 0 };

  return tally_engine_findings_list (engine, &filter, error);
}

static void
counted_cb (GObject      *desk,
            GAsyncResult *result,
            gpointer      data)
{
  TallyPageToday *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (findings == NULL)
    {
      adw_status_page_set_description (self->status, error->message);
      return;
    }
  text = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%u finding is open", "%u findings are open",
                                       findings->len), findings->len);
  adw_status_page_set_description (self->status, text);
}

static void
tally_page_today_reload (TallyAppPage *page)
{
  const TallyEngineQuestion question = { .func = count_findings, .free_answer = (GDestroyNotify) g_ptr_array_unref };

  tally_app_page_ask (page, &question, counted_cb);
}

static void
tally_page_today_dispose (GObject *object)
{
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_PAGE_TODAY);
  G_OBJECT_CLASS (tally_page_today_parent_class)->dispose (object);
}

static void
tally_page_today_class_init (TallyPageTodayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_page_today_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_page_today_reload;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-today.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, status);
}

static void
tally_page_today_init (TallyPageToday *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

extern const TallyAppPageInfo tally_page_today_info;

const TallyAppPageInfo tally_page_today_info = {
  .id = "today",
  .title = N_("Today"),
  .icon_name = "go-home-symbolic",
  .get_type = tally_page_today_get_type,
};
