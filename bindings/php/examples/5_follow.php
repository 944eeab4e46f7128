<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// A copy that never misses a change: walk over what there is, then follow what happens.

use Softadastra\{Engine, OperationType};

require (getenv('SOFTADASTRA_PHP') ?: __DIR__ . '/..') . '/src/autoload.php';

$path = "$argv[1]/follow.wal";
$options = ['feed_retain_bytes' => 1 << 24];

$notes = new Engine($path, 'desk', $options);
$notes->put('note:1', 'east field');
$notes->put('note:2', 'west field');
$notes->put('user:1', 'Ada');
// The position first, then the walk: what happens in between is in both, nothing in neither.
$position = $notes->feedEnd();
$scan = $notes->scan('note:');
$notes->put('note:3', 'written meanwhile');
foreach ($scan as $entry) {
    echo "$entry->key = $entry->value\n";
}
$scan->close();
$notes->close();

$notes = new Engine($path, 'desk', $options);
$notes->remove('note:1');
$notes->flush();
foreach ($notes->feed($position) as $change) {
    $kind = $change->operationType === OperationType::Put ? 'put' : 'delete';
    echo "since then: $kind $change->key $change->value\n";
}
$notes->close();
