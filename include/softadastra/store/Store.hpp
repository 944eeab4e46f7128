// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Everything of `softadastra::store`: keys and values in a log on this device.

#include "softadastra/core/Core.hpp"
#include "softadastra/fs/events/FileEvent.hpp"
#include "softadastra/fs/path/Path.hpp"
#include "softadastra/fs/state/FileMetadata.hpp"
#include "softadastra/fs/state/FileState.hpp"
#include "softadastra/fs/types/FileEventType.hpp"
#include "softadastra/fs/types/FileType.hpp"
#include "softadastra/store/core/Entry.hpp"
#include "softadastra/store/core/Operation.hpp"
#include "softadastra/store/core/StoreConfig.hpp"
#include "softadastra/store/core/WriteBatch.hpp"
#include "softadastra/store/encoding/OperationDecoder.hpp"
#include "softadastra/store/encoding/OperationEncoder.hpp"
#include "softadastra/store/engine/ApplyResult.hpp"
#include "softadastra/store/engine/GroupResult.hpp"
#include "softadastra/store/engine/Health.hpp"
#include "softadastra/store/engine/Inspector.hpp"
#include "softadastra/store/engine/MergeFunction.hpp"
#include "softadastra/store/engine/Notice.hpp"
#include "softadastra/store/engine/OpenReport.hpp"
#include "softadastra/store/engine/Salvage.hpp"
#include "softadastra/store/engine/SalvageReport.hpp"
#include "softadastra/store/engine/SiblingVersion.hpp"
#include "softadastra/store/engine/StoreEngine.hpp"
#include "softadastra/store/feed/ChangeFeed.hpp"
#include "softadastra/store/engine/Verification.hpp"
#include "softadastra/store/index/InMemoryIndex.hpp"
#include "softadastra/store/index/IndexEntry.hpp"
#include "softadastra/store/scan/Scan.hpp"
#include "softadastra/store/snapshot/SnapshotBuilderStore.hpp"
#include "softadastra/store/snapshot/SnapshotStore.hpp"
#include "softadastra/store/stream/ValueReader.hpp"
#include "softadastra/store/stream/ValueWriter.hpp"
#include "softadastra/store/types/Key.hpp"
#include "softadastra/store/types/OperationType.hpp"
#include "softadastra/store/types/Value.hpp"
#include "softadastra/store/utils/Serializer.hpp"
#include "softadastra/wal/replay/WalReplayer.hpp"
#include "softadastra/wal/writer/WalWriter.hpp"

// Programs written for this umbrella use these without including them.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>
