/* SPDX-License-Identifier: Apache-2.0 */
/* Every function with NULL for each pointer in turn: refused by name, outputs untouched. */
#include "check.h"

/* Once with an error object and once without: `at` is what the call hands in as its last argument.
 */
#define REFUSED(call, naming)                              \
  do {                                                     \
    sda_error *error = NULL;                               \
    sda_error **at = &error;                               \
    CHECK_FAILS(call, SDA_ERROR_INVALID_ARGUMENT, naming); \
    at = NULL;                                             \
    CHECK((call) == SDA_ERROR_INVALID_ARGUMENT);           \
  } while (0)
#define NO_ENGINE(call) REFUSED(call, "sda_engine is null")

static void frees_and_closes_do_nothing(void) {
  sda_error *error = NULL;
  CHECK_OK(sda_engine_close(NULL, &error));
  CHECK(sda_engine_close(NULL, NULL) == SDA_OK);
  sda_error_free(NULL);
  sda_buf_free(NULL);
  sda_scan_free(NULL);
  sda_ops_free(NULL);
  sda_group_free(NULL);
  sda_versions_free(NULL);
  sda_conflicts_free(NULL);
  sda_feed_free(NULL);
  sda_findings_free(NULL);
  sda_losses_free(NULL);
  sda_peers_free(NULL);
  sda_session_free(NULL);
  sda_node_info_free(NULL);
  CHECK_OK(sda_client_close(NULL, &error));
  CHECK(sda_client_close(NULL, NULL) == SDA_OK);
  CHECK_OK(sda_session_close(NULL, &error));
  CHECK(sda_session_close(NULL, NULL) == SDA_OK);
}

static void readers_of_values_answer_for_null(void) {
  CHECK(sda_error_status(NULL) == SDA_ERROR_INVALID_ARGUMENT);
  CHECK(strcmp(sda_error_message(NULL), "") == 0 && strcmp(sda_error_context(NULL), "") == 0);
  CHECK(sda_ops_len(NULL) == 0);
  CHECK(sda_group_len(NULL) == 0);
  CHECK(sda_versions_len(NULL) == 0);
  CHECK(sda_conflicts_len(NULL) == 0);
  CHECK(sda_findings_len(NULL) == 0);
  CHECK(sda_losses_len(NULL) == 0);
  CHECK(sda_peers_len(NULL) == 0);
  CHECK(sda_session_options_init(NULL) == SDA_ERROR_INVALID_ARGUMENT);
  CHECK(sda_options_init(NULL) == SDA_ERROR_INVALID_ARGUMENT);
  CHECK(sda_client_options_init(NULL) == SDA_ERROR_INVALID_ARGUMENT);
  CHECK(sda_sync_options_init(NULL) == SDA_ERROR_INVALID_ARGUMENT);
}

static void no_function_takes_a_null_engine(void) {
  sda_buf buf = buf_empty();
  uint64_t number = 77;
  uint32_t epoch = 77;
  int64_t at_ms = 77;
  size_t len = 77;
  uint8_t room[4];
  sda_versions *versions = NULL;
  sda_feed *feed = NULL;
  sda_conflicts *conflicts = NULL;
  sda_scan *scan = NULL;
  sda_ops *ops = NULL;
  sda_report report;
  sda_sync_state state;
  sda_apply apply;
  sda_tick tick;
  sda_op op;
  sda_received received;
  memset(&report, 0, sizeof report);
  memset(&state, 0, sizeof state);
  memset(&apply, 0, sizeof apply);
  memset(&tick, 0, sizeof tick);
  memset(&op, 0, sizeof op);
  memset(&received, 0, sizeof received);
  report.struct_size = sizeof report;
  state.struct_size = sizeof state;
  apply.struct_size = sizeof apply;
  tick.struct_size = sizeof tick;
  op.struct_size = sizeof op;
  received.struct_size = sizeof received;
  sda_findings *findings = NULL;
  sda_health health;
  memset(&health, 0, sizeof health);
  health.struct_size = sizeof health;
  sda_notice notice;
  memset(&notice, 0, sizeof notice);
  notice.struct_size = sizeof notice;
  sda_sync_options options = sync_options_of("node-a");
  NO_ENGINE(sda_engine_backup(NULL, TEXT("copy.wal"), NULL, at));
  NO_ENGINE(sda_engine_health(NULL, &health, at));
  NO_ENGINE(sda_engine_verify(NULL, &findings, at));
  CHECK(findings == NULL && health.table_bytes == 0);
  NO_ENGINE(sda_engine_flush(NULL, at));
  NO_ENGINE(sda_engine_reload(NULL, at));
  NO_ENGINE(sda_engine_report(NULL, &report, at));
  NO_ENGINE(sda_engine_renamed_from(NULL, &buf, at));
  NO_ENGINE(sda_engine_identity(NULL, &buf, &epoch, at));
  NO_ENGINE(sda_engine_changes(NULL, &number, at));
  NO_ENGINE(sda_engine_digest(NULL, &buf, at));
  NO_ENGINE(sda_store_apply(NULL, 1, TEXT("k"), TEXT("v"), NOW_MS, &apply, at));
  NO_ENGINE(sda_store_apply_unlogged(NULL, 1, TEXT("k"), TEXT("v"), NOW_MS, 1, &apply, at));
  NO_ENGINE(sda_store_get(NULL, TEXT("k"), &buf, &number, &at_ms, at));
  NO_ENGINE(sda_store_contains(NULL, TEXT("k"), at));
  NO_ENGINE(sda_store_len(NULL, &number, at));
  NO_ENGINE(sda_store_clear_memory(NULL, at));
  NO_ENGINE(sda_scan_open(NULL, &scan, at));
  NO_ENGINE(sda_scan_open_range(NULL, TEXT("p"), TEXT("a"), TEXT("z"), &scan, at));
  NO_ENGINE(sda_store_get_into(NULL, TEXT("k"), room, 4, &len, &number, &at_ms, at));
  NO_ENGINE(sda_store_versions(NULL, TEXT("k"), &versions, at));
  NO_ENGINE(sda_engine_maintain(NULL, 1, 0, &epoch, at));
  NO_ENGINE(sda_engine_checkpoint(NULL, at));
  NO_ENGINE(sda_engine_feed_end(NULL, &number, at));
  NO_ENGINE(sda_feed_open(NULL, 0, 1, &feed, at));
  NO_ENGINE(sda_store_conflicts(NULL, NULL, 0, 9, &conflicts, at));
  NO_ENGINE(sda_engine_set_merge(NULL, NULL, NULL, NULL, at));
  NO_ENGINE(sda_engine_set_notify(NULL, 1, NULL, NULL, NULL, at));
  NO_ENGINE(sda_engine_poll_notice(NULL, &notice, &buf, at));
  NO_ENGINE(sda_sync_attach(NULL, &options, at));
  NO_ENGINE(sda_sync_configure(NULL, &options, at));
  NO_ENGINE(sda_sync_detach(NULL, at));
  NO_ENGINE(sda_sync_set_policy(NULL, 1, at));
  NO_ENGINE(sda_sync_submit(NULL, 1, TEXT("k"), TEXT("v"), NOW_MS, &ops, at));
  NO_ENGINE(sda_sync_submit_local_writes(NULL, &number, at));
  NO_ENGINE(sda_sync_receive(NULL, &op, &received, at));
  NO_ENGINE(sda_sync_next_batch(NULL, &ops, at));
  NO_ENGINE(sda_sync_tick(NULL, 1, &tick, &ops, at));
  NO_ENGINE(sda_sync_receive_ack(NULL, TEXT("a-1"), at));
  NO_ENGINE(sda_sync_queue(NULL, TEXT("a-1"), at));
  NO_ENGINE(sda_sync_requeue_failed(NULL, TEXT("a-1"), at));
  NO_ENGINE(sda_sync_requeue_all_failed(NULL, &number, at));
  NO_ENGINE(sda_sync_discard_failed(NULL, TEXT("a-1"), at));
  NO_ENGINE(sda_sync_prune_failed(NULL, &number, at));
  NO_ENGINE(sda_sync_prune_completed(NULL, &number, at));
  NO_ENGINE(sda_sync_retry_expired(NULL, &number, at));
  NO_ENGINE(sda_sync_outbox(NULL, &ops, at));
  NO_ENGINE(sda_sync_failed(NULL, &ops, at));
  NO_ENGINE(sda_sync_find(NULL, TEXT("a-1"), &ops, at));
  NO_ENGINE(sda_sync_get_state(NULL, &state, at));
  NO_ENGINE(sda_group_submit(NULL, NULL, NOW_MS, &ops, at));
  NO_ENGINE(sda_group_apply_local(NULL, NULL, NOW_MS, &apply, at));
  NO_ENGINE(sda_sync_next_wakeup(NULL, &at_ms, at));
  CHECK(buf.ptr == NULL && number == 77 && epoch == 77 && at_ms == 77);
  CHECK(versions == NULL && conflicts == NULL && feed == NULL && len == 77);
  CHECK(scan == NULL && ops == NULL && apply.version == 0 && tick.pruned_count == 0);
  CHECK(report.group_count == 0 && state.outbox_size == 0 && received.applied == 0);
}

static void peers_and_sessions_may_not_be_null(sda_engine *engine) {
  sda_error *error = NULL;
  sda_buf buf = buf_empty();
  uint64_t number = 77;
  int64_t at_ms = 77;
  sda_peers *peers = NULL;
  sda_session *session = NULL;
  sda_peer_status_info info;
  sda_session_options options;
  sda_session_event event;
  sda_session_state_info state;
  memset(&info, 0, sizeof info);
  memset(&event, 0, sizeof event);
  memset(&state, 0, sizeof state);
  info.struct_size = sizeof info;
  options.struct_size = sizeof options;
  event.struct_size = sizeof event;
  state.struct_size = sizeof state;
  CHECK(sda_session_options_init(&options) == SDA_OK);
  NO_ENGINE(sda_peer_register(NULL, TEXT("b"), 0, at));
  NO_ENGINE(sda_peer_remove(NULL, TEXT("b"), at));
  NO_ENGINE(sda_peer_status(NULL, TEXT("b"), &info, at));
  NO_ENGINE(sda_peer_list(NULL, &peers, at));
  NO_ENGINE(sda_peers_expire(NULL, &peers, at));
  NO_ENGINE(sda_outbox_ack_from(NULL, TEXT("a-1"), TEXT("b"), at));
  NO_ENGINE(sda_op_is_applied_at(NULL, TEXT("a-1"), TEXT("b"), at));
  NO_ENGINE(sda_engine_status_json(NULL, &buf, at));
  NO_ENGINE(sda_sync_report_send_failure(NULL, TEXT("a-1"), -1, at));
  NO_ENGINE(sda_session_open(NULL, &options, &session, at));
  REFUSED(sda_peer_register(engine, NULL, 1, 0, at), "node id");
  REFUSED(sda_peer_remove(engine, NULL, 1, at), "node id");
  REFUSED(sda_peer_status(engine, NULL, 1, &info, at), "node id");
  REFUSED(sda_peer_status(engine, TEXT("b"), NULL, at), "info");
  REFUSED(sda_peer_list(engine, NULL, at), "peers");
  REFUSED(sda_peers_get(NULL, 0, &info, at), "sda_peers is null");
  REFUSED(sda_outbox_ack_from(engine, NULL, 1, TEXT("b"), at), "sync id");
  REFUSED(sda_outbox_ack_from(engine, TEXT("node-b-1"), NULL, 1, at), "node id");
  REFUSED(sda_op_is_applied_at(engine, NULL, 1, TEXT("b"), at), "sync id");
  REFUSED(sda_op_is_applied_at(engine, TEXT("node-b-1"), NULL, 1, at), "node id");
  REFUSED(sda_engine_status_json(engine, NULL, at), "NULL");
  REFUSED(sda_sync_report_send_failure(engine, NULL, 1, -1, at), "sync id");
  REFUSED(sda_session_open(engine, NULL, &session, at), "options");
  REFUSED(sda_session_open(engine, &options, NULL, at), "session");
  options.node_id_len = 1;
  REFUSED(sda_session_open(engine, &options, &session, at), "node id");
  options.node_id_len = 0;
  REFUSED(sda_session_handle(NULL, TEXT("SF"), at), "sda_session is null");
  REFUSED(sda_session_poll_transmit(NULL, 4096, &buf, at), "sda_session is null");
  REFUSED(sda_session_poll_event(NULL, &event, at), "sda_session is null");
  REFUSED(sda_session_next_wakeup_at_ms(NULL, &at_ms, at), "sda_session is null");
  REFUSED(sda_session_state(NULL, &state, at), "sda_session is null");
  REFUSED(sda_frame_bytes(NULL, 1, 4096, &number, at), "bytes");
  REFUSED(sda_frame_bytes(TEXT("SF"), 4096, NULL, at), "frame_bytes");
  CHECK(peers == NULL && session == NULL && buf.ptr == NULL && number == 77 && at_ms == 77);
  CHECK_OK(sda_session_open(engine, &options, &session, &error));
  REFUSED(sda_session_handle(session, NULL, 1, at), "bytes");
  REFUSED(sda_session_poll_transmit(session, 4096, NULL, at), "frame");
  REFUSED(sda_session_poll_event(session, NULL, at), "event");
  REFUSED(sda_session_next_wakeup_at_ms(session, NULL, at), "at_ms");
  REFUSED(sda_session_state(session, NULL, at), "state");
  CHECK_OK(sda_session_poll_transmit(session, 4096, &buf, &error)); /* nothing was lost by it */
  sda_buf_free(&buf);
  sda_session_free(session);
  CHECK_OK(sda_peer_register(engine, TEXT("peer"), 0, &error));
  CHECK_OK(sda_peer_list(engine, &peers, &error));
  REFUSED(sda_peers_get(peers, 0, NULL, at), "info");
  sda_peers_free(peers);
  CHECK_OK(sda_peer_remove(engine, TEXT("peer"), &error));
}

static void other_handles_may_not_be_null(sda_engine *engine) {
  sda_entry entry;
  sda_envelope envelope;
  sda_version version;
  sda_change change;
  uint64_t position = 77;
  sda_engine *opened = NULL;
  sda_options options = options_of(NULL);
  memset(&entry, 0, sizeof entry);
  memset(&envelope, 0, sizeof envelope);
  memset(&version, 0, sizeof version);
  entry.struct_size = sizeof entry;
  version.struct_size = sizeof version;
  memset(&change, 0, sizeof change);
  change.struct_size = sizeof change;
  envelope.struct_size = sizeof envelope;
  sda_findings *findings = NULL;
  sda_finding finding;
  sda_verified verified;
  memset(&finding, 0, sizeof finding);
  memset(&verified, 0, sizeof verified);
  finding.struct_size = sizeof finding;
  verified.struct_size = sizeof verified;
  REFUSED(sda_verify(NULL, &findings, at), "options");
  REFUSED(sda_verify(&options, NULL, at), "findings");
  REFUSED(sda_findings_get(NULL, 0, &finding, at), "sda_findings is null");
  REFUSED(sda_findings_totals(NULL, &verified, at), "sda_findings is null");
  CHECK(findings == NULL && finding.file == NULL && verified.file_count == 0);
  sda_losses *losses = NULL;
  sda_loss loss;
  sda_missing missing;
  sda_salvaged salvaged;
  memset(&loss, 0, sizeof loss);
  memset(&missing, 0, sizeof missing);
  memset(&salvaged, 0, sizeof salvaged);
  loss.struct_size = sizeof loss;
  missing.struct_size = sizeof missing;
  salvaged.struct_size = sizeof salvaged;
  REFUSED(sda_salvage(NULL, TEXT("x"), &losses, at), "options");
  REFUSED(sda_salvage(&options, NULL, 1, &losses, at), "path");
  REFUSED(sda_salvage(&options, TEXT("x"), NULL, at), "losses");
  REFUSED(sda_losses_get(NULL, 0, &loss, at), "sda_losses is null");
  REFUSED(sda_losses_missing(NULL, 0, &missing, at), "sda_losses is null");
  REFUSED(sda_losses_totals(NULL, &salvaged, at), "sda_losses is null");
  CHECK(losses == NULL && loss.file == NULL && missing.first == 0 && salvaged.bytes == 0);
  REFUSED(sda_engine_open(NULL, &opened, at), "options");
  REFUSED(sda_engine_open(&options, NULL, at), "engine");
  REFUSED(sda_scan_next(NULL, &entry, at), "sda_scan is null");
  REFUSED(sda_ops_get(NULL, 0, &envelope, at), "sda_ops is null");
  REFUSED(sda_group_put(NULL, TEXT("k"), TEXT("v"), at), "sda_group is null");
  REFUSED(sda_group_remove(NULL, TEXT("k"), at), "sda_group is null");
  REFUSED(sda_group_clear(NULL, at), "sda_group is null");
  REFUSED(sda_group_submit(NULL, engine, NOW_MS, NULL, at), "sda_group is null");
  REFUSED(sda_group_apply_local(NULL, engine, NOW_MS, NULL, at), "sda_group is null");
  REFUSED(sda_versions_get(NULL, 0, &version, at), "sda_versions is null");
  sda_conflict conflict;
  sda_conflict_side side;
  REFUSED(sda_conflicts_get(NULL, 0, &conflict, at), "sda_conflicts is null");
  REFUSED(sda_conflicts_side(NULL, 0, 0, &side, at), "sda_conflicts is null");
  REFUSED(sda_feed_next(NULL, &change, at), "sda_feed is null");
  REFUSED(sda_feed_position(NULL, &position, at), "sda_feed is null");
  CHECK(version.node_id == NULL && change.key == NULL && position == 77);
  REFUSED(sda_sync_attach(engine, NULL, at), "options");
  REFUSED(sda_sync_configure(engine, NULL, at), "options");
  CHECK(opened == NULL && entry.key == NULL && envelope.op.key == NULL);
}

static void inputs_with_a_length_may_not_be_null(sda_engine *engine) {
  sda_buf buf = buf_empty();
  sda_ops *ops = NULL;
  sda_scan *scan = NULL;
  sda_versions *versions = NULL;
  size_t len = 77;
  sda_op op;
  memset(&op, 0, sizeof op);
  op.struct_size = sizeof op;
  op.direction = SDA_DIRECTION_REMOTE_TO_LOCAL;
  uint64_t changes = engine_changes(engine);
  sda_group *group = NULL;
  CHECK(sda_group_new(&group, NULL) == SDA_OK);
  REFUSED(sda_group_put(group, NULL, 1, TEXT("v"), at), "key");
  REFUSED(sda_group_put(group, TEXT("k"), NULL, 1, at), "value");
  REFUSED(sda_group_remove(group, NULL, 1, at), "key");
  CHECK(sda_group_len(group) == 0);
  sda_group_free(group);
  REFUSED(sda_store_apply(engine, 1, NULL, 1, TEXT("v"), NOW_MS, NULL, at), "key");
  REFUSED(sda_store_apply(engine, 1, TEXT("k"), NULL, 1, NOW_MS, NULL, at), "value");
  REFUSED(sda_store_apply_unlogged(engine, 1, NULL, 1, TEXT("v"), NOW_MS, 1, NULL, at), "key");
  REFUSED(sda_store_apply_unlogged(engine, 1, TEXT("k"), NULL, 1, NOW_MS, 1, NULL, at), "value");
  REFUSED(sda_store_get(engine, NULL, 1, &buf, NULL, NULL, at), "key");
  REFUSED(sda_store_contains(engine, NULL, 1, at), "key");
  REFUSED(sda_store_get_into(engine, NULL, 1, NULL, 0, &len, NULL, NULL, at), "key");
  REFUSED(sda_store_versions(engine, NULL, 1, &versions, at), "key");
  REFUSED(sda_scan_open_range(engine, NULL, 1, NULL, 0, NULL, 0, &scan, at), "prefix");
  REFUSED(sda_scan_open_range(engine, NULL, 0, NULL, 1, NULL, 0, &scan, at), "from");
  REFUSED(sda_scan_open_range(engine, NULL, 0, NULL, 0, NULL, 1, &scan, at), "to");
  CHECK(scan == NULL && versions == NULL && len == 77);
  REFUSED(sda_sync_submit(engine, 1, NULL, 1, TEXT("v"), NOW_MS, &ops, at), "key");
  REFUSED(sda_sync_submit(engine, 1, TEXT("k"), NULL, 1, NOW_MS, &ops, at), "value");
  REFUSED(sda_sync_receive_ack(engine, NULL, 1, at), "sync id");
  REFUSED(sda_sync_queue(engine, NULL, 1, at), "sync id");
  REFUSED(sda_sync_requeue_failed(engine, NULL, 1, at), "sync id");
  REFUSED(sda_sync_discard_failed(engine, NULL, 1, at), "sync id");
  REFUSED(sda_sync_find(engine, NULL, 1, &ops, at), "sync id");
  REFUSED(sda_op_decode(NULL, 1, &ops, at), "bytes");
  REFUSED(sda_sync_receive(engine, NULL, NULL, at), "op is NULL");
  REFUSED(sda_op_encode(NULL, &buf, at), "op is NULL");
  op.sync_id_len = 1;
  REFUSED(sda_sync_receive(engine, &op, NULL, at), "sync id");
  REFUSED(sda_op_encode(&op, &buf, at), "sync id");
  op.sync_id_len = 0;
  op.origin_len = 1;
  REFUSED(sda_sync_receive(engine, &op, NULL, at), "origin");
  op.origin_len = 0;
  op.key_len = 1;
  REFUSED(sda_sync_receive(engine, &op, NULL, at), "key");
  op.key_len = 0;
  op.value_len = 1;
  REFUSED(sda_sync_receive(engine, &op, NULL, at), "value");
  op.value_len = 0;
  op.context_len = 1;
  REFUSED(sda_sync_receive(engine, &op, NULL, at), "context");
  CHECK(engine_changes(engine) == changes && buf.ptr == NULL && ops == NULL);
}

static void outputs_may_not_be_null_unless_the_header_says_so(sda_engine *engine) {
  sda_error *error = NULL;
  sda_buf buf = buf_empty();
  uint32_t epoch = 77;
  uint64_t version = 77;
  int64_t at_ms = 77;
  size_t len = 77;
  sda_ops *ops = NULL;
  sda_versions *versions = NULL;
  sda_scan *scan = NULL;
  REFUSED(sda_engine_report(engine, NULL, at), "report");
  REFUSED(sda_engine_renamed_from(engine, NULL, at), "NULL");
  REFUSED(sda_engine_identity(engine, NULL, &epoch, at), "NULL");
  REFUSED(sda_engine_identity(engine, &buf, NULL, at), "epoch");
  CHECK(epoch == 77 && buf.ptr == NULL);
  REFUSED(sda_engine_health(engine, NULL, at), "health");
  REFUSED(sda_engine_verify(engine, NULL, at), "findings");
  REFUSED(sda_engine_backup(engine, NULL, 1, NULL, at), "path");
  sda_findings *findings = NULL;
  CHECK_OK(sda_engine_verify(engine, &findings, &error));
  REFUSED(sda_findings_totals(findings, NULL, at), "verified");
  sda_findings_free(findings);
  REFUSED(sda_engine_changes(engine, NULL, at), "changes");
  REFUSED(sda_engine_digest(engine, NULL, at), "NULL");
  REFUSED(sda_store_get(engine, TEXT("k"), NULL, &version, &at_ms, at), "NULL");
  CHECK(version == 77 && at_ms == 77);
  REFUSED(sda_store_len(engine, NULL, at), "len");
  REFUSED(sda_scan_open(engine, NULL, at), "scan");
  REFUSED(sda_scan_open_range(engine, NULL, 0, NULL, 0, NULL, 0, NULL, at), "scan");
  REFUSED(sda_store_get_into(engine, TEXT("k"), NULL, 1, &len, &version, &at_ms, at), "buffer");
  REFUSED(sda_store_get_into(engine, TEXT("k"), NULL, 0, NULL, &version, &at_ms, at), "value_len");
  CHECK(version == 77 && at_ms == 77 && len == 77);
  REFUSED(sda_store_versions(engine, TEXT("k"), NULL, at), "versions");
  REFUSED(sda_sync_next_batch(engine, NULL, at), "ops");
  REFUSED(sda_sync_tick(engine, 1, NULL, NULL, at), "ops");
  REFUSED(sda_sync_outbox(engine, NULL, at), "ops");
  REFUSED(sda_sync_failed(engine, NULL, at), "ops");
  REFUSED(sda_sync_find(engine, TEXT("node-b-1"), NULL, at), "ops");
  REFUSED(sda_sync_get_state(engine, NULL, at), "state");
  REFUSED(sda_sync_next_wakeup(engine, NULL, at), "at_ms");
  REFUSED(sda_op_decode(TEXT("x"), NULL, at), "ops");
  REFUSED(sda_group_new(NULL, at), "group");
  CHECK(engine_state(engine).queued_count == 1); /* no refused call handed it out */
  CHECK_OK(sda_sync_find(engine, TEXT("node-b-1"), &ops, &error));
  sda_envelope envelope = ops_at(ops, 0);
  REFUSED(sda_ops_get(ops, 0, NULL, at), "envelope");
  REFUSED(sda_op_encode(&envelope.op, NULL, at), "NULL");
  sda_ops_free(ops);
  CHECK_OK(sda_store_versions(engine, TEXT("k"), &versions, &error));
  REFUSED(sda_versions_get(versions, 0, NULL, at), "version");
  sda_versions_free(versions);
  sda_conflicts *conflicts = NULL;
  REFUSED(sda_store_conflicts(engine, TEXT("k"), 1, NULL, at), "conflicts");
  CHECK_OK(sda_store_conflicts(engine, NULL, 0, 1, &conflicts, &error));
  REFUSED(sda_conflicts_get(conflicts, 0, NULL, at), "conflict");
  REFUSED(sda_conflicts_side(conflicts, 0, 0, NULL, at), "side");
  sda_conflicts_free(conflicts);
  REFUSED(sda_buf_set(NULL, TEXT("v"), at), "NULL");
  CHECK_OK(sda_scan_open(engine, &scan, &error));
  REFUSED(sda_scan_next(scan, NULL, at), "entry");
  sda_scan_free(scan);
}

static void outputs_of_a_feed_may_not_be_null(void) {
  folder in = folder_make();
  char path[128];
  sda_error *error = NULL;
  sda_feed *feed = NULL;
  sda_engine *engine = engine_of(folder_file(&in, "null.wal", path));
  REFUSED(sda_feed_open(engine, 0, 1, NULL, at), "feed");
  REFUSED(sda_engine_feed_end(engine, NULL, at), "position");
  CHECK_OK(sda_feed_open(engine, 0, 1, &feed, &error));
  REFUSED(sda_feed_next(feed, NULL, at), "change");
  REFUSED(sda_feed_position(feed, NULL, at), "position");
  sda_feed_free(feed);
  engine_end(engine);
  folder_remove(&in);
}

static void clients_may_not_be_null(void) {
  sda_error *error = NULL;
  sda_client *client = NULL, *opened = NULL;
  sda_options engine_options = options_of(NULL);
  sda_sync_options sync_options = sync_options_of("node-a");
  sda_engine *engine = NULL;
  sda_node_info *info = NULL;
  sda_node_details details;
  sda_sync_state state;
  sda_client_turn turn;
  sda_buf buf = buf_empty();
  uint64_t number = 77;
  uint32_t status = 77;
  const uint8_t *name = NULL;
  size_t bytes = 77;
  memset(&details, 0, sizeof details);
  memset(&state, 0, sizeof state);
  memset(&turn, 0, sizeof turn);
  details.struct_size = sizeof details;
  state.struct_size = sizeof state;
  turn.struct_size = sizeof turn;
#define NO_CLIENT(call) REFUSED(call, "sda_client is null")
  NO_CLIENT(sda_client_engine(client, &engine, at));
  NO_CLIENT(sda_client_put(client, TEXT("k"), TEXT("v"), &number, at));
  NO_CLIENT(sda_client_remove(client, TEXT("k"), &number, at));
  NO_CLIENT(sda_client_get(client, TEXT("k"), &buf, at));
  NO_CLIENT(sda_client_contains(client, TEXT("k"), at));
  NO_CLIENT(sda_client_len(client, &number, at));
  NO_CLIENT(sda_client_tick(client, 0, &turn, at));
  NO_CLIENT(sda_client_sync_state(client, &state, at));
  NO_CLIENT(sda_client_retry_expired(client, &number, at));
  NO_CLIENT(sda_client_prune_completed(client, &number, at));
  NO_CLIENT(sda_client_prune_failed(client, &number, at));
  NO_CLIENT(sda_client_status_of(client, 1, &status, at));
  NO_CLIENT(sda_client_node_info(client, 0, &info, at));
  CHECK(number == 77 && status == 77 && buf.ptr == NULL && engine == NULL && info == NULL);

  REFUSED(sda_client_open(NULL, &sync_options, NULL, &opened, at), "engine_options is NULL");
  REFUSED(sda_client_open(&engine_options, NULL, NULL, &opened, at), "sync_options is NULL");
  REFUSED(sda_client_open(&engine_options, &sync_options, NULL, NULL, at), "client is NULL");
  CHECK(opened == NULL);
  CHECK_OK(sda_client_open(&engine_options, &sync_options, NULL, &opened, &error));
  REFUSED(sda_client_engine(opened, NULL, at), "engine is NULL");
  REFUSED(sda_client_put(opened, NULL, 1, TEXT("v"), NULL, at), "key: NULL with length 1");
  REFUSED(sda_client_put(opened, TEXT("k"), NULL, 1, NULL, at), "value: NULL with length 1");
  REFUSED(sda_client_len(opened, NULL, at), "len is NULL");
  REFUSED(sda_client_sync_state(opened, NULL, at), "state is NULL");
  REFUSED(sda_client_node_info(opened, 0, NULL, at), "info is NULL");
  CHECK(sda_client_put(opened, TEXT("k"), TEXT("v"), NULL, NULL) == SDA_OK);
  REFUSED(sda_client_get(opened, TEXT("k"), NULL, at), "NULL");
  REFUSED(sda_client_status_of(opened, 1, NULL, at), "status is NULL");
  CHECK(sda_client_tick(opened, 0, NULL, NULL) == SDA_OK);
  CHECK(sda_client_retry_expired(opened, NULL, NULL) == SDA_OK);
  CHECK_OK(sda_client_node_info(opened, 1, &info, &error));
  REFUSED(sda_node_info_get(NULL, &details, at), "sda_node_info is null");
  REFUSED(sda_node_info_get(info, NULL, at), "details is NULL");
  REFUSED(sda_node_info_capability(NULL, 0, &name, &bytes, at), "sda_node_info is null");
  REFUSED(sda_node_info_capability(info, 0, NULL, &bytes, at), "name is NULL");
  REFUSED(sda_node_info_capability(info, 0, &name, NULL, at), "name_bytes is NULL");
  sda_node_info_free(info);
  CHECK_OK(sda_client_close(opened, &error));
}

static void outputs_that_may_be_null(sda_engine *engine) {
  sda_ops *ops = NULL;
  sda_buf buf = buf_empty();
  CHECK(sda_sync_submit_local_writes(engine, NULL, NULL) == SDA_OK);
  CHECK(sda_sync_requeue_all_failed(engine, NULL, NULL) == SDA_OK);
  CHECK(sda_sync_prune_failed(engine, NULL, NULL) == SDA_OK);
  CHECK(sda_sync_prune_completed(engine, NULL, NULL) == SDA_OK);
  CHECK(sda_sync_retry_expired(engine, NULL, NULL) == SDA_OK);
  CHECK(sda_sync_tick(engine, 0, NULL, &ops, NULL) == SDA_OK);
  CHECK(sda_ops_len(ops) == 1);
  sda_ops_free(ops);
  CHECK(sda_store_get(engine, TEXT("k"), &buf, NULL, NULL, NULL) == SDA_OK);
  size_t len = 0;
  uint8_t room[1];
  CHECK(sda_store_get_into(engine, TEXT("k"), room, 1, &len, NULL, NULL, NULL) == SDA_OK);
  CHECK(len == 1 && room[0] == 'v');
  CHECK(sda_engine_maintain(engine, 1, 0, NULL, NULL) == SDA_OK);
  sda_buf_free(&buf);
}

int main(void) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(NULL);
  frees_and_closes_do_nothing();
  readers_of_values_answer_for_null();
  no_function_takes_a_null_engine();
  engine_attach(engine, "node-a");
  CHECK_OK(sda_sync_detach(engine, &error));
  engine_attach(engine, "node-b"); /* so that there is a former name */
  engine_submit(engine, "k", "v", NULL);
  other_handles_may_not_be_null(engine);
  inputs_with_a_length_may_not_be_null(engine);
  outputs_may_not_be_null_unless_the_header_says_so(engine);
  outputs_of_a_feed_may_not_be_null();
  peers_and_sessions_may_not_be_null(engine);
  outputs_that_may_be_null(engine);
  clients_may_not_be_null();
  engine_end(engine);
  return 0;
}
