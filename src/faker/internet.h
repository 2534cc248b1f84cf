/* SPDX-License-Identifier: Apache-2.0
 *
 * internet: what provider_internet.c takes from its neighbours: slug.c and slug_layout.c (text that
 * fits a host or account name), internet_address.c (addresses of networks and cards),
 * internet_web.c (addresses of pages and pictures, handles). Private to those.
 */
#ifndef FAKER_INTERNET_H
#define FAKER_INTERNET_H

#include "providers.h"

/* Turns out->data[from..] into a slug, in place and never longer: lower-case ASCII letters, digits,
 * '_' and '-'. Latin letters lose their accents, blanks and hyphens become one hyphen, blanks at
 * either end and everything else are dropped. */
void faker_slug(struct dore_buf *out, size_t from);
/* A Latin letter without its accent, lower case; 0 where it is no accented ASCII letter. */
char faker_bare_letter(uint32_t scalar);
/* The domain of the slugs of a domain's texts, after `fold` (locale.h). */
struct faker_fold;
struct dore_domain faker_slug_domain(const struct dore_domain *text, const struct faker_fold *fold);
/* Layouts whose texts are the slugs of these layouts' texts, letters folded as the locale has it.
 * They have no tokens but those of word lists and of digits, and no word or literal of theirs
 * begins or ends in a blank or hyphen. */
const struct faker_layouts *faker_slug_layouts(const struct faker_layouts *layouts,
                                               const struct dore_faker *faker);
/* A program of slugs for numbers, at most `max_chars` long: two words of the first list that a
 * layout names and a hyphen, or one and a number. NULL when there is none. */
const struct dore_layout_program *faker_slug_numbers(const struct faker_layouts *layouts,
                                                     uint64_t max_chars,
                                                     const struct dore_faker *faker);
/* The text of one of the layouts, then that of `tail`, which has no letter symbols. */
const struct faker_layouts *faker_layouts_with_tail(const struct faker_layouts *layouts,
                                                    const struct dore_layout_program *tail,
                                                    const struct dore_faker *faker);

/* A method's parameters end in {.name = NULL}. */
extern const struct dore_param faker_ipv4_params[], faker_ipv4_class_params[];
extern const struct dore_param faker_ipv6_params[], faker_mac_params[];
const void *faker_ipv4_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
const void *faker_ipv4_private_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
const void *faker_ipv4_public_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_ipv4_domain(const void *state);
void faker_ipv4_text(const void *state, struct dore_cell *cell);
const void *faker_ipv6_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_ipv6_domain(const void *state);
void faker_ipv6_text(const void *state, struct dore_cell *cell);
const void *faker_mac_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_mac_domain(const void *state);
void faker_mac_text(const void *state, struct dore_cell *cell);

extern const struct dore_param faker_url_params[], faker_uri_params[], faker_uri_path_params[];
extern const struct dore_param faker_image_url_params[];
extern const struct dore_param faker_nic_handle_params[], faker_nic_handles_params[];
extern const struct dore_param faker_dga_params[];
const void *faker_url_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_url_domain(const void *state);
void faker_url_text(const void *state, struct dore_cell *cell);
const char *faker_url_overlap(const void *state);
const void *faker_uri_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_uri_domain(const void *state);
void faker_uri_text(const void *state, struct dore_cell *cell);
const char *faker_uri_overlap(const void *state);
const void *faker_uri_path_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_uri_path_domain(const void *state);
void faker_uri_path_text(const void *state, struct dore_cell *cell);
const char *faker_uri_path_overlap(const void *state);
const void *faker_image_url_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_image_url_domain(const void *state);
void faker_image_url_text(const void *state, struct dore_cell *cell);
const char *faker_image_url_overlap(const void *state);
const void *faker_ripe_id_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
const void *faker_nic_handle_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_handle_domain(const void *state);
void faker_handle_text(const void *state, struct dore_cell *cell);
const char *faker_handle_overlap(const void *state);
const void *faker_nic_handles_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_nic_handles_domain(const void *state);
void faker_nic_handles_cell(const void *state, struct dore_cell *cell, struct dore_value *out);
const void *faker_dga_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_dga_domain(const void *state);
void faker_dga_text(const void *state, struct dore_cell *cell);

#endif
