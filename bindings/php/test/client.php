<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// Clients and files of records: two nodes over loopback and over queues, keys, closing, what each call answers.

namespace Softadastra\Tests;

use Softadastra as S;
use Softadastra\{Client, ClientEventType, Engine, Group, OperationStatus, Wal, WalReader};

const TIMEOUT_MS = 60_000;
const LOCAL = ['transport_enabled' => true, 'transport_host' => '127.0.0.1'];

/** A client in memory that serves. */
function serving(string $nodeId, array $options): Client
{
    $client = new Client(null, $nodeId, $options + LOCAL);
    $client->startTransport();
    return $client;
}

/** Turns of all, until what is waited for is so. */
function turns(array $clients, callable $isSo): void
{
    $deadline = hrtime(true) + TIMEOUT_MS * 1_000_000;
    while (!$isSo()) {
        check(hrtime(true) < $deadline, 'it took too long');
        foreach ($clients as $client) {
            $client->tick();
            $client->processTransportEvents();
            $client->wait(5);
        }
    }
}

/** What came goes in, a turn, what is due goes out. */
function carry(Client $client, int $link, array &$came, array &$goes): void
{
    while ($came !== []) {
        $client->receive($link, array_shift($came));
    }
    $client->tick();
    while (($message = $client->nextMessage($link)) !== null) {
        $goes[] = $message;
    }
}

$tests['what is written apart is on both sides once they have met'] = static function (): void {
    $key = ['group_key' => Engine::generateKeys()[0]];
    [$field, $office] = [serving('field', $key), serving('office', $key)];
    [$first] = [$field->put('well/4', 'dry'), $office->put('office/1', 'open')];
    check($field->statusOf($first) === OperationStatus::Queued && $office->get('well/4') === null);
    check($field->transportRunning());
    $field->connect('office', '127.0.0.1', $office->servedPort());
    turns([$field, $office], static fn () =>
        $field->statusOf($first) === OperationStatus::Applied && $field->contains('office/1'));
    $field->waitUntilAcknowledged($first, TIMEOUT_MS);
    check($office->get('well/4') === 'dry');
    check([$field->peers()[0]->nodeId, $field->peers()[0]->isConnected] === ['office', true]);
    check(in_array(ClientEventType::Connected, array_column($field->events(), 'eventType'), true));
    check($field->delivery("field-$first", 'office')->isApplied);
    check($field->peerStatus()[0]->nodeId === 'office');
    check($field->syncState()->acknowledgedCount === 1);
    check($field->tick(true)->prunedCount === 1 && $field->statusOf($first) === null);
    $second = $field->remove('well/4');
    turns([$field, $office], static fn () => $field->statusOf($second) === OperationStatus::Applied);
    check(!$office->contains('well/4') && $field->pruneCompleted() === 1);
    $field->disconnect('office');
    fails(S\NotFoundException::class, static fn () => $field->disconnect('nobody'));
    $late = $office->put('well/5', 'full');
    $error = fails(S\TimedOutException::class, static fn () => $office->waitUntilAcknowledged($late, 1));
    check($error->context === (string) $late, $error);
    fails(S\NotFoundException::class, static fn () => $office->waitUntilAcknowledged(99, TIMEOUT_MS));
};

$tests['a client with another key gets nothing'] = static function (): void {
    $office = serving('office', ['group_key' => Engine::generateKeys()[0]]);
    $stranger = serving('stranger', ['group_key' => Engine::generateKeys()[0]]);
    $office->put('secret', 'of the group');
    $stranger->connect('office', '127.0.0.1', $office->servedPort());
    [$heard, $refused] = [[], []];
    turns([$stranger, $office], static function () use ($stranger, $office, &$heard, &$refused): bool {
        array_push($heard, ...$stranger->events());
        array_push($refused, ...array_column($office->events(), 'eventType'));
        return in_array(ClientEventType::Unreachable, array_column($heard, 'eventType'), true)
            && in_array(ClientEventType::Refused, $refused, true);
    });
    check($heard[0]->status < 0 && $heard[0]->reason !== '', $heard);
    check(count($stranger) === 0);
};

$tests['with a key each only those who are trusted get in'] = static function (): void {
    [[$fieldSecret, $fieldPublic], [$officeSecret, $officePublic]] = [Engine::generateKeys(), Engine::generateKeys()];
    $field = new Client(null, 'field', ['secret_key' => $fieldSecret] + LOCAL);
    $office = new Client(null, 'office', ['secret_key' => $officeSecret] + LOCAL);
    $field->trust('office', $officePublic);
    $office->trust('field', $fieldPublic);
    $field->startTransport();
    $office->startTransport();
    $port = $office->servedPort();
    fails(S\PermissionDeniedException::class, static fn () => $field->connect('nobody', '127.0.0.1', $port));
    $field->connect('office', '127.0.0.1', $port);
    $version = $field->put('k', 'v');
    turns([$field, $office], static fn () => $field->statusOf($version) === OperationStatus::Applied);
};

$tests['links may be carried by the application'] = static function (): void {
    [$field, $office] = [new Client(null, 'field'), new Client(null, 'office')];
    $field->startCarrying();
    $office->startCarrying();
    $version = $field->put('well/4', 'dry');
    [$out, $back] = [$field->openLink('office', true), $office->openLink('field', false)];
    [$down, $up] = [[], []];
    for ($turn = 0; $turn < 1000; $turn++) {
        carry($field, $out, $down, $up);
        carry($office, $back, $up, $down);
    }
    check($office->get('well/4') === 'dry' && $field->statusOf($version) === OperationStatus::Applied);
    $field->closeLink($out);
    fails(S\ClosedException::class, static fn () => $field->nextMessage($out));
    $field->stopTransport();
    fails(S\InvalidStateException::class, static fn () => $field->openLink('office', true));
};

$tests['a node says who it is and looks for others'] = static function (): void {
    $client = new Client(null, 'tablet-7', ['display_name' => 'Tablet 7', 'version' => '2.1',
        'discovery_enabled' => true, 'discovery_host' => '127.0.0.1', 'discovery_port' => 47_833]);
    $info = $client->nodeInfo();
    check([$info->details->displayName, $info->details->version] === ['Tablet 7', '2.1'], $info);
    check(in_array('sync', $info->capabilities, true), $info);
    check($client->nodeInfo(true)->details->uptimeMs >= $info->details->uptimeMs);
    check(!$client->discoveryRunning());
    $client->startDiscovery();
    check($client->discoveryRunning());
    $client->stopDiscovery();
    check($client->peers() === []);
    fails(S\InvalidStateException::class, static fn () => $client->startTransport());
    check(!$client->transportRunning() && $client->servedPort() === null);
    fails(S\InvalidStateException::class, static fn () => $client->processTransportEvents());
};

$tests['nodes find each other and call'] = static function (): void {
    $options = ['group_key' => Engine::generateKeys()[0], 'discovery_enabled' => true,
        'discovery_host' => '127.0.0.1', 'discovery_port' => 47_843];
    [$field, $office] = [serving('field', $options), serving('office', $options)];
    $field->put('k', 'v');
    $field->startDiscovery();
    $office->startDiscovery();
    turns([$field, $office], static fn () => $office->contains('k'));
    $peer = $field->peers()[0];
    check([$peer->nodeId, $peer->isFound, $peer->port] === ['office', true, $office->servedPort()], $peer);
    check(in_array(ClientEventType::Found, array_column($field->events(), 'eventType'), true));
};

$tests['everything else is done with the engine of a client'] = static function (): void {
    $client = new Client(null, 'a', ['max_retries' => 1], static fn (): int => 1_700_000_000_000);
    $engine = $client->engine();
    check($engine === $client->engine());
    $client->put('a/1', 'one');
    $engine->submit((new Group())->put('a/2', 'two'));
    check(array_column(iterator_to_array($engine->scan('a/')), 'value') === ['one', 'two'] && count($client) === 2);
    $syncId = $engine->nextBatch()[0]->op->syncId;
    $engine->reportSendFailure($syncId, S\TimedOutException::STATUS);
    check($client->failed()[0]->op->syncId === $syncId);
    $client->requeueFailed($syncId);
    $engine->nextBatch();
    $engine->reportSendFailure($syncId, S\TimedOutException::STATUS);
    $client->discardFailed($syncId);
    check($client->pruneFailed() + $client->retryExpired() === 0);
    $other = new Engine(nodeId: 'b');
    $other->put('a/1', 'theirs');
    $engine->receive(Engine::encode($other->nextBatch()[0]->op));
    check($client->conflicts()[0]->key === 'a/1');
    $engine->setPolicy(S\Policy::Custom);
    $engine->setMerge(static fn () => $client->get('a/1'));
    fails(S\BusyException::class, static fn () => $client->get('a/1'));
    $engine->setMerge(static fn () => $client->close());
    fails(S\BusyException::class, static fn () => $client->get('a/1'));
    $engine->setMerge(static fn (string $key): string => "$key merged");
    check($client->get('a/1') === 'a/1 merged');
    // Settings stay those of before when the engine is asked for again.
    $engine->configure(['max_retries' => 2]);
    unset($engine);
    $client->engine()->configure(['batch_size' => 3]);
    $client->put('b', '1');
    $failing = $client->engine()->nextBatch()[0]->op->syncId;
    check($client->engine()->reportSendFailure($failing, S\TimedOutException::STATUS), 'one retry is left');
};

$tests['closing a client twice does nothing, and use after close fails'] = static function (): void {
    inFolder(static function (string $folder): void {
        $client = new Client("$folder/a.wal", 'a', LOCAL);
        $client->put('k', 'v');
        $client->startTransport();
        $engine = $client->engine();
        fails(S\LockedException::class, static fn () => new Client("$folder/a.wal", 'a'));
        $uses = [
            static fn () => $client->get('k'), static fn () => $client->put('k', 'v'), static fn () => $client->tick(),
            static fn () => $client->events(), static fn () => $client->peers(), static fn () => $client->wait(1),
            static fn () => $client->nodeInfo(), static fn () => $client->failed(), static fn () => $client->engine(),
            static fn () => $engine->get('k'),
        ];
        for ($round = 0; $round < 3; $round++) {
            $client->close();
            check(!$client->isOpen() && !$engine->isOpen());
            foreach ($uses as $use) {
                fails(S\ClosedException::class, $use);
            }
        }
        $engine->close();
        fails(\Error::class, static fn () => clone $client);
        fails(S\InvalidArgumentException::class, static fn () => new Client("$folder/a.wal", ''));
        fails(\InvalidArgumentException::class, static fn () => new Client("$folder/a.wal", 'a', ['transport' => 1]));
        // The engine keeps a client alive that nobody else refers to, and without it the client goes.
        $alone = (new Client("$folder/a.wal", 'a'))->engine();
        check($alone->get('k') === 'v');
        unset($alone);
        (new Client("$folder/a.wal", 'a'))->close();
    });
};

$tests['records of format 1 are written and read'] = static function (): void {
    inFolder(static function (string $folder): void {
        $path = "$folder/a.wal";
        $wal = new Wal($path);
        check($wal->recover()->recordCount === 0);
        check([$wal->appendRecord(1, 7, 'one'), $wal->appendRecord(5, 8, '')] === [1, 2]);
        $wal->raiseSequence(10);
        check($wal->appendRecord(3, 9, 'eleven') === 11);
        $wal->flush();
        fails(S\LockedException::class, static fn () => new Wal($path));
        fails(S\InvalidArgumentException::class, static fn () => $wal->appendRecord(1, 7, ''));
        $wal->close();
        $found = [];
        foreach (new WalReader($path) as $one) {
            $found[] = [$one->recordType, $one->sequence, $one->timestampMs, $one->payload];
        }
        check($found === [[1, 1, 7, 'one'], [5, 2, 8, ''], [3, 11, 9, 'eleven']], $found);
        check(Wal::read($path) === file_get_contents($path));
        $wal = new Wal($path);
        check($wal->recover()->sequence === 11);
        $wal->append('torn');
        $wal->close();
        $wal->close();
        fails(S\ClosedException::class, static fn () => $wal->append('x'));
        check((new Wal($path))->recover()->cutBytes === 4);
        $reader = new WalReader($path);
        $reader->close();
        $reader->close();
        fails(S\ClosedException::class, static fn () => $reader->next());
        fails(S\FileReadException::class, static fn () => new WalReader("$folder/none.wal"));
    });
};
