// SPDX-License-Identifier: Apache-2.0
#pragma once

// The whole SDK.
#include "softadastra/sdk/Batch.hpp"
#include "softadastra/sdk/Client.hpp"
#include "softadastra/sdk/ClientEvent.hpp"
#include "softadastra/sdk/ClientOptions.hpp"
#include "softadastra/sdk/Entry.hpp"
#include "softadastra/sdk/Error.hpp"
#include "softadastra/sdk/Key.hpp"
#include "softadastra/sdk/KeyPair.hpp"
#include "softadastra/sdk/NodeInfo.hpp"
#include "softadastra/sdk/Peer.hpp"
#include "softadastra/sdk/Result.hpp"
#include "softadastra/sdk/SyncState.hpp"
#include "softadastra/sdk/TickResult.hpp"
#include "softadastra/sdk/Value.hpp"
#include "softadastra/sdk/Version.hpp"
