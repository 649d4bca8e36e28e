/*
 * theme: what each role looks like, read from a YAML file. A colour is given once with a name of
 * its own, and with the basic colour that stands for it where a terminal has no more than sixteen.
 */
#ifndef WORKSTATION_THEME_H
#define WORKSTATION_THEME_H

#include "canvas.h"

#define THEME_NAME_SIZE 65
#define THEMES_MOST     64
#define BASIC_COLOURS   16
#define BASIC_DEFAULT   (-1) /* whatever the terminal has */

/* Attributes, as bits in the order of theme_attributes. */
enum look_attribute { LOOK_BOLD = 1, LOOK_UNDERLINE = 2, LOOK_REVERSE = 4, LOOK_DIM = 8 };

struct colour {
    int basic;    /* 0 to 15, or BASIC_DEFAULT */
    int indexed;  /* 0 to 255, or BASIC_DEFAULT */
    uint32_t rgb; /* 0xrrggbb; nothing when indexed is BASIC_DEFAULT */
};

struct look {
    struct colour text;
    struct colour ground;
    uint64_t attributes;
};

struct theme {
    bool mono; /* no colours at all */
    struct look looks[ROLES];
};

extern const char *const theme_roles[ROLES];

/* The names of the themes in a folder, sorted; none when it cannot be read. */
struct theme_list {
    size_t count;
    char names[THEMES_MOST][THEME_NAME_SIZE];
};
void theme_list(const char *folder, struct theme_list *list);

/* NAME.yaml in the folder. An unknown name is VHA_BAD_CONFIG and lists the themes there are. */
enum vha_status theme_read(const char *folder, const char *name, struct theme *theme,
                           struct vha_error *error) VHA_MUST_CHECK;
enum vha_status theme_parse(const char *name, const char *text, size_t length, struct theme *theme,
                            struct vha_error *error) VHA_MUST_CHECK;

/* The built-in look for terminals without colours. */
void theme_mono(struct theme *theme);

/* The nearest of the 256 colours of xterm, leaving out the first sixteen, which users change. */
int colour_to_indexed(uint32_t rgb);
uint32_t colour_of_indexed(int indexed);

#endif
