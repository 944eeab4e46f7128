<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// The harness of the conformance scripts; tests/conformance/README.md has its language.

namespace Softadastra\Harness;

use Softadastra\{Applied, Client, Engine, Envelope, Feed, Group, Operation, PeerStatus, Policy, Session, SoftadastraException};
use Softadastra\{ValueReader, ValueWriter};

require __DIR__ . '/../src/autoload.php';

final class Harness
{
    private int $now = 1_700_000_000_000;
    /** @var array<string, Engine> */
    private array $engines = [];
    /** @var array<string, Session> */
    private array $sessions = [];
    /** @var array<string, Feed> */
    private array $feeds = [];
    /** @var array<string, ValueReader> */
    private array $readers = [];
    /** @var array<string, ValueWriter> */
    private array $writers = [];
    /** @var array<string, Client> */
    private array $clients = [];

    public function answer(string $line): string
    {
        $tokens = explode(' ', $line);
        $verb = 'do' . str_replace('_', '', ucwords(array_shift($tokens), '_'));
        try {
            return $this->$verb(...$tokens);
        } catch (SoftadastraException $error) {
            return "error {$error->status()} {$error->text}|{$error->context}";
        } catch (\DivisionByZeroError $error) {
            return "raised {$error->getMessage()}";
        }
    }

    private static function written(mixed $value): string
    {
        return match (true) {
            $value === null => 'x',
            is_bool($value) => $value ? '1' : '0',
            is_string($value) => 'x' . bin2hex($value),
            is_array($value) => implode(':', array_map(self::written(...), $value)),
            $value instanceof \BackedEnum => (string) $value->value,
            default => sprintf('%d', $value),
        };
    }

    private static function ok(mixed ...$values): string
    {
        return implode(' ', ['ok', ...array_map(self::written(...), $values)]);
    }

    private static function all(array $found, callable $record, mixed ...$before): string
    {
        return self::ok(...$before, ...array_map($record, $found));
    }

    private static function orNothing(mixed $value): string
    {
        return $value === null ? 'nothing' : self::ok($value);
    }

    private static function yes(bool $value): string
    {
        return $value ? 'ok' : 'nothing';
    }

    private static function bytes(string $token): string
    {
        return hex2bin(substr($token, 1));
    }

    /** A number; beyond those of PHP the one with the same 64 bits. */
    private static function number(string $token): int
    {
        if (strlen($token) < 19) {
            return (int) $token;
        }
        $number = 0;
        foreach (str_split($token) as $digit) {
            $number = self::added(self::added($number << 3, $number << 1), (int) $digit);
        }
        return $number;
    }

    private static function added(int $one, int $other): int
    {
        while ($other !== 0) {
            [$one, $other] = [$one ^ $other, ($one & $other) << 1];
        }
        return $one;
    }

    private static function options(array $tokens): array
    {
        $found = [];
        foreach ($tokens as $token) {
            [$name, $value] = explode('=', $token, 2);
            $found[$name] = $value[0] === 'x' ? self::bytes($value) : self::number($value);
        }
        return $found;
    }

    private static function ofEnvelope(Envelope $e): array
    {
        return [$e->op->syncId, $e->status, $e->ackStatus, $e->retryCount, $e->nextRetryAtMs, $e->lastError,
            $e->op->operationType, $e->op->key, $e->op->value];
    }

    private static function ofApplied(Applied $a): array
    {
        return [$a->created, $a->updated, $a->deleted, $a->version];
    }

    private static function ofPeer(PeerStatus $p): array
    {
        return [$p->nodeId, $p->isConnected, $p->leaseMs, $p->knownCount, $p->durableCount, $p->appliedCount,
            $p->pendingOwnCount, $p->pendingRelayedCount, $p->goneCount, $p->refusedCount];
    }

    // Nodes

    private function doReset(): string
    {
        $all = [$this->sessions, $this->feeds, $this->readers, $this->writers, $this->clients, $this->engines];
        foreach (array_merge(...array_map(array_values(...), $all)) as $held) {
            $held->close();
        }
        [$this->now, $this->engines, $this->sessions, $this->feeds] = [1_700_000_000_000, [], [], []];
        [$this->readers, $this->writers, $this->clients] = [[], [], []];
        return 'ok';
    }

    private function doNow(string $now): string
    {
        $this->now = (int) $now;
        return 'ok';
    }

    private function doOpen(string $name, string ...$tokens): string
    {
        $options = self::options($tokens);
        [$path, $nodeId] = [$options['path'] ?? null, $options['node_id'] ?? null];
        unset($options['path'], $options['node_id']);
        $engine = new Engine($path, $nodeId, $options, fn (): int => $this->now);
        $this->engines[$name] = $engine;
        $report = $engine->report();
        return self::ok($report->created, $report->lastVersion, $report->owedCount, $report->cutBytes);
    }

    private function doConfigure(string $name, string ...$tokens): string
    {
        $this->engines[$name]->configure(self::options($tokens));
        return 'ok';
    }

    // Reading

    private function doGet(string $name, string $key): string
    {
        $entry = $this->engines[$name]->entry(self::bytes($key));
        return $entry === null ? 'nothing' : self::ok($entry->value, $entry->version, $entry->timestampMs);
    }

    private function doGetInto(string $name, string $key, string $room): string
    {
        $memory = \Softadastra\Library::ffi()->new('char[' . max(1, (int) $room) . ']');
        $length = $this->engines[$name]->getInto(self::bytes($key), $memory);
        if ($length === null) {
            return 'nothing';
        }
        return self::ok($length, $length <= (int) $room ? \FFI::string($memory, $length) : '');
    }

    private function doContains(string $name, string $key): string
    {
        return self::yes($this->engines[$name]->contains(self::bytes($key)));
    }

    private function doLen(string $name): string
    {
        return self::ok(count($this->engines[$name]));
    }

    private function doScan(string $name, string ...$bounds): string
    {
        $scan = $this->engines[$name]->scan(...array_map(self::bytes(...), $bounds));
        return self::all(iterator_to_array($scan, false), static fn ($entry) => [$entry->key, $entry->value]);
    }

    private function doVersions(string $name, string $key): string
    {
        return self::all($this->engines[$name]->versions(self::bytes($key)), static fn ($v)
            => [$v->operationType, $v->nodeId, $v->sequence, $v->timestampMs, $v->value]);
    }

    private function doConflicts(string $name, string $after, string $countMax): string
    {
        $parts = [];
        foreach ($this->engines[$name]->conflicts(self::bytes($after), self::number($countMax)) as $one) {
            $parts[] = [$one->key, $one->isUnresolved, count($one->sides), $one->base !== null, $one->base];
            foreach ($one->sides as $s) {
                $parts[] = [$s->operationType, $s->isShown, $s->isLocal, $s->nodeId, $s->sequence, $s->value];
            }
        }
        return self::ok(...$parts);
    }

    // Writing

    private static function named(Operation $op): string
    {
        return self::ok($op->syncId, $op->version);
    }

    private function doPut(string $name, string $key, string $value, string $at): string
    {
        return self::named($this->engines[$name]->put(self::bytes($key), self::bytes($value), (int) $at));
    }

    private function doRemove(string $name, string $key, string $at): string
    {
        return self::named($this->engines[$name]->remove(self::bytes($key), (int) $at));
    }

    private function doPutLocal(string $name, string $key, string $value, string $at): string
    {
        $applied = $this->engines[$name]->putLocal(self::bytes($key), self::bytes($value), (int) $at);
        return self::ok(...self::ofApplied($applied));
    }

    private function doRemoveLocal(string $name, string $key, string $at): string
    {
        return self::ok(...self::ofApplied($this->engines[$name]->removeLocal(self::bytes($key), (int) $at)));
    }

    private function doPutUnlogged(string $name, string $key, string $value, string $at, string $version): string
    {
        $written = [self::bytes($key), self::bytes($value), (int) $at, (int) $version];
        return self::ok(...self::ofApplied($this->engines[$name]->putUnlogged(...$written)));
    }

    private static function group(array $parts): Group
    {
        $group = new Group();
        while ($parts !== []) {
            if (array_shift($parts) === 'put') {
                $group->put(self::bytes(array_shift($parts)), self::bytes(array_shift($parts)));
            } else {
                $group->remove(self::bytes(array_shift($parts)));
            }
        }
        return $group;
    }

    private function doGroup(string $name, string $at, string ...$parts): string
    {
        $group = self::group($parts);
        $op = $this->engines[$name]->submit($group, (int) $at);
        return self::ok($op->syncId, $op->version, $op->operationType, count($group));
    }

    private function doGroupLocal(string $name, string $at, string ...$parts): string
    {
        $group = self::group($parts);
        $applied = $this->engines[$name]->applyLocal($group, (int) $at);
        return self::ok(...self::ofApplied($applied), ...[count($group->clear())]);
    }

    // The outbox

    private function doBatch(string $name): string
    {
        return self::all($this->engines[$name]->nextBatch(), self::ofEnvelope(...));
    }

    private function doTick(string $name, string $prune): string
    {
        [$tick, $batch] = $this->engines[$name]->tick($prune === '1');
        return self::all($batch, self::ofEnvelope(...), $tick->retriedCount, $tick->prunedCount);
    }

    private function doOutbox(string $name): string
    {
        return self::all($this->engines[$name]->outbox(), self::ofEnvelope(...));
    }

    private function doFailed(string $name): string
    {
        return self::all($this->engines[$name]->failed(), self::ofEnvelope(...));
    }

    private function doHeld(string $name): string
    {
        return self::all($this->engines[$name]->held(), self::ofEnvelope(...));
    }

    private function doFind(string $name, string $id): string
    {
        return self::ok(self::ofEnvelope($this->engines[$name]->find(self::bytes($id))));
    }

    private function doEncode(string $name, string $id): string
    {
        return self::ok(Engine::encode($this->engines[$name]->find(self::bytes($id))->op));
    }

    private function doDecode(string $data): string
    {
        $op = Engine::decode(self::bytes($data));
        return self::ok($op->syncId, $op->origin, $op->sequence, $op->operationType, $op->key, $op->value);
    }

    private function doReceive(string $name, string $data): string
    {
        $r = $this->engines[$name]->receive(Engine::decode(self::bytes($data)));
        return self::ok($r->applied, $r->duplicate, $r->conflict, array_slice(self::ofApplied($r->apply), 0, 3));
    }

    private function doFail(string $name, string $id, string $status): string
    {
        return self::yes($this->engines[$name]->reportSendFailure(self::bytes($id), (int) $status));
    }

    private function doState(string $name): string
    {
        return self::ok(...array_values(get_object_vars($this->engines[$name]->state())));
    }

    private function doWakeup(string $name): string
    {
        return self::orNothing($this->engines[$name]->nextWakeup());
    }

    // Conflicts

    private function doPolicy(string $name, string $policy): string
    {
        $this->engines[$name]->setPolicy(Policy::tryFrom((int) $policy) ?? (int) $policy);
        return 'ok';
    }

    private function doMerge(string $name, string $kind): string
    {
        $engine = $this->engines[$name];
        $engine->setMerge(match ($kind) {
            'union' => static function (string $key, array $versions): string {
                $words = preg_split('/ +/', implode(' ', array_map(static fn ($v) => $v->value, $versions)), -1, PREG_SPLIT_NO_EMPTY);
                $words = array_unique($words);
                sort($words, SORT_STRING);
                return implode(' ', $words);
            },
            'raise' => static fn (string $key) => throw new \DivisionByZeroError("merge of $key"),
            'use' => static fn (string $key) => $engine->get($key),
            'none' => static fn () => null,
            'off' => null,
        });
        return 'ok';
    }

    // Peers and sessions

    private function doRegister(string $name, string $peer, string $lease): string
    {
        $this->engines[$name]->registerPeer(self::bytes($peer), (int) $lease);
        return 'ok';
    }

    private function doPeer(string $name, string $peer): string
    {
        return self::ok(self::ofPeer($this->engines[$name]->peer(self::bytes($peer))));
    }

    private function doPeers(string $name): string
    {
        return self::all($this->engines[$name]->peers(), self::ofPeer(...));
    }

    private function doExpire(string $name): string
    {
        return self::all($this->engines[$name]->expirePeers(), static fn ($peer) => $peer->nodeId);
    }

    private function doAckFrom(string $name, string $id, string $peer): string
    {
        $this->engines[$name]->ackFrom(self::bytes($id), self::bytes($peer));
        return 'ok';
    }

    private function doAppliedAt(string $name, string $id, string $peer): string
    {
        return self::yes($this->engines[$name]->isAppliedAt(self::bytes($id), self::bytes($peer)));
    }

    private function doSession(string $session, string $name, string ...$tokens): string
    {
        $this->sessions[$session] = $this->engines[$name]->session(null, self::options($tokens));
        return 'ok';
    }

    private function doPoll(string $session, string $bytesMax): string
    {
        return self::orNothing($this->sessions[$session]->pollTransmit((int) $bytesMax));
    }

    private function doHandle(string $session, string $frames): string
    {
        $this->sessions[$session]->handle(self::bytes($frames));
        return 'ok';
    }

    private function doEvent(string $session): string
    {
        $e = $this->sessions[$session]->pollEvent();
        return $e === null ? 'nothing' : self::ok($e->eventType, $e->status, $e->count, $e->otherCount,
            $e->sequence, $e->nodeId, $e->reason);
    }

    private function doWake(string $session): string
    {
        return self::orNothing($this->sessions[$session]->nextWakeup());
    }

    private function doSessionState(string $session): string
    {
        $state = $this->sessions[$session]->state();
        return self::ok($state->phase, $state->inFlightCount, $state->nodeId);
    }

    private function doEnd(string $session): string
    {
        $this->sessions[$session]->end();
        return 'ok';
    }

    private function doFree(string $session): string
    {
        $this->sessions[$session]->close();
        return 'ok';
    }

    private function doFrame(string $data, string $frameBytesMax): string
    {
        return self::orNothing(Engine::frameBytes(self::bytes($data), (int) $frameBytesMax));
    }

    private function doGetMany(string $name, string ...$keys): string
    {
        $found = $this->engines[$name]->getMany(array_map(self::bytes(...), $keys));
        $written = array_map(static fn (?string $one): string => $one === null ? '-' : self::written($one), $found);
        return implode(' ', ['ok', ...$written]);
    }

    // Values piece by piece

    private function doReader(string $reader, string $name, string $key): string
    {
        $opened = $this->engines[$name]->openValue(self::bytes($key));
        if ($opened === null) {
            return 'nothing';
        }
        $this->readers[$reader] = $opened;
        return self::ok($opened->size, $opened->version, $opened->timestampMs);
    }

    private function doRead(string $reader, string $offset, string $most): string
    {
        return self::orNothing($this->readers[$reader]->read((int) $offset, (int) $most));
    }

    private function doReaderFree(string $reader): string
    {
        $this->readers[$reader]->close();
        return 'ok';
    }

    private function doWriter(string $writer, string $name, string $key, string $size, string $at): string
    {
        $this->writers[$writer] = $this->engines[$name]->beginValue(self::bytes($key), (int) $size, (int) $at);
        return 'ok';
    }

    private function doWrite(string $writer, string $piece): string
    {
        $this->writers[$writer]->write(self::bytes($piece));
        return 'ok';
    }

    private function doCommit(string $writer): string
    {
        return self::ok(...self::ofApplied($this->writers[$writer]->commit()));
    }

    private function doWriterFree(string $writer): string
    {
        $this->writers[$writer]->close();
        return 'ok';
    }

    // Clients, whose messages the runner carries

    private function doClient(string $name, string ...$tokens): string
    {
        $given = self::options($tokens);
        $this->clients[$name] = new Client($given['path'] ?? null, $given['node_id']);
        return 'ok';
    }

    private function doClientPut(string $name, string $key, string $value): string
    {
        $this->clients[$name]->put(self::bytes($key), self::bytes($value));
        return 'ok';
    }

    private function doClientRemove(string $name, string $key): string
    {
        $this->clients[$name]->remove(self::bytes($key));
        return 'ok';
    }

    private function doClientGet(string $name, string $key): string
    {
        return self::orNothing($this->clients[$name]->get(self::bytes($key)));
    }

    private function doClientContains(string $name, string $key): string
    {
        return self::yes($this->clients[$name]->contains(self::bytes($key)));
    }

    private function doClientLen(string $name): string
    {
        return self::ok(count($this->clients[$name]));
    }

    private function doClientStatus(string $name, string $version): string
    {
        return self::orNothing($this->clients[$name]->statusOf((int) $version));
    }

    private function doClientTick(string $name, string $prune): string
    {
        return self::ok($this->clients[$name]->tick($prune === '1')->prunedCount);
    }

    private function doClientCarry(string $name): string
    {
        $this->clients[$name]->startCarrying();
        return 'ok';
    }

    private function doClientLink(string $name, string $peer, string $isOurs): string
    {
        return self::ok($this->clients[$name]->openLink(self::bytes($peer), $isOurs === '1'));
    }

    private function doClientMessage(string $name, string $link): string
    {
        return self::orNothing($this->clients[$name]->nextMessage((int) $link));
    }

    private function doClientReceive(string $name, string $link, string $message): string
    {
        $this->clients[$name]->receive((int) $link, self::bytes($message));
        return 'ok';
    }

    private function doClientUnlink(string $name, string $link): string
    {
        $this->clients[$name]->closeLink((int) $link);
        return 'ok';
    }

    private function doClientClose(string $name): string
    {
        $this->clients[$name]->close();
        return 'ok';
    }

    private function doClientEvents(string $name): string
    {
        return self::all($this->clients[$name]->events(), static fn ($e) => [$e->eventType, $e->nodeId]);
    }

    private function doClientPeers(string $name): string
    {
        return self::all($this->clients[$name]->engine()->peers(), static fn ($p) => [$p->nodeId, $p->isConnected]);
    }

    // The feed

    private function doFeed(string $feed, string $name, string $position, string $values): string
    {
        $this->feeds[$feed] = $this->engines[$name]->feed((int) $position, $values === '1');
        return 'ok';
    }

    private function doChange(string $feed): string
    {
        $c = $this->feeds[$feed]->next();
        return $c === null ? 'nothing' : self::ok($c->changeType, $c->operationType, $c->version, $c->syncId, $c->key,
            $c->value, $c->status, $c->retryCount, $c->lastError);
    }

    private function doPosition(string $feed): string
    {
        return self::ok($this->feeds[$feed]->position());
    }

    private function doFeedFree(string $feed): string
    {
        $this->feeds[$feed]->close();
        return 'ok';
    }

    // Looking after it

    private function doMaintain(string $name, string $bytesMax): string
    {
        return self::ok($this->engines[$name]->maintain((int) $bytesMax));
    }

    private function doIdentity(string $name): string
    {
        $found = $this->engines[$name]->identity();
        return $found === null ? 'nothing' : self::ok(...$found);
    }

    private function doRenamed(string $name): string
    {
        return self::orNothing($this->engines[$name]->renamedFrom());
    }

    private function doHealth(string $name): string
    {
        $health = $this->engines[$name]->health();
        return self::ok($health->isStopped, $health->failure, $health->oldestOwedVersion);
    }

    private function doBackup(string $name, string $path): string
    {
        return self::ok($this->engines[$name]->backup(self::bytes($path))->version);
    }

    private static function verified(array $found): string
    {
        [$t, $findings] = $found;
        return self::all($findings, static fn ($f) => [$f->part, $f->status, $f->at, $f->number, $f->file],
            $t->isSound, $t->keyCount, $t->owedCount, $t->findingCount);
    }

    private function doVerify(string $name): string
    {
        return self::verified($this->engines[$name]->verify());
    }

    private function doVerifyPath(string $path): string
    {
        return self::verified(Engine::verifyAt(self::bytes($path)));
    }

    private function doSalvage(string $path, string $to): string
    {
        [$t, $losses, $missing] = Engine::salvage(self::bytes($path), self::bytes($to));
        return self::all($losses, static fn ($l) => [$l->part, $l->status, $l->at, $l->number],
            $t->keyCount, $t->owedCount, $t->lossCount, count($missing));
    }

    private function doStatusName(string $status): string
    {
        return self::ok(Engine::statusName((int) $status));
    }

    /** Verbs that are one method, without an answer or with one value. */
    public function __call(string $verb, array $tokens): string
    {
        [$done, $told] = [
            ['doClose' => 'close', 'doDetach' => 'detach', 'doAck' => 'ack', 'doQueue' => 'queue',
                'doRequeue' => 'requeueFailed', 'doDiscard' => 'discardFailed', 'doUnregister' => 'removePeer',
                'doFlush' => 'flush', 'doCheckpoint' => 'checkpoint', 'doReload' => 'reload', 'doClear' => 'clearMemory'],
            ['doSubmitLocal' => 'submitLocalWrites', 'doRequeueAll' => 'requeueAllFailed',
                'doPruneFailed' => 'pruneFailed', 'doPruneCompleted' => 'pruneCompleted',
                'doRetryExpired' => 'retryExpired', 'doDigest' => 'digest', 'doChanges' => 'changes',
                'doFeedEnd' => 'feedEnd', 'doStatus' => 'statusJson'],
        ];
        $engine = $this->engines[array_shift($tokens)];
        if (isset($done[$verb])) {
            $engine->{$done[$verb]}(...array_map(self::bytes(...), $tokens));
            return 'ok';
        }
        return self::ok($engine->{$told[$verb]}());
    }
}

$harness = new Harness();
while (($line = fgets(STDIN)) !== false) {
    fwrite(STDOUT, $harness->answer(rtrim($line, "\n")) . "\n");
}
