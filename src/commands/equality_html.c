#include "equality_publish.h"

/* Dark on light (contrast 16 to 1 and more), one column that narrows to any width, tables that
 * scroll by keyboard where they do not fit, and everything in words. */
static const char style[] =
    "body{margin:0;background:#fff;color:#1a1a1a;font:1.125rem/1.5 Arial,Helvetica,sans-serif}"
    "main{max-width:60rem;margin:0 auto;padding:1rem}"
    "h1{font-size:1.75rem;line-height:1.2}h2{font-size:1.375rem;margin-top:2.5rem}"
    ".wide{overflow-x:auto}.wide:focus{outline:3px solid #0b3d91;outline-offset:2px}"
    "table{border-collapse:collapse;width:100%}"
    "caption{text-align:left;padding:.25rem 0}"
    "th,td{border-bottom:1px solid #595959;padding:.375rem .5rem;text-align:right;"
    "vertical-align:top}"
    "th[scope=row],thead th:first-child{text-align:left;font-weight:normal}"
    "thead th{border-bottom:2px solid #1a1a1a;font-weight:bold}"
    "@media print{main{max-width:none}}";

static void write_escaped(FILE *out, const char *text)
{
    for (; *text != '\0'; text++)
        switch (*text) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            fputc(*text, out);
        }
}

static void write_element(FILE *out, const char *opening, const char *text, const char *closing)
{
    fputs(opening, out);
    write_escaped(out, text);
    fputs(closing, out);
}

/* A lone dash says nothing to whoever listens. */
static void write_cell(FILE *out, const char *text)
{
    const bool none = text[0] == '-' && text[1] == '\0';
    write_element(out, "<td>", none ? "no figure" : text, "</td>");
}

static void write_table(FILE *out, const struct published *published, int breakdown)
{
    const struct vha_population_breakdown *const by = &published->made->population->by[breakdown];
    const char *const name = vha_breakdown_name((enum vha_breakdown)breakdown);
    fprintf(out, "<h2 id=\"%s\">", name);
    write_element(out, "", by->title, "</h2>\n");
    fprintf(out, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"%s\">\n",
            name);
    write_element(
        out, "<table>\n<caption>People on the list. Compared with: ", publish_compared_with(by),
        ".</caption>\n<thead><tr><th scope=\"col\">Group</th>");
    fputs(
        "<th scope=\"col\">People</th><th scope=\"col\">Per cent</th>"
        "<th scope=\"col\">Beside London</th><th scope=\"col\">Beside suspects</th></tr></thead>\n"
        "<tbody>\n",
        out);
    for (size_t i = 0; i < by->count; i++) {
        const struct published_row row = publish_row(published, breakdown, i);
        write_element(out, "<tr><th scope=\"row\">", row.label, "</th>");
        write_cell(out, row.count);
        write_cell(out, row.share);
        write_cell(out, row.census);
        write_cell(out, row.suspect);
        fputs("</tr>\n", out);
    }
    fputs("</tbody>\n</table>\n</div>\n", out);
    write_element(out, "<p>Figures for London: ", by->source, ".</p>\n");
}

void publish_html(FILE *out, const struct published *published)
{
    const struct vha_cohort_info *const info = vha_cohort_info(published->made->cohort);
    char count[COUNT_SIZE];
    char as_of[VHA_DATE_SIZE];
    write_element(out,
                  "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                  "<title>Violence Harm Assessment: who is on the list, ",
                  info->quarter, "</title>\n");
    fprintf(out, "<style>%s</style>\n</head>\n<body>\n<main>\n", style);
    write_element(out, "<h1>Violence Harm Assessment: who is on the list, ", info->quarter,
                  "</h1>\n");
    fprintf(out, "<p>People on the list on <time datetime=\"%s\">%s</time>: %s.</p>\n",
            vha_date_format(as_of, info->as_of), as_of,
            publish_count(count, &published->publication.cells[0]));
    for (size_t i = 0; publish_notes[i] != NULL; i++)
        write_element(out, "<p>", publish_notes[i], "</p>\n");
    for (int i = 0; i < VHA_BREAKDOWNS; i++)
        write_table(out, published, i);
    write_element(out, "<h2>Sources and methods</h2>\n<p>People living in London: ",
                  published->made->population->name, ".</p>\n");
    write_element(out, "<p>Beside London: ", vha_interval_words(VHA_INTERVAL_EXACT), ".</p>\n");
    write_element(out, "<p>Beside suspects: ", vha_interval_words(VHA_INTERVAL_KATZ), ".</p>\n");
    fputs("</main>\n</body>\n</html>\n", out);
}
