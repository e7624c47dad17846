/* tally-page-review-private.h
 *
 * What the files of the page share: what it shows, and what somebody decides about it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-finding-detail.h"
#include "tally-app-finding-filter.h"
#include "tally-app-finding-table.h"
#include "tally-page-review.h"

G_BEGIN_DECLS

struct _TallyPageReview {
  TallyAppPage           parent_instance;

  /* template */
  AdwLeaflet            *leaflet;
  TallyAppFindingFilter *filter;
  GtkMenuButton         *columns_button;
  GtkStack              *states;
  TallyAppFindingTable  *table;
  AdwStatusPage         *empty;
  GtkButton             *empty_button;
  GtkLabel              *summary;
  GtkLabel              *position;
  GtkWidget             *list_side;
  GtkWidget             *detail_side;
  GtkWidget             *back_bar;
  TallyAppFindingDetail *detail;

  TallyEngineList       *list;       /* (owned) */
  TallyAppSelection     *selection;  /* (owned) */
  TallyEngineDesk       *desk;       /* (borrowed) (nullable): the one that the list asks; not to be used */
  gint64                 shown_key;  /* of the finding in the detail, 0 = none */
  gint64                 wanted_key; /* of the one that is asked for, 0 = none */
  gint64                 return_key; /* of the one to go back to when the list is read again, 0 = none */
  char                  *shown_id;   /* (owned) (nullable): of the finding in the detail */
  TallyQuery            *others;     /* (owned) (nullable): what was listed before those alike */
  gint64                 alike_key;  /* of the one that they are like */
  guint                  others_place; /* where somebody was among the others */
  guint                  place;      /* where somebody was last */
  guint                  n_deeds;    /* decisions and remarks on their way */
  gboolean               is_asking;  /* for a finding */
  gboolean               was_read;   /* the list, once */
  gboolean               is_choosing_alike; /* those alike are asked for */
};

/**
 * tally_page_review_show_again:
 * @self: the page
 *
 * Reads the list and the finding that is shown anew.
 */
void tally_page_review_show_again (TallyPageReview *self);

/**
 * tally_page_review_set_query:
 * @self: the page
 * @query: what to list
 *
 * Lists something else, from its first on.
 */
void tally_page_review_set_query  (TallyPageReview  *self,
                                   const TallyQuery *query);

/**
 * tally_page_review_show_alike:
 * @self: the page
 *
 * Lists the open findings of the kind of the one that is shown, all selected, to be decided about at once; goes back if
 * they are listed already.
 */
void tally_page_review_show_alike (TallyPageReview *self);

/**
 * tally_page_review_choose_alike:
 * @self: the page
 *
 * The list was read: selects all of it if those alike were asked for, or goes back if it is one alone.
 */
void tally_page_review_choose_alike (TallyPageReview *self);

/**
 * tally_page_review_leave_alike:
 * @self: the page
 * @key: of the finding to go to if it is still there, 0 = to where somebody was
 *
 * Lists what was listed before those alike.
 *
 * Returns: whether those alike were listed
 */
gboolean tally_page_review_leave_alike (TallyPageReview *self,
                                        gint64           key);

/**
 * tally_page_review_forget_alike:
 * @self: the page
 *
 * Somebody chose otherwise: there is no way back to what was listed before those alike.
 */
void tally_page_review_forget_alike (TallyPageReview *self);

/**
 * tally_page_review_show_finding:
 * @self: the page
 * @key: number of a finding, 0 = none
 *
 * Has it shown when it is read.
 */
void tally_page_review_show_finding (TallyPageReview *self,
                                     gint64           key);

/**
 * tally_page_review_go_on:
 * @self: the page
 *
 * Goes to the finding behind those that are selected.
 */
void tally_page_review_go_on      (TallyPageReview *self);

/**
 * tally_page_review_decide:
 * @self: the page
 * @to: what those that are selected become
 * @reason: why, "" = not said
 *
 * Decides, goes on at once, and offers to take it back when it is kept.
 */
void tally_page_review_decide     (TallyPageReview    *self,
                                   TallyFindingStatus  to,
                                   const char         *reason);

/**
 * tally_page_review_remark:
 * @self: the page
 * @remark: what somebody said about the finding that is shown, without its actor
 *
 * Keeps it.
 */
void tally_page_review_remark     (TallyPageReview          *self,
                                   const TallyFindingRemark *remark);

/**
 * tally_page_review_attach:
 * @self: the page
 * @file: a file for the finding that is shown
 *
 * Keeps it.
 */
void tally_page_review_attach     (TallyPageReview *self,
                                   GFile           *file);

/**
 * tally_page_review_ask_peers:
 * @self: the page
 * @finding: the finding that is shown
 *
 * Has its line shown among others, when they are read: that takes longer than the finding itself.
 */
void tally_page_review_ask_peers  (TallyPageReview    *self,
                                   const TallyFinding *finding);

/**
 * tally_page_review_copy:
 * @self: the page
 *
 * Copies what is selected as a table.
 */
void tally_page_review_copy       (TallyPageReview *self);

G_END_DECLS
