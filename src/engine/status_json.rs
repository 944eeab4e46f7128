// SPDX-License-Identifier: Apache-2.0
//! Everything that an engine can say of itself, as one JSON text (`docs/operations.md`).

use crate::base::error::Result;
use crate::base::json::Json;
use crate::sync::peer::Traffic;

use super::status::PeerStatus;
use super::{Engine, Health, SyncState};

impl Engine {
    /// Outbox, counters, peers, log, runs and memory as a JSON object. Its parts are of moments
    /// that lie close together. Keys may be added later, and none changes its meaning. Waits as
    /// [`Engine::health`].
    pub fn status_json(&self) -> Result<String> {
        let health = self.health()?;
        let peers = self.peer_statuses()?;
        let sync = self.sync_state()?;
        let next_at_ms = self.next_wakeup_at_ms()?;
        let now_ms = self.now().wall_ms;
        let identity = self.identity()?;
        let (version, changes, contested, keys, is_attached) = {
            let mut state = self.state()?;
            let contested = state.store.contested().count() as u64;
            let keys = state.store.count()? as u64;
            (state.version, state.changes, contested, keys, state.attached.is_some())
        };
        let mut json = Json::default();
        json.object(|json| {
            json.number("at_ms", now_ms);
            match &identity {
                Some(origin) => json.text("node", origin.node.as_str()),
                None => json.null("node"),
            }
            json.number_or_null("epoch", identity.as_ref().map(|origin| origin.epoch));
            json.flag("is_attached", is_attached);
            json.number("version", version);
            json.number("changes", changes);
            json.number("keys", keys);
            json.number("contested_keys", contested);
            json.number_or_null("next_wakeup_at_ms", next_at_ms);
            json.object_at("outbox", |json| write_outbox(json, &sync));
            json.object_at("totals", |json| write_totals(json, &sync));
            json.object_at("log", |json| write_log(json, &health));
            json.object_at("runs", |json| write_runs(json, &health));
            json.object_at("memory", |json| write_memory(json, &health));
            json.list_at("peers", &peers, write_peer);
        });
        Ok(json.into_text())
    }
}

fn write_outbox(json: &mut Json, sync: &SyncState) {
    let counts = sync.counts;
    json.number("size", counts.total as u64);
    json.number("pending", counts.pending as u64);
    json.number("queued", counts.queued as u64);
    json.number("in_flight", counts.in_flight as u64);
    json.number("acknowledged", counts.applied as u64);
    json.number("failed", counts.failed as u64);
}

fn write_totals(json: &mut Json, sync: &SyncState) {
    let totals = sync.totals;
    json.number("last_submitted_version", totals.last_submitted_version);
    json.number("last_applied_remote_version", totals.last_applied_remote_version);
    json.number("retries", totals.retries);
    json.number("duplicates", totals.duplicates);
    json.number("conflicts", totals.conflicts);
    json.number("clock_refusals", sync.clock_refusals);
}

fn write_log(json: &mut Json, health: &Health) {
    json.flag("is_stopped", health.is_stopped);
    json.number("tail_bytes", health.tail_bytes);
    json.number("active_bytes", health.active_bytes);
    json.number("sealed_count", health.sealed_count);
    json.number("sealed_bytes", health.sealed_bytes);
    json.number("held_bytes", health.held_bytes);
    json.number("oldest_owed_version", health.oldest_owed_version);
    json.number("oldest_owed_segment", health.oldest_owed_segment);
    json.number("unknown_kind_count", health.unknown_kind_count);
    json.number("unknown_kind_bytes", health.unknown_kind_bytes);
    json.number("value_file_count", health.value_file_count);
    json.number("value_file_bytes", health.value_file_bytes);
}

fn write_runs(json: &mut Json, health: &Health) {
    json.number("count", health.run_count);
    json.number("bytes", health.run_bytes);
    json.number("live_bytes", health.live_bytes);
    json.number("waste_bytes", health.waste_bytes);
    json.flag("is_at_work", health.is_at_work);
    let Some(failure) = &health.failure else { return json.null("failure") };
    json.object_at("failure", |json| {
        json.number("code", failure.code() as u16);
        json.text("text", &failure.to_string());
    });
}

fn write_memory(json: &mut Json, health: &Health) {
    json.number("table_bytes", health.table_bytes);
    json.number("cache_bytes", health.cache_bytes);
    json.number("index_bytes", health.index_bytes);
}

fn write_peer(json: &mut Json, peer: &PeerStatus) {
    json.text("node", peer.node.as_str());
    json.flag("is_connected", peer.is_connected);
    json.number("lease_ms", peer.lease_ms);
    json.number("seen_at_ms", peer.seen_at_ms);
    json.number_or_null("lease_ends_at_ms", peer.lease_ends_at_ms);
    json.number("known", peer.known_len);
    json.number("durable", peer.durable_len);
    json.number("applied", peer.applied_len);
    json.number("pending_own", peer.pending_own_len);
    json.number("pending_relayed", peer.pending_relayed_len);
    json.number("gone", peer.gone_len);
    json.number("in_flight", peer.in_flight_len);
    json.number("refused", peer.refused_len);
    json.number("gaps", peer.gap_len);
    json.number_or_null("oldest_pending_age_ms", peer.oldest_pending_age_ms);
    json.number("held_log_bytes", peer.held_log_bytes);
    json.number("held_alone_log_bytes", peer.held_alone_log_bytes);
    json.object_at("traffic", |json| write_traffic(json, &peer.traffic));
}

fn write_traffic(json: &mut Json, traffic: &Traffic) {
    json.number("sessions", traffic.sessions);
    json.number("ops_sent", traffic.ops_sent);
    json.number("ops_resent", traffic.ops_resent);
    json.number("ops_received", traffic.ops_received);
    json.number("duplicates", traffic.duplicates);
    json.number("bytes_sent", traffic.bytes_sent);
    json.number("bytes_received", traffic.bytes_received);
    json.number("frames_rejected", traffic.frames_rejected);
    json.number("retries", traffic.retries);
    json.number("last_error", traffic.last_error);
    json.number("last_error_at_ms", traffic.last_error_at_ms);
    json.number("converged_at_ms", traffic.converged_at_ms);
    json.object_at("lag", |json| {
        json.number("count", traffic.lag.count());
        json.number("p50_ms", traffic.lag.quantile_ms(500));
        json.number("p99_ms", traffic.lag.quantile_ms(990));
        json.number("max_ms", traffic.lag.max_ms());
    });
}
