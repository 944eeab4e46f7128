<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// As leak.c, in PHP.

use Softadastra\{Engine, NotFoundException};

require __DIR__ . '/../php/src/autoload.php';

function residentKib(): int
{
    gc_collect_cycles();
    return 4 * (int) explode(' ', file_get_contents('/proc/self/statm'))[1];
}

function turn(): void
{
    $engine = new Engine(nodeId: 'leak');
    $engine->put('k', 'value', 1);
    $engine->get('k');
    $scan = $engine->scan();
    $scan->next();
    $scan->close();
    $engine->versions('k');
    try {
        $engine->ack('leak-9');
    } catch (NotFoundException) {
        // There is no such operation.
    }
    $engine->close();
}

[$rounds, $before] = [(int) $argv[1], 0];
for ($at = 0; $at < $rounds; $at++) {
    turn();
    if ($at === intdiv($rounds, 5)) {
        $before = residentKib();
    }
}
echo $before, ' ', residentKib(), "\n";
