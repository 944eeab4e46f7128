/* SPDX-License-Identifier: Apache-2.0 */
#include <softadastra.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  sda_options options;
  options.struct_size = sizeof options;
  sda_options_init(&options);
  options.path = (const uint8_t *)"notes.wal";
  options.path_len = strlen("notes.wal");

  sda_error *error = NULL;
  sda_engine *engine = NULL;
  if (sda_engine_open(&options, &engine, &error) != SDA_OK) {
    fprintf(stderr, "%s: %s\n", sda_error_message(error), sda_error_context(error));
    sda_error_free(error);
    return 1;
  }

  sda_sync_options sync;
  sync.struct_size = sizeof sync;
  sda_sync_options_init(&sync);
  sync.node_id = (const uint8_t *)"node-a";
  sync.node_id_len = strlen("node-a");
  sda_sync_attach(engine, &sync, NULL);

  const uint8_t key[] = "note:1", text[] = "measured the east field";
  sda_sync_submit(engine, SDA_OPERATION_PUT, key, sizeof key - 1, text, sizeof text - 1,
                  1700000000000, NULL, NULL);

  sda_ops *batch = NULL;
  if (sda_sync_next_batch(engine, &batch, NULL) == SDA_OK) {
    for (size_t i = 0; i < sda_ops_len(batch); ++i) {
      sda_envelope envelope;
      sda_buf bytes = {NULL, 0, 0};
      envelope.struct_size = sizeof envelope;
      sda_ops_get(batch, i, &envelope, NULL);
      sda_op_encode(&envelope.op, &bytes, NULL); /* hand these to any transport */
      sda_buf_free(&bytes);
    }
    sda_ops_free(batch);
  }
  int closed = sda_engine_close(engine, NULL);
  remove("notes.wal"); /* only so that the example leaves nothing behind */
  return closed == SDA_OK ? 0 : 1;
}
