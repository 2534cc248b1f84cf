/* SPDX-License-Identifier: Apache-2.0
 *
 * dore on one page. A run is five calls in this order; each takes what the one before gave, and
 * each has its header:
 *
 *     dore_manifest_load   files + variables        -> struct dore_manifest   manifest.h
 *     dore_plan_build      manifest + seed, scale   -> struct dore_plan       plan.h
 *     dore_sink_open       a path                   -> struct dore_sink       sink.h
 *     dore_run             plan -> files, in a sink                           engine.h
 *     dore_sink_finish     the output gets its name                           sink.h
 *
 * All faults of the first two go to a struct dore_diags (diag.h); after the plan is built only the
 * disk or memory can fail. Inside dore_run a table's rows are made batch by batch: dore_fill turns
 * row numbers into typed columns (value.h) with the ops that generators compiled (generator.h,
 * faker.h), and a format (format.h) turns columns into bytes. A value depends on its names, the
 * seed and its row (rng.h) and on nothing else.
 *
 * A header includes only what stands to its left here:
 *     base < diag < node < rng < value < table < faker, format < generator < manifest < plan < sink
 *     < engine < bundle
 */
#ifndef DORE_DORE_H
#define DORE_DORE_H

#include "dore/bundle.h"
#include "dore/faker.h"

#define DORE_VERSION "0.1.0"
/* Raised whenever the same manifest and seed give other bytes than before. */
#define DORE_DATA_VERSION 1

#endif
