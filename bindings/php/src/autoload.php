<?php

// SPDX-License-Identifier: Apache-2.0

declare(strict_types=1);

// All of it: records and exceptions are many small classes in one file.
foreach (['SoftadastraException', 'records', 'Raw', 'Library', 'Callbacks', 'Handles', 'Shared', 'Engine', 'Client', 'Wal'] as $file) {
    require_once __DIR__ . "/$file.php";
}
