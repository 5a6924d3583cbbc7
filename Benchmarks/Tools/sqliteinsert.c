// sqliteinsert: the peer for durable writes in SQLite itself: one prepared INSERT of a bare row per transaction
// (autocommit), write-ahead log, synchronous=FULL. No sealing, no index, no sums.
//
//   usage: sqliteinsert DATABASE ROWS BODY-FILE
//
//   BODY-FILE   texts, one a line, used one after the other and over again.
//
// Prints rows per second.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *database;

static void check(int code, int expected) {
    if (code == expected) return;
    fprintf(stderr, "sqliteinsert: %s\n", sqlite3_errmsg(database));
    exit(1);
}

static void execute(const char *sql) { check(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK); }

static int read_texts(const char *path, char ***texts) {
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(2);
    }
    int count = 0;
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, file) > 0) {
        line[strcspn(line, "\n")] = 0;
        *texts = realloc(*texts, sizeof **texts * (count + 1));
        (*texts)[count++] = strdup(line);
    }
    fclose(file);
    return count;
}

int main(int count, char **arguments) {
    long rows = count == 4 ? atol(arguments[2]) : 0;
    if (rows < 1) {
        fputs("usage: sqliteinsert DATABASE ROWS BODY-FILE\n", stderr);
        return 2;
    }
    char **texts = NULL;
    int text_count = read_texts(arguments[3], &texts);
    if (text_count == 0) return 2;
    check(sqlite3_open(arguments[1], &database), SQLITE_OK);
    execute("PRAGMA journal_mode=WAL");
    execute("PRAGMA synchronous=FULL");
    execute("CREATE TABLE IF NOT EXISTS entry(id INTEGER PRIMARY KEY, owner INTEGER, at INTEGER, body TEXT)");
    sqlite3_stmt *insert;
    check(sqlite3_prepare_v2(database, "INSERT INTO entry(owner, at, body) VALUES(?, ?, ?)", -1, &insert, NULL), SQLITE_OK);

    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (long row = 0; row < rows; row++) {
        sqlite3_bind_int64(insert, 1, row % 100);
        sqlite3_bind_int64(insert, 2, row);
        sqlite3_bind_text(insert, 3, texts[row % text_count], -1, SQLITE_STATIC);
        check(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.0f\n", rows / (end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) / 1e9));
    sqlite3_finalize(insert);
    return sqlite3_close(database) != SQLITE_OK;
}
