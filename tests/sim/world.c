/* SPDX-License-Identifier: Apache-2.0 */
/* A world of the simulator, from C: world <seed> [trace]. Prints what it was; ends with 1 when a promise was
 * broken. `tests/sim/from_c` builds and runs it. */
#include <inttypes.h>
#include <softadastra_sim.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s <seed> [trace]\n", argv[0]);
    return 2;
  }
  uint64_t seed = strtoull(argv[1], NULL, 10);
  uint32_t flags = argc > 2 && strcmp(argv[2], "trace") == 0 ? SDA_SIM_TRACE : 0;
  sda_sim_report report;
  report.struct_size = sizeof report;
  sda_buf text = {NULL, 0, 0};
  sda_error *error = NULL;
  if (sda_sim_run(seed, flags, &report, &text, &error) != SDA_OK) {
    fprintf(stderr, "%s: %s\n", sda_error_message(error), sda_error_context(error));
    sda_error_free(error);
    return 2;
  }
  fwrite(text.ptr, 1, text.len, stdout);
  sda_buf_free(&text);
  printf("trace %016" PRIx64 ", state %016" PRIx64 "\n", report.trace_hash, report.state_hash);
  printf("%" PRIu64 " restarts, %" PRIu64 " operations, %" PRIu64 " frames\n", report.restart_count,
         report.operation_count, report.frame_count);
  return report.is_broken ? 1 : 0;
}
