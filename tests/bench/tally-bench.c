/* tally-bench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-bench.h"

#include <sys/resource.h>

struct _TallyBench {
  gint64  start_cpu_usec;
  gint64  start_wall_usec;
  gint64  start_peak_kib;
  gint64  cpu_usec;
  gint64  wall_usec;
  gint64  growth_kib;
  gint64  peak_kib;
  guint64 n_items;
  guint64 n_bytes;
};

static gint64
get_usage (gint64 *out_peak_kib)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  *out_peak_kib = usage.ru_maxrss;
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec
         + usage.ru_stime.tv_usec;
}

void
tally_bench_start (TallyBench *self)
{
  self->start_cpu_usec = get_usage (&self->start_peak_kib);
  self->start_wall_usec = g_get_monotonic_time ();
}

void
tally_bench_stop (TallyBench *self,
                  guint64     n_items,
                  guint64     n_bytes)
{
  self->cpu_usec += get_usage (&self->peak_kib) - self->start_cpu_usec;
  self->wall_usec += g_get_monotonic_time () - self->start_wall_usec;
  self->growth_kib += self->peak_kib - self->start_peak_kib;
  self->n_items += n_items;
  self->n_bytes += n_bytes;
}

static int
run_variant (const TallyBenchVariant *variant)
{
  TallyBench bench = { 0 };

  variant->run (&bench);
  printf ("{\"name\": \"%s\", \"cpu_usec\": %" G_GINT64_FORMAT ", \"wall_usec\": %" G_GINT64_FORMAT
          ", \"growth_kib\": %" G_GINT64_FORMAT ", \"peak_kib\": %" G_GINT64_FORMAT
          ", \"items\": %" G_GUINT64_FORMAT ", \"bytes\": %" G_GUINT64_FORMAT "}\n",
          variant->name, bench.cpu_usec, bench.wall_usec, bench.growth_kib, bench.peak_kib,
          bench.n_items, bench.n_bytes);
  return 0;
}

int
tally_bench_main (int                      argc,
                  char                   **argv,
                  const TallyBenchVariant *variants,
                  guint                    n_variants)
{
  gboolean lists = argc == 2 && g_strcmp0 (argv[1], "--list") == 0;

  for (guint i = 0; i < n_variants; i++)
    {
      if (lists)
        printf ("%s\n", variants[i].name);
      else if (argc == 2 && g_strcmp0 (argv[1], variants[i].name) == 0)
        return run_variant (&variants[i]);
    }
  if (!lists)
    fprintf (stderr, "usage: %s --list | VARIANT\n", argv[0]);
  return lists ? 0 : 2;
}
