/* tally-app-chart-private.h
 *
 * What the chart's files share: the widget, its picture, its table, its menu. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-chart.h"
#include "tally-chart-layout.h"
#include "tally-chart-theme.h"

G_BEGIN_DECLS

/* What is drawn and saved: shared with the thread that makes a file of it, so nobody changes it. */
typedef struct {
  TallyChart       *chart;  /* (owned) */
  GTimeZone        *zone;   /* (owned) (nullable) */
  TallyChartFormat  format;
} TallyAppChartContent;

struct _TallyAppChart {
  GtkWidget             parent_instance;

  /* children */
  GtkWidget            *table;       /* (owned) (nullable): while it is shown as rows */
  GtkWidget            *menu_button; /* (owned) (nullable) */
  GtkWidget            *menu;        /* (owned) (nullable): under the pointer */

  /* what it shows */
  TallyAppChartContent *content;     /* (owned) (nullable) */
  GTimeZone            *zone;        /* (owned) (nullable) */
  gboolean              is_table;
  int                   content_height;

  /* how it looks at the moment; NULL = to be made */
  TallyChartTheme       theme;
  char                 *font_family; /* (owned) */
  TallyChartLayout     *layout;      /* (owned) (nullable) */
  GskRenderNode        *picture;     /* (owned) (nullable) */

  /* where people are in it */
  TallyChartCursor      cursor;
  TallyChartHit         hover;
  gboolean              has_cursor;
  gboolean              has_hover;
};

TallyAppChartContent *tally_app_chart_content_ref      (TallyAppChartContent *self);
void                  tally_app_chart_content_unref    (TallyAppChartContent *self);

void                  tally_app_chart_describe         (TallyAppChart        *self);

/* tally-app-chart-input.c */
void                  tally_app_chart_input_add        (TallyAppChart        *self);

/* tally-app-chart-picture.c */
void                  tally_app_chart_picture_drop     (TallyAppChart        *self);
gboolean              tally_app_chart_picture_ensure   (TallyAppChart        *self);
void                  tally_app_chart_picture_snapshot (TallyAppChart        *self,
                                                        GtkSnapshot          *snapshot);

/* tally-app-chart-table.c */
GtkWidget            *tally_app_chart_table_new        (TallyAppChartContent *content);

/* tally-app-chart-menu.c */
GMenuModel           *tally_app_chart_menu_new         (void);
void                  tally_app_chart_menu_popup       (TallyAppChart        *self,
                                                        double                x,
                                                        double                y);
void                  tally_app_chart_menu_save        (TallyAppChart        *self,
                                                        const char           *kind);

G_END_DECLS
