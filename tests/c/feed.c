/* SPDX-License-Identifier: Apache-2.0 */
/* The change feed: in order, read on after a restart, refused when the log is gone. */
#include "check.h"

static sda_change change_empty(void) {
  sda_change change;
  memset(&change, 0xa5, sizeof change);
  change.struct_size = sizeof change;
  return change;
}

static sda_feed *feed_of(const sda_engine *engine, uint64_t position) {
  sda_error *error = NULL;
  sda_feed *feed = NULL;
  CHECK_OK(sda_feed_open(engine, position, 1, &feed, &error));
  CHECK(feed != NULL);
  return feed;
}

static uint64_t position_of(const sda_feed *feed) {
  sda_error *error = NULL;
  uint64_t position = 0;
  CHECK_OK(sda_feed_position(feed, &position, &error));
  CHECK(position > 0);
  return position;
}

static uint64_t end_of(const sda_engine *engine) {
  sda_error *error = NULL;
  uint64_t position = 0;
  CHECK_OK(sda_engine_feed_end(engine, &position, &error));
  return position;
}

static sda_change next_of(sda_feed *feed, uint32_t wanted_type) {
  sda_error *error = NULL;
  sda_change change = change_empty();
  CHECK_OK(sda_feed_next(feed, &change, &error));
  CHECK(change.struct_size == sizeof change && change.reserved == 0);
  CHECK(change.change_type == wanted_type && change.position == position_of(feed));
  return change;
}

static void end_reached(sda_feed *feed) {
  sda_error *error = NULL;
  sda_change change = change_empty(), untouched = change;
  CHECK_NOTHING(sda_feed_next(feed, &change, &error));
  CHECK(memcmp(&change, &untouched, sizeof change) == 0);
}

/* Hands the operations of one engine to another, and acknowledges them. */
static void deliver(sda_engine *from, sda_engine *to) {
  sda_error *error = NULL;
  sda_ops *ops = NULL;
  CHECK_OK(sda_sync_next_batch(from, &ops, &error));
  for (size_t i = 0; i < sda_ops_len(ops); i++) {
    sda_op op = ops_at(ops, i).op;
    op.direction = SDA_DIRECTION_REMOTE_TO_LOCAL;
    CHECK_OK(sda_sync_receive(to, &op, NULL, &error));
    CHECK_OK(sda_sync_receive_ack(from, op.sync_id, op.sync_id_len, &error));
  }
  sda_ops_free(ops);
}

static uint64_t changes_come_in_order(const char *path) {
  sda_error *error = NULL;
  sda_engine *engine = engine_of(path), *other = engine_of(NULL);
  engine_attach(engine, "node-a");
  engine_attach(other, "node-b");
  sda_feed *feed = feed_of(engine, 0);
  sda_change change = next_of(feed, SDA_CHANGE_IDENTITY);
  CHECK(same_text(change.origin, change.origin_len, "node-a") && change.epoch > 0);
  CHECK(change.key == NULL && change.sync_id_len == 0 && change.status == 0);
  end_reached(feed);
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("l"), TEXT("1"), NOW_MS, NULL, &error));
  engine_submit(engine, "k", "mine", NULL);
  engine_submit(other, "k", "theirs", NULL);
  deliver(other, engine);
  deliver(engine, other);
  CHECK_OK(sda_engine_flush(engine, &error));
  change = next_of(feed, SDA_CHANGE_LOCAL);
  CHECK(same_text(change.key, change.key_len, "l") && change.version == 1);
  CHECK(same_text(change.value, change.value_len, "1") && change.timestamp_ms == NOW_MS);
  CHECK(change.operation_type == SDA_OPERATION_PUT && change.origin == NULL);
  change = next_of(feed, SDA_CHANGE_OWN);
  CHECK(same_text(change.sync_id, change.sync_id_len, "node-a-1") && change.sequence == 1);
  change = next_of(feed, SDA_CHANGE_REMOTE);
  CHECK(same_text(change.origin, change.origin_len, "node-b") && change.version == 3);
  CHECK(same_text(change.value, change.value_len, "theirs") && change.stamp > 0);
  change = next_of(feed, SDA_CHANGE_CONFLICT);
  CHECK(same_text(change.key, change.key_len, "k") && change.version == 3);
  CHECK(same_text(change.sync_id, change.sync_id_len, "node-b-1") && change.value == NULL);
  change = next_of(feed, SDA_CHANGE_SETTLED);
  CHECK(same_text(change.sync_id, change.sync_id_len, "node-a-1"));
  CHECK(change.sequence == 1 && change.sequence_last == 1);
  end_reached(feed);
  uint64_t position = position_of(feed);
  CHECK(position == end_of(engine));
  engine_submit(engine, "later", "4", NULL);
  engine_end(other);
  engine_end(engine);
  /* A feed outlives its engine, and says where it stood. */
  change = change_empty();
  CHECK_FAILS(sda_feed_next(feed, &change, &error), SDA_ERROR_CLOSED, "closed");
  CHECK(position_of(feed) == position);
  sda_feed_free(feed);
  return position;
}

static void a_position_is_good_after_a_restart(const char *path, uint64_t position) {
  sda_error *error = NULL;
  sda_feed *feed = NULL;
  sda_options options = options_of(path);
  sda_engine *engine = NULL;
  options.feed_retain_bytes = 1 << 20;
  CHECK_OK(sda_engine_open(&options, &engine, &error));
  CHECK_OK(sda_engine_checkpoint(engine, &error)); /* begins a new file of the log */
  CHECK_OK(sda_feed_open(engine, position, 0, &feed, &error));
  sda_change change = next_of(feed, SDA_CHANGE_OWN);
  CHECK(same_text(change.key, change.key_len, "later") && change.value == NULL);
  end_reached(feed);
  sda_feed_free(feed);
  engine_end(engine);
}

static void a_position_that_is_gone_is_refused(const char *path, uint64_t position) {
  sda_error *error = NULL;
  sda_feed *feed = NULL;
  sda_engine *engine = engine_of(path);
  CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT("m"), TEXT("1"), NOW_MS, NULL, &error));
  engine_attach(engine, "node-a");
  engine_hand_out(engine, 1);
  CHECK_OK(sda_sync_receive_ack(engine, TEXT("node-a-2"), &error));
  CHECK_OK(sda_engine_checkpoint(engine, &error)); /* nothing keeps the old files now */
  CHECK_FAILS(sda_feed_open(engine, position, 1, &feed, &error), SDA_ERROR_NOT_FOUND,
              "the oldest kept is");
  CHECK_FAILS(sda_feed_open(engine, UINT64_MAX, 1, &feed, &error), SDA_ERROR_NOT_FOUND, "ends at");
  CHECK(feed == NULL);
  feed = feed_of(engine, end_of(engine));
  end_reached(feed);
  sda_feed_free(feed);
  engine_end(engine);
}

static void an_engine_in_memory_has_none(void) {
  sda_error *error = NULL;
  sda_feed *feed = NULL;
  uint64_t position = 77;
  sda_engine *engine = engine_of(NULL);
  CHECK_FAILS(sda_feed_open(engine, 0, 1, &feed, &error), SDA_ERROR_INVALID_STATE, "memory");
  CHECK_FAILS(sda_engine_feed_end(engine, &position, &error), SDA_ERROR_INVALID_STATE, "memory");
  CHECK(feed == NULL && position == 77);
  engine_end(engine);
}

static void more_than_one_chunk(const folder *in) {
  char path[128], key[16];
  sda_error *error = NULL;
  sda_engine *engine = engine_of(folder_file(in, "many.wal", path));
  for (int i = 0; i < 600; i++) {
    snprintf(key, sizeof key, "k%04d", i);
    CHECK_OK(sda_store_apply(engine, SDA_OPERATION_PUT, TEXT(key), TEXT(key), NOW_MS, NULL, &error));
  }
  sda_feed *feed = feed_of(engine, 0);
  for (int i = 0; i < 600; i++) {
    snprintf(key, sizeof key, "k%04d", i);
    sda_change change = next_of(feed, SDA_CHANGE_LOCAL);
    CHECK(same_text(change.key, change.key_len, key));
  }
  end_reached(feed);
  sda_feed_free(feed);
  engine_end(engine);
}

int main(void) {
  folder in = folder_make();
  char path[128];
  folder_file(&in, "feed.wal", path);
  uint64_t position = changes_come_in_order(path);
  a_position_is_good_after_a_restart(path, position);
  a_position_that_is_gone_is_refused(path, position);
  an_engine_in_memory_has_none();
  more_than_one_chunk(&in);
  folder_remove(&in);
  return 0;
}
