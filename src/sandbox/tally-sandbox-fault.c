/* tally-sandbox-fault.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-fault.h"

#include <json-glib/json-glib.h>

#include "tally-random.h"
#include "tally-sandbox-error.h"
#include "tally-sandbox-json.h"

/* Rules are written by hand or by a test; more is a mistake. */
#define MAX_RULES 10000

/* A year: longer outages are for ever. */
#define MAX_LASTS_SECS (366 * 24 * 60 * 60)

typedef struct
{
  const char        *method;     /* interned, (nullable): any */
  const char        *path;       /* interned, (nullable): any */
  const char        *operation;  /* interned, (nullable): any */
  gint64             first;
  gint64             count;
  gint64             lasts_secs; /* 0 = for ever */
  double             probability;
  gint64             n_matched;
  gint64             n_fired;
  TallySandboxFault  fault;
} Rule;

struct _TallySandboxFaults
{
  GArray      *rules;   /* (owned) (element-type Rule) */
  TallyRandom *random;  /* (owned) */
  gint64       set_usec; /* when the rules were set, µs since 1970 UTC */
  gint64       now_usec;
};

static const struct
{
  const char            *name;
  TallySandboxFaultKind  kind;
  guint                  status;
  guint                  error_code;
} kinds[] = {
  { "status", TALLY_SANDBOX_FAULT_STATUS, 500, 4000 },
  { "throttle", TALLY_SANDBOX_FAULT_STATUS, 429, 4003 },
  { "maintenance", TALLY_SANDBOX_FAULT_STATUS, 503, 4001 },
  { "revoke-token", TALLY_SANDBOX_FAULT_STATUS, 401, 1002 },
  { "forbid", TALLY_SANDBOX_FAULT_STATUS, 403, 1004 },
  { "vanish", TALLY_SANDBOX_FAULT_STATUS, 404, 1006 },
  { "delay", TALLY_SANDBOX_FAULT_DELAY, 0, 0 },
  { "hang", TALLY_SANDBOX_FAULT_HANG, 0, 0 },
  { "reset", TALLY_SANDBOX_FAULT_RESET, 0, 0 },
  { "cut", TALLY_SANDBOX_FAULT_CUT, 0, 0 },
  { "stall", TALLY_SANDBOX_FAULT_STALL, 0, 0 },
  { "drip", TALLY_SANDBOX_FAULT_DRIP, 0, 0 },
  { "bad-json", TALLY_SANDBOX_FAULT_BAD_JSON, 0, 0 },
  { "html", TALLY_SANDBOX_FAULT_HTML, 0, 0 },
  { "duplicate-page", TALLY_SANDBOX_FAULT_DUPLICATE_PAGE, 0, 0 },
  { "shift-page", TALLY_SANDBOX_FAULT_SHIFT_PAGE, 0, 0 },
  { "move-version", TALLY_SANDBOX_FAULT_MOVE_VERSION, 0, 0 },
  { "ignore-columns", TALLY_SANDBOX_FAULT_IGNORE_COLUMNS, 0, 0 },
  { "clock-skew", TALLY_SANDBOX_FAULT_CLOCK_SKEW, 0, 0 },
  { "truncate-upload", TALLY_SANDBOX_FAULT_TRUNCATE_UPLOAD, 0, 0 },
};

TallySandboxFaults *
tally_sandbox_faults_new (void)
{
  TallySandboxFaults *self = g_new0 (TallySandboxFaults, 1);

  self->rules = g_array_new (FALSE, TRUE, sizeof (Rule));
  self->random = tally_random_new (0);
  return self;
}

void
tally_sandbox_faults_free (TallySandboxFaults *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rules);
  tally_random_free (self->random);
  g_free (self);
}

static gboolean
set_kind (Rule       *rule,
          const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].name, name) != 0)
        continue;
      rule->fault.kind = kinds[i].kind;
      rule->fault.status = kinds[i].status;
      rule->fault.error_code = kinds[i].error_code;
      return TRUE;
    }
  return FALSE;
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
           ? g_intern_string (json_node_get_string (node)) : NULL;
}

static const char *const known_members[] = {
  "method", "path", "operation", "first", "count", "lastsSecs", "probability", "kind", "status",
  "errorCode", "retryAfter", "body", "delayMs", "afterBytes", "skewSecs", "stored", "comment", NULL,
};

static gboolean
refuse (guint        index,
        const char  *member,
        GError     **error)
{
  g_set_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID,
               "fault rule %u: bad or unknown member “%s”", index, member);
  return FALSE;
}

static gboolean
read_number (JsonObject *object,
             const char *name,
             gint64      minimum,
             gint64     *out_value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) < minimum)
    return FALSE;
  *out_value = json_node_get_int (node);
  return TRUE;
}

static gboolean
read_numbers (JsonObject  *object,
              Rule        *rule,
              guint        index,
              GError     **error)
{
  gint64 status = rule->fault.status;
  gint64 error_code = rule->fault.error_code;
  const struct { const char *name; gint64 minimum; gint64 *value; } numbers[] = {
    { "first", 1, &rule->first }, { "count", 0, &rule->count }, { "lastsSecs", 0, &rule->lasts_secs },
    { "status", 100, &status }, { "errorCode", 0, &error_code }, { "delayMs", 0, &rule->fault.delay_msec },
    { "afterBytes", 0, &rule->fault.after_bytes },
    { "skewSecs", G_MININT32, &rule->fault.skew_secs },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!read_number (object, numbers[i].name, numbers[i].minimum, numbers[i].value))
      return refuse (index, numbers[i].name, error);
  if (status > 599)
    return refuse (index, "status", error);
  if (rule->lasts_secs > MAX_LASTS_SECS)
    return refuse (index, "lastsSecs", error);
  rule->fault.status = (guint) status;
  rule->fault.error_code = (guint) error_code;
  return TRUE;
}

static gboolean
check_members (JsonObject  *object,
               guint        index,
               GError     **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (known_members, l->data))
      return refuse (index, l->data, error);
  return TRUE;
}

static gboolean
read_rule (JsonNode  *node,
           Rule      *rule,
           guint      index,
           GError   **error)
{
  JsonObject *object;
  JsonNode *probability;
  JsonNode *stored;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (index, "(not an object)", error);
  object = json_node_get_object (node);
  if (!check_members (object, index, error))
    return FALSE;
  rule->method = get_text (object, "method");
  rule->path = get_text (object, "path");
  rule->operation = get_text (object, "operation");
  rule->fault.retry_after = get_text (object, "retryAfter");
  rule->fault.body = get_text (object, "body");
  rule->first = rule->count = 1;
  rule->probability = 1.0;
  probability = json_object_get_member (object, "probability");
  stored = json_object_get_member (object, "stored");
  if (!set_kind (rule, get_text (object, "kind")))
    return refuse (index, "kind", error);
  if (probability != NULL && !JSON_NODE_HOLDS_VALUE (probability))
    return refuse (index, "probability", error);
  if (probability != NULL)
    rule->probability = json_node_get_double (probability);
  if (stored != NULL && !JSON_NODE_HOLDS_VALUE (stored))
    return refuse (index, "stored", error);
  rule->fault.is_stored = stored != NULL && json_node_get_boolean (stored);
  return read_numbers (object, rule, index, error);
}

static JsonArray *
find_rules (JsonNode *root,
            gint64   *out_seed)
{
  JsonNode *rules = root;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      if (!read_number (json_node_get_object (root), "seed", G_MININT64, out_seed))
        return NULL;
      rules = json_object_get_member (json_node_get_object (root), "rules");
    }
  return rules != NULL && JSON_NODE_HOLDS_ARRAY (rules) ? json_node_get_array (rules) : NULL;
}

void
tally_sandbox_faults_set_time (TallySandboxFaults *self,
                               gint64              now_utc_usec)
{
  self->now_usec = now_utc_usec;
}

gboolean
tally_sandbox_faults_load (TallySandboxFaults  *self,
                           const char          *json,
                           gssize               length,
                           GError             **error)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, TRUE, sizeof (Rule));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) root = tally_sandbox_json_parse (json, length, &local_error);
  gint64 seed = 0;
  JsonArray *array = find_rules (root, &seed);

  if (array == NULL || json_array_get_length (array) > MAX_RULES)
    {
      g_set_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID,
                   "faults are no array of rules: %s",
                   local_error != NULL ? local_error->message : "wrong shape");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      Rule rule = { 0 };

      if (!read_rule (json_array_get_element (array, i), &rule, i, error))
        return FALSE;
      g_array_append_val (rules, rule);
    }
  g_array_unref (self->rules);
  self->rules = g_steal_pointer (&rules);
  tally_random_free (self->random);
  self->random = tally_random_new ((guint64) seed);
  self->set_usec = self->now_usec;
  return TRUE;
}

static gboolean
is_over (const TallySandboxFaults *self,
         const Rule               *rule)
{
  return rule->lasts_secs > 0 && self->now_usec - self->set_usec >= rule->lasts_secs * G_USEC_PER_SEC;
}

static gboolean
rule_matches (const Rule *rule,
              const char *method,
              const char *path,
              const char *operation)
{
  return (rule->method == NULL || strcmp (rule->method, method) == 0) &&
         (rule->operation == NULL || strcmp (rule->operation, operation) == 0) &&
         (rule->path == NULL || g_pattern_match_simple (rule->path, path));
}

void
tally_sandbox_faults_pick (TallySandboxFaults *self,
                           const char         *method,
                           const char         *path,
                           const char         *operation,
                           TallySandboxFault  *out_fault)
{
  memset (out_fault, 0, sizeof *out_fault);
  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = &g_array_index (self->rules, Rule, i);

      if (is_over (self, rule) || !rule_matches (rule, method, path, operation) || ++rule->n_matched < rule->first ||
          (rule->count > 0 && rule->n_fired >= rule->count) ||
          (rule->probability < 1.0 && tally_random_ratio (self->random) >= rule->probability))
        continue;
      rule->n_fired++;
      *out_fault = rule->fault;
      return;
    }
}
