/* SPDX-License-Identifier: Apache-2.0
 *
 * elasticsearch_judge: whether values fit a type that takes their kind but not all of its values:
 * numbers by range, dates by year, texts by what the type can read. A server that would silently
 * change a value (an empty text becomes null, a number is cut) counts as one that refuses it.
 */
#include "elasticsearch.h"

#include <string.h>

static const struct elastic_judgement fits = {ELASTIC_FITS, NULL};

static struct elastic_judgement may_fit(const char *why) {
    return (struct elastic_judgement){ELASTIC_MAY_FIT, why};
}

static struct elastic_judgement unfit(const char *why) {
    return (struct elastic_judgement){ELASTIC_UNFIT, why};
}

/* ---- facts ----------------------------------------------------------------------------------- */

static double decimal_double(int64_t units, uint8_t scale) {
    char text[DORE_DECIMAL_ROOM];
    double number = 0;
    size_t size = (size_t)(dore_print_decimal(text, units, scale) - text);
    dore_parse_double((struct dore_str){text, size}, &number);
    return number;
}

struct elastic_facts elastic_facts_of_domain(const struct dore_domain *domain,
                                             enum dore_kind kind) {
    struct elastic_facts facts = {.bounded = domain->bounded,
                                  .min = domain->min,
                                  .max = domain->max,
                                  .scale = domain->scale,
                                  .plain = domain->plain,
                                  .nul = domain->nul,
                                  .min_chars = domain->min_chars,
                                  .max_chars = domain->max_chars,
                                  .max_bytes = domain->max_bytes};
    if (kind == DORE_FLOAT) {
        facts.bounded = !domain->not_finite;
        facts.low = domain->float_min;
        facts.high = domain->float_max;
    } else if (kind == DORE_DECIMAL && domain->scale == DORE_SCALE_TEXT) {
        facts.bounded = false;
    } else if (facts.bounded) {
        uint8_t scale = kind == DORE_DECIMAL ? domain->scale : 0;
        facts.low = decimal_double(domain->min, scale);
        facts.high = decimal_double(domain->max, scale);
    }
    return facts;
}

struct elastic_facts elastic_facts_of_value(const struct dore_value *value) {
    struct elastic_facts facts = {.literal = true, .bounded = true, .scale = value->scale};
    bool text = value->kind == DORE_STRING ||
                (value->kind == DORE_DECIMAL && value->scale == DORE_SCALE_TEXT);
    if (text) {
        facts.text = value->u.s;
        facts.max_bytes = value->u.s.size;
        facts.bounded = dore_parse_double(value->u.s, &facts.low);
    } else if (value->kind == DORE_FLOAT) {
        facts.low = value->u.f;
    } else if (value->kind == DORE_INT || value->kind == DORE_DECIMAL || value->kind == DORE_DATE ||
               value->kind == DORE_DATETIME) {
        facts.min = facts.max = value->u.i;
        facts.low = decimal_double(value->u.i, value->kind == DORE_DECIMAL ? value->scale : 0);
    }
    facts.high = facts.low;
    return facts;
}

/* ---- numbers --------------------------------------------------------------------------------- */

static struct elastic_judgement whole_range(const struct elastic_facts *facts, int64_t min,
                                            int64_t max, const char *unit,
                                            struct dore_arena *arena) {
    bool within = facts->bounded ? facts->min >= min && facts->max <= max
                                 : min == INT64_MIN && max == INT64_MAX;
    if (within) {
        return fits;
    }
    const char *takes =
        dore_arena_format(arena, "it holds %s%lld to %lld", unit, (long long)min, (long long)max);
    if (!facts->bounded) {
        return may_fit(takes);
    }
    const char *why = facts->min == facts->max
                          ? dore_arena_format(arena, "%s, not %lld", takes, (long long)facts->min)
                          : dore_arena_format(arena, "%s, they lie between %lld and %lld", takes,
                                              (long long)facts->min, (long long)facts->max);
    return facts->max < min || facts->min > max ? unfit(why) : may_fit(why);
}

static char *number_text(double number, struct dore_arena *arena) {
    char text[DORE_DOUBLE_ROOM];
    return dore_arena_text(arena, text, (size_t)(dore_print_double(text, number) - text));
}

static struct elastic_judgement float_range(const struct elastic_facts *facts, double lowest,
                                            double most, struct dore_arena *arena) {
    if (facts->bounded && facts->low >= lowest && facts->high <= most) {
        return fits;
    }
    const char *why = dore_arena_format(arena, "it holds %s to %s", number_text(lowest, arena),
                                        number_text(most, arena));
    bool never = facts->bounded && (facts->high < lowest || facts->low > most);
    return never ? unfit(why) : may_fit(why);
}

/* scaled_float keeps number * scaling_factor as a long, and caps it there without an error. */
static double scale_of(const struct elastic_field *field) {
    const struct dore_node *factor = elastic_parameter(field, "scaling_factor");
    double number;
    return factor && dore_node_double(factor, &number) && number > 1 ? number : 1;
}

static unsigned digits_of(int64_t number) {
    unsigned digits = 0;
    for (; number; number /= 10) {
        digits++;
    }
    return digits;
}

static bool keeps_digits(const struct elastic_type *type, const struct elastic_facts *facts) {
    return facts->scale != DORE_SCALE_TEXT && facts->bounded &&
           digits_of(facts->min) <= type->digits && digits_of(facts->max) <= type->digits;
}

/* Up to here a float has every whole number: 2^53, 2^24, 2^11. */
static int64_t whole_most(const struct elastic_type *type) {
    return INT64_C(1) << (type->digits == 15 ? 53 : type->digits == 6 ? 24 : 11);
}

static struct elastic_judgement judge_float(const struct elastic_field *field, enum dore_kind kind,
                                            const struct elastic_facts *facts,
                                            struct dore_arena *arena) {
    const struct elastic_type *type = field->type;
    double scale = strcmp(type->name, "scaled_float") == 0 ? scale_of(field) : 1;
    struct elastic_judgement range =
        float_range(facts, type->lowest / scale, type->most / scale, arena);
    if (range.fit == ELASTIC_FITS && kind == DORE_INT) {
        int64_t most = (int64_t)((double)whole_most(type) / scale);
        return facts->min >= -most && facts->max <= most
                   ? range
                   : may_fit(dore_arena_format(arena, "it has not every whole number beyond %lld",
                                               (long long)most));
    }
    if (range.fit != ELASTIC_FITS || kind != DORE_DECIMAL || keeps_digits(type, facts)) {
        return range;
    }
    return may_fit(dore_arena_format(arena, "it keeps %u digits", type->digits));
}

/* All 64 bits of an unsigned_long are more than our integers hold, but not more than a long number
 * in the manifest. */
static bool is_unsigned_long(const struct elastic_field *field, struct dore_str text) {
    uint64_t number;
    return strcmp(field->type->name, "unsigned_long") == 0 && dore_parse_u64(text, &number);
}

/* Texts of numbers: servers read them as they read numbers, and cut what a number would lose. */
static struct elastic_judgement judge_text_number(const struct elastic_field *field,
                                                  const struct elastic_facts *facts,
                                                  struct dore_arena *arena) {
    enum elastic_class class = field->type->class;
    struct elastic_facts number = *facts;
    if (!facts->literal) {
        return may_fit("not every text is a number");
    }
    if (facts->text.size == 0) {
        return unfit("the server makes null of an empty text");
    }
    if (!elastic_text_is_number(facts->text)) {
        return unfit("the text is not a number");
    }
    if (class == ELASTIC_FLOAT || class == ELASTIC_DOUBLE) {
        return facts->bounded ? judge_float(field, DORE_FLOAT, facts, arena) : fits;
    }
    if (is_unsigned_long(field, facts->text)) {
        return fits;
    }
    if (!dore_parse_i64(facts->text, &number.min)) {
        return unfit("the server cuts what a whole number of 64 bits does not hold");
    }
    number.max = number.min;
    number.bounded = true;
    return whole_range(&number, field->type->min, field->type->max, "", arena);
}

static struct elastic_judgement judge_whole(const struct elastic_field *field, enum dore_kind kind,
                                            const struct elastic_facts *facts,
                                            struct dore_arena *arena) {
    if (kind == DORE_STRING) {
        return judge_text_number(field, facts, arena);
    }
    if (kind == DORE_DECIMAL && facts->literal && is_unsigned_long(field, facts->text)) {
        return fits;
    }
    if (kind == DORE_DECIMAL && facts->scale == DORE_SCALE_TEXT) {
        return unfit("they may have more than 64 bits");
    }
    if (kind == DORE_DECIMAL && facts->scale > 0) {
        return unfit("the server cuts digits behind the point");
    }
    return whole_range(facts, field->type->min, field->type->max, "", arena);
}

/* ---- dates ----------------------------------------------------------------------------------- */

/* Nanoseconds in 63 bits, from 1970 on. */
#define NANOS_LAST_US INT64_C(9223372036854775)
static const char nanos_range[] = "it holds 1970-01-01 to 2262-04-11";
enum { YEAR_MOST = 9999 };

static const char before_1970[] = "version 7 reads no milliseconds before 1970";

static struct elastic_judgement judge_epoch(const struct elastic_field *field,
                                            enum elastic_version version,
                                            const struct elastic_facts *facts,
                                            struct dore_arena *arena) {
    bool nanos = field->type->class == ELASTIC_NANOS;
    int64_t min = nanos ? 0 : DORE_DAY_MIN * INT64_C(86400000);
    int64_t max = nanos ? NANOS_LAST_US / 1000 : (DORE_DAY_MAX + INT64_C(1)) * 86400000 - 1;
    struct elastic_date_format format = elastic_date_format_of(field);
    if (format.epoch_millis && !format.iso && version == ELASTIC_7 && facts->min < 0) {
        return may_fit(before_1970);
    }
    if (format.epoch) {
        return format.iso && facts->min <= YEAR_MOST && facts->max >= -YEAR_MOST
                   ? may_fit("a number of four digits is read as a year")
                   : fits;
    }
    struct elastic_judgement range = whole_range(facts, min, max, "milliseconds ", arena);
    return range.fit == ELASTIC_UNFIT ? range : may_fit("they are taken as milliseconds from 1970");
}

/* Whether the field's format reads what is written: ISO text, or milliseconds, which version 7
 * does not take before 1970 unless they are whole seconds. */
static struct elastic_judgement judge_format(const struct elastic_field *field,
                                             enum elastic_version version, enum dore_kind kind,
                                             const struct elastic_facts *facts) {
    struct elastic_date_format format = elastic_date_format_of(field);
    enum elastic_reading reading = kind == DORE_DATE ? format.date : format.datetime;
    if (format.epoch_millis && !format.iso) {
        bool seconds = version != ELASTIC_7 || kind == DORE_DATE;
        return seconds || (facts->bounded && facts->min >= 0) ? fits : may_fit(before_1970);
    }
    return reading == ELASTIC_READS ? fits
           : reading == ELASTIC_READS_NOT
               ? unfit("its 'format' does not read ISO 8601, as 'strict_date_optional_time' does")
               : may_fit("its 'format' may not read ISO 8601, as 'strict_date_optional_time' does");
}

static struct elastic_judgement judge_moment(const struct elastic_field *field,
                                             enum elastic_version version, enum dore_kind kind,
                                             const struct elastic_facts *facts) {
    struct elastic_judgement format = judge_format(field, version, kind, facts);
    if (field->type->class == ELASTIC_DATE || format.fit == ELASTIC_UNFIT) {
        return format;
    }
    int64_t last = kind == DORE_DATE ? NANOS_LAST_US / DORE_US_PER_DAY : NANOS_LAST_US;
    if (facts->bounded && facts->min >= 0 && facts->max <= last) {
        return format;
    }
    return facts->bounded && (facts->max < 0 || facts->min > last) ? unfit(nanos_range)
                                                                   : may_fit(nanos_range);
}

/* Of a text that is a date, its first ten characters tell; the last day's last minutes aside. */
static bool is_within_nanos(struct dore_str text) {
    enum { DAY = 10 };
    size_t size = text.size < DAY ? text.size : DAY;
    return memcmp(text.text, "1970-01-01", size) >= 0 && memcmp(text.text, "2262-04-11", size) <= 0;
}

static struct elastic_judgement judge_text_date(const struct elastic_field *field,
                                                const struct elastic_facts *facts) {
    if (elastic_parameter(field, "format")) {
        return fits; /* the pattern is the server's to read */
    }
    if (facts->literal) {
        int64_t number;
        bool nanos = field->type->class == ELASTIC_NANOS;
        if (nanos && elastic_text_is_date(facts->text) && !is_within_nanos(facts->text)) {
            return unfit(nanos_range);
        }
        return elastic_text_is_date(facts->text) ? fits
               : dore_parse_i64(facts->text, &number)
                   ? may_fit("the text is taken as milliseconds from 1970")
                   : unfit("the text is not an ISO 8601 date");
    }
    enum { SHORTEST = 10, LONGEST = 35 }; /* 2024-06-01 .. nine digits and an offset */
    bool likely = facts->plain && facts->min_chars >= SHORTEST && facts->max_chars <= LONGEST;
    return likely ? fits : may_fit("not every text is an ISO 8601 date");
}

static struct elastic_judgement judge_date(const struct elastic_field *field,
                                           enum elastic_version version, enum dore_kind kind,
                                           const struct elastic_facts *facts,
                                           struct dore_arena *arena) {
    return kind == DORE_INT      ? judge_epoch(field, version, facts, arena)
           : kind == DORE_STRING ? judge_text_date(field, facts)
                                 : judge_moment(field, version, kind, facts);
}

/* ---- texts ----------------------------------------------------------------------------------- */

/* As `ignore_above` counts: two for a character of four bytes. */
static uint64_t utf16_units(struct dore_str text) {
    uint64_t units = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.text[i];
        units += (byte & 0xc0) != 0x80;
        units += byte >= 0xf0;
    }
    return units;
}

/* One term of a keyword; a longer one refuses the document, unless it is not indexed at all: by
 * the field, or, of texts longer than `ignore_above`, alone. */
static struct elastic_judgement judge_keyword(const struct elastic_field *field,
                                              const struct elastic_facts *facts) {
    enum { UNIT_BYTES = 3 };
    bool unindexed = elastic_parameter_is(field, "index", false) &&
                     elastic_parameter_is(field, "doc_values", false);
    uint64_t above = elastic_ignore_above(field);
    uint64_t units = facts->literal ? utf16_units(facts->text) : facts->min_chars;
    if (facts->max_bytes <= ELASTIC_TERM_BYTES || unindexed || units > above ||
        (!facts->literal && above <= ELASTIC_TERM_BYTES / UNIT_BYTES)) {
        return fits;
    }
    static const char why[] =
        "it holds 32766 bytes; 'ignore_above' of at most 10922 in the mapping lifts that";
    return facts->literal || facts->min_chars > ELASTIC_TERM_BYTES ? unfit(why) : may_fit(why);
}

static struct elastic_judgement judge_completion(const struct elastic_facts *facts) {
    static const char why[] = "it refuses U+0000, U+001E and U+001F";
    for (size_t i = 0; i < facts->text.size; i++) {
        if (memchr("\0\x1e\x1f", facts->text.text[i], 3)) {
            return unfit(why);
        }
    }
    return facts->nul ? may_fit(why) : fits;
}

static bool is_boolean(struct dore_str text) {
    return dore_str_is(text, "true") || dore_str_is(text, "false");
}

/* Texts that a parser of ours knows. In a domain they are likely to fit when all are plain and of a
 * length that fits; longest 0: never likely. */
static const struct {
    enum elastic_class class;
    bool (*reads)(struct dore_str);
    uint64_t shortest, longest;
    const char *may, *never;
} parsed[] = {
    {ELASTIC_BOOLEAN, is_boolean, 0, 0, "not every text is 'true' or 'false'",
     "the text is neither 'true' nor 'false'"},
    {ELASTIC_BINARY, elastic_text_is_base64, 0, 0, "not every text is base64",
     "the text is not base64"},
    {ELASTIC_IP, elastic_text_is_ip, 7, 45, "not every text is an address",
     "the text is not an address"},
    {ELASTIC_IP_RANGE, elastic_text_is_network, 9, 49, "not every text is a network",
     "the text is not a network"},
};

static struct elastic_judgement judge_text(const struct elastic_field *field,
                                           const struct elastic_facts *facts,
                                           struct dore_arena *arena) {
    enum elastic_class class = field->type->class;
    for (size_t i = 0; i < sizeof parsed / sizeof *parsed; i++) {
        if (parsed[i].class != class) {
            continue;
        }
        if (facts->literal) {
            return parsed[i].reads(facts->text) ? fits : unfit(parsed[i].never);
        }
        bool likely = facts->plain && facts->min_chars >= parsed[i].shortest &&
                      facts->max_chars <= parsed[i].longest;
        return likely ? fits : may_fit(parsed[i].may);
    }
    return class == ELASTIC_KEYWORD      ? judge_keyword(field, facts)
           : class == ELASTIC_COMPLETION ? judge_completion(facts)
                                         : judge_text_number(field, facts, arena);
}

struct elastic_judgement elastic_judge(const struct elastic_field *field,
                                       enum elastic_version version, enum dore_kind kind,
                                       const struct elastic_facts *facts,
                                       struct dore_arena *arena) {
    enum elastic_class class = field->type->class;
    if (class == ELASTIC_DATE || class == ELASTIC_NANOS) {
        return judge_date(field, version, kind, facts, arena);
    }
    if (class == ELASTIC_INTEGER || class == ELASTIC_LONG) {
        return judge_whole(field, kind, facts, arena);
    }
    if ((class == ELASTIC_FLOAT || class == ELASTIC_DOUBLE) && kind != DORE_STRING) {
        return judge_float(field, kind, facts, arena);
    }
    return judge_text(field, facts, arena);
}
