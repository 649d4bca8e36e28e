/* Reads every sheet of a workbook and looks at each cell. */
#ifndef TESTS_FUZZ_SHEETS_H
#define TESTS_FUZZ_SHEETS_H

void read_sheets(const char *path);

#endif
