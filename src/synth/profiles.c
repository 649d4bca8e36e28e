#include "profiles.h"

#include <string.h>

#include "vha/base.h"

const char *const synth_weapon_words[SYNTH_WEAPONS] = {"KNIFE", "FIREARM", "OTHER_WEAPON",
                                                       "CORROSIVE"};
const char synth_domestic_word[] = "DOMESTIC";

/* clang-format off */
const struct synth_offence_profile synth_in_scope[] = {
    /* code                    ordinary, street, grave  knife, firearm, other, corrosive  domestic custody days */
    {"HOMICIDE",                {1, 1, 2},     {500, 150, 60, 5},   60, 900, 1400, NULL},
    {"ATTEMPTED_MURDER",        {1, 2, 11},     {550, 200, 60, 8},   60, 800, 1300, NULL},
    {"LETHAL_DISCHARGE",        {2, 3, 18},    {20, 1000, 10, 0},    5, 500, 1100, "LETHAL_DISCHARGE"},
    {"KNIFE_INJURY",            {20, 35, 135},   {1000, 5, 20, 0},    70, 330, 800, "STABBING"},
    {"GBH",                     {14, 26, 98},   {60, 15, 320, 8},   160, 270, 700, NULL},
    {"GBH_NO_WEAPON",           {70, 95, 90},   {0, 0, 0, 0},       330, 90, 240, NULL},
    {"KIDNAP",                  {4, 10, 25},    {180, 60, 120, 0},  120, 300, 700, NULL},
    {"AFFRAY_VIOLENT_DISORDER", {24, 100, 80},   {160, 10, 200, 2},   10, 110, 300, NULL},
    {"GUN_POSSESSION",          {4, 12, 48},    {60, 1000, 30, 0},    3, 450, 1000, NULL},
    {"KNIFE_POSSESSION",        {50, 210, 130},  {1000, 5, 30, 0},    10, 120, 260, NULL},
    {"ROBBERY_PERSONAL",        {40, 320, 150},  {300, 25, 90, 2},     4, 170, 500, NULL},
    {"THREATS_TO_KILL",         {50, 50, 50},   {110, 15, 50, 8},   420, 80, 200, NULL},
    {"CORROSIVE_POSSESSION",    {2, 7, 7},     {30, 0, 20, 1000},   10, 150, 300, NULL},
    {"RAPE",                    {18, 8, 25},   {25, 2, 10, 0},     300, 300, 900, NULL},
    {"THEFT_PERSON",            {40, 100, 25},   {0, 0, 10, 0},        3, 60, 150, NULL},
};
const size_t synth_in_scope_count = VHA_COUNT(synth_in_scope);

const struct synth_offence_profile synth_out_of_scope[] = {
    {"COMMON_ASSAULT",      {150, 40, 40}, {5, 0, 15, 0},  350, 25, 90, NULL},
    {"CRIMINAL_DAMAGE",     {90, 20, 15},  {10, 0, 30, 0}, 200, 20, 60, NULL},
    {"PWITS",               {50, 60, 60},  {60, 10, 10, 0},  1, 140, 500, NULL},
    {"POSSESSION_CANNABIS", {90, 50, 35},  {10, 0, 0, 0},    2, 10, 40, NULL},
    {"BURGLARY",            {60, 30, 15},  {10, 1, 15, 0},  15, 150, 500, NULL},
    {"THEFT_SHOP",          {110, 12, 5}, {5, 0, 3, 0},     1, 40, 90, NULL},
    {"TAKING_VEHICLE",      {35, 35, 15},  {5, 1, 5, 0},    15, 60, 200, NULL},
    {"HARASSMENT",          {70, 8, 10},   {5, 0, 5, 2},   450, 20, 120, NULL},
    {"PUBLIC_ORDER",        {60, 20, 20},  {3, 0, 10, 0},   60, 15, 50, NULL},
    {"GOING_EQUIPPED",      {12, 8, 6},   {20, 0, 10, 0},   1, 40, 90, NULL},
    {"FRAUD",               {25, 4, 3},   {0, 0, 0, 0},    15, 30, 300, NULL},
};
const size_t synth_out_of_scope_count = VHA_COUNT(synth_out_of_scope);
/* clang-format on */

const struct synth_offence_profile synth_unknown_category = {
    .code = "", .share = {5, 20, 20}, .domestic = 30, .custody = 100, .held_days_most = 300};

#define CHOICE(words_, weights_)                                                                   \
    {                                                                                              \
        VHA_COUNT(words_), words_, weights_                                                        \
    }

static const char *const ethnicity_words[] = {"W1", "W2", "W3", "W9", "M1", "M2", "M3",
                                              "M9", "A1", "A2", "A3", "A4", "A9", "B1",
                                              "B2", "B9", "O1", "O2", "O9", "NS"};
static const uint16_t ordinary_ethnicities[] = {365, 22, 8,  95, 25, 12, 8, 18, 45, 40,
                                                45,  10, 32, 65, 80, 38, 3, 14, 25, 50};
static const uint16_t high_harm_ethnicities[] = {236, 16, 12, 80,  70,  24, 10, 22, 18, 30,
                                                 46,  4,  26, 155, 168, 62, 2,  11, 18, 20};
const struct synth_choice synth_ethnicities[SYNTH_KINDS] = {
    CHOICE(ethnicity_words, ordinary_ethnicities), CHOICE(ethnicity_words, high_harm_ethnicities)};

static const char *const sex_words[] = {"M", "F", "U", "X"};
static const uint16_t ordinary_sexes[] = {745, 240, 10, 5};
static const uint16_t high_harm_sexes[] = {961, 36, 2, 1};
const struct synth_choice synth_sexes[SYNTH_KINDS] = {CHOICE(sex_words, ordinary_sexes),
                                                      CHOICE(sex_words, high_harm_sexes)};

/* Of the intelligence systems' two ways of grading, the five-by-five and the newer three-by-five.
 */
static const char *const grade_words[] = {
    "A1",  "A2",  "B1",  "B2",  "B3",  "B4",  "B11", "B24", "C1",  "C2",  "C3",
    "C21", "D2",  "D3",  "D4",  "E2",  "E4",  "E41", "E5",  "A12", "B5",  "1AP",
    "1BP", "1CC", "2AP", "2BP", "2BC", "2CP", "2DP", "3BC", "3DP", "3EC", "3EP"};
static const uint16_t grade_weights[] = {10, 12, 50, 110, 35, 45, 15, 60, 12, 40, 20,
                                         15, 10, 12, 15,  14, 60, 25, 12, 4,  6,  30,
                                         70, 15, 20, 90,  35, 40, 50, 10, 25, 8,  12};
const struct synth_choice synth_grades = CHOICE(grade_words, grade_weights);

static const char *const adult_prison_words[] = {
    "HMP Belmarsh",  "HMP Brixton",   "HMP Highpoint",  "HMP High Down",      "HMP Pentonville",
    "HMP Rochester", "HMP Thameside", "HMP Wandsworth", "HMP Wormwood Scrubs"};
static const uint16_t adult_prison_weights[] = {12, 8, 5, 8, 20, 4, 20, 18, 16};
const struct synth_choice synth_adult_prisons = CHOICE(adult_prison_words, adult_prison_weights);

static const char *const women_prison_words[] = {"HMP Bronzefield", "HMP Downview",
                                                 "HMP East Sutton Park"};
static const uint16_t women_prison_weights[] = {70, 22, 8};
const struct synth_choice synth_women_prisons = CHOICE(women_prison_words, women_prison_weights);

static const char *const young_prison_words[] = {"HMYOI Feltham", "HMYOI Aylesbury", "HMYOI Isis",
                                                 "Oakhill STC"};
static const uint16_t young_prison_weights[] = {60, 12, 22, 6};
const struct synth_choice synth_young_prisons = CHOICE(young_prison_words, young_prison_weights);

static const char *const plain_restriction_words[] = {"CBO", "BAIL_CONDITIONS", "KCPO"};
static const uint16_t plain_restriction_weights[] = {40, 50, 10};
const struct synth_choice synth_plain_restrictions =
    CHOICE(plain_restriction_words, plain_restriction_weights);

static const char *const iom_words[] = {"FIXED", "FLEX", "FREE"};
static const uint16_t iom_weights[] = {35, 40, 25};
const struct synth_choice synth_iom_cohorts = CHOICE(iom_words, iom_weights);

/* Words that a crime system carries and no policy names: they are to be kept and left alone. */
static const char *const unknown_feature_words[] = {"CCTV", "MOPED", "NIGHT_TIME",
                                                    "PUBLIC_TRANSPORT", "SCHOOL"};
static const uint16_t unknown_feature_weights[] = {40, 10, 25, 20, 5};
const struct synth_choice synth_unknown_features =
    CHOICE(unknown_feature_words, unknown_feature_weights);

static const struct synth_age_band ordinary_ages[] = {
    {10, 14, 60},  {14, 18, 150}, {18, 25, 210}, {25, 35, 220},
    {35, 45, 160}, {45, 60, 140}, {60, 80, 60},
};
static const struct synth_age_band high_harm_ages[] = {
    {12, 13, 64},  {13, 14, 102}, {14, 15, 122}, {15, 16, 128}, {16, 17, 105}, {17, 18, 82},
    {18, 20, 112}, {20, 22, 80},  {22, 25, 82},  {25, 30, 125}, {30, 40, 106}, {40, 55, 45},
};
const struct synth_ages synth_first_ages[SYNTH_KINDS] = {
    {VHA_COUNT(ordinary_ages), ordinary_ages}, {VHA_COUNT(high_harm_ages), high_harm_ages}};

struct borough_weight {
    const char *gss;
    uint16_t weight;
};

static const struct borough_weight borough_weights[] = {
    {"E09000001", 2},  {"E09000002", 32}, {"E09000003", 30}, {"E09000004", 18}, {"E09000005", 44},
    {"E09000006", 24}, {"E09000007", 34}, {"E09000008", 52}, {"E09000009", 38}, {"E09000010", 44},
    {"E09000011", 38}, {"E09000012", 46}, {"E09000013", 24}, {"E09000014", 44}, {"E09000015", 18},
    {"E09000016", 24}, {"E09000017", 32}, {"E09000018", 32}, {"E09000019", 38}, {"E09000020", 18},
    {"E09000021", 10}, {"E09000022", 56}, {"E09000023", 48}, {"E09000024", 16}, {"E09000025", 54},
    {"E09000026", 30}, {"E09000027", 9},  {"E09000028", 56}, {"E09000029", 16}, {"E09000030", 44},
    {"E09000031", 36}, {"E09000032", 32}, {"E09000033", 46},
};

uint16_t synth_borough_weight(const char *gss)
{
    for (size_t i = 0; i < VHA_COUNT(borough_weights); i++) {
        if (strcmp(borough_weights[i].gss, gss) == 0)
            return borough_weights[i].weight;
    }
    return 30;
}
