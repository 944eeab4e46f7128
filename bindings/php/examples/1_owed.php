<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// A write that is durable here and owed to the other side, from submit to acknowledgement.

use Softadastra\{Engine, NotFoundException};

require (getenv('SOFTADASTRA_PHP') ?: __DIR__ . '/..') . '/src/autoload.php';

$path = "$argv[1]/notes.wal";
$notes = new Engine($path, 'laptop');
foreach (['buy bread', 'call Ada'] as $text) {
    $operation = $notes->put("note:$text[0]", $text);
    echo "submitted $operation->syncId version $operation->version\n";
}
foreach ($notes->nextBatch() as $envelope) {
    echo "send {$envelope->op->syncId}: {$envelope->op->value}\n";
}
echo "in flight {$notes->state()->inFlightCount}\n";
$notes->ack('laptop-1');
try {
    $notes->ack('laptop-9');
} catch (NotFoundException $error) {
    echo "refused: $error->text\n";
}
$notes->close();

// What was not acknowledged is still owed after a restart.
$notes = new Engine($path, 'laptop');
echo "owed after restart {$notes->report()->owedCount}\n";
$notes->close();
