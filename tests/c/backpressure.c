/* SPDX-License-Identifier: Apache-2.0 */
/* An outbox with a bound: refusing, and making room. */
#include "check.h"

int main(void) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(NULL);
  sda_sync_options options = sync_options_of("node-a");
  CHECK(options.outbox_ops_max == 0 && options.outbox_bytes_max == 0);
  CHECK(options.when_full == SDA_WHEN_FULL_REJECT && options.reserved == 0);
  options.outbox_ops_max = 2;
  CHECK_OK(sda_sync_attach(engine, &options, &error));
  engine_submit(engine, "k", "1", NULL);
  engine_submit(engine, "k", "2", NULL);
#define PUT(key, value) \
  sda_sync_submit(engine, SDA_OPERATION_PUT, TEXT(key), TEXT(value), NOW_MS, NULL, &error)
  CHECK_FAILS(PUT("k", "3"), SDA_ERROR_BACKPRESSURE, "3 operations, allowed are 2");
  CHECK(engine_shows(engine, "k", "2") && engine_state(engine).outbox_size == 2);
  CHECK(strcmp(sda_status_name(SDA_ERROR_BACKPRESSURE), "backpressure") == 0);

  options.when_full = SDA_WHEN_FULL_COALESCE;
  CHECK_OK(sda_sync_configure(engine, &options, &error));
  /* What was written before is not known to be replaced. */
  CHECK_FAILS(PUT("k", "3"), SDA_ERROR_BACKPRESSURE, "allowed are 2");
  options.outbox_ops_max = 3;
  CHECK_OK(sda_sync_configure(engine, &options, &error));
  CHECK_OK(PUT("k", "3"));
  CHECK_OK(PUT("k", "4"));
  sda_sync_state state = engine_state(engine);
  CHECK(state.outbox_size == 3 && state.coalesced_count == 1 && state.outbox_bytes > 0);
  CHECK(engine_shows(engine, "k", "4"));

  options.outbox_ops_max = 0;
  options.outbox_bytes_max = 1;
  CHECK_OK(sda_sync_configure(engine, &options, &error));
  CHECK_FAILS(PUT("k", "5"), SDA_ERROR_BACKPRESSURE, "bytes, allowed are 1");
  options.when_full = 3;
  CHECK_FAILS(sda_sync_configure(engine, &options, &error), SDA_ERROR_INVALID_ARGUMENT,
              "when_full 3, known are 1 and 2");
  options.when_full = SDA_WHEN_FULL_REJECT;
  options.reserved = 9;
  CHECK_FAILS(sda_sync_configure(engine, &options, &error), SDA_ERROR_INVALID_ARGUMENT,
              "reserved is 9");
#undef PUT
  engine_end(engine);
  return 0;
}
