/* tally-secret.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tally-core-error.h"

/* Shorter values occur by chance in any text; no token or password in use is so short. */
#define MIN_MASKED 4

struct _TallySecret {
  gatomicrefcount ref_count;
  char           *value;   /* (owned) a mapping of its own, so that no page is shared */
  gsize           size;    /* of the mapping */
  char           *origin;  /* (owned) */
  char           *warning; /* (owned) (nullable) */
};

/* What one place had to say. */
typedef enum { PLACE_HAS_NONE, PLACE_HAS_IT, PLACE_FAILED } PlaceAnswer;

TallySecret *
tally_secret_new (const char *value,
                  gsize       length,
                  const char *origin)
{
  TallySecret *self = g_new0 (TallySecret, 1);

  g_assert (length <= TALLY_SECRET_MAX_BYTES);
  g_atomic_ref_count_init (&self->ref_count);
  self->size = length + 1;
  self->value = mmap (NULL, self->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  g_assert (self->value != MAP_FAILED);
  /* Best effort: an unprivileged process may lock little memory, and a container none. */
  mlock (self->value, self->size);
  madvise (self->value, self->size, MADV_DONTDUMP);
  memcpy (self->value, value, length);
  self->origin = g_strdup (origin);
  return self;
}

TallySecret *
tally_secret_ref (TallySecret *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tally_secret_unref (TallySecret *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  explicit_bzero (self->value, self->size);
  munmap (self->value, self->size);
  g_free (self->origin);
  g_free (self->warning);
  g_free (self);
}

const char *
tally_secret_get_value (const TallySecret *self)
{
  return self->value;
}

const char *
tally_secret_get_origin (const TallySecret *self)
{
  return self->origin;
}

const char *
tally_secret_get_warning (const TallySecret *self)
{
  return self->warning;
}

static char *
replace_all (char       *text,
             const char *needle)
{
  GString *result;

  if (strstr (text, needle) == NULL)
    return text;
  result = g_string_new (text);
  g_string_replace (result, needle, "[secret]", 0);
  explicit_bzero (text, strlen (text));
  g_free (text);
  return g_string_free (result, FALSE);
}

char *
tally_secret_mask (const TallySecret *self,
                   char              *text)
{
  char *encoded;

  if (strlen (self->value) < MIN_MASKED)
    return text;
  encoded = g_uri_escape_string (self->value, NULL, FALSE);
  text = replace_all (replace_all (text, self->value), encoded);
  explicit_bzero (encoded, strlen (encoded));
  g_free (encoded);
  return text;
}

/* Reads up to one byte more than allowed, so that a pipe works and an endless one ends. */
static gboolean
read_bounded (int     fd,
              char   *buffer,
              gsize  *out_length)
{
  gsize length = 0;

  while (length <= TALLY_SECRET_MAX_BYTES)
    {
      gssize n = read (fd, buffer + length, TALLY_SECRET_MAX_BYTES + 1 - length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      if (n == 0)
        break;
      length += (gsize) n;
    }
  *out_length = length;
  return TRUE;
}

static const char *
find_fault (const char *value,
            gsize       length)
{
  if (length == 0)
    return "is empty";
  if (length > TALLY_SECRET_MAX_BYTES)
    return "is larger than 64 KiB";
  for (gsize i = 0; i < length; i++)
    if ((guint8) value[i] < ' ' || value[i] == 0x7f)
      return "has a control character or more than one line";
  return NULL;
}

static PlaceAnswer
take_value (const char   *value,
            gsize         length,
            const char   *place,
            TallySecret **out_secret,
            GError      **error)
{
  const char *fault;

  if (length > 0 && value[length - 1] == '\n')
    length -= length > 1 && value[length - 2] == '\r' ? 2 : 1;
  fault = find_fault (value, length);
  if (fault != NULL)
    {
      g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_SECRET,
                   "the secret in %s %s; put the secret alone on one line", place, fault);
      return PLACE_FAILED;
    }
  *out_secret = tally_secret_new (value, length, place);
  return PLACE_HAS_IT;
}

static void
warn_if_open (TallySecret *secret,
              int          fd,
              const char  *place)
{
  struct stat info;

  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && (info.st_mode & (S_IRGRP | S_IROTH)) != 0)
    secret->warning = g_strdup_printf ("the file of %s can be read by others; run chmod 600 on it", place);
}

/* gcc 12 with sanitizers takes it for possible that there is no buffer. */
static void
wipe (char  *buffer,
      gsize  size)
{
  if (buffer != NULL)
    explicit_bzero (buffer, size);
  g_free (buffer);
}

static PlaceAnswer
look_in_file (const char   *path,
              const char   *place,
              gboolean      required,
              TallySecret **out_secret,
              GError      **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  char *buffer;
  gsize length = 0;
  PlaceAnswer answer = PLACE_FAILED;

  if (fd < 0 && errno == ENOENT && !required)
    return PLACE_HAS_NONE;
  buffer = g_malloc (TALLY_SECRET_MAX_BYTES + 1);
  if (fd < 0 || !read_bounded (fd, buffer, &length))
    g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_SECRET, "can't read the secret in %s: %s", place,
                 g_strerror (errno));
  else
    answer = take_value (buffer, length, place, out_secret, error);
  if (answer == PLACE_HAS_IT)
    warn_if_open (*out_secret, fd, place);
  wipe (buffer, TALLY_SECRET_MAX_BYTES + 1);
  if (fd >= 0)
    close (fd);
  return answer;
}

static PlaceAnswer
look_in_credentials (const TallySecretPlaces  *places,
                     const char               *name,
                     TallySecret             **out_secret,
                     GError                  **error)
{
  const char *folder = g_environ_getenv ((char **) places->environment, "CREDENTIALS_DIRECTORY");
  g_autofree char *path = NULL;

  if (folder == NULL || *folder == '\0')
    return PLACE_HAS_NONE;
  path = g_build_filename (folder, name, NULL);
  return look_in_file (path, "$CREDENTIALS_DIRECTORY", FALSE, out_secret, error);
}

static PlaceAnswer
look_in_variable (const TallySecretPlaces  *places,
                  const char               *variable,
                  TallySecret             **out_secret,
                  GError                  **error)
{
  const char *value = g_environ_getenv ((char **) places->environment, variable);

  if (value == NULL || *value == '\0')
    return PLACE_HAS_NONE;
  return take_value (value, strlen (value), variable, out_secret, error);
}

static PlaceAnswer
look_in_keyring (const TallySecretPlaces  *places,
                 const char               *name,
                 GCancellable             *cancellable,
                 TallySecret             **out_secret,
                 GError                  **error)
{
  g_autoptr (GError) local_error = NULL;

  if (places->keyring == NULL)
    return PLACE_HAS_NONE;
  *out_secret = places->keyring->lookup (name, places->keyring->user_data, cancellable, &local_error);
  if (*out_secret != NULL)
    return PLACE_HAS_IT;
  if (local_error == NULL)
    return PLACE_HAS_NONE;
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_SECRET, "can't read the secret %s in %s: %s", name,
                 places->keyring->title, local_error->message);
  return PLACE_FAILED;
}

static char *
dup_variable (const char *name)
{
  g_autofree char *joined = g_strconcat ("TALLYMAN_SECRET_", name, NULL);

  return g_strdelimit (g_ascii_strup (joined, -1), "-", '_');
}

/* The option that names a file for this one secret, and the file. */
static const char *
find_option (const TallySecretPlaces  *places,
             const char               *name,
             const char              **out_path)
{
  if (strcmp (name, TALLY_SECRET_SMARTSHEET_TOKEN) == 0)
    {
      *out_path = places->token_file;
      return "--token-file";
    }
  *out_path = NULL;
  if (strcmp (name, TALLY_SECRET_STATE_PASSPHRASE) != 0)
    return NULL;
  *out_path = places->passphrase_file;
  return "--passphrase-file";
}

static void
set_not_found (const TallySecretPlaces  *places,
               const char               *name,
               GError                  **error)
{
  g_autofree char *variable = dup_variable (name);
  const char *path;
  const char *option = find_option (places, name, &path);

  g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_SECRET,
               "no secret %s; looked for %s%s$CREDENTIALS_DIRECTORY/%s, %s%s%s%s", name,
               option != NULL ? option : "", option != NULL ? ", " : "", name, variable,
               strcmp (name, TALLY_SECRET_SMARTSHEET_TOKEN) == 0 ? ", SMARTSHEET_API_TOKEN" : "",
               places->keyring != NULL ? ", " : "", places->keyring != NULL ? places->keyring->title : "");
}

static PlaceAnswer
look_everywhere (const TallySecretPlaces  *places,
                 const char               *name,
                 GCancellable             *cancellable,
                 TallySecret             **out_secret,
                 GError                  **error)
{
  g_autofree char *variable = dup_variable (name);
  const char *path;
  const char *option = find_option (places, name, &path);
  PlaceAnswer answer = PLACE_HAS_NONE;

  if (path != NULL)
    answer = look_in_file (path, option, TRUE, out_secret, error);
  if (answer == PLACE_HAS_NONE)
    answer = look_in_credentials (places, name, out_secret, error);
  if (answer == PLACE_HAS_NONE)
    answer = look_in_variable (places, variable, out_secret, error);
  if (answer == PLACE_HAS_NONE && strcmp (name, TALLY_SECRET_SMARTSHEET_TOKEN) == 0)
    answer = look_in_variable (places, "SMARTSHEET_API_TOKEN", out_secret, error);
  if (answer == PLACE_HAS_NONE)
    answer = look_in_keyring (places, name, cancellable, out_secret, error);
  return answer;
}

static gboolean
is_secret_name (const char *name)
{
  return name[strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

gboolean
tally_secret_lookup (const TallySecretPlaces  *places,
                     const char               *name,
                     GCancellable             *cancellable,
                     TallySecret             **out_secret,
                     GError                  **error)
{
  TallySecret *secret = NULL;

  g_return_val_if_fail (out_secret != NULL && is_secret_name (name), FALSE);
  if (look_everywhere (places, name, cancellable, &secret, error) == PLACE_FAILED)
    return FALSE;
  *out_secret = secret;
  return TRUE;
}

TallySecret *
tally_secret_find (const TallySecretPlaces  *places,
                   const char               *name,
                   GCancellable             *cancellable,
                   GError                  **error)
{
  TallySecret *secret = NULL;

  g_return_val_if_fail (is_secret_name (name), NULL);
  if (look_everywhere (places, name, cancellable, &secret, error) == PLACE_HAS_NONE)
    set_not_found (places, name, error);
  return secret;
}
