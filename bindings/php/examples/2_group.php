<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// An order and its lines belong together: written, sent and taken in as a whole or not at all.

use Softadastra\{Engine, Group, SoftadastraException};

require (getenv('SOFTADASTRA_PHP') ?: __DIR__ . '/..') . '/src/autoload.php';

$shop = new Engine(nodeId: 'shop');
$stock = new Engine(nodeId: 'stock');

$shop->putLocal('cart:7', '3 lamps, 1 ladder');
$order = new Group();
$order->put('order:7', 'open, 2 lines')->put('order:7/line:1', '3 lamps');
$order->put('order:7/line:2', '1 ladder')->remove('cart:7');
echo "placed as {$shop->submit($order)->syncId} owed {$shop->state()->outboxSize}\n";
try {
    $order->put('order:7', 'twice');
} catch (SoftadastraException $error) {
    echo "refused: $error->text\n";
}
$order->close();
echo 'cart:7 = ', $shop->get('cart:7') ?? 'nothing', "\n";

// One operation on the way, whatever carries it.
foreach ($shop->nextBatch() as $envelope) {
    $received = $stock->receive(Engine::encode($envelope->op));
    echo "stock takes {$envelope->op->syncId} created {$received->apply->created}\n";
    $shop->ack($envelope->op->syncId);
}
foreach ($stock->scan('order:7') as $entry) {
    echo "$entry->key = $entry->value\n";
}
echo 'equal digests ', $shop->digest() === $stock->digest() ? 'yes' : 'no', "\n";
$shop->close();
$stock->close();
