/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_color: the methods that choose by hue. One draw gives one colour whatever the notation;
 * known colours are written as the original writes them; hue and luminosity hold.
 */
#include "faker_fixture.h"

Suite *suite_provider_color(void);

static void read_three(struct fixture *fixture, uint64_t row, int64_t out[3]) {
    struct dore_rows rows = {.first = row, .count = 1};
    const struct dore_value *list = fixture_values(fixture, &rows);
    ck_assert_uint_eq(list->u.list.count, 3);
    for (int i = 0; i < 3; i++)
        out[i] = list->u.list.item[i].u.i;
}

/* Values of the original: the same colour in all notations. */
static const struct {
    int64_t hsv[3], hsl[3], rgb[3];
    const char *fractions, *hex;
} known[] = {
    {{127, 70, 91},
     {127, 77, 59},
     {69, 232, 88},
     "[0.2730000000000001,0.91,0.3473166666666667]",
     "#45e858"},
    {{78, 76, 75}, {78, 61, 46}, {147, 191, 45}, "[0.579,0.75,0.18]", "#93bf2d"},
    {{39, 57, 91}, {39, 74, 65}, {232, 185, 99}, "[0.91,0.728455,0.39130000000000004]", "#e8b963"},
    {{343, 53, 88},
     {343, 66, 64},
     {224, 105, 139},
     "[0.88,0.41359999999999997,0.5457466666666666]",
     "#e0698b"},
    {{74, 40, 99}, {74, 95, 79}, {228, 252, 151}, "[0.8976,0.99,0.594]", "#e4fc97"},
};

/* Walks the rows of the hue until the colour comes. */
static uint64_t find_color(const int64_t hsv[3], const char *params, uint64_t stream) {
    struct fixture fixture;
    int64_t color[3] = {0};
    uint64_t row = 0;
    fixture_open(&fixture, "color_hsv", params);
    fixture.stream = stream;
    for (;; row++) {
        ck_assert_uint_lt(row, 100000);
        read_three(&fixture, row, color);
        if (memcmp(color, hsv, sizeof color) == 0)
            break;
    }
    fixture_close(&fixture);
    return row;
}

static const char *text_of(struct fixture *fixture, const char *method, const char *params,
                           uint64_t stream, uint64_t row) {
    fixture_open(fixture, method, params);
    fixture->stream = stream;
    return fixture_text(fixture, row);
}

START_TEST(test_known_colors) {
    struct fixture fixture;
    const uint64_t stream = 77;
    char params[64], expected[64];
    snprintf(params, sizeof params, "{\"hue\": %d}", (int)known[_i].hsv[0]);
    uint64_t row = find_color(known[_i].hsv, params, stream);
    const struct {
        const char *method;
        const int64_t *numbers;
    } lists[] = {{"color_hsl", known[_i].hsl}, {"color_rgb", known[_i].rgb}};
    for (int i = 0; i < 2; i++) {
        snprintf(expected, sizeof expected, "[%d,%d,%d]", (int)lists[i].numbers[0],
                 (int)lists[i].numbers[1], (int)lists[i].numbers[2]);
        ck_assert_str_eq(text_of(&fixture, lists[i].method, params, stream, row), expected);
        fixture_close(&fixture);
    }
    ck_assert_str_eq(text_of(&fixture, "color_rgb_float", params, stream, row),
                     known[_i].fractions);
    fixture_close(&fixture);
    ck_assert_str_eq(text_of(&fixture, "color", params, stream, row), known[_i].hex);
    fixture_close(&fixture);
    snprintf(params, sizeof params, "{\"hue\": %d, \"color_format\": \"hsl\"}",
             (int)known[_i].hsv[0]);
    snprintf(expected, sizeof expected, "hsl(%d, %d, %d)", (int)known[_i].hsl[0],
             (int)known[_i].hsl[1], (int)known[_i].hsl[2]);
    ck_assert_str_eq(text_of(&fixture, "color", params, stream, row), expected);
    fixture_close(&fixture);
}
END_TEST

/* Hues modulo 360 from `least` on, `width` of them; saturations and values. */
static const struct {
    const char *params;
    int64_t least_hue, hues, least_saturation, most_saturation, least_value, most_value;
} ranges[] = {
    {"{}", 0, 361, 0, 100, 0, 100},
    {"{\"hue\": \"red\"}", 334, 45, 0, 100, 0, 100},
    {"{\"hue\": \"blue\"}", 179, 79, 20, 100, 35, 100},
    {"{\"hue\": \"blue\", \"luminosity\": \"bright\"}", 179, 79, 55, 100, 35, 100},
    {"{\"hue\": \"blue\", \"luminosity\": \"dark\"}", 179, 79, 90, 100, 35, 59},
    {"{\"hue\": \"blue\", \"luminosity\": \"light\"}", 179, 79, 20, 55, 83, 100},
    {"{\"hue\": \"blue\", \"luminosity\": \"random\"}", 179, 79, 0, 100, 0, 100},
    {"{\"hue\": \"monochrome\"}", 0, 1, 0, 0, 0, 100},
    {"{\"hue\": \"monochrome\", \"luminosity\": \"dark\"}", 0, 1, 0, 0, 0, 20},
    {"{\"hue\": 200.9}", 200, 1, 20, 100, 35, 100},
    {"{\"hue\": [210, 190.5]}", 190, 21, 20, 100, 35, 100},
    {"{\"hue\": [-50, 3]}", 0, 4, 0, 100, 0, 100},
};

START_TEST(test_ranges) {
    enum { ROWS = 4000 };
    struct fixture fixture;
    bool seen[361] = {false};
    int64_t hues = 0;
    fixture_open(&fixture, "color_hsv", ranges[_i].params);
    for (uint64_t row = 0; row < ROWS; row++) {
        int64_t hsv[3];
        read_three(&fixture, row, hsv);
        int64_t place = hsv[0] < ranges[_i].least_hue ? hsv[0] + 360 : hsv[0];
        if (place >= ranges[_i].least_hue + ranges[_i].hues ||
            hsv[1] < ranges[_i].least_saturation || hsv[1] > ranges[_i].most_saturation ||
            hsv[2] < ranges[_i].least_value || hsv[2] > ranges[_i].most_value)
            ck_abort_msg("%s: %d %d %d", ranges[_i].params, (int)hsv[0], (int)hsv[1], (int)hsv[2]);
        hues += !seen[hsv[0]];
        seen[hsv[0]] = true;
    }
    ck_assert_int_eq(hues, ranges[_i].hues);
    fixture_close(&fixture);
}
END_TEST

static const struct {
    const char *params;
    enum dore_code code;
    const char *message;
} refused[] = {
    {"{\"hue\": -1}", DORE_E_PARAM_RANGE, "'hue' of 'color' is -1, not from 0 to 360"},
    {"{\"hue\": 360.5}", DORE_E_PARAM_RANGE, "'hue' of 'color' is 360.5, not from 0 to 360"},
    {"{\"hue\": []}", DORE_E_PARAM_RANGE,
     "'hue' of 'color' is an array, not of two hues from 0 to 360"},
    {"{\"hue\": [1, \"2\"]}", DORE_E_PARAM_RANGE,
     "'hue' of 'color' is an array, not of two hues from 0 to 360"},
    {"{\"hue\": [400, 500]}", DORE_E_PARAM_RANGE,
     "'hue' of 'color' is an array, not of two hues from 0 to 360"},
    {"{\"hue\": \"gray\"}", DORE_E_CHOICE, "'gray' is no 'hue' of 'color'"},
};

START_TEST(test_refused) {
    struct fixture fixture;
    const struct dore_diag *diag = fixture_refused(&fixture, "color", refused[_i].params);
    ck_assert_int_eq(diag->code, refused[_i].code);
    ck_assert_str_eq(diag->message, refused[_i].message);
    fixture_close(&fixture);
}
END_TEST

START_TEST(test_words_without_effect) {
    struct fixture fixture;
    fixture_open(&fixture, "color", "{\"luminosity\": \"dim\", \"color_format\": \"cmyk\"}");
    ck_assert_uint_eq(fixture.diags.warnings, 2);
    ck_assert_int_eq(*fixture_text(&fixture, 0), '#');
    fixture_close(&fixture);
}
END_TEST

Suite *suite_provider_color(void) {
    Suite *suite = suite_create("provider_color");
    TCase *tcase = tcase_create("hues");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, test_known_colors, 0, COUNT(known));
    tcase_add_loop_test(tcase, test_ranges, 0, COUNT(ranges));
    tcase_add_loop_test(tcase, test_refused, 0, COUNT(refused));
    tcase_add_test(tcase, test_words_without_effect);
    suite_add_tcase(suite, tcase);
    return suite;
}
