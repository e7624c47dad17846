/* tally-sandbox-seed-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-plan.h"

#include "tally-random.h"

/* The real thing's numbers of lines in a group: the middles of 64 equal slices of the log-normal
 * distribution with median 36 and mean 57. A table, because libm may differ by machine. */
static const guint16 group_sizes[] = {
  4, 5, 7, 8, 9, 10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
  28, 29, 30, 32, 33, 34, 35, 37, 38, 40, 41, 43, 44, 46, 48, 50, 52, 54, 56, 59, 61, 64, 67, 70,
  74, 78, 82, 87, 92, 98, 105, 113, 122, 133, 148, 167, 195, 242, 365,
};

#define MEAN_FULL_GROUP 63 /* lines written, of which 57 are billed */
#define MEAN_SMALL_GROUP 12
#define FULL_ROWS 180000   /* as many rows as the real thing has, and a tenth of it */
#define SMALL_ROWS 18000
#define MAX_WEEKS_OF_REQUEST 6
#define MIN_ROWS_FOR_TWO_SHEETS 8
/* Numbers of work requests: a prime range keeps stepping from meeting one twice. */
#define FIRST_NUMBER 88000000
#define N_NUMBERS 3999971
#define STRIDE 7919

typedef struct
{
  guint request;
  guint week;
  guint weight;
} Share;

typedef struct
{
  const TallySandboxPlanSize *size;
  TallySandboxPlan           *plan;
  TallyRandom                *random;
  GPtrArray                  *shares;    /* (element-type GArray of Share), by sheet */
  guint                       max_weeks; /* of one work request */
  gboolean                    on_two_sheets;
} Planner;

static guint
below (Planner *planner,
       guint    bound)
{
  return (guint) tally_random_below (planner->random, bound);
}

static guint
natural_group_size (guint n_rows)
{
  if (n_rows <= SMALL_ROWS)
    return MEAN_SMALL_GROUP;
  if (n_rows >= FULL_ROWS)
    return MEAN_FULL_GROUP;
  return MEAN_SMALL_GROUP + (MEAN_FULL_GROUP - MEAN_SMALL_GROUP) * ((n_rows - SMALL_ROWS) / 1000) /
                            ((FULL_ROWS - SMALL_ROWS) / 1000);
}

static guint
natural_weeks (guint n_rows)
{
  if (n_rows <= 1000)
    return 3;
  return n_rows <= SMALL_ROWS ? 8 : 22;
}

static guint
decide_n_requests (Planner *planner,
                   guint    n_rows)
{
  guint n = planner->size->n_work_requests;

  planner->max_weeks = MIN (planner->plan->n_weeks, MAX_WEEKS_OF_REQUEST);
  planner->on_two_sheets = planner->size->n_sheets > 1;
  if (n == 0)
    return MAX (1, 2 * n_rows / (natural_group_size (n_rows) * (planner->max_weeks + 1)));
  planner->max_weeks = CLAMP (n_rows / n / 4, 1, planner->max_weeks);
  planner->on_two_sheets = planner->on_two_sheets && n_rows / n >= MIN_ROWS_FOR_TWO_SHEETS;
  return n;
}

static void
add_request (Planner *planner,
             guint    index,
             guint    offset)
{
  TallySandboxRequest request = { 0 };

  request.number = FIRST_NUMBER + (guint) (((guint64) index * STRIDE + offset) % N_NUMBERS);
  request.foreman = below (planner, 40);
  request.dept = 100 * (1 + below (planner, 9));
  request.customer = below (planner, 8);
  request.area = below (planner, 6);
  request.job = 1000 + below (planner, 9000);
  request.work_order = 400000 + below (planner, 600000);
  request.scope = 1 + below (planner, 40);
  g_array_append_val (planner->plan->requests, request);
}

static void
add_share (Planner *planner,
           guint    sheet,
           Share    share)
{
  g_array_append_val (planner->shares->pdata[sheet], share);
}

static void
spread_request (Planner *planner,
                guint    request,
                guint    sheet)
{
  guint n_weeks = 1 + below (planner, planner->max_weeks);
  guint first = below (planner, planner->plan->n_weeks - n_weeks + 1);
  guint second = sheet;

  if (planner->on_two_sheets && below (planner, 4) == 0)
    second = (sheet + 1 + below (planner, planner->size->n_sheets - 1)) % planner->size->n_sheets;
  for (guint i = 0; i < n_weeks; i++)
    {
      guint weight = 10 * group_sizes[below (planner, G_N_ELEMENTS (group_sizes))];
      Share home = { request, first + i, second == sheet ? weight : weight * 7 / 10 };
      Share away = { request, first + i, weight * 3 / 10 };

      add_share (planner, sheet, home);
      if (second != sheet)
        add_share (planner, second, away);
    }
}

/* Each share gets a line, the rest goes by weight; the sums of rounded parts come out exact. */
static GArray *
cut_chunks (const GArray *shares,
            guint         n_rows)
{
  GArray *chunks = g_array_new (FALSE, FALSE, sizeof (TallySandboxChunk));
  guint n_base = shares->len <= n_rows ? 1 : 0;
  guint64 n_by_weight = n_rows - n_base * shares->len;
  guint64 sum = 0;
  guint64 before = 0;

  for (guint i = 0; i < shares->len; i++)
    sum += g_array_index (shares, Share, i).weight;
  for (guint i = 0; i < shares->len; i++)
    {
      const Share *share = &g_array_index (shares, Share, i);
      guint64 n = (before + share->weight) * n_by_weight / sum - before * n_by_weight / sum;
      TallySandboxChunk chunk = { share->request, share->week, n_base + (guint) n };

      before += share->weight;
      if (chunk.n_rows > 0)
        g_array_append_val (chunks, chunk);
    }
  return chunks;
}

static void
plan_sheets (Planner *planner,
             guint    n_requests)
{
  guint n_sheets = planner->size->n_sheets;
  guint offset = below (planner, N_NUMBERS);

  for (guint i = 0; i < n_requests; i++)
    {
      add_request (planner, i, offset);
      spread_request (planner, i, (guint) ((guint64) i * n_sheets / n_requests));
    }
  for (guint i = 0; i < n_sheets; i++)
    {
      GArray *shares = planner->shares->pdata[i];
      Share only = { i % n_requests, below (planner, planner->plan->n_weeks), 1 };

      if (shares->len == 0)
        g_array_append_val (shares, only);
      g_ptr_array_add (planner->plan->sheets, cut_chunks (shares, planner->size->rows_per_sheet));
    }
}

TallySandboxPlan *
tally_sandbox_seed_plan_new (const TallySandboxPlanSize *size)
{
  g_autoptr (TallyRandom) root = tally_random_new (size->seed);
  g_autoptr (TallyRandom) random = tally_random_split (root, "plan");
  g_autoptr (GPtrArray) shares = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  guint n_rows = size->n_sheets * size->rows_per_sheet;
  TallySandboxPlan *self = g_new0 (TallySandboxPlan, 1);
  Planner planner = { .size = size, .plan = self, .random = random, .shares = shares };

  self->n_weeks = size->n_weeks != 0 ? size->n_weeks : natural_weeks (n_rows);
  self->requests = g_array_new (FALSE, FALSE, sizeof (TallySandboxRequest));
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < size->n_sheets; i++)
    g_ptr_array_add (shares, g_array_new (FALSE, FALSE, sizeof (Share)));
  plan_sheets (&planner, decide_n_requests (&planner, n_rows));
  return self;
}

void
tally_sandbox_seed_plan_free (TallySandboxPlan *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->requests);
  g_ptr_array_unref (self->sheets);
  g_free (self);
}
