/* fuzz-answer.c
 *
 * Any bytes as one of the API's small answers, and as what stands beside them: an error's body, a
 * list's elements, a download URL.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-fault.h"
#include "tally-smartsheet-json.h"
#include "tally-smartsheet-url.h"
#include "tally-smartsheet-value.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
read_members (JsonObject *object)
{
  static const char *const names[] = { "id", "name", "data", "error", "createdAt", "totalCount" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = tally_smartsheet_json_get_text (object, names[i]);
      gint64 number = tally_smartsheet_json_get_int (object, names[i], -7);

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
      g_assert_cmpint (tally_smartsheet_json_get_int (object, names[i], number), ==, number);
      tally_smartsheet_json_get_time (object, names[i]);
      tally_smartsheet_json_get_object (object, names[i]);
    }
}

static void
read_answer (JsonObject *answer)
{
  JsonArray *items = tally_smartsheet_json_get_array (answer, "data");

  read_members (answer);
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    read_members (tally_smartsheet_json_get_element (items, i));
}

static void
read_error (const guint8 *data,
            size_t        size)
{
  static const guint statuses[] = { 200, 302, 400, 401, 404, 429, 500, 503, 504, 999 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses) * 2; i++)
    {
      g_auto (TallySmartsheetFault) fault = { 0 };
      g_autoptr (GError) error = NULL;
      TallyResilienceClass error_class;

      tally_smartsheet_fault_init (&fault, i % 2 == 1);
      fault.status = statuses[i / 2];
      tally_smartsheet_fault_read_body (&fault, (const char *) data, size);
      error_class = tally_smartsheet_fault_classify (&fault);
      if (fault.status == 200 || error_class == TALLY_RESILIENCE_OK)
        continue;
      g_assert_true (!fault.is_write || error_class != TALLY_RESILIENCE_TRANSIENT);
      tally_smartsheet_fault_set_error (&fault, "fuzz", 1, &error);
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (JsonNode) root = tally_smartsheet_json_parse ((const char *) data, size, NULL);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *base = tally_smartsheet_url_parse_base (text, NULL);
  g_autofree char *again = NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    read_answer (json_node_get_object (root));
  read_error (data, size);
  tally_smartsheet_value_parse_time (text, strlen (text));
  tally_smartsheet_value_parse_column_type (text, strlen (text));
  if (tally_smartsheet_url_check_download (text, "https://api.smartsheet.com/2.0", NULL))
    g_assert_true (g_ascii_strncasecmp (g_strchug (text), "https:", 6) == 0);
  if (base != NULL)
    {
      again = tally_smartsheet_url_parse_base (base, NULL);
      g_assert_cmpstr (again, ==, base);
    }
  return 0;
}
