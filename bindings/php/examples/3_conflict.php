<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// Two nodes edit the same keys without knowing of each other: the list, a resolution, a merge.

use Softadastra\{Engine, Policy};

require (getenv('SOFTADASTRA_PHP') ?: __DIR__ . '/..') . '/src/autoload.php';

function deliver(Engine $source, Engine $target): void
{
    foreach ($source->nextBatch() as $envelope) {
        $target->receive(Engine::encode($envelope->op));
        $source->ack($envelope->op->syncId);
    }
}

/** A value is a set of words: the same answer whoever asks. */
function union(string $key, array $versions): string
{
    $words = array_merge(...array_map(static fn ($version) => explode(' ', $version->value), $versions));
    $words = array_unique($words);
    sort($words, SORT_STRING);
    return implode(' ', $words);
}

$desk = new Engine(nodeId: 'desk');
$phone = new Engine(nodeId: 'phone');
$desk->put('list', 'milk eggs', 1_700_000_010_000);
$phone->put('list', 'milk tea', 1_700_000_011_000);
$desk->put('shop', 'corner', 1_700_000_012_000);
$phone->put('shop', 'market', 1_700_000_011_000);
deliver($desk, $phone);
deliver($phone, $desk);
foreach ($desk->conflicts() as $conflict) {
    $sides = array_map(static fn ($side) => "$side->nodeId $side->value", $conflict->sides);
    sort($sides, SORT_STRING);
    echo "$conflict->key: ", implode(', ', $sides), "\n";
}

// Whoever writes next has seen both sides, and ends the conflict everywhere.
$phone->put('shop', 'corner, then market', 1_700_000_020_000);
deliver($phone, $desk);
echo "shop = {$desk->get('shop')}\n";

// For the rest a function decides; nothing of it is stored.
$desk->setPolicy(Policy::Custom);
$desk->setMerge(union(...));
echo "list = {$desk->get('list')}\n";
echo 'conflicts ', count($desk->conflicts()), "\n";
$desk->close();
$phone->close();
