#include "equality.h"

#include <inttypes.h>
#include <jansson.h>

/* The review as CSV and as JSON. */

void equality_csv(FILE *out, const struct vha_quarter_review *made)
{
    vha_equality_write_csv(out, made->population, &made->equality);
}

/* ------------------------------------------------------------------------------------------ JSON
 */

static json_t *ratio_as_json(const struct vha_ratio *ratio)
{
    return ratio->given ? json_pack("{s:f,s:f,s:f,s:s}", "ratio", ratio->ratio, "low", ratio->low,
                                    "high", ratio->high, "method",
                                    ratio->method == VHA_INTERVAL_EXACT ? "exact" : "katz")
                        : json_null();
}

static json_t *row_as_json(const struct vha_quarter_review *made, int breakdown, size_t group)
{
    const struct vha_population_group *const of = &made->population->by[breakdown].groups[group];
    const struct vha_equality_row *const row = &made->equality.by[breakdown].rows[group];
    json_t *const object = json_pack(
        "{s:s,s:s,s:s,s:b,s:I,s:I,s:o,s:o}", "code", of->code, "label", of->label, "within",
        vha_equality_within(made->population, (enum vha_breakdown)breakdown, group), "unknown",
        (int)of->unknown, "listed", (json_int_t)row->listed, "suspects", (json_int_t)row->suspects,
        "census_ratio", ratio_as_json(&row->census), "suspect_ratio", ratio_as_json(&row->suspect));
    json_object_set_new(object, "removals_asked", json_integer(row->asked));
    json_object_set_new(object, "removals_approved", json_integer(row->approved));
    json_object_set_new(object, "removals_refused", json_integer(row->refused));
    if (of->people != VHA_NO_FIGURE)
        json_object_set_new(object, "people", json_integer(of->people));
    if (made->equality.compared) {
        json_object_set_new(object, "before", json_integer(row->before));
        json_object_set_new(object, "entered", json_integer(row->entered));
        json_object_set_new(object, "left", json_integer(row->left));
    }
    return object;
}

static json_t *breakdown_as_json(const struct vha_quarter_review *made, int breakdown)
{
    const struct vha_population_breakdown *const by = &made->population->by[breakdown];
    json_t *const groups = json_array();
    for (size_t i = 0; i < by->count; i++)
        json_array_append_new(groups, row_as_json(made, breakdown, i));
    return json_pack("{s:s,s:s,s:s,s:s,s:o}", "breakdown",
                     vha_breakdown_name((enum vha_breakdown)breakdown), "title", by->title,
                     "source", by->source, "reference", vha_equality_reference(by), "groups",
                     groups);
}

static json_t *noted_as_json(const struct vha_noted *noted)
{
    return json_pack("{s:s,s:s}", "at_by", noted->at_by, "words", noted->words);
}

void equality_json(FILE *out, const struct vha_quarter_review *made)
{
    const struct vha_cohort_info *const info = vha_cohort_info(made->cohort);
    const struct vha_equality_row *const total = &made->equality.by[VHA_BY_AGE].total;
    char as_of[VHA_DATE_SIZE];
    json_t *const breakdowns = json_array();
    for (int i = 0; i < VHA_BREAKDOWNS; i++)
        json_array_append_new(breakdowns, breakdown_as_json(made, i));
    json_t *const object =
        json_pack("{s:s,s:s,s:s,s:I,s:I,s:{s:s,s:s},s:o}", "quarter", info->quarter, "as_of",
                  vha_date_format(as_of, info->as_of), "population", made->population->name,
                  "listed", (json_int_t)total->listed, "suspects", (json_int_t)total->suspects,
                  "methods", "exact", vha_interval_words(VHA_INTERVAL_EXACT), "katz",
                  vha_interval_words(VHA_INTERVAL_KATZ), "breakdowns", breakdowns);
    if (made->equality.compared)
        json_object_set_new(object, "earlier_quarter", json_string(info->earlier_quarter));
    json_t *const concerns = json_array();
    for (size_t i = 0; i < made->concern_count; i++)
        json_array_append_new(concerns, noted_as_json(&made->concerns[i]));
    json_object_set_new(object, "concerns", concerns);
    if (made->closing.words != NULL)
        json_object_set_new(object, "closed", noted_as_json(&made->closing));
    json_dumpf(object, out, JSON_INDENT(1));
    fputc('\n', out);
    json_decref(object);
}
