/* Queries that would take for ever: each is refused, and the database answers the next one. */
#include "desk.h"

typedef struct attack {
    const char *sql, *why; /* why: part of the message; NULL: it is answered, and soon */
} attack;

static const attack attacks[] = {
    /* endless or exponential */
    {"select count(*) from t a, t b, t c, t d where a.v + b.v + c.v + d.v < 0", "the query was stopped"},
    {"select count(*) from t a left join t b on a.v < b.v left join t c on b.v < c.v left join t d on c.v < d.v",
     "the query was stopped"},
    {"with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n", "WITH RECURSIVE is refused"},
    {"with recursive n(i) as (select 1 union select i + 1 from n) select max(i) from n", "WITH RECURSIVE is refused"},
    {"with recursive n(s) as (select 'ab' union all select s || s from n) select count(*) from n", "WITH RECURSIVE is refused"},
    {"with a as (select 1 x union select 2), b as (select a.x from a, a c, a d, a e), c as (select b.x from b, b d, b e, "
     "b f), d as (select c.x from c, c e, c f, c g), e as (select d.x from d, d f, d g, d h) select count(*) from e",
     "the query was stopped"},
    {"select a.v from t a, t b, t c", "more than 200,000 rows"},
    /* sorting, keeping, windows */
    {"select a.v from t a, t b, t c order by a.v * b.v % 17", "the query was stopped"},
    {"select count(*) from (select distinct a.v * b.v * c.v from t a, t b, t c)", "the query was stopped"},
    {"select count(*) from (select a.v x, b.v y, c.v z, count(*) from t a, t b, t c group by 1, 2, 3)",
     "the query was stopped"},
    {"select median(a.v * b.v * c.v) from t a, t b, t c", "the query was stopped"},
    {"select max(r) from (select rank() over (order by a.v * b.v * c.v) r from t a, t b, t c)", "the query was stopped"},
    {"select sum(y) from (select max(x) over (order by x rows between 100000 preceding and current row) y from (select "
     "a.v * b.v x from t a, t b))",
     NULL},
    /* long texts */
    {"select printf('%.*c', 2000000000, 'x')", "printf takes widths"}, /* ten seconds in one call */
    {"select format('%*d', 900000000, 1)", "printf takes widths"},
    {"select printf('%.2000000000f', 1)", "printf takes widths"},
    {"select printf('a%d % 5000s', 1, 'x')", "printf takes widths"},
    {"select length(printf(printf('%0999d', 0) || s || s)) from long", "too big"},
    {"select length((select s from long) || (select s from long))", "too big"},
    {"select sum(length(((select s from long) || (a.v || b.v || c.v)))) from t a, t b, t c", "the query was stopped"},
    {"select sum(length(upper(x.s || a.v || b.v))) from (select (select s from long) s) x, t a, t b, t c",
     "the query was stopped"},
    {"select sum(substr(x.s, 1, 80000) > substr(x.s, 2, 80000)) from (select (select s from long) s) x, t a, t b, t c",
     "the query was stopped"},
    {"select count(distinct x.s || a.v || b.v) from (select substr((select s from long), 1, 9000) s) x, t a, t b", "the query was stopped"},
    {"select max(((select s from long) || (a.v || b.v))) from t a, t b group by ((select s from long) || (a.v || b.v))",
     "the query was stopped"},
    {"select zeroblob(900000000)", "not authorized"},
    {"select randomblob(900000000)", "not authorized"},
    {"select hex(zeroblob(900000))", "not authorized"},
    {"select replace((select s from long), 'a', 'xxxxxxxx')", "not authorized"},
    {"select group_concat(((select s from long) || (v))) from t", "not authorized"},
    /* what is not the sheet's */
    {"select count(*) from sqlite_master", "\"sqlite_master\" is refused: a query reads the tables of the sheet, and \"fact\""},
    {"select name from sqlite_schema", "\"sqlite_master\" is refused"},
    {"select name from pragma_table_info('t')", "pragmas and functions that give tables are refused"},
    {"with x as (select 1) insert into t select * from x", "changes, pragmas and functions"},
    /* patterns */
    {"select max(x.s || a.v || b.v like '%a%a%a%a%a%a%a%a%b') from (select (select s from long) s) x, t a, t b, t c",
     "the query was stopped"},
    {"select max(x.s || a.v like '%aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab') from (select (select s from long) s) x, "
     "t a, t b, t c",
     "the query was stopped"},
    {"select max(x.s || a.v glob '*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*b') from (select (select s from long) s) x, t a, t b, "
     "t c",
     "the query was stopped"},
    {"select 'a' like s from long", "too complex"},
    /* the planner */
    {"select count(*) from t a natural join t b natural join t c natural join t d natural join t e natural join t f "
     "natural join t g natural join t h natural join t i natural join t j natural join t k natural join t l",
     NULL},
    {"with a(x) as (select 1), b(x) as (select (select x from a) + (select x from a) + (select x from a)), c(x) as (select "
     "(select x from b) + (select x from b) + (select x from b)), d(x) as (select (select x from c) + (select x from c) + "
     "(select x from c)) select x + x from d",
     NULL}};

static desk with_numbers(void)
{
    desk d = desk_open();
    char text[4000] = "v\n";
    for (int i = 0; i < 400; i++)
        sprintf(text + strlen(text), "%d\n", i);
    desk_table(&d, "t", text);
    char *letters = ts_arena_print(d.arena, "s\n%090000d\n", 0);
    for (char *at = letters + 2; *at != '\n'; at++)
        *at = 'a';
    desk_table(&d, "long", letters);
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    return d;
}

static void try_each(desk *d, const char *sql, const char *why)
{
    ts_rows *rows;
    d->diags = ts_diags_new(d->arena);
    ts_status status = ts_database_query(d->database, &(ts_query){.arena = d->arena, .sql = sql}, &d->diags, &rows);
    const char *said = d->diags.count ? d->diags.items[0].message : "answered";
    if ((status == TS_FAULT) != (why != NULL) || (why && !strstr(said, why)))
        fail_msg("%.120s: %s", sql, said);
    assert_string_equal(desk_query(d, "select count(*) from t"), "400");
}

static void each_attack_is_refused(void **state)
{
    (void)state;
    desk d = with_numbers();
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++)
        try_each(&d, attacks[i].sql, attacks[i].why);
    desk_close(&d);
}

static void printf_is_sqlites_own(void **state)
{
    (void)state;
    desk d = with_numbers();
    assert_string_equal(desk_query(&d, "select printf('%02d|%,d|%5.1f|%-4s|%%|%!.3f', 7, 1234567, 2.25, 'ab', 1.0)"),
                        "'07|1,234,567|  2.3|ab  |%|1.0'");
    assert_string_equal(desk_query(&d, "select format('%d of 10000 %s', v, NULL) from t where v in (1, 2)"), "'1 of 10000 '; '2 of 10000 '");
    assert_string_equal(desk_query(&d, "select printf(NULL), typeof(printf('')), printf('%999d', 1) = printf('%998s1', '')"), "-|'null'|1");
    desk_close(&d);
}

static char *repeat(char *at, const char *text, size_t times)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < times; i++, at += length)
        memcpy(at, text, length);
    *at = '\0';
    return at;
}

/* head, then `open` so often, then middle, then `close` as often. */
static void try_long(desk *d, const char *head, const char *open, const char *middle, const char *close, size_t times)
{
    char *sql = malloc(strlen(head) + strlen(middle) + times * (strlen(open) + strlen(close)) + 1);
    assert_non_null(sql);
    char *at = repeat(sql, head, 1);
    at = repeat(at, open, times);
    at = repeat(at, middle, 1);
    repeat(at, close, times);
    d->diags = ts_diags_new(d->arena);
    assert_string_equal(desk_query(d, sql), "refused");
    free(sql);
}

static void deep_and_long_queries_are_refused(void **state)
{
    (void)state;
    desk d = with_numbers();
    try_long(&d, "select ", "(", "1", ")", 5000);
    try_long(&d, "select ", "(select ", "1", ")", 500);
    try_long(&d, "select x from ", "(select * from ", "t", ")", 500);
    try_long(&d, "select 1", "", "", " + 1", 50000);
    try_long(&d, "select 1", "", "", " union all select 1", 200);
    try_long(&d, "select count(*) from t where v = 0", "", "", " or v = 1 and v = 2", 2000);
    try_long(&d, "select count(*) from t where v in (0", "", ")", ", 12345678", 20000);
    try_long(&d, "select case v", "", "", " when 1 then 2", 10000);
    try_long(&d, "select sum(v)", "", "", ", sum(v)", 600);
    try_long(&d, "select ", "max(1, ", "1", ")", 5000);
    try_long(&d, "select count(*) from t", "", "", ", t", 100);
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_attack_is_refused),
        cmocka_unit_test(printf_is_sqlites_own),
        cmocka_unit_test(deep_and_long_queries_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
