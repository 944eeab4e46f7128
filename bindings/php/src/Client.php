<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

namespace Softadastra;

use FFI;

/** Who a node is, and what it can do. */
final class NodeInfo
{
    /** @param list<string> $capabilities By name. */
    public function __construct(
        public readonly NodeDetails $details,
        public readonly array $capabilities,
    ) {
    }
}

/**
 * A database of this device that is kept the same on others. Writes are made here, at once, whoever can be reached,
 * and are owed to every peer until it has them. Bytes move in tick, wait and processTransportEvents alone.
 */
final class Client extends Shared implements \Countable
{
    protected const WHAT = 'client';
    protected const CLOSE = 'sda_client_close';
    private const WAIT_STEP_MS = 50;

    private \ArrayObject $sync;
    /** @var ?callable */
    private $clock;
    /** Weak, so that a client goes when nobody else refers to it: its engine refers to it. */
    private ?\WeakReference $engine = null;

    /**
     * Opens the database with that log file, or one in memory for null. The options are fields of `sda_options`,
     * `sda_sync_options` and `sda_client_options` under their own names: Raw::OPTIONS. No network service starts.
     */
    public function __construct(?string $path, string $nodeId, array $options = [], ?callable $clock = null)
    {
        $callbacks = new Callbacks();
        $structs = ['sda_options', 'sda_sync_options', 'sda_client_options'];
        [$opening, $sync, $client] = self::divide($options, ...$structs);
        $sync = ['node_id' => $nodeId] + $sync;
        [$this->sync, $this->clock] = [new \ArrayObject($sync), $clock];
        $given = array_combine($structs, [self::placed($opening, $path), $sync, $client]);
        $this->hold(self::opening('sda_client', 'sda_client_open', $callbacks, $clock, $given), $callbacks);
    }

    /** Stops every service, makes everything durable and lets go. Closing again does nothing. */
    public function close(): void
    {
        parent::close();
        $this->engine?->get()?->close();
    }

    /** The engine of this client, for everything else: scans, groups, feeds, sessions, backups, health. */
    public function engine(): Engine
    {
        $engine = $this->engine?->get();
        if ($engine === null || !$engine->isOpen()) {
            $lent = $this->opened('sda_engine', 'sda_client_engine');
            $engine = Engine::lent($lent, $this, $this->clock, $this->sync);
            $this->engine = \WeakReference::create($engine);
        }
        return $engine;
    }

    // Writing and reading

    /** Writes a key and owes the write to every peer, both or neither. The version is for statusOf. */
    public function put(string $key, string $value): int
    {
        return $this->counted('sda_client_put', $key, strlen($key), $value, strlen($value));
    }

    /** Removes a key, there or not, and owes that to every peer. */
    public function remove(string $key): int
    {
        return $this->counted('sda_client_remove', $key, strlen($key));
    }

    /** The shown value of a key, or null; no peer is asked. */
    public function get(string $key): ?string
    {
        $scratch = Library::scratch();
        $status = $this->call('sda_client_get', $key, strlen($key), FFI::addr($scratch->buf));
        return $status === Raw::SDA_NOTHING ? null : $scratch->taken();
    }

    /** Whether a key is shown. */
    public function contains(string $key): bool
    {
        return $this->call('sda_client_contains', $key, strlen($key)) !== Raw::SDA_NOTHING;
    }

    /** How many keys are shown. */
    public function count(): int
    {
        return $this->counted('sda_client_len');
    }

    // Turns, and what is owed

    /**
     * One turn: schedules again what is late, prunes if asked, does some upkeep, and sends what is due to the peers
     * that are there.
     */
    public function tick(bool $pruneCompleted = false): ClientTurn
    {
        return ClientTurn::read($this->filled('sda_client_turn', 'sda_client_tick', (int) $pruneCompleted));
    }

    /** Where synchronisation stands. */
    public function syncState(): SyncState
    {
        return SyncState::read($this->filled('sda_sync_state', 'sda_client_sync_state'));
    }

    /** Where a write stands; null when the outbox does not hold it any more. */
    public function statusOf(int $version): OperationStatus|int|null
    {
        $count = Library::scratch()->count;
        if ($this->call('sda_client_status_of', $version, FFI::addr($count)) === Raw::SDA_NOTHING) {
            return null;
        }
        return OperationStatus::tryFrom($count->cdata) ?? $count->cdata;
    }

    /**
     * Takes turns until every peer has acknowledged a write. Throws TimedOutException after so long,
     * InvalidStateException for a write that failed, NotFoundException for one that the outbox does not hold.
     */
    public function waitUntilAcknowledged(int $version, int $timeoutMs): void
    {
        $deadline = hrtime(true) + $timeoutMs * 1_000_000;
        while (($status = $this->statusOf($version)) !== OperationStatus::Applied) {
            if ($status === null) {
                throw new NotFoundException('the outbox does not hold the write', (string) $version);
            }
            if ($status === OperationStatus::Failed) {
                throw new InvalidStateException('the write failed', (string) $version);
            }
            $leftMs = intdiv($deadline - hrtime(true), 1_000_000);
            if ($leftMs <= 0) {
                throw new TimedOutException('no acknowledgement in time', (string) $version);
            }
            $this->tick();
            $this->wait(min($leftMs, self::WAIT_STEP_MS));
        }
    }

    /** Schedules again what is late, as a turn does; how many. */
    public function retryExpired(): int
    {
        return $this->counted('sda_client_retry_expired');
    }

    /** Lets acknowledged operations go from the outbox; how many. */
    public function pruneCompleted(): int
    {
        return $this->counted('sda_client_prune_completed');
    }

    /** Discards every failed operation, on purpose; how many. */
    public function pruneFailed(): int
    {
        return $this->counted('sda_client_prune_failed');
    }

    // As the engine's, for those who do not look for it there.

    /**
     * The conflicts that stand; writing the key resolves one, here and everywhere.
     *
     * @return list<Contested>
     */
    public function conflicts(string $after = '', int $countMax = 4096): array
    {
        return $this->engine()->conflicts($after, $countMax);
    }

    /**
     * Every write that was given up, oldest first.
     *
     * @return list<Envelope>
     */
    public function failed(): array
    {
        return $this->engine()->failed();
    }

    /** Queues one failed write again. */
    public function requeueFailed(string $syncId): void
    {
        $this->engine()->requeueFailed($syncId);
    }

    /** Discards one failed write, on purpose. */
    public function discardFailed(string $syncId): void
    {
        $this->engine()->discardFailed($syncId);
    }

    /** How far a write made here has come at a peer. */
    public function delivery(string $syncId, string $nodeId): PeerDelivery
    {
        return $this->engine()->delivery($syncId, $nodeId);
    }

    /**
     * How it stands with every registered peer, in order of their names.
     *
     * @return list<PeerStatus>
     */
    public function peerStatus(): array
    {
        return $this->engine()->peers();
    }

    // Peers over TCP

    /** Begins to serve and to call, as the options say. */
    public function startTransport(): void
    {
        $this->call('sda_client_start_transport');
    }

    /** Ends every link and serves no more. What is owed stays owed. */
    public function stopTransport(): void
    {
        $this->call('sda_client_stop_transport');
    }

    /** Whether it serves and calls, or carries links. */
    public function transportRunning(): bool
    {
        return $this->call('sda_client_transport_running', null) !== Raw::SDA_NOTHING;
    }

    /** The port that is served; null when the transport does not run. */
    public function servedPort(): ?int
    {
        $count = Library::scratch()->count;
        $status = $this->call('sda_client_transport_running', FFI::addr($count));
        return $status === Raw::SDA_NOTHING ? null : $count->cdata;
    }

    /**
     * Registers a peer and has it called, now and whenever the link is lost. Whether it is reached is told by
     * events.
     */
    public function connect(string $nodeId, string $host, int $port): void
    {
        $this->call('sda_client_connect', $nodeId, strlen($nodeId), $host, strlen($host), $port);
    }

    /** Ends the link with a peer and calls it no more. It stays registered, and may call. */
    public function disconnect(string $nodeId): void
    {
        $this->call('sda_client_disconnect', $nodeId, strlen($nodeId));
    }

    /** Lets a peer in by its public key, from the next start on; for a client that has a secret key. */
    public function trust(string $nodeId, string $publicKey): void
    {
        $this->call('sda_client_trust', $nodeId, strlen($nodeId), $publicKey, strlen($publicKey));
    }

    /** Moves what there is to move without waiting; how many events of the transport were handled. */
    public function processTransportEvents(int $eventsMax = 64): int
    {
        return $this->counted('sda_client_process_transport_events', $eventsMax);
    }

    /** The same, but waits for something to happen. */
    public function wait(int $waitMs): int
    {
        return $this->counted('sda_client_wait', $waitMs);
    }

    /**
     * Takes what has happened between this node and others, oldest first.
     *
     * @return list<ClientEvent>
     */
    public function events(int $eventsMax = 1024): array
    {
        $list = $this->opened('sda_client_events', 'sda_client_poll_events', $eventsMax);
        return Library::list($list, 'client_events', 'sda_client_event', ClientEvent::read(...));
    }

    /**
     * The peers that are found, called or there, in order of their names.
     *
     * @return list<KnownPeer>
     */
    public function peers(): array
    {
        $list = $this->opened('sda_known_peers', 'sda_client_peers');
        return Library::list($list, 'known_peers', 'sda_known_peer', KnownPeer::read(...));
    }

    /** Begins to look for peers, and to be found where the transport serves. */
    public function startDiscovery(): void
    {
        $this->call('sda_client_start_discovery');
    }

    /** Looks for nobody any more. Links stay. */
    public function stopDiscovery(): void
    {
        $this->call('sda_client_stop_discovery');
    }

    /** Whether peers are looked for. */
    public function discoveryRunning(): bool
    {
        return $this->call('sda_client_discovery_running') !== Raw::SDA_NOTHING;
    }

    /** What this node says of itself, as it was last asked, or now. */
    public function nodeInfo(bool $refresh = false): NodeInfo
    {
        $info = $this->opened('sda_node_info', 'sda_client_node_info', (int) $refresh);
        [$ffi, $scratch, $out] = [Library::ffi(), Library::scratch(), Library::struct('sda_node_details')];
        [$error, $name] = [FFI::addr($scratch->error), $ffi->new('char *')];
        try {
            Library::check($ffi->sda_node_info_get($info, FFI::addr($out), $error), $scratch->error);
            [$details, $capabilities] = [NodeDetails::read($out), []];
            for ($index = 0; $index < $details->capabilityCount; $index++) {
                $places = [FFI::addr($name), FFI::addr($scratch->size)];
                Library::check($ffi->sda_node_info_capability($info, $index, ...$places, ...[$error]), $scratch->error);
                $capabilities[] = Library::bytes($name, $scratch->size->cdata);
            }
            return new NodeInfo($details, $capabilities);
        } finally {
            $ffi->sda_node_info_free($info);
        }
    }

    // Peers over channels of the application's own

    /**
     * Begins to talk with peers over channels of the application, which carries what nextMessage gives after each
     * turn, and hands what comes to receive. Ends with stopTransport.
     */
    public function startCarrying(): void
    {
        $this->call('sda_client_start_carrying');
    }

    /** Says that a channel with a node is there, begun by this end or by the other. The name of the link. */
    public function openLink(string $nodeId, bool $isOurs): int
    {
        return $this->counted('sda_client_open_link', $nodeId, strlen($nodeId), (int) $isOurs);
    }

    /** Hands in a message that came over a link; the next turn deals with it. */
    public function receive(int $link, string $message): void
    {
        $this->call('sda_client_receive', $link, $message, strlen($message));
    }

    /** The next message that is to go over a link; null when there is none before the next turn. */
    public function nextMessage(int $link): ?string
    {
        $scratch = Library::scratch();
        $status = $this->call('sda_client_next_message', $link, FFI::addr($scratch->buf));
        return $status === Raw::SDA_NOTHING ? null : $scratch->taken();
    }

    /** Says that a channel is there no more. */
    public function closeLink(int $link): void
    {
        $this->call('sda_client_close_link', $link);
    }
}
