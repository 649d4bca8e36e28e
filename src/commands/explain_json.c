#include "explain.h"

#include <jansson.h>

/* Text of the extract may be no UTF-8, which JSON cannot carry; then its visible form is given. */
static json_t *json_raw(const char *text)
{
    json_t *string = json_string(text);
    if (string != NULL)
        return string;
    char harmless[4096];
    return json_string(vha_text_show(harmless, sizeof harmless, text));
}

static json_t *json_day(vha_date date)
{
    char text[VHA_DATE_SIZE];
    return date == VHA_NO_DATE ? json_null() : json_string(vha_date_format(text, date));
}

static json_t *json_milli(vha_milli value)
{
    char text[VHA_MILLI_SIZE];
    return json_string(vha_milli_format(text, value, false));
}

static json_t *json_word(const char *word)
{
    return *word != '\0' ? json_raw(word) : json_null();
}

/* The steps of a score that crime and intelligence share. */
static void add_score(json_t *object, const struct vha_judged *judged, struct weight_origin origin,
                      bool decisive)
{
    json_object_set_new(object, "base", json_milli(judged->base));
    json_object_set_new(object, "source", json_string(origin.source));
    json_object_set_new(object, "assumed", json_boolean(origin.assumed));
    json_object_set_new(object, "score", json_milli(judged->score));
    json_object_set_new(object, "decisive", json_boolean(decisive));
}

static json_t *json_crime(const struct vha_explanation *explanation, size_t i)
{
    const struct vha_crime_fact *fact = &explanation->dossier.individual.crimes[i];
    const struct vha_crime_entry *entry = &explanation->dossier.crimes[i];
    const struct vha_judged *judged = &explanation->crimes[i];
    char roles[64];
    json_t *object = json_object();
    json_object_set_new(object, "crime_ref", json_raw(entry->ref));
    json_object_set_new(object, "offence_date", json_day(fact->offence_date));
    json_object_set_new(object, "offence", json_raw(entry->offence));
    json_object_set_new(object, "features", json_raw(entry->features));
    json_object_set_new(object, "roles",
                        json_string(explain_roles(roles, sizeof roles, fact->roles)));
    json_object_set_new(object, "verdict", json_string(vha_verdict_name(judged->verdict)));
    json_object_set_new(object, "why", json_string(vha_verdict_text(judged->verdict)));
    if (judged->verdict == VHA_COUNTED) {
        json_object_set_new(object, "decay_periods", json_integer(judged->decay_periods));
        add_score(object, judged, explain_crime_origin(explanation, i),
                  explanation->crime_decisive[i]);
    }
    return object;
}

static json_t *json_intel(const struct vha_explanation *explanation, size_t i)
{
    const struct vha_intel_fact *fact = &explanation->dossier.individual.intel[i];
    const struct vha_intel_entry *entry = &explanation->dossier.intel[i];
    const struct vha_judged *judged = &explanation->intel[i];
    json_t *object = json_object();
    json_object_set_new(object, "intel_ref", json_raw(entry->ref));
    json_object_set_new(object, "report_date", json_day(fact->report_date));
    json_object_set_new(object, "offence", json_raw(entry->offence));
    json_object_set_new(object, "grade", json_raw(entry->grade));
    json_object_set_new(object, "crime_ref", json_word(entry->crime_ref));
    json_object_set_new(object, "verdict", json_string(vha_verdict_name(judged->verdict)));
    json_object_set_new(object, "why", json_string(vha_verdict_text(judged->verdict)));
    if (judged->verdict == VHA_COUNTED) {
        json_object_set_new(object, "multiplier", json_milli(judged->multiplier));
        add_score(object, judged, explain_intel_origin(explanation, i),
                  explanation->intel_decisive[i]);
    }
    return object;
}

static json_t *json_shortfall(const struct vha_shortfall *shortfall)
{
    json_t *object = json_object();
    json_object_set_new(object, "reports", json_integer(shortfall->reports));
    json_object_set_new(object, "crime_reports", json_integer(shortfall->crime_reports));
    json_object_set_new(object, "scoring_crimes", json_integer(shortfall->scoring_crimes));
    json_object_set_new(object, "crime_score", json_milli(shortfall->crime_score));
    json_object_set_new(object, "recency", json_boolean(shortfall->recency));
    return object;
}

static json_t *json_custody(const struct vha_dossier *dossier)
{
    json_t *array = json_array();
    for (size_t i = 0; i < dossier->individual.custody_count; i++) {
        json_t *object = json_object();
        json_object_set_new(object, "establishment", json_raw(dossier->custody[i].establishment));
        json_object_set_new(object, "received", json_day(dossier->individual.custody[i].received));
        json_object_set_new(object, "released", json_day(dossier->individual.custody[i].released));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *json_flags(const struct vha_dossier *dossier)
{
    json_t *array = json_array();
    for (size_t i = 0; i < dossier->flag_count; i++) {
        const struct vha_flag_entry *entry = &dossier->flags[i];
        json_t *object = json_object();
        json_object_set_new(object, "table", json_string(entry->table));
        json_object_set_new(object, "kind", json_raw(entry->kind));
        json_object_set_new(object, "reference", json_raw(entry->detail));
        json_object_set_new(object, "since", json_day(entry->since));
        json_object_set_new(object, "until", json_day(entry->until));
        json_object_set_new(object, "current", json_boolean(entry->current));
        json_object_set_new(object, "source", json_string(entry->source));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *json_new_intel(const struct vha_dossier *dossier)
{
    json_t *array = json_array();
    for (size_t i = 0; i < dossier->new_intel_count; i++) {
        const struct vha_new_intel *entry = &dossier->new_intel[i];
        json_t *object = json_object();
        json_object_set_new(object, "intel_ref", json_raw(entry->ref));
        json_object_set_new(object, "report_date", json_day(entry->report_date));
        json_object_set_new(object, "offence", json_raw(entry->offence));
        json_object_set_new(object, "grade", json_raw(entry->grade));
        json_object_set_new(object, "crime_ref", json_word(entry->crime_ref));
        json_object_set_new(object, "found", json_day(entry->found));
        json_array_append_new(array, object);
    }
    return array;
}

static void add_identity(json_t *object, const struct vha_explanation *explanation)
{
    const struct vha_list_row *person = &explanation->dossier.person;
    char pncid[VHA_PNCID_SIZE];
    json_object_set_new(object, "pncid", json_string(vha_pncid_format(pncid, person->pncid)));
    json_object_set_new(object, "surname", json_raw(person->surname));
    json_object_set_new(object, "forenames", json_raw(person->forenames));
    json_object_set_new(object, "dob", json_day(person->dob));
    json_object_set_new(object, "age", json_integer(person->age));
    json_object_set_new(object, "under_18", json_boolean((person->flags & VHA_FLAG_UNDER_18) != 0));
    json_object_set_new(object, "turns_18", json_day(explanation->dossier.turns_18));
    json_object_set_new(object, "as_of", json_day(explanation->as_of));
}

/* Where there is something to tell. */
static void add_removal(json_t *object, const struct vha_explanation *explanation,
                        const struct vha_removal_open *asked)
{
    if (explanation->dossier.person.removed != VHA_NEVER_REMOVED)
        json_object_set_new(object, "removal",
                            json_word(vha_removed_name(explanation->dossier.person.removed)));
    if (asked->number == 0)
        return;
    json_t *request = json_object();
    json_object_set_new(request, "number", json_integer(asked->number));
    json_object_set_new(request, "asked_on", json_string(asked->asked_on));
    json_object_set_new(request, "state", json_string(vha_removal_state_name(asked->state)));
    json_object_set_new(object, "removal_request", request);
}

static void add_assessment(json_t *object, const struct vha_explanation *explanation)
{
    const struct vha_assessment *assessment = &explanation->assessment;
    const uint32_t rank = explanation->dossier.person.rank;
    json_object_set_new(object, "listed", json_boolean(explanation->dossier.listed));
    json_object_set_new(object, "included", json_boolean(assessment->included));
    json_object_set_new(object, "rank", rank > 0 ? json_integer(rank) : json_null());
    json_object_set_new(object, "score", json_milli(vha_assessment_score(assessment)));
    json_object_set_new(object, "crime_score", json_milli(assessment->crime_score));
    json_object_set_new(object, "intel_score", json_milli(assessment->intel_score));
    json_object_set_new(object, "crime_reports", json_integer(assessment->crime_reports));
    json_object_set_new(object, "intel_reports", json_integer(assessment->intel_reports));
    json_object_set_new(object, "qualifying",
                        json_word(vha_qualifying_name(assessment->qualifying)));
    json_object_set_new(object, "recency", json_word(vha_recency_name(assessment->recency)));
    json_object_set_new(object, "in_custody", json_boolean(assessment->in_custody));
    json_object_set_new(object, "latest", json_day(assessment->latest));
    json_object_set_new(object, "leaves", json_day(explanation->leaves));
    if (!assessment->included)
        json_object_set_new(object, "wanting", json_shortfall(&explanation->shortfall));
}

/* The library escapes what is below a blank and what is no ASCII, so that no name can steer a
 * terminal; the delete character is left to us. It can only stand in a text. */
static int write_harmless(const char *bytes, size_t length, void *out)
{
    for (size_t i = 0; i < length; i++)
        if ((bytes[i] == '\x7f' ? fputs("\\u007f", out) : fputc(bytes[i], out)) == EOF)
            return -1;
    return 0;
}

void explain_json(FILE *out, const struct vha_explanation *explanation,
                  const struct vha_removal_open *asked)
{
    const struct vha_individual *individual = &explanation->dossier.individual;
    json_t *object = json_object();
    add_identity(object, explanation);
    add_assessment(object, explanation);
    add_removal(object, explanation, asked);
    json_t *crimes = json_array();
    for (size_t i = 0; i < individual->crime_count; i++)
        json_array_append_new(crimes, json_crime(explanation, i));
    json_object_set_new(object, "crimes", crimes);
    json_t *intel = json_array();
    for (size_t i = 0; i < individual->intel_count; i++)
        json_array_append_new(intel, json_intel(explanation, i));
    json_object_set_new(object, "intelligence", intel);
    json_object_set_new(object, "custody", json_custody(&explanation->dossier));
    json_object_set_new(object, "flags", json_flags(&explanation->dossier));
    json_object_set_new(object, "new_since_load", json_new_intel(&explanation->dossier));
    json_dump_callback(object, write_harmless, out, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    fputc('\n', out);
    json_decref(object);
}
