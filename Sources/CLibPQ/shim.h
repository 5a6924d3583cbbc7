// libpq for Swift.
#ifndef JOURNALD_CLIBPQ_SHIM_H
#define JOURNALD_CLIBPQ_SHIM_H

#include <libpq-fe.h>

#endif
