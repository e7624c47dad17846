/* tally-audit-variances.h
 *
 * What variances of many small samples are drawn towards, and how strongly (empirical Bayes). Pure function, any
 * thread. Depends on the C library's mathematics alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Strongest draw towards each other, in degrees of freedom: nothing is known better than that. */
#define TALLY_AUDIT_VARIANCES_MAX_DEGREES 200

/**
 * tally_audit_variances_fit:
 * @variances: (array length=n): variances of samples, each more than 0
 * @degrees: (array length=n): their degrees of freedom, 1 or more each
 * @n: how many samples, 2 or more
 * @out_variance: (out): what they are drawn towards
 * @out_degrees: (out): how strongly: in degrees of freedom, %TALLY_AUDIT_VARIANCES_MAX_DEGREES at most
 *
 * By moments of the logarithms of variances whose true values are scaled inverse chi-squares: Smyth 2004, "Linear
 * models and empirical Bayes methods for assessing differential expression in microarray experiments", section 6.2.
 * O(@n).
 */
void tally_audit_variances_fit (const double  *variances,
                                const guint   *degrees,
                                guint          n,
                                double        *out_variance,
                                double        *out_degrees);

G_END_DECLS
