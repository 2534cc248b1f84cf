/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_job: occupations, one list.
 */
#include "providers.h"

static const struct dore_method methods[] = {
    FAKER_LIST("job", "job.jobs", "an occupation"),
    FAKER_LIST("job_female", "job.jobs", "an occupation"),
    FAKER_LIST("job_male", "job.jobs", "an occupation"),
    {.name = NULL},
};
const struct dore_provider dore_provider_job = {"job", methods};
