#include "xlsx_parts.h"

#include <stdio.h>
#include <stdlib.h>

#include "tables.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE     "http://schemas.openxmlformats.org/package/2006/"
#define SHEET_TYPE  "application/vnd.openxmlformats-officedocument.spreadsheetml."

const char synth_sheet_head[] = DECLARATION "<worksheet xmlns=\"" MAIN "\"><sheetData>\n";
const char synth_sheet_tail[] = "</sheetData></worksheet>\n";

static const char root_relations[] =
    DECLARATION "<Relationships xmlns=\"" PACKAGE "relationships\">"
                "<Relationship Id=\"rId1\" Type=\"" RELATIONS "/officeDocument\""
                " Target=\"xl/workbook.xml\"/></Relationships>\n";

/* Cell format 0 is general, 1 the built-in date format 14. */
static const char styles[] =
    DECLARATION "<styleSheet xmlns=\"" MAIN "\">"
                "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
                "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
                "<borders count=\"1\"><border/></borders>"
                "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\"/></cellStyleXfs>"
                "<cellXfs count=\"2\"><xf numFmtId=\"0\" xfId=\"0\"/>"
                "<xf numFmtId=\"14\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>"
                "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
                "</cellStyles>"
                "</styleSheet>\n";

static void write_root_relations(FILE *out)
{
    fputs(root_relations, out);
}

static void write_styles(FILE *out)
{
    fputs(styles, out);
}

static void write_types(FILE *out)
{
    fputs(DECLARATION
          "<Types xmlns=\"" PACKAGE "content-types\">"
          "<Default Extension=\"rels\" ContentType=\"application/"
          "vnd.openxmlformats-package.relationships+xml\"/>"
          "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
          "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" SHEET_TYPE "sheet.main+xml\"/>"
          "<Override PartName=\"/xl/styles.xml\" ContentType=\"" SHEET_TYPE "styles+xml\"/>",
          out);
    for (size_t t = 0; t < SYNTH_TABLES; t++)
        fprintf(out,
                "<Override PartName=\"/xl/worksheets/sheet%zu.xml\" ContentType=\"" SHEET_TYPE
                "worksheet+xml\"/>",
                t + 1);
    fputs("</Types>\n", out);
}

static void write_workbook(FILE *out)
{
    fputs(DECLARATION "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS "\"><sheets>", out);
    for (size_t t = 0; t < SYNTH_TABLES; t++)
        fprintf(out, "<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"rId%zu\"/>", synth_tables[t].name,
                t + 1, t + 1);
    fputs("</sheets></workbook>\n", out);
}

static void write_workbook_relations(FILE *out)
{
    fputs(DECLARATION "<Relationships xmlns=\"" PACKAGE "relationships\">", out);
    for (size_t t = 0; t < SYNTH_TABLES; t++)
        fprintf(out,
                "<Relationship Id=\"rId%zu\" Type=\"" RELATIONS "/worksheet\""
                " Target=\"worksheets/sheet%zu.xml\"/>",
                t + 1, t + 1);
    fprintf(out,
            "<Relationship Id=\"rId%d\" Type=\"" RELATIONS "/styles\" Target=\"styles.xml\"/>"
            "</Relationships>\n",
            SYNTH_TABLES + 1);
}

static const struct {
    const char *name;
    void (*write)(FILE *out);
} part_table[SYNTH_FIXED_PARTS] = {
    {"[Content_Types].xml", write_types}, {"_rels/.rels", write_root_relations},
    {"xl/workbook.xml", write_workbook},  {"xl/_rels/workbook.xml.rels", write_workbook_relations},
    {"xl/styles.xml", write_styles},
};

void synth_parts_make(struct synth_parts *parts)
{
    for (size_t i = 0; i < SYNTH_FIXED_PARTS; i++) {
        size_t length = 0;
        parts->names[i] = part_table[i].name;
        parts->texts[i] = NULL;
        FILE *out = open_memstream(&parts->texts[i], &length);
        if (out == NULL) {
            parts->texts[i] = vha_copy_text("");
            continue;
        }
        part_table[i].write(out);
        fclose(out);
    }
}

void synth_parts_free(struct synth_parts *parts)
{
    for (size_t i = 0; i < SYNTH_FIXED_PARTS; i++)
        free(parts->texts[i]);
}
