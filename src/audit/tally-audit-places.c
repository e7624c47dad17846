/* tally-audit-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-places.h"

#include "tally-audit-similarity.h"
#include "tally-work-kind.h"

#define CHUNK_BYTES (64 * 1024)
#define SEPARATOR "\x1f"

struct _TallyAuditPlaces {
  GStringChunk *strings; /* (owned): keys */
  GHashTable   *keys;    /* (owned): interned text → key */
  GArray       *places;  /* (owned) TallyAuditPlace */
};

/* The key of a text, one pointer for all equal keys. */
static const char *
fold (TallyAuditPlaces *self,
      const char       *text)
{
  const char *known = g_hash_table_lookup (self->keys, text);
  g_autofree char *key = NULL;

  if (known != NULL)
    return known;
  key = tally_audit_similarity_dup_key (text);
  known = g_string_chunk_insert_const (self->strings, key);
  g_hash_table_insert (self->keys, (gpointer) text, (gpointer) known);
  return known;
}

/* Ids of kinds are lower case, keys of other texts are not: they don't meet. */
const char *
tally_audit_places_get_key (TallyAuditPlaces *self,
                            const TallyLine  *line,
                            TallyField        field)
{
  TallyWorkKind kind = field == TALLY_FIELD_WORK_TYPE ? tally_work_kind_parse (line->text[field]) : TALLY_WORK_UNKNOWN;

  return kind != TALLY_WORK_UNKNOWN ? tally_work_kind_get_id (kind) : fold (self, line->text[field]);
}

static void
add_place (TallyAuditPlaces *self,
           const TallyLine  *line,
           TallyAuditPlace  *place)
{
  g_autofree char *key = g_strjoin (SEPARATOR, tally_audit_places_get_key (self, line, TALLY_FIELD_POLE),
                                    tally_audit_places_get_key (self, line, TALLY_FIELD_CU),
                                    tally_audit_places_get_key (self, line, TALLY_FIELD_WORK_TYPE), NULL);

  place->place = g_string_chunk_insert_const (self->strings, key);
  place->work_request = tally_audit_places_get_key (self, line, TALLY_FIELD_WORK_REQUEST);
  g_array_append_vals (self->places, place, 1);
}

static int
compare_keys (const char *a,
              const char *b)
{
  return a == b ? 0 : strcmp (a, b);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const TallyAuditPlace *place_a = a, *place_b = b;
  int order = compare_keys (place_a->place, place_b->place);

  if (order == 0)
    order = compare_keys (place_a->work_request, place_b->work_request);
  return order != 0 ? order : (place_a->unit > place_b->unit) - (place_a->unit < place_b->unit);
}

static void
count_requests (TallyAuditPlaces *self)
{
  g_autoptr (GHashTable) n_lines = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->places->len; i++)
    {
      const TallyAuditPlace *place = &g_array_index (self->places, TallyAuditPlace, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_lines, place->work_request));
      g_hash_table_insert (n_lines, (gpointer) place->work_request, GUINT_TO_POINTER (n + place->n_lines));
    }
  for (guint i = 0; i < self->places->len; i++)
    {
      TallyAuditPlace *place = &g_array_index (self->places, TallyAuditPlace, i);
      place->n_request = GPOINTER_TO_UINT (g_hash_table_lookup (n_lines, place->work_request));
    }
}

static gpointer
places_new (TallyAuditContext *context)
{
  const TallyAuditUnits *units = tally_audit_units_get (context);
  TallyAuditPlaces *self = g_new0 (TallyAuditPlaces, 1);

  self->strings = g_string_chunk_new (CHUNK_BYTES);
  self->keys = g_hash_table_new (NULL, NULL);
  self->places = g_array_new (FALSE, FALSE, sizeof (TallyAuditPlace));
  for (guint i = 0; i < tally_audit_units_get_n (units); i++)
    {
      TallyAuditPlace place = { .unit = i };
      const guint *lines = tally_audit_units_get_lines (units, i, &place.n_lines);
      add_place (self, tally_audit_input_get_line (tally_audit_context_get_input (context), lines[0]), &place);
    }
  count_requests (self);
  g_array_sort (self->places, compare_places);
  return self;
}

static void
places_free (gpointer data)
{
  TallyAuditPlaces *self = data;

  g_hash_table_unref (self->keys);
  g_string_chunk_free (self->strings);
  g_array_unref (self->places);
  g_free (self);
}

TallyAuditPlaces *
tally_audit_places_get (TallyAuditContext *context)
{
  return tally_audit_context_get_shared (context, "places", places_new, places_free);
}

const TallyAuditPlace *
tally_audit_places_next (const TallyAuditPlaces *self,
                         guint                   start,
                         guint                  *out_n)
{
  const TallyAuditPlace *first;
  guint n = 0;

  *out_n = 0;
  if (start >= self->places->len)
    return NULL;
  first = &g_array_index (self->places, TallyAuditPlace, start);
  while (start + n < self->places->len && first[n].place == first->place)
    n++;
  *out_n = n;
  return first;
}
