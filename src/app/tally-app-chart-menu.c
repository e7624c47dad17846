/* tally-app-chart-menu.c: what can be done with a chart: see it as a table, save it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-chart-private.h"

#include <glib/gi18n.h>

#include "tally-app-save.h"
#include "tally-chart-export.h"
#include "tally-chart-table.h"

/* Of a file: wide enough for a page of a report, whatever the window's size. */
#define FILE_WIDTH_PX 960.0
#define FILE_HEIGHT_PX 480.0
#define LOW_FILE_HEIGHT_PX 120.0
#define FILE_SCALE 2.0

typedef gboolean (*Write) (const TallyChart *chart, const TallyChartExport *how, GOutputStream *stream,
                           GCancellable *cancellable, GError **error);

static gboolean write_csv (const TallyChart *chart, const TallyChartExport *how, GOutputStream *stream,
                           GCancellable *cancellable, GError **error);

static const struct {
  const char *kind;
  const char *label;
  Write       write;
} kinds[] = {
  { "png", N_("Save as _Picture (PNG)…"), tally_chart_export_png },
  { "svg", N_("Save as _Drawing (SVG)…"), tally_chart_export_svg },
  { "pdf", N_("Save as Pa_ge (PDF)…"), tally_chart_export_pdf },
  { "csv", N_("Save _Values (CSV)…"), write_csv },
};

/* A chart on its way into a file. */
typedef struct {
  TallyAppChartContent *content; /* (owned) */
  Write                 write;
  double                height;
  gboolean              is_rtl;
} Made;

static gboolean
write_csv (const TallyChart        *chart,
           const TallyChartExport  *how,
           GOutputStream           *stream,
           GCancellable            *cancellable,
           GError                 **error)
{
  return tally_chart_write_csv (chart, how->format, stream, cancellable, error);
}

static void
made_free (gpointer data)
{
  Made *self = data;

  tally_app_chart_content_unref (self->content);
  g_free (self);
}

/* On paper as in a report: dark on light. */
static gboolean
make (gpointer        data,
      GOutputStream  *stream,
      GCancellable   *cancellable,
      GError        **error)
{
  Made *self = data;
  TallyChartTheme theme;
  const TallyChartExport how = {
    .width = FILE_WIDTH_PX, .height = self->height, .device_scale = FILE_SCALE, .is_rtl = self->is_rtl,
    .created_utc_usec = g_get_real_time (), .format = &self->content->format, .theme = &theme,
  };

  tally_chart_theme_init (&theme, FALSE, FALSE);
  return self->write (self->content->chart, &how, stream, cancellable, error);
}

static double
get_height (TallyAppChart *self)
{
  TallyChartKind kind = self->content->chart->kind;

  if (kind == TALLY_CHART_SPARKLINE || kind == TALLY_CHART_STRIP)
    return LOW_FILE_HEIGHT_PX;
  return MAX (FILE_HEIGHT_PX, self->content_height);
}

static gboolean
init_save (TallyAppChart *self,
           const char    *kind,
           TallyAppSave  *out_save)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Made *made;
      if (!g_str_equal (kinds[i].kind, kind))
        continue;
      made = g_new0 (Made, 1);
      made->content = tally_app_chart_content_ref (self->content);
      made->write = kinds[i].write;
      made->height = get_height (self);
      made->is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
      *out_save = (TallyAppSave) {
        .title = _("Save Chart"), .make = make, .data = made, .free_data = made_free,
      };
      return TRUE;
    }
  return FALSE;
}

void
tally_app_chart_menu_save (TallyAppChart *self,
                           const char    *kind)
{
  TallyAppSave save;
  g_autofree char *name = NULL;

  if (self->content == NULL || !init_save (self, kind, &save))
    return;
  name = g_strdup_printf ("%s.%s", self->content->chart->title[0] != '\0' ? self->content->chart->title : _("Chart"), kind);
  save.name = name;
  tally_app_save_ask (GTK_WIDGET (self), &save);
}

void
tally_app_chart_save_to (TallyAppChart *self,
                         const char    *kind,
                         GFile         *file)
{
  TallyAppSave save;

  g_return_if_fail (TALLY_IS_APP_CHART (self) && kind != NULL && G_IS_FILE (file));
  if (self->content != NULL && init_save (self, kind, &save))
    tally_app_save_to (GTK_WIDGET (self), &save, file, NULL);
}

GMenuModel *
tally_app_chart_menu_new (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();

  g_menu_append (menu, _("Show as _Table"), "chart.as-table");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *action = g_strdup_printf ("chart.save::%s", kinds[i].kind);
      g_menu_append (files, _(kinds[i].label), action);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

void
tally_app_chart_menu_popup (TallyAppChart *self,
                            double         x,
                            double         y)
{
  g_autoptr (GMenuModel) model = NULL;

  if (self->content == NULL)
    return;
  if (self->menu == NULL)
    {
      model = tally_app_chart_menu_new ();
      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}
