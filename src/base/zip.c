#include "base/zip.h"

#include "base/digest.h"

#include <minizip/zip.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_DAY = (1 << 5 | 1) << 16, /* 1980-01-01, the first that a zip knows (APPNOTE 4.4.6) */
       BEST = 9,
       OF_UNIX = 3 << 8 | 20,         /* whose attributes are a mode; read by version 2.0 and later (APPNOTE 4.4.2) */
       UTF_8 = 1 << 11 };             /* names (APPNOTE 4.4.4) */

static const uLong A_FILE = 0100644ul << 16; /* regular, read by all */

/* minizip writes to a file; this one has no name. */
static voidpf open_given(voidpf opaque, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return opaque;
}

static int leave_open(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

static zipFile open_on(FILE *file)
{
    zlib_filefunc64_def calls;
    fill_fopen64_filefunc(&calls);
    calls.zopen64_file = open_given;
    calls.zclose_file = leave_open;
    calls.opaque = file;
    return zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &calls);
}

static bool add_file(ts_arena *arena, zipFile zip, const char *folder, const ts_bundle_file *file)
{
    char *name = ts_arena_print(arena, "%s/%s", folder, file->name);
    zip_fileinfo about = {.dosDate = FIRST_DAY, .external_fa = A_FILE};
    if (!name || file->size > UINT32_MAX ||
        zipOpenNewFileInZip4_64(zip, name, &about, NULL, 0, NULL, 0, NULL, Z_DEFLATED, BEST, 0, -MAX_WBITS, DEF_MEM_LEVEL,
                                Z_DEFAULT_STRATEGY, NULL, 0, OF_UNIX, UTF_8, 0) != ZIP_OK)
        return false;
    bool written = !file->size || zipWriteInFileInZip(zip, file->bytes, (unsigned)file->size) == ZIP_OK;
    return zipCloseFileInZip(zip) == ZIP_OK && written;
}

/* ---- the seal: a comment (APPNOTE 4.3.16), the last bytes of a zip, that ends with the digest of all before the digits */

enum { DIGITS = TS_DIGEST_HEX - 1 };

/* Its digits are not known yet. */
static char *seal_of(ts_arena *arena, const ts_bundle *bundle)
{
    return ts_arena_print(arena, "%s and what belongs to it; SHA-256 of all that stands before: %0*d", bundle->mark, DIGITS, 0);
}

static void set_digits(unsigned char *bytes, size_t size)
{
    char hex[TS_DIGEST_HEX];
    ts_digest_bytes(bytes, size - DIGITS, hex);
    memcpy(bytes + size - DIGITS, hex, DIGITS);
}

/* Of the next bytes of a file. */
static bool digest_of(ts_arena *arena, FILE *file, long size, char hex[TS_DIGEST_HEX])
{
    char piece[1 << 16];
    ts_digest *digest = ts_digest_new(arena);
    while (digest && size > 0) {
        size_t count = fread(piece, 1, size < (long)sizeof piece ? (size_t)size : sizeof piece, file);
        if (!count)
            return false;
        ts_digest_add(digest, piece, count);
        size -= (long)count;
    }
    if (digest)
        ts_digest_end(digest, hex);
    return digest;
}

static bool is_sealed(ts_arena *arena, FILE *file, const char *seal)
{
    char hex[TS_DIGEST_HEX], *end = ts_arena_text(arena, seal);
    const size_t length = strlen(seal), words = length - DIGITS;
    const long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (!end || fseek(file, size - (long)length, SEEK_SET) != 0 /* of a shorter one, too */ || fread(end, 1, length, file) != length ||
        memcmp(end, seal, words) != 0)
        return false;
    rewind(file);
    return digest_of(arena, file, size - DIGITS, hex) && memcmp(end + words, hex, DIGITS) == 0;
}

bool ts_zip_is_untouched(ts_arena *arena, const ts_bundle *bundle, const char *path)
{
    const char *seal = seal_of(arena, bundle);
    FILE *file = seal ? fopen(path, "rb") : NULL;
    bool whole = file && is_sealed(arena, file, seal);
    if (file)
        fclose(file);
    return whole;
}

/* ---- its files */

/* "out/sheet.zip" -> "sheet" */
static char *folder_of(ts_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    return ts_arena_copy(arena, name, strlen(name) - strlen(".zip"));
}

static bool fill(ts_arena *arena, FILE *file, const ts_bundle *bundle, const char *path)
{
    char *folder = folder_of(arena, path);
    zipFile zip = open_on(file);
    bool going = zip && folder;
    for (size_t i = 0; going && i < bundle->files.count; i++)
        going = add_file(arena, zip, folder, &bundle->files.items[i]);
    char *seal = seal_of(arena, bundle);
    return zip && zipClose(zip, seal) == ZIP_OK && going && seal;
}

static bool take_bytes(ts_arena *arena, FILE *file, ts_bundle_file *out)
{
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    unsigned char *bytes = size >= 0 ? ts_arena_alloc(arena, (size_t)size) : NULL;
    rewind(file);
    *out = (ts_bundle_file){NULL, bytes, bytes ? (size_t)size : 0};
    if (!bytes || fread(bytes, 1, out->size, file) != out->size)
        return false;
    set_digits(bytes, out->size);
    return true;
}

bool ts_zip_make(ts_arena *arena, const ts_bundle *bundle, const char *path, ts_bundle_file *zip)
{
    FILE *file = tmpfile();
    bool made = file && fill(arena, file, bundle, path) && fflush(file) == 0 && take_bytes(arena, file, zip);
    if (file)
        fclose(file);
    return made;
}
