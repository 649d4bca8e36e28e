#include "faults.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static struct faults *faults(void)
{
    static struct faults *mapped;
    if (mapped != NULL)
        return mapped;
    const char *const path = getenv("VHA_FAULTS");
    const int file = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void *const memory =
        file < 0 ? MAP_FAILED
                 : mmap(NULL, sizeof *mapped, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory == MAP_FAILED)
        abort(); /* a test that meets no fault would prove nothing */
    close(file);
    mapped = memory;
    return mapped;
}

/* --------------------------------------------------------------------------------------- files */

/* SQLite's own file comes after it. */
struct faulty_file {
    sqlite3_file base;
};

static sqlite3_file *real_file(sqlite3_file *file)
{
    return (sqlite3_file *)(void *)((struct faulty_file *)(void *)file + 1);
}

static int refusal(void)
{
    static const int refusals[] = {
        [DISK_FINE] = SQLITE_OK, [DISK_FULL] = SQLITE_FULL, [DISK_READ_ONLY] = SQLITE_IOERR_WRITE};
    return refusals[faults()->disk];
}

static int faulty_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset)
{
    const int refused = refusal();
    return refused != SQLITE_OK
               ? refused
               : real_file(file)->pMethods->xWrite(real_file(file), bytes, count, offset);
}

static int faulty_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return faults()->disk == DISK_READ_ONLY
               ? SQLITE_IOERR_TRUNCATE
               : real_file(file)->pMethods->xTruncate(real_file(file), size);
}

/* The rest is handed on. */

static int faulty_close(sqlite3_file *file)
{
    return real_file(file)->pMethods->xClose(real_file(file));
}

static int faulty_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset)
{
    return real_file(file)->pMethods->xRead(real_file(file), bytes, count, offset);
}

static int faulty_sync(sqlite3_file *file, int flags)
{
    return real_file(file)->pMethods->xSync(real_file(file), flags);
}

static int faulty_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_file(file)->pMethods->xFileSize(real_file(file), size);
}

static int faulty_lock(sqlite3_file *file, int level)
{
    return real_file(file)->pMethods->xLock(real_file(file), level);
}

static int faulty_unlock(sqlite3_file *file, int level)
{
    return real_file(file)->pMethods->xUnlock(real_file(file), level);
}

static int faulty_check_lock(sqlite3_file *file, int *held)
{
    return real_file(file)->pMethods->xCheckReservedLock(real_file(file), held);
}

static int faulty_control(sqlite3_file *file, int operation, void *argument)
{
    return real_file(file)->pMethods->xFileControl(real_file(file), operation, argument);
}

static int faulty_sector(sqlite3_file *file)
{
    return real_file(file)->pMethods->xSectorSize(real_file(file));
}

static int faulty_characteristics(sqlite3_file *file)
{
    return real_file(file)->pMethods->xDeviceCharacteristics(real_file(file));
}

static int faulty_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return real_file(file)->pMethods->xShmMap(real_file(file), page, size, extend, out);
}

static int faulty_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real_file(file)->pMethods->xShmLock(real_file(file), offset, count, flags);
}

static void faulty_shm_barrier(sqlite3_file *file)
{
    real_file(file)->pMethods->xShmBarrier(real_file(file));
}

static int faulty_shm_unmap(sqlite3_file *file, int remove)
{
    return real_file(file)->pMethods->xShmUnmap(real_file(file), remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2, /* with shared memory, without mapped reading */
    .xClose = faulty_close,
    .xRead = faulty_read,
    .xWrite = faulty_write,
    .xTruncate = faulty_truncate,
    .xSync = faulty_sync,
    .xFileSize = faulty_size,
    .xLock = faulty_lock,
    .xUnlock = faulty_unlock,
    .xCheckReservedLock = faulty_check_lock,
    .xFileControl = faulty_control,
    .xSectorSize = faulty_sector,
    .xDeviceCharacteristics = faulty_characteristics,
    .xShmMap = faulty_shm_map,
    .xShmLock = faulty_shm_lock,
    .xShmBarrier = faulty_shm_barrier,
    .xShmUnmap = faulty_shm_unmap,
};

/* --------------------------------------------------------------------------------- file systems */

static sqlite3_vfs *real_system;

/* As the system's open(2) does when it says EROFS and is asked again for reading alone. */
static int faulty_open(sqlite3_vfs *system, const char *name, sqlite3_file *file, int flags,
                       int *flags_out)
{
    (void)system;
    file->pMethods = NULL;
    if (faults()->disk == DISK_READ_ONLY && (flags & SQLITE_OPEN_READWRITE) != 0)
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    const int result = real_system->xOpen(real_system, name, real_file(file), flags, flags_out);
    if (real_file(file)->pMethods != NULL)
        file->pMethods = &methods;
    return result;
}

static void install(void)
{
    static sqlite3_vfs system;
    if (real_system != NULL)
        return;
    real_system = sqlite3_vfs_find(NULL);
    system = *real_system; /* its other functions do not look at what they belong to */
    system.iVersion = 2;
    system.zName = "faulty";
    system.szOsFile = (int)sizeof(struct faulty_file) + real_system->szOsFile;
    system.xOpen = faulty_open;
    sqlite3_vfs_register(&system, 1);
}

/* ------------------------------------------------------- what the linker puts in the others' place
 */

int __real_sqlite3_open_v2(const char *, sqlite3 **, int, const char *); /* NOLINT */
int __wrap_sqlite3_open_v2(const char *, sqlite3 **, int, const char *); /* NOLINT */
time_t __real_time(time_t *);                                            /* NOLINT */
time_t __wrap_time(time_t *);                                            /* NOLINT */

int __wrap_sqlite3_open_v2(const char *path, sqlite3 **out, int flags, /* NOLINT */
                           const char *system)
{
    install();
    return __real_sqlite3_open_v2(path, out, flags, system);
}

time_t __wrap_time(time_t *out) /* NOLINT */
{
    const time_t now = __real_time(NULL) + (time_t)faults()->clock_seconds;
    if (out != NULL)
        *out = now;
    return now;
}
