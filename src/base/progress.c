#include "vha/base.h"

void vha_progress_report(const struct vha_progress *progress, const char *stage, const char *detail,
                         uint64_t done, uint64_t total)
{
    if (progress != NULL && progress->report != NULL)
        progress->report(progress->context, stage, detail, done, total);
}

bool vha_progress_stopped(const struct vha_progress *progress)
{
    return progress != NULL && progress->stop != NULL && *progress->stop != 0;
}
