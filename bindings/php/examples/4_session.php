<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// Two nodes brought to the same state over a channel that loses every third frame.

use Softadastra\{Engine, EventType, Session};

require (getenv('SOFTADASTRA_PHP') ?: __DIR__ . '/..') . '/src/autoload.php';

$now = 1_700_000_000_000;
$clock = function () use (&$now): int {
    return $now;
};

$carried = 0;
$carry = function (Session $source, Session $target) use (&$carried): bool {
    $moved = false;
    foreach ($source->frames() as $frame) {
        $moved = true;
        if (++$carried % 3 !== 0) {
            $target->handle($frame);
        }
    }
    return $moved;
};

$desk = new Engine(nodeId: 'desk', options: ['seed' => 1], clock: $clock);
$phone = new Engine(nodeId: 'phone', options: ['seed' => 2], clock: $clock);
$desk->registerPeer('phone');
$phone->registerPeer('desk');
for ($at = 0; $at < 5; $at++) {
    $desk->put("desk:$at", 'written offline', $now);
    $phone->put("phone:$at", 'written offline', $now);
}
$sessions = [$desk->session('phone'), $phone->session('desk')];
[$one, $other] = $sessions;
$equal = [];
while (count($equal) < 2 || $desk->state()->acknowledgedCount < 5) {
    // After every change poll until there is nothing, then wait for the wake-up.
    do {
        $moved = $carry($one, $other);
        $moved = $carry($other, $one) || $moved;
    } while ($moved);
    $wakes = [];
    foreach ($sessions as $name => $session) {
        foreach ($session->events() as $event) {
            if ($event->eventType === EventType::Converged) {
                $equal[$name] = true;
            }
        }
        $wakes[] = $session->nextWakeup() ?? PHP_INT_MAX;
    }
    $now = min($wakes) === PHP_INT_MAX ? $now + 1 : max($now + 1, min($wakes));
}
echo 'desk has ', count($desk), ' phone has ', count($phone), "\n";
echo 'equal digests ', $desk->digest() === $phone->digest() ? 'yes' : 'no', "\n";
echo 'desk-1 is at the phone: ', $desk->isAppliedAt('desk-1', 'phone') ? 'yes' : 'no', "\n";
echo "acknowledged {$desk->state()->acknowledgedCount}\n";
foreach ([...$sessions, $desk, $phone] as $held) {
    $held->close();
}
