/*
 * shape.h - what a file may hold, as tables.
 *
 * A shape is an object of the format: its members, where each goes in which
 * struct, and the rules among them (one content, options that belong to it,
 * members that need others). One reader walks the tables (read.c), one printer
 * makes the JSON Schema from them (schema.c), and templates are filled with
 * them (fill.c). A form that no table can say is a ts_own: its reader and its
 * schema stand side by side.
 */
#ifndef TS_SPEC_SHAPE_H
#define TS_SPEC_SHAPE_H

#include "spec/pattern.h"
#include "spec/sheet.h"

typedef struct ts_reader ts_reader;
typedef struct ts_filler ts_filler;

typedef enum ts_kind {                  /* of a member: what JSON it takes, and the type of its field */
                       TS_K_WORD,       /* a text of a pattern: ts_word */
                       TS_K_ENUM,       /* one of words: ts_word */
                       TS_K_CHARS,      /* a text of a pattern: const char * */
                       TS_K_VERSION,    /* the number 1: nothing is kept */
                       TS_K_LENGTH,     /* ts_length */
                       TS_K_SIZE,       /* ts_length, not negative */
                       TS_K_REAL,       /* ts_real */
                       TS_K_WHOLE,      /* ts_whole */
                       TS_K_FLAG,       /* ts_flag */
                       TS_K_BOOL,       /* bool */
                       TS_K_CHOICE,     /* one of words: ts_choice */
                       TS_K_EITHER,     /* one of two words: bool, true for the second */
                       TS_K_BITS,       /* a list of words: unsigned, 1 << position or-ed */
                       TS_K_SET,        /* "8.75/12": ts_set */
                       TS_K_WORDS,      /* a list of texts of a pattern: ts_words */
                       TS_K_SCALAR,     /* a text or number (or boolean): ts_scalar */
                       TS_K_PADDING,    /* a length, or by side: ts_padding */
                       TS_K_PART,       /* an object: the struct itself */
                       TS_K_SHAPE,      /* an object: pointer to a struct */
                       TS_K_LIST,       /* a list of objects: { T **items; size_t count, capacity; } */
                       TS_K_MAP,        /* name -> object: ts_map of structs */
                       TS_K_WORD_MAP,   /* name -> text of a pattern: ts_map of ts_word */
                       TS_K_CHOICE_MAP, /* name -> one of words: ts_map of ts_choice */
                       TS_K_SCALAR_MAP, /* name -> scalar: ts_map of ts_scalar */
                       TS_K_OWN
} ts_kind;

typedef struct ts_own {
    const char *schema; /* members of a JSON object, without its braces */
    /* field: the member's, or the whole struct where the member's offset is 0. */
    bool (*read)(ts_reader *reader, const ts_json *json, void *field);
    /* The field was copied byte by byte: fills its templates. NULL: it has none. */
    bool (*fill)(ts_filler *filler, void *field);
} ts_own;

enum ts_member_flag {
    TS_REQUIRED = 1,
    TS_ABOVE = 2,    /* low itself is excluded */
    TS_UNIQUE = 4,   /* a list holds nothing twice */
    TS_BOOLEAN = 16, /* a scalar may be true or false */
    TS_MERGE = 32,   /* an object of this name that is there already is changed, not replaced */
    TS_UNREAD = 64   /* checked, not kept: for people and editors */
};

typedef struct ts_shape ts_shape;

typedef struct ts_member {
    const char *name;
    ts_kind kind;
    size_t offset;
    const char *about;        /* one line, for the schema */
    ts_pattern_id pattern;    /* of a text, or of the texts of a list or map */
    ts_pattern_id key;        /* of the names of a map */
    const char *const *words; /* ended by NULL */
    const ts_shape *shape;
    const ts_own *own;
    double low, high;    /* both 0: no bounds */
    size_t least;        /* items of a list, members of a map */
    const char *initial; /* the default, as JSON writes it, without quotes */
    unsigned flags;
    int pick;      /* this is a content: 1 + its number */
    unsigned with; /* an option of these contents (1 << number); 0: of any */
} ts_member;

typedef struct ts_need { /* a member that does not stand without others */
    const char *member;
    const char *needs[3];
    const char *rule;
    const char *message; /* with %s for the object's name; NULL: MEMBER needs "A" and "B" */
    const char *unless;  /* a member that does without; NULL: none */
} ts_need;

typedef struct ts_pick { /* exactly one of the contents */
    const char *noun;    /* "content"; NULL: the shape has no such rule */
    const char *rule;
    const char *tail;           /* of the message when two stand together */
    const char *none;           /* message when there is none; NULL: one that lists them all */
    const char *const *instead; /* or one of these members may stand alone */
    size_t field;               /* int: the content's number */
    size_t head;                /* ts_span of the content's name, or TS_NO_FIELD */
} ts_pick;

#define TS_NO_FIELD ((size_t)-1)

struct ts_shape {
    const char *name; /* in the schema's $defs */
    const char *what; /* "a frame" */
    const char *about;
    size_t size;
    const ts_member *members;
    size_t count;
    size_t span;  /* ts_span, or TS_NO_FIELD */
    size_t label; /* const char *: the name in a map, or TS_NO_FIELD */
    ts_pick pick;
    const ts_need *needs;          /* ended by a NULL member */
    const char *const (*never)[2]; /* pairs that do not stand together, ended by NULL */
    const char *const *any;        /* one of these at least, ended by NULL */
    size_t least, most;            /* members; 0: no bound */
    bool (*finish)(ts_reader *reader, const ts_json *json, void *object);
    bool (*fill)(ts_filler *filler, void *object); /* what no single member can fill */
    const char *examples;                          /* JSON list or NULL */
};

#define TS_COUNT(array) (sizeof(array) / sizeof *(array))

/* A line of a table; T is the struct that the table fills. What follows the
 * field begins with the one-line description. */
#define M(name_, kind_, field_, ...)                                                                         \
    {                                                                                                        \
        .name = name_, .kind = TS_K_##kind_, .offset = offsetof(T, field_), .about = __VA_ARGS__             \
    }

enum ts_limit {
    TS_LIMIT_PAGES = 64,
    TS_LIMIT_FRAMES = 5000, /* written, and again once components are built */
    TS_LIMIT_NESTING = 24,
    TS_LIMIT_LIST = 1000,  /* items of any list */
    TS_LIMIT_NAMES = 5000, /* members of any map */
    TS_LIMIT_FILES = 32,   /* brand files of a sheet */
    TS_LIMIT_LANGUAGES = 32,
    TS_LIMIT_TOGETHER = 256, /* phrases of a deck */
    TS_LIMIT_POINTS = 14400 /* the longest length: 200 inches, the bound of a PDF page */
};

/* A paper as written; the sheet's is made from it once all files are read. */
typedef struct ts_paper_raw {
    struct ts_trim {
        ts_choice name; /* 0 letter, 1 legal, 2 tabloid, 3 a4, 4 a3, 5 a5 */
        ts_length width, height;
    } trim;
    ts_choice orientation; /* 0 portrait, 1 landscape */
    ts_length bleed;
    struct ts_margins {
        ts_length top, bottom, inside, outside, left, right;
    } margins;
    ts_whole columns;
    ts_length gutter, baseline, safe;
    ts_span span;
} ts_paper_raw;

/* What sheet and brand files are read into, one after the other: later wins. */
typedef struct ts_sheet_file {
    ts_sheet sheet;
    ts_words use;
    struct ts_folders {
        ts_word data, art, fonts;
    } folders;
    ts_paper_raw paper;
    const ts_json *copy;
    bool brand_lost; /* a brand file could not be read */
} ts_sheet_file;

typedef struct ts_deck_file {
    ts_deck deck;
    const ts_json *copy;
    ts_map money; /* currency -> struct ts_money_words */
    ts_span language_span;
} ts_deck_file;

/* The shapes that are named from elsewhere. */
extern const ts_shape ts_shape_sheet, ts_shape_brand, ts_shape_deck;
extern const ts_shape ts_shape_folders, ts_shape_paper, ts_shape_margins, ts_shape_swatch, ts_shape_font,
    ts_shape_text_style, ts_shape_last_line, ts_shape_keep, ts_shape_tab, ts_shape_drop_cap, ts_shape_list,
    ts_shape_anchors, ts_shape_wrap, ts_shape_character_style, ts_shape_rule, ts_shape_rules,
    ts_shape_box_style, ts_shape_art, ts_shape_format, ts_shape_step, ts_shape_ladder, ts_shape_hyphenate,
    ts_shape_per_language, ts_shape_profile, ts_shape_preflight;
extern const ts_shape ts_shape_param, ts_shape_edition, ts_shape_table, ts_shape_shapes, ts_shape_source,
    ts_shape_caveat, ts_shape_series, ts_shape_fact, ts_shape_stat, ts_shape_plausible;
extern const ts_shape ts_shape_frame, ts_shape_focus, ts_shape_slot, ts_shape_component, ts_shape_master_body,
    ts_shape_master, ts_shape_page;
extern const ts_shape ts_shape_chart, ts_shape_item, ts_shape_column, ts_shape_row, ts_shape_node,
    ts_shape_end_node, ts_shape_chart_mark, ts_shape_link, ts_shape_event, ts_shape_break, ts_shape_routes, ts_shape_inner,
    ts_shape_view, ts_shape_points, ts_shape_map_text, ts_shape_map_mark, ts_shape_lens, ts_shape_locator;
extern const ts_shape ts_shape_numbers, ts_shape_money;

extern const char *const ts_tag_words[];     /* enum ts_tag_name */
extern const char *const ts_missing_words[]; /* enum ts_missing */
extern const char *const ts_chart_words[];   /* enum ts_chart_kind */
extern const char *const ts_method_words[];  /* enum ts_method */
extern const char *const ts_doubt_words[];   /* enum ts_doubt_rule */

/* Forms used by several tables. */
extern const ts_own ts_own_where, ts_own_moment, ts_own_lines;

#endif
