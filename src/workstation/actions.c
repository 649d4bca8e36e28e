#include "actions.h"

#define MOVING   "Moving"
#define FINDING  "Finding"
#define CHOOSING "Filters and order"
#define GOING    "Opening and leaving"

const struct action_entry action_table[ACTIONS] = {
    [ACTION_NONE] = {"none", "nothing", "", ""},
    [ACTION_UP] = {"up", "one line up", "up", MOVING},
    [ACTION_DOWN] = {"down", "one line down", "down", MOVING},
    [ACTION_LEFT] = {"left", "to the filter before", "filter before", MOVING},
    [ACTION_RIGHT] = {"right", "to the next filter", "next filter", MOVING},
    [ACTION_PAGE_UP] = {"page_up", "one page up", "page up", MOVING},
    [ACTION_PAGE_DOWN] = {"page_down", "one page down", "page down", MOVING},
    [ACTION_HALF_UP] = {"half_up", "half a page up", "half up", MOVING},
    [ACTION_HALF_DOWN] = {"half_down", "half a page down", "half down", MOVING},
    [ACTION_FIRST] = {"first", "to the first line", "first", MOVING},
    [ACTION_LAST] = {"last", "to the last line", "last", MOVING},
    [ACTION_NEXT_PANE] = {"next_pane", "to the next pane or section", "next pane", MOVING},
    [ACTION_PREVIOUS_PANE] = {"previous_pane", "to the pane or section before", "pane before",
                              MOVING},
    [ACTION_NUMBER] = {"number", "to the rank, or the section, of that number", "rank", MOVING},
    [ACTION_SEARCH] = {"search", "search names and PNCIDs as you type", "search", FINDING},
    [ACTION_SEARCH_NEXT] = {"search_next", "the next one found", "next", FINDING},
    [ACTION_SEARCH_PREVIOUS] = {"search_previous", "the one found before", "previous", FINDING},
    [ACTION_JUMP] = {"jump", "jump to a rank", "rank", FINDING},
    [ACTION_FILTERS] = {"filters", "to the filters and back", "filter", CHOOSING},
    [ACTION_TOGGLE] = {"toggle", "choose the filter value, or let it go", "choose", CHOOSING},
    [ACTION_EXCLUDE] = {"exclude", "leave out whoever has the filter value, or no longer",
                        "leave out", CHOOSING},
    [ACTION_CLEAR_PANE] = {"clear_pane", "clear the filter that the cursor is in", "clear",
                           CHOOSING},
    [ACTION_CLEAR_ALL] = {"clear_all", "clear every filter", "clear all", CHOOSING},
    [ACTION_UNDO_FILTER] = {"undo_filter", "back to the filter before", "undo", CHOOSING},
    [ACTION_REDO_FILTER] = {"redo_filter", "the filter that was taken back again", "redo",
                            CHOOSING},
    [ACTION_SORT] = {"sort", "sort by the next column", "sort", CHOOSING},
    [ACTION_REVERSE] = {"reverse", "turn the order round", "reverse", CHOOSING},
    [ACTION_OPEN] = {"open", "open the record; in the filters: choose", "open", GOING},
    [ACTION_BACK] = {"back", "one step back; a search text is kept", "back", GOING},
    [ACTION_COMMAND] = {"command", "type a command, on any screen", "command", GOING},
    [ACTION_HELP] = {"help", "the keys of this screen", "help", GOING},
    [ACTION_RELOAD] = {"reload", "show a newer load, keeping your place", "new load", GOING},
    [ACTION_THEME] = {"theme", "the next theme of colours", "theme", GOING},
    [ACTION_REPAINT] = {"repaint", "paint the screen afresh", "repaint", GOING},
    [ACTION_SUSPEND] = {"suspend", "stop for now, back to the shell (fg returns)", "suspend",
                        GOING},
    [ACTION_QUIT] = {"quit", "leave; on a record or the help: go back", "quit", GOING},
};

#define TYPING "While typing"

const struct action_entry typing_table[TYPING_ACTIONS] = {
    [TYPING_NONE] = {"none", "nothing", "", ""},
    [TYPING_ACCEPT] = {"accept", "done", "done", TYPING},
    [TYPING_CANCEL] = {"cancel", "back to where you were; the text is kept", "back", TYPING},
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
    [TYPING_EARLIER] = {"earlier", "the command given before", "earlier", TYPING},
    [TYPING_LATER] = {"later", "the command given after", "later", TYPING},
};
