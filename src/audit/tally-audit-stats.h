/* tally-audit-stats.h
 *
 * What is usual and how unlikely something is: robust middle and spread, tails of distributions, exact to
 * nine digits and without a table. Numbers for people in one form in every locale. Pure functions, any
 * thread. Depends on the C library's mathematics alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TALLY_AUDIT_STATS_BUFFER_SIZE 40

/**
 * tally_audit_stats_sort:
 * @values: (array length=n_values) (inout): numbers, none of them NaN
 * @n_values: how many
 *
 * Sorts them, the smallest first.
 */
void        tally_audit_stats_sort                   (double        *values,
                                                      guint          n_values);

/**
 * tally_audit_stats_get_median:
 * @sorted: (array length=n_values): sorted numbers
 * @n_values: how many, 1 or more
 *
 * Returns: the middle one, or the mean of the middle two
 */
double      tally_audit_stats_get_median             (const double  *sorted,
                                                      guint          n_values);

/**
 * tally_audit_stats_get_mad:
 * @sorted: (array length=n_values): sorted numbers
 * @n_values: how many, 1 or more
 *
 * O(n), nothing is allocated.
 *
 * Returns: the median of their distances from their median
 */
double      tally_audit_stats_get_mad                (const double  *sorted,
                                                      guint          n_values);

/**
 * tally_audit_stats_get_modified_z:
 * @value: a number
 * @median: the median of its peers
 * @mad: their median distance from it
 * @floor: least distance that counts, more than 0: what stands for @mad where most peers are equal
 *
 * The modified z-score of Iglewicz and Hoaglin (1993): beyond 3.5 a value is an outlier.
 *
 * Returns: 0.6745 × (@value - @median) / max (@mad, @floor)
 */
double      tally_audit_stats_get_modified_z         (double         value,
                                                      double         median,
                                                      double         mad,
                                                      double         floor);

/**
 * tally_audit_stats_normal_tail:
 * @z: any number
 *
 * Returns: how likely a standard normal number is at least @z
 */
double      tally_audit_stats_normal_tail            (double         z);

/**
 * tally_audit_stats_binomial_tail:
 * @k: successes
 * @n: trials
 * @p: how likely a success is, 0 … 1
 *
 * O(√@n).
 *
 * Returns: how likely @k or more of @n are successes
 */
double      tally_audit_stats_binomial_tail          (guint64        k,
                                                      guint64        n,
                                                      double         p);

/**
 * tally_audit_stats_binomial_deviation:
 * @n: trials
 * @p: how likely a success is, 0 … 1
 *
 * Returns: how far the number of successes lies from @n × @p on average (De Moivre's mean absolute deviation)
 */
double      tally_audit_stats_binomial_deviation     (guint64        n,
                                                      double         p);

/**
 * tally_audit_stats_poisson_tail:
 * @k: events
 * @mean: how many there are on average, 0 or more
 *
 * Returns: how likely there are @k or more
 */
double      tally_audit_stats_poisson_tail           (guint64        k,
                                                      double         mean);

/**
 * tally_audit_stats_poisson_head:
 * @k: events
 * @mean: how many there are on average, 0 or more
 *
 * Returns: how likely there are @k or fewer
 */
double      tally_audit_stats_poisson_head           (guint64        k,
                                                      double         mean);

/**
 * tally_audit_stats_count_tail:
 * @k: events
 * @mean: how many there are on average, more than 0
 * @variance: their variance
 *
 * Of a negative binomial distribution; of Poisson's where the variance is not above the mean.
 *
 * Returns: how likely there are @k or more
 */
double      tally_audit_stats_count_tail             (guint64        k,
                                                      double         mean,
                                                      double         variance);

/**
 * tally_audit_stats_gamma_tail:
 * @shape: shape of a gamma distribution of scale 1, more than 0
 * @x: any number
 *
 * The regularised upper incomplete gamma function Q (@shape, @x).
 *
 * Returns: how likely such a number is at least @x
 */
double      tally_audit_stats_gamma_tail             (double         shape,
                                                      double         x);

/**
 * tally_audit_stats_chi_square_tail:
 * @x: sum of squares
 * @degrees: degrees of freedom, 1 or more
 *
 * Returns: how likely it is at least @x
 */
double      tally_audit_stats_chi_square_tail        (double         x,
                                                      guint          degrees);

/**
 * tally_audit_stats_student_tail:
 * @t: any number
 * @degrees: degrees of freedom, more than 0; need not be whole
 *
 * Returns: how likely a number of Student's distribution is at least @t
 */
double      tally_audit_stats_student_tail           (double         t,
                                                      double         degrees);

/**
 * tally_audit_stats_format:
 * @value: a finite number
 * @places: decimal places, 0 … 9
 * @buffer: (out caller-allocates): room for %TALLY_AUDIT_STATS_BUFFER_SIZE bytes
 *
 * Returns: (transfer none): @buffer: the number for a sentence
 */
const char *tally_audit_stats_format                 (double         value,
                                                      guint          places,
                                                      char          *buffer);

/**
 * tally_audit_stats_format_chance:
 * @p_value: 0 … 1
 * @buffer: (out caller-allocates): room for %TALLY_AUDIT_STATS_BUFFER_SIZE bytes
 *
 * Returns: (transfer none): @buffer: "0.034", "0.000012", or "less than 0.000001"
 */
const char *tally_audit_stats_format_chance          (double         p_value,
                                                      char          *buffer);

G_END_DECLS
