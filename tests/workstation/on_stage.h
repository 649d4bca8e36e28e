/* The stage of a file's tests, closed after each of them. */
#ifndef WORKSTATION_ON_STAGE_H
#define WORKSTATION_ON_STAGE_H

#include "testing.h"

static struct stage stage;

static int tear_down(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

#endif
