<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// What a call costs in PHP; `run` has the rules.

use Softadastra\{Durability, Engine, Group};

require __DIR__ . '/../php/src/autoload.php';

const MANY = 256;
const MADE_AT = 1_700_000_000_000;
[, $path, $count, $rounds] = $argv;
$value = str_repeat('v', 64);
[$keys, $other] = [[], []];
for ($at = 0; $at < $count; $at++) {
    $keys[] = sprintf('customer/%07d', $at * 40503 % $count);
}
for ($at = 0; $at < $count; $at++) {
    $other[] = sprintf('customer/%07d', $at * 25717 % $count);
}
$asked = $other;
$engine = new Engine($path, 'bench', ['durability' => Durability::Fast, 'require_ack' => false]);
$engine->put('first', $value);

$put = static function () use ($engine, $keys, $value): void {
    foreach ($keys as $key) {
        $engine->put($key, $value, MADE_AT);
    }
};
$get = static function () use ($engine, &$asked): void {
    foreach ($asked as $key) {
        $engine->get($key);
    }
};
$nextBatch = static function () use ($engine, $count): void {
    for ($seen = 0; $seen < $count;) {
        $seen += count($engine->nextBatch());
    }
};
$getMany = static function () use ($engine, &$asked): void {
    foreach (array_chunk($asked, MANY) as $some) {
        $engine->getMany($some);
    }
};
$putMany = static function () use ($engine, $keys, $value): void {
    $group = new Group();
    foreach (array_chunk($keys, MANY) as $some) {
        $group->clear()->putMany(array_map(static fn (string $key): array => [$key, $value], $some));
        $engine->submit($group, MADE_AT);
    }
};
$scanMany = static function () use ($engine): void {
    $scan = $engine->scan();
    while ($scan->nextMany(65536) !== []) {
    }
};
$drain = static function () use ($engine): void {
    while ($engine->nextBatch() !== []) {
    }
};

function measure(string $name, callable $run, ?callable $before = null): void
{
    global $count, $rounds;
    $best = INF;
    for ($round = $before === null ? 5 * $rounds : $rounds; $round > 0; $round--) {
        $before === null || $before();
        $start = hrtime(true);
        $run();
        $best = min($best, (hrtime(true) - $start) / $count);
    }
    printf("%s %.1f\n", $name, $best);
}

measure('put', $put, $drain);
measure('get', $get);
$asked = $keys;
measure('get_in_order', $get);
measure('next_batch', $nextBatch, $put);
$asked = $other;
measure('get_many', $getMany);
$asked = $keys;
measure('get_many_in_order', $getMany);
measure('put_many', $putMany, $drain);
measure('scan_many', $scanMany);
$engine->close();
