// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything of the log layer, and of the layers below it.
#include "softadastra/core/Core.hpp"
#include "softadastra/wal/core/Sequence.hpp"
#include "softadastra/wal/core/WalConfig.hpp"
#include "softadastra/wal/core/WalRecord.hpp"
#include "softadastra/wal/encoding/WalDecoder.hpp"
#include "softadastra/wal/encoding/WalEncoder.hpp"
#include "softadastra/wal/encoding/WalFormat.hpp"
#include "softadastra/wal/reader/WalReader.hpp"
#include "softadastra/wal/replay/WalReplayer.hpp"
#include "softadastra/wal/storage/WalFile.hpp"
#include "softadastra/wal/storage/WalSegment.hpp"
#include "softadastra/wal/storage/WalStore.hpp"
#include "softadastra/wal/types/WalRecordType.hpp"
#include "softadastra/wal/types/WalStatus.hpp"
#include "softadastra/wal/utils/Checksum.hpp"
#include "softadastra/wal/utils/FileEventDeserializer.hpp"
#include "softadastra/wal/utils/FileEventSerializer.hpp"
#include "softadastra/wal/writer/WalWriter.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>
