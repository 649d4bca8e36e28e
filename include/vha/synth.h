/*
 * synth: a synthetic quarter. Writes a whole extract folder of made-up people, of any size, that
 * looks like London's: for demonstrations, tests and benchmarks, where no real record may be used.
 *
 * The same request with the same policy and areas gives the same bytes on any machine. People live
 * on an absolute time line that does not depend on the date of the extract, so that the same seed
 * at a later date shows the same people with more history: ranks move, some enter, some leave.
 */
#ifndef VHA_SYNTH_H
#define VHA_SYNTH_H

#include "vha/base.h"
#include "vha/policy.h"

#define VHA_SYNTH_MAX_NOMINALS 5000000

enum vha_synth_format {
    VHA_SYNTH_CSV, /* thirteen files NAME.csv */
    VHA_SYNTH_XLSX /* one workbook extract.xlsx with a sheet a table */
};

struct vha_synth_request {
    const char *folder;  /* made if missing; must be empty if it is there */
    uint32_t nominals;   /* people in the extract, 1 to VHA_SYNTH_MAX_NOMINALS */
    uint64_t seed;       /* another seed, other people */
    const char *quarter; /* "2026-Q3" */
    vha_date as_of;      /* assessment date; VHA_NO_DATE: the day after the quarter's end */
    enum vha_synth_format format;
};

/*
 * Writes the thirteen tables of an extract and manifest.yaml into request->folder. Offences are the
 * codes and aliases of `policy` and some words out of scope; boroughs are those of `areas`. About
 * 1.6 % of the nominals meet the default policy's criteria (SOP 16), with the ages, sexes and
 * ethnicities that the equality impact assessment reports.
 *
 * The manifest is written last: a folder without one is no extract. When the work fails or is
 * stopped, what was written is removed, and so is the folder if it was made here. A workbook sheet
 * holds 1,048,575 rows; a table with more is refused.
 *
 * VHA_OK; VHA_USAGE for a wrong quarter, date or number; VHA_CANNOT_CREATE for a folder that is
 * not empty or cannot be made; VHA_IO_ERROR; VHA_INTERRUPTED. `progress` and `error` may be NULL.
 */
enum vha_status vha_synth(const struct vha_synth_request *request, const struct vha_policy *policy,
                          const struct vha_areas *areas, const struct vha_progress *progress,
                          struct vha_error *error) VHA_MUST_CHECK;

#endif
