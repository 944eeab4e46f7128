<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// What the conformance scripts cannot say: exceptions, closing, callbacks, memory.

namespace Softadastra\Tests;

use Softadastra as S;
use Softadastra\{Engine, Group, Library, Raw, Severity, Topic};

require __DIR__ . '/../src/autoload.php';

function check(bool $holds, mixed $what = ''): void
{
    if (!$holds) {
        throw new \LogicException('wrong: ' . print_r($what, true));
    }
}

function fails(string $class, callable $call): \Throwable
{
    try {
        $call();
    } catch (\Throwable $thrown) {
        check($thrown instanceof $class, $thrown);
        return $thrown;
    }
    throw new \LogicException("nothing was thrown, wanted $class");
}

function inFolder(callable $work): void
{
    $folder = sys_get_temp_dir() . '/softadastra-' . bin2hex(random_bytes(8));
    mkdir($folder);
    try {
        $work($folder);
    } finally {
        array_map(unlink(...), glob("$folder/*"));
        rmdir($folder);
    }
}

/** An engine with two versions of a key that did not know of each other. */
function contested(): Engine
{
    $engine = new Engine(nodeId: 'a');
    $other = new Engine(nodeId: 'b');
    $other->put('k', 'theirs');
    $engine->put('k', 'mine');
    $engine->receive(Engine::encode($other->nextBatch()[0]->op));
    $engine->setPolicy(S\Policy::Custom);
    return $engine;
}

/** A delivery that fails for good, which an engine has something to say about. */
function failADelivery(Engine $engine): void
{
    $syncId = $engine->put('k', 'v')->syncId;
    $engine->nextBatch();
    $engine->reportSendFailure($syncId, S\TimedOutException::STATUS);
}

function resident(): int
{
    return 4096 * (int) explode(' ', file_get_contents('/proc/self/statm'))[1];
}

$tests = [];

$tests['every function of the library is bound'] = static function (): void {
    $bound = Raw::FUNCTIONS;
    sort($bound);
    check($bound === file(__DIR__ . '/../../exports.txt', FILE_IGNORE_NEW_LINES), $bound);
    // The declarations name each of them, and loading them has found each of them.
    preg_match_all('/^[^ *\/].*\b(sda_\w+)\(/m', Raw::DECLARATIONS, $declared);
    $declared = array_values(array_filter($declared[1], static fn ($name) => in_array($name, $bound, true)));
    sort($declared);
    check($declared === $bound, array_diff($bound, $declared));
    check(Library::ffi()->sda_abi_version() === Raw::SDA_ABI_VERSION);
};

$tests['an error has class, status, code, text and context'] = static function (): void {
    $engine = new Engine(nodeId: 'a');
    $error = fails(S\InvalidArgumentException::class, static fn () => $engine->put('', 'v'));
    check([$error->status(), $error::CODE] === [-2, 'invalid_argument'], $error);
    check($error->context !== '' && $error->getMessage() === "$error->text: $error->context", $error);
    check($error instanceof S\SoftadastraException && count(S\EXCEPTIONS) === 25);
};

$tests['unknown options are refused'] = static function (): void {
    $error = fails(\InvalidArgumentException::class, static fn () => new Engine(options: ['durabilty' => 1]));
    check($error->getMessage() === 'no such option: durabilty', $error);
};

$tests['closing twice does nothing, and use after close fails'] = static function (): void {
    inFolder(static function (string $folder): void {
        $engine = new Engine("$folder/a.wal", 'a');
        $engine->put('k', 'v');
        [$scan, $feed, $group] = [$engine->scan(), $engine->feed(), new Group()];
        $session = $engine->session(options: ['accept_unknown' => true]);
        fails(S\LockedException::class, static fn () => new Engine("$folder/a.wal"));
        $engine->close();
        for ($round = 0; $round < 2; $round++) {
            fails(S\ClosedException::class, static fn () => $scan->next());
            fails(S\ClosedException::class, static fn () => $feed->next());
            fails(S\ClosedException::class, static fn () => $session->pollTransmit());
            fails(S\ClosedException::class, static fn () => $engine->get('k'));
            fails(S\ClosedException::class, static fn () => $engine->nextBatch());
            foreach ([$scan, $feed, $session, $group, $engine] as $held) {
                $held->close();
            }
        }
        fails(S\ClosedException::class, static fn () => $group->put('k', 'v'));
        fails(\Error::class, static fn () => clone $group);
        fails(S\InvalidArgumentException::class, static fn () => new Engine("$folder/a.wal", ''));
        (new Engine("$folder/a.wal", 'a'))->close();
    });
};

$tests['what a merge function throws comes out of the call that reads'] = static function (): void {
    [$engine, $other, $boom] = [contested(), new Engine(nodeId: 'c'), new \DomainException('boom')];
    $other->put('k', 'from elsewhere');
    $engine->setMerge(static fn () => throw $boom);
    check(fails(\DomainException::class, static fn () => $engine->get('k')) === $boom);
    check(fails(\DomainException::class, static fn () => $engine->contains('k')) === $boom);
    check(fails(\DomainException::class, static fn () => $engine->scan()->next()) === $boom);
    $engine->setMerge(static fn () => 7);
    fails(\TypeError::class, static fn () => $engine->get('k'));
    $engine->setMerge(static fn () => $engine->get('k'));
    fails(S\BusyException::class, static fn () => $engine->get('k'));
    $engine->setMerge(static fn () => $engine->close());
    fails(S\BusyException::class, static fn () => $engine->get('k'));
    $engine->setMerge(static fn () => $other->get('k'));
    gc_collect_cycles();
    check($engine->get('k') === 'from elsewhere');
    $engine->close();
};

$tests['a callback can neither use nor close what the call uses'] = static function (): void {
    $engine = contested();
    [$before, $scan] = [$engine->scan(), $engine->scan()];
    $attempts = [
        static fn () => $scan->close(),
        static fn () => $scan->next(),
        static fn () => $scan->nextMany(64),
        static fn () => $engine->setMerge(null),
    ];
    foreach ($attempts as $inside) {
        $engine->setMerge($inside);
        fails(S\BusyException::class, static fn () => $scan->next());
    }
    // What the call does not use may be closed, and nothing was lost.
    $engine->setMerge(static fn (): string => $before->close() ?? 'merged');
    check($scan->next()->value === 'merged');
    $scan->close();
    fails(S\ClosedException::class, static fn () => $before->next());
};

$tests['a clock can neither use nor close what the call uses'] = static function (): void {
    $inside = null;
    $clock = static function () use (&$inside): int {
        $inside && $inside();
        return 1_700_000_000_000;
    };
    [$engine, $group] = [new Engine(nodeId: 'a', clock: $clock), new Group()];
    $session = $engine->session(options: ['accept_unknown' => true]);
    $group->put('k', 'v');
    [$submit, $apply] = [static fn () => $engine->submit($group, 1), static fn () => $engine->applyLocal($group, 1)];
    $poll = static fn () => $session->pollTransmit();
    $attempts = [
        [$submit, $group->close(...)],
        [$submit, $group->clear(...)],
        [$submit, $group->count(...)],
        [$submit, $engine->close(...)],
        [$apply, $group->close(...)],
        [$poll, $session->close(...)],
        [$poll, $session->end(...)],
        [$poll, $session->state(...)],
    ];
    foreach ($attempts as [$call, $inside]) {
        fails(S\BusyException::class, $call);
    }
    $inside = null;
    $submit();
    check($engine->get('k') === 'v');
    $session->close();
    $engine->close();
};

$tests['a conflict has its sides and the value before'] = static function (): void {
    inFolder(static function (string $folder): void {
        [$engine, $other] = [new Engine("$folder/a.wal", 'a'), new Engine(nodeId: 'b')];
        $engine->put('k', 'before');
        $other->receive(Engine::encode($engine->nextBatch()[0]->op));
        $other->put('k', 'theirs');
        $engine->put('k', 'mine');
        $engine->receive(Engine::encode($other->nextBatch()[0]->op));
        $found = $engine->conflicts()[0];
        check([$found->key, $found->base, count($found->sides)] === ['k', 'before', 2], $found);
        $engine->close();
    });
    check(contested()->conflicts()[0]->base === null);
};

$tests['what a clock throws comes out of the call that asked'] = static function (): void {
    $left = 8;
    $clock = static function () use (&$left): int {
        return $left-- > 0 ? 1_700_000_000_000 : throw new \DomainException('no more time');
    };
    $engine = new Engine(nodeId: 'a', clock: $clock);
    fails(\DomainException::class, static function () use ($engine): void {
        for ($at = 0; $at < 20; $at++) {
            $engine->put('k', 'v', 1);
        }
    });
};

$tests['notices are heard or polled'] = static function (): void {
    $engine = new Engine(nodeId: 'a', options: ['max_retries' => 1]);
    $engine->setNotify(Severity::Warning);
    check($engine->pollNotice() === null);
    failADelivery($engine);
    [$notice, $text] = $engine->pollNotice();
    check($notice->topic === Topic::Outbox && str_contains($text, '1 operations'), $text);
    $heard = [];
    $engine->setNotify(Severity::Warning, static function ($notice) use (&$heard): void {
        $heard[] = $notice->topic;
    });
    failADelivery($engine);
    check($heard === [Topic::Outbox], $heard);
    $engine->setNotify(Severity::Warning, static fn () => throw new \DomainException('boom'));
    fails(\DomainException::class, static fn () => failADelivery($engine));
    $engine->setNotify(Severity::Warning, static fn () => $engine->get('k'));
    fails(S\BusyException::class, static fn () => failADelivery($engine));
    $engine->setNotify(Severity::None);
    failADelivery($engine);
    check(count($engine->failed()) === 5);
};

$tests['many keys go and come in one call'] = static function (): void {
    [$engine, $group, $long] = [new Engine(nodeId: 'a'), new Group(), str_repeat('x', 10000)];
    $rows = [['a', 'one'], ['b', ''], ['c', $long]];
    $group->putMany($rows)->putMany([]);
    fails(S\InvalidArgumentException::class, static fn () => $group->putMany([['d', '1'], ['a', 'twice']]));
    check(count($group) === 3);
    $engine->submit($group);
    check($engine->getMany(['c', 'none', 'a', 'b']) === [$long, null, 'one', '']);
    check($engine->getMany([]) === []);
    [$scan, $found] = [$engine->scan(), []];
    while (($part = $scan->nextMany(4)) !== []) {
        array_push($found, ...$part);
    }
    check($found === $rows, $found);
    $engine->close();
    fails(S\ClosedException::class, static fn () => $engine->getMany(['a']));
};

$tests['a long value is read piece by piece'] = static function (): void {
    $engine = new Engine(nodeId: 'a');
    $long = implode('', array_map(static fn (int $at): string => chr($at % 251), range(1, 200_000)));
    $version = $engine->put('long', $long, 7)->version;
    $reader = $engine->openValue('long');
    $engine->put('long', 'another');
    check([$reader->size, $reader->version, $reader->timestampMs] === [200_000, $version, 7], $reader);
    $pieces = iterator_to_array($reader, false);
    check(count($pieces) === 4 && implode('', $pieces) === $long);
    check($reader->read(150, 10) === substr($long, 150, 10) && $reader->read(200_000) === null);
    check($engine->openValue('none') === null);
    $reader->close();
    $reader->close();
    fails(S\ClosedException::class, static fn () => $reader->read(0));
    $left = $engine->openValue('long');
    $engine->close();
    fails(S\ClosedException::class, static fn () => $left->read(0));
};

$tests['more than a call gives comes in several'] = static function (): void {
    $engine = new Engine(nodeId: 'a');
    $engine->putLocal('k', str_repeat('v', 33 << 20), 1);
    $found = $engine->getMany(['k', 'k', 'k', 'none']);
    check(array_map(static fn (?string $one): ?int => $one === null ? null : strlen($one), $found) === [33 << 20, 33 << 20, 33 << 20, null]);
};

$tests['a value is written piece by piece, or not at all'] = static function (): void {
    inFolder(static function (string $folder): void {
        $engine = new Engine("$folder/a.wal", 'a', ['durability' => S\Durability::Fast]);
        $long = str_repeat('0123456789abcdef', 20_000);
        $files = count(scandir($folder));
        $writer = $engine->beginValue('k', strlen($long), 7)->write(substr($long, 0, 100_000));
        fails(S\InvalidArgumentException::class, static fn () => $writer->commit());
        fails(S\InvalidArgumentException::class, static fn () => $writer->write($long));
        $source = fopen('php://memory', 'w+');
        fwrite($source, substr($long, 100_000));
        rewind($source);
        check($writer->writeAll($source) === 220_000 && $engine->get('k') === null, 'a stream');
        $version = $writer->commit()->version;
        check($engine->get('k') === $long && $engine->entry('k')->version === $version, $version);
        fails(S\InvalidStateException::class, static fn () => $writer->commit());
        $boom = new \RuntimeException('boom');
        try {
            (static function () use ($engine, $long, $boom): void {
                $engine->beginValue('given up', strlen($long))->write($long);
                throw $boom;
            })();
        } catch (\RuntimeException $thrown) {
            check($thrown === $boom, $thrown);
        }
        check(!$engine->contains('given up') && count(scandir($folder)) === $files + 1, 'something is left');
        $writer->close();
        $writer->close();
        fails(S\ClosedException::class, static fn () => $writer->write('1'));
        fails(S\ClosedException::class, static fn () => $writer->commit());
        fails(S\InvalidArgumentException::class, static fn () => $engine->beginValue('', 1));
        $left = $engine->beginValue('left', 1);
        $engine->close();
        fails(S\ClosedException::class, static fn () => $left->write('1'));
    });
};

require __DIR__ . '/client.php';

$tests['nothing leaks over many handles'] = static function (): void {
    $engine = new Engine(nodeId: 'a');
    $before = 0;
    for ($at = 1; $at <= 20000; $at++) {
        $engine->putLocal('key', str_repeat('v', 64), 1);
        $engine->get('key');
        $scan = $engine->scan();
        $scan->next();
        $scan->close();
        $engine->versions('key');
        (new Group())->put('k', 'v'); // closed when nothing refers to it
        fails(S\NotFoundException::class, static fn () => $engine->find('a-99'));
        if ($at === 5000) {
            $before = resident();
        }
    }
    check(resident() - $before < 4 << 20, resident() - $before);
};

$failed = 0;
foreach ($tests as $name => $test) {
    try {
        $test();
    } catch (\Throwable $thrown) {
        echo "FAILED: $name\n$thrown\n";
        $failed++;
    }
}
echo count($tests) - $failed, " passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
