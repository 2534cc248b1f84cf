/* SPDX-License-Identifier: Apache-2.0
 *
 * The manifest stage from end to end; every step goes on after faults as far as it can.
 */
#include "private.h"

const struct dore_manifest *dore_manifest_load(struct dore_arena *arena,
                                               const struct dore_reader *reader, const char *path,
                                               struct dore_variable *variable,
                                               size_t variable_count, struct dore_diags *diags) {
    struct manifest_vars vars = {
        .arena = arena, .variable = variable, .variable_count = variable_count, .diags = diags};
    const struct dore_node *root = manifest_read(arena, reader, path, &vars, diags);
    manifest_vars_report(&vars);
    if (!root)
        return NULL;
    manifest_check(root, &manifest_root, diags);
    struct manifest_graph graph;
    manifest_bind(arena, root, &graph, diags);
    manifest_read_scripts(arena, reader, root, &graph, diags);
    manifest_link(root, &graph, diags);
    graph.manifest->resolved = manifest_resolved(arena, root, graph.manifest);
    return graph.manifest;
}
