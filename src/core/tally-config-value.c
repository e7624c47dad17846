/* tally-config-value.c
 *
 * From a value as written to its checked, canonical form.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "tally-config-private.h"
#include "tally-number.h"

static const char *const weekdays[] = {
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", NULL,
};

void
tally_config_value_clear (TallyConfigValue *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->list, g_strfreev);
  g_clear_pointer (&self->place, g_free);
}

gboolean
tally_config_parse_bool (const char *text,
                         gboolean   *out_value)
{
  static const char *const words[] = { "false", "no", "off", "0", "true", "yes", "on", "1" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      {
        *out_value = i >= 4;
        return TRUE;
      }
  return FALSE;
}

static gboolean
check_int (const TallyConfigKey *key,
           const char           *text,
           TallyConfigValue     *value)
{
  if (!tally_number_parse_int64 (text, strlen (text), &value->number) || value->number < key->min
      || value->number > key->max)
    return FALSE;
  value->text = g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
  return TRUE;
}

static gboolean
check_money (const TallyConfigKey *key,
             const char           *text,
             TallyConfigValue     *value)
{
  TallyDecimal number;

  if (!tally_decimal_parse (text, strlen (text), &number) || number.exponent < -2
      || !tally_decimal_scale (number, 2, &value->number) || value->number < key->min
      || value->number > key->max)
    return FALSE;
  value->text = g_strdup_printf ("%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, value->number / 100,
                                 value->number % 100);
  return TRUE;
}

static gboolean
check_ratio (const TallyConfigKey *key,
             const char           *text,
             TallyConfigValue     *value)
{
  gsize length = strlen (text);
  gboolean percent = text[length - 1] == '%';
  char buffer[TALLY_DECIMAL_BUFFER_SIZE];
  TallyDecimal number;

  for (length -= percent; length > 0 && percent && text[length - 1] == ' ';)
    length--;
  if (!tally_decimal_parse (text, length, &number))
    return FALSE;
  if (percent && number.coefficient != 0)
    number.exponent -= 2;
  value->ratio = tally_decimal_to_double (number);
  if (value->ratio < 0 || value->ratio > 1)
    return FALSE;
  value->text = g_strdup (tally_decimal_format (number, buffer, sizeof buffer));
  return TRUE;
}

static gboolean
check_bool (const TallyConfigKey *key,
            const char           *text,
            TallyConfigValue     *value)
{
  gboolean truth;

  if (!tally_config_parse_bool (text, &truth))
    return FALSE;
  value->number = truth;
  value->text = g_strdup (truth ? "true" : "false");
  return TRUE;
}

static gboolean
find_word (const char *const *words,
           const char        *text,
           TallyConfigValue  *value)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], text) == 0)
      {
        value->text = g_strdup (words[i]);
        value->number = i + 1;
        return TRUE;
      }
  return FALSE;
}

static gboolean
check_choice (const TallyConfigKey *key,
              const char           *text,
              TallyConfigValue     *value)
{
  return find_word (key->choices, text, value);
}

static gboolean
check_weekday (const TallyConfigKey *key,
               const char           *text,
               TallyConfigValue     *value)
{
  return find_word (weekdays, text, value);
}

/* Reads exactly n digits. */
static gboolean
read_digits (const char *text,
             guint       n,
             guint      *out_number)
{
  guint number = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      number = number * 10 + (guint) g_ascii_digit_value (text[i]);
    }
  *out_number = number;
  return TRUE;
}

static gboolean
check_date (const TallyConfigKey *key,
            const char           *text,
            TallyConfigValue     *value)
{
  guint year, month, day;
  GDate date;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' || !read_digits (text, 4, &year)
      || !read_digits (text + 5, 2, &month) || !read_digits (text + 8, 2, &day)
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  value->number = g_date_get_julian (&date);
  value->text = g_strdup (text);
  return TRUE;
}

static gboolean
check_week (const TallyConfigKey *key,
            const char           *text,
            TallyConfigValue     *value)
{
  guint month, day, year;

  if (strlen (text) != 6 || !read_digits (text, 2, &month) || !read_digits (text + 2, 2, &day)
      || !read_digits (text + 4, 2, &year)
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) (2000 + year)))
    return FALSE;
  value->text = g_strdup (text);
  return TRUE;
}

static gboolean
check_time_zone (const TallyConfigKey *key,
                 const char           *text,
                 TallyConfigValue     *value)
{
  g_autoptr (GTimeZone) zone = NULL;

  /* GLib would also take "+05:00" or a path: neither has the summer time of a place. */
  if (!g_ascii_isalpha (text[0]) || strstr (text, "..") != NULL)
    return FALSE;
  zone = g_time_zone_new_identifier (text);
  if (zone == NULL)
    return FALSE;
  value->text = g_strdup (text);
  return TRUE;
}

static gboolean
check_id (const TallyConfigKey *key,
          const char           *text,
          TallyConfigValue     *value)
{
  if (!tally_number_parse_int64 (text, strlen (text), &value->number) || value->number <= 0)
    return FALSE;
  value->text = g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
  return TRUE;
}

static gboolean
check_named_id (const TallyConfigKey *key,
                const char           *text,
                TallyConfigValue     *value)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  gint64 id;

  for (guint i = 0; parts[i] != NULL; i++)
    g_strstrip (parts[i]);
  if (g_strv_length (parts) != 2 || *parts[1] == '\0'
      || !tally_number_parse_int64 (parts[0], strlen (parts[0]), &id) || id <= 0)
    return FALSE;
  value->text = g_strdup_printf ("%" G_GINT64_FORMAT "=%s", id, parts[1]);
  return TRUE;
}

static gboolean
check_url (const TallyConfigKey *key,
           const char           *text,
           TallyConfigValue     *value)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL
      || (strcmp (g_uri_get_scheme (uri), "http") != 0 && strcmp (g_uri_get_scheme (uri), "https") != 0)
      || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL)
    return FALSE;
  value->text = g_strdup (text);
  for (gsize n = strlen (text); n > 0 && value->text[n - 1] == '/'; n--)
    value->text[n - 1] = '\0';
  return TRUE;
}

static gboolean
check_address (const TallyConfigKey *key,
               const char           *text,
               TallyConfigValue     *value)
{
  g_autoptr (GSocketConnectable) address = g_network_address_parse (text, 0, NULL);

  if (address == NULL || g_network_address_get_port (G_NETWORK_ADDRESS (address)) == 0)
    return FALSE;
  value->text = g_strdup (text);
  return TRUE;
}

static gboolean
check_text (const TallyConfigKey *key,
            const char           *text,
            TallyConfigValue     *value)
{
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return FALSE;
  value->text = g_strdup (text);
  return TRUE;
}

static char *
resolve_path (const char *text,
              const char *base_dir)
{
  g_autofree char *expanded = NULL;
  g_autofree char *absolute_base = NULL;

  if (strcmp (text, "~") == 0 || g_str_has_prefix (text, "~/"))
    expanded = g_build_filename (g_get_home_dir (), text + 1, NULL);
  if (base_dir != NULL)
    absolute_base = g_canonicalize_filename (base_dir, NULL);
  return g_canonicalize_filename (expanded != NULL ? expanded : text, absolute_base);
}

typedef gboolean (*CheckFunc) (const TallyConfigKey *key,
                               const char           *text,
                               TallyConfigValue     *value);

static const CheckFunc checks[] = {
  [TALLY_CONFIG_TYPE_TEXT] = check_text,
  [TALLY_CONFIG_TYPE_INT] = check_int,
  [TALLY_CONFIG_TYPE_MONEY] = check_money,
  [TALLY_CONFIG_TYPE_RATIO] = check_ratio,
  [TALLY_CONFIG_TYPE_BOOL] = check_bool,
  [TALLY_CONFIG_TYPE_CHOICE] = check_choice,
  [TALLY_CONFIG_TYPE_WEEKDAY] = check_weekday,
  [TALLY_CONFIG_TYPE_DATE] = check_date,
  [TALLY_CONFIG_TYPE_TIME_ZONE] = check_time_zone,
  [TALLY_CONFIG_TYPE_ID] = check_id,
  [TALLY_CONFIG_TYPE_URL] = check_url,
  [TALLY_CONFIG_TYPE_ADDRESS] = check_address,
  [TALLY_CONFIG_TYPE_PATH] = check_text,
  [TALLY_CONFIG_TYPE_TEXTS] = check_text,
  [TALLY_CONFIG_TYPE_CHOICES] = check_choice,
  [TALLY_CONFIG_TYPE_WEEKS] = check_week,
  [TALLY_CONFIG_TYPE_IDS] = check_id,
  [TALLY_CONFIG_TYPE_PATHS] = check_text,
  [TALLY_CONFIG_TYPE_NAMED_IDS] = check_named_id,
};

/* Checks one value, or one item of a list. */
static gboolean
check_one (const TallyConfigWritten *written,
           const char               *text,
           TallyConfigValue         *value)
{
  gboolean is_path = written->key->type == TALLY_CONFIG_TYPE_PATH || written->key->type == TALLY_CONFIG_TYPE_PATHS;
  char *resolved;

  if (!checks[written->key->type](written->key, text, value))
    return FALSE;
  if (!is_path)
    return TRUE;
  resolved = resolve_path (value->text, written->base_dir);
  g_free (value->text);
  value->text = resolved;
  return TRUE;
}

/* Splits at ; and , unless a backslash stands before them. */
static GPtrArray *
split_list (const char *text)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) item = g_string_new (NULL);

  for (const char *c = text;; c++)
    {
      if (*c == '\\' && c[1] != '\0' && strchr (";,\\", c[1]) != NULL)
        {
          g_string_append_c (item, *++c);
        }
      else if (*c == ';' || *c == ',' || *c == '\0')
        {
          char *stripped = g_strstrip (g_strdup (item->str));
          if (*stripped != '\0')
            g_ptr_array_add (items, stripped);
          else
            g_free (stripped);
          g_string_truncate (item, 0);
        }
      else
        {
          g_string_append_c (item, *c);
        }
      if (*c == '\0')
        return items;
    }
}

static gboolean
check_list (const TallyConfigWritten *written,
            TallyConfigValue         *value)
{
  g_autoptr (GPtrArray) items = split_list (written->written);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (items->len > TALLY_CONFIG_MAX_ITEMS)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      TallyConfigValue item = { 0 };
      if (!check_one (written, items->pdata[i], &item))
        return FALSE;
      g_free (items->pdata[i]);
      items->pdata[i] = item.text;
      if (g_hash_table_add (seen, item.text))
        g_strv_builder_add (builder, item.text);
    }
  value->list = g_strv_builder_end (builder);
  value->text = g_strjoinv (";", value->list);
  return TRUE;
}

gboolean
tally_config_check (const TallyConfigWritten *written,
                    TallyConfigValue         *out_value)
{
  TallyConfigValue value = { 0 };

  if (tally_config_key_is_list (written->key) ? !check_list (written, &value)
                                              : !check_one (written, written->written, &value))
    return FALSE;
  *out_value = value;
  return TRUE;
}
