/* SPDX-License-Identifier: Apache-2.0 */
/* The C interface from outside: header and library agree, and an engine opens, writes and closes. */
#include <softadastra.h>

#include <stdio.h>
#include <string.h>

int main(void) {
  if (sda_abi_version() != SDA_ABI_VERSION) {
    fputs("header and library are of different versions\n", stderr);
    return 1;
  }
  sda_options options;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  sda_options_init(&options);
  options.path = (const uint8_t *)"consumer.wal";
  options.path_len = strlen("consumer.wal");

  sda_error *error = NULL;
  sda_engine *engine = NULL;
  if (sda_engine_open(&options, &engine, &error) != SDA_OK) {
    fprintf(stderr, "%s: %s\n", sda_error_message(error), sda_error_context(error));
    sda_error_free(error);
    return 1;
  }
  sda_status closed = sda_engine_close(engine, NULL);
  remove("consumer.wal");
  return closed == SDA_OK ? 0 : 1;
}
