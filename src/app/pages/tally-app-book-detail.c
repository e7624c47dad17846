/* tally-app-book-detail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-book-detail.h"

#include <glib/gi18n.h>

#include "tally-app-book-diff.h"
#include "tally-app-book-text.h"
#include "tally-app-format.h"
#include "tally-app-open.h"
#include "tally-app-page.h"
#include "tally-app-row-item.h"
#include "tally-engine-error.h"
#include "tally-engine-workbooks.h"

struct _TallyAppBookDetail {
  AdwBin            parent_instance;

  TallyAppBookItem *item;     /* (owned) (nullable) */
  GPtrArray        *versions; /* (owned) (nullable) newest first */
  GListStore       *history;  /* (owned) */
  GCancellable     *cancellable; /* (owned) ends with the workbook that is shown */

  /* template */
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkLabel          *title;
  GtkLabel          *subtitle;
  GtkLabel          *total;
  GtkLabel          *state;
  GtkWidget         *advice_group;
  AdwActionRow      *advice;
  GtkWidget         *release_button;
  GtkWidget         *plan_button;
  GtkWidget         *failure;
  GtkWidget         *retry;
  AdwActionRow      *open_row;
  GtkWidget         *folder_row;
  GtkWidget         *sheet_row;
  TallyAppBookDiff *diff;
  GtkWidget        *history_group;
  GtkListBox       *history_list;
};

G_DEFINE_FINAL_TYPE (TallyAppBookDetail, tally_app_book_detail, ADW_TYPE_BIN)

/* What is asked about: a version, or the workbook of all versions. */
typedef struct {
  gint64         version;
  TallyIdentity *identity; /* (owned) */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  tally_identity_free (wanted->identity);
  g_free (wanted);
}

static TallyAppPage *
get_page (TallyAppBookDetail *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), TALLY_TYPE_APP_PAGE);

  return page != NULL ? TALLY_APP_PAGE (page) : NULL;
}

static const TallyEngineBook *
get_book (TallyAppBookDetail *self)
{
  return self->item != NULL ? tally_app_book_item_get_book (self->item) : NULL;
}

/* Asks for the workbook that is shown; the answer is dropped if another one is by then. */
static void
ask (TallyAppBookDetail  *self,
     TallyEngineDeskFunc  func,
     Wanted              *wanted,
     GDestroyNotify       free_answer,
     GAsyncReadyCallback  callback)
{
  const TallyEngineQuestion question = {
    .func = func, .input = wanted, .free_input = wanted_free, .free_answer = free_answer,
  };
  TallyAppPage *page = get_page (self);
  TallyEngineDesk *desk = page != NULL ? tally_app_page_get_desk (page) : NULL;

  if (desk == NULL)
    wanted_free (wanted);
  else
    tally_engine_desk_ask_async (desk, &question, self->cancellable, callback, g_object_ref (self));
}

static const TallyVersion *
find_version (TallyAppBookDetail *self,
              gint64              number)
{
  /* 0 is no number: another program's version has none. */
  for (guint i = 0; number != 0 && self->versions != NULL && i < self->versions->len; i++)
    if (((const TallyVersion *) self->versions->pdata[i])->version == number)
      return self->versions->pdata[i];
  return NULL;
}

/* Files and rows */

static void
file_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TallyAppBookDetail *self = TALLY_APP_BOOK_DETAIL (widget);
  const TallyEngineBook *book = get_book (self);
  const TallyVersion *version = find_version (self, g_variant_get_int64 (parameter));

  if (book == NULL)
    return;
  tally_app_open_file (get_page (self), version != NULL ? version->file_name : book->file_name,
                       version != NULL ? version->sha256 : book->sha256, strcmp (name, "book.show-folder") == 0);
}

static void
show_row_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  TallyAppBookDetail *self = TALLY_APP_BOOK_DETAIL (widget);
  const TallyEngineBook *book = get_book (self);

  if (book != NULL && book->version != NULL && book->version->target_row != 0)
    tally_app_open_row (get_page (self), book->version->target_sheet, book->version->target_row);
}

static void
show_findings_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  const TallyEngineBook *book = get_book (TALLY_APP_BOOK_DETAIL (widget));
  g_autofree char *request = NULL;
  g_autofree char *wish = NULL;
  char week[TALLY_DAY_BUFFER_SIZE];

  if (book == NULL)
    return;
  request = g_uri_escape_string (book->identity->work_request, NULL, FALSE);
  tally_week_format (book->identity->week_ending, week, sizeof week);
  wish = g_strdup_printf ("request=%s&week=%s", request, week);
  gtk_widget_activate_action (widget, "win.page", "(ss)", "review", wish);
}

/* What differs */

static gpointer
compare (TallyEngine   *engine,
         gpointer       input,
         GCancellable  *cancellable,
         GError       **error)
{
  return tally_engine_diff_versions (engine, 0, ((const Wanted *) input)->version, error);
}

static void
compared_cb (GObject      *desk,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TallyAppBookDetail) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyVersionDiff) diff = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (diff != NULL)
    tally_app_book_diff_show (self->diff, diff);
  else if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND))
    tally_app_book_diff_show_none (self->diff, _("The first version"), _("There is nothing to compare it with."));
  else
    tally_app_book_diff_show_none (self->diff, _("Not compared"), error->message);
}

static void
ask_diff (TallyAppBookDetail *self,
          gint64              version)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->version = version;
  ask (self, compare, wanted, (GDestroyNotify) tally_version_diff_free, compared_cb);
}

static void
version_activated_cb (TallyAppBookDetail *self,
                      GtkListBoxRow      *row)
{
  g_autoptr (TallyAppRowItem) item = g_list_model_get_item (G_LIST_MODEL (self->history), (guint) gtk_list_box_row_get_index (row));

  if (item != NULL && tally_app_row_item_get_number (item) != 0)
    ask_diff (self, tally_app_row_item_get_number (item));
}

/* Versions */

static GtkWidget *
new_button (const char *icon_name,
            const char *label,
            const char *action,
            gint64      number)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", number);
  return button;
}

static GtkWidget *
create_version_row (gpointer item,
                    gpointer data)
{
  TallyAppBookDetail *self = data;
  GtkWidget *row = tally_app_row_item_create_row (item, NULL);
  gint64 number = tally_app_row_item_get_number (item);
  const TallyVersion *version = find_version (self, number);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), number != 0);
  if (number == 0 || version == NULL || version->bytes != TALLY_VERSION_BYTES_KEPT)
    return row;
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             new_button ("document-open-symbolic", _("Open This Version"), "book.open", number));
  if (version->until_utc_usec != 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               new_button ("edit-undo-symbolic", _("Put This Version Back"), "workbooks.restore", number));
  return row;
}

static void
append_version (TallyAppBookDetail *self,
                const TallyVersion *version)
{
  g_autofree char *title = version->version != 0 ? g_strdup_printf (_("Version %d"), (int) version->version)
                                                 : g_strdup (version->file_name);
  g_autofree char *subtitle = tally_app_book_text_dup_version (version, g_get_real_time ());
  g_autofree char *total = tally_app_format_dup_money (version->total_cents);

  tally_app_row_item_append (self->history, &(TallyAppRowWords) {
    .title = title, .subtitle = subtitle, .value = version->version != 0 ? total : NULL, .number = version->version });
}

static gpointer
list_versions (TallyEngine   *engine,
               gpointer       input,
               GCancellable  *cancellable,
               GError       **error)
{
  const TallyIdentity *identity = ((const Wanted *) input)->identity;
  char week[TALLY_DAY_BUFFER_SIZE];
  const char *requests[] = { identity->work_request, NULL };
  const char *weeks[] = { week, NULL };
  const char *variants[] = { tally_variant_get_id (identity->variant), NULL };
  const TallyWorkbookFilter filter = {
    .work_requests = requests, .weeks = weeks, .variants = variants, .identifier = identity->identifier,
  };

  tally_week_format (identity->week_ending, week, sizeof week);
  return tally_engine_list_versions (engine, &filter, error);
}

static void
show_versions (TallyAppBookDetail *self,
               GPtrArray          *oldest_first)
{
  gint64 current;

  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_version_free);
  for (guint i = oldest_first->len; i > 0; i--)
    g_ptr_array_add (self->versions, g_steal_pointer (&oldest_first->pdata[i - 1]));
  g_list_store_remove_all (self->history);
  for (guint i = 0; i < self->versions->len; i++)
    append_version (self, self->versions->pdata[i]);
  gtk_widget_set_visible (self->history_group, self->versions->len > 0);
  current = tally_app_book_detail_find_current (self);
  if (current != 0)
    ask_diff (self, current);
}

static void
listed_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TallyAppBookDetail) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (versions != NULL)
    {
      show_versions (self, versions);
      return;
    }
  gtk_widget_set_visible (self->history_group, FALSE);
  if (!g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND)
      && !g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG))
    tally_app_book_diff_show_none (self->diff, _("Not compared"), error->message);
}

static void
ask_versions (TallyAppBookDetail    *self,
              const TallyEngineBook *book)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->identity = tally_identity_copy (book->identity);
  ask (self, list_versions, wanted, (GDestroyNotify) g_ptr_array_unref, listed_cb);
}

/* Where it stands */

static void
show_advice (TallyAppBookDetail    *self,
             const TallyEngineBook *book)
{
  const char *advice = tally_app_book_text_get_advice (book);
  gboolean is_failed = book->n_failures > 0 && *book->failure_detail != '\0';

  gtk_widget_set_visible (self->advice_group, *advice != '\0' || is_failed);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), *advice != '\0');
  adw_action_row_set_subtitle (self->advice, advice);
  gtk_widget_set_visible (self->release_button, book->state == TALLY_ENGINE_BOOK_RESTORED);
  gtk_widget_set_visible (self->plan_button, book->hold == TALLY_HOLD_APPROVAL);
  gtk_widget_set_visible (self->failure, is_failed);
  gtk_widget_set_visible (self->retry, book->aside_utc_usec != 0);
  if (is_failed)
    {
      g_autofree char *title = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "It failed in %u run",
                                                             "It failed in %u runs in a row", book->n_failures), book->n_failures);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->failure), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->failure), book->failure_detail);
    }
}

static void
show_head (TallyAppBookDetail    *self,
           const TallyEngineBook *book)
{
  g_autofree char *day = tally_app_format_dup_day (book->identity->week_ending);
  g_autofree char *week = g_strdup_printf (_("Week ending %s"), day);
  g_autofree char *kind = tally_app_book_text_dup_kind (book->identity);
  g_autofree char *lines = tally_app_book_text_dup_lines (book->n_lines);
  g_autofree char *subtitle = g_strjoin (" · ", week, lines, *kind != '\0' ? kind : NULL, NULL);
  g_autofree char *total = tally_app_format_dup_money (book->total_cents);
  const char *classes[] = { "heading", tally_app_book_text_get_style (book->state), NULL };

  gtk_label_set_text (self->title, book->identity->work_request);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_label_set_text (self->total, total);
  gtk_label_set_text (self->state, tally_app_book_text_get_state (book->state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), classes);
  adw_action_row_set_subtitle (self->open_row, book->file_name);
  gtk_widget_set_visible (GTK_WIDGET (self->open_row), *book->file_name != '\0');
  gtk_widget_set_visible (self->folder_row, *book->file_name != '\0');
  gtk_widget_set_visible (self->sheet_row, book->version != NULL && book->version->target_row != 0);
}

static void
begin (TallyAppBookDetail *self)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
}

void
tally_app_book_detail_show (TallyAppBookDetail *self,
                            TallyAppBookItem   *item)
{
  const TallyEngineBook *shown, *book;
  gboolean is_another;

  g_return_if_fail (TALLY_IS_APP_BOOK_DETAIL (self));
  shown = get_book (self);
  book = item != NULL ? tally_app_book_item_get_book (item) : NULL;
  is_another = shown == NULL || book == NULL || !tally_identity_equal (shown->identity, book->identity);
  begin (self);
  g_set_object (&self->item, item);
  gtk_stack_set_visible_child_name (self->stack, book != NULL ? "book" : "none");
  if (is_another)
    {
      g_clear_pointer (&self->versions, g_ptr_array_unref);
      g_list_store_remove_all (self->history);
      gtk_widget_set_visible (self->history_group, FALSE);
      tally_app_book_diff_show_none (self->diff, _("Not published yet"), _("What differs is shown from the second version on."));
      gtk_editable_set_text (GTK_EDITABLE (self->retry), "");
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    }
  if (book == NULL)
    return;
  show_head (self, book);
  show_advice (self, book);
  ask_versions (self, book);
}

TallyAppBookItem *
tally_app_book_detail_get_item (TallyAppBookDetail *self)
{
  g_return_val_if_fail (TALLY_IS_APP_BOOK_DETAIL (self), NULL);
  return self->item;
}

gint64
tally_app_book_detail_find_current (TallyAppBookDetail *self)
{
  g_return_val_if_fail (TALLY_IS_APP_BOOK_DETAIL (self), 0);
  for (guint i = 0; self->versions != NULL && i < self->versions->len; i++)
    {
      const TallyVersion *version = self->versions->pdata[i];
      if (version->until_utc_usec == 0 && version->version != 0)
        return version->version;
    }
  return 0;
}

static void
retry_cb (TallyAppBookDetail *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "workbooks.retry", "s", gtk_editable_get_text (GTK_EDITABLE (self->retry)));
}

static void
tally_app_book_detail_dispose (GObject *object)
{
  TallyAppBookDetail *self = TALLY_APP_BOOK_DETAIL (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->item);
  g_clear_object (&self->history);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TALLY_TYPE_APP_BOOK_DETAIL);
  G_OBJECT_CLASS (tally_app_book_detail_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, stack);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, scroller);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, title);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, total);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, state);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, advice_group);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, advice);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, release_button);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, plan_button);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, failure);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, retry);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, open_row);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, folder_row);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, diff);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, history_group);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDetail, history_list);
  gtk_widget_class_bind_template_callback (widget_class, version_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
tally_app_book_detail_class_init (TallyAppBookDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_book_detail_dispose;
  g_type_ensure (TALLY_TYPE_APP_BOOK_DIFF);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-book-detail.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "book.open", "x", file_action);
  gtk_widget_class_install_action (widget_class, "book.show-folder", "x", file_action);
  gtk_widget_class_install_action (widget_class, "book.show-row", NULL, show_row_action);
  gtk_widget_class_install_action (widget_class, "book.show-findings", NULL, show_findings_action);
}

static void
tally_app_book_detail_init (TallyAppBookDetail *self)
{
  self->cancellable = g_cancellable_new ();
  self->history = g_list_store_new (TALLY_TYPE_APP_ROW_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->history_list, G_LIST_MODEL (self->history), create_version_row, self, NULL);
  gtk_widget_set_visible (self->history_group, FALSE);
}
