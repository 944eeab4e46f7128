<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

namespace Softadastra;

/** A call failed. Each error of the library has a class of its own, with its STATUS and its CODE. */
class SoftadastraException extends \RuntimeException
{
    public const STATUS = -1;
    public const CODE = 'unknown';

    public function __construct(
        /** The same for every failure of its kind. */
        public readonly string $text,
        /** Which value, which limit, which path. */
        public readonly string $context = '',
        ?int $status = null,
    ) {
        parent::__construct($context === '' ? $text : "$text: $context", $status ?? static::STATUS);
    }

    /** The number of the error in the C interface. */
    public function status(): int
    {
        return $this->getCode();
    }
}
