<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

namespace Softadastra;

use FFI;
use FFI\CData;

/** A key with writes that did not know of each other, and all of its sides. */
final class Contested
{
    /**
     * @param list<ConflictSide> $sides At the front the one that every replica ranks first.
     * @param ?string $base The value that all sides have seen, null where it is not known.
     */
    public function __construct(
        public readonly string $key,
        public readonly bool $isUnresolved,
        public readonly array $sides,
        public readonly ?string $base,
    ) {
    }
}

/** A database of this device, what is owed, and who it is owed to. */
final class Engine extends Shared implements \Countable
{
    protected const WHAT = 'engine';
    protected const CLOSE = 'sda_engine_close';

    /** The settings of `sda_sync_options`, which a client and its engine share. */
    private \ArrayObject $sync;
    /** @var callable */
    private $wall;
    /** The client whose engine this is, which lives as long. */
    private ?Client $client = null;

    /**
     * Opens the database with that log file, or one in memory for null. With a node id it replicates under that
     * name. The clock, in milliseconds since 1970, replaces the system's. The options are fields of `sda_options`
     * and `sda_sync_options` under their own names: Raw::OPTIONS.
     */
    public function __construct(
        ?string $path = null,
        ?string $nodeId = null,
        array $options = [],
        ?callable $clock = null,
    ) {
        $callbacks = new Callbacks();
        $this->wall = $clock ?? self::wallMs(...);
        [$opening, $sync] = self::divide($options, 'sda_options', 'sda_sync_options');
        $this->sync = new \ArrayObject($sync);
        $given = ['sda_options' => self::placed($opening, $path)];
        $this->hold(self::opening('sda_engine', 'sda_engine_open', $callbacks, $clock, $given), $callbacks);
        if ($nodeId !== null) {
            try {
                $this->attach($nodeId);
            } catch (\Throwable $thrown) {
                $this->close();
                throw $thrown;
            }
        }
    }

    /** @internal The engine of a client, whose callbacks its calls run. */
    public static function lent(CData $pointer, Client $client, ?callable $clock, \ArrayObject $sync): self
    {
        $engine = (new \ReflectionClass(self::class))->newInstanceWithoutConstructor();
        $engine->hold($pointer, $client->callbacks);
        [$engine->client, $engine->wall, $engine->sync] = [$client, $clock ?? self::wallMs(...), $sync];
        return $engine;
    }

    // Reading

    /** The shown value of a key, or null. */
    public function get(string $key): ?string
    {
        $scratch = Library::scratch();
        $status = $this->call('sda_store_get', $key, strlen($key), FFI::addr($scratch->buf), null, null);
        return $status === Raw::SDA_NOTHING ? null : $scratch->taken();
    }

    /**
     * The shown values of many keys in one call, null where none is shown. Each key is read by itself; a scan shows
     * many as of one moment.
     *
     * @param list<string> $keys
     * @return list<string|null>
     */
    public function getMany(array $keys): array
    {
        $found = $this->getSome($keys);
        while (count($found) < count($keys)) {
            array_push($found, ...$this->getSome(array_slice($keys, count($found))));
        }
        return $found;
    }

    /** Those of the first keys: a call gives so many bytes at most. */
    private function getSome(array $keys): array
    {
        $given = Library::joined($keys);
        return Library::scratch()->filling(1, fn (CData ...$bufs): int => $this->call('sda_store_get_many', ...$given, ...$bufs))[0];
    }

    /** The shown value of a key with its version and time, or null. */
    public function entry(string $key): ?Entry
    {
        $s = Library::scratch();
        $places = [FFI::addr($s->buf), FFI::addr($s->number), FFI::addr($s->millis)];
        if ($this->call('sda_store_get', $key, strlen($key), ...$places) === Raw::SDA_NOTHING) {
            return null;
        }
        return new Entry($key, $s->taken(), $s->number->cdata, $s->millis->cdata);
    }

    /**
     * Copies the shown value into the caller's memory, an array of char, when it has room, and returns the length
     * of the value either way; null when the key is not shown.
     */
    public function getInto(string $key, CData $memory): ?int
    {
        $size = Library::scratch()->size;
        $room = FFI::sizeof($memory);
        $status = $this->call('sda_store_get_into', $key, strlen($key), $memory, $room, FFI::addr($size), null, null);
        return $status === Raw::SDA_NOTHING ? null : $size->cdata;
    }

    /** The shown value of a key to be read piece by piece, or null. */
    public function openValue(string $key): ?ValueReader
    {
        [$out, $s] = [Library::ffi()->new('sda_value_reader *'), Library::scratch()];
        $version = Library::ffi()->new('uint64_t');
        $places = [FFI::addr($out), FFI::addr($s->number), FFI::addr($version), FFI::addr($s->millis)];
        if ($this->call('sda_value_reader_open', $key, strlen($key), ...$places) === Raw::SDA_NOTHING) {
            return null;
        }
        return new ValueReader($out, $this, $s->number->cdata, $version->cdata, $s->millis->cdata);
    }

    /** Whether a key is shown. */
    public function contains(string $key): bool
    {
        return $this->call('sda_store_contains', $key, strlen($key)) !== Raw::SDA_NOTHING;
    }

    /** How many keys are shown. */
    public function count(): int
    {
        return $this->counted('sda_store_len');
    }

    /** A walk over the keys that begin with a prefix, from one key up to and without another. */
    public function scan(string $prefix = '', string $from = '', string $to = ''): Scan
    {
        if ($prefix . $from . $to === '') {
            return new Scan($this->opened('sda_scan', 'sda_scan_open'), $this);
        }
        $bounds = [$prefix, strlen($prefix), $from, strlen($from), $to, strlen($to)];
        return new Scan($this->opened('sda_scan', 'sda_scan_open_range', ...$bounds), $this);
    }

    /**
     * All versions of a key that no other has replaced.
     *
     * @return list<Version>
     */
    public function versions(string $key): array
    {
        $list = $this->opened('sda_versions', 'sda_store_versions', $key, strlen($key));
        return Library::list($list, 'versions', 'sda_version', Version::read(...));
    }

    /**
     * The conflicts that stand, in the order of their keys, from behind a key on.
     *
     * @return list<Contested>
     */
    public function conflicts(string $after = '', int $countMax = 4096): array
    {
        $list = $this->opened('sda_conflicts', 'sda_store_conflicts', $after, strlen($after), $countMax);
        [$ffi, $error, $side] = [Library::ffi(), Library::scratch()->error, Library::struct('sda_conflict_side')];
        [$out, $found] = [Library::struct('sda_conflict'), []];
        try {
            for ($index = 0; $index < $ffi->sda_conflicts_len($list); $index++) {
                Library::check($ffi->sda_conflicts_get($list, $index, FFI::addr($out), FFI::addr($error)), $error);
                [$one, $sides] = [Conflict::read($out), []];
                for ($at = 0; $at < $one->sideCount; $at++) {
                    $status = $ffi->sda_conflicts_side($list, $index, $at, FFI::addr($side), FFI::addr($error));
                    Library::check($status, $error);
                    $sides[] = ConflictSide::read($side);
                }
                $found[] = new Contested($one->key, $one->isUnresolved, $sides, $one->base);
            }
            return $found;
        } finally {
            $ffi->sda_conflicts_free($list);
        }
    }

    /** The changes since a position; 0 is the oldest that is kept. */
    public function feed(int $position = 0, bool $withValues = true): Feed
    {
        return new Feed($this->opened('sda_feed', 'sda_feed_open', $position, (int) $withValues), $this);
    }

    /** The position of the feed behind everything that has happened so far. */
    public function feedEnd(): int
    {
        return $this->counted('sda_engine_feed_end');
    }

    // Writing

    /** Writes a key and owes the write to the destination, both or neither. */
    public function put(string $key, string $value, ?int $timestampMs = null): Operation
    {
        return $this->submitted(OperationType::Put, $key, $value, $timestampMs);
    }

    /** Removes a key and owes that to the destination. */
    public function remove(string $key, ?int $timestampMs = null): Operation
    {
        return $this->submitted(OperationType::Delete, $key, '', $timestampMs);
    }

    private function submitted(OperationType $type, string $key, string $value, ?int $timestampMs): Operation
    {
        $arguments = [$type->value, $key, strlen($key), $value, strlen($value), $timestampMs ?? ($this->wall)()];
        return $this->envelopes('sda_sync_submit', ...$arguments)[0]->op;
    }

    /** Writes a key that is never sent. */
    public function putLocal(string $key, string $value, ?int $timestampMs = null): Applied
    {
        return $this->applied(OperationType::Put, $key, $value, $timestampMs);
    }

    /** Removes a key without sending that. */
    public function removeLocal(string $key, ?int $timestampMs = null): Applied
    {
        return $this->applied(OperationType::Delete, $key, '', $timestampMs);
    }

    private function applied(OperationType $type, string $key, string $value, ?int $timestampMs): Applied
    {
        $arguments = [$type->value, $key, strlen($key), $value, strlen($value), $timestampMs ?? ($this->wall)()];
        return Applied::read($this->filled('sda_apply', 'sda_store_apply', ...$arguments));
    }

    /** Begins a write that is never sent, of a value of so many bytes that comes piece by piece. */
    public function beginValue(string $key, int $size, ?int $timestampMs = null): ValueWriter
    {
        $at = $timestampMs ?? ($this->wall)();
        $pointer = $this->opened('sda_value_writer', 'sda_value_writer_open', $key, strlen($key), $size, $at);
        return new ValueWriter($pointer, $this);
    }

    /** Brings a write from an older log into memory alone, under its own version. */
    public function putUnlogged(string $key, string $value, int $timestampMs, int $version): Applied
    {
        $arguments = [OperationType::Put->value, $key, strlen($key), $value, strlen($value), $timestampMs, $version];
        return Applied::read($this->filled('sda_apply', 'sda_store_apply_unlogged', ...$arguments));
    }

    /** Writes a group and owes it as one operation: all of it or nothing, here and everywhere. */
    public function submit(Group $group, ?int $timestampMs = null): Operation
    {
        [$at, $out] = [$timestampMs ?? ($this->wall)(), Library::ffi()->new('sda_ops *')];
        $group->with(fn (CData $given): int => $this->run(static fn (CData $engine, CData $error): int
            => Library::ffi()->sda_group_submit($given, $engine, $at, FFI::addr($out), $error)));
        return Library::list($out, 'ops', 'sda_envelope', Envelope::read(...))[0]->op;
    }

    /** Writes a group that is never sent, all of it or nothing. */
    public function applyLocal(Group $group, ?int $timestampMs = null): Applied
    {
        [$at, $out] = [$timestampMs ?? ($this->wall)(), Library::struct('sda_apply')];
        $group->with(fn (CData $given): int => $this->run(static fn (CData $engine, CData $error): int
            => Library::ffi()->sda_group_apply_local($given, $engine, $at, FFI::addr($out), $error)));
        return Applied::read($out);
    }

    /** Submits every write that was only local so far; how many. */
    public function submitLocalWrites(): int
    {
        return $this->counted('sda_sync_submit_local_writes');
    }

    // The outbox

    /** Replicates from here on under that name. */
    public function attach(string $nodeId, array $options = []): void
    {
        $this->settle('sda_sync_attach', ['node_id' => $nodeId] + $options);
    }

    /** Changes settings of `sda_sync_options`; the others stay as they are. */
    public function configure(array $options): void
    {
        $this->settle('sda_sync_configure', $options);
    }

    private function settle(string $function, array $options): void
    {
        $wanted = $options + $this->sync->getArrayCopy();
        [$given, $kept] = Library::options('sda_sync_options', $wanted);
        $this->call($function, FFI::addr($given));
        unset($kept);
        $this->sync->exchangeArray($wanted);
    }

    /** Lets another sync engine attach. What is owed stays owed. */
    public function detach(): void
    {
        $this->call('sda_sync_detach');
    }

    /** Chooses which of several concurrent versions is shown. */
    public function setPolicy(Policy|int $policy): void
    {
        $this->call('sda_sync_set_policy', $policy instanceof Policy ? $policy->value : $policy);
        $this->sync['conflict_policy'] = $policy;
    }

    /**
     * Sets what Policy::Custom shows: a function of a key and its versions that returns a value, or null for
     * none. Null takes it away. PHP keeps each function that was set until the script ends.
     */
    public function setMerge(?callable $merge): void
    {
        $this->call('sda_engine_set_merge', $merge ? $this->callbacks->merge($merge) : null, null, null);
    }

    /**
     * What is due, oldest first, at most a batch.
     *
     * @return list<Envelope>
     */
    public function nextBatch(): array
    {
        return $this->envelopes('sda_sync_next_batch');
    }

    /**
     * One turn: retry what is late, prune if asked, batch.
     *
     * @return array{Tick, list<Envelope>}
     */
    public function tick(bool $pruneCompleted = false): array
    {
        $out = Library::struct('sda_tick');
        $batch = $this->envelopes('sda_sync_tick', (int) $pruneCompleted, FFI::addr($out));
        return [Tick::read($out), $batch];
    }

    /** Takes a peer's operation in, or its bytes: exactly once, in any order. */
    public function receive(Operation|string $operation): Received
    {
        $operation = is_string($operation) ? self::decode($operation) : $operation;
        [$given, $kept] = Library::given('sda_op', $operation->fields());
        $received = $this->filled('sda_received', 'sda_sync_receive', FFI::addr($given));
        unset($kept);
        return Received::read($received);
    }

    /** Takes an acknowledgement. */
    public function ack(string $syncId): void
    {
        $this->call('sda_sync_receive_ack', $syncId, strlen($syncId));
    }

    /** Takes the news that an operation could not be sent. False when that was its last try. */
    public function reportSendFailure(string $syncId, int $status): bool
    {
        $answer = $this->call('sda_sync_report_send_failure', $syncId, strlen($syncId), $status);
        return $answer !== Raw::SDA_NOTHING;
    }

    /** Gives a pending or failed operation to the queue. */
    public function queue(string $syncId): void
    {
        $this->call('sda_sync_queue', $syncId, strlen($syncId));
    }

    /** Queues one failed operation again, with all its deliveries before it. */
    public function requeueFailed(string $syncId): void
    {
        $this->call('sda_sync_requeue_failed', $syncId, strlen($syncId));
    }

    /** Queues every failed operation again; how many. */
    public function requeueAllFailed(): int
    {
        return $this->counted('sda_sync_requeue_all_failed');
    }

    /** Discards one failed operation, on purpose. */
    public function discardFailed(string $syncId): void
    {
        $this->call('sda_sync_discard_failed', $syncId, strlen($syncId));
    }

    /** Discards every failed operation, on purpose; how many. */
    public function pruneFailed(): int
    {
        return $this->counted('sda_sync_prune_failed');
    }

    /** Lets acknowledged operations go from the outbox; how many. */
    public function pruneCompleted(): int
    {
        return $this->counted('sda_sync_prune_completed');
    }

    /** Schedules again what was not acknowledged in time; how many. */
    public function retryExpired(): int
    {
        return $this->counted('sda_sync_retry_expired');
    }

    /**
     * Every entry of the outbox, oldest first.
     *
     * @return list<Envelope>
     */
    public function outbox(): array
    {
        return $this->envelopes('sda_sync_outbox');
    }

    /**
     * Every failed entry, oldest first.
     *
     * @return list<Envelope>
     */
    public function failed(): array
    {
        return $this->envelopes('sda_sync_failed');
    }

    /**
     * Every operation that is held because this build does not know its type, oldest first.
     *
     * @return list<Envelope>
     */
    public function held(): array
    {
        return $this->envelopes('sda_sync_held');
    }

    /** One entry of the outbox. */
    public function find(string $syncId): Envelope
    {
        return $this->envelopes('sda_sync_find', $syncId, strlen($syncId))[0];
    }

    /** Where synchronisation stands. */
    public function state(): SyncState
    {
        return SyncState::read($this->filled('sda_sync_state', 'sda_sync_get_state'));
    }

    /** When to call tick next, in milliseconds since 1970, or null. */
    public function nextWakeup(): ?int
    {
        $millis = Library::scratch()->millis;
        $nothing = $this->call('sda_sync_next_wakeup', FFI::addr($millis)) === Raw::SDA_NOTHING;
        return $nothing ? null : $millis->cdata;
    }

    // Peers and sessions

    /** Keeps every operation for that peer until it has it, or its lease is over; 0 is for ever. */
    public function registerPeer(string $nodeId, int $leaseMs = 0): void
    {
        $this->call('sda_peer_register', $nodeId, strlen($nodeId), $leaseMs);
    }

    /** Lets a peer go: nothing is kept for it any more. */
    public function removePeer(string $nodeId): void
    {
        $this->call('sda_peer_remove', $nodeId, strlen($nodeId));
    }

    /** How it stands with one peer. */
    public function peer(string $nodeId): PeerStatus
    {
        return PeerStatus::read($this->filled('sda_peer_status_info', 'sda_peer_status', $nodeId, strlen($nodeId)));
    }

    /**
     * How it stands with every registered peer, in order of their names.
     *
     * @return list<PeerStatus>
     */
    public function peers(): array
    {
        $list = $this->opened('sda_peers', 'sda_peer_list');
        return Library::list($list, 'peers', 'sda_peer_status_info', PeerStatus::read(...));
    }

    /**
     * Lets those peers go that stayed away for longer than their lease; how it stood with them.
     *
     * @return list<PeerStatus>
     */
    public function expirePeers(): array
    {
        $list = $this->opened('sda_peers', 'sda_peers_expire');
        return Library::list($list, 'peers', 'sda_peer_status_info', PeerStatus::read(...));
    }

    /** Takes the news that one peer has applied one operation. */
    public function ackFrom(string $syncId, string $nodeId): void
    {
        $this->call('sda_outbox_ack_from', $syncId, strlen($syncId), $nodeId, strlen($nodeId));
    }

    /** Whether an operation made here is known to be applied at a peer. */
    public function isAppliedAt(string $syncId, string $nodeId): bool
    {
        $answer = $this->call('sda_op_is_applied_at', $syncId, strlen($syncId), $nodeId, strlen($nodeId));
        return $answer !== Raw::SDA_NOTHING;
    }

    /** How far an operation made here has come at a peer. */
    public function delivery(string $syncId, string $nodeId): PeerDelivery
    {
        $names = [$syncId, strlen($syncId), $nodeId, strlen($nodeId)];
        return PeerDelivery::read($this->filled('sda_peer_delivery', 'sda_peer_delivery_of', ...$names));
    }

    /** Begins a session with a peer; without a name with whoever comes. Options are those of `sda_session_options`. */
    public function session(?string $nodeId = null, array $options = []): Session
    {
        $options = ($nodeId === null ? [] : ['node_id' => $nodeId]) + $options;
        [$given, $kept] = Library::options('sda_session_options', $options);
        $session = new Session($this->opened('sda_session', 'sda_session_open', FFI::addr($given)), $this);
        unset($kept);
        return $session;
    }

    // Looking after it

    /** Makes everything written so far durable. */
    public function flush(): void
    {
        $this->call('sda_engine_flush');
    }

    /** Does a bounded piece of upkeep; whether there is more to be done. */
    public function maintain(int $bytesMax = 4 << 20, int $timeMaxMs = 0): bool
    {
        $more = Library::scratch()->count;
        $this->call('sda_engine_maintain', $bytesMax, $timeMaxMs, FFI::addr($more));
        return $more->cdata !== 0;
    }

    /** Writes the whole state to runs, so that the next opening reads hardly any log. */
    public function checkpoint(): void
    {
        $this->call('sda_engine_checkpoint');
    }

    /** Reads the log again and shows what it holds. */
    public function reload(): void
    {
        $this->call('sda_engine_reload');
    }

    /** Puts everything written so far out of view; reload brings it back. */
    public function clearMemory(): void
    {
        $this->call('sda_store_clear_memory');
    }

    /** What opening found and did. */
    public function report(): Report
    {
        return Report::read($this->filled('sda_report', 'sda_engine_report'));
    }

    /** How the database is doing. */
    public function health(): Health
    {
        return Health::read($this->filled('sda_health', 'sda_engine_health'));
    }

    /** Everything that an engine can say of itself. */
    public function status(): array
    {
        return json_decode($this->statusJson(), true, flags: JSON_THROW_ON_ERROR);
    }

    /** The same as the library writes it. */
    public function statusJson(): string
    {
        return $this->buffered('sda_engine_status_json');
    }

    /**
     * Name and epoch under which this replica writes, or null before a name was given.
     *
     * @return array{string, int}|null
     */
    public function identity(): ?array
    {
        $count = Library::scratch()->count;
        $name = $this->buffered('sda_engine_identity', FFI::addr($count));
        return $name === null ? null : [$name, $count->cdata];
    }

    /** The name under which the log was written before, when it was another one. */
    public function renamedFrom(): ?string
    {
        return $this->buffered('sda_engine_renamed_from');
    }

    /** A number that grows with every change that a reader could see. */
    public function changes(): int
    {
        return $this->counted('sda_engine_changes');
    }

    /** A digest of the replicated state: equal on replicas that hold the same. */
    public function digest(): string
    {
        return $this->buffered('sda_engine_digest');
    }

    /** Copies the database as it stands now to another path. */
    public function backup(string $path): Backup
    {
        return Backup::read($this->filled('sda_backup', 'sda_engine_backup', $path, strlen($path)));
    }

    /**
     * Keeps notices that matter at least so much from here on. A function hears them, each with its text, at the
     * end of the call that they come from; without one they wait for pollNotice.
     */
    public function setNotify(Severity $least, ?callable $notify = null): void
    {
        $called = $notify ? $this->callbacks->notify($notify) : null;
        $this->call('sda_engine_set_notify', $least->value, $called, null, null);
    }

    /**
     * The oldest notice that waits, with its text, or null.
     *
     * @return array{Notice, string}|null
     */
    public function pollNotice(): ?array
    {
        [$out, $scratch] = [Library::struct('sda_notice'), Library::scratch()];
        $status = $this->call('sda_engine_poll_notice', FFI::addr($out), FFI::addr($scratch->buf));
        return $status === Raw::SDA_NOTHING ? null : [Notice::read($out), $scratch->taken()];
    }

    /**
     * Reads every byte of the open database: what was read, and what is wrong.
     *
     * @return array{Verified, list<Finding>}
     */
    public function verify(): array
    {
        return self::verification($this->opened('sda_findings', 'sda_engine_verify'));
    }

    /**
     * The same for a database that nobody writes.
     *
     * @return array{Verified, list<Finding>}
     */
    public static function verifyAt(string $path): array
    {
        [$given, $kept] = Library::options('sda_options', ['path' => $path]);
        [$out, $error] = [Library::ffi()->new('sda_findings *'), Library::scratch()->error];
        Library::check(Library::ffi()->sda_verify(FFI::addr($given), FFI::addr($out), FFI::addr($error)), $error);
        unset($kept);
        return self::verification($out);
    }

    private static function verification(CData $list): array
    {
        [$out, $error] = [Library::struct('sda_verified'), Library::scratch()->error];
        Library::check(Library::ffi()->sda_findings_totals($list, FFI::addr($out), FFI::addr($error)), $error);
        return [Verified::read($out), Library::list($list, 'findings', 'sda_finding', Finding::read(...))];
    }

    /**
     * Builds a new database from everything that is provably intact of a damaged one: what was kept, what was lost,
     * and which operations of this node are missing.
     *
     * @return array{Salvaged, list<Loss>, list<Missing>}
     */
    public static function salvage(string $path, string $to): array
    {
        [$given, $kept] = Library::options('sda_options', ['path' => $path]);
        [$ffi, $list, $error] = [Library::ffi(), Library::ffi()->new('sda_losses *'), Library::scratch()->error];
        $status = $ffi->sda_salvage(FFI::addr($given), $to, strlen($to), FFI::addr($list), FFI::addr($error));
        Library::check($status, $error);
        unset($kept);
        [$out, $one, $missing] = [Library::struct('sda_salvaged'), Library::struct('sda_missing'), []];
        Library::check($ffi->sda_losses_totals($list, FFI::addr($out), FFI::addr($error)), $error);
        $totals = Salvaged::read($out);
        for ($index = 0; $index < $totals->missingCount; $index++) {
            Library::check($ffi->sda_losses_missing($list, $index, FFI::addr($one), FFI::addr($error)), $error);
            $missing[] = Missing::read($one);
        }
        return [$totals, Library::list($list, 'losses', 'sda_loss', Loss::read(...)), $missing];
    }

    // Wire bytes

    /**
     * A secret key and its public key, from the system's randomness, 32 bytes each. The secret serves as a group
     * key too.
     *
     * @return array{string, string}
     */
    public static function generateKeys(): array
    {
        [$ffi, $error] = [Library::ffi(), Library::scratch()->error];
        [$secret, $public] = [$ffi->new('sda_buf'), $ffi->new('sda_buf')];
        try {
            $status = $ffi->sda_keys_generate(FFI::addr($secret), FFI::addr($public), FFI::addr($error));
            Library::check($status, $error);
            return [Library::bytes($secret->ptr, $secret->len), Library::bytes($public->ptr, $public->len)];
        } finally {
            $ffi->sda_buf_free(FFI::addr($secret));
            $ffi->sda_buf_free(FFI::addr($public));
        }
    }

    /** The wire bytes of an operation. */
    public static function encode(Operation $operation): string
    {
        [$given, $kept] = Library::given('sda_op', $operation->fields());
        $s = Library::scratch();
        Library::check(Library::ffi()->sda_op_encode(FFI::addr($given), FFI::addr($s->buf), FFI::addr($s->error)), $s->error);
        unset($kept);
        return $s->taken();
    }

    /** Reads the wire bytes of one operation. */
    public static function decode(string $data): Operation
    {
        [$out, $error] = [Library::ffi()->new('sda_ops *'), Library::scratch()->error];
        Library::check(Library::ffi()->sda_op_decode($data, strlen($data), FFI::addr($out), FFI::addr($error)), $error);
        return Library::list($out, 'ops', 'sda_envelope', Envelope::read(...))[0]->op;
    }

    /** How long the frame at the front of a stream is; null while its head is not complete. */
    public static function frameBytes(string $data, int $frameBytesMax = 1 << 20): ?int
    {
        [$s, $length] = [Library::scratch(), strlen($data)];
        $places = [FFI::addr($s->number), FFI::addr($s->error)];
        $status = Library::ffi()->sda_frame_bytes($data, $length, $frameBytesMax, ...$places);
        return Library::check($status, $s->error) === Raw::SDA_NOTHING ? null : $s->number->cdata;
    }

    /** A short English name of a status. */
    public static function statusName(int $status): string
    {
        return Library::ffi()->sda_status_name($status);
    }
}
