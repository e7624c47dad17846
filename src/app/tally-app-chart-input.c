/* tally-app-chart-input.c: pointer, touch and keys over a chart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-chart-private.h"

static gboolean
can_choose (TallyAppChart *self)
{
  return g_signal_has_handler_pending (self, g_signal_lookup ("activated", TALLY_TYPE_APP_CHART), 0, TRUE);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           gpointer                  data)
{
  TallyAppChart *self = data;
  gboolean had_hover = self->has_hover;

  self->has_hover = tally_app_chart_picture_ensure (self) && tally_chart_layout_find (self->layout, x, y, &self->hover);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->has_hover && can_choose (self) ? "pointer" : NULL);
  if (had_hover || self->has_hover)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (GtkEventControllerMotion *controller,
          gpointer                  data)
{
  TallyAppChart *self = data;

  self->has_hover = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            gpointer         data)
{
  TallyAppChart *self = data;
  TallyChartHit hit;

  if (self->is_table)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!tally_app_chart_picture_ensure (self) || !tally_chart_layout_find (self->layout, x, y, &hit))
    return;
  self->cursor = hit.cursor;
  self->has_cursor = TRUE;
  tally_app_chart_describe (self);
  tally_app_chart_choose (self);
}

static void
menu_pressed_cb (GtkGestureClick *gesture,
                 int              n_press,
                 double           x,
                 double           y,
                 gpointer         data)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  tally_app_chart_menu_popup (data, x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture,
                 double               x,
                 double               y,
                 gpointer             data)
{
  tally_app_chart_menu_popup (data, x, y);
}

/* Up and down go to what is beside; where that is nothing, the focus goes on as in any page. */
static gboolean
find_move (guint           key,
           TallyChartMove *out_move)
{
  static const struct { guint key; guint pad_key; TallyChartMove move; } moves[] = {
    { GDK_KEY_Right, GDK_KEY_KP_Right, TALLY_CHART_MOVE_NEXT },
    { GDK_KEY_Left, GDK_KEY_KP_Left, TALLY_CHART_MOVE_PREVIOUS },
    { GDK_KEY_Home, GDK_KEY_KP_Home, TALLY_CHART_MOVE_FIRST },
    { GDK_KEY_End, GDK_KEY_KP_End, TALLY_CHART_MOVE_LAST },
    { GDK_KEY_Down, GDK_KEY_KP_Down, TALLY_CHART_MOVE_NEXT_SERIES },
    { GDK_KEY_Up, GDK_KEY_KP_Up, TALLY_CHART_MOVE_PREVIOUS_SERIES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (key == moves[i].key || key == moves[i].pad_key)
      {
        *out_move = moves[i].move;
        return TRUE;
      }
  return FALSE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        gpointer               data)
{
  TallyAppChart *self = data;
  TallyChartMove move;

  if (self->is_table || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (find_move (key, &move))
    return tally_app_chart_move (self, move);
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space)
    return tally_app_chart_choose (self);
  if (key == GDK_KEY_Escape && self->has_cursor)
    {
      self->has_cursor = FALSE;
      tally_app_chart_describe (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return TRUE;
    }
  return FALSE;
}

static void
add_gestures (TallyAppChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu_click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu_click), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu_click, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (menu_click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect (long_press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (long_press));
}

void
tally_app_chart_input_add (TallyAppChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (widget, keys);
  add_gestures (self);
}

/* The first key goes to the newest value of a chart over time, and to the first bar. */
static TallyChartMove
get_first_move (TallyAppChart  *self,
                TallyChartMove  move)
{
  if (move == TALLY_CHART_MOVE_FIRST || self->content->chart->kind == TALLY_CHART_BAR)
    return TALLY_CHART_MOVE_FIRST;
  return TALLY_CHART_MOVE_LAST;
}

gboolean
tally_app_chart_move (TallyAppChart  *self,
                      TallyChartMove  move)
{
  TallyChartCursor cursor;

  g_return_val_if_fail (TALLY_IS_APP_CHART (self), FALSE);
  if (self->content == NULL)
    return FALSE;
  cursor = self->has_cursor ? self->cursor : (TallyChartCursor) { 0 };
  if (!tally_chart_move (self->content->chart, &cursor, self->has_cursor ? move : get_first_move (self, move)))
    return FALSE;
  self->cursor = cursor;
  self->has_cursor = TRUE;
  self->has_hover = FALSE;
  tally_app_chart_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

gboolean
tally_app_chart_choose (TallyAppChart *self)
{
  g_return_val_if_fail (TALLY_IS_APP_CHART (self), FALSE);
  if (!self->has_cursor || !can_choose (self))
    return FALSE;
  g_signal_emit_by_name (self, "activated", self->cursor.series, (guint) self->cursor.point);
  return TRUE;
}
