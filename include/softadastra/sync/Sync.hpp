// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Everything of `softadastra::sync`: operations on their way between nodes.

#include "softadastra/core/Core.hpp"
#include "softadastra/store/core/Entry.hpp"
#include "softadastra/store/core/Operation.hpp"
#include "softadastra/store/engine/StoreEngine.hpp"
#include "softadastra/sync/ack/AckTracker.hpp"
#include "softadastra/sync/applier/RemoteApplier.hpp"
#include "softadastra/sync/conflict/Conflict.hpp"
#include "softadastra/sync/conflict/ConflictResolver.hpp"
#include "softadastra/sync/core/SyncConfig.hpp"
#include "softadastra/sync/core/SyncContext.hpp"
#include "softadastra/sync/core/SyncEnvelope.hpp"
#include "softadastra/sync/core/SyncOperation.hpp"
#include "softadastra/sync/core/SyncState.hpp"
#include "softadastra/sync/encoding/SyncOperationCodec.hpp"
#include "softadastra/sync/engine/SyncEngine.hpp"
#include "softadastra/sync/outbox/Outbox.hpp"
#include "softadastra/sync/outbox/OutboxEntry.hpp"
#include "softadastra/sync/queue/SyncQueue.hpp"
#include "softadastra/sync/scheduler/SyncScheduler.hpp"
#include "softadastra/sync/types/AckStatus.hpp"
#include "softadastra/sync/types/ConflictPolicy.hpp"
#include "softadastra/sync/types/SyncDirection.hpp"
#include "softadastra/sync/types/SyncStatus.hpp"
#include "softadastra/sync/types/WhenFull.hpp"
#include "softadastra/sync/utils/SyncIdGenerator.hpp"
