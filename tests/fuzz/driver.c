/* driver.c
 *
 * Runs a fuzz target without a fuzzer: every sample as it is, then mutations of them, the same ones
 * in every run. usage: fuzz-NOUN SAMPLES-FOLDER [DICTIONARY]; or a file: that input alone, to look
 * at a crash. TALLY_FUZZ_RUNS in the environment sets the number of mutations. The input of a crash
 * is left in the working folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define TALLY_MAY_PRINT
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

#define DEFAULT_RUNS 20000
#define MAX_MUTATED_BYTES 4096 /* the interesting faults stand in short inputs */
#define MAX_RUN_USEC (2 * G_USEC_PER_SEC)
#define MAX_STEPS 5

static const guint8 *current_data; /* for the signal handler alone */
static gsize current_size;

static void
save_crash (int signal_number)
{
  static const char name[] = "fuzz-crash.bin";
  int fd = open (name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

  if (fd >= 0 && write (fd, current_data, current_size) == (ssize_t) current_size)
    (void) !write (STDOUT_FILENO, "# the input is in fuzz-crash.bin\n", 33);
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

static void
run_one (const guint8 *data,
         gsize         size)
{
  current_data = data;
  current_size = size;
  LLVMFuzzerTestOneInput (data, size);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
load_samples (const char *path)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  if (dir == NULL)
    g_ptr_array_add (names, g_strdup (path));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      char *text = NULL;
      gsize size = 0;

      if (g_file_get_contents (names->pdata[i], &text, &size, NULL))
        g_ptr_array_add (samples, g_bytes_new_take (text, size));
    }
  return samples;
}

/* Undoes \\, \" and \xHH. */
static GBytes *
unescape_word (const char *text,
               gsize       length)
{
  g_autoptr (GByteArray) word = g_byte_array_new ();

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) text[i];

      if (byte == '\\' && i + 3 < length && text[i + 1] == 'x')
        {
          byte = (guint8) (g_ascii_xdigit_value (text[i + 2]) * 16
                           + g_ascii_xdigit_value (text[i + 3]));
          i += 3;
        }
      else if (byte == '\\' && i + 1 < length)
        byte = (guint8) text[++i];
      g_byte_array_append (word, &byte, 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&word));
}

/* libFuzzer's format: a line is name="text"; # starts a comment. */
static GPtrArray *
load_dictionary (const char *path)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    return words;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *opening = strchr (lines[i], '"');
      const char *closing = strrchr (lines[i], '"');

      if (lines[i][0] != '#' && opening < closing)
        g_ptr_array_add (words, unescape_word (opening + 1, (gsize) (closing - opening - 1)));
    }
  return words;
}

typedef struct {
  GRand      *random;
  GPtrArray  *samples; /* of GBytes */
  GPtrArray  *words;   /* of GBytes */
  GByteArray *input;
} Mutator;

static guint
pick (Mutator *self,
      guint    bound)
{
  return bound < 2 ? 0 : (guint) g_rand_int_range (self->random, 0, (gint32) bound);
}

static void
insert_bytes (Mutator      *self,
              gconstpointer bytes,
              gsize         size)
{
  guint at = pick (self, self->input->len + 1);
  guint tail = self->input->len - at;

  if (size == 0)
    return;
  g_byte_array_set_size (self->input, self->input->len + (guint) size);
  memmove (self->input->data + at + size, self->input->data + at, tail);
  memcpy (self->input->data + at, bytes, size);
}

static void
insert_part (Mutator *self,
             GBytes  *from)
{
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (from, &size);
  guint start = pick (self, (guint) size);

  insert_bytes (self, bytes + start, pick (self, (guint) MIN (size - start, 256) + 1));
}

static void
flip_bit (Mutator *self)
{
  if (self->input->len > 0)
    self->input->data[pick (self, self->input->len)] ^= (guint8) (1u << pick (self, 8));
}

static void
set_byte (Mutator *self)
{
  if (self->input->len > 0)
    self->input->data[pick (self, self->input->len)] = (guint8) pick (self, 256);
}

static void
remove_range (Mutator *self)
{
  guint start = pick (self, self->input->len);

  if (self->input->len > 0)
    g_byte_array_remove_range (self->input, start,
                               1 + pick (self, MIN (self->input->len - start, 64)));
}

static void
cut_end (Mutator *self)
{
  g_byte_array_set_size (self->input, pick (self, self->input->len + 1));
}

static void
insert_random (Mutator *self)
{
  guint8 bytes[4];

  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    bytes[i] = (guint8) pick (self, 256);
  insert_bytes (self, bytes, 1 + pick (self, G_N_ELEMENTS (bytes)));
}

static void
insert_other (Mutator *self)
{
  insert_part (self, self->samples->pdata[pick (self, self->samples->len)]);
}

static void
insert_word (Mutator *self)
{
  gsize size = 0;
  gconstpointer bytes;

  if (self->words->len == 0)
    return;
  bytes = g_bytes_get_data (self->words->pdata[pick (self, self->words->len)], &size);
  insert_bytes (self, bytes, size);
}

static void (*const steps[]) (Mutator *self) = {
  flip_bit, set_byte, remove_range, cut_end, insert_random, insert_other, insert_word,
};

static void
mutate (Mutator *self)
{
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (self->samples->pdata[pick (self, self->samples->len)],
                                          &size);

  g_byte_array_set_size (self->input, 0);
  g_byte_array_append (self->input, bytes, (guint) MIN (size, MAX_MUTATED_BYTES));
  for (guint n = 1 + pick (self, MAX_STEPS); n > 0; n--)
    steps[pick (self, G_N_ELEMENTS (steps))](self);
}

/* A copy of the exact size, so that a sanitizer sees a read past the end. */
static void
run_copy (const GByteArray *input)
{
  g_autofree guint8 *copy = g_memdup2 (input->data, input->len);

  run_one (copy != NULL ? copy : (const guint8 *) "", input->len);
}

static guint
run_mutations (Mutator *self,
               guint    n_runs)
{
  gint64 end_usec = g_get_monotonic_time () + MAX_RUN_USEC;
  guint done = 0;

  while (done < n_runs && g_get_monotonic_time () < end_usec)
    {
      mutate (self);
      run_copy (self->input);
      done++;
    }
  return done;
}

static guint
get_n_runs (void)
{
  const char *text = g_getenv ("TALLY_FUZZ_RUNS");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : DEFAULT_RUNS;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (GPtrArray) words = load_dictionary (argc > 2 ? argv[2] : NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (20250817);
  g_autoptr (GByteArray) input = g_byte_array_new ();
  guint n_runs = argc > 2 ? get_n_runs () : 0;
  Mutator mutator = { random, NULL, words, input };

  if (argc < 2)
    {
      fprintf (stderr, "usage: %s SAMPLES-FOLDER DICTIONARY | FILE\n", argv[0]);
      return 2;
    }
  signal (SIGABRT, save_crash);
  signal (SIGSEGV, save_crash);
  signal (SIGTRAP, save_crash);
  samples = load_samples (argv[1]);
  mutator.samples = samples;
  printf ("1..2\n");
  run_one ((const guint8 *) "", 0);
  for (guint i = 0; i < samples->len; i++)
    {
      gsize size = 0;
      const guint8 *bytes = g_bytes_get_data (samples->pdata[i], &size);

      run_one (bytes != NULL ? bytes : (const guint8 *) "", size);
    }
  printf ("%s 1 - %u samples\n", samples->len > 0 ? "ok" : "not ok", samples->len);
  fflush (stdout);
  if (samples->len == 0)
    return 1;
  printf ("ok 2 - %u mutations\n", run_mutations (&mutator, n_runs));
  return 0;
}
