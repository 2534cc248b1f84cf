# SPDX-License-Identifier: Apache-2.0
# Dore's options for a cache are accepted with one note; options without a meaning here, too.
. "$CASES/tell"
tell check "$CASES/manifests/small.json" --cache redis --redis-host h --redis-port 6379
tell methods --seed 5 ref
