#include "values.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

struct cell value_trim(struct cell cell)
{
    while (cell.length > 0 && is_blank(cell.text[0])) {
        cell.text++;
        cell.length--;
    }
    while (cell.length > 0 && is_blank(cell.text[cell.length - 1]))
        cell.length--;
    return cell;
}

static bool equals(struct cell cell, const char *word)
{
    return strlen(word) == cell.length && memcmp(cell.text, word, cell.length) == 0;
}

static bool is_listed(struct cell cell, const char *const *words)
{
    for (; *words != NULL; words++)
        if (equals(cell, *words))
            return true;
    return false;
}

const char *value_pncid(struct cell cell, vha_date as_of, vha_pncid *pncid)
{
    switch (vha_pncid_parse(cell.text, cell.length, as_of, pncid)) {
    case VHA_PNCID_FINE:
        return NULL;
    case VHA_PNCID_LETTER:
        return "the check letter is wrong: a digit or the letter was mistyped";
    case VHA_PNCID_FORM:
        break;
    }
    return "not a PNCID of the form YYYY/NNNNNNNL";
}

const char *value_past_date(struct cell cell, vha_date as_of, vha_date *date)
{
    if (!vha_date_parse(cell.text, cell.length, date))
        return "not a day of the form YYYY-MM-DD";
    return *date > as_of ? "after the assessment date: a record of the future" : NULL;
}

const char *value_optional_date(struct cell cell, vha_date *date)
{
    *date = VHA_NO_DATE;
    if (cell.length == 0 || vha_date_parse(cell.text, cell.length, date))
        return NULL;
    return "neither empty nor a day of the form YYYY-MM-DD";
}

const char *value_role(struct cell cell, uint8_t *role)
{
    *role = vha_role_of(cell.text, cell.length);
    return *role != 0 ? NULL : "not a role: suspect, accused, victim or witness";
}

const char *value_sex(struct cell cell, char *sex)
{
    static const char *const sexes[] = {"M", "F", "X", "U", NULL};
    if (!is_listed(cell, sexes))
        return "not one of M, F, X and U";
    *sex = cell.text[0];
    return NULL;
}

const char *value_ethnicity(struct cell cell, char ethnicity[3])
{
    /* The 18+1 self-defined codes, with O1 of the older 16+1. */
    static const char *const codes[] = {"W1", "W2", "W3", "W9", "M1", "M2", "M3",
                                        "M9", "A1", "A2", "A3", "A4", "A9", "B1",
                                        "B2", "B9", "O1", "O2", "O9", "NS", NULL};
    if (!is_listed(cell, codes))
        return "not a self-defined ethnicity code (W1 to O9, NS)";
    memcpy(ethnicity, cell.text, 2);
    ethnicity[2] = '\0';
    return NULL;
}

const char *value_borough(struct cell cell, const struct vha_areas *areas, uint8_t *borough)
{
    *borough = VHA_NO_BOROUGH;
    if (cell.length == 0)
        return NULL;
    *borough = vha_areas_borough(areas, cell.text, cell.length);
    return *borough != VHA_NO_BOROUGH ? NULL : "not a London borough's GSS code or name, nor empty";
}

const char *value_grade(struct cell cell, char grade[4])
{
    if (!vha_grade_valid(cell.text, cell.length) || cell.length > 3)
        return "not an evaluation such as B2, B24 or 1AP";
    memcpy(grade, cell.text, cell.length);
    grade[cell.length] = '\0';
    return NULL;
}

const char *value_filled(struct cell cell)
{
    return cell.length > 0 ? NULL : "empty, but needed";
}

const char *value_one_of(struct cell cell, const char *const *words, const char *reason)
{
    return is_listed(cell, words) ? NULL : reason;
}
