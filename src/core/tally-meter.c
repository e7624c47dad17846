/* tally-meter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-meter.h"

struct _TallyMeter {
  gatomicrefcount ref_count;
  GMutex          mutex;
  GHashTable     *readings; /* (owned) (mutex mutex) name → TallyMeterReading */
};

static void
free_reading (gpointer data)
{
  TallyMeterReading *reading = data;

  g_free ((char *) reading->name);
  g_free (reading);
}

TallyMeter *
tally_meter_new (void)
{
  TallyMeter *self = g_new0 (TallyMeter, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->readings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_reading);
  return self;
}

TallyMeter *
tally_meter_ref (TallyMeter *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tally_meter_unref (TallyMeter *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->readings);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static TallyMeterReading *
ensure_reading (TallyMeter *self,
                const char *name)
{
  TallyMeterReading *reading = g_hash_table_lookup (self->readings, name);

  if (reading == NULL)
    {
      reading = g_new0 (TallyMeterReading, 1);
      reading->name = g_strdup (name);
      g_hash_table_insert (self->readings, (char *) reading->name, reading);
    }
  return reading;
}

void
tally_meter_count (TallyMeter *self,
                   const char *name,
                   guint64     n_more)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  ensure_reading (self, name)->count += n_more;
  g_mutex_unlock (&self->mutex);
}

void
tally_meter_time (TallyMeter *self,
                  const char *name,
                  gint64      duration_usec)
{
  TallyMeterReading *reading;

  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  reading = ensure_reading (self, name);
  reading->count++;
  reading->total_usec += MAX (duration_usec, 0);
  reading->max = MAX (reading->max, duration_usec);
  g_mutex_unlock (&self->mutex);
}

void
tally_meter_raise (TallyMeter *self,
                   const char *name,
                   gint64      level)
{
  TallyMeterReading *reading;

  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  reading = ensure_reading (self, name);
  reading->max = MAX (reading->max, level);
  g_mutex_unlock (&self->mutex);
}

guint64
tally_meter_get_count (TallyMeter *self,
                       const char *name)
{
  const TallyMeterReading *reading;
  guint64 count;

  if (self == NULL)
    return 0;
  g_mutex_lock (&self->mutex);
  reading = g_hash_table_lookup (self->readings, name);
  count = reading != NULL ? reading->count : 0;
  g_mutex_unlock (&self->mutex);
  return count;
}

static int
compare_readings (gconstpointer a,
                  gconstpointer b)
{
  return strcmp (((const TallyMeterReading *) a)->name, ((const TallyMeterReading *) b)->name);
}

GArray *
tally_meter_dup_readings (TallyMeter *self)
{
  GArray *readings = g_array_new (FALSE, FALSE, sizeof (TallyMeterReading));
  GHashTableIter iter;
  gpointer reading;

  if (self == NULL)
    return readings;
  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->readings);
  while (g_hash_table_iter_next (&iter, NULL, &reading))
    g_array_append_vals (readings, reading, 1);
  g_mutex_unlock (&self->mutex);
  g_array_sort (readings, compare_readings);
  return readings;
}
