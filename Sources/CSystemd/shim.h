// libsystemd: readiness and watchdog (sd-daemon) and the native journal protocol (sd-journal).
//
// The few functions in use are declared here as in <systemd/sd-daemon.h> and <systemd/sd-journal.h> (stable ABI since
// systemd 209). Including those headers would make this module the owner of C library types such as timespec, and
// every Swift file of the engine that uses one would have to import it.
#pragma once
#include <stdint.h>

struct iovec;

#define SD_LISTEN_FDS_START 3

int sd_notify(int unset_environment, const char *state);
int sd_listen_fds(int unset_environment);
int sd_is_socket(int fd, int family, int type, int listening);
int sd_watchdog_enabled(int unset_environment, uint64_t *usec);

// The macro of that name in the header adds the caller's C source position; ours passes its own fields.
int sd_journal_sendv(const struct iovec *iov, int n);

// prctl(2) is variadic, which Swift cannot call. PR_SET_DUMPABLE is 4.
int prctl(int option, ...);
static inline int journald_forbid_dumps(void) { return prctl(4, 0L, 0L, 0L, 0L); }

// glibc keeps it in <malloc.h>, which its Swift module leaves out.
int malloc_trim(unsigned long pad);
