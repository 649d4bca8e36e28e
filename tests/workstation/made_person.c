#include "made_person.h"

vha_date day(const char *text)
{
    vha_date date = VHA_NO_DATE;
    if (text != NULL)
        assert_true(vha_date_parse(text, strlen(text), &date));
    return date;
}

static const struct vha_policy default_policy = {
    .crime_window_months = 36,
    .intel_window_months = 6,
    .recency_window_months = 12,
    .adult_age_months = 216,
    .counted_roles = VHA_SUSPECT | VHA_ACCUSED,
    .excluded_features = 1,
    .decay = VHA_DECAY_GEOMETRIC,
    .decay_months = 12,
    .kept_numerator = 2,
    .kept_denominator = 3,
    .four_reports_total = 4,
    .four_reports_crimes = 2,
    .three_crimes_count = 3,
    .three_crimes_score = 2500000,
    .grade_multiplier = {1000, 1000, 750, 500, 250},
    .feature_count = 1,
    .features = {"DOMESTIC"},
    .category_count = 3,
    .categories = {[MADE_KNIFE_INJURY] = {.code = "KNIFE_INJURY",
                                          .title = "Knife Injury",
                                          .weights = {{.base = 1460000,
                                                       .origin = {"CCHI 2016: wounding", true}}},
                                          .weight_count = 1,
                                          .intel = 146000,
                                          .intel_origin = {"a tenth", true}},
                   [MADE_HOMICIDE] = {.code = "HOMICIDE",
                                      .title = "Homicide",
                                      .weights = {{.base = 5475000,
                                                   .origin = {"CCHI: murder", false}}},
                                      .weight_count = 1,
                                      .intel = 547500,
                                      .intel_origin = {"a tenth", true}},
                   [MADE_RAPE] = {.code = "RAPE",
                                  .title = "Rape",
                                  .needs_other = true,
                                  .weights = {{.base = 1825000, .origin = {"CCHI: rape", false}}},
                                  .weight_count = 1,
                                  .intel = 182500,
                                  .intel_origin = {"a tenth", true}}},
};

void made_begin(struct made_person *person)
{
    memset(person, 0, sizeof *person);
    person->policy = default_policy;
    struct vha_dossier *const dossier = &person->explanation.dossier;
    person->explanation.policy = &person->policy;
    person->explanation.as_of = day("2026-10-01");
    dossier->person = (struct vha_list_row){.position = 0,
                                            .rank = 1,
                                            .pncid = UINT64_C(20030000000),
                                            .surname = "Kowalski",
                                            .forenames = "Isaac",
                                            .borough = "Lambeth",
                                            .dob = day("2000-02-29"),
                                            .age = 26,
                                            .sex = 'M',
                                            .ethnicity = "W1"};
    dossier->turns_18 = VHA_NO_DATE;
    dossier->individual.crimes = person->crimes;
    dossier->individual.intel = person->intel;
    dossier->individual.custody = person->custody;
    dossier->crimes = person->crime_entries;
    dossier->intel = person->intel_entries;
    dossier->custody = person->custody_entries;
    dossier->flags = person->flags;
}

static const char *category_code(const struct made_person *person, unsigned category)
{
    return category < person->policy.category_count ? person->policy.categories[category].code
                                                    : "SHOPLIFTING";
}

struct vha_crime_fact *made_crime(struct made_person *person, const char *date, unsigned category)
{
    const size_t i = person->explanation.dossier.individual.crime_count++;
    assert_true(i < MADE_REPORTS);
    person->crime_entries[i] =
        (struct vha_crime_entry){"0100/26", category_code(person, category), "", "Lambeth"};
    person->crimes[i] = (struct vha_crime_fact){.report = (uint32_t)i,
                                                .offence_date = day(date),
                                                .category = (uint16_t)category,
                                                .roles = VHA_SUSPECT};
    return &person->crimes[i];
}

struct vha_intel_fact *made_intel(struct made_person *person, const char *date, unsigned category)
{
    const size_t i = person->explanation.dossier.individual.intel_count++;
    assert_true(i < MADE_REPORTS);
    person->intel_entries[i] =
        (struct vha_intel_entry){"CRRT1", category_code(person, category), "C2", ""};
    person->intel[i] = (struct vha_intel_fact){.report = (uint32_t)i,
                                               .crime_report = VHA_NO_REPORT,
                                               .report_date = day(date),
                                               .category = (uint16_t)category,
                                               .grade = 2};
    return &person->intel[i];
}

void made_custody(struct made_person *person, const char *received, const char *released)
{
    const size_t i = person->explanation.dossier.individual.custody_count++;
    assert_true(i < MADE_REPORTS);
    person->custody[i] = (struct vha_custody_fact){day(received), day(released)};
    person->custody_entries[i].establishment = "HMP Example";
}

struct vha_flag_entry *made_flag(struct made_person *person, uint32_t flag, const char *kind,
                                 const char *since)
{
    struct vha_dossier *const dossier = &person->explanation.dossier;
    const size_t i = dossier->flag_count++;
    assert_true(i < MADE_FLAGS);
    dossier->person.flags |= flag;
    person->flags[i] = (struct vha_flag_entry){.flag = flag,
                                               .table = "table",
                                               .kind = kind,
                                               .detail = "R1",
                                               .source = "SOURCE",
                                               .since = day(since),
                                               .until = VHA_NO_DATE,
                                               .current = true};
    return &person->flags[i];
}

void made_child(struct made_person *person, const char *born)
{
    struct vha_dossier *const dossier = &person->explanation.dossier;
    dossier->person.dob = day(born);
    dossier->person.age = vha_months_between(day(born), person->explanation.as_of) / 12;
    dossier->person.flags |= VHA_FLAG_UNDER_18;
    dossier->turns_18 = vha_date_after_months(day(born), 216);
}

const struct vha_explanation *made_explain(struct made_person *person)
{
    struct vha_explanation *const explanation = &person->explanation;
    const struct vha_individual *const individual = &explanation->dossier.individual;
    const vha_date as_of = explanation->as_of;
    vha_assess(&person->policy, as_of, individual, person->crime_judged, person->intel_judged,
               &explanation->assessment);
    vha_decisive(&person->policy, as_of, individual, person->crime_decisive,
                 person->intel_decisive);
    explanation->shortfall = vha_shortfall(&person->policy, &explanation->assessment);
    explanation->leaves = vha_leaving_date(&person->policy, as_of, individual);
    explanation->crimes = person->crime_judged;
    explanation->intel = person->intel_judged;
    explanation->crime_decisive = person->crime_decisive;
    explanation->intel_decisive = person->intel_decisive;
    explanation->dossier.listed = explanation->assessment.included;
    return explanation;
}
