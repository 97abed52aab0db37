/* A frozen database, from run to run: as SQLite serialised it, under its content, its indexes and what was left out. */
#include "data/store.h"

static const char IMAGE[] = "image";

static bool key_of(ts_database *database, unsigned char key[TS_DIGEST_BYTES])
{
    const ts_recall *recall = &database->recall;
    ts_digest *digest = recall->cache && !recall->unknown ? ts_cache_key(recall->cache, database->arena, IMAGE) : NULL;
    if (!digest)
        return false;
    ts_digest_text(digest, sqlite3_libversion());
    ts_digest_add(digest, recall->content, TS_DIGEST_BYTES);
    ts_digest_add(digest, recall->indexed, TS_DIGEST_BYTES);
    for (size_t i = 0; i < database->waiting.tables.count; i++)
        if (ts_waiting_is_left_out(&database->waiting.tables.items[i]))
            ts_digest_text(digest, database->waiting.tables.items[i].table->name);
    ts_digest_end_raw(digest, key);
    return true;
}

bool ts_recall_image(ts_database *database)
{
    unsigned char key[TS_DIGEST_BYTES];
    if (!key_of(database, key))
        return false;
    database->image = ts_cache_find(database->recall.cache, IMAGE, key, database->arena, &database->image_size);
    return database->image;
}

void ts_recall_keep_image(ts_database *database)
{
    unsigned char key[TS_DIGEST_BYTES];
    if (key_of(database, key))
        ts_cache_keep(database->recall.cache, IMAGE, key, database->image, database->image_size);
}
