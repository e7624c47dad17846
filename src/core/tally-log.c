/* tally-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-log.h"

#include <errno.h>
#include <unistd.h>

#include "tally-redact.h"

typedef struct {
  TallyLogSinkFunc func;
  gpointer         user_data;
} Sink;

struct _TallyLog {
  TallyLogOptions  options;
  TallyClock      *clock;     /* (owned) */
  TallyRedact     *redact;    /* (owned) */
  GArray          *sinks;     /* (owned) (element-type Sink) */
  GMutex           secrets_mutex;
  GPtrArray       *secrets;   /* (owned) (element-type TallySecret) (mutex secrets_mutex) */
  GMutex           mutex;     /* one line, one call of a sink at a time */
  guint64          n_dropped; /* (mutex mutex) */
};

static const char *const level_names[] = { "error", "warning", "info", "debug" };
static const char *const level_colors[] = { "\033[1;31m", "\033[1;33m", "", "\033[2m" };

TallyLog *
tally_log_new (const TallyLogOptions *options)
{
  TallyLog *self = g_new0 (TallyLog, 1);

  self->options = *options;
  self->clock = options->clock != NULL ? tally_clock_ref (options->clock) : tally_clock_new_system ();
  self->redact = tally_redact_new ();
  self->sinks = g_array_new (FALSE, FALSE, sizeof (Sink));
  self->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_secret_unref);
  g_mutex_init (&self->secrets_mutex);
  g_mutex_init (&self->mutex);
  return self;
}

void
tally_log_free (TallyLog *self)
{
  if (self == NULL)
    return;
  tally_clock_unref (self->clock);
  tally_redact_free (self->redact);
  g_array_unref (self->sinks);
  g_ptr_array_unref (self->secrets);
  g_mutex_clear (&self->secrets_mutex);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
tally_log_add_sink (TallyLog         *self,
                    TallyLogSinkFunc  func,
                    gpointer          user_data)
{
  Sink sink = { func, user_data };

  g_array_append_val (self->sinks, sink);
}

void
tally_log_add_secret (TallyLog    *self,
                      TallySecret *secret)
{
  gboolean is_known = FALSE;

  g_mutex_lock (&self->secrets_mutex);
  for (guint i = 0; i < self->secrets->len; i++)
    is_known = is_known || strcmp (tally_secret_get_value (self->secrets->pdata[i]),
                                   tally_secret_get_value (secret)) == 0;
  if (!is_known) /* each pass of a long process finds it anew */
    g_ptr_array_add (self->secrets, tally_secret_ref (secret));
  g_mutex_unlock (&self->secrets_mutex);
}

static char *
format_cents (gint64 cents)
{
  guint64 size = cents < 0 ? (guint64) 0 - (guint64) cents : (guint64) cents;

  return g_strdup_printf ("%s$%" G_GUINT64_FORMAT ".%02" G_GUINT64_FORMAT, cents < 0 ? "-" : "", size / 100,
                          size % 100);
}

/* Returns NULL if the value can't be made safe. */
static char *
dup_value (TallyLog            *self,
           const TallyLogField *field,
           gboolean             reveal)
{
  switch (field->kind)
    {
    case TALLY_LOG_KIND_PUBLIC_ID:
    case TALLY_LOG_KIND_PUBLIC_COUNT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, field->number);
    case TALLY_LOG_KIND_PUBLIC_TEXT:
      return tally_redact_dup_line (field->text);
    case TALLY_LOG_KIND_FOREIGN_TEXT:
      return reveal ? tally_redact_dup_line (field->text) : tally_redact_text (self->redact, field->text, NULL);
    case TALLY_LOG_KIND_PRIVATE_MONEY:
      return reveal ? format_cents (field->number) : g_strdup ("[private]");
    case TALLY_LOG_KIND_PRIVATE_TEXT:
      return reveal ? tally_redact_dup_line (field->text) : g_strdup ("[private]");
    default:
      return NULL;
    }
}

static const TallyLogField *
find_field (const TallyLogField *fields,
            const char          *key,
            gsize                length)
{
  for (; fields->key != NULL; fields++)
    if (strlen (fields->key) == length && memcmp (fields->key, key, length) == 0)
      return fields;
  return NULL;
}

/* Appends one "{key}" of the message; returns what follows it, or NULL if it can't be rendered. */
static const char *
render_field (TallyLog            *self,
              GString             *line,
              const char          *open,
              const TallyLogField *fields,
              gboolean             reveal)
{
  const char *close = strchr (open, '}');
  const TallyLogField *field;
  g_autofree char *value = NULL;

  if (close == NULL)
    return NULL;
  field = find_field (fields, open + 1, (gsize) (close - open) - 1);
  if (field == NULL)
    return NULL;
  value = dup_value (self, field, reveal);
  if (value == NULL)
    return NULL;
  g_string_append (line, value);
  return close + 1;
}

static char *
mask_secrets (TallyLog *self,
              char     *line)
{
  g_mutex_lock (&self->secrets_mutex);
  for (guint i = 0; i < self->secrets->len; i++)
    line = tally_secret_mask (self->secrets->pdata[i], line);
  g_mutex_unlock (&self->secrets_mutex);
  return line;
}

/* Returns NULL if the record must be dropped. */
static char *
render (TallyLog            *self,
        const char          *message,
        const TallyLogField *fields,
        gboolean             reveal)
{
  g_autoptr (GString) line = g_string_new (NULL);

  while (message != NULL && *message != '\0')
    {
      if (message[0] == '{' && message[1] != '{')
        {
          message = render_field (self, line, message, fields, reveal);
        }
      else
        {
          message += message[0] == '{'; /* "{{" is a brace */
          g_string_append_c (line, *message++);
        }
    }
  if (message == NULL)
    return NULL;
  return mask_secrets (self, g_string_free (g_steal_pointer (&line), FALSE));
}

/* Standard error can't report that it fails; what can't be written is lost with it. */
static void
write_line (TallyLog      *self,
            TallyLogLevel  level,
            const char    *area,
            const char    *message)
{
  g_autofree char *time = tally_clock_format_utc (tally_clock_get_utc_usec (self->clock));
  const char *color = self->options.color ? level_colors[level] : "";
  g_autofree char *line = g_strdup_printf ("%s %s%s%s %s: %s\n", time, color, level_names[level],
                                           *color != '\0' ? "\033[0m" : "", area != NULL ? area : "tallyman",
                                           message);
  const char *rest = line;
  gsize length = strlen (line);

  while (length > 0)
    {
      gssize n = write (self->options.fd, rest, length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return;
      rest += n;
      length -= (gsize) n;
    }
}

static void
write_record (TallyLog      *self,
              TallyLogLevel  level,
              const char    *area,
              const char    *redacted,
              const char    *shown)
{
  g_mutex_lock (&self->mutex);
  if (redacted == NULL || shown == NULL)
    {
      self->n_dropped++;
    }
  else
    {
      if (self->options.fd >= 0 && level <= self->options.level)
        write_line (self, level, area, shown);
      for (guint i = 0; i < self->sinks->len; i++)
        {
          const Sink *sink = &g_array_index (self->sinks, Sink, i);
          sink->func (level, area, redacted, sink->user_data);
        }
    }
  g_mutex_unlock (&self->mutex);
}

void
tally_log_write (TallyLog            *self,
                 TallyLogLevel        level,
                 const char          *area,
                 const char          *message,
                 const TallyLogField *fields)
{
  g_autofree char *redacted = NULL;
  g_autofree char *revealed = NULL;

  if (self == NULL || (level > self->options.level && self->sinks->len == 0))
    return;
  redacted = render (self, message, fields, FALSE);
  if (self->options.reveal)
    revealed = render (self, message, fields, TRUE);
  write_record (self, level, area, redacted, self->options.reveal ? revealed : redacted);
}

guint64
tally_log_get_n_dropped (TallyLog *self)
{
  guint64 n_dropped;

  g_mutex_lock (&self->mutex);
  n_dropped = self->n_dropped;
  g_mutex_unlock (&self->mutex);
  return n_dropped;
}

static TallyLogLevel
convert_level (GLogLevelFlags log_level)
{
  if ((log_level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) != 0)
    return TALLY_LOG_LEVEL_ERROR;
  if ((log_level & G_LOG_LEVEL_WARNING) != 0)
    return TALLY_LOG_LEVEL_WARNING;
  if ((log_level & (G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO)) != 0)
    return TALLY_LOG_LEVEL_INFO;
  return TALLY_LOG_LEVEL_DEBUG;
}

/* Returns NULL for a field that is missing, or whose body is no text. */
static char *
dup_field (const GLogField *fields,
           gsize            n_fields,
           const char      *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, key) == 0 && fields[i].value != NULL)
      return fields[i].length < 0 ? g_strdup (fields[i].value)
                                  : g_strndup (fields[i].value, (gsize) fields[i].length);
  return NULL;
}

GLogWriterOutput
tally_log_writer (GLogLevelFlags   log_level,
                  const GLogField *fields,
                  gsize            n_fields,
                  gpointer         user_data)
{
  TallyLog *self = user_data;
  TallyLogLevel level = convert_level (log_level);
  g_autofree char *area = NULL;
  g_autofree char *message = NULL;
  char *redacted;

  if (level > self->options.level)
    return G_LOG_WRITER_HANDLED;
  area = dup_field (fields, n_fields, "GLIB_DOMAIN");
  message = dup_field (fields, n_fields, "MESSAGE");
  if (message != NULL)
    message = mask_secrets (self, g_steal_pointer (&message));
  redacted = message != NULL ? tally_redact_text (self->redact, message, NULL) : NULL;
  write_record (self, level, area, redacted, self->options.reveal && redacted != NULL ? message : redacted);
  g_free (redacted);
  return G_LOG_WRITER_HANDLED;
}
