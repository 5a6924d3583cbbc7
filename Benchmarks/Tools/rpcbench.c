// rpcbench: a closed-loop load generator for servers that answer lines with lines on a Unix socket.
//
// One thread and one epoll set drive C connections with P requests in flight on each; a reply is one line and answers
// the oldest request of its connection. The same program drives the daemon and redis-server (inline commands), so
// that its own cost is the same on both sides.
//
//   usage: rpcbench SOCKET [-c CONNECTIONS] [-P IN-FLIGHT] [-n REQUESTS] [-m LINE | -f FILE] [-l FILE]
//
//   LINE   the request. Every "%N" in it is replaced by a running number.
//   FILE   such lines, used one after the other and over again. After -l: what connections say first, one line each and
//          over again, such as a login; neither counted nor timed.
//
// Prints one line of JSON: ops_per_s; p50_us, p99_us, p999_us and max_us from sending to the whole reply; errors
// (replies that hold "error": or begin with -); n; seconds. The first error reply goes to standard error.
// Exit status: 0 all requests were answered, 2 usage or system error, 3 the server closed or fell silent for 30 s.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { SILENCE_MS = 30000, READ_ROOM = 1 << 16, MAX_EVENTS = 256 };

typedef struct {
    int fd;
    char *out; // bytes to send: from `sent_to` up to `out_len`
    size_t out_len, out_room, sent_to;
    char *in; // bytes of replies that are not yet whole
    size_t in_len, in_room;
    double *sent_at; // ring of the moments at which the requests in flight were sent
    int oldest, next, ring;
} connection;

static struct {
    const char *socket;
    int connections, in_flight;
    long requests;
    char **lines;
    int line_count;
    char **first_lines;
    int first_count;
} plan = {.connections = 50, .in_flight = 1, .requests = 100000};

static struct {
    long issued, answered, errors;
    double *latencies;
    char *first_error;
} run;

static void fail(int status, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));

static void fail(int status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("rpcbench: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(status);
}

static void *grown(void *block, size_t bytes) {
    void *bigger = realloc(block, bytes);
    if (!bigger) fail(2, "out of memory");
    return bigger;
}

static double microseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

// Requests

static void append(connection *c, const char *bytes, size_t count) {
    if (c->out_len + count > c->out_room) {
        c->out_room = (c->out_len + count) * 2;
        c->out = grown(c->out, c->out_room);
    }
    memcpy(c->out + c->out_len, bytes, count);
    c->out_len += count;
}

static void queue_request(connection *c) {
    const char *line = plan.lines[run.issued % plan.line_count];
    char number[24];
    int digits = snprintf(number, sizeof number, "%ld", ++run.issued);
    for (const char *mark; (mark = strstr(line, "%N")); line = mark + 2) {
        append(c, line, mark - line);
        append(c, number, digits);
    }
    append(c, line, strlen(line));
    append(c, "\n", 1);
    c->sent_at[c->next] = microseconds();
    c->next = (c->next + 1) % c->ring;
}

static void flush(connection *c) {
    while (c->sent_to < c->out_len) {
        ssize_t written = write(c->fd, c->out + c->sent_to, c->out_len - c->sent_to);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EAGAIN) return;
        if (written <= 0) fail(3, "sending failed after %ld replies: %s", run.answered, strerror(errno));
        c->sent_to += written;
    }
    c->out_len = c->sent_to = 0;
}

// Replies

static void take_reply(connection *c, const char *reply, size_t length, double now) {
    if (memmem(reply, length, "\"error\":", 8) || (length && reply[0] == '-')) {
        if (run.errors++ == 0) run.first_error = strndup(reply, length);
    }
    if (run.answered >= plan.requests) fail(3, "more replies than requests");
    run.latencies[run.answered++] = now - c->sent_at[c->oldest];
    c->oldest = (c->oldest + 1) % c->ring;
    if (run.issued < plan.requests) queue_request(c);
}

static void take_replies(connection *c) {
    double now = microseconds();
    size_t start = 0;
    for (char *end; (end = memchr(c->in + start, '\n', c->in_len - start)); start = end - c->in + 1) {
        take_reply(c, c->in + start, end - (c->in + start), now);
    }
    memmove(c->in, c->in + start, c->in_len - start);
    c->in_len -= start;
}

static void read_all(connection *c) {
    for (;;) {
        if (c->in_room - c->in_len < 4096) c->in = grown(c->in, c->in_room *= 2);
        ssize_t count = read(c->fd, c->in + c->in_len, c->in_room - c->in_len);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) return;
        if (count < 0) fail(3, "reading failed after %ld replies: %s", run.answered, strerror(errno));
        if (count == 0) fail(3, "the server closed after %ld replies", run.answered);
        c->in_len += count;
        take_replies(c);
    }
}

// The run

// Sends a line on a connection that still blocks, and waits for the reply.
static void say_first(int fd, const char *line) {
    char reply[READ_ROOM];
    size_t length = 0;
    if (dprintf(fd, "%s\n", line) < 0) fail(3, "sending the first line failed: %s", strerror(errno));
    while (!length || reply[length - 1] != '\n') {
        ssize_t count = read(fd, reply + length, sizeof reply - length);
        if (count <= 0) fail(3, "no reply to the first line");
        length += count;
    }
    if (memmem(reply, length, "\"error\":", 8)) fail(3, "the first line was refused: %.*s", (int)length, reply);
}

static void open_connection(connection *c, int epoll, int number) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(plan.socket) >= sizeof address.sun_path) fail(2, "the socket's path is too long");
    strcpy(address.sun_path, plan.socket);
    c->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->fd < 0 || connect(c->fd, (void *)&address, sizeof address)) fail(2, "%s: %s", plan.socket, strerror(errno));
    if (plan.first_count) say_first(c->fd, plan.first_lines[number % plan.first_count]);
    fcntl(c->fd, F_SETFL, O_NONBLOCK);
    c->ring = plan.in_flight + 1;
    c->sent_at = grown(NULL, c->ring * sizeof *c->sent_at);
    c->in = grown(NULL, c->in_room = READ_ROOM);
    // Edge-triggered, so that sockets with room to send do not wake us.
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = c};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event)) fail(2, "epoll: %s", strerror(errno));
}

static void drive(connection *connections, int epoll) {
    for (int i = 0; i < plan.connections; i++) {
        for (int k = 0; k < plan.in_flight && run.issued < plan.requests; k++) queue_request(&connections[i]);
        flush(&connections[i]);
    }
    struct epoll_event events[MAX_EVENTS];
    while (run.answered < plan.requests) {
        int count = epoll_wait(epoll, events, MAX_EVENTS, SILENCE_MS);
        if (count < 0 && errno != EINTR) fail(2, "epoll: %s", strerror(errno));
        if (count == 0) fail(3, "no reply for %d s after %ld of %ld", SILENCE_MS / 1000, run.answered, plan.requests);
        for (int i = 0; i < count; i++) {
            read_all(events[i].data.ptr);
            flush(events[i].data.ptr);
        }
    }
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void print_result(double seconds) {
    long n = run.answered;
    double *sorted = run.latencies;
    qsort(sorted, n, sizeof *sorted, ascending);
    printf("{\"ops_per_s\":%.0f,\"p50_us\":%.1f,\"p99_us\":%.1f,\"p999_us\":%.1f,\"max_us\":%.1f,", n / seconds,
           sorted[n / 2], sorted[(long)(n * .99)], sorted[(long)(n * .999)], sorted[n - 1]);
    printf("\"errors\":%ld,\"n\":%ld,\"seconds\":%.3f}\n", run.errors, n, seconds);
    if (run.first_error) fprintf(stderr, "rpcbench: first error: %.300s\n", run.first_error);
}

// The command line

static void add_line(const char *line, char ***lines, int *total) {
    *lines = grown(*lines, sizeof **lines * (*total + 1));
    if (!((*lines)[(*total)++] = strdup(line))) fail(2, "out of memory");
}

static void read_lines(const char *path, char ***lines, int *total) {
    FILE *file = fopen(path, "r");
    if (!file) fail(2, "%s: %s", path, strerror(errno));
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, file) > 0) {
        line[strcspn(line, "\r\n")] = 0;
        if (*line) add_line(line, lines, total);
    }
    free(line);
    fclose(file);
}

static void read_arguments(int count, char **arguments) {
    for (int option; (option = getopt(count, arguments, "c:P:n:m:f:l:")) != -1;) {
        switch (option) {
        case 'c': plan.connections = atoi(optarg); break;
        case 'P': plan.in_flight = atoi(optarg); break;
        case 'n': plan.requests = atol(optarg); break;
        case 'm': add_line(optarg, &plan.lines, &plan.line_count); break;
        case 'f': read_lines(optarg, &plan.lines, &plan.line_count); break;
        case 'l': read_lines(optarg, &plan.first_lines, &plan.first_count); break;
        default: exit(2);
        }
    }
    if (optind + 1 != count) fail(2, "usage: rpcbench SOCKET [-c N] [-P N] [-n N] [-m LINE | -f FILE] [-l FILE]");
    plan.socket = arguments[optind];
    if (!plan.line_count) fail(2, "no request given: use -m or -f");
    if (plan.connections < 1 || plan.in_flight < 1 || plan.requests < 1) fail(2, "-c, -P and -n must be at least 1");
}

int main(int count, char **arguments) {
    read_arguments(count, arguments);
    run.latencies = grown(NULL, plan.requests * sizeof *run.latencies);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    connection *connections = calloc(plan.connections, sizeof *connections);
    if (epoll < 0 || !connections) fail(2, "cannot begin: %s", strerror(errno));
    for (int i = 0; i < plan.connections; i++) open_connection(&connections[i], epoll, i);
    double start = microseconds();
    drive(connections, epoll);
    print_result((microseconds() - start) / 1e6);
    return 0;
}
