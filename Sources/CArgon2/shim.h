// Password hashing: argon2id (RFC 9106) by the reference library.
#include <argon2.h>
