/* SPDX-License-Identifier: Apache-2.0
 *
 * The sink that keeps nothing: for measuring what generating alone costs.
 */
#include "private.h"

static bool begin(struct dore_sink *sink, const struct dore_file *file, struct dore_diags *diags) {
    (void)sink, (void)file, (void)diags;
    return true;
}

static bool discard(struct dore_sink *sink, const char *bytes, size_t size,
                    struct dore_diags *diags) {
    (void)sink, (void)bytes, (void)size, (void)diags;
    return true;
}

static bool end(struct dore_sink *sink, struct dore_diags *diags) {
    (void)sink, (void)diags;
    return true;
}

static void forget(struct dore_sink *sink) {
    dore_free(sink);
}

static bool finish(struct dore_sink *sink, struct dore_diags *diags) {
    (void)diags;
    forget(sink);
    return true;
}

static const struct dore_sink_kind kind = {
    .begin = begin, .write = discard, .end = end, .finish = finish, .abort = forget};

struct dore_sink *dore_sink_null(void) {
    struct dore_sink *sink = dore_alloc(1, sizeof *sink);
    sink->kind = &kind;
    return sink;
}
