/*
 * The thirteen tables of an extract (extracts.md): their columns, and the rows that one person
 * brings to each.
 */
#ifndef SYNTH_TABLES_H
#define SYNTH_TABLES_H

#include "history.h"

#define SYNTH_MAX_COLUMNS 7
#define SYNTH_TABLES      13

/* A cell is text or, where text is NULL, a date, which may be VHA_NO_DATE: an empty cell. */
struct synth_cell {
    const char *text;
    vha_date date;
};

/* Where rows go: a file or a sheet. It remembers a failure and is asked about it afterwards. */
struct synth_sink {
    void (*row)(struct synth_sink *sink, const struct synth_cell *cells, size_t count);
};

/* A person with the history, as the tables need them. */
struct synth_dossier {
    const struct synth_world *world;
    struct synth_person person;
    struct synth_history history;
};

struct synth_table {
    const char *name;
    size_t column_count;
    const char *columns[SYNTH_MAX_COLUMNS];
    /* Writes the person's rows that are in the extract at world->as_of. */
    void (*emit)(const struct synth_dossier *dossier, struct synth_sink *sink);
};

extern const struct synth_table synth_tables[SYNTH_TABLES]; /* by name */

/* Fills *dossier for the person of a slot at world->as_of. */
void synth_dossier_make(const struct synth_world *world, uint32_t slot,
                        struct synth_dossier *dossier);

/* ------------------------------------------------------ what the files of tables share */

#define SYNTH_REFERENCE_SIZE 24

static inline struct synth_cell synth_text(const char *text)
{
    return (struct synth_cell){.text = text, .date = VHA_NO_DATE};
}

static inline struct synth_cell synth_date(vha_date date)
{
    return (struct synth_cell){.text = NULL, .date = date};
}

/* The reference of a person's crime report: NNNNNNNN/YY. Returns buffer. */
char *synth_crime_reference(const struct synth_world *world, const struct synth_person *person,
                            const struct synth_event *event, char buffer[SYNTH_REFERENCE_SIZE]);

/* The reference of a person's intelligence report: CRRTNNNNNNNNN. Returns buffer. */
char *synth_intel_reference(const struct synth_world *world, const struct synth_person *person,
                            size_t index, char buffer[SYNTH_REFERENCE_SIZE]);

/* An offence as a source system words it: the code or, now and then, an alias of the policy. */
const char *synth_offence_word(const struct synth_offence *offence, struct synth_stream *stream);

/* A borough as a source system words it: its code, now and then its name, or nothing. */
const char *synth_borough_word(const struct synth_world *world, uint8_t borough,
                               struct synth_stream *stream);

void synth_emit_intel_reports(const struct synth_dossier *dossier, struct synth_sink *sink);
void synth_emit_intel_nominals(const struct synth_dossier *dossier, struct synth_sink *sink);
void synth_emit_gang_links(const struct synth_dossier *dossier, struct synth_sink *sink);
void synth_emit_county_lines(const struct synth_dossier *dossier, struct synth_sink *sink);
void synth_emit_iom(const struct synth_dossier *dossier, struct synth_sink *sink);
void synth_emit_missing(const struct synth_dossier *dossier, struct synth_sink *sink);
void synth_emit_restrictions(const struct synth_dossier *dossier, struct synth_sink *sink);
void synth_emit_wanted(const struct synth_dossier *dossier, struct synth_sink *sink);

#endif
