/* tally-learn-assistant-private.h
 *
 * What a model of the assistant consists of, and what its learning and its reading share. For tally-learn-assistant*.c
 * alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-learn-assistant.h"
#include "tally-learn-boost.h"
#include "tally-learn-logistic.h"

G_BEGIN_DECLS

/* What a stored model says it is; another schema is another version. */
#define TALLY_LEARN_ASSISTANT_KIND "tallyman-assistant"
#define TALLY_LEARN_ASSISTANT_SCHEMA 1

struct _TallyLearnAssistant {
  guint                      n_columns;   /* without the prior */
  char                     **names;       /* (owned) (array length=n_columns) */
  double                     usual_prior; /* mean of the labelled rows */
  double                     shift;       /* of log odds, since one class was drawn from: taken back at last */
  TallyLearnCalibration      start;       /* of the prior, where trees begin */
  TallyLearnLogistic        *logistic;    /* (owned) (nullable) */
  TallyLearnBoost           *boost;       /* (owned) (nullable) */
  TallyLearnCalibration      calibration;
  TallyLearnAssistantRecord  record;
};

/* The labelled rows, earliest first, with the prior as their last column. */
typedef struct {
  TallyLearnFrame *frame;   /* (owned) (nullable): %NULL without labels */
  TallyLearnBins  *bins;    /* (owned) */
  double          *priors;  /* (owned): with the shift */
  gint8           *labels;  /* (owned) */
  guint           *groups;  /* (owned) */
  gsize            n;
  guint            counts[2]; /* of all labels */
  double           shift;
  guint64          seed;
} TallyLearnLesson;

/**
 * tally_learn_assistant_limit_prior:
 * @prior: log odds, or anything
 *
 * Returns: within %TALLY_LEARN_ASSISTANT_MAX_PRIOR; what is none is even odds
 */
double tally_learn_assistant_limit_prior (double                          prior);

/**
 * tally_learn_lesson_init:
 * @lesson: (out caller-allocates): a lesson
 * @input: what is learnt from
 *
 * Takes the labelled rows, or, of very many, a share that is drawn.
 */
void   tally_learn_lesson_init           (TallyLearnLesson               *lesson,
                                          const TallyLearnAssistantInput *input);

/**
 * tally_learn_lesson_clear:
 * @lesson: a lesson
 *
 * Frees what it consists of.
 */
void   tally_learn_lesson_clear          (TallyLearnLesson               *lesson);

/**
 * tally_learn_assistant_read:
 * @self: a model
 * @values: (array): a row, the prior last
 *
 * Returns: its log odds, before calibration, with the shift
 */
double tally_learn_assistant_read        (const TallyLearnAssistant      *self,
                                          const double                   *values);

/**
 * tally_learn_assistant_train:
 * @self: a model without a learner
 * @lesson: the rows
 * @labels: (array): of each row of @lesson 0, 1, or -1 = held back
 * @learner: what learns
 *
 * Learns. If there is nothing to tell apart the model stays without a learner: the prior.
 */
void   tally_learn_assistant_train       (TallyLearnAssistant            *self,
                                          const TallyLearnLesson         *lesson,
                                          const gint8                    *labels,
                                          TallyLearnLearner               learner);

/**
 * tally_learn_assistant_choose:
 * @self: a model without a learner
 * @lesson: the rows
 * @n_threads: threads that work; 0 = as many as there are processors
 *
 * Holds rows back, decides which learner is used and how it is calibrated, and trains it.
 */
void   tally_learn_assistant_choose      (TallyLearnAssistant            *self,
                                          const TallyLearnLesson         *lesson,
                                          guint                           n_threads);

/**
 * tally_learn_assistant_write:
 * @self: a model
 * @digest: (nullable): its digest; %NULL = without, which is what the digest is made of
 *
 * Returns: (transfer full): it as canonical JSON
 */
char  *tally_learn_assistant_write       (const TallyLearnAssistant      *self,
                                          const char                     *digest);

/**
 * tally_learn_assistant_seal:
 * @self: a model
 *
 * Writes its digest into its record.
 */
void   tally_learn_assistant_seal        (TallyLearnAssistant            *self);

G_END_DECLS
