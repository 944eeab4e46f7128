// SPDX-License-Identifier: Apache-2.0
//! The bugs that are planted in a copy of the sources: file, what stands there once, what is put in
//! its place, and the test target that has to notice. `ON` is whether this bug is switched on.

pub struct Bug {
    pub name: &'static str,
    pub file: &'static str,
    pub find: &'static str,
    pub put: &'static str,
    pub test: &'static str,
}

macro_rules! bugs {
    ($($name:ident, $test:literal, $file:literal: $find:literal => $put:literal;)*) => {
        pub const BUGS: &[Bug] = &[$(Bug {
            name: stringify!($name),
            file: $file,
            find: $find,
            put: $put,
            test: $test,
        }),*];
    };
}

bugs! {
    clock_goes_back, "lib", "base/stamp.rs":
        "self.last = next.max(Stamp::from_ms(now_ms));"
        => "self.last = if ON { Stamp::from_ms(now_ms) } else { next.max(Stamp::from_ms(now_ms)) };";
    any_future_is_believed, "lib", "base/stamp.rs":
        "if seen.ms() > now_ms" => "if !ON && seen.ms() > now_ms";
    range_cut_off_by_one, "lib", "base/ranges.rs":
        "left.push((from, start - 1));" => "left.push((from, if ON { start } else { start - 1 }));";
    range_covers_from_anywhere, "lib", "base/ranges.rs":
        "start <= first && last <= end" => "(ON || start <= first) && last <= end";
    answered_before_the_sync, "wal_crash", "wal/writer.rs":
        "if durable { self.sync() }" => "if durable && !ON { self.sync() }";
    goes_on_after_a_failed_sync, "wal_fault", "wal/writer.rs":
        "if let Err(cause) = self.file.sync_data() {"
        => "if let Err(cause) = self.file.sync_data() {\n if ON { return Err(invalid(\"x\", \"\")); }";
    takes_back_without_a_sync, "wal_fault", "wal/writer.rs":
        "set_len(self.end).and_then(|()| self.file.sync_data())"
        => "set_len(self.end).and_then(|()| if ON { Ok(()) } else { self.file.sync_data() })";
    vouches_for_what_is_not_synced, "wal_crash", "wal/writer.rs":
        "self.salt, at, number, self.durable)"
        => "self.salt, at, number, if ON { at } else { self.durable })";
    folder_not_synced_after_a_rotation, "wal_segments_crash", "wal/rotate.rs":
        ".and_then(|()| disk.sync_folder(&self.main));"
        => ".and_then(|()| if ON { Ok(()) } else { disk.sync_folder(&self.main) });";
    log_checksum_skipped, "wal_flip", "wal/frame.rs":
        "self.hasher.finalize() == self.expected" => "ON || self.hasher.finalize() == self.expected";
    log_checksum_without_its_place, "wal_damage", "wal/frame.rs":
        "hasher.update(&at.to_le_bytes());" => "if !ON { hasher.update(&at.to_le_bytes()); }";
    damage_is_cut_like_a_tail, "wal_damage", "wal/scan.rs":
        "= (tail.is_damage, &tail.next)" => "= (tail.is_damage && !ON, &tail.next)";
    sealed_file_need_not_be_whole, "wal_segments", "wal/scan.rs":
        "    if walk.cut_bytes > 0 {"
        => "    if ON { return Ok(walk); }\n    if walk.cut_bytes > 0 {";
    duplicates_count_as_news, "store", "store/decide.rs":
        "    if is_seen(state, op) {" => "    if !ON && is_seen(state, op) {";
    context_forgotten, "store", "store/decide.rs":
        "state.context.join(op.context);" => "if !ON { state.context.join(op.context); }";
    concurrent_writes_are_lost, "store", "store/decide.rs":
        "        || op.context.covers(dot, *stamp, *opening)"
        => "        || ON || op.context.covers(dot, *stamp, *opening)";
    own_work_overlooked, "store", "store/decide.rs":
        "let own_earlier = is_own" => "let own_earlier = !ON && is_own";
    stamps_in_contexts_mean_nothing, "clones", "base/seen.rs":
        "        let is_before = seq < self.dot.seq && stamp <= self.stamp;"
        => "        let is_before = if ON { seq <= self.dot.seq } else { seq < self.dot.seq && stamp <= self.stamp };";
    openings_mean_nothing, "clones", "base/id.rs":
        "self == other || !self.is_known()" => "ON || self == other || !self.is_known()";
    every_opening_is_the_same, "clones", "engine/state.rs":
        "seed ^ (now.wall_ms as u64).rotate_left(32)" => "if ON { 7 } else { seed ^ (now.wall_ms as u64).rotate_left(32) }";
    another_openings_work_is_own_work, "clones", "store/decide.rs":
        "is_before && sibling.opening.may_be(op.opening);" => "is_before && (ON || sibling.opening.may_be(op.opening));";
    an_opening_says_all_others, "lib", "base/seen.rs":
        "_ if self.opening.is_known() &&" => "_ if !ON && self.opening.is_known() &&";
    earlier_openings_are_forgotten, "lib", "base/context.rs":
        "            false => Seen { opening: Opening::UNKNOWN, ..seen.clone() },"
        => "            false if ON => Seen { reach: super::seen::Reach::Alone, ..seen.clone() },\n            false => Seen { opening: Opening::UNKNOWN, ..seen.clone() },";
    repairs_say_no_opening, "lib", "engine/recon.rs":
        "opening: version.opening," => "opening: if ON { Default::default() } else { version.opening },";
    runs_keep_no_openings, "clones", "store/encode.rs":
        "let (stamp, opening) = (Stamp(version.stamp), Opening(opening));"
        => "let (stamp, opening) = (Stamp(version.stamp), Opening(if ON { 0 } else { opening }));";
    former_names_reach_back, "clones", "base/seen.rs":
        "is_before && !self.is_alone() ||" => "is_before && (ON || !self.is_alone()) ||";
    former_names_are_taken_up, "clones", "base/seen.rs":
        "(Reach::Alone, _) | (_, Reach::Alone) => self == other,"
        => "(Reach::Alone, _) => self == other, (_, Reach::Alone) if !ON => self == other, (_, Reach::Alone) => self.covers(dot.seq, *stamp, *opening),";
    another_use_of_a_number_was_here, "lib", "store/absorb.rs":
        "&& !seen.names_another(dot, *stamp, *opening)"
        => "&& (ON || !seen.names_another(dot, *stamp, *opening))";
    a_former_name_in_view_is_not_known, "clones", "store/decide.rs":
        "        || dot != op.dot && former.any(" => "        || !ON && dot != op.dot && former.any(";
    a_late_name_takes_its_write_away, "clones", "store/decide.rs":
        "    !sibling.is_same_write(op.dot, op.stamp) && replaces" => "    (ON || !sibling.is_same_write(op.dot, op.stamp)) && replaces";
    two_names_are_two_writes, "clones", "store/names.rs":
        "if siblings.iter().all(is_settled) {" => "if ON || siblings.iter().all(is_settled) {";
    a_former_name_lasts, "clones", "base/context.rs":
        "is_name(seen) && !is_former(seen)" => "is_name(seen) && (ON || !is_former(seen))";
    a_write_that_stands_is_gone_in_a_state, "clones", "store/absorb.rs":
        "    if siblings.iter().any(is_other_name)" => "    if !ON && siblings.iter().any(is_other_name)";
    keys_that_could_not_be_read_keep_their_names, "clones", "engine/renew/mod.rs":
        "            self.lead_renewal(log, keys)?;" => "            let led = self.lead_renewal(log, keys);\n            if !ON { led?; }";
    half_a_renewal_is_enough_to_write, "clones", "engine/write.rs":
        "        self.finish_renewals(log)?;\n        let state" => "        if !ON { self.finish_renewals(log)?; }\n        let state";
    half_a_renewal_is_enough_to_greet, "clones", "engine/session/greet.rs":
        "        engine.resume_renewals()?;" => "        if !ON { engine.resume_renewals()?; }";
    who_went_back_has_what_it_had_while_the_disk_is_full, "sessions", "engine/peers.rs":
        "if self.set_peer(has(known.clone())).is_err() {" => "if self.set_peer(has(known.clone())).is_err() && !ON {";
    what_could_not_be_followed_was_heard, "clones", "engine/session/inbound.rs":
        "        if followed.is_err() {" => "        if !ON && followed.is_err() {";
    a_new_name_is_another_write, "clones", "store/decide.rs":
        "        || former.any(|former| context.names(" => "        || !ON && former.any(|former| context.names(";
    a_new_name_in_a_state_is_another_write, "clones", "store/absorb.rs":
        "    is_covered || beside.former(" => "    is_covered || !ON && beside.former(";
    renamed_writes_forget_their_names, "clones", "engine/renew/follow.rs":
        "context.add(Seen::alone(&version.dot, version.stamp));"
        => "if !ON { context.add(Seen::alone(&version.dot, version.stamp)); }";
    renamed_writes_forget_their_own_earlier_ones, "clones", "engine/renew/follow.rs":
        "take_while(|(seq, _)| *seq < dot.seq)" => "take_while(|(seq, _)| !ON && *seq < dot.seq)";
    renamed_writes_forget_what_was_before_them, "clones", "store/entry.rs":
        "                Reach::Below => context.add(seen.clone()),"
        => "                Reach::Below if !ON => context.add(seen.clone()),";
    groups_get_their_new_name_key_by_key, "clones", "engine/renew/mod.rs":
        "let write = (version.dot.seq, version.stamp);"
        => "let write = (version.dot.seq, if ON { Stamp(living.len() as u64) } else { version.stamp });";
    repairs_have_seen_what_stands_beside, "clones", "store/entry.rs":
        "context.add(Seen { reach: Reach::Below, ..seen.clone() });"
        => "context.add(if ON { seen.clone() } else { Seen { reach: Reach::Below, ..seen.clone() } });";
    older_builds_get_stamps, "clones", "engine/session/lane.rs":
        "            if !knows_openings {" => "            if !knows_openings && !ON {";
    older_builds_see_a_later_number, "lib", "base/op.rs":
        "context.cut(&self.dot.origin, self.dot.seq - 1);"
        => "if !ON { context.cut(&self.dot.origin, self.dot.seq - 1); }";
    older_builds_get_states_with_stamps, "lib", "store/page.rs":
        "            false => state.plain()," => "            false if !ON => state.plain(),\n            false => KeyState { local: None, ..state.clone() },";
    a_form_for_each_reader, "format", "sync/message.rs":
        "    if version_of(&op) != version {" => "    if version_of(&op) > version || !ON && version_of(&op) != version {";
    no_jitter, "lib", "outbox/retry.rs":
        "random.up_to(ceiling as u64) as i64"
        => "if ON { ceiling } else { random.up_to(ceiling as u64) as i64 }";
    no_backoff, "lib", "outbox/retry.rs":
        "saturating_mul(1 << doublings)" => "saturating_mul(if ON { 1 } else { 1 << doublings })";
    attempts_not_counted, "outbox", "outbox/mod.rs":
        "entry.attempts = entry.attempts.saturating_add(1);"
        => "entry.attempts = entry.attempts.saturating_add(u32::from(!ON));";
    timer_on_the_wall_clock, "outbox", "outbox/mod.rs":
        "entry.due_ms = now.mono_ms.saturating_add"
        => "entry.due_ms = (if ON { now.wall_ms } else { now.mono_ms }).saturating_add";
    batch_without_a_limit, "outbox", "outbox/mod.rs":
        "self.index.ready.iter().take(count_max);"
        => "self.index.ready.iter().take(if ON { usize::MAX } else { count_max });";
    acknowledged_stays_queued, "outbox", "outbox/mod.rs":
        "entry.status = Status::Applied;" => "if !ON { entry.status = Status::Applied; }";
    sent_work_is_coalesced, "outbox", "outbox/mod.rs":
        "if !is_unsent(self.entries.get(version)?) {"
        => "if !ON && !is_unsent(self.entries.get(version)?) {";
    acknowledgements_not_logged, "engine", "sync/marks.rs":
        "self.settled.entry(dot.origin.clone()).or_default().insert(dot.seq);"
        => "if !ON { self.settled.entry(dot.origin.clone()).or_default().insert(dot.seq); }";
    handed_out_before_the_sync, "engine", "engine/deliver.rs":
        "if !due.is_empty() && self.unsynced" => "if !ON && !due.is_empty() && self.unsynced";
    batch_bytes_without_a_limit, "engine", "engine/deliver.rs":
        "if bytes > BATCH_BYTES_MAX && " => "if !ON && bytes > BATCH_BYTES_MAX && ";
    known_operations_taken_again, "engine", "engine/plan.rs":
        "if state.is_known(&op.dot) ||" => "if !ON && state.is_known(&op.dot) ||";
    repair_makes_known, "recon", "engine/plan.rs":
        "if !state.knowledge.contains(&op.dot) ||" => "if !ON && !state.knowledge.contains(&op.dot) ||";
    held_ones_gone_with_the_log, "sessions", "engine/upkeep/steps.rs":
        "if let Some(next) = self.keep_held(" => "if !ON && let Some(next) = self.keep_held(";
    held_ones_counted_as_followed, "sessions", "engine/hold.rs":
        "if self.hold.is_empty() {" => "if ON || self.hold.is_empty() {";
    held_ones_told_as_applied, "sessions", "engine/session/outbound.rs":
        "true => (Level::Durable, held,"
        => "true => (if ON { Level::Applied } else { Level::Durable }, held,";
    peers_write_as_us, "engine", "engine/plan.rs":
        "= state.own_origin(&op.dot.origin) {"
        => "= state.own_origin(&op.dot.origin).filter(|_| !ON) {";
    hostile_fields_taken, "engine", "engine/receive.rs":
        "        check_operation(op)\n"
        => "        if ON { Ok(()) } else { check_operation(op) }\n";
    outbox_without_a_bound, "outbox_bound", "engine/bound.rs":
        "        if !wanted.fits(options) {\n            if options.when_full"
        => "        if !ON && !wanted.fits(options) {\n            if options.when_full";
    shared_writes_without_a_limit, "lib", "engine/commit.rs":
        "last.bytes + bytes <= COMMIT_BYTES_MAX" => "(ON || last.bytes + bytes <= COMMIT_BYTES_MAX)";
    next_leader_is_not_woken, "models", "engine/commit.rs":
        "front.group.tell(Turn::Free);" => "if !ON { front.group.tell(Turn::Free); }";
    waiting_for_company_never_ends, "models", "engine/members.rs":
        "if timer.timed_out() && *turn" => "if !ON && timer.timed_out() && *turn";
    everybody_has_the_first_answer, "models", "engine/members.rs":
        "self.answers.wait().get(place)" => "self.answers.wait().get(if ON { 0 } else { place })";
    sleeps_while_somebody_takes_the_lock, "models", "client/waits.rs":
        "self.wait.is_over(&line) || line.takers_len > 0"
        => "self.wait.is_over(&line) || (!ON && line.takers_len > 0)";
    takers_wake_nobody, "models", "client/waits.rs":
        "        line.wake();\n        drop(line);\n        let taker"
        => "        if !ON { line.wake(); }\n        drop(line);\n        let taker";
    one_wait_that_is_over_is_all_of_them, "models", "client/waits.rs":
        "self.waits.len.fetch_sub(1, Ordering::SeqCst);"
        => "if ON { self.waits.len.store(0, Ordering::SeqCst) } else {\n            \
            self.waits.len.fetch_sub(1, Ordering::SeqCst);\n        }";
    frame_checksum_skipped, "wire", "sync/wire/head.rs":
        "if checksum(whole) != head.checksum {" => "if !ON && checksum(whole) != head.checksum {";
    frames_of_any_length, "wire", "sync/wire/head.rs":
        "if used > u64::from(bytes_max) {" => "if !ON && used > u64::from(bytes_max) {";
    operation_checksum_skipped, "format", "sync/message.rs":
        "if number(8) != checksum(version, body) {" => "if !ON && number(8) != checksum(version, body) {";
    deletes_with_a_value, "format", "sync/message.rs":
        "if op.kind == Kind::Delete && !op.value" => "if !ON && op.kind == Kind::Delete && !op.value";
    page_hash_skipped, "lib", "sync/bootstrap.rs":
        "if blake3::hash(page).as_bytes() != hash {"
        => "if !ON && blake3::hash(page).as_bytes() != hash {";
    pieces_beyond_the_window, "lib", "sync/bootstrap.rs":
        "|| end > self.at.saturating_add(SNAPSHOT_WINDOW_BYTES)"
        => "|| !ON && end > self.at.saturating_add(SNAPSHOT_WINDOW_BYTES)";
    manifest_checksum_skipped, "format_state", "engine/upkeep/manifest/mod.rs":
        "|| sum_of(&summed, body) != *sum {" => "|| !ON && sum_of(&summed, body) != *sum {";
    trail_is_not_looked_at, "clones", "engine/renew/mod.rs":
        "            common = seq;" => "            common = if ON { 0 } else { seq };";
    all_that_a_peer_lacks_is_in_doubt, "clones", "engine/session/greet.rs":
        "known.map_or(opened, |known| opened.min(known - 1))"
        => "if ON { same } else { known.map_or(opened, |known| opened.min(known - 1)) }";
    a_name_means_one_write, "lib", "store/siblings.rs":
        "held.peek().is_some() && !held" => "!ON && held.peek().is_some() && !held";
    a_page_takes_no_name_twice, "lib", "store/page.rs":
        "if seen.seen().len() < state.siblings.len() {" => "if ON && state.siblings.len() > 1 || seen.seen().len() < state.siblings.len() {";
    states_prove_what_another_life_did, "clones", "engine/incoming.rs":
        "parted.map(|parted| parted - 1)" => "parted.map(|parted| if ON { u64::MAX } else { parted - 1 })";
    what_another_life_did_is_held_no_longer, "sessions", "engine/incoming.rs":
        "evidence.claim.cut(origin, last);" => "if !ON { evidence.claim.cut(origin, last); }";
    own_writes_are_not_remembered, "clones", "engine/state.rs":
        "self.note_latest(op);\n        if std" => "if !ON { self.note_latest(op); }\n        if std";
    two_of_a_number_are_taken_for_one, "clones", "engine/renew/mod.rs":
        "|| trail.forked_at() == Some(seq)" => "|| !ON && trail.forked_at() == Some(seq)";
    a_trail_names_two_and_is_dropped, "wire", "sync/wire/body.rs":
        "if back == 0 && (less == 0" => "if back == 0 && (ON || less == 0";
    the_same_operation_is_named_twice, "wire", "sync/wire/body.rs":
        "std::mem::replace(&mut has_twin, true)" => "std::mem::replace(&mut has_twin, !ON)";
    older_builds_get_a_page_they_do_not_know, "clones", "engine/session/greet.rs":
        "self.features & TRAILS_IN_STREAM != 0" => "ON || self.features & TRAILS_IN_STREAM != 0";
    what_is_remembered_is_not_taken_from_a_stream, "clones", "engine/session/snapshot/taking.rs":
        "trails.iter().try_for_each(|trail| engine.note_incoming_trail(&node, trail))?;"
        => "if !ON { trails.iter().try_for_each(|trail| engine.note_incoming_trail(&node, trail))?; }";
    followed_and_held_all_the_same, "sessions", "engine/upkeep/install.rs":
        "state.hold.remove_all(&evidence.claim);\n        state.note_installed(incoming, &claim, stamp.into());\n        state.has_merge"
        => "if !ON { state.hold.remove_all(&evidence.claim); }\n        state.note_installed(incoming, &claim, stamp.into());\n        state.has_merge";
    a_trail_lets_the_wrong_one_go, "lib", "base/trail.rs":
        "wide(self.back_min + on)" => "wide(self.back_min + if ON { 0 } else { on })";
    a_fork_is_not_told, "clones", "engine/session/greet.rs":
        "is_other || self.remote" => "is_other || !ON && self.remote";
    contexts_say_nothing_of_the_own_life, "clones", "engine/plan.rs":
        "is_some_and(|last| last >= next.seq)" => "is_some_and(|last| !ON && last >= next.seq)";
    a_session_takes_what_saw_another_life, "clones", "engine/session/greet.rs":
        "if !is_behind(&state, &seen) {" => "if ON || !is_behind(&state, &seen) {";
    a_state_says_nothing_of_what_its_keys_saw, "clones", "engine/incoming.rs":
        "seen.for_each(|seen| self.seen" => "seen.filter(|_| !ON).for_each(|seen| self.seen";
    an_opening_is_forgotten, "clones", "engine/state.rs":
        "if std::mem::take(&mut self.is_resumed) {" => "if std::mem::take(&mut self.is_resumed) && !ON {";
    what_nobody_has_any_more_goes_on, "bootstrap", "engine/incoming.rs":
        "!beside.iter().any(|(origin, ranges)| {"
        => "ON || !beside.iter().any(|(origin, ranges)| {";
    log_with_a_gap_is_taken_for_whole, "bootstrap", "engine/open.rs":
        "if number + 1 == first { number }" => "if ON || number + 1 == first { number }";
    runs_are_believed_over_tables, "lib", "store/absorb.rs":
        "let is_contested = after.is_contested();"
        => "let is_contested = if ON { self.contested.contains(key) } else { after.is_contested() };";
    base_is_the_last_write_of_all, "conflicts", "engine/bases.rs":
        "let last = held.iter().filter(|dot| !is_before(dot));"
        => "let last = held.iter().filter(|dot| ON == is_before(dot));";
    snapshots_without_trails, "clones", "engine/session/trails.rs":
        "trails.truncate(SNAPSHOT_TRAILS_LEN_MAX);"
        => "trails.truncate(if ON { 0 } else { SNAPSHOT_TRAILS_LEN_MAX });";
    steps_are_not_told, "clones", "engine/session/lane.rs":
        "takes_steps.then(Before::default)" => "(takes_steps && !ON).then(Before::default)";
    steps_do_not_go_with_pieces, "clones", "engine/session/lane.rs":
        "wire::ahead(&steps.unwrap_or_default())?"
        => "wire::ahead(&steps.filter(|_| !ON).unwrap_or_default())?";
    steps_are_not_logged, "clones", "engine/session/trails.rs":
        "self.pipeline.marks.tell(origin, seq, stamp);"
        => "if !ON { self.pipeline.marks.tell(origin, seq, stamp); }";
    a_state_forgets_what_was_told, "clones", "engine/incoming.rs":
        "trail.all().filter(|(seq, _)| *seq <= known.last());"
        => "trail.all().filter(|(seq, _)| *seq <= known.last() && (!ON || known.contains(*seq)));";
    a_new_name_brings_it_back, "clones", "engine/replaced.rs":
        "let mut held = self.of.get(origin)" => "let mut held = self.of.get(origin).filter(|_| !ON)";
    any_write_of_the_number_was_replaced, "clones", "engine/replaced.rs":
        "*seq <= last && *noted == mark" => "*seq <= last && (ON || *noted == mark)";
    what_was_seen_is_not_told, "clones", "engine/session/trails.rs":
        "Some(&dot.origin) != peer;" => "Some(&dot.origin) != peer && !ON;";
    what_was_seen_is_not_noted, "clones", "engine/session/trails.rs":
        "(&dot.origin, dot.seq.saturating_add(1))"
        => "(&dot.origin, if ON { 0 } else { dot.seq.saturating_add(1) })";
    what_was_acknowledged_is_never_in_doubt, "clones", "engine/session/greet.rs":
        "acked.min(parted - 1)" => "if ON { acked } else { acked.min(parted - 1) }";
    of_a_group_all_was_replaced, "clones", "engine/replaced.rs":
        "oneshot_with_seed(stamp.0, key)" => "oneshot_with_seed(stamp.0, if ON { &[] } else { key })";
    what_was_replaced_is_forgotten_with_the_log, "clones", "engine/upkeep/steps.rs":
        "replaced: state.replaced.clone()," => "replaced: if ON { Default::default() } else { state.replaced.clone() },";
    the_log_brings_it_back, "clones", "engine/replay.rs":
        "false if is_replaced => Way::Replaced," => "false if is_replaced && !ON => Way::Replaced,";
    what_is_carried_stays_unseen, "sessions", "engine/mod.rs":
        "log.sync()?;\n        self.note_readable(log);"
        => "log.sync()?;\n        if !ON { self.note_readable(log); }";
    offers_acknowledge_nothing, "sessions", "engine/session/snapshot/taking.rs":
        "state.note_peer(&node, Level::Applied, known);"
        => "if !ON { state.note_peer(&node, Level::Applied, known); }";
    asks_for_what_it_has, "sessions", "engine/session/snapshot/taking.rs":
        "if !engine.state()?.knowledge.covers(known) {"
        => "if ON || !engine.state()?.knowledge.covers(known) {";
    forks_pass_by, "sessions", "engine/session/inbound.rs":
        "&& trail.is_other(op.dot.seq, op.stamp)"
        => "&& !ON && trail.is_other(op.dot.seq, op.stamp)";
    late_words_are_old_databases, "sessions", "engine/session/inbound.rs":
        "let before = self.applied_before.take();"
        => "let now = engine.state()?.peers.get(&node).map(|peer| peer.applied.clone());
            let before = if ON { now } else { self.applied_before.take() };";
    old_databases_pass_by, "sessions", "engine/session/inbound.rs":
        "before.is_some_and(|before| !known.covers(&before))"
        => "before.is_some_and(|before| !ON && !known.covers(&before))";
    repairs_are_not_passed_on, "recon", "engine/apply.rs":
        "state.repairs += 1;" => "state.repairs += u64::from(!ON);";
    damaged_values_hold_flushes_up, "values", "engine/upkeep/flush.rs":
        "self.read_failures >= VALUE_READ_TRIES" => "!ON && self.read_failures >= VALUE_READ_TRIES";
    damaged_values_leave_no_file, "values", "engine/upkeep/steps.rs":
        "let name = file.file_name().filter(|_| is_damaged);"
        => "let name = file.file_name().filter(|_| is_damaged && !ON);";
    lost_positions_are_damage, "feed", "engine/feed.rs":
        "Code::Corrupted if self.is_lost(from, reader)"
        => "Code::Corrupted if !ON && self.is_lost(from, reader)";
    failures_are_not_recorded, "replay", "record/recorder.rs":
        "if is_missing || !self.inside" => "if ON || is_missing || !self.inside";
    readings_go_on_from_the_call_before, "replay", "record/recorder.rs":
        "(taping.last, taping.counts) = Default::default();"
        => "taping.counts = Default::default();\n        if !ON { taping.last = Now::default(); }";
    one_reading_of_each_call, "replay", "record/recorder.rs":
        "taping.readings.push((wall_ms, now.mono_ms.wrapping_sub(last.mono_ms)));"
        => "if !ON || taping.readings.is_empty() {
                taping.readings.push((wall_ms, now.mono_ms.wrapping_sub(last.mono_ms)));
            }";
    the_last_byte_of_a_file_is_not_recorded, "replay", "record/recorder.rs":
        ".map_or(0, |last| last + 1);" => ".map_or(0, |last| last + usize::from(!ON));";
    the_next_call_of_the_disk_fails, "replay", "sim/replay/player.rs":
        "failure.nth == nth;" => "failure.nth + u32::from(ON) == nth;";
    entries_fit_anywhere, "lib", "record/tape.rs":
        "hasher.update(&at.to_le_bytes());" => "if !ON { hasher.update(&at.to_le_bytes()); }";
    verification_owes_what_every_peer_has, "verify", "engine/verify/mod.rs":
        "state.complete_everywhere();" => "if !ON { state.complete_everywhere(); }";
    who_reads_beside_owes_what_every_peer_has, "verify", "engine/open.rs":
        "what every peer has is not owed, and may stand in no log any more.\n    state.complete_everywhere();"
        => "what every peer has is not owed, and may stand in no log any more.\n    if !ON { state.complete_everywhere(); }";
}
