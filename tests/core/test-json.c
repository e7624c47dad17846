/* test-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-json.h"

#include "tally-core-error.h"
#include "tally-json-stream.h"
#include "tally-test.h"

#define PIECE_BYTES (64 * 1024) /* the parser is handed */

static void
test_writer (void)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "text", "a\"\n\303\251");
  tally_json_writer_add_text (writer, "none", NULL);
  tally_json_writer_add_int64 (writer, "id", G_GINT64_CONSTANT (9007199254740993));
  tally_json_writer_add_boolean (writer, "yes", TRUE);
  tally_json_writer_begin_array (writer, "list");
  tally_json_writer_add_double (writer, NULL, 0.5);
  tally_json_writer_add_double (writer, NULL, INFINITY);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, FALSE);
  g_assert_cmpstr (text, ==, "{\"text\":\"a\\\"\\n\303\251\",\"none\":null,\"id\":9007199254740993,"
                             "\"yes\":true,\"list\":[0.5,null]}");
}

/* Writes tokens down, one letter each and the texts. */
static gboolean
note (gpointer    data,
      const char *kind,
      const char *bytes,
      gsize       length)
{
  g_string_append (data, kind);
  g_string_append_len (data, bytes, (gssize) length);
  return TRUE;
}

static gboolean
object_start_cb (gpointer   data,
                 GError   **error)
{
  return note (data, "{", "", 0);
}

static gboolean
object_end_cb (gpointer   data,
               GError   **error)
{
  return note (data, "}", "", 0);
}

static gboolean
array_start_cb (gpointer   data,
                GError   **error)
{
  return note (data, "[", "", 0);
}

static gboolean
array_end_cb (gpointer   data,
              GError   **error)
{
  return note (data, "]", "", 0);
}

static gboolean
key_cb (gpointer     data,
        const char  *bytes,
        gsize        length,
        GError     **error)
{
  return note (data, " k", bytes, length);
}

static gboolean
string_cb (gpointer     data,
           const char  *bytes,
           gsize        length,
           GError     **error)
{
  if (length == 4 && memcmp (bytes, "stop", 4) == 0)
    {
      g_set_error_literal (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED, "stopped");
      return FALSE;
    }
  return note (data, " s", bytes, length);
}

static gboolean
number_cb (gpointer     data,
           const char  *bytes,
           gsize        length,
           GError     **error)
{
  return note (data, " n", bytes, length);
}

static gboolean
literal_cb (gpointer          data,
            TallyJsonLiteral  literal,
            GError          **error)
{
  return note (data, literal == TALLY_JSON_NULL ? " null" : literal == TALLY_JSON_TRUE ? " true" : " false",
               "", 0);
}

static const TallyJsonHandler handler = {
  object_start_cb, object_end_cb, array_start_cb, array_end_cb, key_cb, string_cb, number_cb, literal_cb,
};

static gboolean
read_json (const char  *json,
           gsize        length,
           gsize        piece,
           GString     *out,
           GError     **error)
{
  g_autoptr (TallyJsonStream) stream = tally_json_stream_new (&handler, out);

  for (gsize at = 0; at < length; at += piece)
    if (!tally_json_stream_feed (stream, json + at, MIN (piece, length - at), error))
      return FALSE;
  return tally_json_stream_finish (stream, error);
}

/* Blanks before it move the place where the document is cut for the parser. */
static void
test_stream (void)
{
  static const char json[] = "{\"id\":9007199254740993,\"v\":[1.50,1E3,null,true,false,\"\\u00e9\\ud83d\\ude00\"]}";

  for (gsize cut = 0; cut <= sizeof json; cut++)
    {
      g_autofree char *blanks = g_strnfill (PIECE_BYTES - cut, ' ');
      g_autofree char *all = g_strconcat (blanks, json, NULL);
      g_autoptr (GString) tokens = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      gsize piece = cut % 2 == 0 ? cut + 1 : PIECE_BYTES * 3;

      g_assert_true (read_json (all, strlen (all), piece, tokens, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (tokens->str, ==, "{ kid n9007199254740993 kv[ n1.50 n1E3 null true false s"
                                        "\303\251\360\237\230\200]}");
    }
}

static void
assert_broken (const char *json,
               gsize       piece,
               gint        code)
{
  g_autoptr (GString) tokens = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_test_message ("%.40s", json);
  g_assert_false (read_json (json, strlen (json), piece, tokens, &error));
  g_assert_error (error, TALLY_CORE_ERROR, code);
}

static void
test_broken (void)
{
  static const char *const broken[] = { "", "{", "{\"a\":}", "[1,]", "nul", "[1] x", "\"a", "{'a':1}" };
  g_autofree char *deep = g_strnfill (TALLY_JSON_MAX_DEPTH + 1, '[');
  g_autofree char *fill = g_strnfill (TALLY_JSON_MAX_STRING_BYTES + 1, 'a');
  g_autofree char *long_text = g_strconcat ("[\"", fill, "\"]", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    assert_broken (broken[i], 3, TALLY_CORE_ERROR_PARSE);
  assert_broken (deep, 3, TALLY_CORE_ERROR_LIMIT);
  assert_broken (long_text, PIECE_BYTES, TALLY_CORE_ERROR_LIMIT);
  assert_broken ("[\"stop\"]", 3, TALLY_CORE_ERROR_FAILED);
}

/* Scanned anew with each byte, this would take an hour. */
static void
test_a_long_text_byte_by_byte (void)
{
  g_autofree char *fill = g_strnfill (TALLY_JSON_MAX_STRING_BYTES, 'a');
  g_autofree char *json = g_strconcat ("{\"k\": \"", fill, "\"}", NULL);
  g_autofree char *expected = g_strconcat ("{ kk s", fill, "}", NULL);

  for (gsize piece = 1; piece <= strlen (json); piece = piece * 40 + 1)
    {
      g_autoptr (GString) tokens = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (read_json (json, strlen (json), piece, tokens, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (tokens->str, ==, expected);
    }
}

/* However it is cut, an endless token ends the reading soon after the limit. */
static void
test_endless_tokens (void)
{
  static const char *const begins[] = { "[\"", "[\"\\\\", "{\"", "[1", "[1," };
  static const char fills[] = "aaa1 ";
  static const gsize pieces[] = { 1, 1000, PIECE_BYTES, 10 * TALLY_JSON_MAX_STRING_BYTES };

  for (guint i = 0; i < G_N_ELEMENTS (begins) * G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) tokens = g_string_new (NULL);
      g_autoptr (TallyJsonStream) stream = tally_json_stream_new (&handler, tokens);
      g_autoptr (GError) error = NULL;
      gsize piece = pieces[i / G_N_ELEMENTS (begins)];
      g_autofree char *fill = g_strnfill (piece, fills[i % G_N_ELEMENTS (begins)]);
      const char *begin = begins[i % G_N_ELEMENTS (begins)];
      gsize n_fed = 0;

      g_assert_true (tally_json_stream_feed (stream, begin, strlen (begin), &error));
      while (tally_json_stream_feed (stream, fill, piece, &error))
        n_fed += piece;
      g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_LIMIT);
      g_assert_cmpuint (n_fed, <, TALLY_JSON_MAX_STRING_BYTES + 70 * 1024);
    }
}

static void
test_one_document (void)
{
  static const struct {
    const char *text;
    gboolean    is_one;
  } cases[] = {
    { "{}", TRUE }, { " [1,{\"a\":\"]}\\\"\"}]\n", TRUE }, { "", FALSE }, { "7", FALSE },
    { "{}{}", FALSE }, { "[] []", FALSE }, { "[]x", FALSE }, { "[", FALSE }, { "]", FALSE },
    { "\"a\"", FALSE }, { "[\"", FALSE }, { "[\"\\", FALSE },
  };
  g_autofree char *open = g_strnfill (TALLY_JSON_MAX_DEPTH, '[');
  g_autofree char *shut = g_strnfill (TALLY_JSON_MAX_DEPTH, ']');
  g_autofree char *deep = g_strconcat (open, shut, NULL);
  g_autofree char *deeper = g_strconcat ("[", deep, "]", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (tally_json_is_one_document (cases[i].text, strlen (cases[i].text)), ==,
                       cases[i].is_one);
    }
  g_assert_true (tally_json_is_one_document (deep, strlen (deep)));
  g_assert_false (tally_json_is_one_document (deeper, strlen (deeper)));
  g_assert_false (tally_json_is_one_document (NULL, 0));
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/json/writer", test_writer);
  g_test_add_func ("/core/json/stream-however-it-is-cut", test_stream);
  g_test_add_func ("/core/json/broken-documents", test_broken);
  g_test_add_func ("/core/json/a-long-text-byte-by-byte", test_a_long_text_byte_by_byte);
  g_test_add_func ("/core/json/endless-tokens-are-refused-soon", test_endless_tokens);
  g_test_add_func ("/core/json/one-document", test_one_document);
  return g_test_run ();
}
