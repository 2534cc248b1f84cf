/* SPDX-License-Identifier: Apache-2.0
 *
 * strftime: conversions of C, POSIX and glibc in the C locale, and %f (microseconds) as Python adds
 * it. glibc's flags _ - 0 ^ #, widths and the modifiers E and O are understood; a sequence that is
 * no conversion is copied as it stands. Moments are UTC without zone, so %z and %Z are empty, as
 * for Python's zoneless ones. The C library's function is not used: it asks the locale.
 */
#include "strftime.h"

#include "moment_numbers.h"
#include "providers.h"

/* A moment taken apart once. */
struct moment {
    int64_t us, days;
    struct dore_civil civil;
    unsigned weekday; /* Monday is 0 */
};

/* ---- what conversions print ----------------------------------------------------------------- */

/* From 0. */
static int64_t days_into_year(int64_t days, int32_t year) {
    return days - dore_days_from_civil(year, 1, 1);
}

/* An ISO week belongs to the year of its Thursday. */
static int64_t iso_thursday(const struct moment *moment) {
    return moment->days - moment->weekday + 3;
}

/* The week of the year when weeks begin on the day that is `weekday` days before this one. */
static int64_t week_begun(const struct moment *moment, unsigned weekday) {
    return (days_into_year(moment->days, moment->civil.year) + 7 - weekday) / 7;
}

static int64_t year(const struct moment *moment) {
    return moment->civil.year;
}
static int64_t century(const struct moment *moment) {
    return moment->civil.year / 100;
}
static int64_t year_of_century(const struct moment *moment) {
    return moment->civil.year % 100;
}
static int64_t iso_year(const struct moment *moment) {
    return dore_civil_from_days(iso_thursday(moment)).year;
}
static int64_t iso_year_of_century(const struct moment *moment) {
    return iso_year(moment) % 100;
}
static int64_t iso_week(const struct moment *moment) {
    return days_into_year(iso_thursday(moment), (int32_t)iso_year(moment)) / 7 + 1;
}
static int64_t week_of_sundays(const struct moment *moment) {
    return week_begun(moment, (moment->weekday + 1) % 7);
}
static int64_t week_of_mondays(const struct moment *moment) {
    return week_begun(moment, moment->weekday);
}
static int64_t month(const struct moment *moment) {
    return moment->civil.month;
}
static int64_t day(const struct moment *moment) {
    return moment->civil.day;
}
static int64_t day_of_year(const struct moment *moment) {
    return days_into_year(moment->days, moment->civil.year) + 1;
}
static int64_t weekday_from_sunday(const struct moment *moment) {
    return (moment->weekday + 1) % 7;
}
static int64_t weekday_from_monday(const struct moment *moment) {
    return moment->weekday + 1;
}
static int64_t hour(const struct moment *moment) {
    return moment->civil.hour;
}
static int64_t hour_of_twelve(const struct moment *moment) {
    return (moment->civil.hour + 11) % 12 + 1;
}
static int64_t minute(const struct moment *moment) {
    return moment->civil.minute;
}
static int64_t second(const struct moment *moment) {
    return moment->civil.second;
}
static int64_t microsecond(const struct moment *moment) {
    return moment->civil.microsecond;
}
static int64_t unix_seconds(const struct moment *moment) {
    return (moment->us - moment->civil.microsecond) / 1000000;
}

static const char *weekday_name(const struct moment *moment) {
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    return names[moment->weekday];
}
static const char *month_name(const struct moment *moment) {
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    return names[moment->civil.month - 1];
}
static const char *half_of_day(const struct moment *moment) {
    return moment->civil.hour < 12 ? "AM" : "PM";
}

/* A conversion gives a number, a name or other text, which may hold conversions; or nothing. */
static const struct conversion {
    char letter;
    char pad;              /* of a number with fewer than `least` digits */
    uint8_t least, most;   /* digits of a number, letters of a name, cut to `most` */
    const char *modifiers; /* of E and O, those that may stand before it */
    int64_t (*number)(const struct moment *moment);
    const char *(*name)(const struct moment *moment);
    const char *text;
} conversions[] = {
    {'Y', '0', 4, 4, "E", year, NULL, NULL},
    {'C', '0', 2, 2, "E", century, NULL, NULL},
    {'y', '0', 2, 2, "EO", year_of_century, NULL, NULL},
    {'G', '0', 4, 4, "", iso_year, NULL, NULL},
    {'g', '0', 2, 2, "", iso_year_of_century, NULL, NULL},
    {'m', '0', 2, 2, "O", month, NULL, NULL},
    {'d', '0', 2, 2, "O", day, NULL, NULL},
    {'e', ' ', 2, 2, "O", day, NULL, NULL},
    {'j', '0', 3, 3, "", day_of_year, NULL, NULL},
    {'H', '0', 2, 2, "O", hour, NULL, NULL},
    {'k', ' ', 2, 2, "", hour, NULL, NULL},
    {'I', '0', 2, 2, "O", hour_of_twelve, NULL, NULL},
    {'l', ' ', 2, 2, "", hour_of_twelve, NULL, NULL},
    {'M', '0', 2, 2, "O", minute, NULL, NULL},
    {'S', '0', 2, 2, "O", second, NULL, NULL},
    {'s', '0', 1, 12, "", unix_seconds, NULL, NULL},
    {'w', '0', 1, 1, "O", weekday_from_sunday, NULL, NULL},
    {'u', '0', 1, 1, "O", weekday_from_monday, NULL, NULL},
    {'U', '0', 2, 2, "O", week_of_sundays, NULL, NULL},
    {'W', '0', 2, 2, "O", week_of_mondays, NULL, NULL},
    {'V', '0', 2, 2, "O", iso_week, NULL, NULL},
    {'A', ' ', 6, 9, "", NULL, weekday_name, NULL},
    {'a', ' ', 3, 3, "", NULL, weekday_name, NULL},
    {'B', ' ', 3, 9, "", NULL, month_name, NULL},
    {'b', ' ', 3, 3, "", NULL, month_name, NULL},
    {'h', ' ', 3, 3, "", NULL, month_name, NULL},
    {'p', ' ', 2, 2, "", NULL, half_of_day, NULL},
    {'P', ' ', 2, 2, "", NULL, half_of_day, NULL},
    {'z', ' ', 0, 0, "", NULL, NULL, NULL},
    {'Z', ' ', 0, 0, "", NULL, NULL, NULL},
    {'n', ' ', 0, 0, "", NULL, NULL, "\n"},
    {'t', ' ', 0, 0, "", NULL, NULL, "\t"},
    {'c', ' ', 0, 0, "E", NULL, NULL, "%a %b %e %H:%M:%S %Y"},
    {'x', ' ', 0, 0, "E", NULL, NULL, "%m/%d/%y"},
    {'X', ' ', 0, 0, "E", NULL, NULL, "%H:%M:%S"},
    {'D', ' ', 0, 0, "", NULL, NULL, "%m/%d/%y"},
    {'F', ' ', 0, 0, "", NULL, NULL, "%Y-%m-%d"},
    {'R', ' ', 0, 0, "", NULL, NULL, "%H:%M"},
    {'r', ' ', 0, 0, "", NULL, NULL, "%I:%M:%S %p"},
    {'T', ' ', 0, 0, "", NULL, NULL, "%H:%M:%S"},
};
enum { CONVERSIONS = sizeof conversions / sizeof conversions[0] };

/* Python's own: only the bare "%f". */
static const struct conversion micro_conversion = {'f', '0', 6, 6, "", microsecond, NULL, NULL};
enum letter_case { CASE_KEPT, CASE_UPPER, CASE_LOWER };

/* A conversion as the pattern has it, or literal text (then `conversion` is NULL). */
struct item {
    const struct conversion *conversion;
    char pad; /* 0: never padded */
    enum letter_case letters;
    uint32_t width; /* pads to so many characters at least */
    struct dore_str literal;
    const struct faker_pattern *inner; /* of a conversion that stands for text */
};

struct faker_pattern {
    struct item *item;
    uint32_t count;
};

/* ---- reading -------------------------------------------------------------------------------- */

enum { WIDTH_MOST = 255 }; /* a wider one is copied like any text that is no conversion */

static const struct conversion *find_conversion(char letter, char modifier) {
    for (unsigned i = 0; i < CONVERSIONS; i++) {
        const struct conversion *conversion = &conversions[i];
        if (conversion->letter == letter) {
            return modifier == 0 || strchr(conversion->modifiers, modifier) ? conversion : NULL;
        }
    }
    return NULL;
}

static bool is_flag(char byte) {
    return byte == '_' || byte == '-' || byte == '0' || byte == '^' || byte == '#';
}

static void apply_flag(struct item *item, char flag) {
    if (flag == '_' || flag == '0') {
        item->pad = flag == '_' ? ' ' : '0';
    } else if (flag == '-') {
        item->pad = 0;
    } else { /* '#' is the other case, which is upper but for AM and PM */
        item->letters = flag == '#' && item->conversion->letter == 'p' ? CASE_LOWER : CASE_UPPER;
    }
}

static struct item make_item(const struct conversion *conversion, struct dore_str flags,
                             uint32_t width, struct dore_arena *arena) {
    struct item item = {.conversion = conversion, .pad = conversion->pad, .width = width};
    if (width < conversion->least && conversion->number) {
        item.width = conversion->least;
    }
    for (size_t i = 0; i < flags.size; i++) {
        apply_flag(&item, flags.text[i]);
    }
    if (conversion->letter == 'P') {
        item.letters = CASE_LOWER;
    }
    if (conversion->text) {
        struct dore_str text = {conversion->text, strlen(conversion->text)};
        item.inner = faker_pattern_read(text, arena);
    }
    return item;
}

/* Reads the sequence at text[0] == '%'. Returns its size, or 0 when it is no conversion. */
static size_t read_conversion(struct dore_str text, struct dore_arena *arena, struct item *out) {
    size_t end = 1;
    while (end < text.size && is_flag(text.text[end])) {
        end++;
    }
    struct dore_str flags = {text.text + 1, end - 1};
    uint32_t width = 0;
    for (; end < text.size && text.text[end] >= '0' && text.text[end] <= '9'; end++) {
        width = width > WIDTH_MOST ? width : width * 10 + (uint32_t)(text.text[end] - '0');
    }
    char modifier = 0;
    if (end < text.size && (text.text[end] == 'E' || text.text[end] == 'O')) {
        modifier = text.text[end++];
    }
    if (end == text.size || width > WIDTH_MOST) {
        return 0;
    }
    if (end == 1 && text.text[1] == '%') {
        *out = (struct item){.literal = {text.text, 1}};
        return 2;
    }
    const struct conversion *conversion = end == 1 && text.text[1] == 'f'
                                              ? &micro_conversion
                                              : find_conversion(text.text[end], modifier);
    if (!conversion) {
        return 0;
    }
    *out = make_item(conversion, flags, width, arena);
    return end + 1;
}

const struct faker_pattern *faker_pattern_read(struct dore_str text, struct dore_arena *arena) {
    struct faker_pattern *pattern = DORE_NEW(arena, struct faker_pattern, 1);
    pattern->item = DORE_NEW(arena, struct item, text.size + 1);
    size_t at = 0;
    while (at < text.size) {
        struct item *item = &pattern->item[pattern->count++];
        struct dore_str rest = {text.text + at, text.size - at};
        size_t size = rest.text[0] == '%' ? read_conversion(rest, arena, item) : 0;
        if (size == 0) { /* as far as the next '%' */
            const char *next = memchr(rest.text + 1, '%', rest.size - 1);
            size = next ? (size_t)(next - rest.text) : rest.size;
            *item = (struct item){.literal = {rest.text, size}};
        }
        at += size;
    }
    return pattern;
}

/* ---- printing ------------------------------------------------------------------------------- */

static void put_plain(const struct item *item, const struct moment *moment, struct dore_buf *out) {
    const struct conversion *conversion = item->conversion;
    if (!conversion) {
        dore_buf_put_str(out, item->literal);
    } else if (conversion->number) {
        dore_buf_put_i64(out, conversion->number(moment));
    } else if (conversion->name) {
        const char *name = conversion->name(moment);
        size_t size = strlen(name);
        dore_buf_put(out, name, size < conversion->most ? size : conversion->most);
    } else if (item->inner) {
        faker_pattern_put(item->inner, moment->us, out);
    }
}

static void change_case(char *text, size_t size, enum letter_case letters) {
    const char first = letters == CASE_UPPER ? 'a' : 'A';
    for (size_t i = 0; letters != CASE_KEPT && i < size; i++) {
        if (text[i] >= first && text[i] <= first + 25) {
            text[i] = (char)(text[i] ^ 0x20);
        }
    }
}

/* Nearly all conversions: a number with zeros in front that is never longer. */
static bool is_fixed_number(const struct item *item) {
    const struct conversion *conversion = item->conversion;
    return conversion && conversion->number && conversion->least == conversion->most &&
           item->pad == '0' && item->width == conversion->least;
}

static void put_item(const struct item *item, const struct moment *moment, struct dore_buf *out) {
    if (is_fixed_number(item)) {
        char *room = dore_buf_reserve(out, item->width);
        uint64_t number = (uint64_t)item->conversion->number(moment);
        out->size += (size_t)(faker_digits(room, number, item->width) - room);
        return;
    }
    size_t start = out->size;
    put_plain(item, moment, out);
    size_t size = out->size - start;
    if (size > 0) {
        change_case(out->data + start, size, item->letters);
    }
    if (item->pad && size < item->width) {
        size_t more = item->width - size;
        dore_buf_reserve(out, more);
        memmove(out->data + start + more, out->data + start, size);
        memset(out->data + start, item->pad, more);
        out->size += more;
    }
}

void faker_pattern_put(const struct faker_pattern *pattern, int64_t microseconds,
                       struct dore_buf *out) {
    struct moment moment = {.us = microseconds, .civil = dore_civil_from_us(microseconds)};
    moment.days = dore_days_from_civil(moment.civil.year, moment.civil.month, moment.civil.day);
    moment.weekday = dore_weekday(moment.days);
    for (uint32_t i = 0; i < pattern->count; i++) {
        put_item(&pattern->item[i], &moment, out);
    }
}

/* ---- lengths -------------------------------------------------------------------------------- */

/* The lengths of one item before padding. */
static struct dore_domain plain_domain(const struct item *item) {
    const struct conversion *conversion = item->conversion;
    if (!conversion) {
        struct dore_str text = item->literal;
        uint64_t chars = dore_utf8_count(text.text, text.size);
        return (struct dore_domain){.plain = dore_text_is_plain(text.text, text.size),
                                    .nul = memchr(text.text, 0, text.size) != NULL,
                                    .min_chars = chars,
                                    .max_chars = chars,
                                    .max_bytes = text.size};
    }
    if (item->inner) {
        return faker_pattern_domain(item->inner);
    }
    return (struct dore_domain){.plain = true,
                                .min_chars = conversion->number ? 1 : conversion->least,
                                .max_chars = conversion->most,
                                .max_bytes = conversion->most};
}

struct dore_domain faker_pattern_domain(const struct faker_pattern *pattern) {
    struct dore_domain sum = {.kinds = DORE_KIND_BIT(DORE_STRING), .plain = true};
    for (uint32_t i = 0; i < pattern->count; i++) {
        const struct item *item = &pattern->item[i];
        struct dore_domain one = plain_domain(item);
        if (item->pad && one.min_chars < item->width) {
            one.min_chars = item->width;
        }
        if (item->pad && one.max_chars < item->width) {
            one.max_bytes += item->width - one.max_chars;
            one.max_chars = item->width;
        }
        sum.plain = sum.plain && one.plain;
        sum.nul = sum.nul || one.nul;
        sum.min_chars += one.min_chars;
        sum.max_chars += one.max_chars;
        sum.max_bytes += one.max_bytes;
    }
    sum.mean_bytes = (sum.min_chars + sum.max_bytes + 1) / 2;
    return sum;
}

/* ---- what is told apart --------------------------------------------------------------------- */

static unsigned shown_by(char letter) {
    static const struct {
        const char *letters;
        enum faker_unit unit;
    } units[] = {
        {"Y", FAKER_YEARS},      {"y", FAKER_YEARS_OF_CENTURY}, {"mBbh", FAKER_MONTHS},
        {"de", FAKER_DAYS},      {"Hk", FAKER_HOURS},           {"Il", FAKER_HOURS_OF_TWELVE},
        {"M", FAKER_MINUTES},    {"S", FAKER_SECONDS},          {"f", FAKER_MICROSECONDS},
        {"pP", FAKER_HALF_DAYS}, {"Aawu", FAKER_WEEKDAYS},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strchr(units[i].letters, letter))
            return FAKER_UNIT_BIT(units[i].unit);
    return letter == 'j' ? FAKER_UNIT_BIT(FAKER_MONTHS) | FAKER_UNIT_BIT(FAKER_DAYS) : 0;
}

/* Numbers of fixed width, and names, of which none begins another one. */
bool faker_pattern_shows(const struct faker_pattern *pattern, unsigned *shown) {
    bool clear = true;
    for (uint32_t i = 0; i < pattern->count; i++) {
        const struct item *item = &pattern->item[i];
        const struct conversion *conversion = item->conversion;
        if (!conversion)
            continue;
        if (item->inner) {
            clear = faker_pattern_shows(item->inner, shown) && clear;
            continue;
        }
        bool fixed = conversion->number && conversion->least == conversion->most && item->pad &&
                     item->width == conversion->least;
        clear = clear && (fixed || !conversion->number) && (conversion->number || item->width == 0);
        *shown |= shown_by(conversion->letter);
    }
    return clear;
}
