/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_geo: coordinates, drawn evenly with six decimals, and known places on land.
 */
#include "choice.h"
#include "decimal.h"
#include "grid.h"
#include "providers.h"

enum { SCALE = 6, HALF_SCALE = 7 }; /* a latitude is half of a coordinate: one digit more */
#define HALF_TURN INT64_C(180000000)

static const struct faker_grid longitude = {.kind = DORE_DECIMAL,
                                            .scale = SCALE,
                                            .first = -HALF_TURN,
                                            .step = 1,
                                            .count = 2 * HALF_TURN + 1};
static const struct faker_grid latitude = {.kind = DORE_DECIMAL,
                                           .scale = HALF_SCALE,
                                           .first = -5 * HALF_TURN,
                                           .step = 5,
                                           .count = 2 * HALF_TURN + 1};

/* ---- around a centre ------------------------------------------------------------------------ */

enum { CENTER, RADIUS };

static const struct dore_param coordinate_params[] = {
    {"center", DORE_P_NUMBER | DORE_P_STRING | DORE_P_NULL, "null", NULL,
     "middle; null: the whole range"},
    {"radius", DORE_P_NUMBER, "0.001", NULL, "half width around the middle"},
    {NULL, 0, NULL, NULL, NULL},
};

/* The argument in millionths; false when it is no number or too large for a place. */
static bool read_millionths(const struct dore_arg *arg, const char *name,
                            const struct dore_faker *faker, int64_t *out) {
    const int64_t limit = INT64_C(1000000000000000);
    struct faker_decimal number;
    double checked;
    if (!dore_parse_double(arg->s, &checked)) {
        faker_refuse(arg, name, faker, NULL, "no number");
        return false;
    }
    if (!faker_decimal_read(arg->s, faker->arena, &number) ||
        !faker_decimal_scaled(&number, SCALE, false, out) || *out > limit || *out < -limit) {
        faker_refuse(arg, name, faker, NULL, "too large");
        return false;
    }
    return true;
}

static const void *prepare_coordinate(const struct dore_arg *arg, const struct dore_faker *faker) {
    if (arg[CENTER].null) {
        return &longitude;
    }
    int64_t center, radius;
    bool read = read_millionths(&arg[CENTER], "center", faker, &center);
    read = read_millionths(&arg[RADIUS], "radius", faker, &radius) && read;
    if (!read) {
        return NULL;
    }
    radius = radius < 0 ? -radius : radius;
    struct faker_grid grid = faker_grid_of(DORE_DECIMAL, center - radius, center + radius, 1);
    grid.scale = SCALE;
    return faker_grid_keep(faker, grid);
}

/* ---- pairs of numbers ----------------------------------------------------------------------- */

struct pair {
    struct dore_domain number, list;
};

static const void *prepare_pair(const struct dore_arg *arg, const struct dore_faker *faker) {
    (void)arg;
    struct pair *pair = DORE_NEW(faker->arena, struct pair, 1);
    pair->number = faker_decimal_domain(-10 * HALF_TURN, 10 * HALF_TURN, HALF_SCALE);
    pair->list = faker_list_domain_of(&pair->number, 2, 2);
    return pair;
}

static struct dore_domain pair_domain(const void *state) {
    const struct pair *pair = state;
    return pair->list;
}

static void make_pair(const void *state, struct dore_cell *cell, struct dore_value *out) {
    (void)state;
    struct dore_value *item = DORE_NEW(cell->arena, struct dore_value, 2);
    const int64_t units[2] = {faker_grid_pick(&latitude, &cell->rng),
                              10 * faker_grid_pick(&longitude, &cell->rng)};
    for (unsigned i = 0; i < 2; i++) {
        item[i] = (struct dore_value){.kind = DORE_DECIMAL, .scale = HALF_SCALE, .u.i = units[i]};
    }
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, 2}};
}

/* ---- places --------------------------------------------------------------------------------- */

enum { PLACE_COUNTRY = 3, PLACE_COLUMNS = 5, COORDINATE_COLUMNS = 2 };

/* The places to choose from and how many columns of them are shown. */
struct places {
    const struct dore_words *words;
    uint32_t *row;
    uint32_t count, columns;
    struct dore_domain text, list;
};

/* Those of a list that lie in the country; NULL: all. */
static void add_places(struct places *places, const struct dore_words *words, const char *country,
                       struct dore_arena *arena) {
    places->words = words;
    places->row = DORE_NEW(arena, uint32_t, words->count);
    for (uint32_t row = 0; row < words->count; row++) {
        if (country && !dore_str_is(dore_word(words, row, PLACE_COUNTRY), country)) {
            continue;
        }
        for (uint32_t column = 0; column < places->columns; column++) {
            struct dore_domain one = faker_domain_literal(dore_word(words, row, column));
            places->text =
                places->count + column == 0 ? one : faker_domain_either(&places->text, &one);
        }
        places->row[places->count++] = row;
    }
}

/* A locale knows the places of its country, the default one some of every country. */
static const struct places *make_places(const struct dore_faker *faker, const char *country,
                                        bool coords_only) {
    static const char list[] = "geo.land_coords";
    struct places *places = DORE_NEW(faker->arena, struct places, 1);
    places->columns = coords_only ? COORDINATE_COLUMNS : PLACE_COLUMNS;
    add_places(places, faker_words(faker, list), country, faker->arena);
    if (places->count == 0) {
        struct dore_faker abroad = faker_abroad(faker);
        add_places(places, faker_words(&abroad, list), country, faker->arena);
    }
    places->text.distinct = 0;
    places->list = faker_list_domain_of(&places->text, places->columns, places->columns);
    return places;
}

#define COORDS_PARAM                                                                               \
    { "coords_only", DORE_P_BOOL, "false", NULL, "only latitude and longitude" }

static const struct dore_param land_params[] = {COORDS_PARAM, {NULL, 0, NULL, NULL, NULL}};
static const struct dore_param local_params[] = {
    {"country_code", DORE_P_STRING, "\"US\"", NULL, "two letters in upper case"},
    COORDS_PARAM,
    {NULL, 0, NULL, NULL, NULL},
};

static const void *prepare_land(const struct dore_arg *arg, const struct dore_faker *faker) {
    return make_places(faker, NULL, arg[0].b);
}

static const void *prepare_local(const struct dore_arg *arg, const struct dore_faker *faker) {
    const struct places *places = make_places(faker, arg[0].s.text, arg[1].b);
    if (places->count == 0) {
        dore_warning(faker->diags, DORE_W_PARAM, arg[0].where, "write one such as DE",
                     "'country_code' of '%s' is %s, where no place is known; all values are null",
                     faker->method, faker_given(&arg[0], faker));
    }
    return places;
}

static struct dore_domain places_domain(const void *state) {
    const struct places *places = state;
    return places->count > 0 ? places->list : dore_domain_of_kind(DORE_NULL);
}

static void make_place(const void *state, struct dore_cell *cell, struct dore_value *out) {
    const struct places *places = state;
    *out = (struct dore_value){.kind = DORE_NULL};
    if (places->count == 0) {
        return;
    }
    uint32_t row = places->row[dore_rng_below(&cell->rng, places->count)];
    struct dore_value *item = DORE_NEW(cell->arena, struct dore_value, places->columns);
    for (uint32_t column = 0; column < places->columns; column++) {
        item[column] =
            (struct dore_value){.kind = DORE_STRING, .u.s = dore_word(places->words, row, column)};
    }
    *out = (struct dore_value){.kind = DORE_LIST, .u.list = {item, places->columns}};
}

/* ---- the table ------------------------------------------------------------------------------ */

#define PLACES(method, which, text_about)                                                          \
    {                                                                                              \
        .name = method, .about = text_about, .params = which##_params, .prepare = prepare_##which, \
        .domain = places_domain, .cell = make_place                                                \
    }

static const struct dore_method methods[] = {
    {.name = "coordinate",
     .about = "a number -180 to 180 with six decimals, or one near a middle",
     .params = coordinate_params,
     .prepare = prepare_coordinate,
     .domain = faker_grid_domain,
     .fill = faker_grid_fill,
     .at = faker_grid_at},
    {.name = "latitude",
     .about = "degrees -90 to 90",
     .constant = &latitude,
     .domain = faker_grid_domain,
     .fill = faker_grid_fill,
     .at = faker_grid_at},
    {.name = "latlng",
     .about = "latitude and longitude",
     .prepare = prepare_pair,
     .domain = pair_domain,
     .cell = make_pair},
    PLACES("local_latlng", local, "a place on land in one country"),
    PLACES("location_on_land", land, "a place on land"),
    {.name = "longitude",
     .about = "degrees -180 to 180",
     .constant = &longitude,
     .domain = faker_grid_domain,
     .fill = faker_grid_fill,
     .at = faker_grid_at},
    {0},
};

const struct dore_provider dore_provider_geo = {"geo", methods};
