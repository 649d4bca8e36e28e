#include "actions.h"

#define MOVING   "Moving"
#define FINDING  "Finding"
#define CHOOSING "Filters and order"
#define GOING    "Opening and leaving"
#define AUDITING "The audit log"
#define ACCESS   "Access"
#define REMOVING "Removals"

const struct action_entry action_table[ACTIONS] = {
    [ACTION_NONE] = {"none", "nothing", "", ""},
    [ACTION_UP] = {"up", "one line up", "up", MOVING},
    [ACTION_DOWN] = {"down", "one line down", "down", MOVING},
    [ACTION_LEFT] =
        {"left", "to the filter, tab, report, panel or answer before, or the columns on the left",
         "filter before", MOVING},
    [ACTION_RIGHT] = {"right",
                      "to the next filter, tab, report or panel, or the columns on the right",
                      "next filter", MOVING},
    [ACTION_PAGE_UP] = {"page_up", "one page up", "page up", MOVING},
    [ACTION_PAGE_DOWN] = {"page_down", "one page down", "page down", MOVING},
    [ACTION_HALF_UP] = {"half_up", "half a page up", "half up", MOVING},
    [ACTION_HALF_DOWN] = {"half_down", "half a page down", "half down", MOVING},
    [ACTION_FIRST] = {"first", "to the first line", "first", MOVING},
    [ACTION_LAST] = {"last", "to the last line", "last", MOVING},
    [ACTION_NEXT_PANE] = {"next_pane", "to the next pane, tab or section", "next pane", MOVING},
    [ACTION_PREVIOUS_PANE] = {"previous_pane", "to the pane, tab or section before", "pane before",
                              MOVING},
    [ACTION_NUMBER] = {"number", "to the rank, tab, section, panel or answer of that number",
                       "rank", MOVING},
    [ACTION_SEARCH] = {"search", "search names, PNCIDs and reports as you type", "search", FINDING},
    [ACTION_SEARCH_NEXT] = {"search_next", "the next one found", "next", FINDING},
    [ACTION_SEARCH_PREVIOUS] = {"search_previous", "the one found before", "previous", FINDING},
    [ACTION_JUMP] = {"jump", "jump to a rank", "rank", FINDING},
    [ACTION_MARK] = {"mark", "mark the person, or no longer", "mark", FINDING},
    [ACTION_NEXT_MARK] = {"next_mark", "the next one who is marked", "next marked", FINDING},
    [ACTION_PREVIOUS_MARK] = {"previous_mark", "the one before who is marked", "marked before",
                              FINDING},
    [ACTION_FILTERS] = {"filters", "to the filters and back", "filter", CHOOSING},
    [ACTION_TOGGLE] = {"toggle", "choose the filter value or the column, or let it go", "choose",
                       CHOOSING},
    [ACTION_EXCLUDE] = {"exclude", "leave out whoever has the filter value, or no longer",
                        "leave out", CHOOSING},
    [ACTION_CLEAR_PANE] = {"clear_pane", "clear the filter that the cursor is in", "clear",
                           CHOOSING},
    [ACTION_CLEAR_ALL] = {"clear_all", "clear every filter; of the columns: the usual ones",
                          "clear all", CHOOSING},
    [ACTION_UNDO_FILTER] = {"undo_filter", "back to the filter before", "undo", CHOOSING},
    [ACTION_REDO_FILTER] = {"redo_filter", "the filter that was taken back again", "redo",
                            CHOOSING},
    [ACTION_SORT] = {"sort", "sort by the next column; of several, change the last", "sort",
                     CHOOSING},
    [ACTION_REVERSE] = {"reverse", "turn the order round; of several columns, that of the last",
                        "reverse", CHOOSING},
    [ACTION_SORT_MORE] = {"sort_more", "sort those that are equal by one column more", "and by",
                          CHOOSING},
    [ACTION_SORT_LESS] = {"sort_less", "sort by one column less", "one less", CHOOSING},
    [ACTION_ONLY_MARKED] = {"only_marked", "those alone who are marked; again: the others too",
                            "only marked", CHOOSING},
    [ACTION_CLEAR_MARKS] = {"clear_marks", "take every mark away", "clear marks", CHOOSING},
    [ACTION_RERANK] = {"rerank", "rank on the offences chosen in the filters; again: as before",
                       "re-rank", CHOOSING},
    [ACTION_COLUMNS] = {"columns", "choose the columns of the list", "columns", CHOOSING},
    [ACTION_MOVE_LEFT] = {"move_left", "move the column a place to the left", "to left", CHOOSING},
    [ACTION_MOVE_RIGHT] = {"move_right", "move the column a place to the right", "to right",
                           CHOOSING},
    [ACTION_NARROWER] = {"narrower", "make the column narrower", "narrower", CHOOSING},
    [ACTION_WIDER] = {"wider", "make the column wider", "wider", CHOOSING},
    [ACTION_FREEZE] = {"freeze", "keep the columns down to this one in sight, or not", "freeze",
                       CHOOSING},
    [ACTION_AUTHORISE] = {"authorise", "put the authority for an application on record",
                          "authorise", ACCESS},
    [ACTION_GRANT] = {"grant", "grant an authorised application", "grant", ACCESS},
    [ACTION_WITHDRAW] = {"withdraw", "withdraw access, or an application", "withdraw", ACCESS},
    [ACTION_REMOVE] = {"remove", "ask MO2 to take the person off the list", "removal", REMOVING},
    [ACTION_REMOVALS] = {"requests", "the requests for removals, and what became of them",
                         "requests", REMOVING},
    [ACTION_TAKE] = {"take", "begin to review the request", "take", REMOVING},
    [ACTION_APPROVE] = {"approve", "approve the removal, until a review date", "approve", REMOVING},
    [ACTION_REFUSE] = {"refuse", "refuse the removal", "refuse", REMOVING},
    [ACTION_ASK_MORE] = {"ask_more", "ask whoever made the request for more information", "ask",
                         REMOVING},
    [ACTION_ADD_MORE] = {"add_more", "add what MO2 asked for", "add", REMOVING},
    [ACTION_WITHDRAW_REQUEST] = {"withdraw_request", "withdraw your request", "withdraw", REMOVING},
    [ACTION_REVERSE_DECISION] = {"reverse_decision", "reverse the decision of a colleague",
                                 "reverse", REMOVING},
    [ACTION_OPEN] = {"open", "open the record; in the filters: choose; in the overview: list",
                     "open", GOING},
    [ACTION_OVERVIEW] = {"overview", "the list as pictures, and back", "overview", GOING},
    [ACTION_VIEWS] = {"views", "your views of the list", "views", GOING},
    [ACTION_NEXT_PERSON] = {"next_person", "in a record: to the next person of the list",
                            "next person", GOING},
    [ACTION_PREVIOUS_PERSON] = {"previous_person", "in a record: to the person before in the list",
                                "person before", GOING},
    [ACTION_ENQUIRE] = {"enquire", "ask a user why the entry of the audit log happened", "enquire",
                        AUDITING},
    [ACTION_ENQUIRIES] = {"enquiry_list", "the audit enquiries and what became of them",
                          "enquiries", AUDITING},
    [ACTION_VERIFY] = {"verify", "say whether the audit log is as it was written", "verify",
                       AUDITING},
    [ACTION_BACK] = {"back", "one step back", "back", GOING},
    [ACTION_COMMAND] = {"command", "type a command, on any screen", "command", GOING},
    [ACTION_HELP] = {"help", "the keys of this screen", "help", GOING},
    [ACTION_RELOAD] = {"reload", "show a newer load, keeping your place", "new load", GOING},
    [ACTION_THEME] = {"theme", "the next theme of colours", "theme", GOING},
    [ACTION_REPAINT] = {"repaint", "paint the screen afresh", "repaint", GOING},
    [ACTION_SUSPEND] = {"suspend", "stop for now, back to the shell (fg returns)", "suspend",
                        GOING},
    [ACTION_QUIT] = {"quit", "leave; on any screen but the list: go back", "quit", GOING},
};

#define TYPING "While typing"

const struct action_entry typing_table[TYPING_ACTIONS] = {
    [TYPING_NONE] = {"none", "nothing", "", ""},
    [TYPING_ACCEPT] = {"accept", "done", "done", TYPING},
    [TYPING_CANCEL] = {"cancel",
                       "back to where you were; a form keeps its text, Up brings back a line",
                       "back", TYPING},
    [TYPING_ERASE] = {"erase", "erase the character before", "erase", TYPING},
    [TYPING_DELETE] = {"delete", "erase the character under the cursor", "delete", TYPING},
    [TYPING_ERASE_WORD] = {"erase_word", "erase the word before", "erase word", TYPING},
    [TYPING_ERASE_ALL] = {"erase_all", "erase everything", "erase all", TYPING},
    [TYPING_LEFT] = {"left", "one character back", "left", TYPING},
    [TYPING_RIGHT] = {"right", "one character on", "right", TYPING},
    [TYPING_HOME] = {"home", "to the beginning", "beginning", TYPING},
    [TYPING_END] = {"end", "to the end", "end", TYPING},
    [TYPING_COMPLETE] = {"complete", "complete the word of a command; again: the next candidate",
                         "complete", TYPING},
    [TYPING_COMPLETE_BACK] = {"complete_back", "the candidate before", "candidate before", TYPING},
    [TYPING_EARLIER] = {"earlier", "the command given before, or the search that was left",
                        "earlier", TYPING},
    [TYPING_LATER] = {"later", "the command given after", "later", TYPING},
    [TYPING_HELP] = {"help", "the keys of this screen; what is typed is kept", "keys", TYPING},
    [TYPING_NEW_LINE] = {"new_line", "in a long text of a form: a new line", "new line", TYPING},
    [TYPING_UNDO] = {"undo", "in a form: take back what was typed last", "undo", TYPING},
    [TYPING_REDO] = {"redo", "in a form: what was taken back again", "redo", TYPING},
};

bool action_moves(enum action action, int page, size_t count, int64_t *by)
{
    const int64_t half = (page + 1) / 2;
    const struct {
        enum action action;
        int64_t by;
    } moves[] = {
        {ACTION_UP, -1},
        {ACTION_DOWN, 1},
        {ACTION_PAGE_UP, -page},
        {ACTION_PAGE_DOWN, page},
        {ACTION_HALF_UP, -half},
        {ACTION_HALF_DOWN, half},
        {ACTION_FIRST, -(int64_t)count},
        {ACTION_LAST, (int64_t)count},
    };
    for (size_t i = 0; i < VHA_COUNT(moves); i++)
        if (moves[i].action == action) {
            *by = moves[i].by;
            return true;
        }
    return false;
}

bool action_moves_cursor(enum action action, int page, size_t count, size_t *cursor)
{
    int64_t by = 0;
    const size_t before = *cursor;
    const bool half = action == ACTION_HALF_UP || action == ACTION_HALF_DOWN;
    if (half || count == 0 || !action_moves(action, page, count, &by))
        return false;
    const int64_t to = (int64_t)before + by;
    const int64_t last = (int64_t)count - 1;
    *cursor = (size_t)(to < 0 ? 0 : to > last ? last : to);
    return *cursor != before;
}
