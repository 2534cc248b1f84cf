/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_person: names of people and their parts, and names of languages. All are data: weighted
 * lists and layouts.
 */
#include "providers.h"

static const struct dore_method methods[] = {
    FAKER_LIST("first_name", "person.first_names", "a given name, by frequency"),
    FAKER_LIST("first_name_female", "person.first_names_female", "a female given name"),
    FAKER_LIST("first_name_male", "person.first_names_male", "a male given name"),
    FAKER_LIST("first_name_nonbinary", "person.first_names_nonbinary", "a given name of any sex"),
    FAKER_LIST("language_name", "person.language_names", "the English name of a language"),
    FAKER_LIST("last_name", "person.last_names", "a surname, by frequency"),
    FAKER_LIST("last_name_female", "person.last_names", "a surname, by frequency"),
    FAKER_LIST("last_name_male", "person.last_names", "a surname, by frequency"),
    FAKER_LIST("last_name_nonbinary", "person.last_names", "a surname, by frequency"),
    FAKER_LAYOUTS("name", "person.formats", "a full name, seldom with title or suffix"),
    FAKER_LAYOUTS("name_female", "person.formats_female", "a female full name"),
    FAKER_LAYOUTS("name_male", "person.formats_male", "a male full name"),
    FAKER_LAYOUTS("name_nonbinary", "person.formats_nonbinary", "a full name of any sex"),
    FAKER_LIST("prefix", "person.prefixes", "a title such as Mr. or Dr."),
    FAKER_LIST("prefix_female", "person.prefixes_female", "a female title"),
    FAKER_LIST("prefix_male", "person.prefixes_male", "a male title"),
    FAKER_LIST("prefix_nonbinary", "person.prefixes_nonbinary", "a neutral title"),
    FAKER_LIST("suffix", "person.suffixes", "a suffix such as Jr. or MD"),
    FAKER_LIST("suffix_female", "person.suffixes_female", "a degree behind a name"),
    FAKER_LIST("suffix_male", "person.suffixes_male", "a generation or degree behind a name"),
    FAKER_LIST("suffix_nonbinary", "person.suffixes_nonbinary", "a suffix behind a name"),
    {.name = NULL},
};
const struct dore_provider dore_provider_person = {"person", methods};
