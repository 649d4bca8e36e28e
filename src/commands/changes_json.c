#include "changes.h"

#include <jansson.h>

static json_t *person_as_json(const struct vha_list_row *row)
{
    char pncid[VHA_PNCID_SIZE];
    char score[VHA_MILLI_SIZE];
    return json_pack("{s:s,s:I,s:s}", "pncid", vha_pncid_format(pncid, row->pncid), "rank",
                     (json_int_t)row->rank, "score",
                     vha_milli_format(score, row->crime_score + row->intel_score, false));
}

static json_t *arrival_as_json(const struct vha_arrival *arrival)
{
    char date[VHA_DATE_SIZE];
    json_t *const object = person_as_json(&arrival->person);
    json_object_set_new(object, "came", json_string(vha_came_name(arrival->came)));
    if (arrival->ref[0] != '\0')
        json_object_set_new(object, "ref", json_string(arrival->ref));
    if (arrival->offence[0] != '\0')
        json_object_set_new(object, "offence", json_string(arrival->offence));
    if (arrival->date != VHA_NO_DATE)
        json_object_set_new(object, "date", json_string(vha_date_format(date, arrival->date)));
    return object;
}

static json_t *departure_as_json(const struct vha_departure *departure)
{
    json_t *const object = person_as_json(&departure->person);
    json_t *const lost = json_array();
    for (size_t i = 0; i < departure->lost_count; i++)
        json_array_append_new(lost, json_pack("{s:s,s:s}", "ref", departure->lost[i].ref, "why",
                                              departure->lost[i].gone
                                                  ? "gone"
                                                  : vha_verdict_name(departure->lost[i].verdict)));
    json_object_set_new(object, "went", json_string(vha_went_name(departure->went)));
    json_object_set_new(object, "counts_no_more", lost);
    return object;
}

static void write_json(FILE *out, json_t *object)
{
    json_dumpf(object, out, JSON_INDENT(1));
    fputc('\n', out);
    json_decref(object);
}

void changes_json(FILE *out, const struct vha_changes *changes)
{
    json_t *const arrivals = json_array();
    json_t *const departures = json_array();
    json_t *const movers = json_array();
    for (size_t i = 0; i < changes->arrival_count; i++)
        json_array_append_new(arrivals, arrival_as_json(&changes->arrivals[i]));
    for (size_t i = 0; i < changes->departure_count; i++)
        json_array_append_new(departures, departure_as_json(&changes->departures[i]));
    for (size_t i = 0; i < changes->mover_count; i++) {
        json_t *const mover = person_as_json(&changes->movers[i]);
        json_object_set_new(mover, "before", json_integer(changes->movers[i].previous_rank));
        json_array_append_new(movers, mover);
    }
    write_json(out, json_pack("{s:s,s:s,s:I,s:o,s:o,s:o}", "quarter", changes->quarter, "earlier",
                              changes->earlier, "stayed", (json_int_t)changes->stayed, "came",
                              arrivals, "went", departures, "moved", movers));
}

void past_json(FILE *out, const char *pncid, const struct past_quarter *past, size_t count)
{
    json_t *const quarters = json_array();
    for (size_t i = 0; i < count; i++) {
        const bool known = past[i].recorded && past[i].unread == NULL;
        json_t *const object = known ? person_as_json(&past[i].row) : json_object();
        json_object_set_new(object, "quarter", json_string(past[i].quarter));
        json_object_set_new(object, "recorded", json_boolean(known));
        json_array_append_new(quarters, object);
    }
    write_json(out, json_pack("{s:s,s:o}", "pncid", pncid, "quarters", quarters));
}
