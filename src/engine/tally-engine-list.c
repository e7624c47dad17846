/* tally-engine-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-list.h"

#include "tally-engine-list-private.h"
#include "tally-text.h"

/* Pages that wait to be read: those of the last places looked at. Who drags a scroll bar past a thousand pages wants
 * the one where it stops. */
#define MAX_WANTED 8

/* Items that somebody holds and that are read again at once when the store has changed. */
#define MAX_AGAIN 1000

struct _TallyEngineList {
  GObject                      parent_instance;
  const TallyEngineListSource *source;      /* (borrowed) */
  TallyEngineDesk             *desk;        /* (owned) (nullable) */
  GCancellable                *cancellable; /* (owned) (nullable): of what is on its way */
  TallyQuery                  *query;       /* (owned) */
  GArray                      *rows;        /* (owned) TallyQueryRow */
  gint64                       total_cents;
  GHashTable                  *living;      /* (owned): items that somebody holds, by key; not owned */
  GQueue                       kept;        /* (owned) TallyEngineListItem, the last looked at first */
  GQueue                       wanted;      /* page numbers, the last looked at first */
  GArray                      *again;       /* (owned) gint64: keys to be read before any page */
  char                        *problem;     /* (owned) (nullable) */
  gboolean                     is_reading;
  gboolean                     is_loading;
  gboolean                     is_stale;    /* to be asked again when the answer is here */
  gboolean                     is_other;    /* the query is another one than was asked */
};

enum { PROP_LOADING = 1, PROP_PROBLEM, PROP_TOTAL_CENTS, N_PROPS };
enum { SIGNAL_REFRESHING, SIGNAL_REFRESHED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TallyEngineList, tally_engine_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* What the desk is asked: for the order, or for records. */
typedef struct {
  const TallyEngineListSource *source;
  TallyQuery                  *query; /* (owned) (nullable) */
  GArray                      *keys;  /* (owned) (nullable) gint64 */
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  tally_query_free (self->query);
  g_clear_pointer (&self->keys, g_array_unref);
  g_free (self);
}

static gpointer
query_rows (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  const Question *question = input;

  return question->source->query (engine, question->query, error);
}

static gpointer
read_records (TallyEngine   *engine,
              gpointer       input,
              GCancellable  *cancellable,
              GError       **error)
{
  const Question *question = input;

  return question->source->read (engine, (const gint64 *) (gpointer) question->keys->data, question->keys->len, error);
}

static void
set_problem (TallyEngineList *self,
             const GError    *error)
{
  if (tally_text_set (&self->problem, error != NULL ? error->message : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
set_loading (TallyEngineList *self,
             gboolean         is_loading)
{
  if (self->is_loading == is_loading)
    return;
  self->is_loading = is_loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static gint64
get_key (TallyEngineList *self,
         guint            position)
{
  return g_array_index (self->rows, TallyQueryRow, position).key;
}

static void
let_go_of_many (TallyEngineList *self,
                guint            n_max)
{
  while (self->kept.length > n_max)
    tally_engine_list_item_let_go (g_queue_peek_tail (&self->kept), &self->kept);
}

static TallyEngineListItem *
ensure_item (TallyEngineList *self,
             gint64           key)
{
  TallyEngineListItem *item = g_hash_table_lookup (self->living, &key);

  if (item != NULL)
    g_object_ref (item);
  else
    item = tally_engine_list_item_new (self->living, key, self->source->record_free);
  tally_engine_list_item_touch (item, &self->kept);
  return item;
}

/* What of a page was not read yet, those around a place somebody looks at too. */
static void
add_keys_of_page (TallyEngineList *self,
                  guint            page,
                  GArray          *keys)
{
  guint start = page * TALLY_ENGINE_LIST_PAGE;
  guint end = MIN (start + TALLY_ENGINE_LIST_PAGE, self->rows->len);

  for (guint i = start; i < end; i++)
    {
      gint64 key = get_key (self, i);
      TallyEngineListItem *item = g_hash_table_lookup (self->living, &key);
      if (item == NULL || tally_engine_list_item_get_record (item) == NULL)
        g_array_append_val (keys, key);
    }
}

static GArray *
take_next_keys (TallyEngineList *self)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_again = MIN (self->again->len, TALLY_ENGINE_LIST_PAGE);

  if (n_again > 0)
    {
      g_array_append_vals (keys, self->again->data, n_again);
      g_array_remove_range (self->again, 0, n_again);
    }
  while (keys->len == 0 && !g_queue_is_empty (&self->wanted))
    add_keys_of_page (self, GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted)), keys);
  return keys;
}

static void
take_records (TallyEngineList *self,
              GArray          *keys,
              GPtrArray       *records)
{
  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (TallyEngineListItem) item = NULL;
      if (records->pdata[i] == NULL)
        continue;
      item = ensure_item (self, g_array_index (keys, gint64, i));
      tally_engine_list_item_take_record (item, g_steal_pointer (&records->pdata[i]));
    }
  let_go_of_many (self, TALLY_ENGINE_LIST_MAX_KEPT);
}

static void read_next (TallyEngineList *self);

/* Some records on their way. */
typedef struct {
  TallyEngineList *list; /* (owned) */
  GArray          *keys; /* (owned) */
} Reading;

static void
read_cb (GObject      *desk,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Reading *reading = data;
  g_autoptr (TallyEngineList) self = reading->list;
  g_autoptr (GArray) keys = reading->keys;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_reading = FALSE;
  if (records != NULL)
    take_records (self, keys, records);
  else
    set_problem (self, error);
  read_next (self);
}

static void
ask (TallyEngineList     *self,
     TallyEngineDeskFunc  func,
     Question            *question,
     GDestroyNotify       free_answer,
     GAsyncReadyCallback  callback,
     gpointer             data)
{
  const TallyEngineQuestion asked = {
    .func = func, .input = question, .free_input = question_free, .free_answer = free_answer,
  };

  question->source = self->source;
  tally_engine_desk_ask_async (self->desk, &asked, self->cancellable, callback, data);
}

static void
read_next (TallyEngineList *self)
{
  g_autoptr (GArray) keys = NULL;
  Question *question;
  Reading *reading;

  if (self->is_reading || self->desk == NULL)
    return;
  keys = take_next_keys (self);
  if (keys->len == 0)
    return;
  self->is_reading = TRUE;
  question = g_new0 (Question, 1);
  question->keys = g_array_ref (keys);
  reading = g_new0 (Reading, 1);
  reading->list = g_object_ref (self);
  reading->keys = g_steal_pointer (&keys);
  ask (self, read_records, question, (GDestroyNotify) g_ptr_array_unref, read_cb, reading);
}

static void
want_page (TallyEngineList *self,
           guint            page)
{
  g_queue_remove (&self->wanted, GUINT_TO_POINTER (page));
  g_queue_push_head (&self->wanted, GUINT_TO_POINTER (page));
  if (self->wanted.length > MAX_WANTED)
    g_queue_pop_tail (&self->wanted);
  read_next (self);
}

static guint
count_same_start (GArray *a,
                  GArray *b)
{
  guint n = 0, max = MIN (a->len, b->len);

  while (n < max && g_array_index (a, TallyQueryRow, n).key == g_array_index (b, TallyQueryRow, n).key)
    n++;
  return n;
}

static guint
count_same_end (GArray *a,
                GArray *b,
                guint   n_start)
{
  guint n = 0, max = MIN (a->len, b->len) - n_start;

  while (n < max && g_array_index (a, TallyQueryRow, a->len - 1 - n).key
                      == g_array_index (b, TallyQueryRow, b->len - 1 - n).key)
    n++;
  return n;
}

/* Records may be other ones now: what somebody holds is read again, the rest when it is looked at. */
static void
read_again (TallyEngineList *self)
{
  GHashTableIter iter;
  gpointer item;

  for (GList *link = self->kept.head, *next; link != NULL; link = next)
    {
      next = link->next;
      if (!tally_engine_list_item_is_held (link->data))
        tally_engine_list_item_let_go (link->data, &self->kept);
    }
  g_queue_clear (&self->wanted);
  g_array_set_size (self->again, 0);
  g_hash_table_iter_init (&iter, self->living);
  while (self->again->len < MAX_AGAIN && g_hash_table_iter_next (&iter, NULL, &item))
    {
      gint64 key = tally_engine_list_item_get_key (item);
      g_array_append_val (self->again, key);
    }
}

static void
sum_up (TallyEngineList *self)
{
  gint64 total_cents = 0;

  for (guint i = 0; i < self->rows->len; i++)
    if (__builtin_add_overflow (total_cents, g_array_index (self->rows, TallyQueryRow, i).cents, &total_cents))
      total_cents = G_MAXINT64;
  if (self->total_cents == total_cents)
    return;
  self->total_cents = total_cents;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL_CENTS]);
}

static void
take_rows (TallyEngineList *self,
           GArray          *rows)
{
  g_autoptr (GArray) old = self->rows;
  guint n_start = count_same_start (old, rows);
  guint n_end = count_same_end (old, rows, n_start);

  g_signal_emit (self, signals[SIGNAL_REFRESHING], 0);
  self->rows = g_array_ref (rows);
  read_again (self);
  sum_up (self);
  if (n_start + n_end < MAX (old->len, rows->len))
    g_list_model_items_changed (G_LIST_MODEL (self), n_start, old->len - n_start - n_end, rows->len - n_start - n_end);
  g_signal_emit (self, signals[SIGNAL_REFRESHED], 0);
  read_next (self);
}

static void ask_rows (TallyEngineList *self);

static void
rows_cb (GObject      *desk,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (TallyEngineList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!self->is_other)
    {
      set_problem (self, error);
      if (rows != NULL)
        take_rows (self, rows);
    }
  if (self->is_stale)
    ask_rows (self);
  else
    set_loading (self, FALSE);
}

static void
ask_rows (TallyEngineList *self)
{
  Question *question = g_new0 (Question, 1);

  self->is_stale = self->is_other = FALSE;
  question->query = tally_query_dup (self->query);
  ask (self, query_rows, question, (GDestroyNotify) g_array_unref, rows_cb, g_object_ref (self));
}

void
tally_engine_list_refresh (TallyEngineList *self)
{
  g_return_if_fail (TALLY_IS_ENGINE_LIST (self));
  if (self->desk == NULL)
    return;
  self->is_stale = TRUE;
  if (self->is_loading)
    return;
  set_loading (self, TRUE);
  ask_rows (self);
}

static GType
get_item_type (GListModel *model)
{
  return TALLY_TYPE_ENGINE_LIST_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return TALLY_ENGINE_LIST (model)->rows->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  TallyEngineList *self = TALLY_ENGINE_LIST (model);
  TallyEngineListItem *item;

  if (position >= self->rows->len)
    return NULL;
  item = ensure_item (self, get_key (self, position));
  let_go_of_many (self, TALLY_ENGINE_LIST_MAX_KEPT);
  if (tally_engine_list_item_get_record (item) == NULL)
    want_page (self, position / TALLY_ENGINE_LIST_PAGE);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
drop_desk (TallyEngineList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  self->is_reading = FALSE;
}

static void
tally_engine_list_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  TallyEngineList *self = TALLY_ENGINE_LIST (object);

  switch (id)
    {
    case PROP_LOADING: g_value_set_boolean (value, self->is_loading); break;
    case PROP_PROBLEM: g_value_set_string (value, self->problem); break;
    case PROP_TOTAL_CENTS: g_value_set_int64 (value, self->total_cents); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_engine_list_finalize (GObject *object)
{
  TallyEngineList *self = TALLY_ENGINE_LIST (object);

  drop_desk (self);
  let_go_of_many (self, 0);
  g_queue_clear (&self->wanted);
  g_array_unref (self->rows);
  g_array_unref (self->again);
  g_hash_table_unref (self->living);
  tally_query_free (self->query);
  g_free (self->problem);
  G_OBJECT_CLASS (tally_engine_list_parent_class)->finalize (object);
}

static void
tally_engine_list_class_init (TallyEngineListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = tally_engine_list_get_property;
  object_class->finalize = tally_engine_list_finalize;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read_only);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, read_only);
  properties[PROP_TOTAL_CENTS] = g_param_spec_int64 ("total-cents", NULL, NULL, G_MININT64, G_MAXINT64, 0, read_only);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_REFRESHING] = g_signal_new ("refreshing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REFRESHED] = g_signal_new ("refreshed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tally_engine_list_init (TallyEngineList *self)
{
  self->query = tally_query_new ();
  self->rows = g_array_new (FALSE, FALSE, sizeof (TallyQueryRow));
  self->again = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->living = g_hash_table_new (g_int64_hash, g_int64_equal);
}

TallyEngineList *
tally_engine_list_new (const TallyEngineListSource *source)
{
  TallyEngineList *self;

  g_return_val_if_fail (source != NULL && source->query != NULL && source->read != NULL, NULL);
  self = g_object_new (TALLY_TYPE_ENGINE_LIST, NULL);
  self->source = source;
  return self;
}

void
tally_engine_list_set_desk (TallyEngineList *self,
                            TallyEngineDesk *desk)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (TallyQueryRow));

  g_return_if_fail (TALLY_IS_ENGINE_LIST (self));
  if (self->desk == desk)
    return;
  drop_desk (self);
  set_loading (self, FALSE);
  set_problem (self, NULL);
  let_go_of_many (self, 0);
  g_hash_table_unref (self->living); /* numbers of another store: who still holds an item of it holds the old one */
  self->living = g_hash_table_new (g_int64_hash, g_int64_equal);
  take_rows (self, none);
  if (desk == NULL)
    return;
  self->desk = g_object_ref (desk);
  self->cancellable = g_cancellable_new ();
  tally_engine_list_refresh (self);
}

void
tally_engine_list_set_query (TallyEngineList  *self,
                             const TallyQuery *query)
{
  g_return_if_fail (TALLY_IS_ENGINE_LIST (self) && query != NULL);
  if (tally_query_equal (self->query, query))
    return;
  tally_query_free (self->query);
  self->query = tally_query_dup (query);
  self->is_other = TRUE;
  tally_engine_list_refresh (self);
}

const TallyQuery *
tally_engine_list_get_query (TallyEngineList *self)
{
  g_return_val_if_fail (TALLY_IS_ENGINE_LIST (self), NULL);
  return self->query;
}

TallyQueryRow
tally_engine_list_get_row (TallyEngineList *self,
                           guint            position)
{
  g_return_val_if_fail (TALLY_IS_ENGINE_LIST (self) && position < self->rows->len, ((TallyQueryRow) { 0 }));
  return g_array_index (self->rows, TallyQueryRow, position);
}

gboolean
tally_engine_list_find (TallyEngineList *self,
                        gint64           key,
                        guint           *out_position)
{
  g_return_val_if_fail (TALLY_IS_ENGINE_LIST (self) && out_position != NULL, FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    if (get_key (self, i) == key)
      {
        *out_position = i;
        return TRUE;
      }
  return FALSE;
}
