/* SPDX-License-Identifier: Apache-2.0
 *
 * provider_emoji: emojis, of one to ten code points. All are data.
 */
#include "providers.h"

static const struct dore_method methods[] = {
    FAKER_LIST("emoji", "emoji.emojis", "an emoji, often of several code points"),
    {0},
};

const struct dore_provider dore_provider_emoji = {"emoji", methods};
