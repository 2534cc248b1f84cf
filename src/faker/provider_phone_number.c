/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_phone_number: telephone numbers from layouts of digit symbols.
 */
#include "providers.h"

static const struct dore_method methods[] = {
    FAKER_PATTERNS("basic_phone_number", "phone_number.basic_formats",
                   "a telephone number without extension"),
    FAKER_LIST("country_calling_code", "phone_number.country_calling_codes",
               "an international prefix such as +44"),
    FAKER_PATTERNS("msisdn", "phone_number.msisdn_formats", "thirteen digits"),
    FAKER_PATTERNS("phone_number", "phone_number.formats",
                   "a telephone number in one of many layouts"),
    {.name = NULL},
};
const struct dore_provider dore_provider_phone_number = {"phone_number", methods};
