/* tally-app-book-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-book-item.h"

#include <glib/gi18n.h>

#include "tally-app-book-text.h"
#include "tally-app-format.h"

struct _TallyAppBookItem {
  GObject                parent_instance;
  GPtrArray             *books; /* (owned) (nullable) keeps @book */
  const TallyEngineBook *book;  /* (borrowed) (nullable) of @books */
  TallyDay               week_ending;
  guint                  n_books;
  TallyMoney             cents;
};

G_DEFINE_FINAL_TYPE (TallyAppBookItem, tally_app_book_item, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_TOTAL,
  PROP_STATE,
  PROP_TITLE_CLASSES,
  PROP_STATE_CLASSES,
  PROP_IS_WEEK,
  PROP_IS_BOOK,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static char *
dup_title (TallyAppBookItem *self)
{
  g_autofree char *day = NULL;

  if (self->book != NULL)
    return g_strdup (self->book->identity->work_request);
  day = tally_app_format_dup_day (self->week_ending);
  /* Translators: %s is the last day of a billing week */
  return g_strdup_printf (_("Week ending %s"), day);
}

static char *
dup_subtitle (TallyAppBookItem *self)
{
  g_autofree char *lines = NULL;
  g_autofree char *kind = NULL;

  if (self->book == NULL)
    {
      g_autofree char *count = tally_app_format_dup_count (self->n_books);
      g_autofree char *books = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s workbook", "%s workbooks",
                                                             self->n_books), count);
      g_autofree char *total = tally_app_format_dup_money (self->cents);
      return g_strdup_printf ("%s · %s", books, total);
    }
  lines = tally_app_book_text_dup_lines (self->book->n_lines);
  kind = tally_app_book_text_dup_kind (self->book->identity);
  return *kind != '\0' ? g_strdup_printf ("%s · %s", kind, lines) : g_steal_pointer (&lines);
}

static char **
dup_title_classes (TallyAppBookItem *self)
{
  const char *classes[] = { self->book == NULL ? "heading" : "body", NULL };

  return g_strdupv ((char **) classes);
}

static char **
dup_state_classes (TallyAppBookItem *self)
{
  const char *classes[] = { "caption", self->book != NULL ? tally_app_book_text_get_style (self->book->state) : NULL, NULL };

  return g_strdupv ((char **) classes);
}

static void
tally_app_book_item_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  TallyAppBookItem *self = TALLY_APP_BOOK_ITEM (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_take_string (value, dup_title (self));
      break;
    case PROP_SUBTITLE:
      g_value_take_string (value, dup_subtitle (self));
      break;
    case PROP_TOTAL:
      g_value_take_string (value, self->book != NULL ? tally_app_format_dup_money (self->book->total_cents) : g_strdup (""));
      break;
    case PROP_STATE:
      g_value_set_string (value, self->book != NULL ? tally_app_book_text_get_state (self->book->state) : "");
      break;
    case PROP_TITLE_CLASSES:
      g_value_take_boxed (value, dup_title_classes (self));
      break;
    case PROP_STATE_CLASSES:
      g_value_take_boxed (value, dup_state_classes (self));
      break;
    case PROP_IS_WEEK:
      g_value_set_boolean (value, self->book == NULL);
      break;
    case PROP_IS_BOOK:
      g_value_set_boolean (value, self->book != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_app_book_item_finalize (GObject *object)
{
  TallyAppBookItem *self = TALLY_APP_BOOK_ITEM (object);

  g_clear_pointer (&self->books, g_ptr_array_unref);
  G_OBJECT_CLASS (tally_app_book_item_parent_class)->finalize (object);
}

static void
tally_app_book_item_class_init (TallyAppBookItemClass *klass)
{
  static const char *const names[] = { NULL, "title", "subtitle", "total", "state", "title-classes", "state-classes",
                                       "is-week", "is-book" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = tally_app_book_item_finalize;
  object_class->get_property = tally_app_book_item_get_property;
  for (guint i = PROP_TITLE; i <= PROP_STATE; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  for (guint i = PROP_TITLE_CLASSES; i <= PROP_STATE_CLASSES; i++)
    properties[i] = g_param_spec_boxed (names[i], NULL, NULL, G_TYPE_STRV, flags);
  for (guint i = PROP_IS_WEEK; i <= PROP_IS_BOOK; i++)
    properties[i] = g_param_spec_boolean (names[i], NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tally_app_book_item_init (TallyAppBookItem *self)
{
}

TallyAppBookItem *
tally_app_book_item_new (GPtrArray *books,
                         guint      index)
{
  TallyAppBookItem *self;

  g_return_val_if_fail (books != NULL && index < books->len, NULL);
  self = g_object_new (TALLY_TYPE_APP_BOOK_ITEM, NULL);
  self->books = g_ptr_array_ref (books);
  self->book = books->pdata[index];
  return self;
}

TallyAppBookItem *
tally_app_book_item_new_week (TallyDay week_ending)
{
  TallyAppBookItem *self = g_object_new (TALLY_TYPE_APP_BOOK_ITEM, NULL);

  self->week_ending = week_ending;
  return self;
}

void
tally_app_book_item_count (TallyAppBookItem      *self,
                           const TallyEngineBook *book)
{
  g_return_if_fail (TALLY_IS_APP_BOOK_ITEM (self) && self->book == NULL && book != NULL);
  self->n_books++;
  self->cents += book->total_cents;
}

const TallyEngineBook *
tally_app_book_item_get_book (TallyAppBookItem *self)
{
  g_return_val_if_fail (TALLY_IS_APP_BOOK_ITEM (self), NULL);
  return self->book;
}
