<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// Two clients that write while apart and then meet over TCP, and one that has another key.

use Softadastra\{Client, ClientEventType, Engine, OperationStatus};

require (getenv('SOFTADASTRA_PHP') ?: __DIR__ . '/..') . '/src/autoload.php';

function client(string $nodeId, string $key): Client
{
    $serving = ['transport_enabled' => true, 'transport_host' => '127.0.0.1'];
    return new Client(null, $nodeId, ['group_key' => $key] + $serving);
}

function areApplied(Client $at, array $writes): bool
{
    $statuses = array_map($at->statusOf(...), $writes);
    return array_filter($statuses, static fn ($one): bool => $one !== OperationStatus::Applied) === [];
}

[$key] = Engine::generateKeys();
[$field, $office] = [client('field', $key), client('office', $key)];
$writes = [$field->put('well/4', 'dry'), $field->put('well/5', 'wet')];
$writesToo = [$office->put('plan', 'dig at well/4')];
echo 'apart: field has ', count($field), ' office has ', count($office), "\n";

$field->startTransport();
$office->startTransport();
$field->connect('office', '127.0.0.1', $office->servedPort());
while (!areApplied($field, $writes) || !areApplied($office, $writesToo)) {
    $field->tick();
    $office->tick();
    $field->wait(10);
}
echo 'together: field has ', count($field), ' office has ', count($office), "\n";
echo "well/4 at the office: {$office->get('well/4')}\n";
echo 'acknowledged: ', $field->syncState()->acknowledgedCount === 2 ? 'yes' : 'no', "\n";

[$otherKey] = Engine::generateKeys();
$stranger = client('stranger', $otherKey);
$stranger->startTransport();
$stranger->connect('office', '127.0.0.1', $office->servedPort());
while (!in_array(ClientEventType::Unreachable, array_column($stranger->events(), 'eventType'), true)) {
    $stranger->tick();
    $office->tick();
    $stranger->wait(10);
}
echo 'with another key: refused, has ', count($stranger), "\n";
foreach ([$field, $office, $stranger] as $one) {
    $one->close();
}
