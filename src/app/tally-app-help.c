/* tally-app-help.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-help.h"

#include <glib/gi18n.h>
#include <string.h>

#include "tally-app-help-text.h"

#define FRONT_PAGE "index"

struct _TallyAppHelp {
  AdwWindow          parent_instance;

  /* template */
  GtkBox            *page;
  GtkScrolledWindow *scroller;

  GPtrArray         *trail; /* (owned) (element-type utf8): pages on the way here, the one shown is the last */
};

G_DEFINE_FINAL_TYPE (TallyAppHelp, tally_app_help, ADW_TYPE_WINDOW)

static void show_page (TallyAppHelp *self, const char *id);

static gboolean
link_cb (GtkLabel   *label,
         const char *uri,
         gpointer    data)
{
  TallyAppHelp *self = data;

  if (!g_str_has_prefix (uri, "help:"))
    return FALSE;
  g_ptr_array_add (self->trail, g_strdup (uri + strlen ("help:")));
  show_page (self, g_ptr_array_index (self->trail, self->trail->len - 1));
  return TRUE;
}

static void
style_block (GtkWidget        *label,
             TallyAppHelpKind  kind)
{
  if (kind == TALLY_APP_HELP_TITLE)
    gtk_widget_add_css_class (label, "title-1");
  else if (kind == TALLY_APP_HELP_HEADING)
    {
      gtk_widget_add_css_class (label, "title-4");
      gtk_widget_set_margin_top (label, 12);
    }
}

static GtkWidget *
make_block (TallyAppHelp            *self,
            const TallyAppHelpBlock *block)
{
  g_autofree char *item = NULL;
  gboolean is_heading = block->kind == TALLY_APP_HELP_TITLE || block->kind == TALLY_APP_HELP_HEADING;
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                   is_heading ? GTK_ACCESSIBLE_ROLE_HEADING : GTK_ACCESSIBLE_ROLE_LABEL, "use-markup", TRUE,
                                   "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "selectable", FALSE,
                                   NULL);

  if (block->kind == TALLY_APP_HELP_ITEM)
    {
      item = g_strconcat ("•  ", block->markup, NULL);
      gtk_widget_set_margin_start (label, 12);
    }
  gtk_label_set_markup (GTK_LABEL (label), item != NULL ? item : block->markup);
  style_block (label, block->kind);
  g_signal_connect (label, "activate-link", G_CALLBACK (link_cb), self);
  return label;
}

/* Where a heading stands is known once the page was laid out. */
static gboolean
scroll_cb (GtkWidget     *heading,
           GdkFrameClock *clock,
           gpointer       data)
{
  TallyAppHelp *self = data;
  graphene_rect_t bounds;

  if (gtk_widget_get_height (heading) == 0)
    return G_SOURCE_CONTINUE;
  if (gtk_widget_compute_bounds (heading, GTK_WIDGET (self->page), &bounds))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), bounds.origin.y);
  return G_SOURCE_REMOVE;
}

static void
show_block (TallyAppHelp            *self,
            const TallyAppHelpBlock *block,
            const char              *section)
{
  GtkWidget *child = make_block (self, block);

  gtk_box_append (self->page, child);
  if (section != NULL && g_strcmp0 (block->id, section) == 0)
    gtk_widget_add_tick_callback (child, scroll_cb, self, NULL);
}

static void
show_page (TallyAppHelp *self,
           const char   *id)
{
  const char *hash = strchr (id, '#');
  g_autofree char *page = hash != NULL ? g_strndup (id, (gsize) (hash - id)) : g_strdup (id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = tally_app_help_text_load (page, &error);
  GtkWidget *child;

  if (blocks == NULL)
    {
      g_debug ("no help page '%s': %s", id, error->message);
      blocks = tally_app_help_text_load (FRONT_PAGE, NULL);
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->page))) != NULL)
    gtk_box_remove (self->page, child);
  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    show_block (self, blocks->pdata[i], hash != NULL ? hash + 1 : NULL);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "help.back", self->trail->len > 1);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TallyAppHelp *self = TALLY_APP_HELP (widget);

  if (self->trail->len < 2)
    return;
  g_ptr_array_set_size (self->trail, (int) self->trail->len - 1);
  show_page (self, g_ptr_array_index (self->trail, self->trail->len - 1));
}

static void
front_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TallyAppHelp *self = TALLY_APP_HELP (widget);

  g_ptr_array_add (self->trail, g_strdup (FRONT_PAGE));
  show_page (self, FRONT_PAGE);
}

static void
tally_app_help_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TALLY_TYPE_APP_HELP);
  G_OBJECT_CLASS (tally_app_help_parent_class)->dispose (object);
}

static void
tally_app_help_finalize (GObject *object)
{
  g_ptr_array_unref (TALLY_APP_HELP (object)->trail);
  G_OBJECT_CLASS (tally_app_help_parent_class)->finalize (object);
}

static void
tally_app_help_class_init (TallyAppHelpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_help_dispose;
  G_OBJECT_CLASS (klass)->finalize = tally_app_help_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-help.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyAppHelp, page);
  gtk_widget_class_bind_template_child (widget_class, TallyAppHelp, scroller);
  gtk_widget_class_install_action (widget_class, "help.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "help.front", NULL, front_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "help.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tally_app_help_init (TallyAppHelp *self)
{
  self->trail = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static TallyAppHelp *
find_help (GtkWindow *parent)
{
  GtkApplication *application = gtk_window_get_application (parent);
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  for (GList *item = windows; item != NULL; item = item->next)
    if (TALLY_IS_APP_HELP (item->data))
      return item->data;
  return NULL;
}

void
tally_app_help_show (GtkWindow  *parent,
                     const char *id)
{
  TallyAppHelp *self;

  g_return_if_fail (GTK_IS_WINDOW (parent) && id != NULL);
  self = find_help (parent);
  if (self == NULL)
    self = g_object_new (TALLY_TYPE_APP_HELP, "application", gtk_window_get_application (parent), "transient-for", parent,
                         "destroy-with-parent", TRUE, NULL);
  g_ptr_array_add (self->trail, g_strdup (id));
  show_page (self, id);
  gtk_window_present (GTK_WINDOW (self));
}
