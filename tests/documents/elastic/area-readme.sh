# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154
# Sourced by tests/documents/elastic/lib.sh: what README.md tells people to type, with a server of its own.

area_readme() {
    # Its sample has decimals, for which this 8 lacks a module.
    case $server in 8) return ;; esac
    server_stop elasticsearch
    holds "README's blocks for Elasticsearch" status 0 sh tests/readme/run --servers elasticsearch
    holds "there were two" told '^2 passed, 0 failed$'
    server_start elasticsearch
}
