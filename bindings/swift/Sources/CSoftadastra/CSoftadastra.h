/* SPDX-License-Identifier: Apache-2.0 */
/* The installed header under the name that the module map wants beside it. */
#include <softadastra.h>
