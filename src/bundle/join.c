/* SPDX-License-Identifier: Apache-2.0
 *
 * The shards of one run as the supply of its files. First every shard is read through and compared
 * with the others: only a complete set of one run goes on. Then the engine asks for the files of
 * the whole in their order; each is the next file of some shard, so every shard is read forwards
 * once more, and of each a part is held until its units were given out.
 */
#include "private.h"

#include <inttypes.h>

static const struct dore_where nowhere = {0};

struct shard {
    const char *path;
    struct bundle_index index;
    uint64_t number, of;
    const struct dore_node *next; /* of the list of files: what was not given out yet */
    struct bundle_reader *reader; /* NULL: not opened yet */
};

struct dore_shards_state {
    struct shard *shard;
    size_t count;
    struct dore_buf file;         /* the one that is given out */
    uint64_t given;               /* bytes of it */
    const struct dore_node *unit; /* the next one's size; NULL: the rest */
};

/* ---- do they belong together? ------------------------------------------------------------- */

static bool read_number(const struct dore_node *root, struct shard *shard) {
    const struct dore_node *about = dore_node_find(root, "shard");
    if (!about || about->kind != DORE_NODE_OBJECT)
        return false;
    const struct dore_node *number = dore_node_find(about, "number");
    const struct dore_node *of = dore_node_find(about, "of");
    return number && of && number->kind == DORE_NODE_NUMBER && of->kind == DORE_NODE_NUMBER &&
           dore_parse_u64(number->text, &shard->number) && dore_parse_u64(of->text, &shard->of) &&
           shard->number >= 1 && shard->number <= shard->of;
}

static void put_value(const struct dore_node *node, struct dore_buf *out) {
    if (node)
        dore_node_write(node, 0, out);
    else
        dore_buf_puts(out, "none");
}

/* The members of bundle.json that all shards of a run share, as messages call them. */
static const struct {
    const char *key, *name;
} shared[] = {
    {"version", "version"},
    {"dataVersion", "data version"},
    {"format", "format"},
    {"manifest", "manifest"},
    {"seed", "seed"},
    {"locale", "locale"},
    {"now", "now"},
    {"scale", "scale"},
    {"steps", "list of steps"},
    {"drop", "choice to drop models"},
    {"onlyDatastores", "choice of datastores"},
    {"onlyModels", "choice of models"},
};

static bool belongs(const struct shard *shard, const struct shard *first,
                    struct dore_diags *diags) {
    struct dore_buf ours = {0}, theirs = {0};
    bool good = true;
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        dore_buf_clear(&ours);
        dore_buf_clear(&theirs);
        put_value(dore_node_find(shard->index.root, shared[i].key), &ours);
        put_value(dore_node_find(first->index.root, shared[i].key), &theirs);
        if (ours.size == theirs.size && memcmp(ours.data, theirs.data, ours.size) == 0)
            continue;
        dore_error(diags, DORE_E_SHARDS, nowhere, NULL,
                   "'%s' does not belong to '%s': its %s is %.*s, not %.*s", shard->path,
                   first->path, shared[i].name, (int)ours.size, ours.data, (int)theirs.size,
                   theirs.data);
        good = false;
    }
    if (shard->of != first->of)
        dore_error(diags, DORE_E_SHARDS, nowhere, NULL,
                   "'%s' does not belong to '%s': it is one of %" PRIu64 " shards, not of %" PRIu64,
                   shard->path, first->path, shard->of, first->of);
    dore_buf_release(&ours);
    dore_buf_release(&theirs);
    return good && shard->of == first->of;
}

static int by_number(const void *left, const void *right) {
    const struct shard *a = left, *b = right;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* "2, 5 and 7 more". The shards are sorted. */
static void report_missing(const struct dore_shards_state *state, struct dore_diags *diags) {
    enum { SHOWN = 8 };
    const char *list = NULL;
    uint64_t of = state->shard[0].of, missing = 0, number = 1;
    for (size_t i = 0; i <= state->count; i++) {
        uint64_t have = i < state->count ? state->shard[i].number : of + 1;
        for (; number < have && missing < SHOWN; number++, missing++)
            list = dore_hint(diags, "%s%s%" PRIu64, list ? list : "", list ? ", " : "", number);
        missing += number < have ? have - number : 0;
        number = have + 1;
    }
    if (missing > SHOWN)
        list = dore_hint(diags, "%s and %" PRIu64 " more", list, missing - SHOWN);
    if (missing)
        dore_error(diags, DORE_E_SHARDS, nowhere, NULL,
                   missing == 1 ? "shard %s of %" PRIu64 " is missing"
                                : "shards %s of %" PRIu64 " are missing",
                   list, of);
}

/* Numbers from 1 to N, each once. */
static void check_numbers(struct dore_shards_state *state, struct dore_diags *diags) {
    qsort(state->shard, state->count, sizeof *state->shard, by_number);
    for (size_t i = 1; i < state->count; i++)
        if (state->shard[i].number == state->shard[i - 1].number)
            dore_error(diags, DORE_E_SHARDS, nowhere, "leave one of them out",
                       "'%s' and '%s' are both shard %" PRIu64 " of %" PRIu64,
                       state->shard[i - 1].path, state->shard[i].path, state->shard[i].number,
                       state->shard[i].of);
    report_missing(state, diags);
}

/* Another program than the one that made the shards would not plan the same files. */
static void check_version(const struct shard *shard, const char *version,
                          struct dore_diags *diags) {
    const struct dore_node *made = dore_node_find(shard->index.root, "version");
    if (made && made->kind == DORE_NODE_STRING && dore_str_is(made->text, version))
        return;
    dore_error(diags, DORE_E_SHARDS, nowhere, "join them with the program that made them",
               "'%s' was made by another version than %s", shard->path, version);
}

static bool read_shard(struct shard *shard, struct dore_arena *arena, struct dore_diags *diags) {
    if (!bundle_index_read(shard->path, arena, &shard->index, diags))
        return false;
    shard->next = shard->index.files->first;
    if (read_number(shard->index.root, shard))
        return true;
    dore_error(diags, DORE_E_SHARDS, nowhere, "name bundles that were made with '--shard'",
               "'%s' is no shard", shard->path);
    return false;
}

static void check(struct dore_shards_state *state, struct dore_arena *arena, const char *version,
                  struct dore_diags *diags) {
    bool together = true;
    for (size_t i = 0; i < state->count; i++)
        together &= read_shard(&state->shard[i], arena, diags);
    if (!together)
        return;
    for (size_t i = 1; i < state->count; i++)
        together &= belongs(&state->shard[i], &state->shard[0], diags);
    if (!together)
        return;
    check_version(&state->shard[0], version, diags);
    check_numbers(state, diags);
}

/* ---- the supply --------------------------------------------------------------------------- */

/* What every shard has for itself, and the run makes anew. */
static bool is_own(const char *role) {
    return strcmp(role, "readme") == 0 || strcmp(role, "manifest") == 0;
}

/* The next file of a shard. False at its end; the path is NULL where the list is damaged. */
static bool next_file(struct shard *shard, struct bundle_file *file) {
    for (; shard->next; shard->next = shard->next->next) {
        if (!bundle_file_of(shard->next, file))
            file->path = NULL;
        if (!file->path || !is_own(file->role))
            return true;
    }
    return false;
}

/* Whether the list of units fits the file and the plan. */
static bool units_fit(const struct bundle_file *file, const struct dore_piece *piece) {
    uint64_t total = 0, bytes;
    if (!file->units)
        return piece->count == 1;
    for (const struct dore_node *unit = file->units->first; unit; unit = unit->next) {
        if (unit->kind != DORE_NODE_NUMBER || !dore_parse_u64(unit->text, &bytes) ||
            bytes > file->bytes - total)
            return false;
        total += bytes;
    }
    return file->units->count == piece->count && total == file->bytes;
}

/* Reads a whole file, and believes nothing of it. */
static bool take_file(struct dore_shards_state *state, struct shard *shard,
                      const struct bundle_file *file, const struct dore_piece *piece,
                      struct dore_diags *diags) {
    if (!shard->reader)
        shard->reader = bundle_open(shard->path, diags);
    dore_buf_clear(&state->file);
    state->given = 0;
    state->unit = file->units ? file->units->first : NULL;
    shard->next = shard->next->next;
    if (!shard->reader ||
        !bundle_read(shard->reader, piece->path, file->bytes, &state->file, diags))
        return false;
    return (state->file.size == file->bytes && file->rows == piece->rows &&
            units_fit(file, piece) && bundle_digest_is(&state->file, file->digest)) ||
           bundle_damaged(shard->path, dore_hint(diags, "'%s' is not what it was", piece->path),
                          diags);
}

/* The shard whose next file it is. */
static bool find_file(struct dore_shards_state *state, const struct dore_piece *piece,
                      struct dore_diags *diags) {
    for (size_t i = 0; i < state->count; i++) {
        struct bundle_file file;
        if (!next_file(&state->shard[i], &file))
            continue;
        if (!file.path)
            return bundle_damaged(state->shard[i].path, "its bundle.json lists no files", diags);
        if (strcmp(file.path, piece->path) == 0)
            return take_file(state, &state->shard[i], &file, piece, diags);
    }
    dore_error(diags, DORE_E_SHARDS, nowhere, NULL, "no shard holds '%s' where it should",
               piece->path);
    return false;
}

static bool supply(void *context, const struct dore_piece *piece, struct dore_buf *out,
                   struct dore_diags *diags) {
    struct dore_shards_state *state = context;
    uint64_t bytes;
    if (piece->index == 0 && !find_file(state, piece, diags))
        return false;
    if (!state->unit || !dore_parse_u64(state->unit->text, &bytes))
        bytes = state->file.size - state->given;
    dore_buf_put(out, state->file.data ? state->file.data + state->given : "", bytes);
    state->given += bytes;
    state->unit = state->unit ? state->unit->next : NULL;
    return true;
}

/* ---- all together ------------------------------------------------------------------------- */

bool dore_shards_open(struct dore_shards *shards, struct dore_arena *arena, const char *const *path,
                      size_t count, const char *version, struct dore_diags *diags) {
    size_t errors = diags->errors;
    struct dore_shards_state *state = DORE_NEW(arena, struct dore_shards_state, 1);
    state->shard = DORE_NEW(arena, struct shard, count);
    state->count = count;
    for (size_t i = 0; i < count; i++)
        state->shard[i].path = path[i];
    *shards = (struct dore_shards){.state = state, .supply = {.context = state, .piece = supply}};
    check(state, arena, version, diags);
    if (diags->errors == errors)
        shards->plan = bundle_plan(state->shard[0].path, &state->shard[0].index, arena, diags);
    return shards->plan;
}

bool dore_shards_finish(struct dore_shards *shards, struct dore_diags *diags) {
    struct bundle_file file;
    bool good = true;
    for (size_t i = 0; i < shards->state->count; i++) {
        struct shard *shard = &shards->state->shard[i];
        if (!next_file(shard, &file))
            continue;
        good = bundle_damaged(shard->path, "it holds files that the run does not have", diags);
    }
    return good;
}

void dore_shards_close(struct dore_shards *shards) {
    if (!shards->state)
        return;
    for (size_t i = 0; i < shards->state->count; i++)
        bundle_close(shards->state->shard[i].reader);
    dore_buf_release(&shards->state->file);
    shards->state = NULL;
}
