// SPDX-License-Identifier: Apache-2.0
// Every documented symbol of this layer with its type.
#include "coverage.hpp"
#include "softadastra/store/Store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

using namespace coverage;
using namespace softadastra::store;

using core::Entry;
using core::Operation;
using core::StoreConfig;
using encoding::OperationDecoder;
using encoding::OperationEncoder;
using engine::ApplyResult;
using engine::StoreEngine;
using index::IndexEntry;
using index::InMemoryIndex;
using snapshot::SnapshotBuilderStore;
using snapshot::SnapshotStore;
using types::Key;
using types::OperationType;
using types::Value;
using utils::Serializer;
using softadastra::core::errors::Error;
using softadastra::core::time::Timestamp;
using softadastra::wal::core::WalRecord;
using Bytes = std::vector<std::uint8_t>;
using Span = std::span<const std::uint8_t>;
using Outcome = softadastra::core::types::Result<void, Error>;
using Applied = softadastra::core::types::Result<ApplyResult, Error>;

static_assert(is_value<Key> && is_explicit_from<Key, std::string>);
static_assert(is_explicit_from<Key, std::string_view> && is_explicit_from<Key, const char *>);
static_assert(has<Key (*)(std::string)>(&Key::from));
static_assert(has<const std::string & (Key::*)() const noexcept>(&Key::str));
static_assert(has<const std::string & (Key::*)() const noexcept>(&Key::value));
static_assert(has<bool (Key::*)() const noexcept>(&Key::empty));
static_assert(has<bool (Key::*)() const noexcept>(&Key::is_valid));
static_assert(has<void (Key::*)() noexcept>(&Key::clear));
static_assert(noexcept(std::declval<const Key &>() == std::declval<const Key &>()));
static_assert(noexcept(std::declval<const Key &>() < std::declval<const Key &>()));

static_assert(is_value<Value> && std::is_same_v<Value::Container, Bytes>);
static_assert(is_explicit_from<Value, Bytes> && is_explicit_from<Value, Span>);
static_assert(is_explicit_from<Value, std::string_view>);
static_assert(has<Value (*)(Bytes)>(&Value::from_bytes));
static_assert(has<Value (*)(std::string_view)>(&Value::from_string));
static_assert(has<const Bytes & (Value::*)() const noexcept>(&Value::bytes));
static_assert(has<const Bytes & (Value::*)() const noexcept>(&Value::data));
static_assert(has<Bytes & (Value::*)() noexcept>(&Value::data));
static_assert(has<bool (Value::*)() const noexcept>(&Value::empty));
static_assert(has<std::size_t (Value::*)() const noexcept>(&Value::size));
static_assert(has<void (Value::*)() noexcept>(&Value::clear));
static_assert(has<std::string (Value::*)() const>(&Value::to_string));

static_assert(static_cast<int>(OperationType::Unknown) == 0);
static_assert(static_cast<int>(OperationType::Put) == 1);
static_assert(static_cast<int>(OperationType::Delete) == 2);
static_assert(std::is_same_v<std::underlying_type_t<OperationType>, std::uint8_t>);
static_assert(has<std::string_view (*)(OperationType) noexcept>(&types::to_string));
static_assert(has<bool (*)(OperationType) noexcept>(&types::is_valid));
static_assert(has<bool (*)(OperationType) noexcept>(&types::writes_value));

static_assert(is_value<StoreConfig> && is_explicit_from<StoreConfig, std::string>);
static_assert(holds<StoreConfig, std::string>(&StoreConfig::wal_path));
static_assert(holds<StoreConfig, bool>(&StoreConfig::enable_wal));
static_assert(holds<StoreConfig, std::size_t>(&StoreConfig::initial_capacity));
static_assert(holds<StoreConfig, bool>(&StoreConfig::auto_flush));
static_assert(has<StoreConfig (*)(std::string)>(&StoreConfig::durable));
static_assert(has<StoreConfig (*)(std::string)>(&StoreConfig::fast));
static_assert(has<StoreConfig (*)()>(&StoreConfig::memory_only));
static_assert(has<bool (StoreConfig::*)() const noexcept>(&StoreConfig::is_valid));

static_assert(is_value<Entry> && std::is_constructible_v<Entry, Key, Value>);
static_assert(std::is_constructible_v<Entry, Key, Value, std::uint64_t, Timestamp>);
static_assert(holds<Entry, Key>(&Entry::key));
static_assert(holds<Entry, Value>(&Entry::value));
static_assert(holds<Entry, std::uint64_t>(&Entry::version));
static_assert(holds<Entry, Timestamp>(&Entry::timestamp));
static_assert(has<Entry (*)(Key, Value, std::uint64_t)>(&Entry::make));
static_assert(has<bool (Entry::*)() const noexcept>(&Entry::has_key));
static_assert(has<bool (Entry::*)() const noexcept>(&Entry::has_version));
static_assert(has<bool (Entry::*)() const noexcept>(&Entry::is_valid));
static_assert(has<void (Entry::*)() noexcept>(&Entry::clear));

static_assert(is_value<Operation>);
static_assert(std::is_constructible_v<Operation, OperationType, Key, Value, Timestamp>);
static_assert(holds<Operation, OperationType>(&Operation::type));
static_assert(holds<Operation, Key>(&Operation::key));
static_assert(holds<Operation, Value>(&Operation::value));
static_assert(holds<Operation, Timestamp>(&Operation::timestamp));
static_assert(has<Operation (*)(Key, Value)>(&Operation::put));
static_assert(has<Operation (*)(Key)>(&Operation::remove));
static_assert(has<bool (Operation::*)() const noexcept>(&Operation::is_put));
static_assert(has<bool (Operation::*)() const noexcept>(&Operation::is_delete));
static_assert(has<bool (Operation::*)() const noexcept>(&Operation::has_key));
static_assert(has<bool (Operation::*)() const noexcept>(&Operation::is_valid));
static_assert(has<void (Operation::*)() noexcept>(&Operation::clear));

static_assert(OperationEncoder::format_version == std::uint8_t{1});
static_assert(OperationEncoder::max_key_size == std::uint32_t{1048576});
static_assert(OperationEncoder::max_value_size == std::uint32_t{67108864});
static_assert(OperationDecoder::supported_format_version == std::uint8_t{1});
static_assert(OperationDecoder::max_key_size == OperationEncoder::max_key_size);
static_assert(OperationDecoder::max_value_size == OperationEncoder::max_value_size);
static_assert(has<Bytes (*)(const Operation &)>(&OperationEncoder::encode));
static_assert(has<bool (*)(const Operation &) noexcept>(&OperationEncoder::can_encode));

static_assert(has<std::optional<Operation> (*)(const Bytes &)>(&OperationDecoder::decode));
static_assert(has<std::optional<Operation> (*)(const std::uint8_t *, std::size_t)>(
    &OperationDecoder::decode));
static_assert(has<std::optional<Operation> (*)(Span)>(&OperationDecoder::decode));

static_assert(std::is_aggregate_v<ApplyResult> && ApplyResult{true, 1, true, false, false}.created);
static_assert(holds<ApplyResult, bool>(&ApplyResult::success));
static_assert(holds<ApplyResult, bool>(&ApplyResult::created));
static_assert(holds<ApplyResult, bool>(&ApplyResult::updated));
static_assert(holds<ApplyResult, bool>(&ApplyResult::deleted));
static_assert(holds<ApplyResult, std::uint64_t>(&ApplyResult::version));
static_assert(has<ApplyResult (*)(std::uint64_t) noexcept>(&ApplyResult::created_entry));
static_assert(has<ApplyResult (*)(std::uint64_t) noexcept>(&ApplyResult::updated_entry));
static_assert(has<ApplyResult (*)(std::uint64_t) noexcept>(&ApplyResult::deleted_entry));
static_assert(has<ApplyResult (*)(std::uint64_t) noexcept>(&ApplyResult::noop));
static_assert(has<ApplyResult (*)() noexcept>(&ApplyResult::failed));
static_assert(has<bool (ApplyResult::*)() const noexcept>(&ApplyResult::is_noop));
static_assert(has<bool (ApplyResult::*)() const noexcept>(&ApplyResult::has_version));
static_assert(has<bool (ApplyResult::*)() const noexcept>(&ApplyResult::has_consistent_flags));
static_assert(has<bool (ApplyResult::*)() const noexcept>(&ApplyResult::is_valid));
static_assert(ApplyResult::noop().version == 0);

static_assert(is_moved_only<StoreEngine> && is_explicit_from<StoreEngine, StoreConfig>);
static_assert(std::is_same_v<StoreEngine::Map, std::unordered_map<std::string, Entry>>);
static_assert(std::is_same_v<StoreEngine::ApplyOperationResult, Applied>);
static_assert(std::is_same_v<StoreEngine::Result, Outcome>);
static_assert(has<Applied (StoreEngine::*)(Key, Value)>(&StoreEngine::put));
static_assert(has<Applied (StoreEngine::*)(Key)>(&StoreEngine::remove));
static_assert(has<Applied (StoreEngine::*)(const Operation &)>(&StoreEngine::apply_operation));
static_assert(has<std::optional<Entry> (StoreEngine::*)(const Key &) const>(&StoreEngine::get));
static_assert(has<bool (StoreEngine::*)(const Key &) const>(&StoreEngine::contains));
static_assert(has<Applied (StoreEngine::*)(const WalRecord &)>(&StoreEngine::apply_from_wal));
static_assert(has<Outcome (StoreEngine::*)()>(&StoreEngine::recover));
static_assert(has<const StoreEngine::Map & (StoreEngine::*)() const noexcept>(
    &StoreEngine::entries));
static_assert(has<std::size_t (StoreEngine::*)() const noexcept>(&StoreEngine::size));
static_assert(has<bool (StoreEngine::*)() const noexcept>(&StoreEngine::empty));
static_assert(has<void (StoreEngine::*)() noexcept>(&StoreEngine::clear_memory));
static_assert(has<std::uint64_t (StoreEngine::*)() const noexcept>(
    &StoreEngine::last_recovered_sequence));
static_assert(has<const StoreConfig & (StoreEngine::*)() const noexcept>(&StoreEngine::config));

static_assert(is_value<IndexEntry> && is_explicit_from<IndexEntry, Entry>);
static_assert(std::is_constructible_v<IndexEntry, Entry, std::uint64_t>);
static_assert(std::is_constructible_v<IndexEntry, Entry, std::uint64_t, std::uint64_t>);
static_assert(holds<IndexEntry, Entry>(&IndexEntry::entry));
static_assert(holds<IndexEntry, std::uint64_t>(&IndexEntry::version));
static_assert(holds<IndexEntry, std::uint64_t>(&IndexEntry::position));
static_assert(has<bool (IndexEntry::*)() const noexcept>(&IndexEntry::has_key));
static_assert(has<bool (IndexEntry::*)() const noexcept>(&IndexEntry::has_version));
static_assert(has<bool (IndexEntry::*)() const noexcept>(&IndexEntry::is_valid));
static_assert(has<void (IndexEntry::*)(Entry)>(&IndexEntry::update));
static_assert(has<void (IndexEntry::*)() noexcept>(&IndexEntry::clear));

static_assert(is_value<InMemoryIndex> && is_explicit_from<InMemoryIndex, std::size_t>);
static_assert(has<void (InMemoryIndex::*)(const Key &, const IndexEntry &)>(&InMemoryIndex::put));
static_assert(has<void (InMemoryIndex::*)(const Key &, IndexEntry &&)>(&InMemoryIndex::put));
static_assert(has<void (InMemoryIndex::*)(IndexEntry)>(&InMemoryIndex::put));
static_assert(has<std::optional<IndexEntry> (InMemoryIndex::*)(const Key &) const>(
    &InMemoryIndex::get));
static_assert(has<const IndexEntry * (InMemoryIndex::*)(const Key &) const noexcept>(
    &InMemoryIndex::find));
static_assert(has<IndexEntry * (InMemoryIndex::*)(const Key &) noexcept>(&InMemoryIndex::find));
static_assert(has<bool (InMemoryIndex::*)(const Key &)>(&InMemoryIndex::remove));
static_assert(has<bool (InMemoryIndex::*)(const Key &) const>(&InMemoryIndex::contains));
static_assert(has<void (InMemoryIndex::*)(std::size_t)>(&InMemoryIndex::reserve));
static_assert(has<void (InMemoryIndex::*)() noexcept>(&InMemoryIndex::clear));
static_assert(has<std::size_t (InMemoryIndex::*)() const noexcept>(&InMemoryIndex::size));
static_assert(has<bool (InMemoryIndex::*)() const noexcept>(&InMemoryIndex::empty));
static_assert(has<const InMemoryIndex::Map & (InMemoryIndex::*)() const noexcept>(
    &InMemoryIndex::all));

static_assert(is_value<SnapshotStore> && is_explicit_from<SnapshotStore, SnapshotStore::Map>);
static_assert(std::is_same_v<SnapshotStore::Map, std::unordered_map<std::string, Value>>);
static_assert(has<void (SnapshotStore::*)(Key, Value)>(&SnapshotStore::put));
static_assert(has<bool (SnapshotStore::*)(const Key &)>(&SnapshotStore::remove));
static_assert(has<const Value * (SnapshotStore::*)(const Key &) const noexcept>(
    &SnapshotStore::get));
static_assert(has<std::optional<Value> (SnapshotStore::*)(const Key &) const>(
    &SnapshotStore::value));
static_assert(has<bool (SnapshotStore::*)(const Key &) const>(&SnapshotStore::contains));
static_assert(has<const SnapshotStore::Map & (SnapshotStore::*)() const noexcept>(
    &SnapshotStore::all));
static_assert(has<std::size_t (SnapshotStore::*)() const noexcept>(&SnapshotStore::size));
static_assert(has<bool (SnapshotStore::*)() const noexcept>(&SnapshotStore::empty));
static_assert(has<void (SnapshotStore::*)(std::size_t)>(&SnapshotStore::reserve));
static_assert(has<void (SnapshotStore::*)() noexcept>(&SnapshotStore::clear));

static_assert(has<SnapshotBuilderStore::Result (*)(const std::string &)>(
    &SnapshotBuilderStore::build));

static_assert(has<Bytes (*)(std::string_view)>(&Serializer::to_bytes));
static_assert(has<std::string (*)(Span)>(&Serializer::to_string));
static_assert(has<std::string (*)(const Bytes &)>(&Serializer::to_string));
static_assert(has<void (*)(Bytes &, std::uint8_t)>(&Serializer::append_u8));
static_assert(has<bool (*)(Span, std::size_t &, std::uint8_t &) noexcept>(&Serializer::read_u8));
static_assert(has<void (*)(Bytes &, std::uint32_t)>(&Serializer::append_u32));
static_assert(has<bool (*)(Span, std::size_t &, std::uint32_t &) noexcept>(&Serializer::read_u32));
static_assert(has<void (*)(Bytes &, std::uint64_t)>(&Serializer::append_u64));
static_assert(has<bool (*)(Span, std::size_t &, std::uint64_t &) noexcept>(&Serializer::read_u64));
static_assert(has<void (*)(Bytes &, std::int64_t)>(&Serializer::append_i64));
static_assert(has<bool (*)(Span, std::size_t &, std::int64_t &) noexcept>(&Serializer::read_i64));
static_assert(has<bool (*)(Span, std::size_t, std::size_t) noexcept>(&Serializer::can_read));
static_assert(has<Bytes (*)(const int &)>(&Serializer::to_raw_bytes<int>));
static_assert(has<std::optional<int> (*)(const Bytes &)>(&Serializer::from_raw_bytes<int>));
static_assert(has<std::optional<int> (*)(Span)>(&Serializer::from_raw_bytes<int>));

// The aliases that old programs spell.
static_assert(std::is_same_v<core::types::Key, Key>);
static_assert(std::is_same_v<core::core_time::Timestamp, Timestamp>);
static_assert(std::is_same_v<encoding::core::Operation, Operation>);
static_assert(std::is_same_v<encoding::types::Value, Value>);
static_assert(std::is_same_v<engine::core::Entry, Entry>);
static_assert(std::is_same_v<engine::encoding::OperationEncoder, OperationEncoder>);
static_assert(std::is_same_v<engine::core_errors::Error, Error>);
static_assert(std::is_same_v<engine::core_time::Timestamp, Timestamp>);
static_assert(std::is_same_v<engine::wal_core::WalRecord, WalRecord>);
static_assert(std::is_same_v<index::core::Entry, Entry>);
static_assert(std::is_same_v<snapshot::engine::StoreEngine, StoreEngine>);
static_assert(std::is_same_v<snapshot::store_core::Entry, Entry>);
static_assert(std::is_same_v<snapshot::wal_core::WalRecord, WalRecord>);

} // namespace
