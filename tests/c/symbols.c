/* SPDX-License-Identifier: Apache-2.0 */
/* Every exported function is in the library. tests/abi.rs compares the list with header and
 * sources. */
#include "check.h"

typedef void (*any_function)(void);

static const any_function symbols[] = {
    (any_function)sda_abi_version,
    (any_function)sda_buf_free,
    (any_function)sda_engine_backup,
    (any_function)sda_engine_changes,
    (any_function)sda_engine_checkpoint,
    (any_function)sda_engine_close,
    (any_function)sda_engine_digest,
    (any_function)sda_engine_feed_end,
    (any_function)sda_engine_flush,
    (any_function)sda_engine_health,
    (any_function)sda_engine_identity,
    (any_function)sda_engine_maintain,
    (any_function)sda_engine_open,
    (any_function)sda_engine_reload,
    (any_function)sda_engine_renamed_from,
    (any_function)sda_engine_report,
    (any_function)sda_engine_verify,
    (any_function)sda_error_context,
    (any_function)sda_error_free,
    (any_function)sda_error_message,
    (any_function)sda_error_status,
    (any_function)sda_group_apply_local,
    (any_function)sda_group_clear,
    (any_function)sda_group_free,
    (any_function)sda_group_len,
    (any_function)sda_group_new,
    (any_function)sda_group_put,
    (any_function)sda_group_remove,
    (any_function)sda_group_submit,
    (any_function)sda_feed_free,
    (any_function)sda_feed_next,
    (any_function)sda_feed_open,
    (any_function)sda_feed_position,
    (any_function)sda_findings_free,
    (any_function)sda_findings_get,
    (any_function)sda_findings_len,
    (any_function)sda_findings_totals,
    (any_function)sda_op_decode,
    (any_function)sda_op_encode,
    (any_function)sda_ops_free,
    (any_function)sda_ops_get,
    (any_function)sda_ops_len,
    (any_function)sda_options_init,
    (any_function)sda_scan_free,
    (any_function)sda_scan_next,
    (any_function)sda_scan_open,
    (any_function)sda_scan_open_range,
    (any_function)sda_status_name,
    (any_function)sda_store_apply,
    (any_function)sda_store_apply_unlogged,
    (any_function)sda_store_clear_memory,
    (any_function)sda_store_contains,
    (any_function)sda_store_get,
    (any_function)sda_store_get_into,
    (any_function)sda_store_len,
    (any_function)sda_store_versions,
    (any_function)sda_sync_attach,
    (any_function)sda_sync_configure,
    (any_function)sda_sync_detach,
    (any_function)sda_sync_discard_failed,
    (any_function)sda_sync_failed,
    (any_function)sda_sync_find,
    (any_function)sda_sync_get_state,
    (any_function)sda_sync_next_batch,
    (any_function)sda_sync_next_wakeup,
    (any_function)sda_sync_options_init,
    (any_function)sda_sync_outbox,
    (any_function)sda_sync_prune_completed,
    (any_function)sda_sync_prune_failed,
    (any_function)sda_sync_queue,
    (any_function)sda_sync_receive,
    (any_function)sda_sync_receive_ack,
    (any_function)sda_sync_requeue_all_failed,
    (any_function)sda_sync_requeue_failed,
    (any_function)sda_sync_retry_expired,
    (any_function)sda_sync_set_policy,
    (any_function)sda_sync_submit,
    (any_function)sda_sync_submit_local_writes,
    (any_function)sda_sync_tick,
    (any_function)sda_versions_free,
    (any_function)sda_versions_get,
    (any_function)sda_versions_len,
    (any_function)sda_verify,
};

int main(void) {
  const size_t count = sizeof symbols / sizeof *symbols;
  for (size_t i = 0; i < count; i++) {
    CHECK(symbols[i] != NULL);
    for (size_t j = 0; j < i; j++) {
      CHECK(symbols[i] != symbols[j]);
    }
  }
  return 0;
}
