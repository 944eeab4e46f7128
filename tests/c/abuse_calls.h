/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from include/softadastra.h: UPDATE=1 cargo test --test abi. Do not edit. */
#ifndef ABUSE_CALLS
#define EACH_HANDLE(X) \
  X(client) \
  X(client_events) \
  X(conflicts) \
  X(engine) \
  X(error) \
  X(feed) \
  X(findings) \
  X(group) \
  X(known_peers) \
  X(losses) \
  X(node_info) \
  X(ops) \
  X(peers) \
  X(scan) \
  X(session) \
  X(value_reader) \
  X(value_writer) \
  X(versions) \
  X(wal) \
  X(wal_reader)

#define EACH_STRUCT(X) \
  X(apply) \
  X(backup) \
  X(change) \
  X(client_event) \
  X(client_options) \
  X(client_turn) \
  X(conflict) \
  X(conflict_side) \
  X(entry) \
  X(envelope) \
  X(finding) \
  X(health) \
  X(known_peer) \
  X(loss) \
  X(missing) \
  X(node_details) \
  X(notice) \
  X(op) \
  X(options) \
  X(peer_delivery) \
  X(peer_status_info) \
  X(received) \
  X(report) \
  X(salvaged) \
  X(session_event) \
  X(session_options) \
  X(session_state_info) \
  X(sync_options) \
  X(sync_state) \
  X(tick) \
  X(verified) \
  X(version) \
  X(wal_record) \
  X(wal_recovery)

#else

static void abuse_sda_abi_version(world *w) {
  ANY_NUMBER("sda_abi_version: all is right",
      sda_abi_version());
}

static void abuse_sda_status_name(world *w) {
  ANY_TEXT("sda_status_name: all is right",
      sda_status_name(1));
  ANY_TEXT("sda_status_name: status is 0",
      sda_status_name(0));
  ANY_TEXT("sda_status_name: status is 1",
      sda_status_name(1));
  ANY_TEXT("sda_status_name: status is INT32_MIN",
      sda_status_name(INT32_MIN));
  ANY_TEXT("sda_status_name: status is INT32_MAX",
      sda_status_name(INT32_MAX));
}

static void abuse_sda_error_status(world *w) {
  ANY_PLAIN("sda_error_status: all is right",
      sda_error_status(w->h_error));
  REFUSED_PLAIN("sda_error_status: error is NULL",
      sda_error_status(NULL));
  REFUSED_PLAIN("sda_error_status: error is a sda_client",
      sda_error_status((struct sda_error *)(void *)w->h_client));
  REFUSED_PLAIN("sda_error_status: error is a sda_client_events",
      sda_error_status((struct sda_error *)(void *)w->h_client_events));
  REFUSED_PLAIN("sda_error_status: error is a sda_conflicts",
      sda_error_status((struct sda_error *)(void *)w->h_conflicts));
  REFUSED_PLAIN("sda_error_status: error is a sda_engine",
      sda_error_status((struct sda_error *)(void *)w->h_engine));
  REFUSED_PLAIN("sda_error_status: error is a sda_feed",
      sda_error_status((struct sda_error *)(void *)w->h_feed));
  REFUSED_PLAIN("sda_error_status: error is a sda_findings",
      sda_error_status((struct sda_error *)(void *)w->h_findings));
  REFUSED_PLAIN("sda_error_status: error is a sda_group",
      sda_error_status((struct sda_error *)(void *)w->h_group));
  REFUSED_PLAIN("sda_error_status: error is a sda_known_peers",
      sda_error_status((struct sda_error *)(void *)w->h_known_peers));
  REFUSED_PLAIN("sda_error_status: error is a sda_losses",
      sda_error_status((struct sda_error *)(void *)w->h_losses));
  REFUSED_PLAIN("sda_error_status: error is a sda_node_info",
      sda_error_status((struct sda_error *)(void *)w->h_node_info));
  REFUSED_PLAIN("sda_error_status: error is a sda_ops",
      sda_error_status((struct sda_error *)(void *)w->h_ops));
  REFUSED_PLAIN("sda_error_status: error is a sda_peers",
      sda_error_status((struct sda_error *)(void *)w->h_peers));
  REFUSED_PLAIN("sda_error_status: error is a sda_scan",
      sda_error_status((struct sda_error *)(void *)w->h_scan));
  REFUSED_PLAIN("sda_error_status: error is a sda_session",
      sda_error_status((struct sda_error *)(void *)w->h_session));
  REFUSED_PLAIN("sda_error_status: error is a sda_value_reader",
      sda_error_status((struct sda_error *)(void *)w->h_value_reader));
  REFUSED_PLAIN("sda_error_status: error is a sda_value_writer",
      sda_error_status((struct sda_error *)(void *)w->h_value_writer));
  REFUSED_PLAIN("sda_error_status: error is a sda_versions",
      sda_error_status((struct sda_error *)(void *)w->h_versions));
  REFUSED_PLAIN("sda_error_status: error is a sda_wal",
      sda_error_status((struct sda_error *)(void *)w->h_wal));
  REFUSED_PLAIN("sda_error_status: error is a sda_wal_reader",
      sda_error_status((struct sda_error *)(void *)w->h_wal_reader));
}

static void abuse_sda_error_message(world *w) {
  ANY_TEXT("sda_error_message: all is right",
      sda_error_message(w->h_error));
  REFUSED_TEXT("sda_error_message: error is NULL",
      sda_error_message(NULL));
  REFUSED_TEXT("sda_error_message: error is a sda_client",
      sda_error_message((struct sda_error *)(void *)w->h_client));
  REFUSED_TEXT("sda_error_message: error is a sda_client_events",
      sda_error_message((struct sda_error *)(void *)w->h_client_events));
  REFUSED_TEXT("sda_error_message: error is a sda_conflicts",
      sda_error_message((struct sda_error *)(void *)w->h_conflicts));
  REFUSED_TEXT("sda_error_message: error is a sda_engine",
      sda_error_message((struct sda_error *)(void *)w->h_engine));
  REFUSED_TEXT("sda_error_message: error is a sda_feed",
      sda_error_message((struct sda_error *)(void *)w->h_feed));
  REFUSED_TEXT("sda_error_message: error is a sda_findings",
      sda_error_message((struct sda_error *)(void *)w->h_findings));
  REFUSED_TEXT("sda_error_message: error is a sda_group",
      sda_error_message((struct sda_error *)(void *)w->h_group));
  REFUSED_TEXT("sda_error_message: error is a sda_known_peers",
      sda_error_message((struct sda_error *)(void *)w->h_known_peers));
  REFUSED_TEXT("sda_error_message: error is a sda_losses",
      sda_error_message((struct sda_error *)(void *)w->h_losses));
  REFUSED_TEXT("sda_error_message: error is a sda_node_info",
      sda_error_message((struct sda_error *)(void *)w->h_node_info));
  REFUSED_TEXT("sda_error_message: error is a sda_ops",
      sda_error_message((struct sda_error *)(void *)w->h_ops));
  REFUSED_TEXT("sda_error_message: error is a sda_peers",
      sda_error_message((struct sda_error *)(void *)w->h_peers));
  REFUSED_TEXT("sda_error_message: error is a sda_scan",
      sda_error_message((struct sda_error *)(void *)w->h_scan));
  REFUSED_TEXT("sda_error_message: error is a sda_session",
      sda_error_message((struct sda_error *)(void *)w->h_session));
  REFUSED_TEXT("sda_error_message: error is a sda_value_reader",
      sda_error_message((struct sda_error *)(void *)w->h_value_reader));
  REFUSED_TEXT("sda_error_message: error is a sda_value_writer",
      sda_error_message((struct sda_error *)(void *)w->h_value_writer));
  REFUSED_TEXT("sda_error_message: error is a sda_versions",
      sda_error_message((struct sda_error *)(void *)w->h_versions));
  REFUSED_TEXT("sda_error_message: error is a sda_wal",
      sda_error_message((struct sda_error *)(void *)w->h_wal));
  REFUSED_TEXT("sda_error_message: error is a sda_wal_reader",
      sda_error_message((struct sda_error *)(void *)w->h_wal_reader));
}

static void abuse_sda_error_context(world *w) {
  ANY_TEXT("sda_error_context: all is right",
      sda_error_context(w->h_error));
  REFUSED_TEXT("sda_error_context: error is NULL",
      sda_error_context(NULL));
  REFUSED_TEXT("sda_error_context: error is a sda_client",
      sda_error_context((struct sda_error *)(void *)w->h_client));
  REFUSED_TEXT("sda_error_context: error is a sda_client_events",
      sda_error_context((struct sda_error *)(void *)w->h_client_events));
  REFUSED_TEXT("sda_error_context: error is a sda_conflicts",
      sda_error_context((struct sda_error *)(void *)w->h_conflicts));
  REFUSED_TEXT("sda_error_context: error is a sda_engine",
      sda_error_context((struct sda_error *)(void *)w->h_engine));
  REFUSED_TEXT("sda_error_context: error is a sda_feed",
      sda_error_context((struct sda_error *)(void *)w->h_feed));
  REFUSED_TEXT("sda_error_context: error is a sda_findings",
      sda_error_context((struct sda_error *)(void *)w->h_findings));
  REFUSED_TEXT("sda_error_context: error is a sda_group",
      sda_error_context((struct sda_error *)(void *)w->h_group));
  REFUSED_TEXT("sda_error_context: error is a sda_known_peers",
      sda_error_context((struct sda_error *)(void *)w->h_known_peers));
  REFUSED_TEXT("sda_error_context: error is a sda_losses",
      sda_error_context((struct sda_error *)(void *)w->h_losses));
  REFUSED_TEXT("sda_error_context: error is a sda_node_info",
      sda_error_context((struct sda_error *)(void *)w->h_node_info));
  REFUSED_TEXT("sda_error_context: error is a sda_ops",
      sda_error_context((struct sda_error *)(void *)w->h_ops));
  REFUSED_TEXT("sda_error_context: error is a sda_peers",
      sda_error_context((struct sda_error *)(void *)w->h_peers));
  REFUSED_TEXT("sda_error_context: error is a sda_scan",
      sda_error_context((struct sda_error *)(void *)w->h_scan));
  REFUSED_TEXT("sda_error_context: error is a sda_session",
      sda_error_context((struct sda_error *)(void *)w->h_session));
  REFUSED_TEXT("sda_error_context: error is a sda_value_reader",
      sda_error_context((struct sda_error *)(void *)w->h_value_reader));
  REFUSED_TEXT("sda_error_context: error is a sda_value_writer",
      sda_error_context((struct sda_error *)(void *)w->h_value_writer));
  REFUSED_TEXT("sda_error_context: error is a sda_versions",
      sda_error_context((struct sda_error *)(void *)w->h_versions));
  REFUSED_TEXT("sda_error_context: error is a sda_wal",
      sda_error_context((struct sda_error *)(void *)w->h_wal));
  REFUSED_TEXT("sda_error_context: error is a sda_wal_reader",
      sda_error_context((struct sda_error *)(void *)w->h_wal_reader));
}

static void abuse_sda_error_free(world *w) {
  ANY_VOID("sda_error_free: error is NULL",
      sda_error_free(NULL));
  REFUSED_VOID("sda_error_free: error is a sda_client",
      sda_error_free((struct sda_error *)(void *)w->h_client));
  REFUSED_VOID("sda_error_free: error is a sda_client_events",
      sda_error_free((struct sda_error *)(void *)w->h_client_events));
  REFUSED_VOID("sda_error_free: error is a sda_conflicts",
      sda_error_free((struct sda_error *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_error_free: error is a sda_engine",
      sda_error_free((struct sda_error *)(void *)w->h_engine));
  REFUSED_VOID("sda_error_free: error is a sda_feed",
      sda_error_free((struct sda_error *)(void *)w->h_feed));
  REFUSED_VOID("sda_error_free: error is a sda_findings",
      sda_error_free((struct sda_error *)(void *)w->h_findings));
  REFUSED_VOID("sda_error_free: error is a sda_group",
      sda_error_free((struct sda_error *)(void *)w->h_group));
  REFUSED_VOID("sda_error_free: error is a sda_known_peers",
      sda_error_free((struct sda_error *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_error_free: error is a sda_losses",
      sda_error_free((struct sda_error *)(void *)w->h_losses));
  REFUSED_VOID("sda_error_free: error is a sda_node_info",
      sda_error_free((struct sda_error *)(void *)w->h_node_info));
  REFUSED_VOID("sda_error_free: error is a sda_ops",
      sda_error_free((struct sda_error *)(void *)w->h_ops));
  REFUSED_VOID("sda_error_free: error is a sda_peers",
      sda_error_free((struct sda_error *)(void *)w->h_peers));
  REFUSED_VOID("sda_error_free: error is a sda_scan",
      sda_error_free((struct sda_error *)(void *)w->h_scan));
  REFUSED_VOID("sda_error_free: error is a sda_session",
      sda_error_free((struct sda_error *)(void *)w->h_session));
  REFUSED_VOID("sda_error_free: error is a sda_value_reader",
      sda_error_free((struct sda_error *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_error_free: error is a sda_value_writer",
      sda_error_free((struct sda_error *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_error_free: error is a sda_versions",
      sda_error_free((struct sda_error *)(void *)w->h_versions));
  REFUSED_VOID("sda_error_free: error is a sda_wal",
      sda_error_free((struct sda_error *)(void *)w->h_wal));
  REFUSED_VOID("sda_error_free: error is a sda_wal_reader",
      sda_error_free((struct sda_error *)(void *)w->h_wal_reader));
}

static void abuse_sda_buf_free(world *w) {
  REFUSED_VOID("sda_buf_free: buf is NULL",
      sda_buf_free(NULL));
}

static void abuse_sda_options_init(world *w) {
  ANY_PLAIN("sda_options_init: all is right",
      sda_options_init(&w->s_options.value));
  REFUSED_PLAIN("sda_options_init: options is NULL",
      sda_options_init(NULL));
  REFUSED_PLAIN("sda_options_init: options of 0 bytes",
      sda_options_init((w->s_options.value.struct_size = 0, &w->s_options.value)));
  REFUSED_PLAIN("sda_options_init: options of 1 bytes",
      sda_options_init((w->s_options.value.struct_size = 1, &w->s_options.value)));
  REFUSED_PLAIN("sda_options_init: options of 3 bytes",
      sda_options_init((w->s_options.value.struct_size = 3, &w->s_options.value)));
  REFUSED_PLAIN("sda_options_init: options of 4097 bytes",
      sda_options_init((w->s_options.value.struct_size = 4097, &w->s_options.value)));
  REFUSED_PLAIN("sda_options_init: options of UINT32_MAX bytes",
      sda_options_init((w->s_options.value.struct_size = UINT32_MAX, &w->s_options.value)));
  ANY_PLAIN("sda_options_init: options of 8 bytes",
      sda_options_init((w->s_options.value.struct_size = 8, &w->s_options.value)));
  ANY_PLAIN("sda_options_init: options of 4096 bytes",
      sda_options_init((w->s_options.value.struct_size = 4096, &w->s_options.value)));
}

static void abuse_sda_sync_options_init(world *w) {
  ANY_PLAIN("sda_sync_options_init: all is right",
      sda_sync_options_init(&w->s_sync_options.value));
  REFUSED_PLAIN("sda_sync_options_init: options is NULL",
      sda_sync_options_init(NULL));
  REFUSED_PLAIN("sda_sync_options_init: options of 0 bytes",
      sda_sync_options_init((w->s_sync_options.value.struct_size = 0, &w->s_sync_options.value)));
  REFUSED_PLAIN("sda_sync_options_init: options of 1 bytes",
      sda_sync_options_init((w->s_sync_options.value.struct_size = 1, &w->s_sync_options.value)));
  REFUSED_PLAIN("sda_sync_options_init: options of 3 bytes",
      sda_sync_options_init((w->s_sync_options.value.struct_size = 3, &w->s_sync_options.value)));
  REFUSED_PLAIN("sda_sync_options_init: options of 4097 bytes",
      sda_sync_options_init((w->s_sync_options.value.struct_size = 4097, &w->s_sync_options.value)));
  REFUSED_PLAIN("sda_sync_options_init: options of UINT32_MAX bytes",
      sda_sync_options_init((w->s_sync_options.value.struct_size = UINT32_MAX, &w->s_sync_options.value)));
  ANY_PLAIN("sda_sync_options_init: options of 8 bytes",
      sda_sync_options_init((w->s_sync_options.value.struct_size = 8, &w->s_sync_options.value)));
  ANY_PLAIN("sda_sync_options_init: options of 4096 bytes",
      sda_sync_options_init((w->s_sync_options.value.struct_size = 4096, &w->s_sync_options.value)));
}

static void abuse_sda_engine_open(world *w) {
  ANY("sda_engine_open: all is right",
      sda_engine_open(&w->s_options.value, &w->out_engine, at));
  REFUSED("sda_engine_open: options is NULL",
      sda_engine_open(NULL, &w->out_engine, at));
  REFUSED("sda_engine_open: options of 0 bytes",
      sda_engine_open((w->s_options.value.struct_size = 0, &w->s_options.value), &w->out_engine, at));
  REFUSED("sda_engine_open: options of 1 bytes",
      sda_engine_open((w->s_options.value.struct_size = 1, &w->s_options.value), &w->out_engine, at));
  REFUSED("sda_engine_open: options of 3 bytes",
      sda_engine_open((w->s_options.value.struct_size = 3, &w->s_options.value), &w->out_engine, at));
  REFUSED("sda_engine_open: options of 4097 bytes",
      sda_engine_open((w->s_options.value.struct_size = 4097, &w->s_options.value), &w->out_engine, at));
  REFUSED("sda_engine_open: options of UINT32_MAX bytes",
      sda_engine_open((w->s_options.value.struct_size = UINT32_MAX, &w->s_options.value), &w->out_engine, at));
  ANY("sda_engine_open: options of 8 bytes",
      sda_engine_open((w->s_options.value.struct_size = 8, &w->s_options.value), &w->out_engine, at));
  ANY("sda_engine_open: options of 4096 bytes",
      sda_engine_open((w->s_options.value.struct_size = 4096, &w->s_options.value), &w->out_engine, at));
  REFUSED("sda_engine_open: engine is NULL",
      sda_engine_open(&w->s_options.value, NULL, at));
}

static void abuse_sda_engine_close(world *w) {
  ANY("sda_engine_close: engine is NULL",
      sda_engine_close(NULL, at));
  REFUSED("sda_engine_close: engine is a sda_client",
      sda_engine_close((struct sda_engine *)(void *)w->h_client, at));
  REFUSED("sda_engine_close: engine is a sda_client_events",
      sda_engine_close((struct sda_engine *)(void *)w->h_client_events, at));
  REFUSED("sda_engine_close: engine is a sda_conflicts",
      sda_engine_close((struct sda_engine *)(void *)w->h_conflicts, at));
  REFUSED("sda_engine_close: engine is a sda_error",
      sda_engine_close((struct sda_engine *)(void *)w->h_error, at));
  REFUSED("sda_engine_close: engine is a sda_feed",
      sda_engine_close((struct sda_engine *)(void *)w->h_feed, at));
  REFUSED("sda_engine_close: engine is a sda_findings",
      sda_engine_close((struct sda_engine *)(void *)w->h_findings, at));
  REFUSED("sda_engine_close: engine is a sda_group",
      sda_engine_close((struct sda_engine *)(void *)w->h_group, at));
  REFUSED("sda_engine_close: engine is a sda_known_peers",
      sda_engine_close((struct sda_engine *)(void *)w->h_known_peers, at));
  REFUSED("sda_engine_close: engine is a sda_losses",
      sda_engine_close((struct sda_engine *)(void *)w->h_losses, at));
  REFUSED("sda_engine_close: engine is a sda_node_info",
      sda_engine_close((struct sda_engine *)(void *)w->h_node_info, at));
  REFUSED("sda_engine_close: engine is a sda_ops",
      sda_engine_close((struct sda_engine *)(void *)w->h_ops, at));
  REFUSED("sda_engine_close: engine is a sda_peers",
      sda_engine_close((struct sda_engine *)(void *)w->h_peers, at));
  REFUSED("sda_engine_close: engine is a sda_scan",
      sda_engine_close((struct sda_engine *)(void *)w->h_scan, at));
  REFUSED("sda_engine_close: engine is a sda_session",
      sda_engine_close((struct sda_engine *)(void *)w->h_session, at));
  REFUSED("sda_engine_close: engine is a sda_value_reader",
      sda_engine_close((struct sda_engine *)(void *)w->h_value_reader, at));
  REFUSED("sda_engine_close: engine is a sda_value_writer",
      sda_engine_close((struct sda_engine *)(void *)w->h_value_writer, at));
  REFUSED("sda_engine_close: engine is a sda_versions",
      sda_engine_close((struct sda_engine *)(void *)w->h_versions, at));
  REFUSED("sda_engine_close: engine is a sda_wal",
      sda_engine_close((struct sda_engine *)(void *)w->h_wal, at));
  REFUSED("sda_engine_close: engine is a sda_wal_reader",
      sda_engine_close((struct sda_engine *)(void *)w->h_wal_reader, at));
}

static sda_status call_sda_engine_close(world *w, sda_error **at) {
  return sda_engine_close(w->h_engine, at);
}

static void abuse_sda_engine_flush(world *w) {
  ANY("sda_engine_flush: all is right",
      sda_engine_flush(w->h_engine, at));
  REFUSED("sda_engine_flush: engine is NULL",
      sda_engine_flush(NULL, at));
  REFUSED("sda_engine_flush: engine is a sda_client",
      sda_engine_flush((struct sda_engine *)(void *)w->h_client, at));
  REFUSED("sda_engine_flush: engine is a sda_client_events",
      sda_engine_flush((struct sda_engine *)(void *)w->h_client_events, at));
  REFUSED("sda_engine_flush: engine is a sda_conflicts",
      sda_engine_flush((struct sda_engine *)(void *)w->h_conflicts, at));
  REFUSED("sda_engine_flush: engine is a sda_error",
      sda_engine_flush((struct sda_engine *)(void *)w->h_error, at));
  REFUSED("sda_engine_flush: engine is a sda_feed",
      sda_engine_flush((struct sda_engine *)(void *)w->h_feed, at));
  REFUSED("sda_engine_flush: engine is a sda_findings",
      sda_engine_flush((struct sda_engine *)(void *)w->h_findings, at));
  REFUSED("sda_engine_flush: engine is a sda_group",
      sda_engine_flush((struct sda_engine *)(void *)w->h_group, at));
  REFUSED("sda_engine_flush: engine is a sda_known_peers",
      sda_engine_flush((struct sda_engine *)(void *)w->h_known_peers, at));
  REFUSED("sda_engine_flush: engine is a sda_losses",
      sda_engine_flush((struct sda_engine *)(void *)w->h_losses, at));
  REFUSED("sda_engine_flush: engine is a sda_node_info",
      sda_engine_flush((struct sda_engine *)(void *)w->h_node_info, at));
  REFUSED("sda_engine_flush: engine is a sda_ops",
      sda_engine_flush((struct sda_engine *)(void *)w->h_ops, at));
  REFUSED("sda_engine_flush: engine is a sda_peers",
      sda_engine_flush((struct sda_engine *)(void *)w->h_peers, at));
  REFUSED("sda_engine_flush: engine is a sda_scan",
      sda_engine_flush((struct sda_engine *)(void *)w->h_scan, at));
  REFUSED("sda_engine_flush: engine is a sda_session",
      sda_engine_flush((struct sda_engine *)(void *)w->h_session, at));
  REFUSED("sda_engine_flush: engine is a sda_value_reader",
      sda_engine_flush((struct sda_engine *)(void *)w->h_value_reader, at));
  REFUSED("sda_engine_flush: engine is a sda_value_writer",
      sda_engine_flush((struct sda_engine *)(void *)w->h_value_writer, at));
  REFUSED("sda_engine_flush: engine is a sda_versions",
      sda_engine_flush((struct sda_engine *)(void *)w->h_versions, at));
  REFUSED("sda_engine_flush: engine is a sda_wal",
      sda_engine_flush((struct sda_engine *)(void *)w->h_wal, at));
  REFUSED("sda_engine_flush: engine is a sda_wal_reader",
      sda_engine_flush((struct sda_engine *)(void *)w->h_wal_reader, at));
}

static sda_status call_sda_engine_flush(world *w, sda_error **at) {
  return sda_engine_flush(w->h_engine, at);
}

static void abuse_sda_engine_maintain(world *w) {
  ANY("sda_engine_maintain: all is right",
      sda_engine_maintain(w->h_engine, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is NULL",
      sda_engine_maintain(NULL, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_client",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_client, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_client_events",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_client_events, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_conflicts",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_conflicts, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_error",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_error, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_feed",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_feed, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_findings",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_findings, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_group",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_group, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_known_peers",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_known_peers, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_losses",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_losses, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_node_info",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_node_info, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_ops",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_ops, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_peers",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_peers, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_scan",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_scan, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_session",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_session, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_value_reader",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_value_reader, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_value_writer",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_value_writer, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_versions",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_versions, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_wal",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_wal, 4096, 0, &w->u32, at));
  REFUSED("sda_engine_maintain: engine is a sda_wal_reader",
      sda_engine_maintain((struct sda_engine *)(void *)w->h_wal_reader, 4096, 0, &w->u32, at));
  ANY("sda_engine_maintain: bytes_max is 0",
      sda_engine_maintain(w->h_engine, 0, 0, &w->u32, at));
  ANY("sda_engine_maintain: bytes_max is 1",
      sda_engine_maintain(w->h_engine, 1, 0, &w->u32, at));
  ANY("sda_engine_maintain: bytes_max is UINT64_C(1) << 63",
      sda_engine_maintain(w->h_engine, UINT64_C(1) << 63, 0, &w->u32, at));
  ANY("sda_engine_maintain: bytes_max is UINT64_MAX",
      sda_engine_maintain(w->h_engine, UINT64_MAX, 0, &w->u32, at));
  ANY("sda_engine_maintain: time_max_ms is 0",
      sda_engine_maintain(w->h_engine, 4096, 0, &w->u32, at));
  ANY("sda_engine_maintain: time_max_ms is -1",
      sda_engine_maintain(w->h_engine, 4096, -1, &w->u32, at));
  ANY("sda_engine_maintain: time_max_ms is INT64_MIN",
      sda_engine_maintain(w->h_engine, 4096, INT64_MIN, &w->u32, at));
  ANY("sda_engine_maintain: time_max_ms is INT64_MAX",
      sda_engine_maintain(w->h_engine, 4096, INT64_MAX, &w->u32, at));
  ANY("sda_engine_maintain: more is NULL",
      sda_engine_maintain(w->h_engine, 4096, 0, NULL, at));
}

static sda_status call_sda_engine_maintain(world *w, sda_error **at) {
  return sda_engine_maintain(w->h_engine, 4096, 0, &w->u32, at);
}

static void abuse_sda_engine_checkpoint(world *w) {
  ANY("sda_engine_checkpoint: all is right",
      sda_engine_checkpoint(w->h_engine, at));
  REFUSED("sda_engine_checkpoint: engine is NULL",
      sda_engine_checkpoint(NULL, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_client",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_client, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_client_events",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_client_events, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_conflicts",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_conflicts, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_error",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_error, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_feed",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_feed, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_findings",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_findings, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_group",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_group, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_known_peers",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_known_peers, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_losses",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_losses, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_node_info",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_node_info, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_ops",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_ops, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_peers",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_peers, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_scan",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_scan, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_session",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_session, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_value_reader",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_value_reader, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_value_writer",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_value_writer, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_versions",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_versions, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_wal",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_wal, at));
  REFUSED("sda_engine_checkpoint: engine is a sda_wal_reader",
      sda_engine_checkpoint((struct sda_engine *)(void *)w->h_wal_reader, at));
}

static sda_status call_sda_engine_checkpoint(world *w, sda_error **at) {
  return sda_engine_checkpoint(w->h_engine, at);
}

static void abuse_sda_engine_reload(world *w) {
  ANY("sda_engine_reload: all is right",
      sda_engine_reload(w->h_engine, at));
  REFUSED("sda_engine_reload: engine is NULL",
      sda_engine_reload(NULL, at));
  REFUSED("sda_engine_reload: engine is a sda_client",
      sda_engine_reload((struct sda_engine *)(void *)w->h_client, at));
  REFUSED("sda_engine_reload: engine is a sda_client_events",
      sda_engine_reload((struct sda_engine *)(void *)w->h_client_events, at));
  REFUSED("sda_engine_reload: engine is a sda_conflicts",
      sda_engine_reload((struct sda_engine *)(void *)w->h_conflicts, at));
  REFUSED("sda_engine_reload: engine is a sda_error",
      sda_engine_reload((struct sda_engine *)(void *)w->h_error, at));
  REFUSED("sda_engine_reload: engine is a sda_feed",
      sda_engine_reload((struct sda_engine *)(void *)w->h_feed, at));
  REFUSED("sda_engine_reload: engine is a sda_findings",
      sda_engine_reload((struct sda_engine *)(void *)w->h_findings, at));
  REFUSED("sda_engine_reload: engine is a sda_group",
      sda_engine_reload((struct sda_engine *)(void *)w->h_group, at));
  REFUSED("sda_engine_reload: engine is a sda_known_peers",
      sda_engine_reload((struct sda_engine *)(void *)w->h_known_peers, at));
  REFUSED("sda_engine_reload: engine is a sda_losses",
      sda_engine_reload((struct sda_engine *)(void *)w->h_losses, at));
  REFUSED("sda_engine_reload: engine is a sda_node_info",
      sda_engine_reload((struct sda_engine *)(void *)w->h_node_info, at));
  REFUSED("sda_engine_reload: engine is a sda_ops",
      sda_engine_reload((struct sda_engine *)(void *)w->h_ops, at));
  REFUSED("sda_engine_reload: engine is a sda_peers",
      sda_engine_reload((struct sda_engine *)(void *)w->h_peers, at));
  REFUSED("sda_engine_reload: engine is a sda_scan",
      sda_engine_reload((struct sda_engine *)(void *)w->h_scan, at));
  REFUSED("sda_engine_reload: engine is a sda_session",
      sda_engine_reload((struct sda_engine *)(void *)w->h_session, at));
  REFUSED("sda_engine_reload: engine is a sda_value_reader",
      sda_engine_reload((struct sda_engine *)(void *)w->h_value_reader, at));
  REFUSED("sda_engine_reload: engine is a sda_value_writer",
      sda_engine_reload((struct sda_engine *)(void *)w->h_value_writer, at));
  REFUSED("sda_engine_reload: engine is a sda_versions",
      sda_engine_reload((struct sda_engine *)(void *)w->h_versions, at));
  REFUSED("sda_engine_reload: engine is a sda_wal",
      sda_engine_reload((struct sda_engine *)(void *)w->h_wal, at));
  REFUSED("sda_engine_reload: engine is a sda_wal_reader",
      sda_engine_reload((struct sda_engine *)(void *)w->h_wal_reader, at));
}

static sda_status call_sda_engine_reload(world *w, sda_error **at) {
  return sda_engine_reload(w->h_engine, at);
}

static void abuse_sda_engine_report(world *w) {
  ANY("sda_engine_report: all is right",
      sda_engine_report(w->h_engine, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is NULL",
      sda_engine_report(NULL, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_client",
      sda_engine_report((struct sda_engine *)(void *)w->h_client, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_client_events",
      sda_engine_report((struct sda_engine *)(void *)w->h_client_events, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_conflicts",
      sda_engine_report((struct sda_engine *)(void *)w->h_conflicts, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_error",
      sda_engine_report((struct sda_engine *)(void *)w->h_error, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_feed",
      sda_engine_report((struct sda_engine *)(void *)w->h_feed, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_findings",
      sda_engine_report((struct sda_engine *)(void *)w->h_findings, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_group",
      sda_engine_report((struct sda_engine *)(void *)w->h_group, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_known_peers",
      sda_engine_report((struct sda_engine *)(void *)w->h_known_peers, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_losses",
      sda_engine_report((struct sda_engine *)(void *)w->h_losses, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_node_info",
      sda_engine_report((struct sda_engine *)(void *)w->h_node_info, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_ops",
      sda_engine_report((struct sda_engine *)(void *)w->h_ops, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_peers",
      sda_engine_report((struct sda_engine *)(void *)w->h_peers, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_scan",
      sda_engine_report((struct sda_engine *)(void *)w->h_scan, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_session",
      sda_engine_report((struct sda_engine *)(void *)w->h_session, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_value_reader",
      sda_engine_report((struct sda_engine *)(void *)w->h_value_reader, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_value_writer",
      sda_engine_report((struct sda_engine *)(void *)w->h_value_writer, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_versions",
      sda_engine_report((struct sda_engine *)(void *)w->h_versions, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_wal",
      sda_engine_report((struct sda_engine *)(void *)w->h_wal, &w->s_report.value, at));
  REFUSED("sda_engine_report: engine is a sda_wal_reader",
      sda_engine_report((struct sda_engine *)(void *)w->h_wal_reader, &w->s_report.value, at));
  REFUSED("sda_engine_report: report is NULL",
      sda_engine_report(w->h_engine, NULL, at));
  REFUSED("sda_engine_report: report of 0 bytes",
      sda_engine_report(w->h_engine, (w->s_report.value.struct_size = 0, &w->s_report.value), at));
  REFUSED("sda_engine_report: report of 1 bytes",
      sda_engine_report(w->h_engine, (w->s_report.value.struct_size = 1, &w->s_report.value), at));
  REFUSED("sda_engine_report: report of 3 bytes",
      sda_engine_report(w->h_engine, (w->s_report.value.struct_size = 3, &w->s_report.value), at));
  REFUSED("sda_engine_report: report of 4097 bytes",
      sda_engine_report(w->h_engine, (w->s_report.value.struct_size = 4097, &w->s_report.value), at));
  REFUSED("sda_engine_report: report of UINT32_MAX bytes",
      sda_engine_report(w->h_engine, (w->s_report.value.struct_size = UINT32_MAX, &w->s_report.value), at));
  ANY("sda_engine_report: report of 8 bytes",
      sda_engine_report(w->h_engine, (w->s_report.value.struct_size = 8, &w->s_report.value), at));
  ANY("sda_engine_report: report of 4096 bytes",
      sda_engine_report(w->h_engine, (w->s_report.value.struct_size = 4096, &w->s_report.value), at));
}

static sda_status call_sda_engine_report(world *w, sda_error **at) {
  return sda_engine_report(w->h_engine, &w->s_report.value, at);
}

static void abuse_sda_engine_renamed_from(world *w) {
  ANY("sda_engine_renamed_from: all is right",
      sda_engine_renamed_from(w->h_engine, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is NULL",
      sda_engine_renamed_from(NULL, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_client",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_client, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_client_events",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_client_events, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_conflicts",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_conflicts, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_error",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_error, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_feed",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_feed, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_findings",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_findings, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_group",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_group, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_known_peers",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_known_peers, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_losses",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_losses, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_node_info",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_node_info, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_ops",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_ops, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_peers",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_peers, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_scan",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_scan, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_session",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_session, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_value_reader",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_value_reader, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_value_writer",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_value_writer, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_versions",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_versions, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_wal",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_wal, &w->buf, at));
  REFUSED("sda_engine_renamed_from: engine is a sda_wal_reader",
      sda_engine_renamed_from((struct sda_engine *)(void *)w->h_wal_reader, &w->buf, at));
  REFUSED("sda_engine_renamed_from: node_id is NULL",
      sda_engine_renamed_from(w->h_engine, NULL, at));
}

static sda_status call_sda_engine_renamed_from(world *w, sda_error **at) {
  return sda_engine_renamed_from(w->h_engine, &w->buf, at);
}

static void abuse_sda_engine_identity(world *w) {
  ANY("sda_engine_identity: all is right",
      sda_engine_identity(w->h_engine, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is NULL",
      sda_engine_identity(NULL, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_client",
      sda_engine_identity((struct sda_engine *)(void *)w->h_client, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_client_events",
      sda_engine_identity((struct sda_engine *)(void *)w->h_client_events, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_conflicts",
      sda_engine_identity((struct sda_engine *)(void *)w->h_conflicts, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_error",
      sda_engine_identity((struct sda_engine *)(void *)w->h_error, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_feed",
      sda_engine_identity((struct sda_engine *)(void *)w->h_feed, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_findings",
      sda_engine_identity((struct sda_engine *)(void *)w->h_findings, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_group",
      sda_engine_identity((struct sda_engine *)(void *)w->h_group, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_known_peers",
      sda_engine_identity((struct sda_engine *)(void *)w->h_known_peers, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_losses",
      sda_engine_identity((struct sda_engine *)(void *)w->h_losses, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_node_info",
      sda_engine_identity((struct sda_engine *)(void *)w->h_node_info, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_ops",
      sda_engine_identity((struct sda_engine *)(void *)w->h_ops, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_peers",
      sda_engine_identity((struct sda_engine *)(void *)w->h_peers, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_scan",
      sda_engine_identity((struct sda_engine *)(void *)w->h_scan, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_session",
      sda_engine_identity((struct sda_engine *)(void *)w->h_session, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_value_reader",
      sda_engine_identity((struct sda_engine *)(void *)w->h_value_reader, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_value_writer",
      sda_engine_identity((struct sda_engine *)(void *)w->h_value_writer, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_versions",
      sda_engine_identity((struct sda_engine *)(void *)w->h_versions, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_wal",
      sda_engine_identity((struct sda_engine *)(void *)w->h_wal, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: engine is a sda_wal_reader",
      sda_engine_identity((struct sda_engine *)(void *)w->h_wal_reader, &w->buf, &w->u32, at));
  REFUSED("sda_engine_identity: node_id is NULL",
      sda_engine_identity(w->h_engine, NULL, &w->u32, at));
  REFUSED("sda_engine_identity: epoch is NULL",
      sda_engine_identity(w->h_engine, &w->buf, NULL, at));
}

static sda_status call_sda_engine_identity(world *w, sda_error **at) {
  return sda_engine_identity(w->h_engine, &w->buf, &w->u32, at);
}

static void abuse_sda_engine_changes(world *w) {
  ANY("sda_engine_changes: all is right",
      sda_engine_changes(w->h_engine, &w->u64, at));
  REFUSED("sda_engine_changes: engine is NULL",
      sda_engine_changes(NULL, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_client",
      sda_engine_changes((struct sda_engine *)(void *)w->h_client, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_client_events",
      sda_engine_changes((struct sda_engine *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_conflicts",
      sda_engine_changes((struct sda_engine *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_error",
      sda_engine_changes((struct sda_engine *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_feed",
      sda_engine_changes((struct sda_engine *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_findings",
      sda_engine_changes((struct sda_engine *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_group",
      sda_engine_changes((struct sda_engine *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_known_peers",
      sda_engine_changes((struct sda_engine *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_losses",
      sda_engine_changes((struct sda_engine *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_node_info",
      sda_engine_changes((struct sda_engine *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_ops",
      sda_engine_changes((struct sda_engine *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_peers",
      sda_engine_changes((struct sda_engine *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_scan",
      sda_engine_changes((struct sda_engine *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_session",
      sda_engine_changes((struct sda_engine *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_value_reader",
      sda_engine_changes((struct sda_engine *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_value_writer",
      sda_engine_changes((struct sda_engine *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_versions",
      sda_engine_changes((struct sda_engine *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_wal",
      sda_engine_changes((struct sda_engine *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_engine_changes: engine is a sda_wal_reader",
      sda_engine_changes((struct sda_engine *)(void *)w->h_wal_reader, &w->u64, at));
  REFUSED("sda_engine_changes: changes is NULL",
      sda_engine_changes(w->h_engine, NULL, at));
}

static sda_status call_sda_engine_changes(world *w, sda_error **at) {
  return sda_engine_changes(w->h_engine, &w->u64, at);
}

static void abuse_sda_engine_digest(world *w) {
  ANY("sda_engine_digest: all is right",
      sda_engine_digest(w->h_engine, &w->buf, at));
  REFUSED("sda_engine_digest: engine is NULL",
      sda_engine_digest(NULL, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_client",
      sda_engine_digest((struct sda_engine *)(void *)w->h_client, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_client_events",
      sda_engine_digest((struct sda_engine *)(void *)w->h_client_events, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_conflicts",
      sda_engine_digest((struct sda_engine *)(void *)w->h_conflicts, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_error",
      sda_engine_digest((struct sda_engine *)(void *)w->h_error, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_feed",
      sda_engine_digest((struct sda_engine *)(void *)w->h_feed, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_findings",
      sda_engine_digest((struct sda_engine *)(void *)w->h_findings, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_group",
      sda_engine_digest((struct sda_engine *)(void *)w->h_group, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_known_peers",
      sda_engine_digest((struct sda_engine *)(void *)w->h_known_peers, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_losses",
      sda_engine_digest((struct sda_engine *)(void *)w->h_losses, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_node_info",
      sda_engine_digest((struct sda_engine *)(void *)w->h_node_info, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_ops",
      sda_engine_digest((struct sda_engine *)(void *)w->h_ops, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_peers",
      sda_engine_digest((struct sda_engine *)(void *)w->h_peers, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_scan",
      sda_engine_digest((struct sda_engine *)(void *)w->h_scan, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_session",
      sda_engine_digest((struct sda_engine *)(void *)w->h_session, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_value_reader",
      sda_engine_digest((struct sda_engine *)(void *)w->h_value_reader, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_value_writer",
      sda_engine_digest((struct sda_engine *)(void *)w->h_value_writer, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_versions",
      sda_engine_digest((struct sda_engine *)(void *)w->h_versions, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_wal",
      sda_engine_digest((struct sda_engine *)(void *)w->h_wal, &w->buf, at));
  REFUSED("sda_engine_digest: engine is a sda_wal_reader",
      sda_engine_digest((struct sda_engine *)(void *)w->h_wal_reader, &w->buf, at));
  REFUSED("sda_engine_digest: digest is NULL",
      sda_engine_digest(w->h_engine, NULL, at));
}

static sda_status call_sda_engine_digest(world *w, sda_error **at) {
  return sda_engine_digest(w->h_engine, &w->buf, at);
}

static void abuse_sda_store_apply(world *w) {
  ANY("sda_store_apply: all is right",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is NULL",
      sda_store_apply(NULL, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_client",
      sda_store_apply((struct sda_engine *)(void *)w->h_client, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_client_events",
      sda_store_apply((struct sda_engine *)(void *)w->h_client_events, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_conflicts",
      sda_store_apply((struct sda_engine *)(void *)w->h_conflicts, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_error",
      sda_store_apply((struct sda_engine *)(void *)w->h_error, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_feed",
      sda_store_apply((struct sda_engine *)(void *)w->h_feed, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_findings",
      sda_store_apply((struct sda_engine *)(void *)w->h_findings, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_group",
      sda_store_apply((struct sda_engine *)(void *)w->h_group, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_known_peers",
      sda_store_apply((struct sda_engine *)(void *)w->h_known_peers, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_losses",
      sda_store_apply((struct sda_engine *)(void *)w->h_losses, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_node_info",
      sda_store_apply((struct sda_engine *)(void *)w->h_node_info, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_ops",
      sda_store_apply((struct sda_engine *)(void *)w->h_ops, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_peers",
      sda_store_apply((struct sda_engine *)(void *)w->h_peers, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_scan",
      sda_store_apply((struct sda_engine *)(void *)w->h_scan, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_session",
      sda_store_apply((struct sda_engine *)(void *)w->h_session, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_value_reader",
      sda_store_apply((struct sda_engine *)(void *)w->h_value_reader, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_value_writer",
      sda_store_apply((struct sda_engine *)(void *)w->h_value_writer, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_versions",
      sda_store_apply((struct sda_engine *)(void *)w->h_versions, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_wal",
      sda_store_apply((struct sda_engine *)(void *)w->h_wal, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: engine is a sda_wal_reader",
      sda_store_apply((struct sda_engine *)(void *)w->h_wal_reader, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: operation_type is 0",
      sda_store_apply(w->h_engine, 0, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: operation_type is 3",
      sda_store_apply(w->h_engine, 3, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: operation_type is UINT32_MAX",
      sda_store_apply(w->h_engine, UINT32_MAX, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: key is NULL with a length",
      sda_store_apply(w->h_engine, 1, NULL, 1, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: key is NULL without a length",
      sda_store_apply(w->h_engine, 1, NULL, 0, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: key is empty",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, 0, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: key beyond memory",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, SIZE_MAX, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: key is no text",
      sda_store_apply(w->h_engine, 1, NO_TEXT, NO_TEXT_LEN, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: key has a zero inside",
      sda_store_apply(w->h_engine, 1, ZEROS, ZEROS_LEN, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: value is NULL with a length",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, NULL, 1, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: value is NULL without a length",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, NULL, 0, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: value is empty",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, 0, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_store_apply: value beyond memory",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, SIZE_MAX, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: value is no text",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, NO_TEXT, NO_TEXT_LEN, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: value has a zero inside",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, ZEROS, ZEROS_LEN, NOW_MS, &w->s_apply.value, at));
  ANY("sda_store_apply: timestamp_ms is 0",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, 0, &w->s_apply.value, at));
  ANY("sda_store_apply: timestamp_ms is -1",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, -1, &w->s_apply.value, at));
  ANY("sda_store_apply: timestamp_ms is INT64_MIN",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, INT64_MIN, &w->s_apply.value, at));
  ANY("sda_store_apply: timestamp_ms is INT64_MAX",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, INT64_MAX, &w->s_apply.value, at));
  ANY("sda_store_apply: apply is NULL",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, NULL, at));
  REFUSED("sda_store_apply: apply of 0 bytes",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, (w->s_apply.value.struct_size = 0, &w->s_apply.value), at));
  REFUSED("sda_store_apply: apply of 1 bytes",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, (w->s_apply.value.struct_size = 1, &w->s_apply.value), at));
  REFUSED("sda_store_apply: apply of 3 bytes",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, (w->s_apply.value.struct_size = 3, &w->s_apply.value), at));
  REFUSED("sda_store_apply: apply of 4097 bytes",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, (w->s_apply.value.struct_size = 4097, &w->s_apply.value), at));
  REFUSED("sda_store_apply: apply of UINT32_MAX bytes",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, (w->s_apply.value.struct_size = UINT32_MAX, &w->s_apply.value), at));
  ANY("sda_store_apply: apply of 8 bytes",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, (w->s_apply.value.struct_size = 8, &w->s_apply.value), at));
  ANY("sda_store_apply: apply of 4096 bytes",
      sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, (w->s_apply.value.struct_size = 4096, &w->s_apply.value), at));
}

static sda_status call_sda_store_apply(world *w, sda_error **at) {
  return sda_store_apply(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->s_apply.value, at);
}

static void abuse_sda_store_apply_unlogged(world *w) {
  ANY("sda_store_apply_unlogged: all is right",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is NULL",
      sda_store_apply_unlogged(NULL, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_client",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_client, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_client_events",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_client_events, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_conflicts",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_conflicts, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_error",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_error, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_feed",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_feed, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_findings",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_findings, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_group",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_group, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_known_peers",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_known_peers, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_losses",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_losses, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_node_info",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_node_info, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_ops",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_ops, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_peers",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_peers, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_scan",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_scan, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_session",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_session, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_value_reader",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_value_reader, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_value_writer",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_value_writer, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_versions",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_versions, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_wal",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_wal, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: engine is a sda_wal_reader",
      sda_store_apply_unlogged((struct sda_engine *)(void *)w->h_wal_reader, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: operation_type is 0",
      sda_store_apply_unlogged(w->h_engine, 0, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: operation_type is 3",
      sda_store_apply_unlogged(w->h_engine, 3, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: operation_type is UINT32_MAX",
      sda_store_apply_unlogged(w->h_engine, UINT32_MAX, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: key is NULL with a length",
      sda_store_apply_unlogged(w->h_engine, 1, NULL, 1, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: key is NULL without a length",
      sda_store_apply_unlogged(w->h_engine, 1, NULL, 0, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: key is empty",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, 0, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: key beyond memory",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, SIZE_MAX, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: key is no text",
      sda_store_apply_unlogged(w->h_engine, 1, NO_TEXT, NO_TEXT_LEN, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: key has a zero inside",
      sda_store_apply_unlogged(w->h_engine, 1, ZEROS, ZEROS_LEN, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: value is NULL with a length",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, NULL, 1, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: value is NULL without a length",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, NULL, 0, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: value is empty",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, 0, NOW_MS, 9, &w->s_apply.value, at));
  REFUSED("sda_store_apply_unlogged: value beyond memory",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, SIZE_MAX, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: value is no text",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, NO_TEXT, NO_TEXT_LEN, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: value has a zero inside",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, ZEROS, ZEROS_LEN, NOW_MS, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: timestamp_ms is 0",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, 0, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: timestamp_ms is -1",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, -1, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: timestamp_ms is INT64_MIN",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, INT64_MIN, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: timestamp_ms is INT64_MAX",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, INT64_MAX, 9, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: version is 0",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 0, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: version is 1",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 1, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: version is UINT64_C(1) << 63",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, UINT64_C(1) << 63, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: version is UINT64_MAX",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, UINT64_MAX, &w->s_apply.value, at));
  ANY("sda_store_apply_unlogged: apply is NULL",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, NULL, at));
  REFUSED("sda_store_apply_unlogged: apply of 0 bytes",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, (w->s_apply.value.struct_size = 0, &w->s_apply.value), at));
  REFUSED("sda_store_apply_unlogged: apply of 1 bytes",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, (w->s_apply.value.struct_size = 1, &w->s_apply.value), at));
  REFUSED("sda_store_apply_unlogged: apply of 3 bytes",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, (w->s_apply.value.struct_size = 3, &w->s_apply.value), at));
  REFUSED("sda_store_apply_unlogged: apply of 4097 bytes",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, (w->s_apply.value.struct_size = 4097, &w->s_apply.value), at));
  REFUSED("sda_store_apply_unlogged: apply of UINT32_MAX bytes",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, (w->s_apply.value.struct_size = UINT32_MAX, &w->s_apply.value), at));
  ANY("sda_store_apply_unlogged: apply of 8 bytes",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, (w->s_apply.value.struct_size = 8, &w->s_apply.value), at));
  ANY("sda_store_apply_unlogged: apply of 4096 bytes",
      sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, (w->s_apply.value.struct_size = 4096, &w->s_apply.value), at));
}

static sda_status call_sda_store_apply_unlogged(world *w, sda_error **at) {
  return sda_store_apply_unlogged(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, 9, &w->s_apply.value, at);
}

static void abuse_sda_store_get(world *w) {
  ANY("sda_store_get: all is right",
      sda_store_get(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is NULL",
      sda_store_get(NULL, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_client",
      sda_store_get((struct sda_engine *)(void *)w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_client_events",
      sda_store_get((struct sda_engine *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_conflicts",
      sda_store_get((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_error",
      sda_store_get((struct sda_engine *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_feed",
      sda_store_get((struct sda_engine *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_findings",
      sda_store_get((struct sda_engine *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_group",
      sda_store_get((struct sda_engine *)(void *)w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_known_peers",
      sda_store_get((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_losses",
      sda_store_get((struct sda_engine *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_node_info",
      sda_store_get((struct sda_engine *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_ops",
      sda_store_get((struct sda_engine *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_peers",
      sda_store_get((struct sda_engine *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_scan",
      sda_store_get((struct sda_engine *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_session",
      sda_store_get((struct sda_engine *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_value_reader",
      sda_store_get((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_value_writer",
      sda_store_get((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_versions",
      sda_store_get((struct sda_engine *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_wal",
      sda_store_get((struct sda_engine *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: engine is a sda_wal_reader",
      sda_store_get((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: key is NULL with a length",
      sda_store_get(w->h_engine, NULL, 1, &w->buf, &w->u64, &w->i64, at));
  ANY("sda_store_get: key is NULL without a length",
      sda_store_get(w->h_engine, NULL, 0, &w->buf, &w->u64, &w->i64, at));
  ANY("sda_store_get: key is empty",
      sda_store_get(w->h_engine, text_of(w, "key").ptr, 0, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: key beyond memory",
      sda_store_get(w->h_engine, text_of(w, "key").ptr, SIZE_MAX, &w->buf, &w->u64, &w->i64, at));
  ANY("sda_store_get: key is no text",
      sda_store_get(w->h_engine, NO_TEXT, NO_TEXT_LEN, &w->buf, &w->u64, &w->i64, at));
  ANY("sda_store_get: key has a zero inside",
      sda_store_get(w->h_engine, ZEROS, ZEROS_LEN, &w->buf, &w->u64, &w->i64, at));
  REFUSED("sda_store_get: value is NULL",
      sda_store_get(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, NULL, &w->u64, &w->i64, at));
  ANY("sda_store_get: version is NULL",
      sda_store_get(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, NULL, &w->i64, at));
  ANY("sda_store_get: timestamp_ms is NULL",
      sda_store_get(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, NULL, at));
}

static sda_status call_sda_store_get(world *w, sda_error **at) {
  return sda_store_get(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, &w->u64, &w->i64, at);
}

static void abuse_sda_store_get_into(world *w) {
  ANY("sda_store_get_into: all is right",
      sda_store_get_into(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is NULL",
      sda_store_get_into(NULL, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_client",
      sda_store_get_into((struct sda_engine *)(void *)w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_client_events",
      sda_store_get_into((struct sda_engine *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_conflicts",
      sda_store_get_into((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_error",
      sda_store_get_into((struct sda_engine *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_feed",
      sda_store_get_into((struct sda_engine *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_findings",
      sda_store_get_into((struct sda_engine *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_group",
      sda_store_get_into((struct sda_engine *)(void *)w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_known_peers",
      sda_store_get_into((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_losses",
      sda_store_get_into((struct sda_engine *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_node_info",
      sda_store_get_into((struct sda_engine *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_ops",
      sda_store_get_into((struct sda_engine *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_peers",
      sda_store_get_into((struct sda_engine *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_scan",
      sda_store_get_into((struct sda_engine *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_session",
      sda_store_get_into((struct sda_engine *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_value_reader",
      sda_store_get_into((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_value_writer",
      sda_store_get_into((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_versions",
      sda_store_get_into((struct sda_engine *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_wal",
      sda_store_get_into((struct sda_engine *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: engine is a sda_wal_reader",
      sda_store_get_into((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: key is NULL with a length",
      sda_store_get_into(w->h_engine, NULL, 1, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  ANY("sda_store_get_into: key is NULL without a length",
      sda_store_get_into(w->h_engine, NULL, 0, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  ANY("sda_store_get_into: key is empty",
      sda_store_get_into(w->h_engine, text_of(w, "key").ptr, 0, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: key beyond memory",
      sda_store_get_into(w->h_engine, text_of(w, "key").ptr, SIZE_MAX, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  ANY("sda_store_get_into: key is no text",
      sda_store_get_into(w->h_engine, NO_TEXT, NO_TEXT_LEN, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  ANY("sda_store_get_into: key has a zero inside",
      sda_store_get_into(w->h_engine, ZEROS, ZEROS_LEN, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: buffer is NULL",
      sda_store_get_into(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, NULL, sizeof w->room, &w->size, &w->u64, &w->i64, at));
  ANY("sda_store_get_into: capacity is 0",
      sda_store_get_into(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, w->room, 0, &w->size, &w->u64, &w->i64, at));
  ANY("sda_store_get_into: capacity is 1",
      sda_store_get_into(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, w->room, 1, &w->size, &w->u64, &w->i64, at));
  REFUSED("sda_store_get_into: value_len is NULL",
      sda_store_get_into(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, NULL, &w->u64, &w->i64, at));
  ANY("sda_store_get_into: version is NULL",
      sda_store_get_into(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, NULL, &w->i64, at));
  ANY("sda_store_get_into: timestamp_ms is NULL",
      sda_store_get_into(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, NULL, at));
}

static sda_status call_sda_store_get_into(world *w, sda_error **at) {
  return sda_store_get_into(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, w->room, sizeof w->room, &w->size, &w->u64, &w->i64, at);
}

static void abuse_sda_store_contains(world *w) {
  ANY("sda_store_contains: all is right",
      sda_store_contains(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is NULL",
      sda_store_contains(NULL, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_client",
      sda_store_contains((struct sda_engine *)(void *)w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_client_events",
      sda_store_contains((struct sda_engine *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_conflicts",
      sda_store_contains((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_error",
      sda_store_contains((struct sda_engine *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_feed",
      sda_store_contains((struct sda_engine *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_findings",
      sda_store_contains((struct sda_engine *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_group",
      sda_store_contains((struct sda_engine *)(void *)w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_known_peers",
      sda_store_contains((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_losses",
      sda_store_contains((struct sda_engine *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_node_info",
      sda_store_contains((struct sda_engine *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_ops",
      sda_store_contains((struct sda_engine *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_peers",
      sda_store_contains((struct sda_engine *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_scan",
      sda_store_contains((struct sda_engine *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_session",
      sda_store_contains((struct sda_engine *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_value_reader",
      sda_store_contains((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_value_writer",
      sda_store_contains((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_versions",
      sda_store_contains((struct sda_engine *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_wal",
      sda_store_contains((struct sda_engine *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: engine is a sda_wal_reader",
      sda_store_contains((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_store_contains: key is NULL with a length",
      sda_store_contains(w->h_engine, NULL, 1, at));
  ANY("sda_store_contains: key is NULL without a length",
      sda_store_contains(w->h_engine, NULL, 0, at));
  ANY("sda_store_contains: key is empty",
      sda_store_contains(w->h_engine, text_of(w, "key").ptr, 0, at));
  REFUSED("sda_store_contains: key beyond memory",
      sda_store_contains(w->h_engine, text_of(w, "key").ptr, SIZE_MAX, at));
  ANY("sda_store_contains: key is no text",
      sda_store_contains(w->h_engine, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_store_contains: key has a zero inside",
      sda_store_contains(w->h_engine, ZEROS, ZEROS_LEN, at));
}

static sda_status call_sda_store_contains(world *w, sda_error **at) {
  return sda_store_contains(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, at);
}

static void abuse_sda_store_len(world *w) {
  ANY("sda_store_len: all is right",
      sda_store_len(w->h_engine, &w->u64, at));
  REFUSED("sda_store_len: engine is NULL",
      sda_store_len(NULL, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_client",
      sda_store_len((struct sda_engine *)(void *)w->h_client, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_client_events",
      sda_store_len((struct sda_engine *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_conflicts",
      sda_store_len((struct sda_engine *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_error",
      sda_store_len((struct sda_engine *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_feed",
      sda_store_len((struct sda_engine *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_findings",
      sda_store_len((struct sda_engine *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_group",
      sda_store_len((struct sda_engine *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_known_peers",
      sda_store_len((struct sda_engine *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_losses",
      sda_store_len((struct sda_engine *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_node_info",
      sda_store_len((struct sda_engine *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_ops",
      sda_store_len((struct sda_engine *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_peers",
      sda_store_len((struct sda_engine *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_scan",
      sda_store_len((struct sda_engine *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_session",
      sda_store_len((struct sda_engine *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_value_reader",
      sda_store_len((struct sda_engine *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_value_writer",
      sda_store_len((struct sda_engine *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_versions",
      sda_store_len((struct sda_engine *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_wal",
      sda_store_len((struct sda_engine *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_store_len: engine is a sda_wal_reader",
      sda_store_len((struct sda_engine *)(void *)w->h_wal_reader, &w->u64, at));
  REFUSED("sda_store_len: len is NULL",
      sda_store_len(w->h_engine, NULL, at));
}

static sda_status call_sda_store_len(world *w, sda_error **at) {
  return sda_store_len(w->h_engine, &w->u64, at);
}

static void abuse_sda_store_clear_memory(world *w) {
  ANY("sda_store_clear_memory: all is right",
      sda_store_clear_memory(w->h_engine, at));
  REFUSED("sda_store_clear_memory: engine is NULL",
      sda_store_clear_memory(NULL, at));
  REFUSED("sda_store_clear_memory: engine is a sda_client",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_client, at));
  REFUSED("sda_store_clear_memory: engine is a sda_client_events",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_client_events, at));
  REFUSED("sda_store_clear_memory: engine is a sda_conflicts",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_conflicts, at));
  REFUSED("sda_store_clear_memory: engine is a sda_error",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_error, at));
  REFUSED("sda_store_clear_memory: engine is a sda_feed",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_feed, at));
  REFUSED("sda_store_clear_memory: engine is a sda_findings",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_findings, at));
  REFUSED("sda_store_clear_memory: engine is a sda_group",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_group, at));
  REFUSED("sda_store_clear_memory: engine is a sda_known_peers",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_known_peers, at));
  REFUSED("sda_store_clear_memory: engine is a sda_losses",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_losses, at));
  REFUSED("sda_store_clear_memory: engine is a sda_node_info",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_node_info, at));
  REFUSED("sda_store_clear_memory: engine is a sda_ops",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_ops, at));
  REFUSED("sda_store_clear_memory: engine is a sda_peers",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_peers, at));
  REFUSED("sda_store_clear_memory: engine is a sda_scan",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_scan, at));
  REFUSED("sda_store_clear_memory: engine is a sda_session",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_session, at));
  REFUSED("sda_store_clear_memory: engine is a sda_value_reader",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_value_reader, at));
  REFUSED("sda_store_clear_memory: engine is a sda_value_writer",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_value_writer, at));
  REFUSED("sda_store_clear_memory: engine is a sda_versions",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_versions, at));
  REFUSED("sda_store_clear_memory: engine is a sda_wal",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_wal, at));
  REFUSED("sda_store_clear_memory: engine is a sda_wal_reader",
      sda_store_clear_memory((struct sda_engine *)(void *)w->h_wal_reader, at));
}

static sda_status call_sda_store_clear_memory(world *w, sda_error **at) {
  return sda_store_clear_memory(w->h_engine, at);
}

static void abuse_sda_scan_open(world *w) {
  ANY("sda_scan_open: all is right",
      sda_scan_open(w->h_engine, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is NULL",
      sda_scan_open(NULL, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_client",
      sda_scan_open((struct sda_engine *)(void *)w->h_client, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_client_events",
      sda_scan_open((struct sda_engine *)(void *)w->h_client_events, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_conflicts",
      sda_scan_open((struct sda_engine *)(void *)w->h_conflicts, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_error",
      sda_scan_open((struct sda_engine *)(void *)w->h_error, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_feed",
      sda_scan_open((struct sda_engine *)(void *)w->h_feed, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_findings",
      sda_scan_open((struct sda_engine *)(void *)w->h_findings, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_group",
      sda_scan_open((struct sda_engine *)(void *)w->h_group, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_known_peers",
      sda_scan_open((struct sda_engine *)(void *)w->h_known_peers, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_losses",
      sda_scan_open((struct sda_engine *)(void *)w->h_losses, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_node_info",
      sda_scan_open((struct sda_engine *)(void *)w->h_node_info, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_ops",
      sda_scan_open((struct sda_engine *)(void *)w->h_ops, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_peers",
      sda_scan_open((struct sda_engine *)(void *)w->h_peers, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_scan",
      sda_scan_open((struct sda_engine *)(void *)w->h_scan, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_session",
      sda_scan_open((struct sda_engine *)(void *)w->h_session, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_value_reader",
      sda_scan_open((struct sda_engine *)(void *)w->h_value_reader, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_value_writer",
      sda_scan_open((struct sda_engine *)(void *)w->h_value_writer, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_versions",
      sda_scan_open((struct sda_engine *)(void *)w->h_versions, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_wal",
      sda_scan_open((struct sda_engine *)(void *)w->h_wal, &w->out_scan, at));
  REFUSED("sda_scan_open: engine is a sda_wal_reader",
      sda_scan_open((struct sda_engine *)(void *)w->h_wal_reader, &w->out_scan, at));
  REFUSED("sda_scan_open: scan is NULL",
      sda_scan_open(w->h_engine, NULL, at));
}

static sda_status call_sda_scan_open(world *w, sda_error **at) {
  return sda_scan_open(w->h_engine, &w->out_scan, at);
}

static void abuse_sda_scan_open_range(world *w) {
  ANY("sda_scan_open_range: all is right",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is NULL",
      sda_scan_open_range(NULL, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_client",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_client, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_client_events",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_client_events, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_conflicts",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_error",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_error, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_feed",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_feed, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_findings",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_findings, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_group",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_group, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_known_peers",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_losses",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_losses, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_node_info",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_node_info, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_ops",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_ops, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_peers",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_peers, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_scan",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_scan, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_session",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_session, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_value_reader",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_value_writer",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_versions",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_versions, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_wal",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_wal, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: engine is a sda_wal_reader",
      sda_scan_open_range((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: prefix is NULL with a length",
      sda_scan_open_range(w->h_engine, NULL, 1, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  ANY("sda_scan_open_range: prefix is NULL without a length",
      sda_scan_open_range(w->h_engine, NULL, 0, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  ANY("sda_scan_open_range: prefix is empty",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, 0, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: prefix beyond memory",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, SIZE_MAX, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  ANY("sda_scan_open_range: prefix is no text",
      sda_scan_open_range(w->h_engine, NO_TEXT, NO_TEXT_LEN, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  ANY("sda_scan_open_range: prefix has a zero inside",
      sda_scan_open_range(w->h_engine, ZEROS, ZEROS_LEN, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: from is NULL with a length",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, NULL, 1, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  ANY("sda_scan_open_range: from is NULL without a length",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, NULL, 0, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  ANY("sda_scan_open_range: from is empty",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, 0, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: from beyond memory",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, SIZE_MAX, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  ANY("sda_scan_open_range: from is no text",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, NO_TEXT, NO_TEXT_LEN, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  ANY("sda_scan_open_range: from has a zero inside",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, ZEROS, ZEROS_LEN, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at));
  REFUSED("sda_scan_open_range: to is NULL with a length",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, NULL, 1, &w->out_scan, at));
  ANY("sda_scan_open_range: to is NULL without a length",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, NULL, 0, &w->out_scan, at));
  ANY("sda_scan_open_range: to is empty",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, 0, &w->out_scan, at));
  REFUSED("sda_scan_open_range: to beyond memory",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, SIZE_MAX, &w->out_scan, at));
  ANY("sda_scan_open_range: to is no text",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, NO_TEXT, NO_TEXT_LEN, &w->out_scan, at));
  ANY("sda_scan_open_range: to has a zero inside",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, ZEROS, ZEROS_LEN, &w->out_scan, at));
  REFUSED("sda_scan_open_range: scan is NULL",
      sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, NULL, at));
}

static sda_status call_sda_scan_open_range(world *w, sda_error **at) {
  return sda_scan_open_range(w->h_engine, text_of(w, "prefix").ptr, text_of(w, "prefix").len, text_of(w, "from").ptr, text_of(w, "from").len, text_of(w, "to").ptr, text_of(w, "to").len, &w->out_scan, at);
}

static void abuse_sda_scan_next(world *w) {
  ANY("sda_scan_next: all is right",
      sda_scan_next(w->h_scan, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is NULL",
      sda_scan_next(NULL, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_client",
      sda_scan_next((struct sda_scan *)(void *)w->h_client, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_client_events",
      sda_scan_next((struct sda_scan *)(void *)w->h_client_events, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_conflicts",
      sda_scan_next((struct sda_scan *)(void *)w->h_conflicts, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_engine",
      sda_scan_next((struct sda_scan *)(void *)w->h_engine, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_error",
      sda_scan_next((struct sda_scan *)(void *)w->h_error, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_feed",
      sda_scan_next((struct sda_scan *)(void *)w->h_feed, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_findings",
      sda_scan_next((struct sda_scan *)(void *)w->h_findings, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_group",
      sda_scan_next((struct sda_scan *)(void *)w->h_group, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_known_peers",
      sda_scan_next((struct sda_scan *)(void *)w->h_known_peers, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_losses",
      sda_scan_next((struct sda_scan *)(void *)w->h_losses, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_node_info",
      sda_scan_next((struct sda_scan *)(void *)w->h_node_info, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_ops",
      sda_scan_next((struct sda_scan *)(void *)w->h_ops, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_peers",
      sda_scan_next((struct sda_scan *)(void *)w->h_peers, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_session",
      sda_scan_next((struct sda_scan *)(void *)w->h_session, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_value_reader",
      sda_scan_next((struct sda_scan *)(void *)w->h_value_reader, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_value_writer",
      sda_scan_next((struct sda_scan *)(void *)w->h_value_writer, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_versions",
      sda_scan_next((struct sda_scan *)(void *)w->h_versions, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_wal",
      sda_scan_next((struct sda_scan *)(void *)w->h_wal, &w->s_entry.value, at));
  REFUSED("sda_scan_next: scan is a sda_wal_reader",
      sda_scan_next((struct sda_scan *)(void *)w->h_wal_reader, &w->s_entry.value, at));
  REFUSED("sda_scan_next: entry is NULL",
      sda_scan_next(w->h_scan, NULL, at));
  REFUSED("sda_scan_next: entry of 0 bytes",
      sda_scan_next(w->h_scan, (w->s_entry.value.struct_size = 0, &w->s_entry.value), at));
  REFUSED("sda_scan_next: entry of 1 bytes",
      sda_scan_next(w->h_scan, (w->s_entry.value.struct_size = 1, &w->s_entry.value), at));
  REFUSED("sda_scan_next: entry of 3 bytes",
      sda_scan_next(w->h_scan, (w->s_entry.value.struct_size = 3, &w->s_entry.value), at));
  REFUSED("sda_scan_next: entry of 4097 bytes",
      sda_scan_next(w->h_scan, (w->s_entry.value.struct_size = 4097, &w->s_entry.value), at));
  REFUSED("sda_scan_next: entry of UINT32_MAX bytes",
      sda_scan_next(w->h_scan, (w->s_entry.value.struct_size = UINT32_MAX, &w->s_entry.value), at));
  ANY("sda_scan_next: entry of 8 bytes",
      sda_scan_next(w->h_scan, (w->s_entry.value.struct_size = 8, &w->s_entry.value), at));
  ANY("sda_scan_next: entry of 4096 bytes",
      sda_scan_next(w->h_scan, (w->s_entry.value.struct_size = 4096, &w->s_entry.value), at));
}

static sda_status call_sda_scan_next(world *w, sda_error **at) {
  return sda_scan_next(w->h_scan, &w->s_entry.value, at);
}

static void abuse_sda_scan_free(world *w) {
  ANY_VOID("sda_scan_free: scan is NULL",
      sda_scan_free(NULL));
  REFUSED_VOID("sda_scan_free: scan is a sda_client",
      sda_scan_free((struct sda_scan *)(void *)w->h_client));
  REFUSED_VOID("sda_scan_free: scan is a sda_client_events",
      sda_scan_free((struct sda_scan *)(void *)w->h_client_events));
  REFUSED_VOID("sda_scan_free: scan is a sda_conflicts",
      sda_scan_free((struct sda_scan *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_scan_free: scan is a sda_engine",
      sda_scan_free((struct sda_scan *)(void *)w->h_engine));
  REFUSED_VOID("sda_scan_free: scan is a sda_error",
      sda_scan_free((struct sda_scan *)(void *)w->h_error));
  REFUSED_VOID("sda_scan_free: scan is a sda_feed",
      sda_scan_free((struct sda_scan *)(void *)w->h_feed));
  REFUSED_VOID("sda_scan_free: scan is a sda_findings",
      sda_scan_free((struct sda_scan *)(void *)w->h_findings));
  REFUSED_VOID("sda_scan_free: scan is a sda_group",
      sda_scan_free((struct sda_scan *)(void *)w->h_group));
  REFUSED_VOID("sda_scan_free: scan is a sda_known_peers",
      sda_scan_free((struct sda_scan *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_scan_free: scan is a sda_losses",
      sda_scan_free((struct sda_scan *)(void *)w->h_losses));
  REFUSED_VOID("sda_scan_free: scan is a sda_node_info",
      sda_scan_free((struct sda_scan *)(void *)w->h_node_info));
  REFUSED_VOID("sda_scan_free: scan is a sda_ops",
      sda_scan_free((struct sda_scan *)(void *)w->h_ops));
  REFUSED_VOID("sda_scan_free: scan is a sda_peers",
      sda_scan_free((struct sda_scan *)(void *)w->h_peers));
  REFUSED_VOID("sda_scan_free: scan is a sda_session",
      sda_scan_free((struct sda_scan *)(void *)w->h_session));
  REFUSED_VOID("sda_scan_free: scan is a sda_value_reader",
      sda_scan_free((struct sda_scan *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_scan_free: scan is a sda_value_writer",
      sda_scan_free((struct sda_scan *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_scan_free: scan is a sda_versions",
      sda_scan_free((struct sda_scan *)(void *)w->h_versions));
  REFUSED_VOID("sda_scan_free: scan is a sda_wal",
      sda_scan_free((struct sda_scan *)(void *)w->h_wal));
  REFUSED_VOID("sda_scan_free: scan is a sda_wal_reader",
      sda_scan_free((struct sda_scan *)(void *)w->h_wal_reader));
}

static void abuse_sda_store_versions(world *w) {
  ANY("sda_store_versions: all is right",
      sda_store_versions(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is NULL",
      sda_store_versions(NULL, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_client",
      sda_store_versions((struct sda_engine *)(void *)w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_client_events",
      sda_store_versions((struct sda_engine *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_conflicts",
      sda_store_versions((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_error",
      sda_store_versions((struct sda_engine *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_feed",
      sda_store_versions((struct sda_engine *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_findings",
      sda_store_versions((struct sda_engine *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_group",
      sda_store_versions((struct sda_engine *)(void *)w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_known_peers",
      sda_store_versions((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_losses",
      sda_store_versions((struct sda_engine *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_node_info",
      sda_store_versions((struct sda_engine *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_ops",
      sda_store_versions((struct sda_engine *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_peers",
      sda_store_versions((struct sda_engine *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_scan",
      sda_store_versions((struct sda_engine *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_session",
      sda_store_versions((struct sda_engine *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_value_reader",
      sda_store_versions((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_value_writer",
      sda_store_versions((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_versions",
      sda_store_versions((struct sda_engine *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_wal",
      sda_store_versions((struct sda_engine *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: engine is a sda_wal_reader",
      sda_store_versions((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at));
  REFUSED("sda_store_versions: key is NULL with a length",
      sda_store_versions(w->h_engine, NULL, 1, &w->out_versions, at));
  ANY("sda_store_versions: key is NULL without a length",
      sda_store_versions(w->h_engine, NULL, 0, &w->out_versions, at));
  ANY("sda_store_versions: key is empty",
      sda_store_versions(w->h_engine, text_of(w, "key").ptr, 0, &w->out_versions, at));
  REFUSED("sda_store_versions: key beyond memory",
      sda_store_versions(w->h_engine, text_of(w, "key").ptr, SIZE_MAX, &w->out_versions, at));
  ANY("sda_store_versions: key is no text",
      sda_store_versions(w->h_engine, NO_TEXT, NO_TEXT_LEN, &w->out_versions, at));
  ANY("sda_store_versions: key has a zero inside",
      sda_store_versions(w->h_engine, ZEROS, ZEROS_LEN, &w->out_versions, at));
  REFUSED("sda_store_versions: versions is NULL",
      sda_store_versions(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, NULL, at));
}

static sda_status call_sda_store_versions(world *w, sda_error **at) {
  return sda_store_versions(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_versions, at);
}

static void abuse_sda_versions_len(world *w) {
  ANY_LEN("sda_versions_len: all is right",
      sda_versions_len(w->h_versions));
  REFUSED_LEN("sda_versions_len: versions is NULL",
      sda_versions_len(NULL));
  REFUSED_LEN("sda_versions_len: versions is a sda_client",
      sda_versions_len((struct sda_versions *)(void *)w->h_client));
  REFUSED_LEN("sda_versions_len: versions is a sda_client_events",
      sda_versions_len((struct sda_versions *)(void *)w->h_client_events));
  REFUSED_LEN("sda_versions_len: versions is a sda_conflicts",
      sda_versions_len((struct sda_versions *)(void *)w->h_conflicts));
  REFUSED_LEN("sda_versions_len: versions is a sda_engine",
      sda_versions_len((struct sda_versions *)(void *)w->h_engine));
  REFUSED_LEN("sda_versions_len: versions is a sda_error",
      sda_versions_len((struct sda_versions *)(void *)w->h_error));
  REFUSED_LEN("sda_versions_len: versions is a sda_feed",
      sda_versions_len((struct sda_versions *)(void *)w->h_feed));
  REFUSED_LEN("sda_versions_len: versions is a sda_findings",
      sda_versions_len((struct sda_versions *)(void *)w->h_findings));
  REFUSED_LEN("sda_versions_len: versions is a sda_group",
      sda_versions_len((struct sda_versions *)(void *)w->h_group));
  REFUSED_LEN("sda_versions_len: versions is a sda_known_peers",
      sda_versions_len((struct sda_versions *)(void *)w->h_known_peers));
  REFUSED_LEN("sda_versions_len: versions is a sda_losses",
      sda_versions_len((struct sda_versions *)(void *)w->h_losses));
  REFUSED_LEN("sda_versions_len: versions is a sda_node_info",
      sda_versions_len((struct sda_versions *)(void *)w->h_node_info));
  REFUSED_LEN("sda_versions_len: versions is a sda_ops",
      sda_versions_len((struct sda_versions *)(void *)w->h_ops));
  REFUSED_LEN("sda_versions_len: versions is a sda_peers",
      sda_versions_len((struct sda_versions *)(void *)w->h_peers));
  REFUSED_LEN("sda_versions_len: versions is a sda_scan",
      sda_versions_len((struct sda_versions *)(void *)w->h_scan));
  REFUSED_LEN("sda_versions_len: versions is a sda_session",
      sda_versions_len((struct sda_versions *)(void *)w->h_session));
  REFUSED_LEN("sda_versions_len: versions is a sda_value_reader",
      sda_versions_len((struct sda_versions *)(void *)w->h_value_reader));
  REFUSED_LEN("sda_versions_len: versions is a sda_value_writer",
      sda_versions_len((struct sda_versions *)(void *)w->h_value_writer));
  REFUSED_LEN("sda_versions_len: versions is a sda_wal",
      sda_versions_len((struct sda_versions *)(void *)w->h_wal));
  REFUSED_LEN("sda_versions_len: versions is a sda_wal_reader",
      sda_versions_len((struct sda_versions *)(void *)w->h_wal_reader));
}

static void abuse_sda_versions_get(world *w) {
  ANY("sda_versions_get: all is right",
      sda_versions_get(w->h_versions, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is NULL",
      sda_versions_get(NULL, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_client",
      sda_versions_get((struct sda_versions *)(void *)w->h_client, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_client_events",
      sda_versions_get((struct sda_versions *)(void *)w->h_client_events, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_conflicts",
      sda_versions_get((struct sda_versions *)(void *)w->h_conflicts, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_engine",
      sda_versions_get((struct sda_versions *)(void *)w->h_engine, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_error",
      sda_versions_get((struct sda_versions *)(void *)w->h_error, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_feed",
      sda_versions_get((struct sda_versions *)(void *)w->h_feed, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_findings",
      sda_versions_get((struct sda_versions *)(void *)w->h_findings, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_group",
      sda_versions_get((struct sda_versions *)(void *)w->h_group, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_known_peers",
      sda_versions_get((struct sda_versions *)(void *)w->h_known_peers, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_losses",
      sda_versions_get((struct sda_versions *)(void *)w->h_losses, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_node_info",
      sda_versions_get((struct sda_versions *)(void *)w->h_node_info, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_ops",
      sda_versions_get((struct sda_versions *)(void *)w->h_ops, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_peers",
      sda_versions_get((struct sda_versions *)(void *)w->h_peers, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_scan",
      sda_versions_get((struct sda_versions *)(void *)w->h_scan, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_session",
      sda_versions_get((struct sda_versions *)(void *)w->h_session, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_value_reader",
      sda_versions_get((struct sda_versions *)(void *)w->h_value_reader, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_value_writer",
      sda_versions_get((struct sda_versions *)(void *)w->h_value_writer, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_wal",
      sda_versions_get((struct sda_versions *)(void *)w->h_wal, 0, &w->s_version.value, at));
  REFUSED("sda_versions_get: versions is a sda_wal_reader",
      sda_versions_get((struct sda_versions *)(void *)w->h_wal_reader, 0, &w->s_version.value, at));
  ANY("sda_versions_get: index is 0",
      sda_versions_get(w->h_versions, 0, &w->s_version.value, at));
  ANY("sda_versions_get: index is 1",
      sda_versions_get(w->h_versions, 1, &w->s_version.value, at));
  ANY("sda_versions_get: index is SIZE_MAX",
      sda_versions_get(w->h_versions, SIZE_MAX, &w->s_version.value, at));
  REFUSED("sda_versions_get: version is NULL",
      sda_versions_get(w->h_versions, 0, NULL, at));
  REFUSED("sda_versions_get: version of 0 bytes",
      sda_versions_get(w->h_versions, 0, (w->s_version.value.struct_size = 0, &w->s_version.value), at));
  REFUSED("sda_versions_get: version of 1 bytes",
      sda_versions_get(w->h_versions, 0, (w->s_version.value.struct_size = 1, &w->s_version.value), at));
  REFUSED("sda_versions_get: version of 3 bytes",
      sda_versions_get(w->h_versions, 0, (w->s_version.value.struct_size = 3, &w->s_version.value), at));
  REFUSED("sda_versions_get: version of 4097 bytes",
      sda_versions_get(w->h_versions, 0, (w->s_version.value.struct_size = 4097, &w->s_version.value), at));
  REFUSED("sda_versions_get: version of UINT32_MAX bytes",
      sda_versions_get(w->h_versions, 0, (w->s_version.value.struct_size = UINT32_MAX, &w->s_version.value), at));
  ANY("sda_versions_get: version of 8 bytes",
      sda_versions_get(w->h_versions, 0, (w->s_version.value.struct_size = 8, &w->s_version.value), at));
  ANY("sda_versions_get: version of 4096 bytes",
      sda_versions_get(w->h_versions, 0, (w->s_version.value.struct_size = 4096, &w->s_version.value), at));
}

static void abuse_sda_versions_free(world *w) {
  ANY_VOID("sda_versions_free: versions is NULL",
      sda_versions_free(NULL));
  REFUSED_VOID("sda_versions_free: versions is a sda_client",
      sda_versions_free((struct sda_versions *)(void *)w->h_client));
  REFUSED_VOID("sda_versions_free: versions is a sda_client_events",
      sda_versions_free((struct sda_versions *)(void *)w->h_client_events));
  REFUSED_VOID("sda_versions_free: versions is a sda_conflicts",
      sda_versions_free((struct sda_versions *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_versions_free: versions is a sda_engine",
      sda_versions_free((struct sda_versions *)(void *)w->h_engine));
  REFUSED_VOID("sda_versions_free: versions is a sda_error",
      sda_versions_free((struct sda_versions *)(void *)w->h_error));
  REFUSED_VOID("sda_versions_free: versions is a sda_feed",
      sda_versions_free((struct sda_versions *)(void *)w->h_feed));
  REFUSED_VOID("sda_versions_free: versions is a sda_findings",
      sda_versions_free((struct sda_versions *)(void *)w->h_findings));
  REFUSED_VOID("sda_versions_free: versions is a sda_group",
      sda_versions_free((struct sda_versions *)(void *)w->h_group));
  REFUSED_VOID("sda_versions_free: versions is a sda_known_peers",
      sda_versions_free((struct sda_versions *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_versions_free: versions is a sda_losses",
      sda_versions_free((struct sda_versions *)(void *)w->h_losses));
  REFUSED_VOID("sda_versions_free: versions is a sda_node_info",
      sda_versions_free((struct sda_versions *)(void *)w->h_node_info));
  REFUSED_VOID("sda_versions_free: versions is a sda_ops",
      sda_versions_free((struct sda_versions *)(void *)w->h_ops));
  REFUSED_VOID("sda_versions_free: versions is a sda_peers",
      sda_versions_free((struct sda_versions *)(void *)w->h_peers));
  REFUSED_VOID("sda_versions_free: versions is a sda_scan",
      sda_versions_free((struct sda_versions *)(void *)w->h_scan));
  REFUSED_VOID("sda_versions_free: versions is a sda_session",
      sda_versions_free((struct sda_versions *)(void *)w->h_session));
  REFUSED_VOID("sda_versions_free: versions is a sda_value_reader",
      sda_versions_free((struct sda_versions *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_versions_free: versions is a sda_value_writer",
      sda_versions_free((struct sda_versions *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_versions_free: versions is a sda_wal",
      sda_versions_free((struct sda_versions *)(void *)w->h_wal));
  REFUSED_VOID("sda_versions_free: versions is a sda_wal_reader",
      sda_versions_free((struct sda_versions *)(void *)w->h_wal_reader));
}

static void abuse_sda_feed_open(world *w) {
  ANY("sda_feed_open: all is right",
      sda_feed_open(w->h_engine, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is NULL",
      sda_feed_open(NULL, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_client",
      sda_feed_open((struct sda_engine *)(void *)w->h_client, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_client_events",
      sda_feed_open((struct sda_engine *)(void *)w->h_client_events, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_conflicts",
      sda_feed_open((struct sda_engine *)(void *)w->h_conflicts, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_error",
      sda_feed_open((struct sda_engine *)(void *)w->h_error, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_feed",
      sda_feed_open((struct sda_engine *)(void *)w->h_feed, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_findings",
      sda_feed_open((struct sda_engine *)(void *)w->h_findings, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_group",
      sda_feed_open((struct sda_engine *)(void *)w->h_group, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_known_peers",
      sda_feed_open((struct sda_engine *)(void *)w->h_known_peers, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_losses",
      sda_feed_open((struct sda_engine *)(void *)w->h_losses, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_node_info",
      sda_feed_open((struct sda_engine *)(void *)w->h_node_info, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_ops",
      sda_feed_open((struct sda_engine *)(void *)w->h_ops, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_peers",
      sda_feed_open((struct sda_engine *)(void *)w->h_peers, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_scan",
      sda_feed_open((struct sda_engine *)(void *)w->h_scan, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_session",
      sda_feed_open((struct sda_engine *)(void *)w->h_session, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_value_reader",
      sda_feed_open((struct sda_engine *)(void *)w->h_value_reader, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_value_writer",
      sda_feed_open((struct sda_engine *)(void *)w->h_value_writer, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_versions",
      sda_feed_open((struct sda_engine *)(void *)w->h_versions, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_wal",
      sda_feed_open((struct sda_engine *)(void *)w->h_wal, 0, 1, &w->out_feed, at));
  REFUSED("sda_feed_open: engine is a sda_wal_reader",
      sda_feed_open((struct sda_engine *)(void *)w->h_wal_reader, 0, 1, &w->out_feed, at));
  ANY("sda_feed_open: position is 0",
      sda_feed_open(w->h_engine, 0, 1, &w->out_feed, at));
  ANY("sda_feed_open: position is 1",
      sda_feed_open(w->h_engine, 1, 1, &w->out_feed, at));
  ANY("sda_feed_open: position is UINT64_C(1) << 63",
      sda_feed_open(w->h_engine, UINT64_C(1) << 63, 1, &w->out_feed, at));
  ANY("sda_feed_open: position is UINT64_MAX",
      sda_feed_open(w->h_engine, UINT64_MAX, 1, &w->out_feed, at));
  ANY("sda_feed_open: with_values is 0",
      sda_feed_open(w->h_engine, 0, 0, &w->out_feed, at));
  ANY("sda_feed_open: with_values is 3",
      sda_feed_open(w->h_engine, 0, 3, &w->out_feed, at));
  ANY("sda_feed_open: with_values is UINT32_MAX",
      sda_feed_open(w->h_engine, 0, UINT32_MAX, &w->out_feed, at));
  REFUSED("sda_feed_open: feed is NULL",
      sda_feed_open(w->h_engine, 0, 1, NULL, at));
}

static sda_status call_sda_feed_open(world *w, sda_error **at) {
  return sda_feed_open(w->h_engine, 0, 1, &w->out_feed, at);
}

static void abuse_sda_feed_next(world *w) {
  ANY("sda_feed_next: all is right",
      sda_feed_next(w->h_feed, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is NULL",
      sda_feed_next(NULL, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_client",
      sda_feed_next((struct sda_feed *)(void *)w->h_client, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_client_events",
      sda_feed_next((struct sda_feed *)(void *)w->h_client_events, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_conflicts",
      sda_feed_next((struct sda_feed *)(void *)w->h_conflicts, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_engine",
      sda_feed_next((struct sda_feed *)(void *)w->h_engine, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_error",
      sda_feed_next((struct sda_feed *)(void *)w->h_error, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_findings",
      sda_feed_next((struct sda_feed *)(void *)w->h_findings, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_group",
      sda_feed_next((struct sda_feed *)(void *)w->h_group, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_known_peers",
      sda_feed_next((struct sda_feed *)(void *)w->h_known_peers, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_losses",
      sda_feed_next((struct sda_feed *)(void *)w->h_losses, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_node_info",
      sda_feed_next((struct sda_feed *)(void *)w->h_node_info, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_ops",
      sda_feed_next((struct sda_feed *)(void *)w->h_ops, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_peers",
      sda_feed_next((struct sda_feed *)(void *)w->h_peers, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_scan",
      sda_feed_next((struct sda_feed *)(void *)w->h_scan, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_session",
      sda_feed_next((struct sda_feed *)(void *)w->h_session, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_value_reader",
      sda_feed_next((struct sda_feed *)(void *)w->h_value_reader, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_value_writer",
      sda_feed_next((struct sda_feed *)(void *)w->h_value_writer, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_versions",
      sda_feed_next((struct sda_feed *)(void *)w->h_versions, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_wal",
      sda_feed_next((struct sda_feed *)(void *)w->h_wal, &w->s_change.value, at));
  REFUSED("sda_feed_next: feed is a sda_wal_reader",
      sda_feed_next((struct sda_feed *)(void *)w->h_wal_reader, &w->s_change.value, at));
  REFUSED("sda_feed_next: change is NULL",
      sda_feed_next(w->h_feed, NULL, at));
  REFUSED("sda_feed_next: change of 0 bytes",
      sda_feed_next(w->h_feed, (w->s_change.value.struct_size = 0, &w->s_change.value), at));
  REFUSED("sda_feed_next: change of 1 bytes",
      sda_feed_next(w->h_feed, (w->s_change.value.struct_size = 1, &w->s_change.value), at));
  REFUSED("sda_feed_next: change of 3 bytes",
      sda_feed_next(w->h_feed, (w->s_change.value.struct_size = 3, &w->s_change.value), at));
  REFUSED("sda_feed_next: change of 4097 bytes",
      sda_feed_next(w->h_feed, (w->s_change.value.struct_size = 4097, &w->s_change.value), at));
  REFUSED("sda_feed_next: change of UINT32_MAX bytes",
      sda_feed_next(w->h_feed, (w->s_change.value.struct_size = UINT32_MAX, &w->s_change.value), at));
  ANY("sda_feed_next: change of 8 bytes",
      sda_feed_next(w->h_feed, (w->s_change.value.struct_size = 8, &w->s_change.value), at));
  ANY("sda_feed_next: change of 4096 bytes",
      sda_feed_next(w->h_feed, (w->s_change.value.struct_size = 4096, &w->s_change.value), at));
}

static sda_status call_sda_feed_next(world *w, sda_error **at) {
  return sda_feed_next(w->h_feed, &w->s_change.value, at);
}

static void abuse_sda_feed_position(world *w) {
  ANY("sda_feed_position: all is right",
      sda_feed_position(w->h_feed, &w->u64, at));
  REFUSED("sda_feed_position: feed is NULL",
      sda_feed_position(NULL, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_client",
      sda_feed_position((struct sda_feed *)(void *)w->h_client, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_client_events",
      sda_feed_position((struct sda_feed *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_conflicts",
      sda_feed_position((struct sda_feed *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_engine",
      sda_feed_position((struct sda_feed *)(void *)w->h_engine, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_error",
      sda_feed_position((struct sda_feed *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_findings",
      sda_feed_position((struct sda_feed *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_group",
      sda_feed_position((struct sda_feed *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_known_peers",
      sda_feed_position((struct sda_feed *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_losses",
      sda_feed_position((struct sda_feed *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_node_info",
      sda_feed_position((struct sda_feed *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_ops",
      sda_feed_position((struct sda_feed *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_peers",
      sda_feed_position((struct sda_feed *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_scan",
      sda_feed_position((struct sda_feed *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_session",
      sda_feed_position((struct sda_feed *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_value_reader",
      sda_feed_position((struct sda_feed *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_value_writer",
      sda_feed_position((struct sda_feed *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_versions",
      sda_feed_position((struct sda_feed *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_wal",
      sda_feed_position((struct sda_feed *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_feed_position: feed is a sda_wal_reader",
      sda_feed_position((struct sda_feed *)(void *)w->h_wal_reader, &w->u64, at));
  REFUSED("sda_feed_position: position is NULL",
      sda_feed_position(w->h_feed, NULL, at));
}

static sda_status call_sda_feed_position(world *w, sda_error **at) {
  return sda_feed_position(w->h_feed, &w->u64, at);
}

static void abuse_sda_feed_free(world *w) {
  ANY_VOID("sda_feed_free: feed is NULL",
      sda_feed_free(NULL));
  REFUSED_VOID("sda_feed_free: feed is a sda_client",
      sda_feed_free((struct sda_feed *)(void *)w->h_client));
  REFUSED_VOID("sda_feed_free: feed is a sda_client_events",
      sda_feed_free((struct sda_feed *)(void *)w->h_client_events));
  REFUSED_VOID("sda_feed_free: feed is a sda_conflicts",
      sda_feed_free((struct sda_feed *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_feed_free: feed is a sda_engine",
      sda_feed_free((struct sda_feed *)(void *)w->h_engine));
  REFUSED_VOID("sda_feed_free: feed is a sda_error",
      sda_feed_free((struct sda_feed *)(void *)w->h_error));
  REFUSED_VOID("sda_feed_free: feed is a sda_findings",
      sda_feed_free((struct sda_feed *)(void *)w->h_findings));
  REFUSED_VOID("sda_feed_free: feed is a sda_group",
      sda_feed_free((struct sda_feed *)(void *)w->h_group));
  REFUSED_VOID("sda_feed_free: feed is a sda_known_peers",
      sda_feed_free((struct sda_feed *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_feed_free: feed is a sda_losses",
      sda_feed_free((struct sda_feed *)(void *)w->h_losses));
  REFUSED_VOID("sda_feed_free: feed is a sda_node_info",
      sda_feed_free((struct sda_feed *)(void *)w->h_node_info));
  REFUSED_VOID("sda_feed_free: feed is a sda_ops",
      sda_feed_free((struct sda_feed *)(void *)w->h_ops));
  REFUSED_VOID("sda_feed_free: feed is a sda_peers",
      sda_feed_free((struct sda_feed *)(void *)w->h_peers));
  REFUSED_VOID("sda_feed_free: feed is a sda_scan",
      sda_feed_free((struct sda_feed *)(void *)w->h_scan));
  REFUSED_VOID("sda_feed_free: feed is a sda_session",
      sda_feed_free((struct sda_feed *)(void *)w->h_session));
  REFUSED_VOID("sda_feed_free: feed is a sda_value_reader",
      sda_feed_free((struct sda_feed *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_feed_free: feed is a sda_value_writer",
      sda_feed_free((struct sda_feed *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_feed_free: feed is a sda_versions",
      sda_feed_free((struct sda_feed *)(void *)w->h_versions));
  REFUSED_VOID("sda_feed_free: feed is a sda_wal",
      sda_feed_free((struct sda_feed *)(void *)w->h_wal));
  REFUSED_VOID("sda_feed_free: feed is a sda_wal_reader",
      sda_feed_free((struct sda_feed *)(void *)w->h_wal_reader));
}

static void abuse_sda_engine_feed_end(world *w) {
  ANY("sda_engine_feed_end: all is right",
      sda_engine_feed_end(w->h_engine, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is NULL",
      sda_engine_feed_end(NULL, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_client",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_client, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_client_events",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_conflicts",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_error",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_feed",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_findings",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_group",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_known_peers",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_losses",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_node_info",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_ops",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_peers",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_scan",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_session",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_value_reader",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_value_writer",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_versions",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_wal",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_engine_feed_end: engine is a sda_wal_reader",
      sda_engine_feed_end((struct sda_engine *)(void *)w->h_wal_reader, &w->u64, at));
  REFUSED("sda_engine_feed_end: position is NULL",
      sda_engine_feed_end(w->h_engine, NULL, at));
}

static sda_status call_sda_engine_feed_end(world *w, sda_error **at) {
  return sda_engine_feed_end(w->h_engine, &w->u64, at);
}

static void abuse_sda_ops_len(world *w) {
  ANY_LEN("sda_ops_len: all is right",
      sda_ops_len(w->h_ops));
  REFUSED_LEN("sda_ops_len: ops is NULL",
      sda_ops_len(NULL));
  REFUSED_LEN("sda_ops_len: ops is a sda_client",
      sda_ops_len((struct sda_ops *)(void *)w->h_client));
  REFUSED_LEN("sda_ops_len: ops is a sda_client_events",
      sda_ops_len((struct sda_ops *)(void *)w->h_client_events));
  REFUSED_LEN("sda_ops_len: ops is a sda_conflicts",
      sda_ops_len((struct sda_ops *)(void *)w->h_conflicts));
  REFUSED_LEN("sda_ops_len: ops is a sda_engine",
      sda_ops_len((struct sda_ops *)(void *)w->h_engine));
  REFUSED_LEN("sda_ops_len: ops is a sda_error",
      sda_ops_len((struct sda_ops *)(void *)w->h_error));
  REFUSED_LEN("sda_ops_len: ops is a sda_feed",
      sda_ops_len((struct sda_ops *)(void *)w->h_feed));
  REFUSED_LEN("sda_ops_len: ops is a sda_findings",
      sda_ops_len((struct sda_ops *)(void *)w->h_findings));
  REFUSED_LEN("sda_ops_len: ops is a sda_group",
      sda_ops_len((struct sda_ops *)(void *)w->h_group));
  REFUSED_LEN("sda_ops_len: ops is a sda_known_peers",
      sda_ops_len((struct sda_ops *)(void *)w->h_known_peers));
  REFUSED_LEN("sda_ops_len: ops is a sda_losses",
      sda_ops_len((struct sda_ops *)(void *)w->h_losses));
  REFUSED_LEN("sda_ops_len: ops is a sda_node_info",
      sda_ops_len((struct sda_ops *)(void *)w->h_node_info));
  REFUSED_LEN("sda_ops_len: ops is a sda_peers",
      sda_ops_len((struct sda_ops *)(void *)w->h_peers));
  REFUSED_LEN("sda_ops_len: ops is a sda_scan",
      sda_ops_len((struct sda_ops *)(void *)w->h_scan));
  REFUSED_LEN("sda_ops_len: ops is a sda_session",
      sda_ops_len((struct sda_ops *)(void *)w->h_session));
  REFUSED_LEN("sda_ops_len: ops is a sda_value_reader",
      sda_ops_len((struct sda_ops *)(void *)w->h_value_reader));
  REFUSED_LEN("sda_ops_len: ops is a sda_value_writer",
      sda_ops_len((struct sda_ops *)(void *)w->h_value_writer));
  REFUSED_LEN("sda_ops_len: ops is a sda_versions",
      sda_ops_len((struct sda_ops *)(void *)w->h_versions));
  REFUSED_LEN("sda_ops_len: ops is a sda_wal",
      sda_ops_len((struct sda_ops *)(void *)w->h_wal));
  REFUSED_LEN("sda_ops_len: ops is a sda_wal_reader",
      sda_ops_len((struct sda_ops *)(void *)w->h_wal_reader));
}

static void abuse_sda_ops_get(world *w) {
  ANY("sda_ops_get: all is right",
      sda_ops_get(w->h_ops, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is NULL",
      sda_ops_get(NULL, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_client",
      sda_ops_get((struct sda_ops *)(void *)w->h_client, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_client_events",
      sda_ops_get((struct sda_ops *)(void *)w->h_client_events, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_conflicts",
      sda_ops_get((struct sda_ops *)(void *)w->h_conflicts, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_engine",
      sda_ops_get((struct sda_ops *)(void *)w->h_engine, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_error",
      sda_ops_get((struct sda_ops *)(void *)w->h_error, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_feed",
      sda_ops_get((struct sda_ops *)(void *)w->h_feed, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_findings",
      sda_ops_get((struct sda_ops *)(void *)w->h_findings, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_group",
      sda_ops_get((struct sda_ops *)(void *)w->h_group, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_known_peers",
      sda_ops_get((struct sda_ops *)(void *)w->h_known_peers, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_losses",
      sda_ops_get((struct sda_ops *)(void *)w->h_losses, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_node_info",
      sda_ops_get((struct sda_ops *)(void *)w->h_node_info, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_peers",
      sda_ops_get((struct sda_ops *)(void *)w->h_peers, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_scan",
      sda_ops_get((struct sda_ops *)(void *)w->h_scan, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_session",
      sda_ops_get((struct sda_ops *)(void *)w->h_session, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_value_reader",
      sda_ops_get((struct sda_ops *)(void *)w->h_value_reader, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_value_writer",
      sda_ops_get((struct sda_ops *)(void *)w->h_value_writer, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_versions",
      sda_ops_get((struct sda_ops *)(void *)w->h_versions, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_wal",
      sda_ops_get((struct sda_ops *)(void *)w->h_wal, 0, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: ops is a sda_wal_reader",
      sda_ops_get((struct sda_ops *)(void *)w->h_wal_reader, 0, &w->s_envelope.value, at));
  ANY("sda_ops_get: index is 0",
      sda_ops_get(w->h_ops, 0, &w->s_envelope.value, at));
  ANY("sda_ops_get: index is 1",
      sda_ops_get(w->h_ops, 1, &w->s_envelope.value, at));
  ANY("sda_ops_get: index is SIZE_MAX",
      sda_ops_get(w->h_ops, SIZE_MAX, &w->s_envelope.value, at));
  REFUSED("sda_ops_get: envelope is NULL",
      sda_ops_get(w->h_ops, 0, NULL, at));
  REFUSED("sda_ops_get: envelope of 0 bytes",
      sda_ops_get(w->h_ops, 0, (w->s_envelope.value.struct_size = 0, &w->s_envelope.value), at));
  REFUSED("sda_ops_get: envelope of 1 bytes",
      sda_ops_get(w->h_ops, 0, (w->s_envelope.value.struct_size = 1, &w->s_envelope.value), at));
  REFUSED("sda_ops_get: envelope of 3 bytes",
      sda_ops_get(w->h_ops, 0, (w->s_envelope.value.struct_size = 3, &w->s_envelope.value), at));
  REFUSED("sda_ops_get: envelope of 4097 bytes",
      sda_ops_get(w->h_ops, 0, (w->s_envelope.value.struct_size = 4097, &w->s_envelope.value), at));
  REFUSED("sda_ops_get: envelope of UINT32_MAX bytes",
      sda_ops_get(w->h_ops, 0, (w->s_envelope.value.struct_size = UINT32_MAX, &w->s_envelope.value), at));
  ANY("sda_ops_get: envelope of 8 bytes",
      sda_ops_get(w->h_ops, 0, (w->s_envelope.value.struct_size = 8, &w->s_envelope.value), at));
  ANY("sda_ops_get: envelope of 4096 bytes",
      sda_ops_get(w->h_ops, 0, (w->s_envelope.value.struct_size = 4096, &w->s_envelope.value), at));
}

static void abuse_sda_ops_free(world *w) {
  ANY_VOID("sda_ops_free: ops is NULL",
      sda_ops_free(NULL));
  REFUSED_VOID("sda_ops_free: ops is a sda_client",
      sda_ops_free((struct sda_ops *)(void *)w->h_client));
  REFUSED_VOID("sda_ops_free: ops is a sda_client_events",
      sda_ops_free((struct sda_ops *)(void *)w->h_client_events));
  REFUSED_VOID("sda_ops_free: ops is a sda_conflicts",
      sda_ops_free((struct sda_ops *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_ops_free: ops is a sda_engine",
      sda_ops_free((struct sda_ops *)(void *)w->h_engine));
  REFUSED_VOID("sda_ops_free: ops is a sda_error",
      sda_ops_free((struct sda_ops *)(void *)w->h_error));
  REFUSED_VOID("sda_ops_free: ops is a sda_feed",
      sda_ops_free((struct sda_ops *)(void *)w->h_feed));
  REFUSED_VOID("sda_ops_free: ops is a sda_findings",
      sda_ops_free((struct sda_ops *)(void *)w->h_findings));
  REFUSED_VOID("sda_ops_free: ops is a sda_group",
      sda_ops_free((struct sda_ops *)(void *)w->h_group));
  REFUSED_VOID("sda_ops_free: ops is a sda_known_peers",
      sda_ops_free((struct sda_ops *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_ops_free: ops is a sda_losses",
      sda_ops_free((struct sda_ops *)(void *)w->h_losses));
  REFUSED_VOID("sda_ops_free: ops is a sda_node_info",
      sda_ops_free((struct sda_ops *)(void *)w->h_node_info));
  REFUSED_VOID("sda_ops_free: ops is a sda_peers",
      sda_ops_free((struct sda_ops *)(void *)w->h_peers));
  REFUSED_VOID("sda_ops_free: ops is a sda_scan",
      sda_ops_free((struct sda_ops *)(void *)w->h_scan));
  REFUSED_VOID("sda_ops_free: ops is a sda_session",
      sda_ops_free((struct sda_ops *)(void *)w->h_session));
  REFUSED_VOID("sda_ops_free: ops is a sda_value_reader",
      sda_ops_free((struct sda_ops *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_ops_free: ops is a sda_value_writer",
      sda_ops_free((struct sda_ops *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_ops_free: ops is a sda_versions",
      sda_ops_free((struct sda_ops *)(void *)w->h_versions));
  REFUSED_VOID("sda_ops_free: ops is a sda_wal",
      sda_ops_free((struct sda_ops *)(void *)w->h_wal));
  REFUSED_VOID("sda_ops_free: ops is a sda_wal_reader",
      sda_ops_free((struct sda_ops *)(void *)w->h_wal_reader));
}

static void abuse_sda_op_encode(world *w) {
  ANY("sda_op_encode: all is right",
      sda_op_encode(&w->s_op.value, &w->buf, at));
  REFUSED("sda_op_encode: op is NULL",
      sda_op_encode(NULL, &w->buf, at));
  REFUSED("sda_op_encode: op of 0 bytes",
      sda_op_encode((w->s_op.value.struct_size = 0, &w->s_op.value), &w->buf, at));
  REFUSED("sda_op_encode: op of 1 bytes",
      sda_op_encode((w->s_op.value.struct_size = 1, &w->s_op.value), &w->buf, at));
  REFUSED("sda_op_encode: op of 3 bytes",
      sda_op_encode((w->s_op.value.struct_size = 3, &w->s_op.value), &w->buf, at));
  REFUSED("sda_op_encode: op of 4097 bytes",
      sda_op_encode((w->s_op.value.struct_size = 4097, &w->s_op.value), &w->buf, at));
  REFUSED("sda_op_encode: op of UINT32_MAX bytes",
      sda_op_encode((w->s_op.value.struct_size = UINT32_MAX, &w->s_op.value), &w->buf, at));
  ANY("sda_op_encode: op of 8 bytes",
      sda_op_encode((w->s_op.value.struct_size = 8, &w->s_op.value), &w->buf, at));
  ANY("sda_op_encode: op of 4096 bytes",
      sda_op_encode((w->s_op.value.struct_size = 4096, &w->s_op.value), &w->buf, at));
  REFUSED("sda_op_encode: bytes is NULL",
      sda_op_encode(&w->s_op.value, NULL, at));
}

static void abuse_sda_op_decode(world *w) {
  ANY("sda_op_decode: all is right",
      sda_op_decode(text_of(w, "bytes").ptr, text_of(w, "bytes").len, &w->out_ops, at));
  REFUSED("sda_op_decode: bytes is NULL with a length",
      sda_op_decode(NULL, 1, &w->out_ops, at));
  ANY("sda_op_decode: bytes is NULL without a length",
      sda_op_decode(NULL, 0, &w->out_ops, at));
  ANY("sda_op_decode: bytes is empty",
      sda_op_decode(text_of(w, "bytes").ptr, 0, &w->out_ops, at));
  REFUSED("sda_op_decode: bytes beyond memory",
      sda_op_decode(text_of(w, "bytes").ptr, SIZE_MAX, &w->out_ops, at));
  ANY("sda_op_decode: bytes is no text",
      sda_op_decode(NO_TEXT, NO_TEXT_LEN, &w->out_ops, at));
  ANY("sda_op_decode: bytes has a zero inside",
      sda_op_decode(ZEROS, ZEROS_LEN, &w->out_ops, at));
  REFUSED("sda_op_decode: ops is NULL",
      sda_op_decode(text_of(w, "bytes").ptr, text_of(w, "bytes").len, NULL, at));
}

static void abuse_sda_group_new(world *w) {
  ANY("sda_group_new: all is right",
      sda_group_new(&w->out_group, at));
  REFUSED("sda_group_new: group is NULL",
      sda_group_new(NULL, at));
}

static void abuse_sda_group_put(world *w) {
  ANY("sda_group_put: all is right",
      sda_group_put(w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is NULL",
      sda_group_put(NULL, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_client",
      sda_group_put((struct sda_group *)(void *)w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_client_events",
      sda_group_put((struct sda_group *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_conflicts",
      sda_group_put((struct sda_group *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_engine",
      sda_group_put((struct sda_group *)(void *)w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_error",
      sda_group_put((struct sda_group *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_feed",
      sda_group_put((struct sda_group *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_findings",
      sda_group_put((struct sda_group *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_known_peers",
      sda_group_put((struct sda_group *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_losses",
      sda_group_put((struct sda_group *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_node_info",
      sda_group_put((struct sda_group *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_ops",
      sda_group_put((struct sda_group *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_peers",
      sda_group_put((struct sda_group *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_scan",
      sda_group_put((struct sda_group *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_session",
      sda_group_put((struct sda_group *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_value_reader",
      sda_group_put((struct sda_group *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_value_writer",
      sda_group_put((struct sda_group *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_versions",
      sda_group_put((struct sda_group *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_wal",
      sda_group_put((struct sda_group *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: group is a sda_wal_reader",
      sda_group_put((struct sda_group *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: key is NULL with a length",
      sda_group_put(w->h_group, NULL, 1, text_of(w, "value").ptr, text_of(w, "value").len, at));
  ANY("sda_group_put: key is NULL without a length",
      sda_group_put(w->h_group, NULL, 0, text_of(w, "value").ptr, text_of(w, "value").len, at));
  ANY("sda_group_put: key is empty",
      sda_group_put(w->h_group, text_of(w, "key").ptr, 0, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: key beyond memory",
      sda_group_put(w->h_group, text_of(w, "key").ptr, SIZE_MAX, text_of(w, "value").ptr, text_of(w, "value").len, at));
  ANY("sda_group_put: key is no text",
      sda_group_put(w->h_group, NO_TEXT, NO_TEXT_LEN, text_of(w, "value").ptr, text_of(w, "value").len, at));
  ANY("sda_group_put: key has a zero inside",
      sda_group_put(w->h_group, ZEROS, ZEROS_LEN, text_of(w, "value").ptr, text_of(w, "value").len, at));
  REFUSED("sda_group_put: value is NULL with a length",
      sda_group_put(w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, NULL, 1, at));
  ANY("sda_group_put: value is NULL without a length",
      sda_group_put(w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, NULL, 0, at));
  ANY("sda_group_put: value is empty",
      sda_group_put(w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, 0, at));
  REFUSED("sda_group_put: value beyond memory",
      sda_group_put(w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, SIZE_MAX, at));
  ANY("sda_group_put: value is no text",
      sda_group_put(w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_group_put: value has a zero inside",
      sda_group_put(w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, ZEROS, ZEROS_LEN, at));
}

static void abuse_sda_group_remove(world *w) {
  ANY("sda_group_remove: all is right",
      sda_group_remove(w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is NULL",
      sda_group_remove(NULL, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_client",
      sda_group_remove((struct sda_group *)(void *)w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_client_events",
      sda_group_remove((struct sda_group *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_conflicts",
      sda_group_remove((struct sda_group *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_engine",
      sda_group_remove((struct sda_group *)(void *)w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_error",
      sda_group_remove((struct sda_group *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_feed",
      sda_group_remove((struct sda_group *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_findings",
      sda_group_remove((struct sda_group *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_known_peers",
      sda_group_remove((struct sda_group *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_losses",
      sda_group_remove((struct sda_group *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_node_info",
      sda_group_remove((struct sda_group *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_ops",
      sda_group_remove((struct sda_group *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_peers",
      sda_group_remove((struct sda_group *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_scan",
      sda_group_remove((struct sda_group *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_session",
      sda_group_remove((struct sda_group *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_value_reader",
      sda_group_remove((struct sda_group *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_value_writer",
      sda_group_remove((struct sda_group *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_versions",
      sda_group_remove((struct sda_group *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_wal",
      sda_group_remove((struct sda_group *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: group is a sda_wal_reader",
      sda_group_remove((struct sda_group *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_group_remove: key is NULL with a length",
      sda_group_remove(w->h_group, NULL, 1, at));
  ANY("sda_group_remove: key is NULL without a length",
      sda_group_remove(w->h_group, NULL, 0, at));
  ANY("sda_group_remove: key is empty",
      sda_group_remove(w->h_group, text_of(w, "key").ptr, 0, at));
  REFUSED("sda_group_remove: key beyond memory",
      sda_group_remove(w->h_group, text_of(w, "key").ptr, SIZE_MAX, at));
  ANY("sda_group_remove: key is no text",
      sda_group_remove(w->h_group, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_group_remove: key has a zero inside",
      sda_group_remove(w->h_group, ZEROS, ZEROS_LEN, at));
}

static void abuse_sda_group_clear(world *w) {
  ANY("sda_group_clear: all is right",
      sda_group_clear(w->h_group, at));
  REFUSED("sda_group_clear: group is NULL",
      sda_group_clear(NULL, at));
  REFUSED("sda_group_clear: group is a sda_client",
      sda_group_clear((struct sda_group *)(void *)w->h_client, at));
  REFUSED("sda_group_clear: group is a sda_client_events",
      sda_group_clear((struct sda_group *)(void *)w->h_client_events, at));
  REFUSED("sda_group_clear: group is a sda_conflicts",
      sda_group_clear((struct sda_group *)(void *)w->h_conflicts, at));
  REFUSED("sda_group_clear: group is a sda_engine",
      sda_group_clear((struct sda_group *)(void *)w->h_engine, at));
  REFUSED("sda_group_clear: group is a sda_error",
      sda_group_clear((struct sda_group *)(void *)w->h_error, at));
  REFUSED("sda_group_clear: group is a sda_feed",
      sda_group_clear((struct sda_group *)(void *)w->h_feed, at));
  REFUSED("sda_group_clear: group is a sda_findings",
      sda_group_clear((struct sda_group *)(void *)w->h_findings, at));
  REFUSED("sda_group_clear: group is a sda_known_peers",
      sda_group_clear((struct sda_group *)(void *)w->h_known_peers, at));
  REFUSED("sda_group_clear: group is a sda_losses",
      sda_group_clear((struct sda_group *)(void *)w->h_losses, at));
  REFUSED("sda_group_clear: group is a sda_node_info",
      sda_group_clear((struct sda_group *)(void *)w->h_node_info, at));
  REFUSED("sda_group_clear: group is a sda_ops",
      sda_group_clear((struct sda_group *)(void *)w->h_ops, at));
  REFUSED("sda_group_clear: group is a sda_peers",
      sda_group_clear((struct sda_group *)(void *)w->h_peers, at));
  REFUSED("sda_group_clear: group is a sda_scan",
      sda_group_clear((struct sda_group *)(void *)w->h_scan, at));
  REFUSED("sda_group_clear: group is a sda_session",
      sda_group_clear((struct sda_group *)(void *)w->h_session, at));
  REFUSED("sda_group_clear: group is a sda_value_reader",
      sda_group_clear((struct sda_group *)(void *)w->h_value_reader, at));
  REFUSED("sda_group_clear: group is a sda_value_writer",
      sda_group_clear((struct sda_group *)(void *)w->h_value_writer, at));
  REFUSED("sda_group_clear: group is a sda_versions",
      sda_group_clear((struct sda_group *)(void *)w->h_versions, at));
  REFUSED("sda_group_clear: group is a sda_wal",
      sda_group_clear((struct sda_group *)(void *)w->h_wal, at));
  REFUSED("sda_group_clear: group is a sda_wal_reader",
      sda_group_clear((struct sda_group *)(void *)w->h_wal_reader, at));
}

static void abuse_sda_group_len(world *w) {
  ANY_LEN("sda_group_len: all is right",
      sda_group_len(w->h_group));
  REFUSED_LEN("sda_group_len: group is NULL",
      sda_group_len(NULL));
  REFUSED_LEN("sda_group_len: group is a sda_client",
      sda_group_len((struct sda_group *)(void *)w->h_client));
  REFUSED_LEN("sda_group_len: group is a sda_client_events",
      sda_group_len((struct sda_group *)(void *)w->h_client_events));
  REFUSED_LEN("sda_group_len: group is a sda_conflicts",
      sda_group_len((struct sda_group *)(void *)w->h_conflicts));
  REFUSED_LEN("sda_group_len: group is a sda_engine",
      sda_group_len((struct sda_group *)(void *)w->h_engine));
  REFUSED_LEN("sda_group_len: group is a sda_error",
      sda_group_len((struct sda_group *)(void *)w->h_error));
  REFUSED_LEN("sda_group_len: group is a sda_feed",
      sda_group_len((struct sda_group *)(void *)w->h_feed));
  REFUSED_LEN("sda_group_len: group is a sda_findings",
      sda_group_len((struct sda_group *)(void *)w->h_findings));
  REFUSED_LEN("sda_group_len: group is a sda_known_peers",
      sda_group_len((struct sda_group *)(void *)w->h_known_peers));
  REFUSED_LEN("sda_group_len: group is a sda_losses",
      sda_group_len((struct sda_group *)(void *)w->h_losses));
  REFUSED_LEN("sda_group_len: group is a sda_node_info",
      sda_group_len((struct sda_group *)(void *)w->h_node_info));
  REFUSED_LEN("sda_group_len: group is a sda_ops",
      sda_group_len((struct sda_group *)(void *)w->h_ops));
  REFUSED_LEN("sda_group_len: group is a sda_peers",
      sda_group_len((struct sda_group *)(void *)w->h_peers));
  REFUSED_LEN("sda_group_len: group is a sda_scan",
      sda_group_len((struct sda_group *)(void *)w->h_scan));
  REFUSED_LEN("sda_group_len: group is a sda_session",
      sda_group_len((struct sda_group *)(void *)w->h_session));
  REFUSED_LEN("sda_group_len: group is a sda_value_reader",
      sda_group_len((struct sda_group *)(void *)w->h_value_reader));
  REFUSED_LEN("sda_group_len: group is a sda_value_writer",
      sda_group_len((struct sda_group *)(void *)w->h_value_writer));
  REFUSED_LEN("sda_group_len: group is a sda_versions",
      sda_group_len((struct sda_group *)(void *)w->h_versions));
  REFUSED_LEN("sda_group_len: group is a sda_wal",
      sda_group_len((struct sda_group *)(void *)w->h_wal));
  REFUSED_LEN("sda_group_len: group is a sda_wal_reader",
      sda_group_len((struct sda_group *)(void *)w->h_wal_reader));
}

static void abuse_sda_group_submit(world *w) {
  ANY("sda_group_submit: all is right",
      sda_group_submit(w->h_group, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is NULL",
      sda_group_submit(NULL, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_client",
      sda_group_submit((struct sda_group *)(void *)w->h_client, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_client_events",
      sda_group_submit((struct sda_group *)(void *)w->h_client_events, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_conflicts",
      sda_group_submit((struct sda_group *)(void *)w->h_conflicts, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_engine",
      sda_group_submit((struct sda_group *)(void *)w->h_engine, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_error",
      sda_group_submit((struct sda_group *)(void *)w->h_error, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_feed",
      sda_group_submit((struct sda_group *)(void *)w->h_feed, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_findings",
      sda_group_submit((struct sda_group *)(void *)w->h_findings, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_known_peers",
      sda_group_submit((struct sda_group *)(void *)w->h_known_peers, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_losses",
      sda_group_submit((struct sda_group *)(void *)w->h_losses, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_node_info",
      sda_group_submit((struct sda_group *)(void *)w->h_node_info, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_ops",
      sda_group_submit((struct sda_group *)(void *)w->h_ops, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_peers",
      sda_group_submit((struct sda_group *)(void *)w->h_peers, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_scan",
      sda_group_submit((struct sda_group *)(void *)w->h_scan, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_session",
      sda_group_submit((struct sda_group *)(void *)w->h_session, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_value_reader",
      sda_group_submit((struct sda_group *)(void *)w->h_value_reader, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_value_writer",
      sda_group_submit((struct sda_group *)(void *)w->h_value_writer, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_versions",
      sda_group_submit((struct sda_group *)(void *)w->h_versions, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_wal",
      sda_group_submit((struct sda_group *)(void *)w->h_wal, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: group is a sda_wal_reader",
      sda_group_submit((struct sda_group *)(void *)w->h_wal_reader, w->h_engine, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is NULL",
      sda_group_submit(w->h_group, NULL, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_client",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_client, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_client_events",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_client_events, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_conflicts",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_conflicts, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_error",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_error, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_feed",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_feed, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_findings",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_findings, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_group",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_group, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_known_peers",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_known_peers, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_losses",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_losses, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_node_info",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_node_info, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_ops",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_ops, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_peers",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_peers, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_scan",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_scan, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_session",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_session, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_value_reader",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_value_reader, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_value_writer",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_value_writer, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_versions",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_versions, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_wal",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_wal, NOW_MS, &w->out_ops, at));
  REFUSED("sda_group_submit: engine is a sda_wal_reader",
      sda_group_submit(w->h_group, (struct sda_engine *)(void *)w->h_wal_reader, NOW_MS, &w->out_ops, at));
  ANY("sda_group_submit: timestamp_ms is 0",
      sda_group_submit(w->h_group, w->h_engine, 0, &w->out_ops, at));
  ANY("sda_group_submit: timestamp_ms is -1",
      sda_group_submit(w->h_group, w->h_engine, -1, &w->out_ops, at));
  ANY("sda_group_submit: timestamp_ms is INT64_MIN",
      sda_group_submit(w->h_group, w->h_engine, INT64_MIN, &w->out_ops, at));
  ANY("sda_group_submit: timestamp_ms is INT64_MAX",
      sda_group_submit(w->h_group, w->h_engine, INT64_MAX, &w->out_ops, at));
  ANY("sda_group_submit: ops is NULL",
      sda_group_submit(w->h_group, w->h_engine, NOW_MS, NULL, at));
}

static sda_status call_sda_group_submit(world *w, sda_error **at) {
  return sda_group_submit(w->h_group, w->h_engine, NOW_MS, &w->out_ops, at);
}

static void abuse_sda_group_apply_local(world *w) {
  ANY("sda_group_apply_local: all is right",
      sda_group_apply_local(w->h_group, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is NULL",
      sda_group_apply_local(NULL, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_client",
      sda_group_apply_local((struct sda_group *)(void *)w->h_client, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_client_events",
      sda_group_apply_local((struct sda_group *)(void *)w->h_client_events, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_conflicts",
      sda_group_apply_local((struct sda_group *)(void *)w->h_conflicts, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_engine",
      sda_group_apply_local((struct sda_group *)(void *)w->h_engine, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_error",
      sda_group_apply_local((struct sda_group *)(void *)w->h_error, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_feed",
      sda_group_apply_local((struct sda_group *)(void *)w->h_feed, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_findings",
      sda_group_apply_local((struct sda_group *)(void *)w->h_findings, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_known_peers",
      sda_group_apply_local((struct sda_group *)(void *)w->h_known_peers, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_losses",
      sda_group_apply_local((struct sda_group *)(void *)w->h_losses, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_node_info",
      sda_group_apply_local((struct sda_group *)(void *)w->h_node_info, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_ops",
      sda_group_apply_local((struct sda_group *)(void *)w->h_ops, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_peers",
      sda_group_apply_local((struct sda_group *)(void *)w->h_peers, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_scan",
      sda_group_apply_local((struct sda_group *)(void *)w->h_scan, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_session",
      sda_group_apply_local((struct sda_group *)(void *)w->h_session, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_value_reader",
      sda_group_apply_local((struct sda_group *)(void *)w->h_value_reader, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_value_writer",
      sda_group_apply_local((struct sda_group *)(void *)w->h_value_writer, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_versions",
      sda_group_apply_local((struct sda_group *)(void *)w->h_versions, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_wal",
      sda_group_apply_local((struct sda_group *)(void *)w->h_wal, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: group is a sda_wal_reader",
      sda_group_apply_local((struct sda_group *)(void *)w->h_wal_reader, w->h_engine, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is NULL",
      sda_group_apply_local(w->h_group, NULL, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_client",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_client, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_client_events",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_client_events, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_conflicts",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_conflicts, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_error",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_error, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_feed",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_feed, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_findings",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_findings, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_group",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_group, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_known_peers",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_known_peers, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_losses",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_losses, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_node_info",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_node_info, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_ops",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_ops, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_peers",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_peers, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_scan",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_scan, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_session",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_session, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_value_reader",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_value_reader, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_value_writer",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_value_writer, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_versions",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_versions, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_wal",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_wal, NOW_MS, &w->s_apply.value, at));
  REFUSED("sda_group_apply_local: engine is a sda_wal_reader",
      sda_group_apply_local(w->h_group, (struct sda_engine *)(void *)w->h_wal_reader, NOW_MS, &w->s_apply.value, at));
  ANY("sda_group_apply_local: timestamp_ms is 0",
      sda_group_apply_local(w->h_group, w->h_engine, 0, &w->s_apply.value, at));
  ANY("sda_group_apply_local: timestamp_ms is -1",
      sda_group_apply_local(w->h_group, w->h_engine, -1, &w->s_apply.value, at));
  ANY("sda_group_apply_local: timestamp_ms is INT64_MIN",
      sda_group_apply_local(w->h_group, w->h_engine, INT64_MIN, &w->s_apply.value, at));
  ANY("sda_group_apply_local: timestamp_ms is INT64_MAX",
      sda_group_apply_local(w->h_group, w->h_engine, INT64_MAX, &w->s_apply.value, at));
  ANY("sda_group_apply_local: apply is NULL",
      sda_group_apply_local(w->h_group, w->h_engine, NOW_MS, NULL, at));
  REFUSED("sda_group_apply_local: apply of 0 bytes",
      sda_group_apply_local(w->h_group, w->h_engine, NOW_MS, (w->s_apply.value.struct_size = 0, &w->s_apply.value), at));
  REFUSED("sda_group_apply_local: apply of 1 bytes",
      sda_group_apply_local(w->h_group, w->h_engine, NOW_MS, (w->s_apply.value.struct_size = 1, &w->s_apply.value), at));
  REFUSED("sda_group_apply_local: apply of 3 bytes",
      sda_group_apply_local(w->h_group, w->h_engine, NOW_MS, (w->s_apply.value.struct_size = 3, &w->s_apply.value), at));
  REFUSED("sda_group_apply_local: apply of 4097 bytes",
      sda_group_apply_local(w->h_group, w->h_engine, NOW_MS, (w->s_apply.value.struct_size = 4097, &w->s_apply.value), at));
  REFUSED("sda_group_apply_local: apply of UINT32_MAX bytes",
      sda_group_apply_local(w->h_group, w->h_engine, NOW_MS, (w->s_apply.value.struct_size = UINT32_MAX, &w->s_apply.value), at));
  ANY("sda_group_apply_local: apply of 8 bytes",
      sda_group_apply_local(w->h_group, w->h_engine, NOW_MS, (w->s_apply.value.struct_size = 8, &w->s_apply.value), at));
  ANY("sda_group_apply_local: apply of 4096 bytes",
      sda_group_apply_local(w->h_group, w->h_engine, NOW_MS, (w->s_apply.value.struct_size = 4096, &w->s_apply.value), at));
}

static sda_status call_sda_group_apply_local(world *w, sda_error **at) {
  return sda_group_apply_local(w->h_group, w->h_engine, NOW_MS, &w->s_apply.value, at);
}

static void abuse_sda_group_free(world *w) {
  ANY_VOID("sda_group_free: group is NULL",
      sda_group_free(NULL));
  REFUSED_VOID("sda_group_free: group is a sda_client",
      sda_group_free((struct sda_group *)(void *)w->h_client));
  REFUSED_VOID("sda_group_free: group is a sda_client_events",
      sda_group_free((struct sda_group *)(void *)w->h_client_events));
  REFUSED_VOID("sda_group_free: group is a sda_conflicts",
      sda_group_free((struct sda_group *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_group_free: group is a sda_engine",
      sda_group_free((struct sda_group *)(void *)w->h_engine));
  REFUSED_VOID("sda_group_free: group is a sda_error",
      sda_group_free((struct sda_group *)(void *)w->h_error));
  REFUSED_VOID("sda_group_free: group is a sda_feed",
      sda_group_free((struct sda_group *)(void *)w->h_feed));
  REFUSED_VOID("sda_group_free: group is a sda_findings",
      sda_group_free((struct sda_group *)(void *)w->h_findings));
  REFUSED_VOID("sda_group_free: group is a sda_known_peers",
      sda_group_free((struct sda_group *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_group_free: group is a sda_losses",
      sda_group_free((struct sda_group *)(void *)w->h_losses));
  REFUSED_VOID("sda_group_free: group is a sda_node_info",
      sda_group_free((struct sda_group *)(void *)w->h_node_info));
  REFUSED_VOID("sda_group_free: group is a sda_ops",
      sda_group_free((struct sda_group *)(void *)w->h_ops));
  REFUSED_VOID("sda_group_free: group is a sda_peers",
      sda_group_free((struct sda_group *)(void *)w->h_peers));
  REFUSED_VOID("sda_group_free: group is a sda_scan",
      sda_group_free((struct sda_group *)(void *)w->h_scan));
  REFUSED_VOID("sda_group_free: group is a sda_session",
      sda_group_free((struct sda_group *)(void *)w->h_session));
  REFUSED_VOID("sda_group_free: group is a sda_value_reader",
      sda_group_free((struct sda_group *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_group_free: group is a sda_value_writer",
      sda_group_free((struct sda_group *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_group_free: group is a sda_versions",
      sda_group_free((struct sda_group *)(void *)w->h_versions));
  REFUSED_VOID("sda_group_free: group is a sda_wal",
      sda_group_free((struct sda_group *)(void *)w->h_wal));
  REFUSED_VOID("sda_group_free: group is a sda_wal_reader",
      sda_group_free((struct sda_group *)(void *)w->h_wal_reader));
}

static void abuse_sda_group_put_many(world *w) {
  ANY("sda_group_put_many: all is right",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is NULL",
      sda_group_put_many(NULL, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_client",
      sda_group_put_many((struct sda_group *)(void *)w->h_client, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_client_events",
      sda_group_put_many((struct sda_group *)(void *)w->h_client_events, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_conflicts",
      sda_group_put_many((struct sda_group *)(void *)w->h_conflicts, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_engine",
      sda_group_put_many((struct sda_group *)(void *)w->h_engine, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_error",
      sda_group_put_many((struct sda_group *)(void *)w->h_error, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_feed",
      sda_group_put_many((struct sda_group *)(void *)w->h_feed, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_findings",
      sda_group_put_many((struct sda_group *)(void *)w->h_findings, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_known_peers",
      sda_group_put_many((struct sda_group *)(void *)w->h_known_peers, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_losses",
      sda_group_put_many((struct sda_group *)(void *)w->h_losses, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_node_info",
      sda_group_put_many((struct sda_group *)(void *)w->h_node_info, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_ops",
      sda_group_put_many((struct sda_group *)(void *)w->h_ops, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_peers",
      sda_group_put_many((struct sda_group *)(void *)w->h_peers, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_scan",
      sda_group_put_many((struct sda_group *)(void *)w->h_scan, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_session",
      sda_group_put_many((struct sda_group *)(void *)w->h_session, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_value_reader",
      sda_group_put_many((struct sda_group *)(void *)w->h_value_reader, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_value_writer",
      sda_group_put_many((struct sda_group *)(void *)w->h_value_writer, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_versions",
      sda_group_put_many((struct sda_group *)(void *)w->h_versions, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_wal",
      sda_group_put_many((struct sda_group *)(void *)w->h_wal, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: group is a sda_wal_reader",
      sda_group_put_many((struct sda_group *)(void *)w->h_wal_reader, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: keys is NULL with a length",
      sda_group_put_many(w->h_group, NULL, 1, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: keys is NULL without a length",
      sda_group_put_many(w->h_group, NULL, 0, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: keys is empty",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, 0, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: keys beyond memory",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, SIZE_MAX, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: keys is no text",
      sda_group_put_many(w->h_group, NO_TEXT, NO_TEXT_LEN, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: keys has a zero inside",
      sda_group_put_many(w->h_group, ZEROS, ZEROS_LEN, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: key_sizes is NULL with a length",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, NULL, 1, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: key_sizes is NULL without a length",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, NULL, 0, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: key_sizes is empty",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, 0, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: key_sizes beyond memory",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, SIZE_MAX, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: key_sizes is no text",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, NO_TEXT, NO_TEXT_LEN, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: key_sizes has a zero inside",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, ZEROS, ZEROS_LEN, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: values is NULL with a length",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, NULL, 1, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: values is NULL without a length",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, NULL, 0, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: values is empty",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, 0, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: values beyond memory",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, SIZE_MAX, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: values is no text",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, NO_TEXT, NO_TEXT_LEN, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  ANY("sda_group_put_many: values has a zero inside",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, ZEROS, ZEROS_LEN, text_of(w, "value_sizes").ptr, text_of(w, "value_sizes").len, at));
  REFUSED("sda_group_put_many: value_sizes is NULL with a length",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, NULL, 1, at));
  ANY("sda_group_put_many: value_sizes is NULL without a length",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, NULL, 0, at));
  ANY("sda_group_put_many: value_sizes is empty",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, 0, at));
  REFUSED("sda_group_put_many: value_sizes beyond memory",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, text_of(w, "value_sizes").ptr, SIZE_MAX, at));
  ANY("sda_group_put_many: value_sizes is no text",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_group_put_many: value_sizes has a zero inside",
      sda_group_put_many(w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, text_of(w, "values").ptr, text_of(w, "values").len, ZEROS, ZEROS_LEN, at));
}

static void abuse_sda_store_get_many(world *w) {
  ANY("sda_store_get_many: all is right",
      sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is NULL",
      sda_store_get_many(NULL, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_client",
      sda_store_get_many((struct sda_engine *)(void *)w->h_client, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_client_events",
      sda_store_get_many((struct sda_engine *)(void *)w->h_client_events, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_conflicts",
      sda_store_get_many((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_error",
      sda_store_get_many((struct sda_engine *)(void *)w->h_error, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_feed",
      sda_store_get_many((struct sda_engine *)(void *)w->h_feed, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_findings",
      sda_store_get_many((struct sda_engine *)(void *)w->h_findings, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_group",
      sda_store_get_many((struct sda_engine *)(void *)w->h_group, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_known_peers",
      sda_store_get_many((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_losses",
      sda_store_get_many((struct sda_engine *)(void *)w->h_losses, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_node_info",
      sda_store_get_many((struct sda_engine *)(void *)w->h_node_info, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_ops",
      sda_store_get_many((struct sda_engine *)(void *)w->h_ops, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_peers",
      sda_store_get_many((struct sda_engine *)(void *)w->h_peers, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_scan",
      sda_store_get_many((struct sda_engine *)(void *)w->h_scan, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_session",
      sda_store_get_many((struct sda_engine *)(void *)w->h_session, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_value_reader",
      sda_store_get_many((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_value_writer",
      sda_store_get_many((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_versions",
      sda_store_get_many((struct sda_engine *)(void *)w->h_versions, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_wal",
      sda_store_get_many((struct sda_engine *)(void *)w->h_wal, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: engine is a sda_wal_reader",
      sda_store_get_many((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: keys is NULL with a length",
      sda_store_get_many(w->h_engine, NULL, 1, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  ANY("sda_store_get_many: keys is NULL without a length",
      sda_store_get_many(w->h_engine, NULL, 0, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  ANY("sda_store_get_many: keys is empty",
      sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, 0, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: keys beyond memory",
      sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, SIZE_MAX, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  ANY("sda_store_get_many: keys is no text",
      sda_store_get_many(w->h_engine, NO_TEXT, NO_TEXT_LEN, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  ANY("sda_store_get_many: keys has a zero inside",
      sda_store_get_many(w->h_engine, ZEROS, ZEROS_LEN, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: key_sizes is NULL with a length",
      sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, text_of(w, "keys").len, NULL, 1, &w->buf, &w->buf, at));
  ANY("sda_store_get_many: key_sizes is NULL without a length",
      sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, text_of(w, "keys").len, NULL, 0, &w->buf, &w->buf, at));
  ANY("sda_store_get_many: key_sizes is empty",
      sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, 0, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: key_sizes beyond memory",
      sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, SIZE_MAX, &w->buf, &w->buf, at));
  ANY("sda_store_get_many: key_sizes is no text",
      sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, text_of(w, "keys").len, NO_TEXT, NO_TEXT_LEN, &w->buf, &w->buf, at));
  ANY("sda_store_get_many: key_sizes has a zero inside",
      sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, text_of(w, "keys").len, ZEROS, ZEROS_LEN, &w->buf, &w->buf, at));
  REFUSED("sda_store_get_many: values is NULL",
      sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, NULL, &w->buf, at));
  REFUSED("sda_store_get_many: value_sizes is NULL",
      sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, NULL, at));
}

static sda_status call_sda_store_get_many(world *w, sda_error **at) {
  return sda_store_get_many(w->h_engine, text_of(w, "keys").ptr, text_of(w, "keys").len, text_of(w, "key_sizes").ptr, text_of(w, "key_sizes").len, &w->buf, &w->buf, at);
}

static void abuse_sda_scan_next_many(world *w) {
  ANY("sda_scan_next_many: all is right",
      sda_scan_next_many(w->h_scan, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is NULL",
      sda_scan_next_many(NULL, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_client",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_client, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_client_events",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_client_events, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_conflicts",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_conflicts, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_engine",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_engine, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_error",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_error, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_feed",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_feed, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_findings",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_findings, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_group",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_group, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_known_peers",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_known_peers, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_losses",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_losses, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_node_info",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_node_info, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_ops",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_ops, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_peers",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_peers, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_session",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_session, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_value_reader",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_value_reader, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_value_writer",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_value_writer, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_versions",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_versions, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_wal",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_wal, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: scan is a sda_wal_reader",
      sda_scan_next_many((struct sda_scan *)(void *)w->h_wal_reader, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at));
  ANY("sda_scan_next_many: bytes_max is 0",
      sda_scan_next_many(w->h_scan, 0, &w->buf, &w->buf, &w->buf, &w->buf, at));
  ANY("sda_scan_next_many: bytes_max is 1",
      sda_scan_next_many(w->h_scan, 1, &w->buf, &w->buf, &w->buf, &w->buf, at));
  ANY("sda_scan_next_many: bytes_max is UINT64_C(1) << 63",
      sda_scan_next_many(w->h_scan, UINT64_C(1) << 63, &w->buf, &w->buf, &w->buf, &w->buf, at));
  ANY("sda_scan_next_many: bytes_max is UINT64_MAX",
      sda_scan_next_many(w->h_scan, UINT64_MAX, &w->buf, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: keys is NULL",
      sda_scan_next_many(w->h_scan, 4096, NULL, &w->buf, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: key_sizes is NULL",
      sda_scan_next_many(w->h_scan, 4096, &w->buf, NULL, &w->buf, &w->buf, at));
  REFUSED("sda_scan_next_many: values is NULL",
      sda_scan_next_many(w->h_scan, 4096, &w->buf, &w->buf, NULL, &w->buf, at));
  REFUSED("sda_scan_next_many: value_sizes is NULL",
      sda_scan_next_many(w->h_scan, 4096, &w->buf, &w->buf, &w->buf, NULL, at));
}

static sda_status call_sda_scan_next_many(world *w, sda_error **at) {
  return sda_scan_next_many(w->h_scan, 4096, &w->buf, &w->buf, &w->buf, &w->buf, at);
}

static void abuse_sda_value_reader_open(world *w) {
  ANY("sda_value_reader_open: all is right",
      sda_value_reader_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is NULL",
      sda_value_reader_open(NULL, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_client",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_client_events",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_conflicts",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_error",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_feed",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_findings",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_group",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_known_peers",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_losses",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_node_info",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_ops",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_peers",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_scan",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_session",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_value_reader",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_value_writer",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_versions",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_wal",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: engine is a sda_wal_reader",
      sda_value_reader_open((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: key is NULL with a length",
      sda_value_reader_open(w->h_engine, NULL, 1, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  ANY("sda_value_reader_open: key is NULL without a length",
      sda_value_reader_open(w->h_engine, NULL, 0, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  ANY("sda_value_reader_open: key is empty",
      sda_value_reader_open(w->h_engine, text_of(w, "key").ptr, 0, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: key beyond memory",
      sda_value_reader_open(w->h_engine, text_of(w, "key").ptr, SIZE_MAX, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  ANY("sda_value_reader_open: key is no text",
      sda_value_reader_open(w->h_engine, NO_TEXT, NO_TEXT_LEN, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  ANY("sda_value_reader_open: key has a zero inside",
      sda_value_reader_open(w->h_engine, ZEROS, ZEROS_LEN, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at));
  REFUSED("sda_value_reader_open: reader is NULL",
      sda_value_reader_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, NULL, &w->u64, &w->u64, &w->i64, at));
  ANY("sda_value_reader_open: value_bytes is NULL",
      sda_value_reader_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, NULL, &w->u64, &w->i64, at));
  ANY("sda_value_reader_open: version is NULL",
      sda_value_reader_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, NULL, &w->i64, at));
  ANY("sda_value_reader_open: timestamp_ms is NULL",
      sda_value_reader_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, NULL, at));
}

static sda_status call_sda_value_reader_open(world *w, sda_error **at) {
  return sda_value_reader_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->out_value_reader, &w->u64, &w->u64, &w->i64, at);
}

static void abuse_sda_value_reader_read(world *w) {
  ANY("sda_value_reader_read: all is right",
      sda_value_reader_read(w->h_value_reader, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is NULL",
      sda_value_reader_read(NULL, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_client",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_client, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_client_events",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_client_events, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_conflicts",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_conflicts, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_engine",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_engine, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_error",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_error, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_feed",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_feed, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_findings",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_findings, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_group",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_group, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_known_peers",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_known_peers, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_losses",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_losses, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_node_info",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_node_info, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_ops",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_ops, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_peers",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_peers, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_scan",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_scan, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_session",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_session, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_value_writer",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_value_writer, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_versions",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_versions, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_wal",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_wal, 0, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: reader is a sda_wal_reader",
      sda_value_reader_read((struct sda_value_reader *)(void *)w->h_wal_reader, 0, w->room, sizeof w->room, &w->size, at));
  ANY("sda_value_reader_read: offset is 0",
      sda_value_reader_read(w->h_value_reader, 0, w->room, sizeof w->room, &w->size, at));
  ANY("sda_value_reader_read: offset is 1",
      sda_value_reader_read(w->h_value_reader, 1, w->room, sizeof w->room, &w->size, at));
  ANY("sda_value_reader_read: offset is UINT64_C(1) << 63",
      sda_value_reader_read(w->h_value_reader, UINT64_C(1) << 63, w->room, sizeof w->room, &w->size, at));
  ANY("sda_value_reader_read: offset is UINT64_MAX",
      sda_value_reader_read(w->h_value_reader, UINT64_MAX, w->room, sizeof w->room, &w->size, at));
  REFUSED("sda_value_reader_read: buffer is NULL",
      sda_value_reader_read(w->h_value_reader, 0, NULL, sizeof w->room, &w->size, at));
  ANY("sda_value_reader_read: capacity is 0",
      sda_value_reader_read(w->h_value_reader, 0, w->room, 0, &w->size, at));
  ANY("sda_value_reader_read: capacity is 1",
      sda_value_reader_read(w->h_value_reader, 0, w->room, 1, &w->size, at));
  REFUSED("sda_value_reader_read: read_len is NULL",
      sda_value_reader_read(w->h_value_reader, 0, w->room, sizeof w->room, NULL, at));
}

static sda_status call_sda_value_reader_read(world *w, sda_error **at) {
  return sda_value_reader_read(w->h_value_reader, 0, w->room, sizeof w->room, &w->size, at);
}

static void abuse_sda_value_reader_free(world *w) {
  ANY_VOID("sda_value_reader_free: reader is NULL",
      sda_value_reader_free(NULL));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_client",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_client));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_client_events",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_client_events));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_conflicts",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_engine",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_engine));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_error",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_error));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_feed",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_feed));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_findings",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_findings));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_group",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_group));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_known_peers",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_losses",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_losses));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_node_info",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_node_info));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_ops",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_ops));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_peers",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_peers));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_scan",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_scan));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_session",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_session));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_value_writer",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_versions",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_versions));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_wal",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_wal));
  REFUSED_VOID("sda_value_reader_free: reader is a sda_wal_reader",
      sda_value_reader_free((struct sda_value_reader *)(void *)w->h_wal_reader));
}

static void abuse_sda_value_writer_open(world *w) {
  ANY("sda_value_writer_open: all is right",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is NULL",
      sda_value_writer_open(NULL, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_client",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_client_events",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_conflicts",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_error",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_feed",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_findings",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_group",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_known_peers",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_losses",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_node_info",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_ops",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_peers",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_scan",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_session",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_value_reader",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_value_writer",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_versions",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_wal",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: engine is a sda_wal_reader",
      sda_value_writer_open((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: key is NULL with a length",
      sda_value_writer_open(w->h_engine, NULL, 1, 1, NOW_MS, &w->out_value_writer, at));
  ANY("sda_value_writer_open: key is NULL without a length",
      sda_value_writer_open(w->h_engine, NULL, 0, 1, NOW_MS, &w->out_value_writer, at));
  ANY("sda_value_writer_open: key is empty",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, 0, 1, NOW_MS, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: key beyond memory",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, SIZE_MAX, 1, NOW_MS, &w->out_value_writer, at));
  ANY("sda_value_writer_open: key is no text",
      sda_value_writer_open(w->h_engine, NO_TEXT, NO_TEXT_LEN, 1, NOW_MS, &w->out_value_writer, at));
  ANY("sda_value_writer_open: key has a zero inside",
      sda_value_writer_open(w->h_engine, ZEROS, ZEROS_LEN, 1, NOW_MS, &w->out_value_writer, at));
  ANY("sda_value_writer_open: value_bytes is 0",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, 0, NOW_MS, &w->out_value_writer, at));
  ANY("sda_value_writer_open: value_bytes is 1",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at));
  ANY("sda_value_writer_open: value_bytes is UINT64_C(1) << 63",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, UINT64_C(1) << 63, NOW_MS, &w->out_value_writer, at));
  ANY("sda_value_writer_open: value_bytes is UINT64_MAX",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, UINT64_MAX, NOW_MS, &w->out_value_writer, at));
  ANY("sda_value_writer_open: timestamp_ms is 0",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, 1, 0, &w->out_value_writer, at));
  ANY("sda_value_writer_open: timestamp_ms is -1",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, 1, -1, &w->out_value_writer, at));
  ANY("sda_value_writer_open: timestamp_ms is INT64_MIN",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, 1, INT64_MIN, &w->out_value_writer, at));
  ANY("sda_value_writer_open: timestamp_ms is INT64_MAX",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, 1, INT64_MAX, &w->out_value_writer, at));
  REFUSED("sda_value_writer_open: writer is NULL",
      sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, NULL, at));
}

static sda_status call_sda_value_writer_open(world *w, sda_error **at) {
  return sda_value_writer_open(w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, 1, NOW_MS, &w->out_value_writer, at);
}

static void abuse_sda_value_writer_write(world *w) {
  ANY("sda_value_writer_write: all is right",
      sda_value_writer_write(w->h_value_writer, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is NULL",
      sda_value_writer_write(NULL, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_client",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_client, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_client_events",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_client_events, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_conflicts",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_conflicts, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_engine",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_engine, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_error",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_error, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_feed",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_feed, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_findings",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_findings, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_group",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_group, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_known_peers",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_known_peers, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_losses",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_losses, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_node_info",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_node_info, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_ops",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_ops, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_peers",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_peers, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_scan",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_scan, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_session",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_session, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_value_reader",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_value_reader, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_versions",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_versions, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_wal",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_wal, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: writer is a sda_wal_reader",
      sda_value_writer_write((struct sda_value_writer *)(void *)w->h_wal_reader, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_value_writer_write: bytes is NULL with a length",
      sda_value_writer_write(w->h_value_writer, NULL, 1, at));
  ANY("sda_value_writer_write: bytes is NULL without a length",
      sda_value_writer_write(w->h_value_writer, NULL, 0, at));
  ANY("sda_value_writer_write: bytes is empty",
      sda_value_writer_write(w->h_value_writer, text_of(w, "bytes").ptr, 0, at));
  REFUSED("sda_value_writer_write: bytes beyond memory",
      sda_value_writer_write(w->h_value_writer, text_of(w, "bytes").ptr, SIZE_MAX, at));
  ANY("sda_value_writer_write: bytes is no text",
      sda_value_writer_write(w->h_value_writer, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_value_writer_write: bytes has a zero inside",
      sda_value_writer_write(w->h_value_writer, ZEROS, ZEROS_LEN, at));
}

static sda_status call_sda_value_writer_write(world *w, sda_error **at) {
  return sda_value_writer_write(w->h_value_writer, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at);
}

static void abuse_sda_value_writer_commit(world *w) {
  ANY("sda_value_writer_commit: all is right",
      sda_value_writer_commit(w->h_value_writer, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is NULL",
      sda_value_writer_commit(NULL, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_client",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_client, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_client_events",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_client_events, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_conflicts",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_conflicts, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_engine",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_engine, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_error",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_error, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_feed",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_feed, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_findings",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_findings, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_group",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_group, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_known_peers",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_known_peers, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_losses",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_losses, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_node_info",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_node_info, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_ops",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_ops, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_peers",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_peers, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_scan",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_scan, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_session",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_session, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_value_reader",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_value_reader, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_versions",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_versions, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_wal",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_wal, &w->s_apply.value, at));
  REFUSED("sda_value_writer_commit: writer is a sda_wal_reader",
      sda_value_writer_commit((struct sda_value_writer *)(void *)w->h_wal_reader, &w->s_apply.value, at));
  ANY("sda_value_writer_commit: apply is NULL",
      sda_value_writer_commit(w->h_value_writer, NULL, at));
  REFUSED("sda_value_writer_commit: apply of 0 bytes",
      sda_value_writer_commit(w->h_value_writer, (w->s_apply.value.struct_size = 0, &w->s_apply.value), at));
  REFUSED("sda_value_writer_commit: apply of 1 bytes",
      sda_value_writer_commit(w->h_value_writer, (w->s_apply.value.struct_size = 1, &w->s_apply.value), at));
  REFUSED("sda_value_writer_commit: apply of 3 bytes",
      sda_value_writer_commit(w->h_value_writer, (w->s_apply.value.struct_size = 3, &w->s_apply.value), at));
  REFUSED("sda_value_writer_commit: apply of 4097 bytes",
      sda_value_writer_commit(w->h_value_writer, (w->s_apply.value.struct_size = 4097, &w->s_apply.value), at));
  REFUSED("sda_value_writer_commit: apply of UINT32_MAX bytes",
      sda_value_writer_commit(w->h_value_writer, (w->s_apply.value.struct_size = UINT32_MAX, &w->s_apply.value), at));
  ANY("sda_value_writer_commit: apply of 8 bytes",
      sda_value_writer_commit(w->h_value_writer, (w->s_apply.value.struct_size = 8, &w->s_apply.value), at));
  ANY("sda_value_writer_commit: apply of 4096 bytes",
      sda_value_writer_commit(w->h_value_writer, (w->s_apply.value.struct_size = 4096, &w->s_apply.value), at));
}

static sda_status call_sda_value_writer_commit(world *w, sda_error **at) {
  return sda_value_writer_commit(w->h_value_writer, &w->s_apply.value, at);
}

static void abuse_sda_value_writer_free(world *w) {
  ANY_VOID("sda_value_writer_free: writer is NULL",
      sda_value_writer_free(NULL));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_client",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_client));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_client_events",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_client_events));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_conflicts",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_engine",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_engine));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_error",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_error));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_feed",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_feed));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_findings",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_findings));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_group",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_group));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_known_peers",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_losses",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_losses));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_node_info",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_node_info));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_ops",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_ops));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_peers",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_peers));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_scan",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_scan));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_session",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_session));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_value_reader",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_versions",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_versions));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_wal",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_wal));
  REFUSED_VOID("sda_value_writer_free: writer is a sda_wal_reader",
      sda_value_writer_free((struct sda_value_writer *)(void *)w->h_wal_reader));
}

static void abuse_sda_sync_attach(world *w) {
  ANY("sda_sync_attach: all is right",
      sda_sync_attach(w->h_engine, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is NULL",
      sda_sync_attach(NULL, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_client",
      sda_sync_attach((struct sda_engine *)(void *)w->h_client, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_client_events",
      sda_sync_attach((struct sda_engine *)(void *)w->h_client_events, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_conflicts",
      sda_sync_attach((struct sda_engine *)(void *)w->h_conflicts, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_error",
      sda_sync_attach((struct sda_engine *)(void *)w->h_error, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_feed",
      sda_sync_attach((struct sda_engine *)(void *)w->h_feed, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_findings",
      sda_sync_attach((struct sda_engine *)(void *)w->h_findings, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_group",
      sda_sync_attach((struct sda_engine *)(void *)w->h_group, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_known_peers",
      sda_sync_attach((struct sda_engine *)(void *)w->h_known_peers, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_losses",
      sda_sync_attach((struct sda_engine *)(void *)w->h_losses, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_node_info",
      sda_sync_attach((struct sda_engine *)(void *)w->h_node_info, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_ops",
      sda_sync_attach((struct sda_engine *)(void *)w->h_ops, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_peers",
      sda_sync_attach((struct sda_engine *)(void *)w->h_peers, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_scan",
      sda_sync_attach((struct sda_engine *)(void *)w->h_scan, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_session",
      sda_sync_attach((struct sda_engine *)(void *)w->h_session, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_value_reader",
      sda_sync_attach((struct sda_engine *)(void *)w->h_value_reader, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_value_writer",
      sda_sync_attach((struct sda_engine *)(void *)w->h_value_writer, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_versions",
      sda_sync_attach((struct sda_engine *)(void *)w->h_versions, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_wal",
      sda_sync_attach((struct sda_engine *)(void *)w->h_wal, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: engine is a sda_wal_reader",
      sda_sync_attach((struct sda_engine *)(void *)w->h_wal_reader, &w->s_sync_options.value, at));
  REFUSED("sda_sync_attach: options is NULL",
      sda_sync_attach(w->h_engine, NULL, at));
  REFUSED("sda_sync_attach: options of 0 bytes",
      sda_sync_attach(w->h_engine, (w->s_sync_options.value.struct_size = 0, &w->s_sync_options.value), at));
  REFUSED("sda_sync_attach: options of 1 bytes",
      sda_sync_attach(w->h_engine, (w->s_sync_options.value.struct_size = 1, &w->s_sync_options.value), at));
  REFUSED("sda_sync_attach: options of 3 bytes",
      sda_sync_attach(w->h_engine, (w->s_sync_options.value.struct_size = 3, &w->s_sync_options.value), at));
  REFUSED("sda_sync_attach: options of 4097 bytes",
      sda_sync_attach(w->h_engine, (w->s_sync_options.value.struct_size = 4097, &w->s_sync_options.value), at));
  REFUSED("sda_sync_attach: options of UINT32_MAX bytes",
      sda_sync_attach(w->h_engine, (w->s_sync_options.value.struct_size = UINT32_MAX, &w->s_sync_options.value), at));
  ANY("sda_sync_attach: options of 8 bytes",
      sda_sync_attach(w->h_engine, (w->s_sync_options.value.struct_size = 8, &w->s_sync_options.value), at));
  ANY("sda_sync_attach: options of 4096 bytes",
      sda_sync_attach(w->h_engine, (w->s_sync_options.value.struct_size = 4096, &w->s_sync_options.value), at));
}

static sda_status call_sda_sync_attach(world *w, sda_error **at) {
  return sda_sync_attach(w->h_engine, &w->s_sync_options.value, at);
}

static void abuse_sda_sync_configure(world *w) {
  ANY("sda_sync_configure: all is right",
      sda_sync_configure(w->h_engine, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is NULL",
      sda_sync_configure(NULL, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_client",
      sda_sync_configure((struct sda_engine *)(void *)w->h_client, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_client_events",
      sda_sync_configure((struct sda_engine *)(void *)w->h_client_events, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_conflicts",
      sda_sync_configure((struct sda_engine *)(void *)w->h_conflicts, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_error",
      sda_sync_configure((struct sda_engine *)(void *)w->h_error, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_feed",
      sda_sync_configure((struct sda_engine *)(void *)w->h_feed, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_findings",
      sda_sync_configure((struct sda_engine *)(void *)w->h_findings, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_group",
      sda_sync_configure((struct sda_engine *)(void *)w->h_group, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_known_peers",
      sda_sync_configure((struct sda_engine *)(void *)w->h_known_peers, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_losses",
      sda_sync_configure((struct sda_engine *)(void *)w->h_losses, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_node_info",
      sda_sync_configure((struct sda_engine *)(void *)w->h_node_info, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_ops",
      sda_sync_configure((struct sda_engine *)(void *)w->h_ops, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_peers",
      sda_sync_configure((struct sda_engine *)(void *)w->h_peers, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_scan",
      sda_sync_configure((struct sda_engine *)(void *)w->h_scan, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_session",
      sda_sync_configure((struct sda_engine *)(void *)w->h_session, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_value_reader",
      sda_sync_configure((struct sda_engine *)(void *)w->h_value_reader, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_value_writer",
      sda_sync_configure((struct sda_engine *)(void *)w->h_value_writer, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_versions",
      sda_sync_configure((struct sda_engine *)(void *)w->h_versions, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_wal",
      sda_sync_configure((struct sda_engine *)(void *)w->h_wal, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: engine is a sda_wal_reader",
      sda_sync_configure((struct sda_engine *)(void *)w->h_wal_reader, &w->s_sync_options.value, at));
  REFUSED("sda_sync_configure: options is NULL",
      sda_sync_configure(w->h_engine, NULL, at));
  REFUSED("sda_sync_configure: options of 0 bytes",
      sda_sync_configure(w->h_engine, (w->s_sync_options.value.struct_size = 0, &w->s_sync_options.value), at));
  REFUSED("sda_sync_configure: options of 1 bytes",
      sda_sync_configure(w->h_engine, (w->s_sync_options.value.struct_size = 1, &w->s_sync_options.value), at));
  REFUSED("sda_sync_configure: options of 3 bytes",
      sda_sync_configure(w->h_engine, (w->s_sync_options.value.struct_size = 3, &w->s_sync_options.value), at));
  REFUSED("sda_sync_configure: options of 4097 bytes",
      sda_sync_configure(w->h_engine, (w->s_sync_options.value.struct_size = 4097, &w->s_sync_options.value), at));
  REFUSED("sda_sync_configure: options of UINT32_MAX bytes",
      sda_sync_configure(w->h_engine, (w->s_sync_options.value.struct_size = UINT32_MAX, &w->s_sync_options.value), at));
  ANY("sda_sync_configure: options of 8 bytes",
      sda_sync_configure(w->h_engine, (w->s_sync_options.value.struct_size = 8, &w->s_sync_options.value), at));
  ANY("sda_sync_configure: options of 4096 bytes",
      sda_sync_configure(w->h_engine, (w->s_sync_options.value.struct_size = 4096, &w->s_sync_options.value), at));
}

static sda_status call_sda_sync_configure(world *w, sda_error **at) {
  return sda_sync_configure(w->h_engine, &w->s_sync_options.value, at);
}

static void abuse_sda_sync_detach(world *w) {
  ANY("sda_sync_detach: all is right",
      sda_sync_detach(w->h_engine, at));
  REFUSED("sda_sync_detach: engine is NULL",
      sda_sync_detach(NULL, at));
  REFUSED("sda_sync_detach: engine is a sda_client",
      sda_sync_detach((struct sda_engine *)(void *)w->h_client, at));
  REFUSED("sda_sync_detach: engine is a sda_client_events",
      sda_sync_detach((struct sda_engine *)(void *)w->h_client_events, at));
  REFUSED("sda_sync_detach: engine is a sda_conflicts",
      sda_sync_detach((struct sda_engine *)(void *)w->h_conflicts, at));
  REFUSED("sda_sync_detach: engine is a sda_error",
      sda_sync_detach((struct sda_engine *)(void *)w->h_error, at));
  REFUSED("sda_sync_detach: engine is a sda_feed",
      sda_sync_detach((struct sda_engine *)(void *)w->h_feed, at));
  REFUSED("sda_sync_detach: engine is a sda_findings",
      sda_sync_detach((struct sda_engine *)(void *)w->h_findings, at));
  REFUSED("sda_sync_detach: engine is a sda_group",
      sda_sync_detach((struct sda_engine *)(void *)w->h_group, at));
  REFUSED("sda_sync_detach: engine is a sda_known_peers",
      sda_sync_detach((struct sda_engine *)(void *)w->h_known_peers, at));
  REFUSED("sda_sync_detach: engine is a sda_losses",
      sda_sync_detach((struct sda_engine *)(void *)w->h_losses, at));
  REFUSED("sda_sync_detach: engine is a sda_node_info",
      sda_sync_detach((struct sda_engine *)(void *)w->h_node_info, at));
  REFUSED("sda_sync_detach: engine is a sda_ops",
      sda_sync_detach((struct sda_engine *)(void *)w->h_ops, at));
  REFUSED("sda_sync_detach: engine is a sda_peers",
      sda_sync_detach((struct sda_engine *)(void *)w->h_peers, at));
  REFUSED("sda_sync_detach: engine is a sda_scan",
      sda_sync_detach((struct sda_engine *)(void *)w->h_scan, at));
  REFUSED("sda_sync_detach: engine is a sda_session",
      sda_sync_detach((struct sda_engine *)(void *)w->h_session, at));
  REFUSED("sda_sync_detach: engine is a sda_value_reader",
      sda_sync_detach((struct sda_engine *)(void *)w->h_value_reader, at));
  REFUSED("sda_sync_detach: engine is a sda_value_writer",
      sda_sync_detach((struct sda_engine *)(void *)w->h_value_writer, at));
  REFUSED("sda_sync_detach: engine is a sda_versions",
      sda_sync_detach((struct sda_engine *)(void *)w->h_versions, at));
  REFUSED("sda_sync_detach: engine is a sda_wal",
      sda_sync_detach((struct sda_engine *)(void *)w->h_wal, at));
  REFUSED("sda_sync_detach: engine is a sda_wal_reader",
      sda_sync_detach((struct sda_engine *)(void *)w->h_wal_reader, at));
}

static sda_status call_sda_sync_detach(world *w, sda_error **at) {
  return sda_sync_detach(w->h_engine, at);
}

static void abuse_sda_sync_set_policy(world *w) {
  ANY("sda_sync_set_policy: all is right",
      sda_sync_set_policy(w->h_engine, 1, at));
  REFUSED("sda_sync_set_policy: engine is NULL",
      sda_sync_set_policy(NULL, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_client",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_client, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_client_events",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_client_events, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_conflicts",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_conflicts, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_error",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_error, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_feed",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_feed, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_findings",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_findings, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_group",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_group, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_known_peers",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_known_peers, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_losses",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_losses, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_node_info",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_node_info, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_ops",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_ops, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_peers",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_peers, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_scan",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_scan, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_session",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_session, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_value_reader",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_value_reader, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_value_writer",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_value_writer, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_versions",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_versions, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_wal",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_wal, 1, at));
  REFUSED("sda_sync_set_policy: engine is a sda_wal_reader",
      sda_sync_set_policy((struct sda_engine *)(void *)w->h_wal_reader, 1, at));
  ANY("sda_sync_set_policy: conflict_policy is 0",
      sda_sync_set_policy(w->h_engine, 0, at));
  ANY("sda_sync_set_policy: conflict_policy is 3",
      sda_sync_set_policy(w->h_engine, 3, at));
  ANY("sda_sync_set_policy: conflict_policy is UINT32_MAX",
      sda_sync_set_policy(w->h_engine, UINT32_MAX, at));
}

static sda_status call_sda_sync_set_policy(world *w, sda_error **at) {
  return sda_sync_set_policy(w->h_engine, 1, at);
}

static void abuse_sda_sync_submit(world *w) {
  ANY("sda_sync_submit: all is right",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is NULL",
      sda_sync_submit(NULL, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_client",
      sda_sync_submit((struct sda_engine *)(void *)w->h_client, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_client_events",
      sda_sync_submit((struct sda_engine *)(void *)w->h_client_events, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_conflicts",
      sda_sync_submit((struct sda_engine *)(void *)w->h_conflicts, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_error",
      sda_sync_submit((struct sda_engine *)(void *)w->h_error, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_feed",
      sda_sync_submit((struct sda_engine *)(void *)w->h_feed, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_findings",
      sda_sync_submit((struct sda_engine *)(void *)w->h_findings, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_group",
      sda_sync_submit((struct sda_engine *)(void *)w->h_group, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_known_peers",
      sda_sync_submit((struct sda_engine *)(void *)w->h_known_peers, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_losses",
      sda_sync_submit((struct sda_engine *)(void *)w->h_losses, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_node_info",
      sda_sync_submit((struct sda_engine *)(void *)w->h_node_info, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_ops",
      sda_sync_submit((struct sda_engine *)(void *)w->h_ops, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_peers",
      sda_sync_submit((struct sda_engine *)(void *)w->h_peers, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_scan",
      sda_sync_submit((struct sda_engine *)(void *)w->h_scan, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_session",
      sda_sync_submit((struct sda_engine *)(void *)w->h_session, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_value_reader",
      sda_sync_submit((struct sda_engine *)(void *)w->h_value_reader, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_value_writer",
      sda_sync_submit((struct sda_engine *)(void *)w->h_value_writer, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_versions",
      sda_sync_submit((struct sda_engine *)(void *)w->h_versions, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_wal",
      sda_sync_submit((struct sda_engine *)(void *)w->h_wal, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: engine is a sda_wal_reader",
      sda_sync_submit((struct sda_engine *)(void *)w->h_wal_reader, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: operation_type is 0",
      sda_sync_submit(w->h_engine, 0, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: operation_type is 3",
      sda_sync_submit(w->h_engine, 3, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: operation_type is UINT32_MAX",
      sda_sync_submit(w->h_engine, UINT32_MAX, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: key is NULL with a length",
      sda_sync_submit(w->h_engine, 1, NULL, 1, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: key is NULL without a length",
      sda_sync_submit(w->h_engine, 1, NULL, 0, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: key is empty",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, 0, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: key beyond memory",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, SIZE_MAX, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: key is no text",
      sda_sync_submit(w->h_engine, 1, NO_TEXT, NO_TEXT_LEN, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: key has a zero inside",
      sda_sync_submit(w->h_engine, 1, ZEROS, ZEROS_LEN, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: value is NULL with a length",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, NULL, 1, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: value is NULL without a length",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, NULL, 0, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: value is empty",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, 0, NOW_MS, &w->out_ops, at));
  REFUSED("sda_sync_submit: value beyond memory",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, SIZE_MAX, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: value is no text",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, NO_TEXT, NO_TEXT_LEN, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: value has a zero inside",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, ZEROS, ZEROS_LEN, NOW_MS, &w->out_ops, at));
  ANY("sda_sync_submit: timestamp_ms is 0",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, 0, &w->out_ops, at));
  ANY("sda_sync_submit: timestamp_ms is -1",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, -1, &w->out_ops, at));
  ANY("sda_sync_submit: timestamp_ms is INT64_MIN",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, INT64_MIN, &w->out_ops, at));
  ANY("sda_sync_submit: timestamp_ms is INT64_MAX",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, INT64_MAX, &w->out_ops, at));
  ANY("sda_sync_submit: ops is NULL",
      sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, NULL, at));
}

static sda_status call_sda_sync_submit(world *w, sda_error **at) {
  return sda_sync_submit(w->h_engine, 1, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NOW_MS, &w->out_ops, at);
}

static void abuse_sda_sync_submit_local_writes(world *w) {
  ANY("sda_sync_submit_local_writes: all is right",
      sda_sync_submit_local_writes(w->h_engine, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is NULL",
      sda_sync_submit_local_writes(NULL, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_client",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_client, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_client_events",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_conflicts",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_error",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_feed",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_findings",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_group",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_known_peers",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_losses",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_node_info",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_ops",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_peers",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_scan",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_session",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_value_reader",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_value_writer",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_versions",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_wal",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_sync_submit_local_writes: engine is a sda_wal_reader",
      sda_sync_submit_local_writes((struct sda_engine *)(void *)w->h_wal_reader, &w->u64, at));
  ANY("sda_sync_submit_local_writes: count is NULL",
      sda_sync_submit_local_writes(w->h_engine, NULL, at));
}

static sda_status call_sda_sync_submit_local_writes(world *w, sda_error **at) {
  return sda_sync_submit_local_writes(w->h_engine, &w->u64, at);
}

static void abuse_sda_sync_receive(world *w) {
  ANY("sda_sync_receive: all is right",
      sda_sync_receive(w->h_engine, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is NULL",
      sda_sync_receive(NULL, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_client",
      sda_sync_receive((struct sda_engine *)(void *)w->h_client, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_client_events",
      sda_sync_receive((struct sda_engine *)(void *)w->h_client_events, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_conflicts",
      sda_sync_receive((struct sda_engine *)(void *)w->h_conflicts, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_error",
      sda_sync_receive((struct sda_engine *)(void *)w->h_error, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_feed",
      sda_sync_receive((struct sda_engine *)(void *)w->h_feed, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_findings",
      sda_sync_receive((struct sda_engine *)(void *)w->h_findings, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_group",
      sda_sync_receive((struct sda_engine *)(void *)w->h_group, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_known_peers",
      sda_sync_receive((struct sda_engine *)(void *)w->h_known_peers, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_losses",
      sda_sync_receive((struct sda_engine *)(void *)w->h_losses, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_node_info",
      sda_sync_receive((struct sda_engine *)(void *)w->h_node_info, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_ops",
      sda_sync_receive((struct sda_engine *)(void *)w->h_ops, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_peers",
      sda_sync_receive((struct sda_engine *)(void *)w->h_peers, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_scan",
      sda_sync_receive((struct sda_engine *)(void *)w->h_scan, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_session",
      sda_sync_receive((struct sda_engine *)(void *)w->h_session, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_value_reader",
      sda_sync_receive((struct sda_engine *)(void *)w->h_value_reader, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_value_writer",
      sda_sync_receive((struct sda_engine *)(void *)w->h_value_writer, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_versions",
      sda_sync_receive((struct sda_engine *)(void *)w->h_versions, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_wal",
      sda_sync_receive((struct sda_engine *)(void *)w->h_wal, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: engine is a sda_wal_reader",
      sda_sync_receive((struct sda_engine *)(void *)w->h_wal_reader, &w->s_op.value, &w->s_received.value, at));
  REFUSED("sda_sync_receive: op is NULL",
      sda_sync_receive(w->h_engine, NULL, &w->s_received.value, at));
  REFUSED("sda_sync_receive: op of 0 bytes",
      sda_sync_receive(w->h_engine, (w->s_op.value.struct_size = 0, &w->s_op.value), &w->s_received.value, at));
  REFUSED("sda_sync_receive: op of 1 bytes",
      sda_sync_receive(w->h_engine, (w->s_op.value.struct_size = 1, &w->s_op.value), &w->s_received.value, at));
  REFUSED("sda_sync_receive: op of 3 bytes",
      sda_sync_receive(w->h_engine, (w->s_op.value.struct_size = 3, &w->s_op.value), &w->s_received.value, at));
  REFUSED("sda_sync_receive: op of 4097 bytes",
      sda_sync_receive(w->h_engine, (w->s_op.value.struct_size = 4097, &w->s_op.value), &w->s_received.value, at));
  REFUSED("sda_sync_receive: op of UINT32_MAX bytes",
      sda_sync_receive(w->h_engine, (w->s_op.value.struct_size = UINT32_MAX, &w->s_op.value), &w->s_received.value, at));
  ANY("sda_sync_receive: op of 8 bytes",
      sda_sync_receive(w->h_engine, (w->s_op.value.struct_size = 8, &w->s_op.value), &w->s_received.value, at));
  ANY("sda_sync_receive: op of 4096 bytes",
      sda_sync_receive(w->h_engine, (w->s_op.value.struct_size = 4096, &w->s_op.value), &w->s_received.value, at));
  ANY("sda_sync_receive: received is NULL",
      sda_sync_receive(w->h_engine, &w->s_op.value, NULL, at));
  REFUSED("sda_sync_receive: received of 0 bytes",
      sda_sync_receive(w->h_engine, &w->s_op.value, (w->s_received.value.struct_size = 0, &w->s_received.value), at));
  REFUSED("sda_sync_receive: received of 1 bytes",
      sda_sync_receive(w->h_engine, &w->s_op.value, (w->s_received.value.struct_size = 1, &w->s_received.value), at));
  REFUSED("sda_sync_receive: received of 3 bytes",
      sda_sync_receive(w->h_engine, &w->s_op.value, (w->s_received.value.struct_size = 3, &w->s_received.value), at));
  REFUSED("sda_sync_receive: received of 4097 bytes",
      sda_sync_receive(w->h_engine, &w->s_op.value, (w->s_received.value.struct_size = 4097, &w->s_received.value), at));
  REFUSED("sda_sync_receive: received of UINT32_MAX bytes",
      sda_sync_receive(w->h_engine, &w->s_op.value, (w->s_received.value.struct_size = UINT32_MAX, &w->s_received.value), at));
  ANY("sda_sync_receive: received of 8 bytes",
      sda_sync_receive(w->h_engine, &w->s_op.value, (w->s_received.value.struct_size = 8, &w->s_received.value), at));
  ANY("sda_sync_receive: received of 4096 bytes",
      sda_sync_receive(w->h_engine, &w->s_op.value, (w->s_received.value.struct_size = 4096, &w->s_received.value), at));
}

static sda_status call_sda_sync_receive(world *w, sda_error **at) {
  return sda_sync_receive(w->h_engine, &w->s_op.value, &w->s_received.value, at);
}

static void abuse_sda_sync_get_state(world *w) {
  ANY("sda_sync_get_state: all is right",
      sda_sync_get_state(w->h_engine, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is NULL",
      sda_sync_get_state(NULL, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_client",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_client, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_client_events",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_client_events, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_conflicts",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_conflicts, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_error",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_error, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_feed",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_feed, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_findings",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_findings, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_group",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_group, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_known_peers",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_known_peers, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_losses",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_losses, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_node_info",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_node_info, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_ops",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_ops, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_peers",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_peers, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_scan",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_scan, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_session",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_session, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_value_reader",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_value_reader, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_value_writer",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_value_writer, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_versions",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_versions, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_wal",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_wal, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: engine is a sda_wal_reader",
      sda_sync_get_state((struct sda_engine *)(void *)w->h_wal_reader, &w->s_sync_state.value, at));
  REFUSED("sda_sync_get_state: state is NULL",
      sda_sync_get_state(w->h_engine, NULL, at));
  REFUSED("sda_sync_get_state: state of 0 bytes",
      sda_sync_get_state(w->h_engine, (w->s_sync_state.value.struct_size = 0, &w->s_sync_state.value), at));
  REFUSED("sda_sync_get_state: state of 1 bytes",
      sda_sync_get_state(w->h_engine, (w->s_sync_state.value.struct_size = 1, &w->s_sync_state.value), at));
  REFUSED("sda_sync_get_state: state of 3 bytes",
      sda_sync_get_state(w->h_engine, (w->s_sync_state.value.struct_size = 3, &w->s_sync_state.value), at));
  REFUSED("sda_sync_get_state: state of 4097 bytes",
      sda_sync_get_state(w->h_engine, (w->s_sync_state.value.struct_size = 4097, &w->s_sync_state.value), at));
  REFUSED("sda_sync_get_state: state of UINT32_MAX bytes",
      sda_sync_get_state(w->h_engine, (w->s_sync_state.value.struct_size = UINT32_MAX, &w->s_sync_state.value), at));
  ANY("sda_sync_get_state: state of 8 bytes",
      sda_sync_get_state(w->h_engine, (w->s_sync_state.value.struct_size = 8, &w->s_sync_state.value), at));
  ANY("sda_sync_get_state: state of 4096 bytes",
      sda_sync_get_state(w->h_engine, (w->s_sync_state.value.struct_size = 4096, &w->s_sync_state.value), at));
}

static sda_status call_sda_sync_get_state(world *w, sda_error **at) {
  return sda_sync_get_state(w->h_engine, &w->s_sync_state.value, at);
}

static void abuse_sda_sync_next_wakeup(world *w) {
  ANY("sda_sync_next_wakeup: all is right",
      sda_sync_next_wakeup(w->h_engine, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is NULL",
      sda_sync_next_wakeup(NULL, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_client",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_client, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_client_events",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_client_events, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_conflicts",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_conflicts, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_error",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_error, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_feed",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_feed, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_findings",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_findings, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_group",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_group, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_known_peers",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_known_peers, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_losses",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_losses, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_node_info",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_node_info, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_ops",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_ops, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_peers",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_peers, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_scan",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_scan, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_session",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_session, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_value_reader",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_value_reader, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_value_writer",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_value_writer, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_versions",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_versions, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_wal",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_wal, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: engine is a sda_wal_reader",
      sda_sync_next_wakeup((struct sda_engine *)(void *)w->h_wal_reader, &w->i64, at));
  REFUSED("sda_sync_next_wakeup: at_ms is NULL",
      sda_sync_next_wakeup(w->h_engine, NULL, at));
}

static sda_status call_sda_sync_next_wakeup(world *w, sda_error **at) {
  return sda_sync_next_wakeup(w->h_engine, &w->i64, at);
}

static void abuse_sda_sync_next_batch(world *w) {
  ANY("sda_sync_next_batch: all is right",
      sda_sync_next_batch(w->h_engine, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is NULL",
      sda_sync_next_batch(NULL, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_client",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_client, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_client_events",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_client_events, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_conflicts",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_conflicts, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_error",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_error, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_feed",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_feed, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_findings",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_findings, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_group",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_group, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_known_peers",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_known_peers, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_losses",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_losses, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_node_info",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_node_info, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_ops",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_ops, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_peers",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_peers, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_scan",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_scan, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_session",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_session, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_value_reader",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_value_reader, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_value_writer",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_value_writer, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_versions",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_versions, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_wal",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_wal, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: engine is a sda_wal_reader",
      sda_sync_next_batch((struct sda_engine *)(void *)w->h_wal_reader, &w->out_ops, at));
  REFUSED("sda_sync_next_batch: ops is NULL",
      sda_sync_next_batch(w->h_engine, NULL, at));
}

static sda_status call_sda_sync_next_batch(world *w, sda_error **at) {
  return sda_sync_next_batch(w->h_engine, &w->out_ops, at);
}

static void abuse_sda_sync_tick(world *w) {
  ANY("sda_sync_tick: all is right",
      sda_sync_tick(w->h_engine, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is NULL",
      sda_sync_tick(NULL, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_client",
      sda_sync_tick((struct sda_engine *)(void *)w->h_client, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_client_events",
      sda_sync_tick((struct sda_engine *)(void *)w->h_client_events, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_conflicts",
      sda_sync_tick((struct sda_engine *)(void *)w->h_conflicts, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_error",
      sda_sync_tick((struct sda_engine *)(void *)w->h_error, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_feed",
      sda_sync_tick((struct sda_engine *)(void *)w->h_feed, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_findings",
      sda_sync_tick((struct sda_engine *)(void *)w->h_findings, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_group",
      sda_sync_tick((struct sda_engine *)(void *)w->h_group, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_known_peers",
      sda_sync_tick((struct sda_engine *)(void *)w->h_known_peers, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_losses",
      sda_sync_tick((struct sda_engine *)(void *)w->h_losses, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_node_info",
      sda_sync_tick((struct sda_engine *)(void *)w->h_node_info, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_ops",
      sda_sync_tick((struct sda_engine *)(void *)w->h_ops, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_peers",
      sda_sync_tick((struct sda_engine *)(void *)w->h_peers, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_scan",
      sda_sync_tick((struct sda_engine *)(void *)w->h_scan, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_session",
      sda_sync_tick((struct sda_engine *)(void *)w->h_session, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_value_reader",
      sda_sync_tick((struct sda_engine *)(void *)w->h_value_reader, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_value_writer",
      sda_sync_tick((struct sda_engine *)(void *)w->h_value_writer, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_versions",
      sda_sync_tick((struct sda_engine *)(void *)w->h_versions, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_wal",
      sda_sync_tick((struct sda_engine *)(void *)w->h_wal, 0, &w->s_tick.value, &w->out_ops, at));
  REFUSED("sda_sync_tick: engine is a sda_wal_reader",
      sda_sync_tick((struct sda_engine *)(void *)w->h_wal_reader, 0, &w->s_tick.value, &w->out_ops, at));
  ANY("sda_sync_tick: prune_completed is 0",
      sda_sync_tick(w->h_engine, 0, &w->s_tick.value, &w->out_ops, at));
  ANY("sda_sync_tick: prune_completed is 3",
      sda_sync_tick(w->h_engine, 3, &w->s_tick.value, &w->out_ops, at));
  ANY("sda_sync_tick: prune_completed is UINT32_MAX",
      sda_sync_tick(w->h_engine, UINT32_MAX, &w->s_tick.value, &w->out_ops, at));
  ANY("sda_sync_tick: tick is NULL",
      sda_sync_tick(w->h_engine, 0, NULL, &w->out_ops, at));
  REFUSED("sda_sync_tick: tick of 0 bytes",
      sda_sync_tick(w->h_engine, 0, (w->s_tick.value.struct_size = 0, &w->s_tick.value), &w->out_ops, at));
  REFUSED("sda_sync_tick: tick of 1 bytes",
      sda_sync_tick(w->h_engine, 0, (w->s_tick.value.struct_size = 1, &w->s_tick.value), &w->out_ops, at));
  REFUSED("sda_sync_tick: tick of 3 bytes",
      sda_sync_tick(w->h_engine, 0, (w->s_tick.value.struct_size = 3, &w->s_tick.value), &w->out_ops, at));
  REFUSED("sda_sync_tick: tick of 4097 bytes",
      sda_sync_tick(w->h_engine, 0, (w->s_tick.value.struct_size = 4097, &w->s_tick.value), &w->out_ops, at));
  REFUSED("sda_sync_tick: tick of UINT32_MAX bytes",
      sda_sync_tick(w->h_engine, 0, (w->s_tick.value.struct_size = UINT32_MAX, &w->s_tick.value), &w->out_ops, at));
  ANY("sda_sync_tick: tick of 8 bytes",
      sda_sync_tick(w->h_engine, 0, (w->s_tick.value.struct_size = 8, &w->s_tick.value), &w->out_ops, at));
  ANY("sda_sync_tick: tick of 4096 bytes",
      sda_sync_tick(w->h_engine, 0, (w->s_tick.value.struct_size = 4096, &w->s_tick.value), &w->out_ops, at));
  ANY("sda_sync_tick: ops is NULL",
      sda_sync_tick(w->h_engine, 0, &w->s_tick.value, NULL, at));
}

static sda_status call_sda_sync_tick(world *w, sda_error **at) {
  return sda_sync_tick(w->h_engine, 0, &w->s_tick.value, &w->out_ops, at);
}

static void abuse_sda_sync_receive_ack(world *w) {
  ANY("sda_sync_receive_ack: all is right",
      sda_sync_receive_ack(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is NULL",
      sda_sync_receive_ack(NULL, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_client",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_client, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_client_events",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_client_events, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_conflicts",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_error",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_error, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_feed",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_feed, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_findings",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_findings, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_group",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_group, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_known_peers",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_losses",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_losses, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_node_info",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_node_info, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_ops",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_ops, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_peers",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_scan",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_scan, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_session",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_session, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_value_reader",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_value_writer",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_versions",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_versions, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_wal",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_wal, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: engine is a sda_wal_reader",
      sda_sync_receive_ack((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_receive_ack: sync_id is NULL with a length",
      sda_sync_receive_ack(w->h_engine, NULL, 1, at));
  ANY("sda_sync_receive_ack: sync_id is NULL without a length",
      sda_sync_receive_ack(w->h_engine, NULL, 0, at));
  ANY("sda_sync_receive_ack: sync_id is empty",
      sda_sync_receive_ack(w->h_engine, text_of(w, "sync_id").ptr, 0, at));
  REFUSED("sda_sync_receive_ack: sync_id beyond memory",
      sda_sync_receive_ack(w->h_engine, text_of(w, "sync_id").ptr, SIZE_MAX, at));
  FAILS("sda_sync_receive_ack: sync_id is no text",
      sda_sync_receive_ack(w->h_engine, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_sync_receive_ack: sync_id has a zero inside",
      sda_sync_receive_ack(w->h_engine, ZEROS, ZEROS_LEN, at));
}

static sda_status call_sda_sync_receive_ack(world *w, sda_error **at) {
  return sda_sync_receive_ack(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at);
}

static void abuse_sda_sync_report_send_failure(world *w) {
  ANY("sda_sync_report_send_failure: all is right",
      sda_sync_report_send_failure(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is NULL",
      sda_sync_report_send_failure(NULL, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_client",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_client, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_client_events",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_client_events, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_conflicts",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_error",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_error, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_feed",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_feed, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_findings",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_findings, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_group",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_group, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_known_peers",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_losses",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_losses, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_node_info",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_node_info, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_ops",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_ops, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_peers",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_scan",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_scan, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_session",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_session, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_value_reader",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_value_writer",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_versions",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_versions, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_wal",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_wal, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: engine is a sda_wal_reader",
      sda_sync_report_send_failure((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at));
  REFUSED("sda_sync_report_send_failure: sync_id is NULL with a length",
      sda_sync_report_send_failure(w->h_engine, NULL, 1, -1, at));
  ANY("sda_sync_report_send_failure: sync_id is NULL without a length",
      sda_sync_report_send_failure(w->h_engine, NULL, 0, -1, at));
  ANY("sda_sync_report_send_failure: sync_id is empty",
      sda_sync_report_send_failure(w->h_engine, text_of(w, "sync_id").ptr, 0, -1, at));
  REFUSED("sda_sync_report_send_failure: sync_id beyond memory",
      sda_sync_report_send_failure(w->h_engine, text_of(w, "sync_id").ptr, SIZE_MAX, -1, at));
  FAILS("sda_sync_report_send_failure: sync_id is no text",
      sda_sync_report_send_failure(w->h_engine, NO_TEXT, NO_TEXT_LEN, -1, at));
  ANY("sda_sync_report_send_failure: sync_id has a zero inside",
      sda_sync_report_send_failure(w->h_engine, ZEROS, ZEROS_LEN, -1, at));
  ANY("sda_sync_report_send_failure: failure is 0",
      sda_sync_report_send_failure(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, 0, at));
  ANY("sda_sync_report_send_failure: failure is 1",
      sda_sync_report_send_failure(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, 1, at));
  ANY("sda_sync_report_send_failure: failure is INT32_MIN",
      sda_sync_report_send_failure(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, INT32_MIN, at));
  ANY("sda_sync_report_send_failure: failure is INT32_MAX",
      sda_sync_report_send_failure(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, INT32_MAX, at));
}

static sda_status call_sda_sync_report_send_failure(world *w, sda_error **at) {
  return sda_sync_report_send_failure(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, -1, at);
}

static void abuse_sda_sync_queue(world *w) {
  ANY("sda_sync_queue: all is right",
      sda_sync_queue(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is NULL",
      sda_sync_queue(NULL, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_client",
      sda_sync_queue((struct sda_engine *)(void *)w->h_client, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_client_events",
      sda_sync_queue((struct sda_engine *)(void *)w->h_client_events, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_conflicts",
      sda_sync_queue((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_error",
      sda_sync_queue((struct sda_engine *)(void *)w->h_error, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_feed",
      sda_sync_queue((struct sda_engine *)(void *)w->h_feed, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_findings",
      sda_sync_queue((struct sda_engine *)(void *)w->h_findings, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_group",
      sda_sync_queue((struct sda_engine *)(void *)w->h_group, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_known_peers",
      sda_sync_queue((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_losses",
      sda_sync_queue((struct sda_engine *)(void *)w->h_losses, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_node_info",
      sda_sync_queue((struct sda_engine *)(void *)w->h_node_info, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_ops",
      sda_sync_queue((struct sda_engine *)(void *)w->h_ops, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_peers",
      sda_sync_queue((struct sda_engine *)(void *)w->h_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_scan",
      sda_sync_queue((struct sda_engine *)(void *)w->h_scan, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_session",
      sda_sync_queue((struct sda_engine *)(void *)w->h_session, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_value_reader",
      sda_sync_queue((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_value_writer",
      sda_sync_queue((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_versions",
      sda_sync_queue((struct sda_engine *)(void *)w->h_versions, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_wal",
      sda_sync_queue((struct sda_engine *)(void *)w->h_wal, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: engine is a sda_wal_reader",
      sda_sync_queue((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_queue: sync_id is NULL with a length",
      sda_sync_queue(w->h_engine, NULL, 1, at));
  ANY("sda_sync_queue: sync_id is NULL without a length",
      sda_sync_queue(w->h_engine, NULL, 0, at));
  ANY("sda_sync_queue: sync_id is empty",
      sda_sync_queue(w->h_engine, text_of(w, "sync_id").ptr, 0, at));
  REFUSED("sda_sync_queue: sync_id beyond memory",
      sda_sync_queue(w->h_engine, text_of(w, "sync_id").ptr, SIZE_MAX, at));
  FAILS("sda_sync_queue: sync_id is no text",
      sda_sync_queue(w->h_engine, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_sync_queue: sync_id has a zero inside",
      sda_sync_queue(w->h_engine, ZEROS, ZEROS_LEN, at));
}

static sda_status call_sda_sync_queue(world *w, sda_error **at) {
  return sda_sync_queue(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at);
}

static void abuse_sda_sync_requeue_failed(world *w) {
  ANY("sda_sync_requeue_failed: all is right",
      sda_sync_requeue_failed(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is NULL",
      sda_sync_requeue_failed(NULL, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_client",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_client, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_client_events",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_client_events, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_conflicts",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_error",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_error, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_feed",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_feed, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_findings",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_findings, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_group",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_group, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_known_peers",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_losses",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_losses, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_node_info",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_node_info, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_ops",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_ops, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_peers",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_scan",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_scan, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_session",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_session, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_value_reader",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_value_writer",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_versions",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_versions, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_wal",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_wal, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: engine is a sda_wal_reader",
      sda_sync_requeue_failed((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_requeue_failed: sync_id is NULL with a length",
      sda_sync_requeue_failed(w->h_engine, NULL, 1, at));
  ANY("sda_sync_requeue_failed: sync_id is NULL without a length",
      sda_sync_requeue_failed(w->h_engine, NULL, 0, at));
  ANY("sda_sync_requeue_failed: sync_id is empty",
      sda_sync_requeue_failed(w->h_engine, text_of(w, "sync_id").ptr, 0, at));
  REFUSED("sda_sync_requeue_failed: sync_id beyond memory",
      sda_sync_requeue_failed(w->h_engine, text_of(w, "sync_id").ptr, SIZE_MAX, at));
  FAILS("sda_sync_requeue_failed: sync_id is no text",
      sda_sync_requeue_failed(w->h_engine, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_sync_requeue_failed: sync_id has a zero inside",
      sda_sync_requeue_failed(w->h_engine, ZEROS, ZEROS_LEN, at));
}

static sda_status call_sda_sync_requeue_failed(world *w, sda_error **at) {
  return sda_sync_requeue_failed(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at);
}

static void abuse_sda_sync_requeue_all_failed(world *w) {
  ANY("sda_sync_requeue_all_failed: all is right",
      sda_sync_requeue_all_failed(w->h_engine, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is NULL",
      sda_sync_requeue_all_failed(NULL, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_client",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_client, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_client_events",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_conflicts",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_error",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_feed",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_findings",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_group",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_known_peers",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_losses",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_node_info",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_ops",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_peers",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_scan",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_session",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_value_reader",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_value_writer",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_versions",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_wal",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_sync_requeue_all_failed: engine is a sda_wal_reader",
      sda_sync_requeue_all_failed((struct sda_engine *)(void *)w->h_wal_reader, &w->u64, at));
  ANY("sda_sync_requeue_all_failed: count is NULL",
      sda_sync_requeue_all_failed(w->h_engine, NULL, at));
}

static sda_status call_sda_sync_requeue_all_failed(world *w, sda_error **at) {
  return sda_sync_requeue_all_failed(w->h_engine, &w->u64, at);
}

static void abuse_sda_sync_discard_failed(world *w) {
  ANY("sda_sync_discard_failed: all is right",
      sda_sync_discard_failed(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is NULL",
      sda_sync_discard_failed(NULL, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_client",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_client, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_client_events",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_client_events, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_conflicts",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_error",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_error, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_feed",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_feed, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_findings",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_findings, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_group",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_group, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_known_peers",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_losses",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_losses, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_node_info",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_node_info, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_ops",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_ops, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_peers",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_scan",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_scan, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_session",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_session, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_value_reader",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_value_writer",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_versions",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_versions, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_wal",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_wal, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: engine is a sda_wal_reader",
      sda_sync_discard_failed((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at));
  REFUSED("sda_sync_discard_failed: sync_id is NULL with a length",
      sda_sync_discard_failed(w->h_engine, NULL, 1, at));
  ANY("sda_sync_discard_failed: sync_id is NULL without a length",
      sda_sync_discard_failed(w->h_engine, NULL, 0, at));
  ANY("sda_sync_discard_failed: sync_id is empty",
      sda_sync_discard_failed(w->h_engine, text_of(w, "sync_id").ptr, 0, at));
  REFUSED("sda_sync_discard_failed: sync_id beyond memory",
      sda_sync_discard_failed(w->h_engine, text_of(w, "sync_id").ptr, SIZE_MAX, at));
  FAILS("sda_sync_discard_failed: sync_id is no text",
      sda_sync_discard_failed(w->h_engine, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_sync_discard_failed: sync_id has a zero inside",
      sda_sync_discard_failed(w->h_engine, ZEROS, ZEROS_LEN, at));
}

static sda_status call_sda_sync_discard_failed(world *w, sda_error **at) {
  return sda_sync_discard_failed(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, at);
}

static void abuse_sda_sync_prune_failed(world *w) {
  ANY("sda_sync_prune_failed: all is right",
      sda_sync_prune_failed(w->h_engine, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is NULL",
      sda_sync_prune_failed(NULL, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_client",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_client, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_client_events",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_conflicts",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_error",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_feed",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_findings",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_group",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_known_peers",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_losses",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_node_info",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_ops",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_peers",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_scan",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_session",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_value_reader",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_value_writer",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_versions",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_wal",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_sync_prune_failed: engine is a sda_wal_reader",
      sda_sync_prune_failed((struct sda_engine *)(void *)w->h_wal_reader, &w->u64, at));
  ANY("sda_sync_prune_failed: count is NULL",
      sda_sync_prune_failed(w->h_engine, NULL, at));
}

static sda_status call_sda_sync_prune_failed(world *w, sda_error **at) {
  return sda_sync_prune_failed(w->h_engine, &w->u64, at);
}

static void abuse_sda_sync_prune_completed(world *w) {
  ANY("sda_sync_prune_completed: all is right",
      sda_sync_prune_completed(w->h_engine, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is NULL",
      sda_sync_prune_completed(NULL, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_client",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_client, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_client_events",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_conflicts",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_error",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_feed",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_findings",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_group",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_known_peers",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_losses",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_node_info",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_ops",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_peers",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_scan",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_session",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_value_reader",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_value_writer",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_versions",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_wal",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_sync_prune_completed: engine is a sda_wal_reader",
      sda_sync_prune_completed((struct sda_engine *)(void *)w->h_wal_reader, &w->u64, at));
  ANY("sda_sync_prune_completed: count is NULL",
      sda_sync_prune_completed(w->h_engine, NULL, at));
}

static sda_status call_sda_sync_prune_completed(world *w, sda_error **at) {
  return sda_sync_prune_completed(w->h_engine, &w->u64, at);
}

static void abuse_sda_sync_retry_expired(world *w) {
  ANY("sda_sync_retry_expired: all is right",
      sda_sync_retry_expired(w->h_engine, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is NULL",
      sda_sync_retry_expired(NULL, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_client",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_client, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_client_events",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_conflicts",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_error",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_feed",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_findings",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_group",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_known_peers",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_losses",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_node_info",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_ops",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_peers",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_scan",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_session",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_value_reader",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_value_writer",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_versions",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_wal",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_sync_retry_expired: engine is a sda_wal_reader",
      sda_sync_retry_expired((struct sda_engine *)(void *)w->h_wal_reader, &w->u64, at));
  ANY("sda_sync_retry_expired: count is NULL",
      sda_sync_retry_expired(w->h_engine, NULL, at));
}

static sda_status call_sda_sync_retry_expired(world *w, sda_error **at) {
  return sda_sync_retry_expired(w->h_engine, &w->u64, at);
}

static void abuse_sda_sync_outbox(world *w) {
  ANY("sda_sync_outbox: all is right",
      sda_sync_outbox(w->h_engine, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is NULL",
      sda_sync_outbox(NULL, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_client",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_client, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_client_events",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_client_events, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_conflicts",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_conflicts, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_error",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_error, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_feed",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_feed, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_findings",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_findings, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_group",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_group, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_known_peers",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_known_peers, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_losses",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_losses, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_node_info",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_node_info, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_ops",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_ops, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_peers",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_peers, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_scan",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_scan, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_session",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_session, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_value_reader",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_value_reader, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_value_writer",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_value_writer, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_versions",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_versions, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_wal",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_wal, &w->out_ops, at));
  REFUSED("sda_sync_outbox: engine is a sda_wal_reader",
      sda_sync_outbox((struct sda_engine *)(void *)w->h_wal_reader, &w->out_ops, at));
  REFUSED("sda_sync_outbox: ops is NULL",
      sda_sync_outbox(w->h_engine, NULL, at));
}

static sda_status call_sda_sync_outbox(world *w, sda_error **at) {
  return sda_sync_outbox(w->h_engine, &w->out_ops, at);
}

static void abuse_sda_sync_failed(world *w) {
  ANY("sda_sync_failed: all is right",
      sda_sync_failed(w->h_engine, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is NULL",
      sda_sync_failed(NULL, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_client",
      sda_sync_failed((struct sda_engine *)(void *)w->h_client, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_client_events",
      sda_sync_failed((struct sda_engine *)(void *)w->h_client_events, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_conflicts",
      sda_sync_failed((struct sda_engine *)(void *)w->h_conflicts, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_error",
      sda_sync_failed((struct sda_engine *)(void *)w->h_error, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_feed",
      sda_sync_failed((struct sda_engine *)(void *)w->h_feed, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_findings",
      sda_sync_failed((struct sda_engine *)(void *)w->h_findings, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_group",
      sda_sync_failed((struct sda_engine *)(void *)w->h_group, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_known_peers",
      sda_sync_failed((struct sda_engine *)(void *)w->h_known_peers, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_losses",
      sda_sync_failed((struct sda_engine *)(void *)w->h_losses, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_node_info",
      sda_sync_failed((struct sda_engine *)(void *)w->h_node_info, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_ops",
      sda_sync_failed((struct sda_engine *)(void *)w->h_ops, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_peers",
      sda_sync_failed((struct sda_engine *)(void *)w->h_peers, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_scan",
      sda_sync_failed((struct sda_engine *)(void *)w->h_scan, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_session",
      sda_sync_failed((struct sda_engine *)(void *)w->h_session, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_value_reader",
      sda_sync_failed((struct sda_engine *)(void *)w->h_value_reader, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_value_writer",
      sda_sync_failed((struct sda_engine *)(void *)w->h_value_writer, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_versions",
      sda_sync_failed((struct sda_engine *)(void *)w->h_versions, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_wal",
      sda_sync_failed((struct sda_engine *)(void *)w->h_wal, &w->out_ops, at));
  REFUSED("sda_sync_failed: engine is a sda_wal_reader",
      sda_sync_failed((struct sda_engine *)(void *)w->h_wal_reader, &w->out_ops, at));
  REFUSED("sda_sync_failed: ops is NULL",
      sda_sync_failed(w->h_engine, NULL, at));
}

static sda_status call_sda_sync_failed(world *w, sda_error **at) {
  return sda_sync_failed(w->h_engine, &w->out_ops, at);
}

static void abuse_sda_sync_held(world *w) {
  ANY("sda_sync_held: all is right",
      sda_sync_held(w->h_engine, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is NULL",
      sda_sync_held(NULL, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_client",
      sda_sync_held((struct sda_engine *)(void *)w->h_client, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_client_events",
      sda_sync_held((struct sda_engine *)(void *)w->h_client_events, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_conflicts",
      sda_sync_held((struct sda_engine *)(void *)w->h_conflicts, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_error",
      sda_sync_held((struct sda_engine *)(void *)w->h_error, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_feed",
      sda_sync_held((struct sda_engine *)(void *)w->h_feed, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_findings",
      sda_sync_held((struct sda_engine *)(void *)w->h_findings, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_group",
      sda_sync_held((struct sda_engine *)(void *)w->h_group, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_known_peers",
      sda_sync_held((struct sda_engine *)(void *)w->h_known_peers, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_losses",
      sda_sync_held((struct sda_engine *)(void *)w->h_losses, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_node_info",
      sda_sync_held((struct sda_engine *)(void *)w->h_node_info, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_ops",
      sda_sync_held((struct sda_engine *)(void *)w->h_ops, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_peers",
      sda_sync_held((struct sda_engine *)(void *)w->h_peers, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_scan",
      sda_sync_held((struct sda_engine *)(void *)w->h_scan, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_session",
      sda_sync_held((struct sda_engine *)(void *)w->h_session, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_value_reader",
      sda_sync_held((struct sda_engine *)(void *)w->h_value_reader, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_value_writer",
      sda_sync_held((struct sda_engine *)(void *)w->h_value_writer, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_versions",
      sda_sync_held((struct sda_engine *)(void *)w->h_versions, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_wal",
      sda_sync_held((struct sda_engine *)(void *)w->h_wal, &w->out_ops, at));
  REFUSED("sda_sync_held: engine is a sda_wal_reader",
      sda_sync_held((struct sda_engine *)(void *)w->h_wal_reader, &w->out_ops, at));
  REFUSED("sda_sync_held: ops is NULL",
      sda_sync_held(w->h_engine, NULL, at));
}

static sda_status call_sda_sync_held(world *w, sda_error **at) {
  return sda_sync_held(w->h_engine, &w->out_ops, at);
}

static void abuse_sda_sync_find(world *w) {
  ANY("sda_sync_find: all is right",
      sda_sync_find(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is NULL",
      sda_sync_find(NULL, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_client",
      sda_sync_find((struct sda_engine *)(void *)w->h_client, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_client_events",
      sda_sync_find((struct sda_engine *)(void *)w->h_client_events, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_conflicts",
      sda_sync_find((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_error",
      sda_sync_find((struct sda_engine *)(void *)w->h_error, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_feed",
      sda_sync_find((struct sda_engine *)(void *)w->h_feed, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_findings",
      sda_sync_find((struct sda_engine *)(void *)w->h_findings, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_group",
      sda_sync_find((struct sda_engine *)(void *)w->h_group, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_known_peers",
      sda_sync_find((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_losses",
      sda_sync_find((struct sda_engine *)(void *)w->h_losses, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_node_info",
      sda_sync_find((struct sda_engine *)(void *)w->h_node_info, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_ops",
      sda_sync_find((struct sda_engine *)(void *)w->h_ops, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_peers",
      sda_sync_find((struct sda_engine *)(void *)w->h_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_scan",
      sda_sync_find((struct sda_engine *)(void *)w->h_scan, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_session",
      sda_sync_find((struct sda_engine *)(void *)w->h_session, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_value_reader",
      sda_sync_find((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_value_writer",
      sda_sync_find((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_versions",
      sda_sync_find((struct sda_engine *)(void *)w->h_versions, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_wal",
      sda_sync_find((struct sda_engine *)(void *)w->h_wal, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: engine is a sda_wal_reader",
      sda_sync_find((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at));
  REFUSED("sda_sync_find: sync_id is NULL with a length",
      sda_sync_find(w->h_engine, NULL, 1, &w->out_ops, at));
  ANY("sda_sync_find: sync_id is NULL without a length",
      sda_sync_find(w->h_engine, NULL, 0, &w->out_ops, at));
  ANY("sda_sync_find: sync_id is empty",
      sda_sync_find(w->h_engine, text_of(w, "sync_id").ptr, 0, &w->out_ops, at));
  REFUSED("sda_sync_find: sync_id beyond memory",
      sda_sync_find(w->h_engine, text_of(w, "sync_id").ptr, SIZE_MAX, &w->out_ops, at));
  FAILS("sda_sync_find: sync_id is no text",
      sda_sync_find(w->h_engine, NO_TEXT, NO_TEXT_LEN, &w->out_ops, at));
  ANY("sda_sync_find: sync_id has a zero inside",
      sda_sync_find(w->h_engine, ZEROS, ZEROS_LEN, &w->out_ops, at));
  REFUSED("sda_sync_find: ops is NULL",
      sda_sync_find(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, NULL, at));
}

static sda_status call_sda_sync_find(world *w, sda_error **at) {
  return sda_sync_find(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, &w->out_ops, at);
}

static void abuse_sda_peer_register(world *w) {
  ANY("sda_peer_register: all is right",
      sda_peer_register(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is NULL",
      sda_peer_register(NULL, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_client",
      sda_peer_register((struct sda_engine *)(void *)w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_client_events",
      sda_peer_register((struct sda_engine *)(void *)w->h_client_events, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_conflicts",
      sda_peer_register((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_error",
      sda_peer_register((struct sda_engine *)(void *)w->h_error, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_feed",
      sda_peer_register((struct sda_engine *)(void *)w->h_feed, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_findings",
      sda_peer_register((struct sda_engine *)(void *)w->h_findings, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_group",
      sda_peer_register((struct sda_engine *)(void *)w->h_group, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_known_peers",
      sda_peer_register((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_losses",
      sda_peer_register((struct sda_engine *)(void *)w->h_losses, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_node_info",
      sda_peer_register((struct sda_engine *)(void *)w->h_node_info, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_ops",
      sda_peer_register((struct sda_engine *)(void *)w->h_ops, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_peers",
      sda_peer_register((struct sda_engine *)(void *)w->h_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_scan",
      sda_peer_register((struct sda_engine *)(void *)w->h_scan, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_session",
      sda_peer_register((struct sda_engine *)(void *)w->h_session, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_value_reader",
      sda_peer_register((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_value_writer",
      sda_peer_register((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_versions",
      sda_peer_register((struct sda_engine *)(void *)w->h_versions, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_wal",
      sda_peer_register((struct sda_engine *)(void *)w->h_wal, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: engine is a sda_wal_reader",
      sda_peer_register((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  REFUSED("sda_peer_register: node_id is NULL with a length",
      sda_peer_register(w->h_engine, NULL, 1, 0, at));
  ANY("sda_peer_register: node_id is NULL without a length",
      sda_peer_register(w->h_engine, NULL, 0, 0, at));
  ANY("sda_peer_register: node_id is empty",
      sda_peer_register(w->h_engine, text_of(w, "node_id").ptr, 0, 0, at));
  REFUSED("sda_peer_register: node_id beyond memory",
      sda_peer_register(w->h_engine, text_of(w, "node_id").ptr, SIZE_MAX, 0, at));
  FAILS("sda_peer_register: node_id is no text",
      sda_peer_register(w->h_engine, NO_TEXT, NO_TEXT_LEN, 0, at));
  ANY("sda_peer_register: node_id has a zero inside",
      sda_peer_register(w->h_engine, ZEROS, ZEROS_LEN, 0, at));
  ANY("sda_peer_register: lease_ms is 0",
      sda_peer_register(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at));
  ANY("sda_peer_register: lease_ms is -1",
      sda_peer_register(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, -1, at));
  ANY("sda_peer_register: lease_ms is INT64_MIN",
      sda_peer_register(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, INT64_MIN, at));
  ANY("sda_peer_register: lease_ms is INT64_MAX",
      sda_peer_register(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, INT64_MAX, at));
}

static sda_status call_sda_peer_register(world *w, sda_error **at) {
  return sda_peer_register(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, at);
}

static void abuse_sda_peer_remove(world *w) {
  ANY("sda_peer_remove: all is right",
      sda_peer_remove(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is NULL",
      sda_peer_remove(NULL, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_client",
      sda_peer_remove((struct sda_engine *)(void *)w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_client_events",
      sda_peer_remove((struct sda_engine *)(void *)w->h_client_events, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_conflicts",
      sda_peer_remove((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_error",
      sda_peer_remove((struct sda_engine *)(void *)w->h_error, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_feed",
      sda_peer_remove((struct sda_engine *)(void *)w->h_feed, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_findings",
      sda_peer_remove((struct sda_engine *)(void *)w->h_findings, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_group",
      sda_peer_remove((struct sda_engine *)(void *)w->h_group, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_known_peers",
      sda_peer_remove((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_losses",
      sda_peer_remove((struct sda_engine *)(void *)w->h_losses, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_node_info",
      sda_peer_remove((struct sda_engine *)(void *)w->h_node_info, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_ops",
      sda_peer_remove((struct sda_engine *)(void *)w->h_ops, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_peers",
      sda_peer_remove((struct sda_engine *)(void *)w->h_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_scan",
      sda_peer_remove((struct sda_engine *)(void *)w->h_scan, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_session",
      sda_peer_remove((struct sda_engine *)(void *)w->h_session, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_value_reader",
      sda_peer_remove((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_value_writer",
      sda_peer_remove((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_versions",
      sda_peer_remove((struct sda_engine *)(void *)w->h_versions, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_wal",
      sda_peer_remove((struct sda_engine *)(void *)w->h_wal, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: engine is a sda_wal_reader",
      sda_peer_remove((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_peer_remove: node_id is NULL with a length",
      sda_peer_remove(w->h_engine, NULL, 1, at));
  ANY("sda_peer_remove: node_id is NULL without a length",
      sda_peer_remove(w->h_engine, NULL, 0, at));
  ANY("sda_peer_remove: node_id is empty",
      sda_peer_remove(w->h_engine, text_of(w, "node_id").ptr, 0, at));
  REFUSED("sda_peer_remove: node_id beyond memory",
      sda_peer_remove(w->h_engine, text_of(w, "node_id").ptr, SIZE_MAX, at));
  FAILS("sda_peer_remove: node_id is no text",
      sda_peer_remove(w->h_engine, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_peer_remove: node_id has a zero inside",
      sda_peer_remove(w->h_engine, ZEROS, ZEROS_LEN, at));
}

static sda_status call_sda_peer_remove(world *w, sda_error **at) {
  return sda_peer_remove(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at);
}

static void abuse_sda_peer_status(world *w) {
  ANY("sda_peer_status: all is right",
      sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is NULL",
      sda_peer_status(NULL, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_client",
      sda_peer_status((struct sda_engine *)(void *)w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_client_events",
      sda_peer_status((struct sda_engine *)(void *)w->h_client_events, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_conflicts",
      sda_peer_status((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_error",
      sda_peer_status((struct sda_engine *)(void *)w->h_error, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_feed",
      sda_peer_status((struct sda_engine *)(void *)w->h_feed, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_findings",
      sda_peer_status((struct sda_engine *)(void *)w->h_findings, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_group",
      sda_peer_status((struct sda_engine *)(void *)w->h_group, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_known_peers",
      sda_peer_status((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_losses",
      sda_peer_status((struct sda_engine *)(void *)w->h_losses, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_node_info",
      sda_peer_status((struct sda_engine *)(void *)w->h_node_info, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_ops",
      sda_peer_status((struct sda_engine *)(void *)w->h_ops, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_peers",
      sda_peer_status((struct sda_engine *)(void *)w->h_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_scan",
      sda_peer_status((struct sda_engine *)(void *)w->h_scan, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_session",
      sda_peer_status((struct sda_engine *)(void *)w->h_session, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_value_reader",
      sda_peer_status((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_value_writer",
      sda_peer_status((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_versions",
      sda_peer_status((struct sda_engine *)(void *)w->h_versions, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_wal",
      sda_peer_status((struct sda_engine *)(void *)w->h_wal, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: engine is a sda_wal_reader",
      sda_peer_status((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: node_id is NULL with a length",
      sda_peer_status(w->h_engine, NULL, 1, &w->s_peer_status_info.value, at));
  ANY("sda_peer_status: node_id is NULL without a length",
      sda_peer_status(w->h_engine, NULL, 0, &w->s_peer_status_info.value, at));
  ANY("sda_peer_status: node_id is empty",
      sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: node_id beyond memory",
      sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, SIZE_MAX, &w->s_peer_status_info.value, at));
  FAILS("sda_peer_status: node_id is no text",
      sda_peer_status(w->h_engine, NO_TEXT, NO_TEXT_LEN, &w->s_peer_status_info.value, at));
  ANY("sda_peer_status: node_id has a zero inside",
      sda_peer_status(w->h_engine, ZEROS, ZEROS_LEN, &w->s_peer_status_info.value, at));
  REFUSED("sda_peer_status: info is NULL",
      sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, NULL, at));
  REFUSED("sda_peer_status: info of 0 bytes",
      sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_status_info.value.struct_size = 0, &w->s_peer_status_info.value), at));
  REFUSED("sda_peer_status: info of 1 bytes",
      sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_status_info.value.struct_size = 1, &w->s_peer_status_info.value), at));
  REFUSED("sda_peer_status: info of 3 bytes",
      sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_status_info.value.struct_size = 3, &w->s_peer_status_info.value), at));
  REFUSED("sda_peer_status: info of 4097 bytes",
      sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_status_info.value.struct_size = 4097, &w->s_peer_status_info.value), at));
  REFUSED("sda_peer_status: info of UINT32_MAX bytes",
      sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_status_info.value.struct_size = UINT32_MAX, &w->s_peer_status_info.value), at));
  ANY("sda_peer_status: info of 8 bytes",
      sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_status_info.value.struct_size = 8, &w->s_peer_status_info.value), at));
  ANY("sda_peer_status: info of 4096 bytes",
      sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_status_info.value.struct_size = 4096, &w->s_peer_status_info.value), at));
}

static sda_status call_sda_peer_status(world *w, sda_error **at) {
  return sda_peer_status(w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_status_info.value, at);
}

static void abuse_sda_peer_list(world *w) {
  ANY("sda_peer_list: all is right",
      sda_peer_list(w->h_engine, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is NULL",
      sda_peer_list(NULL, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_client",
      sda_peer_list((struct sda_engine *)(void *)w->h_client, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_client_events",
      sda_peer_list((struct sda_engine *)(void *)w->h_client_events, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_conflicts",
      sda_peer_list((struct sda_engine *)(void *)w->h_conflicts, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_error",
      sda_peer_list((struct sda_engine *)(void *)w->h_error, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_feed",
      sda_peer_list((struct sda_engine *)(void *)w->h_feed, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_findings",
      sda_peer_list((struct sda_engine *)(void *)w->h_findings, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_group",
      sda_peer_list((struct sda_engine *)(void *)w->h_group, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_known_peers",
      sda_peer_list((struct sda_engine *)(void *)w->h_known_peers, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_losses",
      sda_peer_list((struct sda_engine *)(void *)w->h_losses, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_node_info",
      sda_peer_list((struct sda_engine *)(void *)w->h_node_info, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_ops",
      sda_peer_list((struct sda_engine *)(void *)w->h_ops, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_peers",
      sda_peer_list((struct sda_engine *)(void *)w->h_peers, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_scan",
      sda_peer_list((struct sda_engine *)(void *)w->h_scan, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_session",
      sda_peer_list((struct sda_engine *)(void *)w->h_session, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_value_reader",
      sda_peer_list((struct sda_engine *)(void *)w->h_value_reader, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_value_writer",
      sda_peer_list((struct sda_engine *)(void *)w->h_value_writer, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_versions",
      sda_peer_list((struct sda_engine *)(void *)w->h_versions, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_wal",
      sda_peer_list((struct sda_engine *)(void *)w->h_wal, &w->out_peers, at));
  REFUSED("sda_peer_list: engine is a sda_wal_reader",
      sda_peer_list((struct sda_engine *)(void *)w->h_wal_reader, &w->out_peers, at));
  REFUSED("sda_peer_list: peers is NULL",
      sda_peer_list(w->h_engine, NULL, at));
}

static sda_status call_sda_peer_list(world *w, sda_error **at) {
  return sda_peer_list(w->h_engine, &w->out_peers, at);
}

static void abuse_sda_peers_expire(world *w) {
  ANY("sda_peers_expire: all is right",
      sda_peers_expire(w->h_engine, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is NULL",
      sda_peers_expire(NULL, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_client",
      sda_peers_expire((struct sda_engine *)(void *)w->h_client, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_client_events",
      sda_peers_expire((struct sda_engine *)(void *)w->h_client_events, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_conflicts",
      sda_peers_expire((struct sda_engine *)(void *)w->h_conflicts, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_error",
      sda_peers_expire((struct sda_engine *)(void *)w->h_error, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_feed",
      sda_peers_expire((struct sda_engine *)(void *)w->h_feed, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_findings",
      sda_peers_expire((struct sda_engine *)(void *)w->h_findings, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_group",
      sda_peers_expire((struct sda_engine *)(void *)w->h_group, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_known_peers",
      sda_peers_expire((struct sda_engine *)(void *)w->h_known_peers, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_losses",
      sda_peers_expire((struct sda_engine *)(void *)w->h_losses, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_node_info",
      sda_peers_expire((struct sda_engine *)(void *)w->h_node_info, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_ops",
      sda_peers_expire((struct sda_engine *)(void *)w->h_ops, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_peers",
      sda_peers_expire((struct sda_engine *)(void *)w->h_peers, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_scan",
      sda_peers_expire((struct sda_engine *)(void *)w->h_scan, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_session",
      sda_peers_expire((struct sda_engine *)(void *)w->h_session, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_value_reader",
      sda_peers_expire((struct sda_engine *)(void *)w->h_value_reader, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_value_writer",
      sda_peers_expire((struct sda_engine *)(void *)w->h_value_writer, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_versions",
      sda_peers_expire((struct sda_engine *)(void *)w->h_versions, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_wal",
      sda_peers_expire((struct sda_engine *)(void *)w->h_wal, &w->out_peers, at));
  REFUSED("sda_peers_expire: engine is a sda_wal_reader",
      sda_peers_expire((struct sda_engine *)(void *)w->h_wal_reader, &w->out_peers, at));
  ANY("sda_peers_expire: peers is NULL",
      sda_peers_expire(w->h_engine, NULL, at));
}

static sda_status call_sda_peers_expire(world *w, sda_error **at) {
  return sda_peers_expire(w->h_engine, &w->out_peers, at);
}

static void abuse_sda_peers_len(world *w) {
  ANY_LEN("sda_peers_len: all is right",
      sda_peers_len(w->h_peers));
  REFUSED_LEN("sda_peers_len: peers is NULL",
      sda_peers_len(NULL));
  REFUSED_LEN("sda_peers_len: peers is a sda_client",
      sda_peers_len((struct sda_peers *)(void *)w->h_client));
  REFUSED_LEN("sda_peers_len: peers is a sda_client_events",
      sda_peers_len((struct sda_peers *)(void *)w->h_client_events));
  REFUSED_LEN("sda_peers_len: peers is a sda_conflicts",
      sda_peers_len((struct sda_peers *)(void *)w->h_conflicts));
  REFUSED_LEN("sda_peers_len: peers is a sda_engine",
      sda_peers_len((struct sda_peers *)(void *)w->h_engine));
  REFUSED_LEN("sda_peers_len: peers is a sda_error",
      sda_peers_len((struct sda_peers *)(void *)w->h_error));
  REFUSED_LEN("sda_peers_len: peers is a sda_feed",
      sda_peers_len((struct sda_peers *)(void *)w->h_feed));
  REFUSED_LEN("sda_peers_len: peers is a sda_findings",
      sda_peers_len((struct sda_peers *)(void *)w->h_findings));
  REFUSED_LEN("sda_peers_len: peers is a sda_group",
      sda_peers_len((struct sda_peers *)(void *)w->h_group));
  REFUSED_LEN("sda_peers_len: peers is a sda_known_peers",
      sda_peers_len((struct sda_peers *)(void *)w->h_known_peers));
  REFUSED_LEN("sda_peers_len: peers is a sda_losses",
      sda_peers_len((struct sda_peers *)(void *)w->h_losses));
  REFUSED_LEN("sda_peers_len: peers is a sda_node_info",
      sda_peers_len((struct sda_peers *)(void *)w->h_node_info));
  REFUSED_LEN("sda_peers_len: peers is a sda_ops",
      sda_peers_len((struct sda_peers *)(void *)w->h_ops));
  REFUSED_LEN("sda_peers_len: peers is a sda_scan",
      sda_peers_len((struct sda_peers *)(void *)w->h_scan));
  REFUSED_LEN("sda_peers_len: peers is a sda_session",
      sda_peers_len((struct sda_peers *)(void *)w->h_session));
  REFUSED_LEN("sda_peers_len: peers is a sda_value_reader",
      sda_peers_len((struct sda_peers *)(void *)w->h_value_reader));
  REFUSED_LEN("sda_peers_len: peers is a sda_value_writer",
      sda_peers_len((struct sda_peers *)(void *)w->h_value_writer));
  REFUSED_LEN("sda_peers_len: peers is a sda_versions",
      sda_peers_len((struct sda_peers *)(void *)w->h_versions));
  REFUSED_LEN("sda_peers_len: peers is a sda_wal",
      sda_peers_len((struct sda_peers *)(void *)w->h_wal));
  REFUSED_LEN("sda_peers_len: peers is a sda_wal_reader",
      sda_peers_len((struct sda_peers *)(void *)w->h_wal_reader));
}

static void abuse_sda_peers_get(world *w) {
  ANY("sda_peers_get: all is right",
      sda_peers_get(w->h_peers, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is NULL",
      sda_peers_get(NULL, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_client",
      sda_peers_get((struct sda_peers *)(void *)w->h_client, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_client_events",
      sda_peers_get((struct sda_peers *)(void *)w->h_client_events, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_conflicts",
      sda_peers_get((struct sda_peers *)(void *)w->h_conflicts, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_engine",
      sda_peers_get((struct sda_peers *)(void *)w->h_engine, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_error",
      sda_peers_get((struct sda_peers *)(void *)w->h_error, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_feed",
      sda_peers_get((struct sda_peers *)(void *)w->h_feed, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_findings",
      sda_peers_get((struct sda_peers *)(void *)w->h_findings, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_group",
      sda_peers_get((struct sda_peers *)(void *)w->h_group, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_known_peers",
      sda_peers_get((struct sda_peers *)(void *)w->h_known_peers, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_losses",
      sda_peers_get((struct sda_peers *)(void *)w->h_losses, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_node_info",
      sda_peers_get((struct sda_peers *)(void *)w->h_node_info, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_ops",
      sda_peers_get((struct sda_peers *)(void *)w->h_ops, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_scan",
      sda_peers_get((struct sda_peers *)(void *)w->h_scan, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_session",
      sda_peers_get((struct sda_peers *)(void *)w->h_session, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_value_reader",
      sda_peers_get((struct sda_peers *)(void *)w->h_value_reader, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_value_writer",
      sda_peers_get((struct sda_peers *)(void *)w->h_value_writer, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_versions",
      sda_peers_get((struct sda_peers *)(void *)w->h_versions, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_wal",
      sda_peers_get((struct sda_peers *)(void *)w->h_wal, 0, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: peers is a sda_wal_reader",
      sda_peers_get((struct sda_peers *)(void *)w->h_wal_reader, 0, &w->s_peer_status_info.value, at));
  ANY("sda_peers_get: index is 0",
      sda_peers_get(w->h_peers, 0, &w->s_peer_status_info.value, at));
  ANY("sda_peers_get: index is 1",
      sda_peers_get(w->h_peers, 1, &w->s_peer_status_info.value, at));
  ANY("sda_peers_get: index is SIZE_MAX",
      sda_peers_get(w->h_peers, SIZE_MAX, &w->s_peer_status_info.value, at));
  REFUSED("sda_peers_get: info is NULL",
      sda_peers_get(w->h_peers, 0, NULL, at));
  REFUSED("sda_peers_get: info of 0 bytes",
      sda_peers_get(w->h_peers, 0, (w->s_peer_status_info.value.struct_size = 0, &w->s_peer_status_info.value), at));
  REFUSED("sda_peers_get: info of 1 bytes",
      sda_peers_get(w->h_peers, 0, (w->s_peer_status_info.value.struct_size = 1, &w->s_peer_status_info.value), at));
  REFUSED("sda_peers_get: info of 3 bytes",
      sda_peers_get(w->h_peers, 0, (w->s_peer_status_info.value.struct_size = 3, &w->s_peer_status_info.value), at));
  REFUSED("sda_peers_get: info of 4097 bytes",
      sda_peers_get(w->h_peers, 0, (w->s_peer_status_info.value.struct_size = 4097, &w->s_peer_status_info.value), at));
  REFUSED("sda_peers_get: info of UINT32_MAX bytes",
      sda_peers_get(w->h_peers, 0, (w->s_peer_status_info.value.struct_size = UINT32_MAX, &w->s_peer_status_info.value), at));
  ANY("sda_peers_get: info of 8 bytes",
      sda_peers_get(w->h_peers, 0, (w->s_peer_status_info.value.struct_size = 8, &w->s_peer_status_info.value), at));
  ANY("sda_peers_get: info of 4096 bytes",
      sda_peers_get(w->h_peers, 0, (w->s_peer_status_info.value.struct_size = 4096, &w->s_peer_status_info.value), at));
}

static void abuse_sda_peers_free(world *w) {
  ANY_VOID("sda_peers_free: peers is NULL",
      sda_peers_free(NULL));
  REFUSED_VOID("sda_peers_free: peers is a sda_client",
      sda_peers_free((struct sda_peers *)(void *)w->h_client));
  REFUSED_VOID("sda_peers_free: peers is a sda_client_events",
      sda_peers_free((struct sda_peers *)(void *)w->h_client_events));
  REFUSED_VOID("sda_peers_free: peers is a sda_conflicts",
      sda_peers_free((struct sda_peers *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_peers_free: peers is a sda_engine",
      sda_peers_free((struct sda_peers *)(void *)w->h_engine));
  REFUSED_VOID("sda_peers_free: peers is a sda_error",
      sda_peers_free((struct sda_peers *)(void *)w->h_error));
  REFUSED_VOID("sda_peers_free: peers is a sda_feed",
      sda_peers_free((struct sda_peers *)(void *)w->h_feed));
  REFUSED_VOID("sda_peers_free: peers is a sda_findings",
      sda_peers_free((struct sda_peers *)(void *)w->h_findings));
  REFUSED_VOID("sda_peers_free: peers is a sda_group",
      sda_peers_free((struct sda_peers *)(void *)w->h_group));
  REFUSED_VOID("sda_peers_free: peers is a sda_known_peers",
      sda_peers_free((struct sda_peers *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_peers_free: peers is a sda_losses",
      sda_peers_free((struct sda_peers *)(void *)w->h_losses));
  REFUSED_VOID("sda_peers_free: peers is a sda_node_info",
      sda_peers_free((struct sda_peers *)(void *)w->h_node_info));
  REFUSED_VOID("sda_peers_free: peers is a sda_ops",
      sda_peers_free((struct sda_peers *)(void *)w->h_ops));
  REFUSED_VOID("sda_peers_free: peers is a sda_scan",
      sda_peers_free((struct sda_peers *)(void *)w->h_scan));
  REFUSED_VOID("sda_peers_free: peers is a sda_session",
      sda_peers_free((struct sda_peers *)(void *)w->h_session));
  REFUSED_VOID("sda_peers_free: peers is a sda_value_reader",
      sda_peers_free((struct sda_peers *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_peers_free: peers is a sda_value_writer",
      sda_peers_free((struct sda_peers *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_peers_free: peers is a sda_versions",
      sda_peers_free((struct sda_peers *)(void *)w->h_versions));
  REFUSED_VOID("sda_peers_free: peers is a sda_wal",
      sda_peers_free((struct sda_peers *)(void *)w->h_wal));
  REFUSED_VOID("sda_peers_free: peers is a sda_wal_reader",
      sda_peers_free((struct sda_peers *)(void *)w->h_wal_reader));
}

static void abuse_sda_outbox_ack_from(world *w) {
  ANY("sda_outbox_ack_from: all is right",
      sda_outbox_ack_from(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is NULL",
      sda_outbox_ack_from(NULL, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_client",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_client, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_client_events",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_client_events, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_conflicts",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_error",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_error, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_feed",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_feed, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_findings",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_findings, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_group",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_group, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_known_peers",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_losses",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_losses, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_node_info",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_node_info, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_ops",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_ops, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_peers",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_scan",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_scan, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_session",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_session, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_value_reader",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_value_writer",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_versions",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_versions, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_wal",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_wal, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: engine is a sda_wal_reader",
      sda_outbox_ack_from((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: sync_id is NULL with a length",
      sda_outbox_ack_from(w->h_engine, NULL, 1, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  ANY("sda_outbox_ack_from: sync_id is NULL without a length",
      sda_outbox_ack_from(w->h_engine, NULL, 0, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  ANY("sda_outbox_ack_from: sync_id is empty",
      sda_outbox_ack_from(w->h_engine, text_of(w, "sync_id").ptr, 0, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: sync_id beyond memory",
      sda_outbox_ack_from(w->h_engine, text_of(w, "sync_id").ptr, SIZE_MAX, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  FAILS("sda_outbox_ack_from: sync_id is no text",
      sda_outbox_ack_from(w->h_engine, NO_TEXT, NO_TEXT_LEN, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  ANY("sda_outbox_ack_from: sync_id has a zero inside",
      sda_outbox_ack_from(w->h_engine, ZEROS, ZEROS_LEN, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_outbox_ack_from: node_id is NULL with a length",
      sda_outbox_ack_from(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, NULL, 1, at));
  ANY("sda_outbox_ack_from: node_id is NULL without a length",
      sda_outbox_ack_from(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, NULL, 0, at));
  ANY("sda_outbox_ack_from: node_id is empty",
      sda_outbox_ack_from(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, 0, at));
  REFUSED("sda_outbox_ack_from: node_id beyond memory",
      sda_outbox_ack_from(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, SIZE_MAX, at));
  FAILS("sda_outbox_ack_from: node_id is no text",
      sda_outbox_ack_from(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_outbox_ack_from: node_id has a zero inside",
      sda_outbox_ack_from(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, ZEROS, ZEROS_LEN, at));
}

static sda_status call_sda_outbox_ack_from(world *w, sda_error **at) {
  return sda_outbox_ack_from(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at);
}

static void abuse_sda_op_is_applied_at(world *w) {
  ANY("sda_op_is_applied_at: all is right",
      sda_op_is_applied_at(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is NULL",
      sda_op_is_applied_at(NULL, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_client",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_client, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_client_events",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_client_events, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_conflicts",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_error",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_error, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_feed",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_feed, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_findings",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_findings, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_group",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_group, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_known_peers",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_losses",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_losses, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_node_info",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_node_info, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_ops",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_ops, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_peers",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_scan",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_scan, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_session",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_session, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_value_reader",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_value_writer",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_versions",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_versions, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_wal",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_wal, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: engine is a sda_wal_reader",
      sda_op_is_applied_at((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: sync_id is NULL with a length",
      sda_op_is_applied_at(w->h_engine, NULL, 1, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  ANY("sda_op_is_applied_at: sync_id is NULL without a length",
      sda_op_is_applied_at(w->h_engine, NULL, 0, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  ANY("sda_op_is_applied_at: sync_id is empty",
      sda_op_is_applied_at(w->h_engine, text_of(w, "sync_id").ptr, 0, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: sync_id beyond memory",
      sda_op_is_applied_at(w->h_engine, text_of(w, "sync_id").ptr, SIZE_MAX, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  FAILS("sda_op_is_applied_at: sync_id is no text",
      sda_op_is_applied_at(w->h_engine, NO_TEXT, NO_TEXT_LEN, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  ANY("sda_op_is_applied_at: sync_id has a zero inside",
      sda_op_is_applied_at(w->h_engine, ZEROS, ZEROS_LEN, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_op_is_applied_at: node_id is NULL with a length",
      sda_op_is_applied_at(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, NULL, 1, at));
  ANY("sda_op_is_applied_at: node_id is NULL without a length",
      sda_op_is_applied_at(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, NULL, 0, at));
  ANY("sda_op_is_applied_at: node_id is empty",
      sda_op_is_applied_at(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, 0, at));
  REFUSED("sda_op_is_applied_at: node_id beyond memory",
      sda_op_is_applied_at(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, SIZE_MAX, at));
  FAILS("sda_op_is_applied_at: node_id is no text",
      sda_op_is_applied_at(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_op_is_applied_at: node_id has a zero inside",
      sda_op_is_applied_at(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, ZEROS, ZEROS_LEN, at));
}

static sda_status call_sda_op_is_applied_at(world *w, sda_error **at) {
  return sda_op_is_applied_at(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at);
}

static void abuse_sda_peer_delivery_of(world *w) {
  ANY("sda_peer_delivery_of: all is right",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is NULL",
      sda_peer_delivery_of(NULL, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_client",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_client, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_client_events",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_client_events, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_conflicts",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_error",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_error, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_feed",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_feed, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_findings",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_findings, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_group",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_group, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_known_peers",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_losses",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_losses, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_node_info",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_node_info, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_ops",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_ops, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_peers",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_peers, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_scan",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_scan, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_session",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_session, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_value_reader",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_value_writer",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_versions",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_versions, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_wal",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_wal, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: engine is a sda_wal_reader",
      sda_peer_delivery_of((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: sync_id is NULL with a length",
      sda_peer_delivery_of(w->h_engine, NULL, 1, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  ANY("sda_peer_delivery_of: sync_id is NULL without a length",
      sda_peer_delivery_of(w->h_engine, NULL, 0, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  ANY("sda_peer_delivery_of: sync_id is empty",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, 0, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: sync_id beyond memory",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, SIZE_MAX, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  FAILS("sda_peer_delivery_of: sync_id is no text",
      sda_peer_delivery_of(w->h_engine, NO_TEXT, NO_TEXT_LEN, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  ANY("sda_peer_delivery_of: sync_id has a zero inside",
      sda_peer_delivery_of(w->h_engine, ZEROS, ZEROS_LEN, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: node_id is NULL with a length",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, NULL, 1, &w->s_peer_delivery.value, at));
  ANY("sda_peer_delivery_of: node_id is NULL without a length",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, NULL, 0, &w->s_peer_delivery.value, at));
  ANY("sda_peer_delivery_of: node_id is empty",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, 0, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: node_id beyond memory",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, SIZE_MAX, &w->s_peer_delivery.value, at));
  FAILS("sda_peer_delivery_of: node_id is no text",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, NO_TEXT, NO_TEXT_LEN, &w->s_peer_delivery.value, at));
  ANY("sda_peer_delivery_of: node_id has a zero inside",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, ZEROS, ZEROS_LEN, &w->s_peer_delivery.value, at));
  REFUSED("sda_peer_delivery_of: delivery is NULL",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, NULL, at));
  REFUSED("sda_peer_delivery_of: delivery of 0 bytes",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_delivery.value.struct_size = 0, &w->s_peer_delivery.value), at));
  REFUSED("sda_peer_delivery_of: delivery of 1 bytes",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_delivery.value.struct_size = 1, &w->s_peer_delivery.value), at));
  REFUSED("sda_peer_delivery_of: delivery of 3 bytes",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_delivery.value.struct_size = 3, &w->s_peer_delivery.value), at));
  REFUSED("sda_peer_delivery_of: delivery of 4097 bytes",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_delivery.value.struct_size = 4097, &w->s_peer_delivery.value), at));
  REFUSED("sda_peer_delivery_of: delivery of UINT32_MAX bytes",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_delivery.value.struct_size = UINT32_MAX, &w->s_peer_delivery.value), at));
  ANY("sda_peer_delivery_of: delivery of 8 bytes",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_delivery.value.struct_size = 8, &w->s_peer_delivery.value), at));
  ANY("sda_peer_delivery_of: delivery of 4096 bytes",
      sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, (w->s_peer_delivery.value.struct_size = 4096, &w->s_peer_delivery.value), at));
}

static sda_status call_sda_peer_delivery_of(world *w, sda_error **at) {
  return sda_peer_delivery_of(w->h_engine, text_of(w, "sync_id").ptr, text_of(w, "sync_id").len, text_of(w, "node_id").ptr, text_of(w, "node_id").len, &w->s_peer_delivery.value, at);
}

static void abuse_sda_engine_status_json(world *w) {
  ANY("sda_engine_status_json: all is right",
      sda_engine_status_json(w->h_engine, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is NULL",
      sda_engine_status_json(NULL, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_client",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_client, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_client_events",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_client_events, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_conflicts",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_conflicts, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_error",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_error, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_feed",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_feed, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_findings",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_findings, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_group",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_group, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_known_peers",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_known_peers, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_losses",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_losses, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_node_info",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_node_info, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_ops",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_ops, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_peers",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_peers, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_scan",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_scan, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_session",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_session, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_value_reader",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_value_reader, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_value_writer",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_value_writer, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_versions",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_versions, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_wal",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_wal, &w->buf, at));
  REFUSED("sda_engine_status_json: engine is a sda_wal_reader",
      sda_engine_status_json((struct sda_engine *)(void *)w->h_wal_reader, &w->buf, at));
  REFUSED("sda_engine_status_json: json is NULL",
      sda_engine_status_json(w->h_engine, NULL, at));
}

static sda_status call_sda_engine_status_json(world *w, sda_error **at) {
  return sda_engine_status_json(w->h_engine, &w->buf, at);
}

static void abuse_sda_session_options_init(world *w) {
  ANY_PLAIN("sda_session_options_init: all is right",
      sda_session_options_init(&w->s_session_options.value));
  REFUSED_PLAIN("sda_session_options_init: options is NULL",
      sda_session_options_init(NULL));
  REFUSED_PLAIN("sda_session_options_init: options of 0 bytes",
      sda_session_options_init((w->s_session_options.value.struct_size = 0, &w->s_session_options.value)));
  REFUSED_PLAIN("sda_session_options_init: options of 1 bytes",
      sda_session_options_init((w->s_session_options.value.struct_size = 1, &w->s_session_options.value)));
  REFUSED_PLAIN("sda_session_options_init: options of 3 bytes",
      sda_session_options_init((w->s_session_options.value.struct_size = 3, &w->s_session_options.value)));
  REFUSED_PLAIN("sda_session_options_init: options of 4097 bytes",
      sda_session_options_init((w->s_session_options.value.struct_size = 4097, &w->s_session_options.value)));
  REFUSED_PLAIN("sda_session_options_init: options of UINT32_MAX bytes",
      sda_session_options_init((w->s_session_options.value.struct_size = UINT32_MAX, &w->s_session_options.value)));
  ANY_PLAIN("sda_session_options_init: options of 8 bytes",
      sda_session_options_init((w->s_session_options.value.struct_size = 8, &w->s_session_options.value)));
  ANY_PLAIN("sda_session_options_init: options of 4096 bytes",
      sda_session_options_init((w->s_session_options.value.struct_size = 4096, &w->s_session_options.value)));
}

static void abuse_sda_session_open(world *w) {
  ANY("sda_session_open: all is right",
      sda_session_open(w->h_engine, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is NULL",
      sda_session_open(NULL, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_client",
      sda_session_open((struct sda_engine *)(void *)w->h_client, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_client_events",
      sda_session_open((struct sda_engine *)(void *)w->h_client_events, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_conflicts",
      sda_session_open((struct sda_engine *)(void *)w->h_conflicts, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_error",
      sda_session_open((struct sda_engine *)(void *)w->h_error, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_feed",
      sda_session_open((struct sda_engine *)(void *)w->h_feed, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_findings",
      sda_session_open((struct sda_engine *)(void *)w->h_findings, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_group",
      sda_session_open((struct sda_engine *)(void *)w->h_group, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_known_peers",
      sda_session_open((struct sda_engine *)(void *)w->h_known_peers, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_losses",
      sda_session_open((struct sda_engine *)(void *)w->h_losses, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_node_info",
      sda_session_open((struct sda_engine *)(void *)w->h_node_info, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_ops",
      sda_session_open((struct sda_engine *)(void *)w->h_ops, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_peers",
      sda_session_open((struct sda_engine *)(void *)w->h_peers, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_scan",
      sda_session_open((struct sda_engine *)(void *)w->h_scan, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_session",
      sda_session_open((struct sda_engine *)(void *)w->h_session, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_value_reader",
      sda_session_open((struct sda_engine *)(void *)w->h_value_reader, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_value_writer",
      sda_session_open((struct sda_engine *)(void *)w->h_value_writer, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_versions",
      sda_session_open((struct sda_engine *)(void *)w->h_versions, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_wal",
      sda_session_open((struct sda_engine *)(void *)w->h_wal, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: engine is a sda_wal_reader",
      sda_session_open((struct sda_engine *)(void *)w->h_wal_reader, &w->s_session_options.value, &w->out_session, at));
  REFUSED("sda_session_open: options is NULL",
      sda_session_open(w->h_engine, NULL, &w->out_session, at));
  REFUSED("sda_session_open: options of 0 bytes",
      sda_session_open(w->h_engine, (w->s_session_options.value.struct_size = 0, &w->s_session_options.value), &w->out_session, at));
  REFUSED("sda_session_open: options of 1 bytes",
      sda_session_open(w->h_engine, (w->s_session_options.value.struct_size = 1, &w->s_session_options.value), &w->out_session, at));
  REFUSED("sda_session_open: options of 3 bytes",
      sda_session_open(w->h_engine, (w->s_session_options.value.struct_size = 3, &w->s_session_options.value), &w->out_session, at));
  REFUSED("sda_session_open: options of 4097 bytes",
      sda_session_open(w->h_engine, (w->s_session_options.value.struct_size = 4097, &w->s_session_options.value), &w->out_session, at));
  REFUSED("sda_session_open: options of UINT32_MAX bytes",
      sda_session_open(w->h_engine, (w->s_session_options.value.struct_size = UINT32_MAX, &w->s_session_options.value), &w->out_session, at));
  ANY("sda_session_open: options of 8 bytes",
      sda_session_open(w->h_engine, (w->s_session_options.value.struct_size = 8, &w->s_session_options.value), &w->out_session, at));
  ANY("sda_session_open: options of 4096 bytes",
      sda_session_open(w->h_engine, (w->s_session_options.value.struct_size = 4096, &w->s_session_options.value), &w->out_session, at));
  REFUSED("sda_session_open: session is NULL",
      sda_session_open(w->h_engine, &w->s_session_options.value, NULL, at));
}

static sda_status call_sda_session_open(world *w, sda_error **at) {
  return sda_session_open(w->h_engine, &w->s_session_options.value, &w->out_session, at);
}

static void abuse_sda_session_handle(world *w) {
  ANY("sda_session_handle: all is right",
      sda_session_handle(w->h_session, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is NULL",
      sda_session_handle(NULL, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_client",
      sda_session_handle((struct sda_session *)(void *)w->h_client, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_client_events",
      sda_session_handle((struct sda_session *)(void *)w->h_client_events, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_conflicts",
      sda_session_handle((struct sda_session *)(void *)w->h_conflicts, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_engine",
      sda_session_handle((struct sda_session *)(void *)w->h_engine, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_error",
      sda_session_handle((struct sda_session *)(void *)w->h_error, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_feed",
      sda_session_handle((struct sda_session *)(void *)w->h_feed, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_findings",
      sda_session_handle((struct sda_session *)(void *)w->h_findings, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_group",
      sda_session_handle((struct sda_session *)(void *)w->h_group, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_known_peers",
      sda_session_handle((struct sda_session *)(void *)w->h_known_peers, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_losses",
      sda_session_handle((struct sda_session *)(void *)w->h_losses, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_node_info",
      sda_session_handle((struct sda_session *)(void *)w->h_node_info, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_ops",
      sda_session_handle((struct sda_session *)(void *)w->h_ops, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_peers",
      sda_session_handle((struct sda_session *)(void *)w->h_peers, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_scan",
      sda_session_handle((struct sda_session *)(void *)w->h_scan, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_value_reader",
      sda_session_handle((struct sda_session *)(void *)w->h_value_reader, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_value_writer",
      sda_session_handle((struct sda_session *)(void *)w->h_value_writer, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_versions",
      sda_session_handle((struct sda_session *)(void *)w->h_versions, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_wal",
      sda_session_handle((struct sda_session *)(void *)w->h_wal, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: session is a sda_wal_reader",
      sda_session_handle((struct sda_session *)(void *)w->h_wal_reader, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_session_handle: bytes is NULL with a length",
      sda_session_handle(w->h_session, NULL, 1, at));
  ANY("sda_session_handle: bytes is NULL without a length",
      sda_session_handle(w->h_session, NULL, 0, at));
  ANY("sda_session_handle: bytes is empty",
      sda_session_handle(w->h_session, text_of(w, "bytes").ptr, 0, at));
  REFUSED("sda_session_handle: bytes beyond memory",
      sda_session_handle(w->h_session, text_of(w, "bytes").ptr, SIZE_MAX, at));
  ANY("sda_session_handle: bytes is no text",
      sda_session_handle(w->h_session, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_session_handle: bytes has a zero inside",
      sda_session_handle(w->h_session, ZEROS, ZEROS_LEN, at));
}

static sda_status call_sda_session_handle(world *w, sda_error **at) {
  return sda_session_handle(w->h_session, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at);
}

static void abuse_sda_session_poll_transmit(world *w) {
  ANY("sda_session_poll_transmit: all is right",
      sda_session_poll_transmit(w->h_session, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is NULL",
      sda_session_poll_transmit(NULL, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_client",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_client, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_client_events",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_client_events, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_conflicts",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_conflicts, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_engine",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_engine, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_error",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_error, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_feed",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_feed, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_findings",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_findings, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_group",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_group, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_known_peers",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_known_peers, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_losses",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_losses, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_node_info",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_node_info, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_ops",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_ops, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_peers",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_peers, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_scan",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_scan, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_value_reader",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_value_reader, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_value_writer",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_value_writer, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_versions",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_versions, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_wal",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_wal, 4096, &w->buf, at));
  REFUSED("sda_session_poll_transmit: session is a sda_wal_reader",
      sda_session_poll_transmit((struct sda_session *)(void *)w->h_wal_reader, 4096, &w->buf, at));
  ANY("sda_session_poll_transmit: bytes_max is 0",
      sda_session_poll_transmit(w->h_session, 0, &w->buf, at));
  ANY("sda_session_poll_transmit: bytes_max is 1",
      sda_session_poll_transmit(w->h_session, 1, &w->buf, at));
  ANY("sda_session_poll_transmit: bytes_max is SIZE_MAX",
      sda_session_poll_transmit(w->h_session, SIZE_MAX, &w->buf, at));
  REFUSED("sda_session_poll_transmit: frame is NULL",
      sda_session_poll_transmit(w->h_session, 4096, NULL, at));
}

static sda_status call_sda_session_poll_transmit(world *w, sda_error **at) {
  return sda_session_poll_transmit(w->h_session, 4096, &w->buf, at);
}

static void abuse_sda_session_poll_event(world *w) {
  ANY("sda_session_poll_event: all is right",
      sda_session_poll_event(w->h_session, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is NULL",
      sda_session_poll_event(NULL, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_client",
      sda_session_poll_event((struct sda_session *)(void *)w->h_client, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_client_events",
      sda_session_poll_event((struct sda_session *)(void *)w->h_client_events, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_conflicts",
      sda_session_poll_event((struct sda_session *)(void *)w->h_conflicts, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_engine",
      sda_session_poll_event((struct sda_session *)(void *)w->h_engine, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_error",
      sda_session_poll_event((struct sda_session *)(void *)w->h_error, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_feed",
      sda_session_poll_event((struct sda_session *)(void *)w->h_feed, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_findings",
      sda_session_poll_event((struct sda_session *)(void *)w->h_findings, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_group",
      sda_session_poll_event((struct sda_session *)(void *)w->h_group, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_known_peers",
      sda_session_poll_event((struct sda_session *)(void *)w->h_known_peers, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_losses",
      sda_session_poll_event((struct sda_session *)(void *)w->h_losses, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_node_info",
      sda_session_poll_event((struct sda_session *)(void *)w->h_node_info, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_ops",
      sda_session_poll_event((struct sda_session *)(void *)w->h_ops, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_peers",
      sda_session_poll_event((struct sda_session *)(void *)w->h_peers, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_scan",
      sda_session_poll_event((struct sda_session *)(void *)w->h_scan, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_value_reader",
      sda_session_poll_event((struct sda_session *)(void *)w->h_value_reader, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_value_writer",
      sda_session_poll_event((struct sda_session *)(void *)w->h_value_writer, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_versions",
      sda_session_poll_event((struct sda_session *)(void *)w->h_versions, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_wal",
      sda_session_poll_event((struct sda_session *)(void *)w->h_wal, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: session is a sda_wal_reader",
      sda_session_poll_event((struct sda_session *)(void *)w->h_wal_reader, &w->s_session_event.value, at));
  REFUSED("sda_session_poll_event: event is NULL",
      sda_session_poll_event(w->h_session, NULL, at));
  REFUSED("sda_session_poll_event: event of 0 bytes",
      sda_session_poll_event(w->h_session, (w->s_session_event.value.struct_size = 0, &w->s_session_event.value), at));
  REFUSED("sda_session_poll_event: event of 1 bytes",
      sda_session_poll_event(w->h_session, (w->s_session_event.value.struct_size = 1, &w->s_session_event.value), at));
  REFUSED("sda_session_poll_event: event of 3 bytes",
      sda_session_poll_event(w->h_session, (w->s_session_event.value.struct_size = 3, &w->s_session_event.value), at));
  REFUSED("sda_session_poll_event: event of 4097 bytes",
      sda_session_poll_event(w->h_session, (w->s_session_event.value.struct_size = 4097, &w->s_session_event.value), at));
  REFUSED("sda_session_poll_event: event of UINT32_MAX bytes",
      sda_session_poll_event(w->h_session, (w->s_session_event.value.struct_size = UINT32_MAX, &w->s_session_event.value), at));
  ANY("sda_session_poll_event: event of 8 bytes",
      sda_session_poll_event(w->h_session, (w->s_session_event.value.struct_size = 8, &w->s_session_event.value), at));
  ANY("sda_session_poll_event: event of 4096 bytes",
      sda_session_poll_event(w->h_session, (w->s_session_event.value.struct_size = 4096, &w->s_session_event.value), at));
}

static sda_status call_sda_session_poll_event(world *w, sda_error **at) {
  return sda_session_poll_event(w->h_session, &w->s_session_event.value, at);
}

static void abuse_sda_session_next_wakeup_at_ms(world *w) {
  ANY("sda_session_next_wakeup_at_ms: all is right",
      sda_session_next_wakeup_at_ms(w->h_session, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is NULL",
      sda_session_next_wakeup_at_ms(NULL, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_client",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_client, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_client_events",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_client_events, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_conflicts",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_conflicts, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_engine",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_engine, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_error",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_error, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_feed",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_feed, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_findings",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_findings, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_group",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_group, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_known_peers",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_known_peers, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_losses",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_losses, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_node_info",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_node_info, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_ops",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_ops, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_peers",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_peers, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_scan",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_scan, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_value_reader",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_value_reader, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_value_writer",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_value_writer, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_versions",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_versions, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_wal",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_wal, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: session is a sda_wal_reader",
      sda_session_next_wakeup_at_ms((struct sda_session *)(void *)w->h_wal_reader, &w->i64, at));
  REFUSED("sda_session_next_wakeup_at_ms: at_ms is NULL",
      sda_session_next_wakeup_at_ms(w->h_session, NULL, at));
}

static sda_status call_sda_session_next_wakeup_at_ms(world *w, sda_error **at) {
  return sda_session_next_wakeup_at_ms(w->h_session, &w->i64, at);
}

static void abuse_sda_session_state(world *w) {
  ANY("sda_session_state: all is right",
      sda_session_state(w->h_session, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is NULL",
      sda_session_state(NULL, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_client",
      sda_session_state((struct sda_session *)(void *)w->h_client, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_client_events",
      sda_session_state((struct sda_session *)(void *)w->h_client_events, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_conflicts",
      sda_session_state((struct sda_session *)(void *)w->h_conflicts, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_engine",
      sda_session_state((struct sda_session *)(void *)w->h_engine, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_error",
      sda_session_state((struct sda_session *)(void *)w->h_error, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_feed",
      sda_session_state((struct sda_session *)(void *)w->h_feed, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_findings",
      sda_session_state((struct sda_session *)(void *)w->h_findings, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_group",
      sda_session_state((struct sda_session *)(void *)w->h_group, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_known_peers",
      sda_session_state((struct sda_session *)(void *)w->h_known_peers, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_losses",
      sda_session_state((struct sda_session *)(void *)w->h_losses, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_node_info",
      sda_session_state((struct sda_session *)(void *)w->h_node_info, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_ops",
      sda_session_state((struct sda_session *)(void *)w->h_ops, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_peers",
      sda_session_state((struct sda_session *)(void *)w->h_peers, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_scan",
      sda_session_state((struct sda_session *)(void *)w->h_scan, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_value_reader",
      sda_session_state((struct sda_session *)(void *)w->h_value_reader, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_value_writer",
      sda_session_state((struct sda_session *)(void *)w->h_value_writer, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_versions",
      sda_session_state((struct sda_session *)(void *)w->h_versions, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_wal",
      sda_session_state((struct sda_session *)(void *)w->h_wal, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: session is a sda_wal_reader",
      sda_session_state((struct sda_session *)(void *)w->h_wal_reader, &w->s_session_state_info.value, at));
  REFUSED("sda_session_state: state is NULL",
      sda_session_state(w->h_session, NULL, at));
  REFUSED("sda_session_state: state of 0 bytes",
      sda_session_state(w->h_session, (w->s_session_state_info.value.struct_size = 0, &w->s_session_state_info.value), at));
  REFUSED("sda_session_state: state of 1 bytes",
      sda_session_state(w->h_session, (w->s_session_state_info.value.struct_size = 1, &w->s_session_state_info.value), at));
  REFUSED("sda_session_state: state of 3 bytes",
      sda_session_state(w->h_session, (w->s_session_state_info.value.struct_size = 3, &w->s_session_state_info.value), at));
  REFUSED("sda_session_state: state of 4097 bytes",
      sda_session_state(w->h_session, (w->s_session_state_info.value.struct_size = 4097, &w->s_session_state_info.value), at));
  REFUSED("sda_session_state: state of UINT32_MAX bytes",
      sda_session_state(w->h_session, (w->s_session_state_info.value.struct_size = UINT32_MAX, &w->s_session_state_info.value), at));
  ANY("sda_session_state: state of 8 bytes",
      sda_session_state(w->h_session, (w->s_session_state_info.value.struct_size = 8, &w->s_session_state_info.value), at));
  ANY("sda_session_state: state of 4096 bytes",
      sda_session_state(w->h_session, (w->s_session_state_info.value.struct_size = 4096, &w->s_session_state_info.value), at));
}

static sda_status call_sda_session_state(world *w, sda_error **at) {
  return sda_session_state(w->h_session, &w->s_session_state_info.value, at);
}

static void abuse_sda_session_close(world *w) {
  ANY("sda_session_close: session is NULL",
      sda_session_close(NULL, at));
  REFUSED("sda_session_close: session is a sda_client",
      sda_session_close((struct sda_session *)(void *)w->h_client, at));
  REFUSED("sda_session_close: session is a sda_client_events",
      sda_session_close((struct sda_session *)(void *)w->h_client_events, at));
  REFUSED("sda_session_close: session is a sda_conflicts",
      sda_session_close((struct sda_session *)(void *)w->h_conflicts, at));
  REFUSED("sda_session_close: session is a sda_engine",
      sda_session_close((struct sda_session *)(void *)w->h_engine, at));
  REFUSED("sda_session_close: session is a sda_error",
      sda_session_close((struct sda_session *)(void *)w->h_error, at));
  REFUSED("sda_session_close: session is a sda_feed",
      sda_session_close((struct sda_session *)(void *)w->h_feed, at));
  REFUSED("sda_session_close: session is a sda_findings",
      sda_session_close((struct sda_session *)(void *)w->h_findings, at));
  REFUSED("sda_session_close: session is a sda_group",
      sda_session_close((struct sda_session *)(void *)w->h_group, at));
  REFUSED("sda_session_close: session is a sda_known_peers",
      sda_session_close((struct sda_session *)(void *)w->h_known_peers, at));
  REFUSED("sda_session_close: session is a sda_losses",
      sda_session_close((struct sda_session *)(void *)w->h_losses, at));
  REFUSED("sda_session_close: session is a sda_node_info",
      sda_session_close((struct sda_session *)(void *)w->h_node_info, at));
  REFUSED("sda_session_close: session is a sda_ops",
      sda_session_close((struct sda_session *)(void *)w->h_ops, at));
  REFUSED("sda_session_close: session is a sda_peers",
      sda_session_close((struct sda_session *)(void *)w->h_peers, at));
  REFUSED("sda_session_close: session is a sda_scan",
      sda_session_close((struct sda_session *)(void *)w->h_scan, at));
  REFUSED("sda_session_close: session is a sda_value_reader",
      sda_session_close((struct sda_session *)(void *)w->h_value_reader, at));
  REFUSED("sda_session_close: session is a sda_value_writer",
      sda_session_close((struct sda_session *)(void *)w->h_value_writer, at));
  REFUSED("sda_session_close: session is a sda_versions",
      sda_session_close((struct sda_session *)(void *)w->h_versions, at));
  REFUSED("sda_session_close: session is a sda_wal",
      sda_session_close((struct sda_session *)(void *)w->h_wal, at));
  REFUSED("sda_session_close: session is a sda_wal_reader",
      sda_session_close((struct sda_session *)(void *)w->h_wal_reader, at));
}

static void abuse_sda_session_free(world *w) {
  ANY_VOID("sda_session_free: session is NULL",
      sda_session_free(NULL));
  REFUSED_VOID("sda_session_free: session is a sda_client",
      sda_session_free((struct sda_session *)(void *)w->h_client));
  REFUSED_VOID("sda_session_free: session is a sda_client_events",
      sda_session_free((struct sda_session *)(void *)w->h_client_events));
  REFUSED_VOID("sda_session_free: session is a sda_conflicts",
      sda_session_free((struct sda_session *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_session_free: session is a sda_engine",
      sda_session_free((struct sda_session *)(void *)w->h_engine));
  REFUSED_VOID("sda_session_free: session is a sda_error",
      sda_session_free((struct sda_session *)(void *)w->h_error));
  REFUSED_VOID("sda_session_free: session is a sda_feed",
      sda_session_free((struct sda_session *)(void *)w->h_feed));
  REFUSED_VOID("sda_session_free: session is a sda_findings",
      sda_session_free((struct sda_session *)(void *)w->h_findings));
  REFUSED_VOID("sda_session_free: session is a sda_group",
      sda_session_free((struct sda_session *)(void *)w->h_group));
  REFUSED_VOID("sda_session_free: session is a sda_known_peers",
      sda_session_free((struct sda_session *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_session_free: session is a sda_losses",
      sda_session_free((struct sda_session *)(void *)w->h_losses));
  REFUSED_VOID("sda_session_free: session is a sda_node_info",
      sda_session_free((struct sda_session *)(void *)w->h_node_info));
  REFUSED_VOID("sda_session_free: session is a sda_ops",
      sda_session_free((struct sda_session *)(void *)w->h_ops));
  REFUSED_VOID("sda_session_free: session is a sda_peers",
      sda_session_free((struct sda_session *)(void *)w->h_peers));
  REFUSED_VOID("sda_session_free: session is a sda_scan",
      sda_session_free((struct sda_session *)(void *)w->h_scan));
  REFUSED_VOID("sda_session_free: session is a sda_value_reader",
      sda_session_free((struct sda_session *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_session_free: session is a sda_value_writer",
      sda_session_free((struct sda_session *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_session_free: session is a sda_versions",
      sda_session_free((struct sda_session *)(void *)w->h_versions));
  REFUSED_VOID("sda_session_free: session is a sda_wal",
      sda_session_free((struct sda_session *)(void *)w->h_wal));
  REFUSED_VOID("sda_session_free: session is a sda_wal_reader",
      sda_session_free((struct sda_session *)(void *)w->h_wal_reader));
}

static void abuse_sda_frame_bytes(world *w) {
  ANY("sda_frame_bytes: all is right",
      sda_frame_bytes(text_of(w, "bytes").ptr, text_of(w, "bytes").len, 1048576, &w->u64, at));
  REFUSED("sda_frame_bytes: bytes is NULL with a length",
      sda_frame_bytes(NULL, 1, 1048576, &w->u64, at));
  ANY("sda_frame_bytes: bytes is NULL without a length",
      sda_frame_bytes(NULL, 0, 1048576, &w->u64, at));
  ANY("sda_frame_bytes: bytes is empty",
      sda_frame_bytes(text_of(w, "bytes").ptr, 0, 1048576, &w->u64, at));
  REFUSED("sda_frame_bytes: bytes beyond memory",
      sda_frame_bytes(text_of(w, "bytes").ptr, SIZE_MAX, 1048576, &w->u64, at));
  ANY("sda_frame_bytes: bytes is no text",
      sda_frame_bytes(NO_TEXT, NO_TEXT_LEN, 1048576, &w->u64, at));
  ANY("sda_frame_bytes: bytes has a zero inside",
      sda_frame_bytes(ZEROS, ZEROS_LEN, 1048576, &w->u64, at));
  ANY("sda_frame_bytes: frame_bytes_max is 0",
      sda_frame_bytes(text_of(w, "bytes").ptr, text_of(w, "bytes").len, 0, &w->u64, at));
  ANY("sda_frame_bytes: frame_bytes_max is 3",
      sda_frame_bytes(text_of(w, "bytes").ptr, text_of(w, "bytes").len, 3, &w->u64, at));
  ANY("sda_frame_bytes: frame_bytes_max is UINT32_MAX",
      sda_frame_bytes(text_of(w, "bytes").ptr, text_of(w, "bytes").len, UINT32_MAX, &w->u64, at));
  REFUSED("sda_frame_bytes: frame_bytes is NULL",
      sda_frame_bytes(text_of(w, "bytes").ptr, text_of(w, "bytes").len, 1048576, NULL, at));
}

static void abuse_sda_store_conflicts(world *w) {
  ANY("sda_store_conflicts: all is right",
      sda_store_conflicts(w->h_engine, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is NULL",
      sda_store_conflicts(NULL, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_client",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_client, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_client_events",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_client_events, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_conflicts",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_error",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_error, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_feed",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_feed, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_findings",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_findings, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_group",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_group, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_known_peers",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_losses",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_losses, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_node_info",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_node_info, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_ops",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_ops, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_peers",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_peers, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_scan",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_scan, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_session",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_session, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_value_reader",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_value_writer",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_versions",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_versions, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_wal",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_wal, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: engine is a sda_wal_reader",
      sda_store_conflicts((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at));
  ANY("sda_store_conflicts: after is NULL with a length",
      sda_store_conflicts(w->h_engine, NULL, 1, 9, &w->out_conflicts, at));
  ANY("sda_store_conflicts: after is NULL without a length",
      sda_store_conflicts(w->h_engine, NULL, 0, 9, &w->out_conflicts, at));
  ANY("sda_store_conflicts: after is empty",
      sda_store_conflicts(w->h_engine, text_of(w, "after").ptr, 0, 9, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: after beyond memory",
      sda_store_conflicts(w->h_engine, text_of(w, "after").ptr, SIZE_MAX, 9, &w->out_conflicts, at));
  ANY("sda_store_conflicts: after is no text",
      sda_store_conflicts(w->h_engine, NO_TEXT, NO_TEXT_LEN, 9, &w->out_conflicts, at));
  ANY("sda_store_conflicts: after has a zero inside",
      sda_store_conflicts(w->h_engine, ZEROS, ZEROS_LEN, 9, &w->out_conflicts, at));
  ANY("sda_store_conflicts: count_max is 0",
      sda_store_conflicts(w->h_engine, text_of(w, "after").ptr, text_of(w, "after").len, 0, &w->out_conflicts, at));
  ANY("sda_store_conflicts: count_max is 1",
      sda_store_conflicts(w->h_engine, text_of(w, "after").ptr, text_of(w, "after").len, 1, &w->out_conflicts, at));
  ANY("sda_store_conflicts: count_max is UINT64_C(1) << 63",
      sda_store_conflicts(w->h_engine, text_of(w, "after").ptr, text_of(w, "after").len, UINT64_C(1) << 63, &w->out_conflicts, at));
  ANY("sda_store_conflicts: count_max is UINT64_MAX",
      sda_store_conflicts(w->h_engine, text_of(w, "after").ptr, text_of(w, "after").len, UINT64_MAX, &w->out_conflicts, at));
  REFUSED("sda_store_conflicts: conflicts is NULL",
      sda_store_conflicts(w->h_engine, text_of(w, "after").ptr, text_of(w, "after").len, 9, NULL, at));
}

static sda_status call_sda_store_conflicts(world *w, sda_error **at) {
  return sda_store_conflicts(w->h_engine, text_of(w, "after").ptr, text_of(w, "after").len, 9, &w->out_conflicts, at);
}

static void abuse_sda_conflicts_len(world *w) {
  ANY_LEN("sda_conflicts_len: all is right",
      sda_conflicts_len(w->h_conflicts));
  REFUSED_LEN("sda_conflicts_len: conflicts is NULL",
      sda_conflicts_len(NULL));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_client",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_client));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_client_events",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_client_events));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_engine",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_engine));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_error",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_error));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_feed",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_feed));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_findings",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_findings));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_group",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_group));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_known_peers",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_known_peers));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_losses",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_losses));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_node_info",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_node_info));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_ops",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_ops));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_peers",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_peers));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_scan",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_scan));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_session",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_session));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_value_reader",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_value_reader));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_value_writer",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_value_writer));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_versions",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_versions));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_wal",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_wal));
  REFUSED_LEN("sda_conflicts_len: conflicts is a sda_wal_reader",
      sda_conflicts_len((struct sda_conflicts *)(void *)w->h_wal_reader));
}

static void abuse_sda_conflicts_get(world *w) {
  ANY("sda_conflicts_get: all is right",
      sda_conflicts_get(w->h_conflicts, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is NULL",
      sda_conflicts_get(NULL, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_client",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_client, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_client_events",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_client_events, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_engine",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_engine, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_error",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_error, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_feed",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_feed, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_findings",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_findings, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_group",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_group, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_known_peers",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_known_peers, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_losses",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_losses, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_node_info",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_node_info, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_ops",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_ops, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_peers",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_peers, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_scan",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_scan, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_session",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_session, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_value_reader",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_value_reader, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_value_writer",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_value_writer, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_versions",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_versions, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_wal",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_wal, 0, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflicts is a sda_wal_reader",
      sda_conflicts_get((struct sda_conflicts *)(void *)w->h_wal_reader, 0, &w->s_conflict.value, at));
  ANY("sda_conflicts_get: index is 0",
      sda_conflicts_get(w->h_conflicts, 0, &w->s_conflict.value, at));
  ANY("sda_conflicts_get: index is 1",
      sda_conflicts_get(w->h_conflicts, 1, &w->s_conflict.value, at));
  ANY("sda_conflicts_get: index is SIZE_MAX",
      sda_conflicts_get(w->h_conflicts, SIZE_MAX, &w->s_conflict.value, at));
  REFUSED("sda_conflicts_get: conflict is NULL",
      sda_conflicts_get(w->h_conflicts, 0, NULL, at));
  REFUSED("sda_conflicts_get: conflict of 0 bytes",
      sda_conflicts_get(w->h_conflicts, 0, (w->s_conflict.value.struct_size = 0, &w->s_conflict.value), at));
  REFUSED("sda_conflicts_get: conflict of 1 bytes",
      sda_conflicts_get(w->h_conflicts, 0, (w->s_conflict.value.struct_size = 1, &w->s_conflict.value), at));
  REFUSED("sda_conflicts_get: conflict of 3 bytes",
      sda_conflicts_get(w->h_conflicts, 0, (w->s_conflict.value.struct_size = 3, &w->s_conflict.value), at));
  REFUSED("sda_conflicts_get: conflict of 4097 bytes",
      sda_conflicts_get(w->h_conflicts, 0, (w->s_conflict.value.struct_size = 4097, &w->s_conflict.value), at));
  REFUSED("sda_conflicts_get: conflict of UINT32_MAX bytes",
      sda_conflicts_get(w->h_conflicts, 0, (w->s_conflict.value.struct_size = UINT32_MAX, &w->s_conflict.value), at));
  ANY("sda_conflicts_get: conflict of 8 bytes",
      sda_conflicts_get(w->h_conflicts, 0, (w->s_conflict.value.struct_size = 8, &w->s_conflict.value), at));
  ANY("sda_conflicts_get: conflict of 4096 bytes",
      sda_conflicts_get(w->h_conflicts, 0, (w->s_conflict.value.struct_size = 4096, &w->s_conflict.value), at));
}

static void abuse_sda_conflicts_side(world *w) {
  ANY("sda_conflicts_side: all is right",
      sda_conflicts_side(w->h_conflicts, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is NULL",
      sda_conflicts_side(NULL, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_client",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_client, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_client_events",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_client_events, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_engine",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_engine, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_error",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_error, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_feed",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_feed, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_findings",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_findings, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_group",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_group, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_known_peers",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_known_peers, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_losses",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_losses, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_node_info",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_node_info, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_ops",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_ops, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_peers",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_peers, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_scan",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_scan, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_session",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_session, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_value_reader",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_value_reader, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_value_writer",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_value_writer, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_versions",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_versions, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_wal",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_wal, 0, 0, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: conflicts is a sda_wal_reader",
      sda_conflicts_side((struct sda_conflicts *)(void *)w->h_wal_reader, 0, 0, &w->s_conflict_side.value, at));
  ANY("sda_conflicts_side: index is 0",
      sda_conflicts_side(w->h_conflicts, 0, 0, &w->s_conflict_side.value, at));
  ANY("sda_conflicts_side: index is 1",
      sda_conflicts_side(w->h_conflicts, 1, 0, &w->s_conflict_side.value, at));
  ANY("sda_conflicts_side: index is SIZE_MAX",
      sda_conflicts_side(w->h_conflicts, SIZE_MAX, 0, &w->s_conflict_side.value, at));
  ANY("sda_conflicts_side: side_index is 0",
      sda_conflicts_side(w->h_conflicts, 0, 0, &w->s_conflict_side.value, at));
  ANY("sda_conflicts_side: side_index is 1",
      sda_conflicts_side(w->h_conflicts, 0, 1, &w->s_conflict_side.value, at));
  ANY("sda_conflicts_side: side_index is SIZE_MAX",
      sda_conflicts_side(w->h_conflicts, 0, SIZE_MAX, &w->s_conflict_side.value, at));
  REFUSED("sda_conflicts_side: side is NULL",
      sda_conflicts_side(w->h_conflicts, 0, 0, NULL, at));
  REFUSED("sda_conflicts_side: side of 0 bytes",
      sda_conflicts_side(w->h_conflicts, 0, 0, (w->s_conflict_side.value.struct_size = 0, &w->s_conflict_side.value), at));
  REFUSED("sda_conflicts_side: side of 1 bytes",
      sda_conflicts_side(w->h_conflicts, 0, 0, (w->s_conflict_side.value.struct_size = 1, &w->s_conflict_side.value), at));
  REFUSED("sda_conflicts_side: side of 3 bytes",
      sda_conflicts_side(w->h_conflicts, 0, 0, (w->s_conflict_side.value.struct_size = 3, &w->s_conflict_side.value), at));
  REFUSED("sda_conflicts_side: side of 4097 bytes",
      sda_conflicts_side(w->h_conflicts, 0, 0, (w->s_conflict_side.value.struct_size = 4097, &w->s_conflict_side.value), at));
  REFUSED("sda_conflicts_side: side of UINT32_MAX bytes",
      sda_conflicts_side(w->h_conflicts, 0, 0, (w->s_conflict_side.value.struct_size = UINT32_MAX, &w->s_conflict_side.value), at));
  ANY("sda_conflicts_side: side of 8 bytes",
      sda_conflicts_side(w->h_conflicts, 0, 0, (w->s_conflict_side.value.struct_size = 8, &w->s_conflict_side.value), at));
  ANY("sda_conflicts_side: side of 4096 bytes",
      sda_conflicts_side(w->h_conflicts, 0, 0, (w->s_conflict_side.value.struct_size = 4096, &w->s_conflict_side.value), at));
}

static void abuse_sda_conflicts_free(world *w) {
  ANY_VOID("sda_conflicts_free: conflicts is NULL",
      sda_conflicts_free(NULL));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_client",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_client));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_client_events",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_client_events));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_engine",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_engine));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_error",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_error));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_feed",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_feed));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_findings",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_findings));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_group",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_group));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_known_peers",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_losses",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_losses));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_node_info",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_node_info));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_ops",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_ops));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_peers",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_peers));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_scan",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_scan));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_session",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_session));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_value_reader",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_value_writer",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_versions",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_versions));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_wal",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_wal));
  REFUSED_VOID("sda_conflicts_free: conflicts is a sda_wal_reader",
      sda_conflicts_free((struct sda_conflicts *)(void *)w->h_wal_reader));
}

static void abuse_sda_engine_set_merge(world *w) {
  ANY("sda_engine_set_merge: all is right",
      sda_engine_set_merge(w->h_engine, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is NULL",
      sda_engine_set_merge(NULL, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_client",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_client, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_client_events",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_client_events, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_conflicts",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_conflicts, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_error",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_error, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_feed",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_feed, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_findings",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_findings, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_group",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_group, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_known_peers",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_known_peers, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_losses",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_losses, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_node_info",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_node_info, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_ops",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_ops, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_peers",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_peers, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_scan",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_scan, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_session",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_session, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_value_reader",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_value_reader, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_value_writer",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_value_writer, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_versions",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_versions, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_wal",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_wal, a_merge_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_merge: engine is a sda_wal_reader",
      sda_engine_set_merge((struct sda_engine *)(void *)w->h_wal_reader, a_merge_fn, w, a_release_fn, at));
  ANY("sda_engine_set_merge: merge is NULL",
      sda_engine_set_merge(w->h_engine, NULL, w, a_release_fn, at));
  ANY("sda_engine_set_merge: user_data is NULL",
      sda_engine_set_merge(w->h_engine, a_merge_fn, NULL, a_release_fn, at));
  ANY("sda_engine_set_merge: release is NULL",
      sda_engine_set_merge(w->h_engine, a_merge_fn, w, NULL, at));
}

static sda_status call_sda_engine_set_merge(world *w, sda_error **at) {
  return sda_engine_set_merge(w->h_engine, a_merge_fn, w, a_release_fn, at);
}

static void abuse_sda_buf_set(world *w) {
  ANY("sda_buf_set: all is right",
      sda_buf_set(&w->buf, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_buf_set: buf is NULL",
      sda_buf_set(NULL, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_buf_set: bytes is NULL with a length",
      sda_buf_set(&w->buf, NULL, 1, at));
  ANY("sda_buf_set: bytes is NULL without a length",
      sda_buf_set(&w->buf, NULL, 0, at));
  ANY("sda_buf_set: bytes is empty",
      sda_buf_set(&w->buf, text_of(w, "bytes").ptr, 0, at));
  REFUSED("sda_buf_set: bytes beyond memory",
      sda_buf_set(&w->buf, text_of(w, "bytes").ptr, SIZE_MAX, at));
  ANY("sda_buf_set: bytes is no text",
      sda_buf_set(&w->buf, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_buf_set: bytes has a zero inside",
      sda_buf_set(&w->buf, ZEROS, ZEROS_LEN, at));
}

static void abuse_sda_engine_set_notify(world *w) {
  ANY("sda_engine_set_notify: all is right",
      sda_engine_set_notify(w->h_engine, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is NULL",
      sda_engine_set_notify(NULL, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_client",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_client, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_client_events",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_client_events, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_conflicts",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_conflicts, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_error",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_error, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_feed",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_feed, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_findings",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_findings, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_group",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_group, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_known_peers",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_known_peers, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_losses",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_losses, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_node_info",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_node_info, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_ops",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_ops, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_peers",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_peers, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_scan",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_scan, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_session",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_session, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_value_reader",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_value_reader, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_value_writer",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_value_writer, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_versions",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_versions, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_wal",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_wal, 1, a_notify_fn, w, a_release_fn, at));
  REFUSED("sda_engine_set_notify: engine is a sda_wal_reader",
      sda_engine_set_notify((struct sda_engine *)(void *)w->h_wal_reader, 1, a_notify_fn, w, a_release_fn, at));
  ANY("sda_engine_set_notify: least is 0",
      sda_engine_set_notify(w->h_engine, 0, a_notify_fn, w, a_release_fn, at));
  ANY("sda_engine_set_notify: least is 3",
      sda_engine_set_notify(w->h_engine, 3, a_notify_fn, w, a_release_fn, at));
  ANY("sda_engine_set_notify: least is UINT32_MAX",
      sda_engine_set_notify(w->h_engine, UINT32_MAX, a_notify_fn, w, a_release_fn, at));
  ANY("sda_engine_set_notify: notify is NULL",
      sda_engine_set_notify(w->h_engine, 1, NULL, w, a_release_fn, at));
  ANY("sda_engine_set_notify: user_data is NULL",
      sda_engine_set_notify(w->h_engine, 1, a_notify_fn, NULL, a_release_fn, at));
  ANY("sda_engine_set_notify: release is NULL",
      sda_engine_set_notify(w->h_engine, 1, a_notify_fn, w, NULL, at));
}

static sda_status call_sda_engine_set_notify(world *w, sda_error **at) {
  return sda_engine_set_notify(w->h_engine, 1, a_notify_fn, w, a_release_fn, at);
}

static void abuse_sda_engine_poll_notice(world *w) {
  ANY("sda_engine_poll_notice: all is right",
      sda_engine_poll_notice(w->h_engine, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is NULL",
      sda_engine_poll_notice(NULL, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_client",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_client, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_client_events",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_client_events, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_conflicts",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_conflicts, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_error",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_error, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_feed",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_feed, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_findings",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_findings, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_group",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_group, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_known_peers",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_known_peers, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_losses",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_losses, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_node_info",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_node_info, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_ops",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_ops, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_peers",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_peers, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_scan",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_scan, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_session",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_session, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_value_reader",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_value_reader, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_value_writer",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_value_writer, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_versions",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_versions, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_wal",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_wal, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: engine is a sda_wal_reader",
      sda_engine_poll_notice((struct sda_engine *)(void *)w->h_wal_reader, &w->s_notice.value, &w->buf, at));
  REFUSED("sda_engine_poll_notice: notice is NULL",
      sda_engine_poll_notice(w->h_engine, NULL, &w->buf, at));
  REFUSED("sda_engine_poll_notice: notice of 0 bytes",
      sda_engine_poll_notice(w->h_engine, (w->s_notice.value.struct_size = 0, &w->s_notice.value), &w->buf, at));
  REFUSED("sda_engine_poll_notice: notice of 1 bytes",
      sda_engine_poll_notice(w->h_engine, (w->s_notice.value.struct_size = 1, &w->s_notice.value), &w->buf, at));
  REFUSED("sda_engine_poll_notice: notice of 3 bytes",
      sda_engine_poll_notice(w->h_engine, (w->s_notice.value.struct_size = 3, &w->s_notice.value), &w->buf, at));
  REFUSED("sda_engine_poll_notice: notice of 4097 bytes",
      sda_engine_poll_notice(w->h_engine, (w->s_notice.value.struct_size = 4097, &w->s_notice.value), &w->buf, at));
  REFUSED("sda_engine_poll_notice: notice of UINT32_MAX bytes",
      sda_engine_poll_notice(w->h_engine, (w->s_notice.value.struct_size = UINT32_MAX, &w->s_notice.value), &w->buf, at));
  ANY("sda_engine_poll_notice: notice of 8 bytes",
      sda_engine_poll_notice(w->h_engine, (w->s_notice.value.struct_size = 8, &w->s_notice.value), &w->buf, at));
  ANY("sda_engine_poll_notice: notice of 4096 bytes",
      sda_engine_poll_notice(w->h_engine, (w->s_notice.value.struct_size = 4096, &w->s_notice.value), &w->buf, at));
  REFUSED("sda_engine_poll_notice: text is NULL",
      sda_engine_poll_notice(w->h_engine, &w->s_notice.value, NULL, at));
}

static sda_status call_sda_engine_poll_notice(world *w, sda_error **at) {
  return sda_engine_poll_notice(w->h_engine, &w->s_notice.value, &w->buf, at);
}

static void abuse_sda_engine_backup(world *w) {
  ANY("sda_engine_backup: all is right",
      sda_engine_backup(w->h_engine, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is NULL",
      sda_engine_backup(NULL, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_client",
      sda_engine_backup((struct sda_engine *)(void *)w->h_client, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_client_events",
      sda_engine_backup((struct sda_engine *)(void *)w->h_client_events, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_conflicts",
      sda_engine_backup((struct sda_engine *)(void *)w->h_conflicts, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_error",
      sda_engine_backup((struct sda_engine *)(void *)w->h_error, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_feed",
      sda_engine_backup((struct sda_engine *)(void *)w->h_feed, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_findings",
      sda_engine_backup((struct sda_engine *)(void *)w->h_findings, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_group",
      sda_engine_backup((struct sda_engine *)(void *)w->h_group, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_known_peers",
      sda_engine_backup((struct sda_engine *)(void *)w->h_known_peers, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_losses",
      sda_engine_backup((struct sda_engine *)(void *)w->h_losses, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_node_info",
      sda_engine_backup((struct sda_engine *)(void *)w->h_node_info, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_ops",
      sda_engine_backup((struct sda_engine *)(void *)w->h_ops, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_peers",
      sda_engine_backup((struct sda_engine *)(void *)w->h_peers, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_scan",
      sda_engine_backup((struct sda_engine *)(void *)w->h_scan, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_session",
      sda_engine_backup((struct sda_engine *)(void *)w->h_session, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_value_reader",
      sda_engine_backup((struct sda_engine *)(void *)w->h_value_reader, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_value_writer",
      sda_engine_backup((struct sda_engine *)(void *)w->h_value_writer, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_versions",
      sda_engine_backup((struct sda_engine *)(void *)w->h_versions, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_wal",
      sda_engine_backup((struct sda_engine *)(void *)w->h_wal, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: engine is a sda_wal_reader",
      sda_engine_backup((struct sda_engine *)(void *)w->h_wal_reader, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: path is NULL with a length",
      sda_engine_backup(w->h_engine, NULL, 1, &w->s_backup.value, at));
  ANY("sda_engine_backup: path is NULL without a length",
      sda_engine_backup(w->h_engine, NULL, 0, &w->s_backup.value, at));
  ANY("sda_engine_backup: path is empty",
      sda_engine_backup(w->h_engine, text_of(w, "path").ptr, 0, &w->s_backup.value, at));
  REFUSED("sda_engine_backup: path beyond memory",
      sda_engine_backup(w->h_engine, text_of(w, "path").ptr, SIZE_MAX, &w->s_backup.value, at));
  ANY("sda_engine_backup: path is no text",
      sda_engine_backup(w->h_engine, NO_TEXT, NO_TEXT_LEN, &w->s_backup.value, at));
  ANY("sda_engine_backup: path has a zero inside",
      sda_engine_backup(w->h_engine, ZEROS, ZEROS_LEN, &w->s_backup.value, at));
  ANY("sda_engine_backup: backup is NULL",
      sda_engine_backup(w->h_engine, text_of(w, "path").ptr, text_of(w, "path").len, NULL, at));
  REFUSED("sda_engine_backup: backup of 0 bytes",
      sda_engine_backup(w->h_engine, text_of(w, "path").ptr, text_of(w, "path").len, (w->s_backup.value.struct_size = 0, &w->s_backup.value), at));
  REFUSED("sda_engine_backup: backup of 1 bytes",
      sda_engine_backup(w->h_engine, text_of(w, "path").ptr, text_of(w, "path").len, (w->s_backup.value.struct_size = 1, &w->s_backup.value), at));
  REFUSED("sda_engine_backup: backup of 3 bytes",
      sda_engine_backup(w->h_engine, text_of(w, "path").ptr, text_of(w, "path").len, (w->s_backup.value.struct_size = 3, &w->s_backup.value), at));
  REFUSED("sda_engine_backup: backup of 4097 bytes",
      sda_engine_backup(w->h_engine, text_of(w, "path").ptr, text_of(w, "path").len, (w->s_backup.value.struct_size = 4097, &w->s_backup.value), at));
  REFUSED("sda_engine_backup: backup of UINT32_MAX bytes",
      sda_engine_backup(w->h_engine, text_of(w, "path").ptr, text_of(w, "path").len, (w->s_backup.value.struct_size = UINT32_MAX, &w->s_backup.value), at));
  ANY("sda_engine_backup: backup of 8 bytes",
      sda_engine_backup(w->h_engine, text_of(w, "path").ptr, text_of(w, "path").len, (w->s_backup.value.struct_size = 8, &w->s_backup.value), at));
  ANY("sda_engine_backup: backup of 4096 bytes",
      sda_engine_backup(w->h_engine, text_of(w, "path").ptr, text_of(w, "path").len, (w->s_backup.value.struct_size = 4096, &w->s_backup.value), at));
}

static sda_status call_sda_engine_backup(world *w, sda_error **at) {
  return sda_engine_backup(w->h_engine, text_of(w, "path").ptr, text_of(w, "path").len, &w->s_backup.value, at);
}

static void abuse_sda_engine_health(world *w) {
  ANY("sda_engine_health: all is right",
      sda_engine_health(w->h_engine, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is NULL",
      sda_engine_health(NULL, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_client",
      sda_engine_health((struct sda_engine *)(void *)w->h_client, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_client_events",
      sda_engine_health((struct sda_engine *)(void *)w->h_client_events, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_conflicts",
      sda_engine_health((struct sda_engine *)(void *)w->h_conflicts, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_error",
      sda_engine_health((struct sda_engine *)(void *)w->h_error, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_feed",
      sda_engine_health((struct sda_engine *)(void *)w->h_feed, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_findings",
      sda_engine_health((struct sda_engine *)(void *)w->h_findings, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_group",
      sda_engine_health((struct sda_engine *)(void *)w->h_group, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_known_peers",
      sda_engine_health((struct sda_engine *)(void *)w->h_known_peers, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_losses",
      sda_engine_health((struct sda_engine *)(void *)w->h_losses, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_node_info",
      sda_engine_health((struct sda_engine *)(void *)w->h_node_info, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_ops",
      sda_engine_health((struct sda_engine *)(void *)w->h_ops, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_peers",
      sda_engine_health((struct sda_engine *)(void *)w->h_peers, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_scan",
      sda_engine_health((struct sda_engine *)(void *)w->h_scan, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_session",
      sda_engine_health((struct sda_engine *)(void *)w->h_session, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_value_reader",
      sda_engine_health((struct sda_engine *)(void *)w->h_value_reader, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_value_writer",
      sda_engine_health((struct sda_engine *)(void *)w->h_value_writer, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_versions",
      sda_engine_health((struct sda_engine *)(void *)w->h_versions, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_wal",
      sda_engine_health((struct sda_engine *)(void *)w->h_wal, &w->s_health.value, at));
  REFUSED("sda_engine_health: engine is a sda_wal_reader",
      sda_engine_health((struct sda_engine *)(void *)w->h_wal_reader, &w->s_health.value, at));
  REFUSED("sda_engine_health: health is NULL",
      sda_engine_health(w->h_engine, NULL, at));
  REFUSED("sda_engine_health: health of 0 bytes",
      sda_engine_health(w->h_engine, (w->s_health.value.struct_size = 0, &w->s_health.value), at));
  REFUSED("sda_engine_health: health of 1 bytes",
      sda_engine_health(w->h_engine, (w->s_health.value.struct_size = 1, &w->s_health.value), at));
  REFUSED("sda_engine_health: health of 3 bytes",
      sda_engine_health(w->h_engine, (w->s_health.value.struct_size = 3, &w->s_health.value), at));
  REFUSED("sda_engine_health: health of 4097 bytes",
      sda_engine_health(w->h_engine, (w->s_health.value.struct_size = 4097, &w->s_health.value), at));
  REFUSED("sda_engine_health: health of UINT32_MAX bytes",
      sda_engine_health(w->h_engine, (w->s_health.value.struct_size = UINT32_MAX, &w->s_health.value), at));
  ANY("sda_engine_health: health of 8 bytes",
      sda_engine_health(w->h_engine, (w->s_health.value.struct_size = 8, &w->s_health.value), at));
  ANY("sda_engine_health: health of 4096 bytes",
      sda_engine_health(w->h_engine, (w->s_health.value.struct_size = 4096, &w->s_health.value), at));
}

static sda_status call_sda_engine_health(world *w, sda_error **at) {
  return sda_engine_health(w->h_engine, &w->s_health.value, at);
}

static void abuse_sda_engine_verify(world *w) {
  ANY("sda_engine_verify: all is right",
      sda_engine_verify(w->h_engine, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is NULL",
      sda_engine_verify(NULL, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_client",
      sda_engine_verify((struct sda_engine *)(void *)w->h_client, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_client_events",
      sda_engine_verify((struct sda_engine *)(void *)w->h_client_events, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_conflicts",
      sda_engine_verify((struct sda_engine *)(void *)w->h_conflicts, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_error",
      sda_engine_verify((struct sda_engine *)(void *)w->h_error, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_feed",
      sda_engine_verify((struct sda_engine *)(void *)w->h_feed, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_findings",
      sda_engine_verify((struct sda_engine *)(void *)w->h_findings, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_group",
      sda_engine_verify((struct sda_engine *)(void *)w->h_group, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_known_peers",
      sda_engine_verify((struct sda_engine *)(void *)w->h_known_peers, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_losses",
      sda_engine_verify((struct sda_engine *)(void *)w->h_losses, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_node_info",
      sda_engine_verify((struct sda_engine *)(void *)w->h_node_info, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_ops",
      sda_engine_verify((struct sda_engine *)(void *)w->h_ops, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_peers",
      sda_engine_verify((struct sda_engine *)(void *)w->h_peers, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_scan",
      sda_engine_verify((struct sda_engine *)(void *)w->h_scan, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_session",
      sda_engine_verify((struct sda_engine *)(void *)w->h_session, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_value_reader",
      sda_engine_verify((struct sda_engine *)(void *)w->h_value_reader, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_value_writer",
      sda_engine_verify((struct sda_engine *)(void *)w->h_value_writer, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_versions",
      sda_engine_verify((struct sda_engine *)(void *)w->h_versions, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_wal",
      sda_engine_verify((struct sda_engine *)(void *)w->h_wal, &w->out_findings, at));
  REFUSED("sda_engine_verify: engine is a sda_wal_reader",
      sda_engine_verify((struct sda_engine *)(void *)w->h_wal_reader, &w->out_findings, at));
  REFUSED("sda_engine_verify: findings is NULL",
      sda_engine_verify(w->h_engine, NULL, at));
}

static sda_status call_sda_engine_verify(world *w, sda_error **at) {
  return sda_engine_verify(w->h_engine, &w->out_findings, at);
}

static void abuse_sda_verify(world *w) {
  ANY("sda_verify: all is right",
      sda_verify(&w->s_options.value, &w->out_findings, at));
  REFUSED("sda_verify: options is NULL",
      sda_verify(NULL, &w->out_findings, at));
  REFUSED("sda_verify: options of 0 bytes",
      sda_verify((w->s_options.value.struct_size = 0, &w->s_options.value), &w->out_findings, at));
  REFUSED("sda_verify: options of 1 bytes",
      sda_verify((w->s_options.value.struct_size = 1, &w->s_options.value), &w->out_findings, at));
  REFUSED("sda_verify: options of 3 bytes",
      sda_verify((w->s_options.value.struct_size = 3, &w->s_options.value), &w->out_findings, at));
  REFUSED("sda_verify: options of 4097 bytes",
      sda_verify((w->s_options.value.struct_size = 4097, &w->s_options.value), &w->out_findings, at));
  REFUSED("sda_verify: options of UINT32_MAX bytes",
      sda_verify((w->s_options.value.struct_size = UINT32_MAX, &w->s_options.value), &w->out_findings, at));
  ANY("sda_verify: options of 8 bytes",
      sda_verify((w->s_options.value.struct_size = 8, &w->s_options.value), &w->out_findings, at));
  ANY("sda_verify: options of 4096 bytes",
      sda_verify((w->s_options.value.struct_size = 4096, &w->s_options.value), &w->out_findings, at));
  REFUSED("sda_verify: findings is NULL",
      sda_verify(&w->s_options.value, NULL, at));
}

static void abuse_sda_findings_totals(world *w) {
  ANY("sda_findings_totals: all is right",
      sda_findings_totals(w->h_findings, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is NULL",
      sda_findings_totals(NULL, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_client",
      sda_findings_totals((struct sda_findings *)(void *)w->h_client, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_client_events",
      sda_findings_totals((struct sda_findings *)(void *)w->h_client_events, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_conflicts",
      sda_findings_totals((struct sda_findings *)(void *)w->h_conflicts, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_engine",
      sda_findings_totals((struct sda_findings *)(void *)w->h_engine, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_error",
      sda_findings_totals((struct sda_findings *)(void *)w->h_error, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_feed",
      sda_findings_totals((struct sda_findings *)(void *)w->h_feed, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_group",
      sda_findings_totals((struct sda_findings *)(void *)w->h_group, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_known_peers",
      sda_findings_totals((struct sda_findings *)(void *)w->h_known_peers, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_losses",
      sda_findings_totals((struct sda_findings *)(void *)w->h_losses, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_node_info",
      sda_findings_totals((struct sda_findings *)(void *)w->h_node_info, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_ops",
      sda_findings_totals((struct sda_findings *)(void *)w->h_ops, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_peers",
      sda_findings_totals((struct sda_findings *)(void *)w->h_peers, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_scan",
      sda_findings_totals((struct sda_findings *)(void *)w->h_scan, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_session",
      sda_findings_totals((struct sda_findings *)(void *)w->h_session, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_value_reader",
      sda_findings_totals((struct sda_findings *)(void *)w->h_value_reader, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_value_writer",
      sda_findings_totals((struct sda_findings *)(void *)w->h_value_writer, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_versions",
      sda_findings_totals((struct sda_findings *)(void *)w->h_versions, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_wal",
      sda_findings_totals((struct sda_findings *)(void *)w->h_wal, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: findings is a sda_wal_reader",
      sda_findings_totals((struct sda_findings *)(void *)w->h_wal_reader, &w->s_verified.value, at));
  REFUSED("sda_findings_totals: verified is NULL",
      sda_findings_totals(w->h_findings, NULL, at));
  REFUSED("sda_findings_totals: verified of 0 bytes",
      sda_findings_totals(w->h_findings, (w->s_verified.value.struct_size = 0, &w->s_verified.value), at));
  REFUSED("sda_findings_totals: verified of 1 bytes",
      sda_findings_totals(w->h_findings, (w->s_verified.value.struct_size = 1, &w->s_verified.value), at));
  REFUSED("sda_findings_totals: verified of 3 bytes",
      sda_findings_totals(w->h_findings, (w->s_verified.value.struct_size = 3, &w->s_verified.value), at));
  REFUSED("sda_findings_totals: verified of 4097 bytes",
      sda_findings_totals(w->h_findings, (w->s_verified.value.struct_size = 4097, &w->s_verified.value), at));
  REFUSED("sda_findings_totals: verified of UINT32_MAX bytes",
      sda_findings_totals(w->h_findings, (w->s_verified.value.struct_size = UINT32_MAX, &w->s_verified.value), at));
  ANY("sda_findings_totals: verified of 8 bytes",
      sda_findings_totals(w->h_findings, (w->s_verified.value.struct_size = 8, &w->s_verified.value), at));
  ANY("sda_findings_totals: verified of 4096 bytes",
      sda_findings_totals(w->h_findings, (w->s_verified.value.struct_size = 4096, &w->s_verified.value), at));
}

static void abuse_sda_findings_len(world *w) {
  ANY_LEN("sda_findings_len: all is right",
      sda_findings_len(w->h_findings));
  REFUSED_LEN("sda_findings_len: findings is NULL",
      sda_findings_len(NULL));
  REFUSED_LEN("sda_findings_len: findings is a sda_client",
      sda_findings_len((struct sda_findings *)(void *)w->h_client));
  REFUSED_LEN("sda_findings_len: findings is a sda_client_events",
      sda_findings_len((struct sda_findings *)(void *)w->h_client_events));
  REFUSED_LEN("sda_findings_len: findings is a sda_conflicts",
      sda_findings_len((struct sda_findings *)(void *)w->h_conflicts));
  REFUSED_LEN("sda_findings_len: findings is a sda_engine",
      sda_findings_len((struct sda_findings *)(void *)w->h_engine));
  REFUSED_LEN("sda_findings_len: findings is a sda_error",
      sda_findings_len((struct sda_findings *)(void *)w->h_error));
  REFUSED_LEN("sda_findings_len: findings is a sda_feed",
      sda_findings_len((struct sda_findings *)(void *)w->h_feed));
  REFUSED_LEN("sda_findings_len: findings is a sda_group",
      sda_findings_len((struct sda_findings *)(void *)w->h_group));
  REFUSED_LEN("sda_findings_len: findings is a sda_known_peers",
      sda_findings_len((struct sda_findings *)(void *)w->h_known_peers));
  REFUSED_LEN("sda_findings_len: findings is a sda_losses",
      sda_findings_len((struct sda_findings *)(void *)w->h_losses));
  REFUSED_LEN("sda_findings_len: findings is a sda_node_info",
      sda_findings_len((struct sda_findings *)(void *)w->h_node_info));
  REFUSED_LEN("sda_findings_len: findings is a sda_ops",
      sda_findings_len((struct sda_findings *)(void *)w->h_ops));
  REFUSED_LEN("sda_findings_len: findings is a sda_peers",
      sda_findings_len((struct sda_findings *)(void *)w->h_peers));
  REFUSED_LEN("sda_findings_len: findings is a sda_scan",
      sda_findings_len((struct sda_findings *)(void *)w->h_scan));
  REFUSED_LEN("sda_findings_len: findings is a sda_session",
      sda_findings_len((struct sda_findings *)(void *)w->h_session));
  REFUSED_LEN("sda_findings_len: findings is a sda_value_reader",
      sda_findings_len((struct sda_findings *)(void *)w->h_value_reader));
  REFUSED_LEN("sda_findings_len: findings is a sda_value_writer",
      sda_findings_len((struct sda_findings *)(void *)w->h_value_writer));
  REFUSED_LEN("sda_findings_len: findings is a sda_versions",
      sda_findings_len((struct sda_findings *)(void *)w->h_versions));
  REFUSED_LEN("sda_findings_len: findings is a sda_wal",
      sda_findings_len((struct sda_findings *)(void *)w->h_wal));
  REFUSED_LEN("sda_findings_len: findings is a sda_wal_reader",
      sda_findings_len((struct sda_findings *)(void *)w->h_wal_reader));
}

static void abuse_sda_findings_get(world *w) {
  ANY("sda_findings_get: all is right",
      sda_findings_get(w->h_findings, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is NULL",
      sda_findings_get(NULL, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_client",
      sda_findings_get((struct sda_findings *)(void *)w->h_client, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_client_events",
      sda_findings_get((struct sda_findings *)(void *)w->h_client_events, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_conflicts",
      sda_findings_get((struct sda_findings *)(void *)w->h_conflicts, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_engine",
      sda_findings_get((struct sda_findings *)(void *)w->h_engine, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_error",
      sda_findings_get((struct sda_findings *)(void *)w->h_error, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_feed",
      sda_findings_get((struct sda_findings *)(void *)w->h_feed, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_group",
      sda_findings_get((struct sda_findings *)(void *)w->h_group, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_known_peers",
      sda_findings_get((struct sda_findings *)(void *)w->h_known_peers, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_losses",
      sda_findings_get((struct sda_findings *)(void *)w->h_losses, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_node_info",
      sda_findings_get((struct sda_findings *)(void *)w->h_node_info, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_ops",
      sda_findings_get((struct sda_findings *)(void *)w->h_ops, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_peers",
      sda_findings_get((struct sda_findings *)(void *)w->h_peers, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_scan",
      sda_findings_get((struct sda_findings *)(void *)w->h_scan, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_session",
      sda_findings_get((struct sda_findings *)(void *)w->h_session, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_value_reader",
      sda_findings_get((struct sda_findings *)(void *)w->h_value_reader, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_value_writer",
      sda_findings_get((struct sda_findings *)(void *)w->h_value_writer, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_versions",
      sda_findings_get((struct sda_findings *)(void *)w->h_versions, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_wal",
      sda_findings_get((struct sda_findings *)(void *)w->h_wal, 0, &w->s_finding.value, at));
  REFUSED("sda_findings_get: findings is a sda_wal_reader",
      sda_findings_get((struct sda_findings *)(void *)w->h_wal_reader, 0, &w->s_finding.value, at));
  ANY("sda_findings_get: index is 0",
      sda_findings_get(w->h_findings, 0, &w->s_finding.value, at));
  ANY("sda_findings_get: index is 1",
      sda_findings_get(w->h_findings, 1, &w->s_finding.value, at));
  ANY("sda_findings_get: index is SIZE_MAX",
      sda_findings_get(w->h_findings, SIZE_MAX, &w->s_finding.value, at));
  REFUSED("sda_findings_get: finding is NULL",
      sda_findings_get(w->h_findings, 0, NULL, at));
  REFUSED("sda_findings_get: finding of 0 bytes",
      sda_findings_get(w->h_findings, 0, (w->s_finding.value.struct_size = 0, &w->s_finding.value), at));
  REFUSED("sda_findings_get: finding of 1 bytes",
      sda_findings_get(w->h_findings, 0, (w->s_finding.value.struct_size = 1, &w->s_finding.value), at));
  REFUSED("sda_findings_get: finding of 3 bytes",
      sda_findings_get(w->h_findings, 0, (w->s_finding.value.struct_size = 3, &w->s_finding.value), at));
  REFUSED("sda_findings_get: finding of 4097 bytes",
      sda_findings_get(w->h_findings, 0, (w->s_finding.value.struct_size = 4097, &w->s_finding.value), at));
  REFUSED("sda_findings_get: finding of UINT32_MAX bytes",
      sda_findings_get(w->h_findings, 0, (w->s_finding.value.struct_size = UINT32_MAX, &w->s_finding.value), at));
  ANY("sda_findings_get: finding of 8 bytes",
      sda_findings_get(w->h_findings, 0, (w->s_finding.value.struct_size = 8, &w->s_finding.value), at));
  ANY("sda_findings_get: finding of 4096 bytes",
      sda_findings_get(w->h_findings, 0, (w->s_finding.value.struct_size = 4096, &w->s_finding.value), at));
}

static void abuse_sda_findings_free(world *w) {
  ANY_VOID("sda_findings_free: findings is NULL",
      sda_findings_free(NULL));
  REFUSED_VOID("sda_findings_free: findings is a sda_client",
      sda_findings_free((struct sda_findings *)(void *)w->h_client));
  REFUSED_VOID("sda_findings_free: findings is a sda_client_events",
      sda_findings_free((struct sda_findings *)(void *)w->h_client_events));
  REFUSED_VOID("sda_findings_free: findings is a sda_conflicts",
      sda_findings_free((struct sda_findings *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_findings_free: findings is a sda_engine",
      sda_findings_free((struct sda_findings *)(void *)w->h_engine));
  REFUSED_VOID("sda_findings_free: findings is a sda_error",
      sda_findings_free((struct sda_findings *)(void *)w->h_error));
  REFUSED_VOID("sda_findings_free: findings is a sda_feed",
      sda_findings_free((struct sda_findings *)(void *)w->h_feed));
  REFUSED_VOID("sda_findings_free: findings is a sda_group",
      sda_findings_free((struct sda_findings *)(void *)w->h_group));
  REFUSED_VOID("sda_findings_free: findings is a sda_known_peers",
      sda_findings_free((struct sda_findings *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_findings_free: findings is a sda_losses",
      sda_findings_free((struct sda_findings *)(void *)w->h_losses));
  REFUSED_VOID("sda_findings_free: findings is a sda_node_info",
      sda_findings_free((struct sda_findings *)(void *)w->h_node_info));
  REFUSED_VOID("sda_findings_free: findings is a sda_ops",
      sda_findings_free((struct sda_findings *)(void *)w->h_ops));
  REFUSED_VOID("sda_findings_free: findings is a sda_peers",
      sda_findings_free((struct sda_findings *)(void *)w->h_peers));
  REFUSED_VOID("sda_findings_free: findings is a sda_scan",
      sda_findings_free((struct sda_findings *)(void *)w->h_scan));
  REFUSED_VOID("sda_findings_free: findings is a sda_session",
      sda_findings_free((struct sda_findings *)(void *)w->h_session));
  REFUSED_VOID("sda_findings_free: findings is a sda_value_reader",
      sda_findings_free((struct sda_findings *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_findings_free: findings is a sda_value_writer",
      sda_findings_free((struct sda_findings *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_findings_free: findings is a sda_versions",
      sda_findings_free((struct sda_findings *)(void *)w->h_versions));
  REFUSED_VOID("sda_findings_free: findings is a sda_wal",
      sda_findings_free((struct sda_findings *)(void *)w->h_wal));
  REFUSED_VOID("sda_findings_free: findings is a sda_wal_reader",
      sda_findings_free((struct sda_findings *)(void *)w->h_wal_reader));
}

static void abuse_sda_salvage(world *w) {
  ANY("sda_salvage: all is right",
      sda_salvage(&w->s_options.value, text_of(w, "path").ptr, text_of(w, "path").len, &w->out_losses, at));
  REFUSED("sda_salvage: options is NULL",
      sda_salvage(NULL, text_of(w, "path").ptr, text_of(w, "path").len, &w->out_losses, at));
  REFUSED("sda_salvage: options of 0 bytes",
      sda_salvage((w->s_options.value.struct_size = 0, &w->s_options.value), text_of(w, "path").ptr, text_of(w, "path").len, &w->out_losses, at));
  REFUSED("sda_salvage: options of 1 bytes",
      sda_salvage((w->s_options.value.struct_size = 1, &w->s_options.value), text_of(w, "path").ptr, text_of(w, "path").len, &w->out_losses, at));
  REFUSED("sda_salvage: options of 3 bytes",
      sda_salvage((w->s_options.value.struct_size = 3, &w->s_options.value), text_of(w, "path").ptr, text_of(w, "path").len, &w->out_losses, at));
  REFUSED("sda_salvage: options of 4097 bytes",
      sda_salvage((w->s_options.value.struct_size = 4097, &w->s_options.value), text_of(w, "path").ptr, text_of(w, "path").len, &w->out_losses, at));
  REFUSED("sda_salvage: options of UINT32_MAX bytes",
      sda_salvage((w->s_options.value.struct_size = UINT32_MAX, &w->s_options.value), text_of(w, "path").ptr, text_of(w, "path").len, &w->out_losses, at));
  ANY("sda_salvage: options of 8 bytes",
      sda_salvage((w->s_options.value.struct_size = 8, &w->s_options.value), text_of(w, "path").ptr, text_of(w, "path").len, &w->out_losses, at));
  ANY("sda_salvage: options of 4096 bytes",
      sda_salvage((w->s_options.value.struct_size = 4096, &w->s_options.value), text_of(w, "path").ptr, text_of(w, "path").len, &w->out_losses, at));
  REFUSED("sda_salvage: path is NULL with a length",
      sda_salvage(&w->s_options.value, NULL, 1, &w->out_losses, at));
  ANY("sda_salvage: path is NULL without a length",
      sda_salvage(&w->s_options.value, NULL, 0, &w->out_losses, at));
  ANY("sda_salvage: path is empty",
      sda_salvage(&w->s_options.value, text_of(w, "path").ptr, 0, &w->out_losses, at));
  REFUSED("sda_salvage: path beyond memory",
      sda_salvage(&w->s_options.value, text_of(w, "path").ptr, SIZE_MAX, &w->out_losses, at));
  ANY("sda_salvage: path is no text",
      sda_salvage(&w->s_options.value, NO_TEXT, NO_TEXT_LEN, &w->out_losses, at));
  ANY("sda_salvage: path has a zero inside",
      sda_salvage(&w->s_options.value, ZEROS, ZEROS_LEN, &w->out_losses, at));
  REFUSED("sda_salvage: losses is NULL",
      sda_salvage(&w->s_options.value, text_of(w, "path").ptr, text_of(w, "path").len, NULL, at));
}

static void abuse_sda_losses_totals(world *w) {
  ANY("sda_losses_totals: all is right",
      sda_losses_totals(w->h_losses, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is NULL",
      sda_losses_totals(NULL, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_client",
      sda_losses_totals((struct sda_losses *)(void *)w->h_client, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_client_events",
      sda_losses_totals((struct sda_losses *)(void *)w->h_client_events, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_conflicts",
      sda_losses_totals((struct sda_losses *)(void *)w->h_conflicts, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_engine",
      sda_losses_totals((struct sda_losses *)(void *)w->h_engine, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_error",
      sda_losses_totals((struct sda_losses *)(void *)w->h_error, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_feed",
      sda_losses_totals((struct sda_losses *)(void *)w->h_feed, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_findings",
      sda_losses_totals((struct sda_losses *)(void *)w->h_findings, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_group",
      sda_losses_totals((struct sda_losses *)(void *)w->h_group, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_known_peers",
      sda_losses_totals((struct sda_losses *)(void *)w->h_known_peers, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_node_info",
      sda_losses_totals((struct sda_losses *)(void *)w->h_node_info, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_ops",
      sda_losses_totals((struct sda_losses *)(void *)w->h_ops, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_peers",
      sda_losses_totals((struct sda_losses *)(void *)w->h_peers, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_scan",
      sda_losses_totals((struct sda_losses *)(void *)w->h_scan, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_session",
      sda_losses_totals((struct sda_losses *)(void *)w->h_session, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_value_reader",
      sda_losses_totals((struct sda_losses *)(void *)w->h_value_reader, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_value_writer",
      sda_losses_totals((struct sda_losses *)(void *)w->h_value_writer, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_versions",
      sda_losses_totals((struct sda_losses *)(void *)w->h_versions, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_wal",
      sda_losses_totals((struct sda_losses *)(void *)w->h_wal, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: losses is a sda_wal_reader",
      sda_losses_totals((struct sda_losses *)(void *)w->h_wal_reader, &w->s_salvaged.value, at));
  REFUSED("sda_losses_totals: salvaged is NULL",
      sda_losses_totals(w->h_losses, NULL, at));
  REFUSED("sda_losses_totals: salvaged of 0 bytes",
      sda_losses_totals(w->h_losses, (w->s_salvaged.value.struct_size = 0, &w->s_salvaged.value), at));
  REFUSED("sda_losses_totals: salvaged of 1 bytes",
      sda_losses_totals(w->h_losses, (w->s_salvaged.value.struct_size = 1, &w->s_salvaged.value), at));
  REFUSED("sda_losses_totals: salvaged of 3 bytes",
      sda_losses_totals(w->h_losses, (w->s_salvaged.value.struct_size = 3, &w->s_salvaged.value), at));
  REFUSED("sda_losses_totals: salvaged of 4097 bytes",
      sda_losses_totals(w->h_losses, (w->s_salvaged.value.struct_size = 4097, &w->s_salvaged.value), at));
  REFUSED("sda_losses_totals: salvaged of UINT32_MAX bytes",
      sda_losses_totals(w->h_losses, (w->s_salvaged.value.struct_size = UINT32_MAX, &w->s_salvaged.value), at));
  ANY("sda_losses_totals: salvaged of 8 bytes",
      sda_losses_totals(w->h_losses, (w->s_salvaged.value.struct_size = 8, &w->s_salvaged.value), at));
  ANY("sda_losses_totals: salvaged of 4096 bytes",
      sda_losses_totals(w->h_losses, (w->s_salvaged.value.struct_size = 4096, &w->s_salvaged.value), at));
}

static void abuse_sda_losses_len(world *w) {
  ANY_LEN("sda_losses_len: all is right",
      sda_losses_len(w->h_losses));
  REFUSED_LEN("sda_losses_len: losses is NULL",
      sda_losses_len(NULL));
  REFUSED_LEN("sda_losses_len: losses is a sda_client",
      sda_losses_len((struct sda_losses *)(void *)w->h_client));
  REFUSED_LEN("sda_losses_len: losses is a sda_client_events",
      sda_losses_len((struct sda_losses *)(void *)w->h_client_events));
  REFUSED_LEN("sda_losses_len: losses is a sda_conflicts",
      sda_losses_len((struct sda_losses *)(void *)w->h_conflicts));
  REFUSED_LEN("sda_losses_len: losses is a sda_engine",
      sda_losses_len((struct sda_losses *)(void *)w->h_engine));
  REFUSED_LEN("sda_losses_len: losses is a sda_error",
      sda_losses_len((struct sda_losses *)(void *)w->h_error));
  REFUSED_LEN("sda_losses_len: losses is a sda_feed",
      sda_losses_len((struct sda_losses *)(void *)w->h_feed));
  REFUSED_LEN("sda_losses_len: losses is a sda_findings",
      sda_losses_len((struct sda_losses *)(void *)w->h_findings));
  REFUSED_LEN("sda_losses_len: losses is a sda_group",
      sda_losses_len((struct sda_losses *)(void *)w->h_group));
  REFUSED_LEN("sda_losses_len: losses is a sda_known_peers",
      sda_losses_len((struct sda_losses *)(void *)w->h_known_peers));
  REFUSED_LEN("sda_losses_len: losses is a sda_node_info",
      sda_losses_len((struct sda_losses *)(void *)w->h_node_info));
  REFUSED_LEN("sda_losses_len: losses is a sda_ops",
      sda_losses_len((struct sda_losses *)(void *)w->h_ops));
  REFUSED_LEN("sda_losses_len: losses is a sda_peers",
      sda_losses_len((struct sda_losses *)(void *)w->h_peers));
  REFUSED_LEN("sda_losses_len: losses is a sda_scan",
      sda_losses_len((struct sda_losses *)(void *)w->h_scan));
  REFUSED_LEN("sda_losses_len: losses is a sda_session",
      sda_losses_len((struct sda_losses *)(void *)w->h_session));
  REFUSED_LEN("sda_losses_len: losses is a sda_value_reader",
      sda_losses_len((struct sda_losses *)(void *)w->h_value_reader));
  REFUSED_LEN("sda_losses_len: losses is a sda_value_writer",
      sda_losses_len((struct sda_losses *)(void *)w->h_value_writer));
  REFUSED_LEN("sda_losses_len: losses is a sda_versions",
      sda_losses_len((struct sda_losses *)(void *)w->h_versions));
  REFUSED_LEN("sda_losses_len: losses is a sda_wal",
      sda_losses_len((struct sda_losses *)(void *)w->h_wal));
  REFUSED_LEN("sda_losses_len: losses is a sda_wal_reader",
      sda_losses_len((struct sda_losses *)(void *)w->h_wal_reader));
}

static void abuse_sda_losses_get(world *w) {
  ANY("sda_losses_get: all is right",
      sda_losses_get(w->h_losses, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is NULL",
      sda_losses_get(NULL, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_client",
      sda_losses_get((struct sda_losses *)(void *)w->h_client, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_client_events",
      sda_losses_get((struct sda_losses *)(void *)w->h_client_events, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_conflicts",
      sda_losses_get((struct sda_losses *)(void *)w->h_conflicts, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_engine",
      sda_losses_get((struct sda_losses *)(void *)w->h_engine, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_error",
      sda_losses_get((struct sda_losses *)(void *)w->h_error, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_feed",
      sda_losses_get((struct sda_losses *)(void *)w->h_feed, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_findings",
      sda_losses_get((struct sda_losses *)(void *)w->h_findings, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_group",
      sda_losses_get((struct sda_losses *)(void *)w->h_group, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_known_peers",
      sda_losses_get((struct sda_losses *)(void *)w->h_known_peers, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_node_info",
      sda_losses_get((struct sda_losses *)(void *)w->h_node_info, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_ops",
      sda_losses_get((struct sda_losses *)(void *)w->h_ops, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_peers",
      sda_losses_get((struct sda_losses *)(void *)w->h_peers, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_scan",
      sda_losses_get((struct sda_losses *)(void *)w->h_scan, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_session",
      sda_losses_get((struct sda_losses *)(void *)w->h_session, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_value_reader",
      sda_losses_get((struct sda_losses *)(void *)w->h_value_reader, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_value_writer",
      sda_losses_get((struct sda_losses *)(void *)w->h_value_writer, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_versions",
      sda_losses_get((struct sda_losses *)(void *)w->h_versions, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_wal",
      sda_losses_get((struct sda_losses *)(void *)w->h_wal, 0, &w->s_loss.value, at));
  REFUSED("sda_losses_get: losses is a sda_wal_reader",
      sda_losses_get((struct sda_losses *)(void *)w->h_wal_reader, 0, &w->s_loss.value, at));
  ANY("sda_losses_get: index is 0",
      sda_losses_get(w->h_losses, 0, &w->s_loss.value, at));
  ANY("sda_losses_get: index is 1",
      sda_losses_get(w->h_losses, 1, &w->s_loss.value, at));
  ANY("sda_losses_get: index is SIZE_MAX",
      sda_losses_get(w->h_losses, SIZE_MAX, &w->s_loss.value, at));
  REFUSED("sda_losses_get: loss is NULL",
      sda_losses_get(w->h_losses, 0, NULL, at));
  REFUSED("sda_losses_get: loss of 0 bytes",
      sda_losses_get(w->h_losses, 0, (w->s_loss.value.struct_size = 0, &w->s_loss.value), at));
  REFUSED("sda_losses_get: loss of 1 bytes",
      sda_losses_get(w->h_losses, 0, (w->s_loss.value.struct_size = 1, &w->s_loss.value), at));
  REFUSED("sda_losses_get: loss of 3 bytes",
      sda_losses_get(w->h_losses, 0, (w->s_loss.value.struct_size = 3, &w->s_loss.value), at));
  REFUSED("sda_losses_get: loss of 4097 bytes",
      sda_losses_get(w->h_losses, 0, (w->s_loss.value.struct_size = 4097, &w->s_loss.value), at));
  REFUSED("sda_losses_get: loss of UINT32_MAX bytes",
      sda_losses_get(w->h_losses, 0, (w->s_loss.value.struct_size = UINT32_MAX, &w->s_loss.value), at));
  ANY("sda_losses_get: loss of 8 bytes",
      sda_losses_get(w->h_losses, 0, (w->s_loss.value.struct_size = 8, &w->s_loss.value), at));
  ANY("sda_losses_get: loss of 4096 bytes",
      sda_losses_get(w->h_losses, 0, (w->s_loss.value.struct_size = 4096, &w->s_loss.value), at));
}

static void abuse_sda_losses_missing(world *w) {
  ANY("sda_losses_missing: all is right",
      sda_losses_missing(w->h_losses, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is NULL",
      sda_losses_missing(NULL, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_client",
      sda_losses_missing((struct sda_losses *)(void *)w->h_client, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_client_events",
      sda_losses_missing((struct sda_losses *)(void *)w->h_client_events, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_conflicts",
      sda_losses_missing((struct sda_losses *)(void *)w->h_conflicts, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_engine",
      sda_losses_missing((struct sda_losses *)(void *)w->h_engine, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_error",
      sda_losses_missing((struct sda_losses *)(void *)w->h_error, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_feed",
      sda_losses_missing((struct sda_losses *)(void *)w->h_feed, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_findings",
      sda_losses_missing((struct sda_losses *)(void *)w->h_findings, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_group",
      sda_losses_missing((struct sda_losses *)(void *)w->h_group, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_known_peers",
      sda_losses_missing((struct sda_losses *)(void *)w->h_known_peers, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_node_info",
      sda_losses_missing((struct sda_losses *)(void *)w->h_node_info, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_ops",
      sda_losses_missing((struct sda_losses *)(void *)w->h_ops, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_peers",
      sda_losses_missing((struct sda_losses *)(void *)w->h_peers, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_scan",
      sda_losses_missing((struct sda_losses *)(void *)w->h_scan, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_session",
      sda_losses_missing((struct sda_losses *)(void *)w->h_session, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_value_reader",
      sda_losses_missing((struct sda_losses *)(void *)w->h_value_reader, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_value_writer",
      sda_losses_missing((struct sda_losses *)(void *)w->h_value_writer, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_versions",
      sda_losses_missing((struct sda_losses *)(void *)w->h_versions, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_wal",
      sda_losses_missing((struct sda_losses *)(void *)w->h_wal, 0, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: losses is a sda_wal_reader",
      sda_losses_missing((struct sda_losses *)(void *)w->h_wal_reader, 0, &w->s_missing.value, at));
  ANY("sda_losses_missing: index is 0",
      sda_losses_missing(w->h_losses, 0, &w->s_missing.value, at));
  ANY("sda_losses_missing: index is 1",
      sda_losses_missing(w->h_losses, 1, &w->s_missing.value, at));
  ANY("sda_losses_missing: index is SIZE_MAX",
      sda_losses_missing(w->h_losses, SIZE_MAX, &w->s_missing.value, at));
  REFUSED("sda_losses_missing: missing is NULL",
      sda_losses_missing(w->h_losses, 0, NULL, at));
  REFUSED("sda_losses_missing: missing of 0 bytes",
      sda_losses_missing(w->h_losses, 0, (w->s_missing.value.struct_size = 0, &w->s_missing.value), at));
  REFUSED("sda_losses_missing: missing of 1 bytes",
      sda_losses_missing(w->h_losses, 0, (w->s_missing.value.struct_size = 1, &w->s_missing.value), at));
  REFUSED("sda_losses_missing: missing of 3 bytes",
      sda_losses_missing(w->h_losses, 0, (w->s_missing.value.struct_size = 3, &w->s_missing.value), at));
  REFUSED("sda_losses_missing: missing of 4097 bytes",
      sda_losses_missing(w->h_losses, 0, (w->s_missing.value.struct_size = 4097, &w->s_missing.value), at));
  REFUSED("sda_losses_missing: missing of UINT32_MAX bytes",
      sda_losses_missing(w->h_losses, 0, (w->s_missing.value.struct_size = UINT32_MAX, &w->s_missing.value), at));
  ANY("sda_losses_missing: missing of 8 bytes",
      sda_losses_missing(w->h_losses, 0, (w->s_missing.value.struct_size = 8, &w->s_missing.value), at));
  ANY("sda_losses_missing: missing of 4096 bytes",
      sda_losses_missing(w->h_losses, 0, (w->s_missing.value.struct_size = 4096, &w->s_missing.value), at));
}

static void abuse_sda_losses_free(world *w) {
  ANY_VOID("sda_losses_free: losses is NULL",
      sda_losses_free(NULL));
  REFUSED_VOID("sda_losses_free: losses is a sda_client",
      sda_losses_free((struct sda_losses *)(void *)w->h_client));
  REFUSED_VOID("sda_losses_free: losses is a sda_client_events",
      sda_losses_free((struct sda_losses *)(void *)w->h_client_events));
  REFUSED_VOID("sda_losses_free: losses is a sda_conflicts",
      sda_losses_free((struct sda_losses *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_losses_free: losses is a sda_engine",
      sda_losses_free((struct sda_losses *)(void *)w->h_engine));
  REFUSED_VOID("sda_losses_free: losses is a sda_error",
      sda_losses_free((struct sda_losses *)(void *)w->h_error));
  REFUSED_VOID("sda_losses_free: losses is a sda_feed",
      sda_losses_free((struct sda_losses *)(void *)w->h_feed));
  REFUSED_VOID("sda_losses_free: losses is a sda_findings",
      sda_losses_free((struct sda_losses *)(void *)w->h_findings));
  REFUSED_VOID("sda_losses_free: losses is a sda_group",
      sda_losses_free((struct sda_losses *)(void *)w->h_group));
  REFUSED_VOID("sda_losses_free: losses is a sda_known_peers",
      sda_losses_free((struct sda_losses *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_losses_free: losses is a sda_node_info",
      sda_losses_free((struct sda_losses *)(void *)w->h_node_info));
  REFUSED_VOID("sda_losses_free: losses is a sda_ops",
      sda_losses_free((struct sda_losses *)(void *)w->h_ops));
  REFUSED_VOID("sda_losses_free: losses is a sda_peers",
      sda_losses_free((struct sda_losses *)(void *)w->h_peers));
  REFUSED_VOID("sda_losses_free: losses is a sda_scan",
      sda_losses_free((struct sda_losses *)(void *)w->h_scan));
  REFUSED_VOID("sda_losses_free: losses is a sda_session",
      sda_losses_free((struct sda_losses *)(void *)w->h_session));
  REFUSED_VOID("sda_losses_free: losses is a sda_value_reader",
      sda_losses_free((struct sda_losses *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_losses_free: losses is a sda_value_writer",
      sda_losses_free((struct sda_losses *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_losses_free: losses is a sda_versions",
      sda_losses_free((struct sda_losses *)(void *)w->h_versions));
  REFUSED_VOID("sda_losses_free: losses is a sda_wal",
      sda_losses_free((struct sda_losses *)(void *)w->h_wal));
  REFUSED_VOID("sda_losses_free: losses is a sda_wal_reader",
      sda_losses_free((struct sda_losses *)(void *)w->h_wal_reader));
}

static void abuse_sda_client_options_init(world *w) {
  ANY_PLAIN("sda_client_options_init: all is right",
      sda_client_options_init(&w->s_client_options.value));
  REFUSED_PLAIN("sda_client_options_init: options is NULL",
      sda_client_options_init(NULL));
  REFUSED_PLAIN("sda_client_options_init: options of 0 bytes",
      sda_client_options_init((w->s_client_options.value.struct_size = 0, &w->s_client_options.value)));
  REFUSED_PLAIN("sda_client_options_init: options of 1 bytes",
      sda_client_options_init((w->s_client_options.value.struct_size = 1, &w->s_client_options.value)));
  REFUSED_PLAIN("sda_client_options_init: options of 3 bytes",
      sda_client_options_init((w->s_client_options.value.struct_size = 3, &w->s_client_options.value)));
  REFUSED_PLAIN("sda_client_options_init: options of 4097 bytes",
      sda_client_options_init((w->s_client_options.value.struct_size = 4097, &w->s_client_options.value)));
  REFUSED_PLAIN("sda_client_options_init: options of UINT32_MAX bytes",
      sda_client_options_init((w->s_client_options.value.struct_size = UINT32_MAX, &w->s_client_options.value)));
  ANY_PLAIN("sda_client_options_init: options of 8 bytes",
      sda_client_options_init((w->s_client_options.value.struct_size = 8, &w->s_client_options.value)));
  ANY_PLAIN("sda_client_options_init: options of 4096 bytes",
      sda_client_options_init((w->s_client_options.value.struct_size = 4096, &w->s_client_options.value)));
}

static void abuse_sda_client_open(world *w) {
  ANY("sda_client_open: all is right",
      sda_client_open(&w->s_options.value, &w->s_sync_options.value, &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: engine_options is NULL",
      sda_client_open(NULL, &w->s_sync_options.value, &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: engine_options of 0 bytes",
      sda_client_open((w->s_options.value.struct_size = 0, &w->s_options.value), &w->s_sync_options.value, &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: engine_options of 1 bytes",
      sda_client_open((w->s_options.value.struct_size = 1, &w->s_options.value), &w->s_sync_options.value, &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: engine_options of 3 bytes",
      sda_client_open((w->s_options.value.struct_size = 3, &w->s_options.value), &w->s_sync_options.value, &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: engine_options of 4097 bytes",
      sda_client_open((w->s_options.value.struct_size = 4097, &w->s_options.value), &w->s_sync_options.value, &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: engine_options of UINT32_MAX bytes",
      sda_client_open((w->s_options.value.struct_size = UINT32_MAX, &w->s_options.value), &w->s_sync_options.value, &w->s_client_options.value, &w->out_client, at));
  ANY("sda_client_open: engine_options of 8 bytes",
      sda_client_open((w->s_options.value.struct_size = 8, &w->s_options.value), &w->s_sync_options.value, &w->s_client_options.value, &w->out_client, at));
  ANY("sda_client_open: engine_options of 4096 bytes",
      sda_client_open((w->s_options.value.struct_size = 4096, &w->s_options.value), &w->s_sync_options.value, &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: sync_options is NULL",
      sda_client_open(&w->s_options.value, NULL, &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: sync_options of 0 bytes",
      sda_client_open(&w->s_options.value, (w->s_sync_options.value.struct_size = 0, &w->s_sync_options.value), &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: sync_options of 1 bytes",
      sda_client_open(&w->s_options.value, (w->s_sync_options.value.struct_size = 1, &w->s_sync_options.value), &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: sync_options of 3 bytes",
      sda_client_open(&w->s_options.value, (w->s_sync_options.value.struct_size = 3, &w->s_sync_options.value), &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: sync_options of 4097 bytes",
      sda_client_open(&w->s_options.value, (w->s_sync_options.value.struct_size = 4097, &w->s_sync_options.value), &w->s_client_options.value, &w->out_client, at));
  REFUSED("sda_client_open: sync_options of UINT32_MAX bytes",
      sda_client_open(&w->s_options.value, (w->s_sync_options.value.struct_size = UINT32_MAX, &w->s_sync_options.value), &w->s_client_options.value, &w->out_client, at));
  ANY("sda_client_open: sync_options of 8 bytes",
      sda_client_open(&w->s_options.value, (w->s_sync_options.value.struct_size = 8, &w->s_sync_options.value), &w->s_client_options.value, &w->out_client, at));
  ANY("sda_client_open: sync_options of 4096 bytes",
      sda_client_open(&w->s_options.value, (w->s_sync_options.value.struct_size = 4096, &w->s_sync_options.value), &w->s_client_options.value, &w->out_client, at));
  ANY("sda_client_open: client_options is NULL",
      sda_client_open(&w->s_options.value, &w->s_sync_options.value, NULL, &w->out_client, at));
  REFUSED("sda_client_open: client_options of 0 bytes",
      sda_client_open(&w->s_options.value, &w->s_sync_options.value, (w->s_client_options.value.struct_size = 0, &w->s_client_options.value), &w->out_client, at));
  REFUSED("sda_client_open: client_options of 1 bytes",
      sda_client_open(&w->s_options.value, &w->s_sync_options.value, (w->s_client_options.value.struct_size = 1, &w->s_client_options.value), &w->out_client, at));
  REFUSED("sda_client_open: client_options of 3 bytes",
      sda_client_open(&w->s_options.value, &w->s_sync_options.value, (w->s_client_options.value.struct_size = 3, &w->s_client_options.value), &w->out_client, at));
  REFUSED("sda_client_open: client_options of 4097 bytes",
      sda_client_open(&w->s_options.value, &w->s_sync_options.value, (w->s_client_options.value.struct_size = 4097, &w->s_client_options.value), &w->out_client, at));
  REFUSED("sda_client_open: client_options of UINT32_MAX bytes",
      sda_client_open(&w->s_options.value, &w->s_sync_options.value, (w->s_client_options.value.struct_size = UINT32_MAX, &w->s_client_options.value), &w->out_client, at));
  ANY("sda_client_open: client_options of 8 bytes",
      sda_client_open(&w->s_options.value, &w->s_sync_options.value, (w->s_client_options.value.struct_size = 8, &w->s_client_options.value), &w->out_client, at));
  ANY("sda_client_open: client_options of 4096 bytes",
      sda_client_open(&w->s_options.value, &w->s_sync_options.value, (w->s_client_options.value.struct_size = 4096, &w->s_client_options.value), &w->out_client, at));
  REFUSED("sda_client_open: client is NULL",
      sda_client_open(&w->s_options.value, &w->s_sync_options.value, &w->s_client_options.value, NULL, at));
}

static void abuse_sda_client_close(world *w) {
  ANY("sda_client_close: client is NULL",
      sda_client_close(NULL, at));
  REFUSED("sda_client_close: client is a sda_client_events",
      sda_client_close((struct sda_client *)(void *)w->h_client_events, at));
  REFUSED("sda_client_close: client is a sda_conflicts",
      sda_client_close((struct sda_client *)(void *)w->h_conflicts, at));
  REFUSED("sda_client_close: client is a sda_engine",
      sda_client_close((struct sda_client *)(void *)w->h_engine, at));
  REFUSED("sda_client_close: client is a sda_error",
      sda_client_close((struct sda_client *)(void *)w->h_error, at));
  REFUSED("sda_client_close: client is a sda_feed",
      sda_client_close((struct sda_client *)(void *)w->h_feed, at));
  REFUSED("sda_client_close: client is a sda_findings",
      sda_client_close((struct sda_client *)(void *)w->h_findings, at));
  REFUSED("sda_client_close: client is a sda_group",
      sda_client_close((struct sda_client *)(void *)w->h_group, at));
  REFUSED("sda_client_close: client is a sda_known_peers",
      sda_client_close((struct sda_client *)(void *)w->h_known_peers, at));
  REFUSED("sda_client_close: client is a sda_losses",
      sda_client_close((struct sda_client *)(void *)w->h_losses, at));
  REFUSED("sda_client_close: client is a sda_node_info",
      sda_client_close((struct sda_client *)(void *)w->h_node_info, at));
  REFUSED("sda_client_close: client is a sda_ops",
      sda_client_close((struct sda_client *)(void *)w->h_ops, at));
  REFUSED("sda_client_close: client is a sda_peers",
      sda_client_close((struct sda_client *)(void *)w->h_peers, at));
  REFUSED("sda_client_close: client is a sda_scan",
      sda_client_close((struct sda_client *)(void *)w->h_scan, at));
  REFUSED("sda_client_close: client is a sda_session",
      sda_client_close((struct sda_client *)(void *)w->h_session, at));
  REFUSED("sda_client_close: client is a sda_value_reader",
      sda_client_close((struct sda_client *)(void *)w->h_value_reader, at));
  REFUSED("sda_client_close: client is a sda_value_writer",
      sda_client_close((struct sda_client *)(void *)w->h_value_writer, at));
  REFUSED("sda_client_close: client is a sda_versions",
      sda_client_close((struct sda_client *)(void *)w->h_versions, at));
  REFUSED("sda_client_close: client is a sda_wal",
      sda_client_close((struct sda_client *)(void *)w->h_wal, at));
  REFUSED("sda_client_close: client is a sda_wal_reader",
      sda_client_close((struct sda_client *)(void *)w->h_wal_reader, at));
}

static void abuse_sda_client_engine(world *w) {
  ANY("sda_client_engine: all is right",
      sda_client_engine(w->h_client, &w->out_engine, at));
  REFUSED("sda_client_engine: client is NULL",
      sda_client_engine(NULL, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_client_events",
      sda_client_engine((struct sda_client *)(void *)w->h_client_events, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_conflicts",
      sda_client_engine((struct sda_client *)(void *)w->h_conflicts, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_engine",
      sda_client_engine((struct sda_client *)(void *)w->h_engine, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_error",
      sda_client_engine((struct sda_client *)(void *)w->h_error, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_feed",
      sda_client_engine((struct sda_client *)(void *)w->h_feed, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_findings",
      sda_client_engine((struct sda_client *)(void *)w->h_findings, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_group",
      sda_client_engine((struct sda_client *)(void *)w->h_group, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_known_peers",
      sda_client_engine((struct sda_client *)(void *)w->h_known_peers, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_losses",
      sda_client_engine((struct sda_client *)(void *)w->h_losses, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_node_info",
      sda_client_engine((struct sda_client *)(void *)w->h_node_info, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_ops",
      sda_client_engine((struct sda_client *)(void *)w->h_ops, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_peers",
      sda_client_engine((struct sda_client *)(void *)w->h_peers, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_scan",
      sda_client_engine((struct sda_client *)(void *)w->h_scan, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_session",
      sda_client_engine((struct sda_client *)(void *)w->h_session, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_value_reader",
      sda_client_engine((struct sda_client *)(void *)w->h_value_reader, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_value_writer",
      sda_client_engine((struct sda_client *)(void *)w->h_value_writer, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_versions",
      sda_client_engine((struct sda_client *)(void *)w->h_versions, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_wal",
      sda_client_engine((struct sda_client *)(void *)w->h_wal, &w->out_engine, at));
  REFUSED("sda_client_engine: client is a sda_wal_reader",
      sda_client_engine((struct sda_client *)(void *)w->h_wal_reader, &w->out_engine, at));
  REFUSED("sda_client_engine: engine is NULL",
      sda_client_engine(w->h_client, NULL, at));
}

static void abuse_sda_client_put(world *w) {
  ANY("sda_client_put: all is right",
      sda_client_put(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is NULL",
      sda_client_put(NULL, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_client_events",
      sda_client_put((struct sda_client *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_conflicts",
      sda_client_put((struct sda_client *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_engine",
      sda_client_put((struct sda_client *)(void *)w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_error",
      sda_client_put((struct sda_client *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_feed",
      sda_client_put((struct sda_client *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_findings",
      sda_client_put((struct sda_client *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_group",
      sda_client_put((struct sda_client *)(void *)w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_known_peers",
      sda_client_put((struct sda_client *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_losses",
      sda_client_put((struct sda_client *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_node_info",
      sda_client_put((struct sda_client *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_ops",
      sda_client_put((struct sda_client *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_peers",
      sda_client_put((struct sda_client *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_scan",
      sda_client_put((struct sda_client *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_session",
      sda_client_put((struct sda_client *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_value_reader",
      sda_client_put((struct sda_client *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_value_writer",
      sda_client_put((struct sda_client *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_versions",
      sda_client_put((struct sda_client *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_wal",
      sda_client_put((struct sda_client *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: client is a sda_wal_reader",
      sda_client_put((struct sda_client *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: key is NULL with a length",
      sda_client_put(w->h_client, NULL, 1, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  ANY("sda_client_put: key is NULL without a length",
      sda_client_put(w->h_client, NULL, 0, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  ANY("sda_client_put: key is empty",
      sda_client_put(w->h_client, text_of(w, "key").ptr, 0, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: key beyond memory",
      sda_client_put(w->h_client, text_of(w, "key").ptr, SIZE_MAX, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  ANY("sda_client_put: key is no text",
      sda_client_put(w->h_client, NO_TEXT, NO_TEXT_LEN, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  ANY("sda_client_put: key has a zero inside",
      sda_client_put(w->h_client, ZEROS, ZEROS_LEN, text_of(w, "value").ptr, text_of(w, "value").len, &w->u64, at));
  REFUSED("sda_client_put: value is NULL with a length",
      sda_client_put(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, NULL, 1, &w->u64, at));
  ANY("sda_client_put: value is NULL without a length",
      sda_client_put(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, NULL, 0, &w->u64, at));
  ANY("sda_client_put: value is empty",
      sda_client_put(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, 0, &w->u64, at));
  REFUSED("sda_client_put: value beyond memory",
      sda_client_put(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, SIZE_MAX, &w->u64, at));
  ANY("sda_client_put: value is no text",
      sda_client_put(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, NO_TEXT, NO_TEXT_LEN, &w->u64, at));
  ANY("sda_client_put: value has a zero inside",
      sda_client_put(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, ZEROS, ZEROS_LEN, &w->u64, at));
  ANY("sda_client_put: version is NULL",
      sda_client_put(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, text_of(w, "value").ptr, text_of(w, "value").len, NULL, at));
}

static void abuse_sda_client_remove(world *w) {
  ANY("sda_client_remove: all is right",
      sda_client_remove(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is NULL",
      sda_client_remove(NULL, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_client_events",
      sda_client_remove((struct sda_client *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_conflicts",
      sda_client_remove((struct sda_client *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_engine",
      sda_client_remove((struct sda_client *)(void *)w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_error",
      sda_client_remove((struct sda_client *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_feed",
      sda_client_remove((struct sda_client *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_findings",
      sda_client_remove((struct sda_client *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_group",
      sda_client_remove((struct sda_client *)(void *)w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_known_peers",
      sda_client_remove((struct sda_client *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_losses",
      sda_client_remove((struct sda_client *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_node_info",
      sda_client_remove((struct sda_client *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_ops",
      sda_client_remove((struct sda_client *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_peers",
      sda_client_remove((struct sda_client *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_scan",
      sda_client_remove((struct sda_client *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_session",
      sda_client_remove((struct sda_client *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_value_reader",
      sda_client_remove((struct sda_client *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_value_writer",
      sda_client_remove((struct sda_client *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_versions",
      sda_client_remove((struct sda_client *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_wal",
      sda_client_remove((struct sda_client *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: client is a sda_wal_reader",
      sda_client_remove((struct sda_client *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, &w->u64, at));
  REFUSED("sda_client_remove: key is NULL with a length",
      sda_client_remove(w->h_client, NULL, 1, &w->u64, at));
  ANY("sda_client_remove: key is NULL without a length",
      sda_client_remove(w->h_client, NULL, 0, &w->u64, at));
  ANY("sda_client_remove: key is empty",
      sda_client_remove(w->h_client, text_of(w, "key").ptr, 0, &w->u64, at));
  REFUSED("sda_client_remove: key beyond memory",
      sda_client_remove(w->h_client, text_of(w, "key").ptr, SIZE_MAX, &w->u64, at));
  ANY("sda_client_remove: key is no text",
      sda_client_remove(w->h_client, NO_TEXT, NO_TEXT_LEN, &w->u64, at));
  ANY("sda_client_remove: key has a zero inside",
      sda_client_remove(w->h_client, ZEROS, ZEROS_LEN, &w->u64, at));
  ANY("sda_client_remove: version is NULL",
      sda_client_remove(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, NULL, at));
}

static void abuse_sda_client_get(world *w) {
  ANY("sda_client_get: all is right",
      sda_client_get(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is NULL",
      sda_client_get(NULL, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_client_events",
      sda_client_get((struct sda_client *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_conflicts",
      sda_client_get((struct sda_client *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_engine",
      sda_client_get((struct sda_client *)(void *)w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_error",
      sda_client_get((struct sda_client *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_feed",
      sda_client_get((struct sda_client *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_findings",
      sda_client_get((struct sda_client *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_group",
      sda_client_get((struct sda_client *)(void *)w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_known_peers",
      sda_client_get((struct sda_client *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_losses",
      sda_client_get((struct sda_client *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_node_info",
      sda_client_get((struct sda_client *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_ops",
      sda_client_get((struct sda_client *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_peers",
      sda_client_get((struct sda_client *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_scan",
      sda_client_get((struct sda_client *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_session",
      sda_client_get((struct sda_client *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_value_reader",
      sda_client_get((struct sda_client *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_value_writer",
      sda_client_get((struct sda_client *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_versions",
      sda_client_get((struct sda_client *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_wal",
      sda_client_get((struct sda_client *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: client is a sda_wal_reader",
      sda_client_get((struct sda_client *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, &w->buf, at));
  REFUSED("sda_client_get: key is NULL with a length",
      sda_client_get(w->h_client, NULL, 1, &w->buf, at));
  ANY("sda_client_get: key is NULL without a length",
      sda_client_get(w->h_client, NULL, 0, &w->buf, at));
  ANY("sda_client_get: key is empty",
      sda_client_get(w->h_client, text_of(w, "key").ptr, 0, &w->buf, at));
  REFUSED("sda_client_get: key beyond memory",
      sda_client_get(w->h_client, text_of(w, "key").ptr, SIZE_MAX, &w->buf, at));
  ANY("sda_client_get: key is no text",
      sda_client_get(w->h_client, NO_TEXT, NO_TEXT_LEN, &w->buf, at));
  ANY("sda_client_get: key has a zero inside",
      sda_client_get(w->h_client, ZEROS, ZEROS_LEN, &w->buf, at));
  REFUSED("sda_client_get: value is NULL",
      sda_client_get(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, NULL, at));
}

static void abuse_sda_client_contains(world *w) {
  ANY("sda_client_contains: all is right",
      sda_client_contains(w->h_client, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is NULL",
      sda_client_contains(NULL, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_client_events",
      sda_client_contains((struct sda_client *)(void *)w->h_client_events, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_conflicts",
      sda_client_contains((struct sda_client *)(void *)w->h_conflicts, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_engine",
      sda_client_contains((struct sda_client *)(void *)w->h_engine, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_error",
      sda_client_contains((struct sda_client *)(void *)w->h_error, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_feed",
      sda_client_contains((struct sda_client *)(void *)w->h_feed, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_findings",
      sda_client_contains((struct sda_client *)(void *)w->h_findings, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_group",
      sda_client_contains((struct sda_client *)(void *)w->h_group, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_known_peers",
      sda_client_contains((struct sda_client *)(void *)w->h_known_peers, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_losses",
      sda_client_contains((struct sda_client *)(void *)w->h_losses, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_node_info",
      sda_client_contains((struct sda_client *)(void *)w->h_node_info, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_ops",
      sda_client_contains((struct sda_client *)(void *)w->h_ops, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_peers",
      sda_client_contains((struct sda_client *)(void *)w->h_peers, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_scan",
      sda_client_contains((struct sda_client *)(void *)w->h_scan, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_session",
      sda_client_contains((struct sda_client *)(void *)w->h_session, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_value_reader",
      sda_client_contains((struct sda_client *)(void *)w->h_value_reader, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_value_writer",
      sda_client_contains((struct sda_client *)(void *)w->h_value_writer, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_versions",
      sda_client_contains((struct sda_client *)(void *)w->h_versions, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_wal",
      sda_client_contains((struct sda_client *)(void *)w->h_wal, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: client is a sda_wal_reader",
      sda_client_contains((struct sda_client *)(void *)w->h_wal_reader, text_of(w, "key").ptr, text_of(w, "key").len, at));
  REFUSED("sda_client_contains: key is NULL with a length",
      sda_client_contains(w->h_client, NULL, 1, at));
  ANY("sda_client_contains: key is NULL without a length",
      sda_client_contains(w->h_client, NULL, 0, at));
  ANY("sda_client_contains: key is empty",
      sda_client_contains(w->h_client, text_of(w, "key").ptr, 0, at));
  REFUSED("sda_client_contains: key beyond memory",
      sda_client_contains(w->h_client, text_of(w, "key").ptr, SIZE_MAX, at));
  ANY("sda_client_contains: key is no text",
      sda_client_contains(w->h_client, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_client_contains: key has a zero inside",
      sda_client_contains(w->h_client, ZEROS, ZEROS_LEN, at));
}

static void abuse_sda_client_len(world *w) {
  ANY("sda_client_len: all is right",
      sda_client_len(w->h_client, &w->u64, at));
  REFUSED("sda_client_len: client is NULL",
      sda_client_len(NULL, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_client_events",
      sda_client_len((struct sda_client *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_conflicts",
      sda_client_len((struct sda_client *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_engine",
      sda_client_len((struct sda_client *)(void *)w->h_engine, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_error",
      sda_client_len((struct sda_client *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_feed",
      sda_client_len((struct sda_client *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_findings",
      sda_client_len((struct sda_client *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_group",
      sda_client_len((struct sda_client *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_known_peers",
      sda_client_len((struct sda_client *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_losses",
      sda_client_len((struct sda_client *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_node_info",
      sda_client_len((struct sda_client *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_ops",
      sda_client_len((struct sda_client *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_peers",
      sda_client_len((struct sda_client *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_scan",
      sda_client_len((struct sda_client *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_session",
      sda_client_len((struct sda_client *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_value_reader",
      sda_client_len((struct sda_client *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_value_writer",
      sda_client_len((struct sda_client *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_versions",
      sda_client_len((struct sda_client *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_wal",
      sda_client_len((struct sda_client *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_client_len: client is a sda_wal_reader",
      sda_client_len((struct sda_client *)(void *)w->h_wal_reader, &w->u64, at));
  REFUSED("sda_client_len: len is NULL",
      sda_client_len(w->h_client, NULL, at));
}

static void abuse_sda_client_tick(world *w) {
  ANY("sda_client_tick: all is right",
      sda_client_tick(w->h_client, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is NULL",
      sda_client_tick(NULL, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_client_events",
      sda_client_tick((struct sda_client *)(void *)w->h_client_events, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_conflicts",
      sda_client_tick((struct sda_client *)(void *)w->h_conflicts, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_engine",
      sda_client_tick((struct sda_client *)(void *)w->h_engine, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_error",
      sda_client_tick((struct sda_client *)(void *)w->h_error, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_feed",
      sda_client_tick((struct sda_client *)(void *)w->h_feed, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_findings",
      sda_client_tick((struct sda_client *)(void *)w->h_findings, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_group",
      sda_client_tick((struct sda_client *)(void *)w->h_group, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_known_peers",
      sda_client_tick((struct sda_client *)(void *)w->h_known_peers, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_losses",
      sda_client_tick((struct sda_client *)(void *)w->h_losses, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_node_info",
      sda_client_tick((struct sda_client *)(void *)w->h_node_info, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_ops",
      sda_client_tick((struct sda_client *)(void *)w->h_ops, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_peers",
      sda_client_tick((struct sda_client *)(void *)w->h_peers, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_scan",
      sda_client_tick((struct sda_client *)(void *)w->h_scan, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_session",
      sda_client_tick((struct sda_client *)(void *)w->h_session, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_value_reader",
      sda_client_tick((struct sda_client *)(void *)w->h_value_reader, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_value_writer",
      sda_client_tick((struct sda_client *)(void *)w->h_value_writer, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_versions",
      sda_client_tick((struct sda_client *)(void *)w->h_versions, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_wal",
      sda_client_tick((struct sda_client *)(void *)w->h_wal, 0, &w->s_client_turn.value, at));
  REFUSED("sda_client_tick: client is a sda_wal_reader",
      sda_client_tick((struct sda_client *)(void *)w->h_wal_reader, 0, &w->s_client_turn.value, at));
  ANY("sda_client_tick: prune_completed is 0",
      sda_client_tick(w->h_client, 0, &w->s_client_turn.value, at));
  ANY("sda_client_tick: prune_completed is 3",
      sda_client_tick(w->h_client, 3, &w->s_client_turn.value, at));
  ANY("sda_client_tick: prune_completed is UINT32_MAX",
      sda_client_tick(w->h_client, UINT32_MAX, &w->s_client_turn.value, at));
  ANY("sda_client_tick: turn is NULL",
      sda_client_tick(w->h_client, 0, NULL, at));
  REFUSED("sda_client_tick: turn of 0 bytes",
      sda_client_tick(w->h_client, 0, (w->s_client_turn.value.struct_size = 0, &w->s_client_turn.value), at));
  REFUSED("sda_client_tick: turn of 1 bytes",
      sda_client_tick(w->h_client, 0, (w->s_client_turn.value.struct_size = 1, &w->s_client_turn.value), at));
  REFUSED("sda_client_tick: turn of 3 bytes",
      sda_client_tick(w->h_client, 0, (w->s_client_turn.value.struct_size = 3, &w->s_client_turn.value), at));
  REFUSED("sda_client_tick: turn of 4097 bytes",
      sda_client_tick(w->h_client, 0, (w->s_client_turn.value.struct_size = 4097, &w->s_client_turn.value), at));
  REFUSED("sda_client_tick: turn of UINT32_MAX bytes",
      sda_client_tick(w->h_client, 0, (w->s_client_turn.value.struct_size = UINT32_MAX, &w->s_client_turn.value), at));
  ANY("sda_client_tick: turn of 8 bytes",
      sda_client_tick(w->h_client, 0, (w->s_client_turn.value.struct_size = 8, &w->s_client_turn.value), at));
  ANY("sda_client_tick: turn of 4096 bytes",
      sda_client_tick(w->h_client, 0, (w->s_client_turn.value.struct_size = 4096, &w->s_client_turn.value), at));
}

static void abuse_sda_client_sync_state(world *w) {
  ANY("sda_client_sync_state: all is right",
      sda_client_sync_state(w->h_client, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is NULL",
      sda_client_sync_state(NULL, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_client_events",
      sda_client_sync_state((struct sda_client *)(void *)w->h_client_events, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_conflicts",
      sda_client_sync_state((struct sda_client *)(void *)w->h_conflicts, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_engine",
      sda_client_sync_state((struct sda_client *)(void *)w->h_engine, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_error",
      sda_client_sync_state((struct sda_client *)(void *)w->h_error, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_feed",
      sda_client_sync_state((struct sda_client *)(void *)w->h_feed, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_findings",
      sda_client_sync_state((struct sda_client *)(void *)w->h_findings, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_group",
      sda_client_sync_state((struct sda_client *)(void *)w->h_group, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_known_peers",
      sda_client_sync_state((struct sda_client *)(void *)w->h_known_peers, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_losses",
      sda_client_sync_state((struct sda_client *)(void *)w->h_losses, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_node_info",
      sda_client_sync_state((struct sda_client *)(void *)w->h_node_info, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_ops",
      sda_client_sync_state((struct sda_client *)(void *)w->h_ops, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_peers",
      sda_client_sync_state((struct sda_client *)(void *)w->h_peers, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_scan",
      sda_client_sync_state((struct sda_client *)(void *)w->h_scan, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_session",
      sda_client_sync_state((struct sda_client *)(void *)w->h_session, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_value_reader",
      sda_client_sync_state((struct sda_client *)(void *)w->h_value_reader, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_value_writer",
      sda_client_sync_state((struct sda_client *)(void *)w->h_value_writer, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_versions",
      sda_client_sync_state((struct sda_client *)(void *)w->h_versions, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_wal",
      sda_client_sync_state((struct sda_client *)(void *)w->h_wal, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: client is a sda_wal_reader",
      sda_client_sync_state((struct sda_client *)(void *)w->h_wal_reader, &w->s_sync_state.value, at));
  REFUSED("sda_client_sync_state: state is NULL",
      sda_client_sync_state(w->h_client, NULL, at));
  REFUSED("sda_client_sync_state: state of 0 bytes",
      sda_client_sync_state(w->h_client, (w->s_sync_state.value.struct_size = 0, &w->s_sync_state.value), at));
  REFUSED("sda_client_sync_state: state of 1 bytes",
      sda_client_sync_state(w->h_client, (w->s_sync_state.value.struct_size = 1, &w->s_sync_state.value), at));
  REFUSED("sda_client_sync_state: state of 3 bytes",
      sda_client_sync_state(w->h_client, (w->s_sync_state.value.struct_size = 3, &w->s_sync_state.value), at));
  REFUSED("sda_client_sync_state: state of 4097 bytes",
      sda_client_sync_state(w->h_client, (w->s_sync_state.value.struct_size = 4097, &w->s_sync_state.value), at));
  REFUSED("sda_client_sync_state: state of UINT32_MAX bytes",
      sda_client_sync_state(w->h_client, (w->s_sync_state.value.struct_size = UINT32_MAX, &w->s_sync_state.value), at));
  ANY("sda_client_sync_state: state of 8 bytes",
      sda_client_sync_state(w->h_client, (w->s_sync_state.value.struct_size = 8, &w->s_sync_state.value), at));
  ANY("sda_client_sync_state: state of 4096 bytes",
      sda_client_sync_state(w->h_client, (w->s_sync_state.value.struct_size = 4096, &w->s_sync_state.value), at));
}

static void abuse_sda_client_retry_expired(world *w) {
  ANY("sda_client_retry_expired: all is right",
      sda_client_retry_expired(w->h_client, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is NULL",
      sda_client_retry_expired(NULL, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_client_events",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_conflicts",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_engine",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_engine, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_error",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_feed",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_findings",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_group",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_known_peers",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_losses",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_node_info",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_ops",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_peers",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_scan",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_session",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_value_reader",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_value_writer",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_versions",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_wal",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_client_retry_expired: client is a sda_wal_reader",
      sda_client_retry_expired((struct sda_client *)(void *)w->h_wal_reader, &w->u64, at));
  ANY("sda_client_retry_expired: count is NULL",
      sda_client_retry_expired(w->h_client, NULL, at));
}

static void abuse_sda_client_prune_completed(world *w) {
  ANY("sda_client_prune_completed: all is right",
      sda_client_prune_completed(w->h_client, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is NULL",
      sda_client_prune_completed(NULL, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_client_events",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_conflicts",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_engine",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_engine, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_error",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_feed",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_findings",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_group",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_known_peers",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_losses",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_node_info",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_ops",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_peers",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_scan",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_session",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_value_reader",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_value_writer",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_versions",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_wal",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_client_prune_completed: client is a sda_wal_reader",
      sda_client_prune_completed((struct sda_client *)(void *)w->h_wal_reader, &w->u64, at));
  ANY("sda_client_prune_completed: count is NULL",
      sda_client_prune_completed(w->h_client, NULL, at));
}

static void abuse_sda_client_prune_failed(world *w) {
  ANY("sda_client_prune_failed: all is right",
      sda_client_prune_failed(w->h_client, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is NULL",
      sda_client_prune_failed(NULL, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_client_events",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_client_events, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_conflicts",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_conflicts, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_engine",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_engine, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_error",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_error, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_feed",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_feed, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_findings",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_findings, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_group",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_group, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_known_peers",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_known_peers, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_losses",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_losses, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_node_info",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_node_info, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_ops",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_ops, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_peers",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_peers, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_scan",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_scan, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_session",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_session, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_value_reader",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_value_reader, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_value_writer",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_value_writer, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_versions",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_versions, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_wal",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_wal, &w->u64, at));
  REFUSED("sda_client_prune_failed: client is a sda_wal_reader",
      sda_client_prune_failed((struct sda_client *)(void *)w->h_wal_reader, &w->u64, at));
  ANY("sda_client_prune_failed: count is NULL",
      sda_client_prune_failed(w->h_client, NULL, at));
}

static void abuse_sda_client_status_of(world *w) {
  ANY("sda_client_status_of: all is right",
      sda_client_status_of(w->h_client, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is NULL",
      sda_client_status_of(NULL, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_client_events",
      sda_client_status_of((struct sda_client *)(void *)w->h_client_events, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_conflicts",
      sda_client_status_of((struct sda_client *)(void *)w->h_conflicts, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_engine",
      sda_client_status_of((struct sda_client *)(void *)w->h_engine, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_error",
      sda_client_status_of((struct sda_client *)(void *)w->h_error, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_feed",
      sda_client_status_of((struct sda_client *)(void *)w->h_feed, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_findings",
      sda_client_status_of((struct sda_client *)(void *)w->h_findings, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_group",
      sda_client_status_of((struct sda_client *)(void *)w->h_group, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_known_peers",
      sda_client_status_of((struct sda_client *)(void *)w->h_known_peers, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_losses",
      sda_client_status_of((struct sda_client *)(void *)w->h_losses, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_node_info",
      sda_client_status_of((struct sda_client *)(void *)w->h_node_info, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_ops",
      sda_client_status_of((struct sda_client *)(void *)w->h_ops, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_peers",
      sda_client_status_of((struct sda_client *)(void *)w->h_peers, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_scan",
      sda_client_status_of((struct sda_client *)(void *)w->h_scan, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_session",
      sda_client_status_of((struct sda_client *)(void *)w->h_session, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_value_reader",
      sda_client_status_of((struct sda_client *)(void *)w->h_value_reader, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_value_writer",
      sda_client_status_of((struct sda_client *)(void *)w->h_value_writer, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_versions",
      sda_client_status_of((struct sda_client *)(void *)w->h_versions, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_wal",
      sda_client_status_of((struct sda_client *)(void *)w->h_wal, 9, &w->u32, at));
  REFUSED("sda_client_status_of: client is a sda_wal_reader",
      sda_client_status_of((struct sda_client *)(void *)w->h_wal_reader, 9, &w->u32, at));
  ANY("sda_client_status_of: version is 0",
      sda_client_status_of(w->h_client, 0, &w->u32, at));
  ANY("sda_client_status_of: version is 1",
      sda_client_status_of(w->h_client, 1, &w->u32, at));
  ANY("sda_client_status_of: version is UINT64_C(1) << 63",
      sda_client_status_of(w->h_client, UINT64_C(1) << 63, &w->u32, at));
  ANY("sda_client_status_of: version is UINT64_MAX",
      sda_client_status_of(w->h_client, UINT64_MAX, &w->u32, at));
  REFUSED("sda_client_status_of: status is NULL",
      sda_client_status_of(w->h_client, 9, NULL, at));
}

static void abuse_sda_client_node_info(world *w) {
  ANY("sda_client_node_info: all is right",
      sda_client_node_info(w->h_client, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is NULL",
      sda_client_node_info(NULL, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_client_events",
      sda_client_node_info((struct sda_client *)(void *)w->h_client_events, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_conflicts",
      sda_client_node_info((struct sda_client *)(void *)w->h_conflicts, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_engine",
      sda_client_node_info((struct sda_client *)(void *)w->h_engine, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_error",
      sda_client_node_info((struct sda_client *)(void *)w->h_error, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_feed",
      sda_client_node_info((struct sda_client *)(void *)w->h_feed, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_findings",
      sda_client_node_info((struct sda_client *)(void *)w->h_findings, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_group",
      sda_client_node_info((struct sda_client *)(void *)w->h_group, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_known_peers",
      sda_client_node_info((struct sda_client *)(void *)w->h_known_peers, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_losses",
      sda_client_node_info((struct sda_client *)(void *)w->h_losses, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_node_info",
      sda_client_node_info((struct sda_client *)(void *)w->h_node_info, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_ops",
      sda_client_node_info((struct sda_client *)(void *)w->h_ops, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_peers",
      sda_client_node_info((struct sda_client *)(void *)w->h_peers, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_scan",
      sda_client_node_info((struct sda_client *)(void *)w->h_scan, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_session",
      sda_client_node_info((struct sda_client *)(void *)w->h_session, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_value_reader",
      sda_client_node_info((struct sda_client *)(void *)w->h_value_reader, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_value_writer",
      sda_client_node_info((struct sda_client *)(void *)w->h_value_writer, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_versions",
      sda_client_node_info((struct sda_client *)(void *)w->h_versions, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_wal",
      sda_client_node_info((struct sda_client *)(void *)w->h_wal, 1, &w->out_node_info, at));
  REFUSED("sda_client_node_info: client is a sda_wal_reader",
      sda_client_node_info((struct sda_client *)(void *)w->h_wal_reader, 1, &w->out_node_info, at));
  ANY("sda_client_node_info: refresh is 0",
      sda_client_node_info(w->h_client, 0, &w->out_node_info, at));
  ANY("sda_client_node_info: refresh is 3",
      sda_client_node_info(w->h_client, 3, &w->out_node_info, at));
  ANY("sda_client_node_info: refresh is UINT32_MAX",
      sda_client_node_info(w->h_client, UINT32_MAX, &w->out_node_info, at));
  REFUSED("sda_client_node_info: info is NULL",
      sda_client_node_info(w->h_client, 1, NULL, at));
}

static void abuse_sda_node_info_get(world *w) {
  ANY("sda_node_info_get: all is right",
      sda_node_info_get(w->h_node_info, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is NULL",
      sda_node_info_get(NULL, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_client",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_client, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_client_events",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_client_events, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_conflicts",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_conflicts, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_engine",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_engine, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_error",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_error, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_feed",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_feed, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_findings",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_findings, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_group",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_group, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_known_peers",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_known_peers, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_losses",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_losses, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_ops",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_ops, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_peers",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_peers, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_scan",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_scan, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_session",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_session, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_value_reader",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_value_reader, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_value_writer",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_value_writer, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_versions",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_versions, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_wal",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_wal, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: info is a sda_wal_reader",
      sda_node_info_get((struct sda_node_info *)(void *)w->h_wal_reader, &w->s_node_details.value, at));
  REFUSED("sda_node_info_get: details is NULL",
      sda_node_info_get(w->h_node_info, NULL, at));
  REFUSED("sda_node_info_get: details of 0 bytes",
      sda_node_info_get(w->h_node_info, (w->s_node_details.value.struct_size = 0, &w->s_node_details.value), at));
  REFUSED("sda_node_info_get: details of 1 bytes",
      sda_node_info_get(w->h_node_info, (w->s_node_details.value.struct_size = 1, &w->s_node_details.value), at));
  REFUSED("sda_node_info_get: details of 3 bytes",
      sda_node_info_get(w->h_node_info, (w->s_node_details.value.struct_size = 3, &w->s_node_details.value), at));
  REFUSED("sda_node_info_get: details of 4097 bytes",
      sda_node_info_get(w->h_node_info, (w->s_node_details.value.struct_size = 4097, &w->s_node_details.value), at));
  REFUSED("sda_node_info_get: details of UINT32_MAX bytes",
      sda_node_info_get(w->h_node_info, (w->s_node_details.value.struct_size = UINT32_MAX, &w->s_node_details.value), at));
  ANY("sda_node_info_get: details of 8 bytes",
      sda_node_info_get(w->h_node_info, (w->s_node_details.value.struct_size = 8, &w->s_node_details.value), at));
  ANY("sda_node_info_get: details of 4096 bytes",
      sda_node_info_get(w->h_node_info, (w->s_node_details.value.struct_size = 4096, &w->s_node_details.value), at));
}

static void abuse_sda_node_info_capability(world *w) {
  ANY("sda_node_info_capability: all is right",
      sda_node_info_capability(w->h_node_info, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is NULL",
      sda_node_info_capability(NULL, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_client",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_client, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_client_events",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_client_events, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_conflicts",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_conflicts, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_engine",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_engine, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_error",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_error, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_feed",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_feed, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_findings",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_findings, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_group",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_group, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_known_peers",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_known_peers, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_losses",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_losses, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_ops",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_ops, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_peers",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_peers, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_scan",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_scan, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_session",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_session, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_value_reader",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_value_reader, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_value_writer",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_value_writer, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_versions",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_versions, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_wal",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_wal, 0, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: info is a sda_wal_reader",
      sda_node_info_capability((struct sda_node_info *)(void *)w->h_wal_reader, 0, &w->text, &w->size, at));
  ANY("sda_node_info_capability: index is 0",
      sda_node_info_capability(w->h_node_info, 0, &w->text, &w->size, at));
  ANY("sda_node_info_capability: index is 1",
      sda_node_info_capability(w->h_node_info, 1, &w->text, &w->size, at));
  ANY("sda_node_info_capability: index is SIZE_MAX",
      sda_node_info_capability(w->h_node_info, SIZE_MAX, &w->text, &w->size, at));
  REFUSED("sda_node_info_capability: name is NULL",
      sda_node_info_capability(w->h_node_info, 0, NULL, &w->size, at));
  REFUSED("sda_node_info_capability: name_bytes is NULL",
      sda_node_info_capability(w->h_node_info, 0, &w->text, NULL, at));
}

static void abuse_sda_node_info_free(world *w) {
  ANY_VOID("sda_node_info_free: info is NULL",
      sda_node_info_free(NULL));
  REFUSED_VOID("sda_node_info_free: info is a sda_client",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_client));
  REFUSED_VOID("sda_node_info_free: info is a sda_client_events",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_client_events));
  REFUSED_VOID("sda_node_info_free: info is a sda_conflicts",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_node_info_free: info is a sda_engine",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_engine));
  REFUSED_VOID("sda_node_info_free: info is a sda_error",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_error));
  REFUSED_VOID("sda_node_info_free: info is a sda_feed",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_feed));
  REFUSED_VOID("sda_node_info_free: info is a sda_findings",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_findings));
  REFUSED_VOID("sda_node_info_free: info is a sda_group",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_group));
  REFUSED_VOID("sda_node_info_free: info is a sda_known_peers",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_node_info_free: info is a sda_losses",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_losses));
  REFUSED_VOID("sda_node_info_free: info is a sda_ops",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_ops));
  REFUSED_VOID("sda_node_info_free: info is a sda_peers",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_peers));
  REFUSED_VOID("sda_node_info_free: info is a sda_scan",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_scan));
  REFUSED_VOID("sda_node_info_free: info is a sda_session",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_session));
  REFUSED_VOID("sda_node_info_free: info is a sda_value_reader",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_node_info_free: info is a sda_value_writer",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_node_info_free: info is a sda_versions",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_versions));
  REFUSED_VOID("sda_node_info_free: info is a sda_wal",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_wal));
  REFUSED_VOID("sda_node_info_free: info is a sda_wal_reader",
      sda_node_info_free((struct sda_node_info *)(void *)w->h_wal_reader));
}

static void abuse_sda_wal_open(world *w) {
  ANY("sda_wal_open: all is right",
      sda_wal_open(text_of(w, "path").ptr, text_of(w, "path").len, &w->out_wal, at));
  REFUSED("sda_wal_open: path is NULL with a length",
      sda_wal_open(NULL, 1, &w->out_wal, at));
  ANY("sda_wal_open: path is NULL without a length",
      sda_wal_open(NULL, 0, &w->out_wal, at));
  ANY("sda_wal_open: path is empty",
      sda_wal_open(text_of(w, "path").ptr, 0, &w->out_wal, at));
  REFUSED("sda_wal_open: path beyond memory",
      sda_wal_open(text_of(w, "path").ptr, SIZE_MAX, &w->out_wal, at));
  ANY("sda_wal_open: path is no text",
      sda_wal_open(NO_TEXT, NO_TEXT_LEN, &w->out_wal, at));
  ANY("sda_wal_open: path has a zero inside",
      sda_wal_open(ZEROS, ZEROS_LEN, &w->out_wal, at));
  REFUSED("sda_wal_open: wal is NULL",
      sda_wal_open(text_of(w, "path").ptr, text_of(w, "path").len, NULL, at));
}

static void abuse_sda_wal_recover(world *w) {
  ANY("sda_wal_recover: all is right",
      sda_wal_recover(w->h_wal, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is NULL",
      sda_wal_recover(NULL, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_client",
      sda_wal_recover((struct sda_wal *)(void *)w->h_client, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_client_events",
      sda_wal_recover((struct sda_wal *)(void *)w->h_client_events, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_conflicts",
      sda_wal_recover((struct sda_wal *)(void *)w->h_conflicts, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_engine",
      sda_wal_recover((struct sda_wal *)(void *)w->h_engine, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_error",
      sda_wal_recover((struct sda_wal *)(void *)w->h_error, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_feed",
      sda_wal_recover((struct sda_wal *)(void *)w->h_feed, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_findings",
      sda_wal_recover((struct sda_wal *)(void *)w->h_findings, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_group",
      sda_wal_recover((struct sda_wal *)(void *)w->h_group, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_known_peers",
      sda_wal_recover((struct sda_wal *)(void *)w->h_known_peers, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_losses",
      sda_wal_recover((struct sda_wal *)(void *)w->h_losses, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_node_info",
      sda_wal_recover((struct sda_wal *)(void *)w->h_node_info, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_ops",
      sda_wal_recover((struct sda_wal *)(void *)w->h_ops, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_peers",
      sda_wal_recover((struct sda_wal *)(void *)w->h_peers, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_scan",
      sda_wal_recover((struct sda_wal *)(void *)w->h_scan, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_session",
      sda_wal_recover((struct sda_wal *)(void *)w->h_session, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_value_reader",
      sda_wal_recover((struct sda_wal *)(void *)w->h_value_reader, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_value_writer",
      sda_wal_recover((struct sda_wal *)(void *)w->h_value_writer, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_versions",
      sda_wal_recover((struct sda_wal *)(void *)w->h_versions, &w->s_wal_recovery.value, at));
  REFUSED("sda_wal_recover: wal is a sda_wal_reader",
      sda_wal_recover((struct sda_wal *)(void *)w->h_wal_reader, &w->s_wal_recovery.value, at));
  ANY("sda_wal_recover: recovery is NULL",
      sda_wal_recover(w->h_wal, NULL, at));
  REFUSED("sda_wal_recover: recovery of 0 bytes",
      sda_wal_recover(w->h_wal, (w->s_wal_recovery.value.struct_size = 0, &w->s_wal_recovery.value), at));
  REFUSED("sda_wal_recover: recovery of 1 bytes",
      sda_wal_recover(w->h_wal, (w->s_wal_recovery.value.struct_size = 1, &w->s_wal_recovery.value), at));
  REFUSED("sda_wal_recover: recovery of 3 bytes",
      sda_wal_recover(w->h_wal, (w->s_wal_recovery.value.struct_size = 3, &w->s_wal_recovery.value), at));
  REFUSED("sda_wal_recover: recovery of 4097 bytes",
      sda_wal_recover(w->h_wal, (w->s_wal_recovery.value.struct_size = 4097, &w->s_wal_recovery.value), at));
  REFUSED("sda_wal_recover: recovery of UINT32_MAX bytes",
      sda_wal_recover(w->h_wal, (w->s_wal_recovery.value.struct_size = UINT32_MAX, &w->s_wal_recovery.value), at));
  ANY("sda_wal_recover: recovery of 8 bytes",
      sda_wal_recover(w->h_wal, (w->s_wal_recovery.value.struct_size = 8, &w->s_wal_recovery.value), at));
  ANY("sda_wal_recover: recovery of 4096 bytes",
      sda_wal_recover(w->h_wal, (w->s_wal_recovery.value.struct_size = 4096, &w->s_wal_recovery.value), at));
}

static void abuse_sda_wal_append(world *w) {
  ANY("sda_wal_append: all is right",
      sda_wal_append(w->h_wal, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is NULL",
      sda_wal_append(NULL, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_client",
      sda_wal_append((struct sda_wal *)(void *)w->h_client, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_client_events",
      sda_wal_append((struct sda_wal *)(void *)w->h_client_events, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_conflicts",
      sda_wal_append((struct sda_wal *)(void *)w->h_conflicts, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_engine",
      sda_wal_append((struct sda_wal *)(void *)w->h_engine, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_error",
      sda_wal_append((struct sda_wal *)(void *)w->h_error, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_feed",
      sda_wal_append((struct sda_wal *)(void *)w->h_feed, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_findings",
      sda_wal_append((struct sda_wal *)(void *)w->h_findings, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_group",
      sda_wal_append((struct sda_wal *)(void *)w->h_group, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_known_peers",
      sda_wal_append((struct sda_wal *)(void *)w->h_known_peers, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_losses",
      sda_wal_append((struct sda_wal *)(void *)w->h_losses, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_node_info",
      sda_wal_append((struct sda_wal *)(void *)w->h_node_info, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_ops",
      sda_wal_append((struct sda_wal *)(void *)w->h_ops, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_peers",
      sda_wal_append((struct sda_wal *)(void *)w->h_peers, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_scan",
      sda_wal_append((struct sda_wal *)(void *)w->h_scan, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_session",
      sda_wal_append((struct sda_wal *)(void *)w->h_session, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_value_reader",
      sda_wal_append((struct sda_wal *)(void *)w->h_value_reader, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_value_writer",
      sda_wal_append((struct sda_wal *)(void *)w->h_value_writer, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_versions",
      sda_wal_append((struct sda_wal *)(void *)w->h_versions, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: wal is a sda_wal_reader",
      sda_wal_append((struct sda_wal *)(void *)w->h_wal_reader, text_of(w, "bytes").ptr, text_of(w, "bytes").len, at));
  REFUSED("sda_wal_append: bytes is NULL with a length",
      sda_wal_append(w->h_wal, NULL, 1, at));
  ANY("sda_wal_append: bytes is NULL without a length",
      sda_wal_append(w->h_wal, NULL, 0, at));
  ANY("sda_wal_append: bytes is empty",
      sda_wal_append(w->h_wal, text_of(w, "bytes").ptr, 0, at));
  REFUSED("sda_wal_append: bytes beyond memory",
      sda_wal_append(w->h_wal, text_of(w, "bytes").ptr, SIZE_MAX, at));
  ANY("sda_wal_append: bytes is no text",
      sda_wal_append(w->h_wal, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_wal_append: bytes has a zero inside",
      sda_wal_append(w->h_wal, ZEROS, ZEROS_LEN, at));
}

static void abuse_sda_wal_append_record(world *w) {
  ANY("sda_wal_append_record: all is right",
      sda_wal_append_record(w->h_wal, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is NULL",
      sda_wal_append_record(NULL, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_client",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_client, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_client_events",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_client_events, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_conflicts",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_conflicts, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_engine",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_engine, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_error",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_error, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_feed",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_feed, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_findings",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_findings, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_group",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_group, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_known_peers",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_known_peers, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_losses",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_losses, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_node_info",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_node_info, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_ops",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_ops, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_peers",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_peers, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_scan",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_scan, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_session",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_session, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_value_reader",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_value_reader, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_value_writer",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_value_writer, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_versions",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_versions, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: wal is a sda_wal_reader",
      sda_wal_append_record((struct sda_wal *)(void *)w->h_wal_reader, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  ANY("sda_wal_append_record: record_type is 0",
      sda_wal_append_record(w->h_wal, 0, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  ANY("sda_wal_append_record: record_type is 3",
      sda_wal_append_record(w->h_wal, 3, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  ANY("sda_wal_append_record: record_type is UINT32_MAX",
      sda_wal_append_record(w->h_wal, UINT32_MAX, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  ANY("sda_wal_append_record: timestamp_ms is 0",
      sda_wal_append_record(w->h_wal, 1, 0, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  ANY("sda_wal_append_record: timestamp_ms is -1",
      sda_wal_append_record(w->h_wal, 1, -1, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  ANY("sda_wal_append_record: timestamp_ms is INT64_MIN",
      sda_wal_append_record(w->h_wal, 1, INT64_MIN, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  ANY("sda_wal_append_record: timestamp_ms is INT64_MAX",
      sda_wal_append_record(w->h_wal, 1, INT64_MAX, text_of(w, "payload").ptr, text_of(w, "payload").len, &w->u64, at));
  REFUSED("sda_wal_append_record: payload is NULL with a length",
      sda_wal_append_record(w->h_wal, 1, NOW_MS, NULL, 1, &w->u64, at));
  ANY("sda_wal_append_record: payload is NULL without a length",
      sda_wal_append_record(w->h_wal, 1, NOW_MS, NULL, 0, &w->u64, at));
  ANY("sda_wal_append_record: payload is empty",
      sda_wal_append_record(w->h_wal, 1, NOW_MS, text_of(w, "payload").ptr, 0, &w->u64, at));
  REFUSED("sda_wal_append_record: payload beyond memory",
      sda_wal_append_record(w->h_wal, 1, NOW_MS, text_of(w, "payload").ptr, SIZE_MAX, &w->u64, at));
  ANY("sda_wal_append_record: payload is no text",
      sda_wal_append_record(w->h_wal, 1, NOW_MS, NO_TEXT, NO_TEXT_LEN, &w->u64, at));
  ANY("sda_wal_append_record: payload has a zero inside",
      sda_wal_append_record(w->h_wal, 1, NOW_MS, ZEROS, ZEROS_LEN, &w->u64, at));
  ANY("sda_wal_append_record: sequence is NULL",
      sda_wal_append_record(w->h_wal, 1, NOW_MS, text_of(w, "payload").ptr, text_of(w, "payload").len, NULL, at));
}

static void abuse_sda_wal_raise_sequence(world *w) {
  ANY("sda_wal_raise_sequence: all is right",
      sda_wal_raise_sequence(w->h_wal, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is NULL",
      sda_wal_raise_sequence(NULL, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_client",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_client, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_client_events",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_client_events, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_conflicts",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_conflicts, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_engine",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_engine, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_error",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_error, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_feed",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_feed, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_findings",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_findings, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_group",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_group, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_known_peers",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_known_peers, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_losses",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_losses, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_node_info",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_node_info, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_ops",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_ops, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_peers",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_peers, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_scan",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_scan, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_session",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_session, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_value_reader",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_value_reader, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_value_writer",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_value_writer, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_versions",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_versions, 1, at));
  REFUSED("sda_wal_raise_sequence: wal is a sda_wal_reader",
      sda_wal_raise_sequence((struct sda_wal *)(void *)w->h_wal_reader, 1, at));
  ANY("sda_wal_raise_sequence: sequence is 0",
      sda_wal_raise_sequence(w->h_wal, 0, at));
  ANY("sda_wal_raise_sequence: sequence is 1",
      sda_wal_raise_sequence(w->h_wal, 1, at));
  ANY("sda_wal_raise_sequence: sequence is UINT64_C(1) << 63",
      sda_wal_raise_sequence(w->h_wal, UINT64_C(1) << 63, at));
  ANY("sda_wal_raise_sequence: sequence is UINT64_MAX",
      sda_wal_raise_sequence(w->h_wal, UINT64_MAX, at));
}

static void abuse_sda_wal_flush(world *w) {
  ANY("sda_wal_flush: all is right",
      sda_wal_flush(w->h_wal, at));
  REFUSED("sda_wal_flush: wal is NULL",
      sda_wal_flush(NULL, at));
  REFUSED("sda_wal_flush: wal is a sda_client",
      sda_wal_flush((struct sda_wal *)(void *)w->h_client, at));
  REFUSED("sda_wal_flush: wal is a sda_client_events",
      sda_wal_flush((struct sda_wal *)(void *)w->h_client_events, at));
  REFUSED("sda_wal_flush: wal is a sda_conflicts",
      sda_wal_flush((struct sda_wal *)(void *)w->h_conflicts, at));
  REFUSED("sda_wal_flush: wal is a sda_engine",
      sda_wal_flush((struct sda_wal *)(void *)w->h_engine, at));
  REFUSED("sda_wal_flush: wal is a sda_error",
      sda_wal_flush((struct sda_wal *)(void *)w->h_error, at));
  REFUSED("sda_wal_flush: wal is a sda_feed",
      sda_wal_flush((struct sda_wal *)(void *)w->h_feed, at));
  REFUSED("sda_wal_flush: wal is a sda_findings",
      sda_wal_flush((struct sda_wal *)(void *)w->h_findings, at));
  REFUSED("sda_wal_flush: wal is a sda_group",
      sda_wal_flush((struct sda_wal *)(void *)w->h_group, at));
  REFUSED("sda_wal_flush: wal is a sda_known_peers",
      sda_wal_flush((struct sda_wal *)(void *)w->h_known_peers, at));
  REFUSED("sda_wal_flush: wal is a sda_losses",
      sda_wal_flush((struct sda_wal *)(void *)w->h_losses, at));
  REFUSED("sda_wal_flush: wal is a sda_node_info",
      sda_wal_flush((struct sda_wal *)(void *)w->h_node_info, at));
  REFUSED("sda_wal_flush: wal is a sda_ops",
      sda_wal_flush((struct sda_wal *)(void *)w->h_ops, at));
  REFUSED("sda_wal_flush: wal is a sda_peers",
      sda_wal_flush((struct sda_wal *)(void *)w->h_peers, at));
  REFUSED("sda_wal_flush: wal is a sda_scan",
      sda_wal_flush((struct sda_wal *)(void *)w->h_scan, at));
  REFUSED("sda_wal_flush: wal is a sda_session",
      sda_wal_flush((struct sda_wal *)(void *)w->h_session, at));
  REFUSED("sda_wal_flush: wal is a sda_value_reader",
      sda_wal_flush((struct sda_wal *)(void *)w->h_value_reader, at));
  REFUSED("sda_wal_flush: wal is a sda_value_writer",
      sda_wal_flush((struct sda_wal *)(void *)w->h_value_writer, at));
  REFUSED("sda_wal_flush: wal is a sda_versions",
      sda_wal_flush((struct sda_wal *)(void *)w->h_versions, at));
  REFUSED("sda_wal_flush: wal is a sda_wal_reader",
      sda_wal_flush((struct sda_wal *)(void *)w->h_wal_reader, at));
}

static void abuse_sda_wal_close(world *w) {
  ANY("sda_wal_close: wal is NULL",
      sda_wal_close(NULL, at));
  REFUSED("sda_wal_close: wal is a sda_client",
      sda_wal_close((struct sda_wal *)(void *)w->h_client, at));
  REFUSED("sda_wal_close: wal is a sda_client_events",
      sda_wal_close((struct sda_wal *)(void *)w->h_client_events, at));
  REFUSED("sda_wal_close: wal is a sda_conflicts",
      sda_wal_close((struct sda_wal *)(void *)w->h_conflicts, at));
  REFUSED("sda_wal_close: wal is a sda_engine",
      sda_wal_close((struct sda_wal *)(void *)w->h_engine, at));
  REFUSED("sda_wal_close: wal is a sda_error",
      sda_wal_close((struct sda_wal *)(void *)w->h_error, at));
  REFUSED("sda_wal_close: wal is a sda_feed",
      sda_wal_close((struct sda_wal *)(void *)w->h_feed, at));
  REFUSED("sda_wal_close: wal is a sda_findings",
      sda_wal_close((struct sda_wal *)(void *)w->h_findings, at));
  REFUSED("sda_wal_close: wal is a sda_group",
      sda_wal_close((struct sda_wal *)(void *)w->h_group, at));
  REFUSED("sda_wal_close: wal is a sda_known_peers",
      sda_wal_close((struct sda_wal *)(void *)w->h_known_peers, at));
  REFUSED("sda_wal_close: wal is a sda_losses",
      sda_wal_close((struct sda_wal *)(void *)w->h_losses, at));
  REFUSED("sda_wal_close: wal is a sda_node_info",
      sda_wal_close((struct sda_wal *)(void *)w->h_node_info, at));
  REFUSED("sda_wal_close: wal is a sda_ops",
      sda_wal_close((struct sda_wal *)(void *)w->h_ops, at));
  REFUSED("sda_wal_close: wal is a sda_peers",
      sda_wal_close((struct sda_wal *)(void *)w->h_peers, at));
  REFUSED("sda_wal_close: wal is a sda_scan",
      sda_wal_close((struct sda_wal *)(void *)w->h_scan, at));
  REFUSED("sda_wal_close: wal is a sda_session",
      sda_wal_close((struct sda_wal *)(void *)w->h_session, at));
  REFUSED("sda_wal_close: wal is a sda_value_reader",
      sda_wal_close((struct sda_wal *)(void *)w->h_value_reader, at));
  REFUSED("sda_wal_close: wal is a sda_value_writer",
      sda_wal_close((struct sda_wal *)(void *)w->h_value_writer, at));
  REFUSED("sda_wal_close: wal is a sda_versions",
      sda_wal_close((struct sda_wal *)(void *)w->h_versions, at));
  REFUSED("sda_wal_close: wal is a sda_wal_reader",
      sda_wal_close((struct sda_wal *)(void *)w->h_wal_reader, at));
}

static void abuse_sda_wal_read(world *w) {
  ANY("sda_wal_read: all is right",
      sda_wal_read(text_of(w, "path").ptr, text_of(w, "path").len, &w->buf, at));
  REFUSED("sda_wal_read: path is NULL with a length",
      sda_wal_read(NULL, 1, &w->buf, at));
  ANY("sda_wal_read: path is NULL without a length",
      sda_wal_read(NULL, 0, &w->buf, at));
  ANY("sda_wal_read: path is empty",
      sda_wal_read(text_of(w, "path").ptr, 0, &w->buf, at));
  REFUSED("sda_wal_read: path beyond memory",
      sda_wal_read(text_of(w, "path").ptr, SIZE_MAX, &w->buf, at));
  ANY("sda_wal_read: path is no text",
      sda_wal_read(NO_TEXT, NO_TEXT_LEN, &w->buf, at));
  ANY("sda_wal_read: path has a zero inside",
      sda_wal_read(ZEROS, ZEROS_LEN, &w->buf, at));
  REFUSED("sda_wal_read: bytes is NULL",
      sda_wal_read(text_of(w, "path").ptr, text_of(w, "path").len, NULL, at));
}

static void abuse_sda_wal_reader_open(world *w) {
  ANY("sda_wal_reader_open: all is right",
      sda_wal_reader_open(text_of(w, "path").ptr, text_of(w, "path").len, &w->out_wal_reader, at));
  REFUSED("sda_wal_reader_open: path is NULL with a length",
      sda_wal_reader_open(NULL, 1, &w->out_wal_reader, at));
  ANY("sda_wal_reader_open: path is NULL without a length",
      sda_wal_reader_open(NULL, 0, &w->out_wal_reader, at));
  ANY("sda_wal_reader_open: path is empty",
      sda_wal_reader_open(text_of(w, "path").ptr, 0, &w->out_wal_reader, at));
  REFUSED("sda_wal_reader_open: path beyond memory",
      sda_wal_reader_open(text_of(w, "path").ptr, SIZE_MAX, &w->out_wal_reader, at));
  ANY("sda_wal_reader_open: path is no text",
      sda_wal_reader_open(NO_TEXT, NO_TEXT_LEN, &w->out_wal_reader, at));
  ANY("sda_wal_reader_open: path has a zero inside",
      sda_wal_reader_open(ZEROS, ZEROS_LEN, &w->out_wal_reader, at));
  REFUSED("sda_wal_reader_open: reader is NULL",
      sda_wal_reader_open(text_of(w, "path").ptr, text_of(w, "path").len, NULL, at));
}

static void abuse_sda_wal_reader_next(world *w) {
  ANY("sda_wal_reader_next: all is right",
      sda_wal_reader_next(w->h_wal_reader, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is NULL",
      sda_wal_reader_next(NULL, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_client",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_client, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_client_events",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_client_events, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_conflicts",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_conflicts, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_engine",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_engine, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_error",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_error, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_feed",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_feed, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_findings",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_findings, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_group",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_group, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_known_peers",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_known_peers, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_losses",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_losses, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_node_info",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_node_info, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_ops",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_ops, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_peers",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_peers, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_scan",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_scan, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_session",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_session, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_value_reader",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_value_reader, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_value_writer",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_value_writer, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_versions",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_versions, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: reader is a sda_wal",
      sda_wal_reader_next((struct sda_wal_reader *)(void *)w->h_wal, &w->s_wal_record.value, at));
  REFUSED("sda_wal_reader_next: record is NULL",
      sda_wal_reader_next(w->h_wal_reader, NULL, at));
  REFUSED("sda_wal_reader_next: record of 0 bytes",
      sda_wal_reader_next(w->h_wal_reader, (w->s_wal_record.value.struct_size = 0, &w->s_wal_record.value), at));
  REFUSED("sda_wal_reader_next: record of 1 bytes",
      sda_wal_reader_next(w->h_wal_reader, (w->s_wal_record.value.struct_size = 1, &w->s_wal_record.value), at));
  REFUSED("sda_wal_reader_next: record of 3 bytes",
      sda_wal_reader_next(w->h_wal_reader, (w->s_wal_record.value.struct_size = 3, &w->s_wal_record.value), at));
  REFUSED("sda_wal_reader_next: record of 4097 bytes",
      sda_wal_reader_next(w->h_wal_reader, (w->s_wal_record.value.struct_size = 4097, &w->s_wal_record.value), at));
  REFUSED("sda_wal_reader_next: record of UINT32_MAX bytes",
      sda_wal_reader_next(w->h_wal_reader, (w->s_wal_record.value.struct_size = UINT32_MAX, &w->s_wal_record.value), at));
  ANY("sda_wal_reader_next: record of 8 bytes",
      sda_wal_reader_next(w->h_wal_reader, (w->s_wal_record.value.struct_size = 8, &w->s_wal_record.value), at));
  ANY("sda_wal_reader_next: record of 4096 bytes",
      sda_wal_reader_next(w->h_wal_reader, (w->s_wal_record.value.struct_size = 4096, &w->s_wal_record.value), at));
}

static void abuse_sda_wal_reader_free(world *w) {
  ANY_VOID("sda_wal_reader_free: reader is NULL",
      sda_wal_reader_free(NULL));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_client",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_client));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_client_events",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_client_events));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_conflicts",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_engine",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_engine));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_error",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_error));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_feed",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_feed));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_findings",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_findings));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_group",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_group));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_known_peers",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_losses",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_losses));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_node_info",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_node_info));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_ops",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_ops));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_peers",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_peers));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_scan",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_scan));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_session",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_session));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_value_reader",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_value_writer",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_versions",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_versions));
  REFUSED_VOID("sda_wal_reader_free: reader is a sda_wal",
      sda_wal_reader_free((struct sda_wal_reader *)(void *)w->h_wal));
}

static void abuse_sda_client_start_carrying(world *w) {
  ANY("sda_client_start_carrying: all is right",
      sda_client_start_carrying(w->h_client, at));
  REFUSED("sda_client_start_carrying: client is NULL",
      sda_client_start_carrying(NULL, at));
  REFUSED("sda_client_start_carrying: client is a sda_client_events",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_client_events, at));
  REFUSED("sda_client_start_carrying: client is a sda_conflicts",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_conflicts, at));
  REFUSED("sda_client_start_carrying: client is a sda_engine",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_engine, at));
  REFUSED("sda_client_start_carrying: client is a sda_error",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_error, at));
  REFUSED("sda_client_start_carrying: client is a sda_feed",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_feed, at));
  REFUSED("sda_client_start_carrying: client is a sda_findings",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_findings, at));
  REFUSED("sda_client_start_carrying: client is a sda_group",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_group, at));
  REFUSED("sda_client_start_carrying: client is a sda_known_peers",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_known_peers, at));
  REFUSED("sda_client_start_carrying: client is a sda_losses",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_losses, at));
  REFUSED("sda_client_start_carrying: client is a sda_node_info",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_node_info, at));
  REFUSED("sda_client_start_carrying: client is a sda_ops",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_ops, at));
  REFUSED("sda_client_start_carrying: client is a sda_peers",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_peers, at));
  REFUSED("sda_client_start_carrying: client is a sda_scan",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_scan, at));
  REFUSED("sda_client_start_carrying: client is a sda_session",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_session, at));
  REFUSED("sda_client_start_carrying: client is a sda_value_reader",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_value_reader, at));
  REFUSED("sda_client_start_carrying: client is a sda_value_writer",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_value_writer, at));
  REFUSED("sda_client_start_carrying: client is a sda_versions",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_versions, at));
  REFUSED("sda_client_start_carrying: client is a sda_wal",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_wal, at));
  REFUSED("sda_client_start_carrying: client is a sda_wal_reader",
      sda_client_start_carrying((struct sda_client *)(void *)w->h_wal_reader, at));
}

static void abuse_sda_client_open_link(world *w) {
  ANY("sda_client_open_link: all is right",
      sda_client_open_link(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is NULL",
      sda_client_open_link(NULL, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_client_events",
      sda_client_open_link((struct sda_client *)(void *)w->h_client_events, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_conflicts",
      sda_client_open_link((struct sda_client *)(void *)w->h_conflicts, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_engine",
      sda_client_open_link((struct sda_client *)(void *)w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_error",
      sda_client_open_link((struct sda_client *)(void *)w->h_error, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_feed",
      sda_client_open_link((struct sda_client *)(void *)w->h_feed, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_findings",
      sda_client_open_link((struct sda_client *)(void *)w->h_findings, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_group",
      sda_client_open_link((struct sda_client *)(void *)w->h_group, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_known_peers",
      sda_client_open_link((struct sda_client *)(void *)w->h_known_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_losses",
      sda_client_open_link((struct sda_client *)(void *)w->h_losses, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_node_info",
      sda_client_open_link((struct sda_client *)(void *)w->h_node_info, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_ops",
      sda_client_open_link((struct sda_client *)(void *)w->h_ops, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_peers",
      sda_client_open_link((struct sda_client *)(void *)w->h_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_scan",
      sda_client_open_link((struct sda_client *)(void *)w->h_scan, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_session",
      sda_client_open_link((struct sda_client *)(void *)w->h_session, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_value_reader",
      sda_client_open_link((struct sda_client *)(void *)w->h_value_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_value_writer",
      sda_client_open_link((struct sda_client *)(void *)w->h_value_writer, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_versions",
      sda_client_open_link((struct sda_client *)(void *)w->h_versions, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_wal",
      sda_client_open_link((struct sda_client *)(void *)w->h_wal, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: client is a sda_wal_reader",
      sda_client_open_link((struct sda_client *)(void *)w->h_wal_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, &w->u64, at));
  REFUSED("sda_client_open_link: node_id is NULL with a length",
      sda_client_open_link(w->h_client, NULL, 1, 1, &w->u64, at));
  ANY("sda_client_open_link: node_id is NULL without a length",
      sda_client_open_link(w->h_client, NULL, 0, 1, &w->u64, at));
  ANY("sda_client_open_link: node_id is empty",
      sda_client_open_link(w->h_client, text_of(w, "node_id").ptr, 0, 1, &w->u64, at));
  REFUSED("sda_client_open_link: node_id beyond memory",
      sda_client_open_link(w->h_client, text_of(w, "node_id").ptr, SIZE_MAX, 1, &w->u64, at));
  FAILS("sda_client_open_link: node_id is no text",
      sda_client_open_link(w->h_client, NO_TEXT, NO_TEXT_LEN, 1, &w->u64, at));
  ANY("sda_client_open_link: node_id has a zero inside",
      sda_client_open_link(w->h_client, ZEROS, ZEROS_LEN, 1, &w->u64, at));
  ANY("sda_client_open_link: is_ours is 0",
      sda_client_open_link(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 0, &w->u64, at));
  ANY("sda_client_open_link: is_ours is 3",
      sda_client_open_link(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 3, &w->u64, at));
  ANY("sda_client_open_link: is_ours is UINT32_MAX",
      sda_client_open_link(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, UINT32_MAX, &w->u64, at));
  REFUSED("sda_client_open_link: link is NULL",
      sda_client_open_link(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, 1, NULL, at));
}

static void abuse_sda_client_receive(world *w) {
  ANY("sda_client_receive: all is right",
      sda_client_receive(w->h_client, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is NULL",
      sda_client_receive(NULL, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_client_events",
      sda_client_receive((struct sda_client *)(void *)w->h_client_events, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_conflicts",
      sda_client_receive((struct sda_client *)(void *)w->h_conflicts, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_engine",
      sda_client_receive((struct sda_client *)(void *)w->h_engine, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_error",
      sda_client_receive((struct sda_client *)(void *)w->h_error, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_feed",
      sda_client_receive((struct sda_client *)(void *)w->h_feed, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_findings",
      sda_client_receive((struct sda_client *)(void *)w->h_findings, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_group",
      sda_client_receive((struct sda_client *)(void *)w->h_group, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_known_peers",
      sda_client_receive((struct sda_client *)(void *)w->h_known_peers, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_losses",
      sda_client_receive((struct sda_client *)(void *)w->h_losses, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_node_info",
      sda_client_receive((struct sda_client *)(void *)w->h_node_info, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_ops",
      sda_client_receive((struct sda_client *)(void *)w->h_ops, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_peers",
      sda_client_receive((struct sda_client *)(void *)w->h_peers, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_scan",
      sda_client_receive((struct sda_client *)(void *)w->h_scan, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_session",
      sda_client_receive((struct sda_client *)(void *)w->h_session, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_value_reader",
      sda_client_receive((struct sda_client *)(void *)w->h_value_reader, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_value_writer",
      sda_client_receive((struct sda_client *)(void *)w->h_value_writer, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_versions",
      sda_client_receive((struct sda_client *)(void *)w->h_versions, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_wal",
      sda_client_receive((struct sda_client *)(void *)w->h_wal, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: client is a sda_wal_reader",
      sda_client_receive((struct sda_client *)(void *)w->h_wal_reader, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  ANY("sda_client_receive: link is 0",
      sda_client_receive(w->h_client, 0, text_of(w, "message").ptr, text_of(w, "message").len, at));
  ANY("sda_client_receive: link is 1",
      sda_client_receive(w->h_client, 1, text_of(w, "message").ptr, text_of(w, "message").len, at));
  ANY("sda_client_receive: link is UINT64_C(1) << 63",
      sda_client_receive(w->h_client, UINT64_C(1) << 63, text_of(w, "message").ptr, text_of(w, "message").len, at));
  ANY("sda_client_receive: link is UINT64_MAX",
      sda_client_receive(w->h_client, UINT64_MAX, text_of(w, "message").ptr, text_of(w, "message").len, at));
  REFUSED("sda_client_receive: message is NULL with a length",
      sda_client_receive(w->h_client, 1, NULL, 1, at));
  ANY("sda_client_receive: message is NULL without a length",
      sda_client_receive(w->h_client, 1, NULL, 0, at));
  ANY("sda_client_receive: message is empty",
      sda_client_receive(w->h_client, 1, text_of(w, "message").ptr, 0, at));
  REFUSED("sda_client_receive: message beyond memory",
      sda_client_receive(w->h_client, 1, text_of(w, "message").ptr, SIZE_MAX, at));
  ANY("sda_client_receive: message is no text",
      sda_client_receive(w->h_client, 1, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_client_receive: message has a zero inside",
      sda_client_receive(w->h_client, 1, ZEROS, ZEROS_LEN, at));
}

static void abuse_sda_client_next_message(world *w) {
  ANY("sda_client_next_message: all is right",
      sda_client_next_message(w->h_client, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is NULL",
      sda_client_next_message(NULL, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_client_events",
      sda_client_next_message((struct sda_client *)(void *)w->h_client_events, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_conflicts",
      sda_client_next_message((struct sda_client *)(void *)w->h_conflicts, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_engine",
      sda_client_next_message((struct sda_client *)(void *)w->h_engine, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_error",
      sda_client_next_message((struct sda_client *)(void *)w->h_error, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_feed",
      sda_client_next_message((struct sda_client *)(void *)w->h_feed, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_findings",
      sda_client_next_message((struct sda_client *)(void *)w->h_findings, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_group",
      sda_client_next_message((struct sda_client *)(void *)w->h_group, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_known_peers",
      sda_client_next_message((struct sda_client *)(void *)w->h_known_peers, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_losses",
      sda_client_next_message((struct sda_client *)(void *)w->h_losses, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_node_info",
      sda_client_next_message((struct sda_client *)(void *)w->h_node_info, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_ops",
      sda_client_next_message((struct sda_client *)(void *)w->h_ops, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_peers",
      sda_client_next_message((struct sda_client *)(void *)w->h_peers, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_scan",
      sda_client_next_message((struct sda_client *)(void *)w->h_scan, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_session",
      sda_client_next_message((struct sda_client *)(void *)w->h_session, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_value_reader",
      sda_client_next_message((struct sda_client *)(void *)w->h_value_reader, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_value_writer",
      sda_client_next_message((struct sda_client *)(void *)w->h_value_writer, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_versions",
      sda_client_next_message((struct sda_client *)(void *)w->h_versions, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_wal",
      sda_client_next_message((struct sda_client *)(void *)w->h_wal, 1, &w->buf, at));
  REFUSED("sda_client_next_message: client is a sda_wal_reader",
      sda_client_next_message((struct sda_client *)(void *)w->h_wal_reader, 1, &w->buf, at));
  ANY("sda_client_next_message: link is 0",
      sda_client_next_message(w->h_client, 0, &w->buf, at));
  ANY("sda_client_next_message: link is 1",
      sda_client_next_message(w->h_client, 1, &w->buf, at));
  ANY("sda_client_next_message: link is UINT64_C(1) << 63",
      sda_client_next_message(w->h_client, UINT64_C(1) << 63, &w->buf, at));
  ANY("sda_client_next_message: link is UINT64_MAX",
      sda_client_next_message(w->h_client, UINT64_MAX, &w->buf, at));
  REFUSED("sda_client_next_message: message is NULL",
      sda_client_next_message(w->h_client, 1, NULL, at));
}

static void abuse_sda_client_close_link(world *w) {
  ANY("sda_client_close_link: all is right",
      sda_client_close_link(w->h_client, 1, at));
  REFUSED("sda_client_close_link: client is NULL",
      sda_client_close_link(NULL, 1, at));
  REFUSED("sda_client_close_link: client is a sda_client_events",
      sda_client_close_link((struct sda_client *)(void *)w->h_client_events, 1, at));
  REFUSED("sda_client_close_link: client is a sda_conflicts",
      sda_client_close_link((struct sda_client *)(void *)w->h_conflicts, 1, at));
  REFUSED("sda_client_close_link: client is a sda_engine",
      sda_client_close_link((struct sda_client *)(void *)w->h_engine, 1, at));
  REFUSED("sda_client_close_link: client is a sda_error",
      sda_client_close_link((struct sda_client *)(void *)w->h_error, 1, at));
  REFUSED("sda_client_close_link: client is a sda_feed",
      sda_client_close_link((struct sda_client *)(void *)w->h_feed, 1, at));
  REFUSED("sda_client_close_link: client is a sda_findings",
      sda_client_close_link((struct sda_client *)(void *)w->h_findings, 1, at));
  REFUSED("sda_client_close_link: client is a sda_group",
      sda_client_close_link((struct sda_client *)(void *)w->h_group, 1, at));
  REFUSED("sda_client_close_link: client is a sda_known_peers",
      sda_client_close_link((struct sda_client *)(void *)w->h_known_peers, 1, at));
  REFUSED("sda_client_close_link: client is a sda_losses",
      sda_client_close_link((struct sda_client *)(void *)w->h_losses, 1, at));
  REFUSED("sda_client_close_link: client is a sda_node_info",
      sda_client_close_link((struct sda_client *)(void *)w->h_node_info, 1, at));
  REFUSED("sda_client_close_link: client is a sda_ops",
      sda_client_close_link((struct sda_client *)(void *)w->h_ops, 1, at));
  REFUSED("sda_client_close_link: client is a sda_peers",
      sda_client_close_link((struct sda_client *)(void *)w->h_peers, 1, at));
  REFUSED("sda_client_close_link: client is a sda_scan",
      sda_client_close_link((struct sda_client *)(void *)w->h_scan, 1, at));
  REFUSED("sda_client_close_link: client is a sda_session",
      sda_client_close_link((struct sda_client *)(void *)w->h_session, 1, at));
  REFUSED("sda_client_close_link: client is a sda_value_reader",
      sda_client_close_link((struct sda_client *)(void *)w->h_value_reader, 1, at));
  REFUSED("sda_client_close_link: client is a sda_value_writer",
      sda_client_close_link((struct sda_client *)(void *)w->h_value_writer, 1, at));
  REFUSED("sda_client_close_link: client is a sda_versions",
      sda_client_close_link((struct sda_client *)(void *)w->h_versions, 1, at));
  REFUSED("sda_client_close_link: client is a sda_wal",
      sda_client_close_link((struct sda_client *)(void *)w->h_wal, 1, at));
  REFUSED("sda_client_close_link: client is a sda_wal_reader",
      sda_client_close_link((struct sda_client *)(void *)w->h_wal_reader, 1, at));
  ANY("sda_client_close_link: link is 0",
      sda_client_close_link(w->h_client, 0, at));
  ANY("sda_client_close_link: link is 1",
      sda_client_close_link(w->h_client, 1, at));
  ANY("sda_client_close_link: link is UINT64_C(1) << 63",
      sda_client_close_link(w->h_client, UINT64_C(1) << 63, at));
  ANY("sda_client_close_link: link is UINT64_MAX",
      sda_client_close_link(w->h_client, UINT64_MAX, at));
}

static void abuse_sda_keys_generate(world *w) {
  ANY("sda_keys_generate: all is right",
      sda_keys_generate(&w->buf, &w->buf, at));
  REFUSED("sda_keys_generate: secret_key is NULL",
      sda_keys_generate(NULL, &w->buf, at));
  REFUSED("sda_keys_generate: public_key is NULL",
      sda_keys_generate(&w->buf, NULL, at));
}

static void abuse_sda_client_trust(world *w) {
  ANY("sda_client_trust: all is right",
      sda_client_trust(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is NULL",
      sda_client_trust(NULL, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_client_events",
      sda_client_trust((struct sda_client *)(void *)w->h_client_events, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_conflicts",
      sda_client_trust((struct sda_client *)(void *)w->h_conflicts, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_engine",
      sda_client_trust((struct sda_client *)(void *)w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_error",
      sda_client_trust((struct sda_client *)(void *)w->h_error, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_feed",
      sda_client_trust((struct sda_client *)(void *)w->h_feed, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_findings",
      sda_client_trust((struct sda_client *)(void *)w->h_findings, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_group",
      sda_client_trust((struct sda_client *)(void *)w->h_group, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_known_peers",
      sda_client_trust((struct sda_client *)(void *)w->h_known_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_losses",
      sda_client_trust((struct sda_client *)(void *)w->h_losses, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_node_info",
      sda_client_trust((struct sda_client *)(void *)w->h_node_info, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_ops",
      sda_client_trust((struct sda_client *)(void *)w->h_ops, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_peers",
      sda_client_trust((struct sda_client *)(void *)w->h_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_scan",
      sda_client_trust((struct sda_client *)(void *)w->h_scan, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_session",
      sda_client_trust((struct sda_client *)(void *)w->h_session, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_value_reader",
      sda_client_trust((struct sda_client *)(void *)w->h_value_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_value_writer",
      sda_client_trust((struct sda_client *)(void *)w->h_value_writer, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_versions",
      sda_client_trust((struct sda_client *)(void *)w->h_versions, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_wal",
      sda_client_trust((struct sda_client *)(void *)w->h_wal, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: client is a sda_wal_reader",
      sda_client_trust((struct sda_client *)(void *)w->h_wal_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: node_id is NULL with a length",
      sda_client_trust(w->h_client, NULL, 1, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  ANY("sda_client_trust: node_id is NULL without a length",
      sda_client_trust(w->h_client, NULL, 0, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  ANY("sda_client_trust: node_id is empty",
      sda_client_trust(w->h_client, text_of(w, "node_id").ptr, 0, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: node_id beyond memory",
      sda_client_trust(w->h_client, text_of(w, "node_id").ptr, SIZE_MAX, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  FAILS("sda_client_trust: node_id is no text",
      sda_client_trust(w->h_client, NO_TEXT, NO_TEXT_LEN, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  ANY("sda_client_trust: node_id has a zero inside",
      sda_client_trust(w->h_client, ZEROS, ZEROS_LEN, text_of(w, "public_key").ptr, text_of(w, "public_key").len, at));
  REFUSED("sda_client_trust: public_key is NULL with a length",
      sda_client_trust(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, NULL, 1, at));
  ANY("sda_client_trust: public_key is NULL without a length",
      sda_client_trust(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, NULL, 0, at));
  ANY("sda_client_trust: public_key is empty",
      sda_client_trust(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, 0, at));
  REFUSED("sda_client_trust: public_key beyond memory",
      sda_client_trust(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "public_key").ptr, SIZE_MAX, at));
  ANY("sda_client_trust: public_key is no text",
      sda_client_trust(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_client_trust: public_key has a zero inside",
      sda_client_trust(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, ZEROS, ZEROS_LEN, at));
}

static void abuse_sda_client_start_transport(world *w) {
  ANY("sda_client_start_transport: all is right",
      sda_client_start_transport(w->h_client, at));
  REFUSED("sda_client_start_transport: client is NULL",
      sda_client_start_transport(NULL, at));
  REFUSED("sda_client_start_transport: client is a sda_client_events",
      sda_client_start_transport((struct sda_client *)(void *)w->h_client_events, at));
  REFUSED("sda_client_start_transport: client is a sda_conflicts",
      sda_client_start_transport((struct sda_client *)(void *)w->h_conflicts, at));
  REFUSED("sda_client_start_transport: client is a sda_engine",
      sda_client_start_transport((struct sda_client *)(void *)w->h_engine, at));
  REFUSED("sda_client_start_transport: client is a sda_error",
      sda_client_start_transport((struct sda_client *)(void *)w->h_error, at));
  REFUSED("sda_client_start_transport: client is a sda_feed",
      sda_client_start_transport((struct sda_client *)(void *)w->h_feed, at));
  REFUSED("sda_client_start_transport: client is a sda_findings",
      sda_client_start_transport((struct sda_client *)(void *)w->h_findings, at));
  REFUSED("sda_client_start_transport: client is a sda_group",
      sda_client_start_transport((struct sda_client *)(void *)w->h_group, at));
  REFUSED("sda_client_start_transport: client is a sda_known_peers",
      sda_client_start_transport((struct sda_client *)(void *)w->h_known_peers, at));
  REFUSED("sda_client_start_transport: client is a sda_losses",
      sda_client_start_transport((struct sda_client *)(void *)w->h_losses, at));
  REFUSED("sda_client_start_transport: client is a sda_node_info",
      sda_client_start_transport((struct sda_client *)(void *)w->h_node_info, at));
  REFUSED("sda_client_start_transport: client is a sda_ops",
      sda_client_start_transport((struct sda_client *)(void *)w->h_ops, at));
  REFUSED("sda_client_start_transport: client is a sda_peers",
      sda_client_start_transport((struct sda_client *)(void *)w->h_peers, at));
  REFUSED("sda_client_start_transport: client is a sda_scan",
      sda_client_start_transport((struct sda_client *)(void *)w->h_scan, at));
  REFUSED("sda_client_start_transport: client is a sda_session",
      sda_client_start_transport((struct sda_client *)(void *)w->h_session, at));
  REFUSED("sda_client_start_transport: client is a sda_value_reader",
      sda_client_start_transport((struct sda_client *)(void *)w->h_value_reader, at));
  REFUSED("sda_client_start_transport: client is a sda_value_writer",
      sda_client_start_transport((struct sda_client *)(void *)w->h_value_writer, at));
  REFUSED("sda_client_start_transport: client is a sda_versions",
      sda_client_start_transport((struct sda_client *)(void *)w->h_versions, at));
  REFUSED("sda_client_start_transport: client is a sda_wal",
      sda_client_start_transport((struct sda_client *)(void *)w->h_wal, at));
  REFUSED("sda_client_start_transport: client is a sda_wal_reader",
      sda_client_start_transport((struct sda_client *)(void *)w->h_wal_reader, at));
}

static void abuse_sda_client_stop_transport(world *w) {
  ANY("sda_client_stop_transport: all is right",
      sda_client_stop_transport(w->h_client, at));
  REFUSED("sda_client_stop_transport: client is NULL",
      sda_client_stop_transport(NULL, at));
  REFUSED("sda_client_stop_transport: client is a sda_client_events",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_client_events, at));
  REFUSED("sda_client_stop_transport: client is a sda_conflicts",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_conflicts, at));
  REFUSED("sda_client_stop_transport: client is a sda_engine",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_engine, at));
  REFUSED("sda_client_stop_transport: client is a sda_error",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_error, at));
  REFUSED("sda_client_stop_transport: client is a sda_feed",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_feed, at));
  REFUSED("sda_client_stop_transport: client is a sda_findings",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_findings, at));
  REFUSED("sda_client_stop_transport: client is a sda_group",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_group, at));
  REFUSED("sda_client_stop_transport: client is a sda_known_peers",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_known_peers, at));
  REFUSED("sda_client_stop_transport: client is a sda_losses",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_losses, at));
  REFUSED("sda_client_stop_transport: client is a sda_node_info",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_node_info, at));
  REFUSED("sda_client_stop_transport: client is a sda_ops",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_ops, at));
  REFUSED("sda_client_stop_transport: client is a sda_peers",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_peers, at));
  REFUSED("sda_client_stop_transport: client is a sda_scan",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_scan, at));
  REFUSED("sda_client_stop_transport: client is a sda_session",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_session, at));
  REFUSED("sda_client_stop_transport: client is a sda_value_reader",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_value_reader, at));
  REFUSED("sda_client_stop_transport: client is a sda_value_writer",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_value_writer, at));
  REFUSED("sda_client_stop_transport: client is a sda_versions",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_versions, at));
  REFUSED("sda_client_stop_transport: client is a sda_wal",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_wal, at));
  REFUSED("sda_client_stop_transport: client is a sda_wal_reader",
      sda_client_stop_transport((struct sda_client *)(void *)w->h_wal_reader, at));
}

static void abuse_sda_client_transport_running(world *w) {
  ANY("sda_client_transport_running: all is right",
      sda_client_transport_running(w->h_client, &w->u32, at));
  REFUSED("sda_client_transport_running: client is NULL",
      sda_client_transport_running(NULL, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_client_events",
      sda_client_transport_running((struct sda_client *)(void *)w->h_client_events, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_conflicts",
      sda_client_transport_running((struct sda_client *)(void *)w->h_conflicts, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_engine",
      sda_client_transport_running((struct sda_client *)(void *)w->h_engine, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_error",
      sda_client_transport_running((struct sda_client *)(void *)w->h_error, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_feed",
      sda_client_transport_running((struct sda_client *)(void *)w->h_feed, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_findings",
      sda_client_transport_running((struct sda_client *)(void *)w->h_findings, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_group",
      sda_client_transport_running((struct sda_client *)(void *)w->h_group, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_known_peers",
      sda_client_transport_running((struct sda_client *)(void *)w->h_known_peers, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_losses",
      sda_client_transport_running((struct sda_client *)(void *)w->h_losses, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_node_info",
      sda_client_transport_running((struct sda_client *)(void *)w->h_node_info, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_ops",
      sda_client_transport_running((struct sda_client *)(void *)w->h_ops, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_peers",
      sda_client_transport_running((struct sda_client *)(void *)w->h_peers, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_scan",
      sda_client_transport_running((struct sda_client *)(void *)w->h_scan, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_session",
      sda_client_transport_running((struct sda_client *)(void *)w->h_session, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_value_reader",
      sda_client_transport_running((struct sda_client *)(void *)w->h_value_reader, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_value_writer",
      sda_client_transport_running((struct sda_client *)(void *)w->h_value_writer, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_versions",
      sda_client_transport_running((struct sda_client *)(void *)w->h_versions, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_wal",
      sda_client_transport_running((struct sda_client *)(void *)w->h_wal, &w->u32, at));
  REFUSED("sda_client_transport_running: client is a sda_wal_reader",
      sda_client_transport_running((struct sda_client *)(void *)w->h_wal_reader, &w->u32, at));
  ANY("sda_client_transport_running: port is NULL",
      sda_client_transport_running(w->h_client, NULL, at));
}

static void abuse_sda_client_connect(world *w) {
  ANY("sda_client_connect: all is right",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is NULL",
      sda_client_connect(NULL, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_client_events",
      sda_client_connect((struct sda_client *)(void *)w->h_client_events, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_conflicts",
      sda_client_connect((struct sda_client *)(void *)w->h_conflicts, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_engine",
      sda_client_connect((struct sda_client *)(void *)w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_error",
      sda_client_connect((struct sda_client *)(void *)w->h_error, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_feed",
      sda_client_connect((struct sda_client *)(void *)w->h_feed, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_findings",
      sda_client_connect((struct sda_client *)(void *)w->h_findings, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_group",
      sda_client_connect((struct sda_client *)(void *)w->h_group, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_known_peers",
      sda_client_connect((struct sda_client *)(void *)w->h_known_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_losses",
      sda_client_connect((struct sda_client *)(void *)w->h_losses, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_node_info",
      sda_client_connect((struct sda_client *)(void *)w->h_node_info, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_ops",
      sda_client_connect((struct sda_client *)(void *)w->h_ops, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_peers",
      sda_client_connect((struct sda_client *)(void *)w->h_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_scan",
      sda_client_connect((struct sda_client *)(void *)w->h_scan, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_session",
      sda_client_connect((struct sda_client *)(void *)w->h_session, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_value_reader",
      sda_client_connect((struct sda_client *)(void *)w->h_value_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_value_writer",
      sda_client_connect((struct sda_client *)(void *)w->h_value_writer, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_versions",
      sda_client_connect((struct sda_client *)(void *)w->h_versions, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_wal",
      sda_client_connect((struct sda_client *)(void *)w->h_wal, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: client is a sda_wal_reader",
      sda_client_connect((struct sda_client *)(void *)w->h_wal_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: node_id is NULL with a length",
      sda_client_connect(w->h_client, NULL, 1, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  ANY("sda_client_connect: node_id is NULL without a length",
      sda_client_connect(w->h_client, NULL, 0, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  ANY("sda_client_connect: node_id is empty",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, 0, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: node_id beyond memory",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, SIZE_MAX, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  FAILS("sda_client_connect: node_id is no text",
      sda_client_connect(w->h_client, NO_TEXT, NO_TEXT_LEN, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  ANY("sda_client_connect: node_id has a zero inside",
      sda_client_connect(w->h_client, ZEROS, ZEROS_LEN, text_of(w, "host").ptr, text_of(w, "host").len, 1, at));
  REFUSED("sda_client_connect: host is NULL with a length",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, NULL, 1, 1, at));
  ANY("sda_client_connect: host is NULL without a length",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, NULL, 0, 1, at));
  ANY("sda_client_connect: host is empty",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, 0, 1, at));
  REFUSED("sda_client_connect: host beyond memory",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, SIZE_MAX, 1, at));
  ANY("sda_client_connect: host is no text",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, NO_TEXT, NO_TEXT_LEN, 1, at));
  ANY("sda_client_connect: host has a zero inside",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, ZEROS, ZEROS_LEN, 1, at));
  ANY("sda_client_connect: port is 0",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 0, at));
  ANY("sda_client_connect: port is 3",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, 3, at));
  ANY("sda_client_connect: port is UINT32_MAX",
      sda_client_connect(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, text_of(w, "host").ptr, text_of(w, "host").len, UINT32_MAX, at));
}

static void abuse_sda_client_disconnect(world *w) {
  ANY("sda_client_disconnect: all is right",
      sda_client_disconnect(w->h_client, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is NULL",
      sda_client_disconnect(NULL, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_client_events",
      sda_client_disconnect((struct sda_client *)(void *)w->h_client_events, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_conflicts",
      sda_client_disconnect((struct sda_client *)(void *)w->h_conflicts, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_engine",
      sda_client_disconnect((struct sda_client *)(void *)w->h_engine, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_error",
      sda_client_disconnect((struct sda_client *)(void *)w->h_error, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_feed",
      sda_client_disconnect((struct sda_client *)(void *)w->h_feed, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_findings",
      sda_client_disconnect((struct sda_client *)(void *)w->h_findings, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_group",
      sda_client_disconnect((struct sda_client *)(void *)w->h_group, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_known_peers",
      sda_client_disconnect((struct sda_client *)(void *)w->h_known_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_losses",
      sda_client_disconnect((struct sda_client *)(void *)w->h_losses, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_node_info",
      sda_client_disconnect((struct sda_client *)(void *)w->h_node_info, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_ops",
      sda_client_disconnect((struct sda_client *)(void *)w->h_ops, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_peers",
      sda_client_disconnect((struct sda_client *)(void *)w->h_peers, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_scan",
      sda_client_disconnect((struct sda_client *)(void *)w->h_scan, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_session",
      sda_client_disconnect((struct sda_client *)(void *)w->h_session, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_value_reader",
      sda_client_disconnect((struct sda_client *)(void *)w->h_value_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_value_writer",
      sda_client_disconnect((struct sda_client *)(void *)w->h_value_writer, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_versions",
      sda_client_disconnect((struct sda_client *)(void *)w->h_versions, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_wal",
      sda_client_disconnect((struct sda_client *)(void *)w->h_wal, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: client is a sda_wal_reader",
      sda_client_disconnect((struct sda_client *)(void *)w->h_wal_reader, text_of(w, "node_id").ptr, text_of(w, "node_id").len, at));
  REFUSED("sda_client_disconnect: node_id is NULL with a length",
      sda_client_disconnect(w->h_client, NULL, 1, at));
  ANY("sda_client_disconnect: node_id is NULL without a length",
      sda_client_disconnect(w->h_client, NULL, 0, at));
  ANY("sda_client_disconnect: node_id is empty",
      sda_client_disconnect(w->h_client, text_of(w, "node_id").ptr, 0, at));
  REFUSED("sda_client_disconnect: node_id beyond memory",
      sda_client_disconnect(w->h_client, text_of(w, "node_id").ptr, SIZE_MAX, at));
  FAILS("sda_client_disconnect: node_id is no text",
      sda_client_disconnect(w->h_client, NO_TEXT, NO_TEXT_LEN, at));
  ANY("sda_client_disconnect: node_id has a zero inside",
      sda_client_disconnect(w->h_client, ZEROS, ZEROS_LEN, at));
}

static void abuse_sda_client_process_transport_events(world *w) {
  ANY("sda_client_process_transport_events: all is right",
      sda_client_process_transport_events(w->h_client, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is NULL",
      sda_client_process_transport_events(NULL, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_client_events",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_client_events, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_conflicts",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_conflicts, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_engine",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_engine, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_error",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_error, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_feed",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_feed, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_findings",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_findings, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_group",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_group, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_known_peers",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_known_peers, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_losses",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_losses, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_node_info",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_node_info, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_ops",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_ops, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_peers",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_peers, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_scan",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_scan, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_session",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_session, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_value_reader",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_value_reader, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_value_writer",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_value_writer, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_versions",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_versions, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_wal",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_wal, 1, &w->u64, at));
  REFUSED("sda_client_process_transport_events: client is a sda_wal_reader",
      sda_client_process_transport_events((struct sda_client *)(void *)w->h_wal_reader, 1, &w->u64, at));
  ANY("sda_client_process_transport_events: events_max is 0",
      sda_client_process_transport_events(w->h_client, 0, &w->u64, at));
  ANY("sda_client_process_transport_events: events_max is 1",
      sda_client_process_transport_events(w->h_client, 1, &w->u64, at));
  ANY("sda_client_process_transport_events: events_max is UINT64_C(1) << 63",
      sda_client_process_transport_events(w->h_client, UINT64_C(1) << 63, &w->u64, at));
  ANY("sda_client_process_transport_events: events_max is UINT64_MAX",
      sda_client_process_transport_events(w->h_client, UINT64_MAX, &w->u64, at));
  ANY("sda_client_process_transport_events: count is NULL",
      sda_client_process_transport_events(w->h_client, 1, NULL, at));
}

static void abuse_sda_client_wait(world *w) {
  ANY("sda_client_wait: all is right",
      sda_client_wait(w->h_client, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is NULL",
      sda_client_wait(NULL, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_client_events",
      sda_client_wait((struct sda_client *)(void *)w->h_client_events, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_conflicts",
      sda_client_wait((struct sda_client *)(void *)w->h_conflicts, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_engine",
      sda_client_wait((struct sda_client *)(void *)w->h_engine, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_error",
      sda_client_wait((struct sda_client *)(void *)w->h_error, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_feed",
      sda_client_wait((struct sda_client *)(void *)w->h_feed, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_findings",
      sda_client_wait((struct sda_client *)(void *)w->h_findings, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_group",
      sda_client_wait((struct sda_client *)(void *)w->h_group, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_known_peers",
      sda_client_wait((struct sda_client *)(void *)w->h_known_peers, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_losses",
      sda_client_wait((struct sda_client *)(void *)w->h_losses, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_node_info",
      sda_client_wait((struct sda_client *)(void *)w->h_node_info, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_ops",
      sda_client_wait((struct sda_client *)(void *)w->h_ops, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_peers",
      sda_client_wait((struct sda_client *)(void *)w->h_peers, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_scan",
      sda_client_wait((struct sda_client *)(void *)w->h_scan, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_session",
      sda_client_wait((struct sda_client *)(void *)w->h_session, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_value_reader",
      sda_client_wait((struct sda_client *)(void *)w->h_value_reader, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_value_writer",
      sda_client_wait((struct sda_client *)(void *)w->h_value_writer, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_versions",
      sda_client_wait((struct sda_client *)(void *)w->h_versions, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_wal",
      sda_client_wait((struct sda_client *)(void *)w->h_wal, 1, &w->u64, at));
  REFUSED("sda_client_wait: client is a sda_wal_reader",
      sda_client_wait((struct sda_client *)(void *)w->h_wal_reader, 1, &w->u64, at));
  ANY("sda_client_wait: wait_ms is 0",
      sda_client_wait(w->h_client, 0, &w->u64, at));
  ANY("sda_client_wait: wait_ms is -1",
      sda_client_wait(w->h_client, -1, &w->u64, at));
  ANY("sda_client_wait: wait_ms is INT64_MIN",
      sda_client_wait(w->h_client, INT64_MIN, &w->u64, at));
  ANY("sda_client_wait: wait_ms is INT64_MAX",
      sda_client_wait(w->h_client, INT64_MAX, &w->u64, at));
  ANY("sda_client_wait: count is NULL",
      sda_client_wait(w->h_client, 1, NULL, at));
}

static void abuse_sda_client_start_discovery(world *w) {
  ANY("sda_client_start_discovery: all is right",
      sda_client_start_discovery(w->h_client, at));
  REFUSED("sda_client_start_discovery: client is NULL",
      sda_client_start_discovery(NULL, at));
  REFUSED("sda_client_start_discovery: client is a sda_client_events",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_client_events, at));
  REFUSED("sda_client_start_discovery: client is a sda_conflicts",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_conflicts, at));
  REFUSED("sda_client_start_discovery: client is a sda_engine",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_engine, at));
  REFUSED("sda_client_start_discovery: client is a sda_error",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_error, at));
  REFUSED("sda_client_start_discovery: client is a sda_feed",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_feed, at));
  REFUSED("sda_client_start_discovery: client is a sda_findings",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_findings, at));
  REFUSED("sda_client_start_discovery: client is a sda_group",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_group, at));
  REFUSED("sda_client_start_discovery: client is a sda_known_peers",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_known_peers, at));
  REFUSED("sda_client_start_discovery: client is a sda_losses",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_losses, at));
  REFUSED("sda_client_start_discovery: client is a sda_node_info",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_node_info, at));
  REFUSED("sda_client_start_discovery: client is a sda_ops",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_ops, at));
  REFUSED("sda_client_start_discovery: client is a sda_peers",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_peers, at));
  REFUSED("sda_client_start_discovery: client is a sda_scan",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_scan, at));
  REFUSED("sda_client_start_discovery: client is a sda_session",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_session, at));
  REFUSED("sda_client_start_discovery: client is a sda_value_reader",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_value_reader, at));
  REFUSED("sda_client_start_discovery: client is a sda_value_writer",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_value_writer, at));
  REFUSED("sda_client_start_discovery: client is a sda_versions",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_versions, at));
  REFUSED("sda_client_start_discovery: client is a sda_wal",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_wal, at));
  REFUSED("sda_client_start_discovery: client is a sda_wal_reader",
      sda_client_start_discovery((struct sda_client *)(void *)w->h_wal_reader, at));
}

static void abuse_sda_client_stop_discovery(world *w) {
  ANY("sda_client_stop_discovery: all is right",
      sda_client_stop_discovery(w->h_client, at));
  REFUSED("sda_client_stop_discovery: client is NULL",
      sda_client_stop_discovery(NULL, at));
  REFUSED("sda_client_stop_discovery: client is a sda_client_events",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_client_events, at));
  REFUSED("sda_client_stop_discovery: client is a sda_conflicts",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_conflicts, at));
  REFUSED("sda_client_stop_discovery: client is a sda_engine",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_engine, at));
  REFUSED("sda_client_stop_discovery: client is a sda_error",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_error, at));
  REFUSED("sda_client_stop_discovery: client is a sda_feed",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_feed, at));
  REFUSED("sda_client_stop_discovery: client is a sda_findings",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_findings, at));
  REFUSED("sda_client_stop_discovery: client is a sda_group",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_group, at));
  REFUSED("sda_client_stop_discovery: client is a sda_known_peers",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_known_peers, at));
  REFUSED("sda_client_stop_discovery: client is a sda_losses",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_losses, at));
  REFUSED("sda_client_stop_discovery: client is a sda_node_info",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_node_info, at));
  REFUSED("sda_client_stop_discovery: client is a sda_ops",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_ops, at));
  REFUSED("sda_client_stop_discovery: client is a sda_peers",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_peers, at));
  REFUSED("sda_client_stop_discovery: client is a sda_scan",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_scan, at));
  REFUSED("sda_client_stop_discovery: client is a sda_session",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_session, at));
  REFUSED("sda_client_stop_discovery: client is a sda_value_reader",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_value_reader, at));
  REFUSED("sda_client_stop_discovery: client is a sda_value_writer",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_value_writer, at));
  REFUSED("sda_client_stop_discovery: client is a sda_versions",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_versions, at));
  REFUSED("sda_client_stop_discovery: client is a sda_wal",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_wal, at));
  REFUSED("sda_client_stop_discovery: client is a sda_wal_reader",
      sda_client_stop_discovery((struct sda_client *)(void *)w->h_wal_reader, at));
}

static void abuse_sda_client_discovery_running(world *w) {
  ANY("sda_client_discovery_running: all is right",
      sda_client_discovery_running(w->h_client, at));
  REFUSED("sda_client_discovery_running: client is NULL",
      sda_client_discovery_running(NULL, at));
  REFUSED("sda_client_discovery_running: client is a sda_client_events",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_client_events, at));
  REFUSED("sda_client_discovery_running: client is a sda_conflicts",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_conflicts, at));
  REFUSED("sda_client_discovery_running: client is a sda_engine",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_engine, at));
  REFUSED("sda_client_discovery_running: client is a sda_error",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_error, at));
  REFUSED("sda_client_discovery_running: client is a sda_feed",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_feed, at));
  REFUSED("sda_client_discovery_running: client is a sda_findings",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_findings, at));
  REFUSED("sda_client_discovery_running: client is a sda_group",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_group, at));
  REFUSED("sda_client_discovery_running: client is a sda_known_peers",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_known_peers, at));
  REFUSED("sda_client_discovery_running: client is a sda_losses",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_losses, at));
  REFUSED("sda_client_discovery_running: client is a sda_node_info",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_node_info, at));
  REFUSED("sda_client_discovery_running: client is a sda_ops",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_ops, at));
  REFUSED("sda_client_discovery_running: client is a sda_peers",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_peers, at));
  REFUSED("sda_client_discovery_running: client is a sda_scan",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_scan, at));
  REFUSED("sda_client_discovery_running: client is a sda_session",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_session, at));
  REFUSED("sda_client_discovery_running: client is a sda_value_reader",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_value_reader, at));
  REFUSED("sda_client_discovery_running: client is a sda_value_writer",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_value_writer, at));
  REFUSED("sda_client_discovery_running: client is a sda_versions",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_versions, at));
  REFUSED("sda_client_discovery_running: client is a sda_wal",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_wal, at));
  REFUSED("sda_client_discovery_running: client is a sda_wal_reader",
      sda_client_discovery_running((struct sda_client *)(void *)w->h_wal_reader, at));
}

static void abuse_sda_client_peers(world *w) {
  ANY("sda_client_peers: all is right",
      sda_client_peers(w->h_client, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is NULL",
      sda_client_peers(NULL, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_client_events",
      sda_client_peers((struct sda_client *)(void *)w->h_client_events, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_conflicts",
      sda_client_peers((struct sda_client *)(void *)w->h_conflicts, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_engine",
      sda_client_peers((struct sda_client *)(void *)w->h_engine, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_error",
      sda_client_peers((struct sda_client *)(void *)w->h_error, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_feed",
      sda_client_peers((struct sda_client *)(void *)w->h_feed, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_findings",
      sda_client_peers((struct sda_client *)(void *)w->h_findings, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_group",
      sda_client_peers((struct sda_client *)(void *)w->h_group, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_known_peers",
      sda_client_peers((struct sda_client *)(void *)w->h_known_peers, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_losses",
      sda_client_peers((struct sda_client *)(void *)w->h_losses, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_node_info",
      sda_client_peers((struct sda_client *)(void *)w->h_node_info, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_ops",
      sda_client_peers((struct sda_client *)(void *)w->h_ops, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_peers",
      sda_client_peers((struct sda_client *)(void *)w->h_peers, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_scan",
      sda_client_peers((struct sda_client *)(void *)w->h_scan, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_session",
      sda_client_peers((struct sda_client *)(void *)w->h_session, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_value_reader",
      sda_client_peers((struct sda_client *)(void *)w->h_value_reader, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_value_writer",
      sda_client_peers((struct sda_client *)(void *)w->h_value_writer, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_versions",
      sda_client_peers((struct sda_client *)(void *)w->h_versions, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_wal",
      sda_client_peers((struct sda_client *)(void *)w->h_wal, &w->out_known_peers, at));
  REFUSED("sda_client_peers: client is a sda_wal_reader",
      sda_client_peers((struct sda_client *)(void *)w->h_wal_reader, &w->out_known_peers, at));
  REFUSED("sda_client_peers: peers is NULL",
      sda_client_peers(w->h_client, NULL, at));
}

static void abuse_sda_known_peers_len(world *w) {
  ANY_LEN("sda_known_peers_len: all is right",
      sda_known_peers_len(w->h_known_peers));
  REFUSED_LEN("sda_known_peers_len: peers is NULL",
      sda_known_peers_len(NULL));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_client",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_client));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_client_events",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_client_events));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_conflicts",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_conflicts));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_engine",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_engine));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_error",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_error));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_feed",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_feed));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_findings",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_findings));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_group",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_group));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_losses",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_losses));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_node_info",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_node_info));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_ops",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_ops));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_peers",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_peers));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_scan",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_scan));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_session",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_session));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_value_reader",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_value_reader));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_value_writer",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_value_writer));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_versions",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_versions));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_wal",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_wal));
  REFUSED_LEN("sda_known_peers_len: peers is a sda_wal_reader",
      sda_known_peers_len((struct sda_known_peers *)(void *)w->h_wal_reader));
}

static void abuse_sda_known_peers_get(world *w) {
  ANY("sda_known_peers_get: all is right",
      sda_known_peers_get(w->h_known_peers, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is NULL",
      sda_known_peers_get(NULL, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_client",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_client, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_client_events",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_client_events, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_conflicts",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_conflicts, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_engine",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_engine, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_error",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_error, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_feed",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_feed, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_findings",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_findings, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_group",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_group, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_losses",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_losses, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_node_info",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_node_info, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_ops",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_ops, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_peers",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_peers, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_scan",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_scan, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_session",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_session, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_value_reader",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_value_reader, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_value_writer",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_value_writer, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_versions",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_versions, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_wal",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_wal, 0, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peers is a sda_wal_reader",
      sda_known_peers_get((struct sda_known_peers *)(void *)w->h_wal_reader, 0, &w->s_known_peer.value, at));
  ANY("sda_known_peers_get: index is 0",
      sda_known_peers_get(w->h_known_peers, 0, &w->s_known_peer.value, at));
  ANY("sda_known_peers_get: index is 1",
      sda_known_peers_get(w->h_known_peers, 1, &w->s_known_peer.value, at));
  ANY("sda_known_peers_get: index is SIZE_MAX",
      sda_known_peers_get(w->h_known_peers, SIZE_MAX, &w->s_known_peer.value, at));
  REFUSED("sda_known_peers_get: peer is NULL",
      sda_known_peers_get(w->h_known_peers, 0, NULL, at));
  REFUSED("sda_known_peers_get: peer of 0 bytes",
      sda_known_peers_get(w->h_known_peers, 0, (w->s_known_peer.value.struct_size = 0, &w->s_known_peer.value), at));
  REFUSED("sda_known_peers_get: peer of 1 bytes",
      sda_known_peers_get(w->h_known_peers, 0, (w->s_known_peer.value.struct_size = 1, &w->s_known_peer.value), at));
  REFUSED("sda_known_peers_get: peer of 3 bytes",
      sda_known_peers_get(w->h_known_peers, 0, (w->s_known_peer.value.struct_size = 3, &w->s_known_peer.value), at));
  REFUSED("sda_known_peers_get: peer of 4097 bytes",
      sda_known_peers_get(w->h_known_peers, 0, (w->s_known_peer.value.struct_size = 4097, &w->s_known_peer.value), at));
  REFUSED("sda_known_peers_get: peer of UINT32_MAX bytes",
      sda_known_peers_get(w->h_known_peers, 0, (w->s_known_peer.value.struct_size = UINT32_MAX, &w->s_known_peer.value), at));
  ANY("sda_known_peers_get: peer of 8 bytes",
      sda_known_peers_get(w->h_known_peers, 0, (w->s_known_peer.value.struct_size = 8, &w->s_known_peer.value), at));
  ANY("sda_known_peers_get: peer of 4096 bytes",
      sda_known_peers_get(w->h_known_peers, 0, (w->s_known_peer.value.struct_size = 4096, &w->s_known_peer.value), at));
}

static void abuse_sda_known_peers_free(world *w) {
  ANY_VOID("sda_known_peers_free: peers is NULL",
      sda_known_peers_free(NULL));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_client",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_client));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_client_events",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_client_events));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_conflicts",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_engine",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_engine));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_error",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_error));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_feed",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_feed));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_findings",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_findings));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_group",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_group));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_losses",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_losses));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_node_info",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_node_info));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_ops",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_ops));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_peers",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_peers));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_scan",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_scan));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_session",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_session));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_value_reader",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_value_writer",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_versions",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_versions));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_wal",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_wal));
  REFUSED_VOID("sda_known_peers_free: peers is a sda_wal_reader",
      sda_known_peers_free((struct sda_known_peers *)(void *)w->h_wal_reader));
}

static void abuse_sda_client_poll_events(world *w) {
  ANY("sda_client_poll_events: all is right",
      sda_client_poll_events(w->h_client, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is NULL",
      sda_client_poll_events(NULL, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_client_events",
      sda_client_poll_events((struct sda_client *)(void *)w->h_client_events, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_conflicts",
      sda_client_poll_events((struct sda_client *)(void *)w->h_conflicts, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_engine",
      sda_client_poll_events((struct sda_client *)(void *)w->h_engine, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_error",
      sda_client_poll_events((struct sda_client *)(void *)w->h_error, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_feed",
      sda_client_poll_events((struct sda_client *)(void *)w->h_feed, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_findings",
      sda_client_poll_events((struct sda_client *)(void *)w->h_findings, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_group",
      sda_client_poll_events((struct sda_client *)(void *)w->h_group, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_known_peers",
      sda_client_poll_events((struct sda_client *)(void *)w->h_known_peers, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_losses",
      sda_client_poll_events((struct sda_client *)(void *)w->h_losses, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_node_info",
      sda_client_poll_events((struct sda_client *)(void *)w->h_node_info, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_ops",
      sda_client_poll_events((struct sda_client *)(void *)w->h_ops, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_peers",
      sda_client_poll_events((struct sda_client *)(void *)w->h_peers, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_scan",
      sda_client_poll_events((struct sda_client *)(void *)w->h_scan, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_session",
      sda_client_poll_events((struct sda_client *)(void *)w->h_session, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_value_reader",
      sda_client_poll_events((struct sda_client *)(void *)w->h_value_reader, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_value_writer",
      sda_client_poll_events((struct sda_client *)(void *)w->h_value_writer, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_versions",
      sda_client_poll_events((struct sda_client *)(void *)w->h_versions, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_wal",
      sda_client_poll_events((struct sda_client *)(void *)w->h_wal, 1, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: client is a sda_wal_reader",
      sda_client_poll_events((struct sda_client *)(void *)w->h_wal_reader, 1, &w->out_client_events, at));
  ANY("sda_client_poll_events: events_max is 0",
      sda_client_poll_events(w->h_client, 0, &w->out_client_events, at));
  ANY("sda_client_poll_events: events_max is 1",
      sda_client_poll_events(w->h_client, 1, &w->out_client_events, at));
  ANY("sda_client_poll_events: events_max is UINT64_C(1) << 63",
      sda_client_poll_events(w->h_client, UINT64_C(1) << 63, &w->out_client_events, at));
  ANY("sda_client_poll_events: events_max is UINT64_MAX",
      sda_client_poll_events(w->h_client, UINT64_MAX, &w->out_client_events, at));
  REFUSED("sda_client_poll_events: events is NULL",
      sda_client_poll_events(w->h_client, 1, NULL, at));
}

static void abuse_sda_client_events_len(world *w) {
  ANY_LEN("sda_client_events_len: all is right",
      sda_client_events_len(w->h_client_events));
  REFUSED_LEN("sda_client_events_len: events is NULL",
      sda_client_events_len(NULL));
  REFUSED_LEN("sda_client_events_len: events is a sda_client",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_client));
  REFUSED_LEN("sda_client_events_len: events is a sda_conflicts",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_conflicts));
  REFUSED_LEN("sda_client_events_len: events is a sda_engine",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_engine));
  REFUSED_LEN("sda_client_events_len: events is a sda_error",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_error));
  REFUSED_LEN("sda_client_events_len: events is a sda_feed",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_feed));
  REFUSED_LEN("sda_client_events_len: events is a sda_findings",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_findings));
  REFUSED_LEN("sda_client_events_len: events is a sda_group",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_group));
  REFUSED_LEN("sda_client_events_len: events is a sda_known_peers",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_known_peers));
  REFUSED_LEN("sda_client_events_len: events is a sda_losses",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_losses));
  REFUSED_LEN("sda_client_events_len: events is a sda_node_info",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_node_info));
  REFUSED_LEN("sda_client_events_len: events is a sda_ops",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_ops));
  REFUSED_LEN("sda_client_events_len: events is a sda_peers",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_peers));
  REFUSED_LEN("sda_client_events_len: events is a sda_scan",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_scan));
  REFUSED_LEN("sda_client_events_len: events is a sda_session",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_session));
  REFUSED_LEN("sda_client_events_len: events is a sda_value_reader",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_value_reader));
  REFUSED_LEN("sda_client_events_len: events is a sda_value_writer",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_value_writer));
  REFUSED_LEN("sda_client_events_len: events is a sda_versions",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_versions));
  REFUSED_LEN("sda_client_events_len: events is a sda_wal",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_wal));
  REFUSED_LEN("sda_client_events_len: events is a sda_wal_reader",
      sda_client_events_len((struct sda_client_events *)(void *)w->h_wal_reader));
}

static void abuse_sda_client_events_get(world *w) {
  ANY("sda_client_events_get: all is right",
      sda_client_events_get(w->h_client_events, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is NULL",
      sda_client_events_get(NULL, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_client",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_client, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_conflicts",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_conflicts, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_engine",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_engine, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_error",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_error, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_feed",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_feed, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_findings",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_findings, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_group",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_group, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_known_peers",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_known_peers, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_losses",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_losses, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_node_info",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_node_info, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_ops",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_ops, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_peers",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_peers, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_scan",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_scan, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_session",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_session, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_value_reader",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_value_reader, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_value_writer",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_value_writer, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_versions",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_versions, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_wal",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_wal, 0, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: events is a sda_wal_reader",
      sda_client_events_get((struct sda_client_events *)(void *)w->h_wal_reader, 0, &w->s_client_event.value, at));
  ANY("sda_client_events_get: index is 0",
      sda_client_events_get(w->h_client_events, 0, &w->s_client_event.value, at));
  ANY("sda_client_events_get: index is 1",
      sda_client_events_get(w->h_client_events, 1, &w->s_client_event.value, at));
  ANY("sda_client_events_get: index is SIZE_MAX",
      sda_client_events_get(w->h_client_events, SIZE_MAX, &w->s_client_event.value, at));
  REFUSED("sda_client_events_get: event is NULL",
      sda_client_events_get(w->h_client_events, 0, NULL, at));
  REFUSED("sda_client_events_get: event of 0 bytes",
      sda_client_events_get(w->h_client_events, 0, (w->s_client_event.value.struct_size = 0, &w->s_client_event.value), at));
  REFUSED("sda_client_events_get: event of 1 bytes",
      sda_client_events_get(w->h_client_events, 0, (w->s_client_event.value.struct_size = 1, &w->s_client_event.value), at));
  REFUSED("sda_client_events_get: event of 3 bytes",
      sda_client_events_get(w->h_client_events, 0, (w->s_client_event.value.struct_size = 3, &w->s_client_event.value), at));
  REFUSED("sda_client_events_get: event of 4097 bytes",
      sda_client_events_get(w->h_client_events, 0, (w->s_client_event.value.struct_size = 4097, &w->s_client_event.value), at));
  REFUSED("sda_client_events_get: event of UINT32_MAX bytes",
      sda_client_events_get(w->h_client_events, 0, (w->s_client_event.value.struct_size = UINT32_MAX, &w->s_client_event.value), at));
  ANY("sda_client_events_get: event of 8 bytes",
      sda_client_events_get(w->h_client_events, 0, (w->s_client_event.value.struct_size = 8, &w->s_client_event.value), at));
  ANY("sda_client_events_get: event of 4096 bytes",
      sda_client_events_get(w->h_client_events, 0, (w->s_client_event.value.struct_size = 4096, &w->s_client_event.value), at));
}

static void abuse_sda_client_events_free(world *w) {
  ANY_VOID("sda_client_events_free: events is NULL",
      sda_client_events_free(NULL));
  REFUSED_VOID("sda_client_events_free: events is a sda_client",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_client));
  REFUSED_VOID("sda_client_events_free: events is a sda_conflicts",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_conflicts));
  REFUSED_VOID("sda_client_events_free: events is a sda_engine",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_engine));
  REFUSED_VOID("sda_client_events_free: events is a sda_error",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_error));
  REFUSED_VOID("sda_client_events_free: events is a sda_feed",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_feed));
  REFUSED_VOID("sda_client_events_free: events is a sda_findings",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_findings));
  REFUSED_VOID("sda_client_events_free: events is a sda_group",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_group));
  REFUSED_VOID("sda_client_events_free: events is a sda_known_peers",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_known_peers));
  REFUSED_VOID("sda_client_events_free: events is a sda_losses",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_losses));
  REFUSED_VOID("sda_client_events_free: events is a sda_node_info",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_node_info));
  REFUSED_VOID("sda_client_events_free: events is a sda_ops",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_ops));
  REFUSED_VOID("sda_client_events_free: events is a sda_peers",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_peers));
  REFUSED_VOID("sda_client_events_free: events is a sda_scan",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_scan));
  REFUSED_VOID("sda_client_events_free: events is a sda_session",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_session));
  REFUSED_VOID("sda_client_events_free: events is a sda_value_reader",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_value_reader));
  REFUSED_VOID("sda_client_events_free: events is a sda_value_writer",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_value_writer));
  REFUSED_VOID("sda_client_events_free: events is a sda_versions",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_versions));
  REFUSED_VOID("sda_client_events_free: events is a sda_wal",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_wal));
  REFUSED_VOID("sda_client_events_free: events is a sda_wal_reader",
      sda_client_events_free((struct sda_client_events *)(void *)w->h_wal_reader));
}

static const abuse abuses[] = {
  {"sda_abi_version", abuse_sda_abi_version},
  {"sda_status_name", abuse_sda_status_name},
  {"sda_error_status", abuse_sda_error_status},
  {"sda_error_message", abuse_sda_error_message},
  {"sda_error_context", abuse_sda_error_context},
  {"sda_error_free", abuse_sda_error_free},
  {"sda_buf_free", abuse_sda_buf_free},
  {"sda_options_init", abuse_sda_options_init},
  {"sda_sync_options_init", abuse_sda_sync_options_init},
  {"sda_engine_open", abuse_sda_engine_open},
  {"sda_engine_close", abuse_sda_engine_close},
  {"sda_engine_flush", abuse_sda_engine_flush},
  {"sda_engine_maintain", abuse_sda_engine_maintain},
  {"sda_engine_checkpoint", abuse_sda_engine_checkpoint},
  {"sda_engine_reload", abuse_sda_engine_reload},
  {"sda_engine_report", abuse_sda_engine_report},
  {"sda_engine_renamed_from", abuse_sda_engine_renamed_from},
  {"sda_engine_identity", abuse_sda_engine_identity},
  {"sda_engine_changes", abuse_sda_engine_changes},
  {"sda_engine_digest", abuse_sda_engine_digest},
  {"sda_store_apply", abuse_sda_store_apply},
  {"sda_store_apply_unlogged", abuse_sda_store_apply_unlogged},
  {"sda_store_get", abuse_sda_store_get},
  {"sda_store_get_into", abuse_sda_store_get_into},
  {"sda_store_contains", abuse_sda_store_contains},
  {"sda_store_len", abuse_sda_store_len},
  {"sda_store_clear_memory", abuse_sda_store_clear_memory},
  {"sda_scan_open", abuse_sda_scan_open},
  {"sda_scan_open_range", abuse_sda_scan_open_range},
  {"sda_scan_next", abuse_sda_scan_next},
  {"sda_scan_free", abuse_sda_scan_free},
  {"sda_store_versions", abuse_sda_store_versions},
  {"sda_versions_len", abuse_sda_versions_len},
  {"sda_versions_get", abuse_sda_versions_get},
  {"sda_versions_free", abuse_sda_versions_free},
  {"sda_feed_open", abuse_sda_feed_open},
  {"sda_feed_next", abuse_sda_feed_next},
  {"sda_feed_position", abuse_sda_feed_position},
  {"sda_feed_free", abuse_sda_feed_free},
  {"sda_engine_feed_end", abuse_sda_engine_feed_end},
  {"sda_ops_len", abuse_sda_ops_len},
  {"sda_ops_get", abuse_sda_ops_get},
  {"sda_ops_free", abuse_sda_ops_free},
  {"sda_op_encode", abuse_sda_op_encode},
  {"sda_op_decode", abuse_sda_op_decode},
  {"sda_group_new", abuse_sda_group_new},
  {"sda_group_put", abuse_sda_group_put},
  {"sda_group_remove", abuse_sda_group_remove},
  {"sda_group_clear", abuse_sda_group_clear},
  {"sda_group_len", abuse_sda_group_len},
  {"sda_group_submit", abuse_sda_group_submit},
  {"sda_group_apply_local", abuse_sda_group_apply_local},
  {"sda_group_free", abuse_sda_group_free},
  {"sda_group_put_many", abuse_sda_group_put_many},
  {"sda_store_get_many", abuse_sda_store_get_many},
  {"sda_scan_next_many", abuse_sda_scan_next_many},
  {"sda_value_reader_open", abuse_sda_value_reader_open},
  {"sda_value_reader_read", abuse_sda_value_reader_read},
  {"sda_value_reader_free", abuse_sda_value_reader_free},
  {"sda_value_writer_open", abuse_sda_value_writer_open},
  {"sda_value_writer_write", abuse_sda_value_writer_write},
  {"sda_value_writer_commit", abuse_sda_value_writer_commit},
  {"sda_value_writer_free", abuse_sda_value_writer_free},
  {"sda_sync_attach", abuse_sda_sync_attach},
  {"sda_sync_configure", abuse_sda_sync_configure},
  {"sda_sync_detach", abuse_sda_sync_detach},
  {"sda_sync_set_policy", abuse_sda_sync_set_policy},
  {"sda_sync_submit", abuse_sda_sync_submit},
  {"sda_sync_submit_local_writes", abuse_sda_sync_submit_local_writes},
  {"sda_sync_receive", abuse_sda_sync_receive},
  {"sda_sync_get_state", abuse_sda_sync_get_state},
  {"sda_sync_next_wakeup", abuse_sda_sync_next_wakeup},
  {"sda_sync_next_batch", abuse_sda_sync_next_batch},
  {"sda_sync_tick", abuse_sda_sync_tick},
  {"sda_sync_receive_ack", abuse_sda_sync_receive_ack},
  {"sda_sync_report_send_failure", abuse_sda_sync_report_send_failure},
  {"sda_sync_queue", abuse_sda_sync_queue},
  {"sda_sync_requeue_failed", abuse_sda_sync_requeue_failed},
  {"sda_sync_requeue_all_failed", abuse_sda_sync_requeue_all_failed},
  {"sda_sync_discard_failed", abuse_sda_sync_discard_failed},
  {"sda_sync_prune_failed", abuse_sda_sync_prune_failed},
  {"sda_sync_prune_completed", abuse_sda_sync_prune_completed},
  {"sda_sync_retry_expired", abuse_sda_sync_retry_expired},
  {"sda_sync_outbox", abuse_sda_sync_outbox},
  {"sda_sync_failed", abuse_sda_sync_failed},
  {"sda_sync_held", abuse_sda_sync_held},
  {"sda_sync_find", abuse_sda_sync_find},
  {"sda_peer_register", abuse_sda_peer_register},
  {"sda_peer_remove", abuse_sda_peer_remove},
  {"sda_peer_status", abuse_sda_peer_status},
  {"sda_peer_list", abuse_sda_peer_list},
  {"sda_peers_expire", abuse_sda_peers_expire},
  {"sda_peers_len", abuse_sda_peers_len},
  {"sda_peers_get", abuse_sda_peers_get},
  {"sda_peers_free", abuse_sda_peers_free},
  {"sda_outbox_ack_from", abuse_sda_outbox_ack_from},
  {"sda_op_is_applied_at", abuse_sda_op_is_applied_at},
  {"sda_peer_delivery_of", abuse_sda_peer_delivery_of},
  {"sda_engine_status_json", abuse_sda_engine_status_json},
  {"sda_session_options_init", abuse_sda_session_options_init},
  {"sda_session_open", abuse_sda_session_open},
  {"sda_session_handle", abuse_sda_session_handle},
  {"sda_session_poll_transmit", abuse_sda_session_poll_transmit},
  {"sda_session_poll_event", abuse_sda_session_poll_event},
  {"sda_session_next_wakeup_at_ms", abuse_sda_session_next_wakeup_at_ms},
  {"sda_session_state", abuse_sda_session_state},
  {"sda_session_close", abuse_sda_session_close},
  {"sda_session_free", abuse_sda_session_free},
  {"sda_frame_bytes", abuse_sda_frame_bytes},
  {"sda_store_conflicts", abuse_sda_store_conflicts},
  {"sda_conflicts_len", abuse_sda_conflicts_len},
  {"sda_conflicts_get", abuse_sda_conflicts_get},
  {"sda_conflicts_side", abuse_sda_conflicts_side},
  {"sda_conflicts_free", abuse_sda_conflicts_free},
  {"sda_engine_set_merge", abuse_sda_engine_set_merge},
  {"sda_buf_set", abuse_sda_buf_set},
  {"sda_engine_set_notify", abuse_sda_engine_set_notify},
  {"sda_engine_poll_notice", abuse_sda_engine_poll_notice},
  {"sda_engine_backup", abuse_sda_engine_backup},
  {"sda_engine_health", abuse_sda_engine_health},
  {"sda_engine_verify", abuse_sda_engine_verify},
  {"sda_verify", abuse_sda_verify},
  {"sda_findings_totals", abuse_sda_findings_totals},
  {"sda_findings_len", abuse_sda_findings_len},
  {"sda_findings_get", abuse_sda_findings_get},
  {"sda_findings_free", abuse_sda_findings_free},
  {"sda_salvage", abuse_sda_salvage},
  {"sda_losses_totals", abuse_sda_losses_totals},
  {"sda_losses_len", abuse_sda_losses_len},
  {"sda_losses_get", abuse_sda_losses_get},
  {"sda_losses_missing", abuse_sda_losses_missing},
  {"sda_losses_free", abuse_sda_losses_free},
  {"sda_client_options_init", abuse_sda_client_options_init},
  {"sda_client_open", abuse_sda_client_open},
  {"sda_client_close", abuse_sda_client_close},
  {"sda_client_engine", abuse_sda_client_engine},
  {"sda_client_put", abuse_sda_client_put},
  {"sda_client_remove", abuse_sda_client_remove},
  {"sda_client_get", abuse_sda_client_get},
  {"sda_client_contains", abuse_sda_client_contains},
  {"sda_client_len", abuse_sda_client_len},
  {"sda_client_tick", abuse_sda_client_tick},
  {"sda_client_sync_state", abuse_sda_client_sync_state},
  {"sda_client_retry_expired", abuse_sda_client_retry_expired},
  {"sda_client_prune_completed", abuse_sda_client_prune_completed},
  {"sda_client_prune_failed", abuse_sda_client_prune_failed},
  {"sda_client_status_of", abuse_sda_client_status_of},
  {"sda_client_node_info", abuse_sda_client_node_info},
  {"sda_node_info_get", abuse_sda_node_info_get},
  {"sda_node_info_capability", abuse_sda_node_info_capability},
  {"sda_node_info_free", abuse_sda_node_info_free},
  {"sda_wal_open", abuse_sda_wal_open},
  {"sda_wal_recover", abuse_sda_wal_recover},
  {"sda_wal_append", abuse_sda_wal_append},
  {"sda_wal_append_record", abuse_sda_wal_append_record},
  {"sda_wal_raise_sequence", abuse_sda_wal_raise_sequence},
  {"sda_wal_flush", abuse_sda_wal_flush},
  {"sda_wal_close", abuse_sda_wal_close},
  {"sda_wal_read", abuse_sda_wal_read},
  {"sda_wal_reader_open", abuse_sda_wal_reader_open},
  {"sda_wal_reader_next", abuse_sda_wal_reader_next},
  {"sda_wal_reader_free", abuse_sda_wal_reader_free},
  {"sda_client_start_carrying", abuse_sda_client_start_carrying},
  {"sda_client_open_link", abuse_sda_client_open_link},
  {"sda_client_receive", abuse_sda_client_receive},
  {"sda_client_next_message", abuse_sda_client_next_message},
  {"sda_client_close_link", abuse_sda_client_close_link},
  {"sda_keys_generate", abuse_sda_keys_generate},
  {"sda_client_trust", abuse_sda_client_trust},
  {"sda_client_start_transport", abuse_sda_client_start_transport},
  {"sda_client_stop_transport", abuse_sda_client_stop_transport},
  {"sda_client_transport_running", abuse_sda_client_transport_running},
  {"sda_client_connect", abuse_sda_client_connect},
  {"sda_client_disconnect", abuse_sda_client_disconnect},
  {"sda_client_process_transport_events", abuse_sda_client_process_transport_events},
  {"sda_client_wait", abuse_sda_client_wait},
  {"sda_client_start_discovery", abuse_sda_client_start_discovery},
  {"sda_client_stop_discovery", abuse_sda_client_stop_discovery},
  {"sda_client_discovery_running", abuse_sda_client_discovery_running},
  {"sda_client_peers", abuse_sda_client_peers},
  {"sda_known_peers_len", abuse_sda_known_peers_len},
  {"sda_known_peers_get", abuse_sda_known_peers_get},
  {"sda_known_peers_free", abuse_sda_known_peers_free},
  {"sda_client_poll_events", abuse_sda_client_poll_events},
  {"sda_client_events_len", abuse_sda_client_events_len},
  {"sda_client_events_get", abuse_sda_client_events_get},
  {"sda_client_events_free", abuse_sda_client_events_free},
};

/* Calls on an engine, or on what shares one. */
static const engine_call engine_calls[] = {
  {"sda_engine_close", call_sda_engine_close},
  {"sda_engine_flush", call_sda_engine_flush},
  {"sda_engine_maintain", call_sda_engine_maintain},
  {"sda_engine_checkpoint", call_sda_engine_checkpoint},
  {"sda_engine_reload", call_sda_engine_reload},
  {"sda_engine_report", call_sda_engine_report},
  {"sda_engine_renamed_from", call_sda_engine_renamed_from},
  {"sda_engine_identity", call_sda_engine_identity},
  {"sda_engine_changes", call_sda_engine_changes},
  {"sda_engine_digest", call_sda_engine_digest},
  {"sda_store_apply", call_sda_store_apply},
  {"sda_store_apply_unlogged", call_sda_store_apply_unlogged},
  {"sda_store_get", call_sda_store_get},
  {"sda_store_get_into", call_sda_store_get_into},
  {"sda_store_contains", call_sda_store_contains},
  {"sda_store_len", call_sda_store_len},
  {"sda_store_clear_memory", call_sda_store_clear_memory},
  {"sda_scan_open", call_sda_scan_open},
  {"sda_scan_open_range", call_sda_scan_open_range},
  {"sda_scan_next", call_sda_scan_next},
  {"sda_store_versions", call_sda_store_versions},
  {"sda_feed_open", call_sda_feed_open},
  {"sda_feed_next", call_sda_feed_next},
  {"sda_feed_position", call_sda_feed_position},
  {"sda_engine_feed_end", call_sda_engine_feed_end},
  {"sda_group_submit", call_sda_group_submit},
  {"sda_group_apply_local", call_sda_group_apply_local},
  {"sda_store_get_many", call_sda_store_get_many},
  {"sda_scan_next_many", call_sda_scan_next_many},
  {"sda_value_reader_open", call_sda_value_reader_open},
  {"sda_value_reader_read", call_sda_value_reader_read},
  {"sda_value_writer_open", call_sda_value_writer_open},
  {"sda_value_writer_write", call_sda_value_writer_write},
  {"sda_value_writer_commit", call_sda_value_writer_commit},
  {"sda_sync_attach", call_sda_sync_attach},
  {"sda_sync_configure", call_sda_sync_configure},
  {"sda_sync_detach", call_sda_sync_detach},
  {"sda_sync_set_policy", call_sda_sync_set_policy},
  {"sda_sync_submit", call_sda_sync_submit},
  {"sda_sync_submit_local_writes", call_sda_sync_submit_local_writes},
  {"sda_sync_receive", call_sda_sync_receive},
  {"sda_sync_get_state", call_sda_sync_get_state},
  {"sda_sync_next_wakeup", call_sda_sync_next_wakeup},
  {"sda_sync_next_batch", call_sda_sync_next_batch},
  {"sda_sync_tick", call_sda_sync_tick},
  {"sda_sync_receive_ack", call_sda_sync_receive_ack},
  {"sda_sync_report_send_failure", call_sda_sync_report_send_failure},
  {"sda_sync_queue", call_sda_sync_queue},
  {"sda_sync_requeue_failed", call_sda_sync_requeue_failed},
  {"sda_sync_requeue_all_failed", call_sda_sync_requeue_all_failed},
  {"sda_sync_discard_failed", call_sda_sync_discard_failed},
  {"sda_sync_prune_failed", call_sda_sync_prune_failed},
  {"sda_sync_prune_completed", call_sda_sync_prune_completed},
  {"sda_sync_retry_expired", call_sda_sync_retry_expired},
  {"sda_sync_outbox", call_sda_sync_outbox},
  {"sda_sync_failed", call_sda_sync_failed},
  {"sda_sync_held", call_sda_sync_held},
  {"sda_sync_find", call_sda_sync_find},
  {"sda_peer_register", call_sda_peer_register},
  {"sda_peer_remove", call_sda_peer_remove},
  {"sda_peer_status", call_sda_peer_status},
  {"sda_peer_list", call_sda_peer_list},
  {"sda_peers_expire", call_sda_peers_expire},
  {"sda_outbox_ack_from", call_sda_outbox_ack_from},
  {"sda_op_is_applied_at", call_sda_op_is_applied_at},
  {"sda_peer_delivery_of", call_sda_peer_delivery_of},
  {"sda_engine_status_json", call_sda_engine_status_json},
  {"sda_session_open", call_sda_session_open},
  {"sda_session_handle", call_sda_session_handle},
  {"sda_session_poll_transmit", call_sda_session_poll_transmit},
  {"sda_session_poll_event", call_sda_session_poll_event},
  {"sda_session_next_wakeup_at_ms", call_sda_session_next_wakeup_at_ms},
  {"sda_session_state", call_sda_session_state},
  {"sda_store_conflicts", call_sda_store_conflicts},
  {"sda_engine_set_merge", call_sda_engine_set_merge},
  {"sda_engine_set_notify", call_sda_engine_set_notify},
  {"sda_engine_poll_notice", call_sda_engine_poll_notice},
  {"sda_engine_backup", call_sda_engine_backup},
  {"sda_engine_health", call_sda_engine_health},
  {"sda_engine_verify", call_sda_engine_verify},
};

/* Those that can be made after it was closed. */
static const engine_call late_calls[] = {
  {"sda_scan_next", call_sda_scan_next},
  {"sda_feed_next", call_sda_feed_next},
  {"sda_feed_position", call_sda_feed_position},
  {"sda_scan_next_many", call_sda_scan_next_many},
  {"sda_value_reader_read", call_sda_value_reader_read},
  {"sda_value_writer_write", call_sda_value_writer_write},
  {"sda_value_writer_commit", call_sda_value_writer_commit},
  {"sda_session_handle", call_sda_session_handle},
  {"sda_session_poll_transmit", call_sda_session_poll_transmit},
  {"sda_session_poll_event", call_sda_session_poll_event},
  {"sda_session_next_wakeup_at_ms", call_sda_session_next_wakeup_at_ms},
  {"sda_session_state", call_sda_session_state},
};
#endif
