/* The parts of a workbook that are not sheets (ECMA-376): content types, relations, styles. */
#ifndef SYNTH_XLSX_PARTS_H
#define SYNTH_XLSX_PARTS_H

#define SYNTH_FIXED_PARTS 5

struct synth_parts {
    const char *names[SYNTH_FIXED_PARTS];
    char *texts[SYNTH_FIXED_PARTS];
};

extern const char synth_sheet_head[];
extern const char synth_sheet_tail[];

/* Makes the texts for the thirteen sheets; free with synth_parts_free. */
void synth_parts_make(struct synth_parts *parts);
void synth_parts_free(struct synth_parts *parts);

#endif
