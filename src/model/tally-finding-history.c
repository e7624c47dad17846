/* tally-finding-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-history.h"

#include "tally-json-node.h"
#include "tally-model-error.h"
#include "tally-text.h"

/* Where the reader is, for messages. */
typedef struct {
  guint       line;       /* 0 = the text is one document */
  guint       finding;    /* 1-based in the document */
  guint       verdict;    /* 1-based in the finding, 0 = not in one */
  GHashTable *seen; /* (owned) id → TallyFindingHistory, both of @histories */
  GPtrArray  *histories; /* (owned) */
} Reading;

void
tally_finding_history_free (TallyFindingHistory *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->verdicts);
  g_free (self);
}

static TallyFindingHistory *
history_new (const char *finding_id)
{
  TallyFindingHistory *self = g_new0 (TallyFindingHistory, 1);

  g_strlcpy (self->finding_id, finding_id, sizeof self->finding_id);
  self->verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_verdict_free);
  return self;
}

static gboolean
fail (const Reading  *self,
      const char     *what,
      GError        **error)
{
  g_autoptr (GString) place = g_string_new (NULL);

  if (self->line > 0)
    g_string_append_printf (place, "line %u", self->line);
  else
    g_string_append_printf (place, "finding %u", self->finding);
  if (self->verdict > 0)
    g_string_append_printf (place, ", verdict %u", self->verdict);
  g_set_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID, "%s: %s", place->str, what);
  return FALSE;
}

static gboolean
is_finding_id (const char *id)
{
  return id != NULL && strlen (id) == TALLY_FINDING_ID_LENGTH
         && id[strspn (id, "0123456789abcdef")] == '\0';
}

static const char *
get_text (const TallyJsonNode *object,
          const char          *name)
{
  const char *text = tally_json_node_get_text (tally_json_node_find (object, name));

  return text != NULL ? text : "";
}

/* A member that may be missing, but not be anything else. */
static gboolean
get_cents (const TallyJsonNode *object,
           const char          *name,
           gint64              *out_cents)
{
  const TallyJsonNode *node = tally_json_node_find (object, name);

  return node == NULL || (tally_json_node_get_int64 (node, out_cents) && *out_cents >= 0);
}

static gboolean
read_step (const Reading        *self,
           const TallyJsonNode  *object,
           TallyFindingVerdict  *verdict,
           GError              **error)
{
  gint64 version = 0;

  if (!tally_json_node_get_int64 (tally_json_node_find (object, "utc_usec"), &verdict->utc_usec))
    return fail (self, "\"utc_usec\" is no whole number", error);
  if (!tally_finding_status_find (get_text (object, "from"), &verdict->from)
      || !tally_finding_status_find (get_text (object, "to"), &verdict->to))
    return fail (self, "\"from\" or \"to\" is no status of a finding", error);
  if (!get_cents (object, "recovered_cents", &verdict->recovered_cents)
      || !get_cents (object, "exposure_cents", &verdict->exposure_cents))
    return fail (self,
                 "\"recovered_cents\" or \"exposure_cents\" is no whole number of cents, 0 or more",
                 error);
  if (!get_cents (object, "detector_version", &version) || version > G_MAXINT32)
    return fail (self, "\"detector_version\" is no version", error);
  verdict->detector_version = (guint) version;
  return TRUE;
}

static TallyFindingVerdict *
read_verdict (const Reading        *self,
              const TallyJsonNode  *object,
              GError              **error)
{
  g_autoptr (TallyFindingVerdict) verdict = tally_finding_verdict_new ();
  const char *message = NULL;

  if (!tally_finding_source_find (get_text (object, "source"), &verdict->source))
    {
      fail (self, "\"source\" is none of here, run, import, overruled", error);
      return NULL;
    }
  if (!read_step (self, object, verdict, error))
    return NULL;
  tally_text_set (&verdict->actor, get_text (object, "actor"));
  tally_text_set (&verdict->reason, get_text (object, "reason"));
  tally_text_set (&verdict->note, get_text (object, "note"));
  tally_text_set (&verdict->detector, get_text (object, "detector"));
  if (verdict->source == TALLY_FINDING_SOURCE_RUN
      || tally_finding_verdict_check (verdict, &message))
    return g_steal_pointer (&verdict);
  fail (self, message, error);
  return NULL;
}

static gboolean
has_verdict (const TallyFindingHistory *history,
             const TallyFindingVerdict *verdict)
{
  for (guint i = 0; i < history->verdicts->len; i++)
    if (strcmp (((const TallyFindingVerdict *) history->verdicts->pdata[i])->digest, verdict->digest) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_verdicts (Reading              *self,
               const TallyJsonNode  *array,
               TallyFindingHistory  *history,
               GError              **error)
{
  guint n = tally_json_node_get_n_children (array);

  if (n > TALLY_FINDING_HISTORY_MAX_VERDICTS)
    return fail (self, "too many verdicts", error);
  for (self->verdict = 1; self->verdict <= n; self->verdict++)
    {
      TallyFindingVerdict *verdict = read_verdict (self, tally_json_node_get_child (array, self->verdict - 1), error);
      if (verdict == NULL)
        return FALSE;
      if (verdict->source == TALLY_FINDING_SOURCE_RUN)
        {
          tally_finding_verdict_free (verdict);
          continue;
        }
      tally_finding_verdict_seal (verdict, history->finding_id);
      if (has_verdict (history, verdict))
        tally_finding_verdict_free (verdict);
      else
        g_ptr_array_add (history->verdicts, verdict);
    }
  self->verdict = 0;
  return TRUE;
}

/* A file of lines that grows says of a finding again what it is now: of those, all that was said counts. */
static TallyFindingHistory *
ensure_history (Reading     *self,
                const char  *id,
                GError     **error)
{
  TallyFindingHistory *history = g_hash_table_lookup (self->seen, id);

  if (history != NULL && self->line == 0)
    {
      fail (self, "a finding stands twice in the file", error);
      return NULL;
    }
  if (history == NULL)
    {
      history = history_new (id);
      g_hash_table_insert (self->seen, history->finding_id, history);
      g_ptr_array_add (self->histories, history);
    }
  return history;
}

static gboolean
read_finding (Reading              *self,
              const TallyJsonNode  *object,
              GError              **error)
{
  TallyFindingHistory *history;
  const TallyJsonNode *verdicts = tally_json_node_find (object, "verdicts");
  const char *id = get_text (object, "id");

  if (!is_finding_id (id))
    return fail (self, "\"id\" is not the id of a finding, 16 hexadecimal digits", error);
  if (verdicts != NULL && tally_json_node_get_kind (verdicts) != TALLY_JSON_KIND_ARRAY)
    return fail (self, "\"verdicts\" is no list", error);
  history = ensure_history (self, id, error);
  return history != NULL && read_verdicts (self, verdicts, history, error);
}

/* Who said nothing is left out. */
static void
drop_empty (GPtrArray *histories)
{
  for (guint i = histories->len; i > 0; i--)
    if (((const TallyFindingHistory *) histories->pdata[i - 1])->verdicts->len == 0)
      g_ptr_array_remove_index (histories, i - 1);
}

static gboolean
read_document (Reading              *self,
               const TallyJsonNode  *root,
               GError              **error)
{
  const TallyJsonNode *findings = tally_json_node_find (root, "findings");
  guint n = tally_json_node_get_n_children (findings);

  if (tally_json_node_get_kind (findings) != TALLY_JSON_KIND_ARRAY
      || n > TALLY_FINDING_HISTORY_MAX_FINDINGS)
    {
      g_set_error_literal (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID,
                           "\"findings\" is no list of at most a million findings; take what "
                           "'tallyman findings export' "
                           "writes");
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      self->finding = i + 1;
      if (!read_finding (self, tally_json_node_get_child (findings, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_line (Reading     *self,
           const char  *line,
           gsize        length,
           GError     **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyJsonNode) root = NULL;

  self->line++;
  if (length == 0 || (length == 1 && *line == '\r'))
    return TRUE;
  if (self->histories->len >= TALLY_FINDING_HISTORY_MAX_FINDINGS)
    return fail (self, "too many findings", error);
  root = tally_json_node_parse (line, length, &failure);
  return root != NULL ? read_finding (self, root, error) : fail (self, failure->message, error);
}

static gboolean
read_lines (Reading     *self,
            const char  *text,
            gsize        length,
            GError     **error)
{
  while (length > 0)
    {
      const char *end = memchr (text, '\n', length);
      gsize n = end != NULL ? (gsize) (end - text) : length;
      if (!read_line (self, text, n, error))
        return FALSE;
      text += n + (end != NULL ? 1 : 0);
      length -= n + (end != NULL ? 1 : 0);
    }
  return TRUE;
}

/* One finding a line: the first line alone is a whole finding. */
static gboolean
is_lines (const char *text,
          gsize       length)
{
  const char *end = memchr (text, '\n', length);
  g_autoptr (TallyJsonNode) first = tally_json_node_parse (text, end != NULL ? (gsize) (end - text) : length, NULL);

  return first != NULL && tally_json_node_find (first, "id") != NULL;
}

static gboolean
read_text (Reading     *self,
           const char  *text,
           gsize        length,
           GError     **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyJsonNode) root = NULL;

  if (is_lines (text, length))
    return read_lines (self, text, length, error);
  root = tally_json_node_parse (text, length, &failure);
  if (root != NULL)
    return read_document (self, root, error);
  g_set_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID, "it is no JSON of findings: %s",
               failure->message);
  return FALSE;
}

GPtrArray *
tally_finding_history_parse (const char  *text,
                             gsize        length,
                             GError     **error)
{
  g_autoptr (GPtrArray) histories = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_history_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = { .seen = seen, .histories = histories };

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  if (length > TALLY_FINDING_HISTORY_MAX_BYTES)
    {
      g_set_error_literal (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID,
                           "it is larger than 256 MiB");
      return NULL;
    }
  if (!read_text (&reading, text, length, error))
    return NULL;
  drop_empty (histories);
  return g_steal_pointer (&histories);
}
