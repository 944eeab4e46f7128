// SPDX-License-Identifier: Apache-2.0
// Every documented symbol of this layer with its type.
#include "coverage.hpp"
#include "softadastra/wal/Wal.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using namespace coverage;
using namespace softadastra::wal;

using types::WalRecordType;
using types::WalStatus;
using core::Sequence;
using core::WalConfig;
using core::WalRecord;
using encoding::WalDecoder;
using encoding::WalEncoder;
using encoding::WalFormat;
using reader::WalReader;
using replay::WalReplayer;
using storage::WalFile;
using storage::WalSegment;
using storage::WalStore;
using utils::Checksum;
using utils::FileEventDeserializer;
using utils::FileEventSerializer;
using writer::WalWriter;
using softadastra::core::errors::Error;
using softadastra::core::time::Timestamp;
using softadastra::fs::events::FileEvent;
using Bytes = std::vector<std::uint8_t>;
using Span = std::span<const std::uint8_t>;
using Outcome = softadastra::core::types::Result<void, Error>;
using Number = softadastra::core::types::Result<std::uint64_t, Error>;
using ManyBytes = softadastra::core::types::Result<Bytes, Error>;

static_assert(static_cast<int>(WalRecordType::Unknown) == 0);
static_assert(static_cast<int>(WalRecordType::Put) == 1);
static_assert(static_cast<int>(WalRecordType::Update) == 2);
static_assert(static_cast<int>(WalRecordType::Delete) == 3);
static_assert(static_cast<int>(WalRecordType::Checkpoint) == 4);
static_assert(static_cast<int>(WalRecordType::Noop) == 5);
static_assert(std::is_same_v<std::underlying_type_t<WalRecordType>, std::uint8_t>);
static_assert(static_cast<int>(WalStatus::Pending) == 0);
static_assert(static_cast<int>(WalStatus::Persisted) == 1);
static_assert(static_cast<int>(WalStatus::Applied) == 2);
static_assert(static_cast<int>(WalStatus::Failed) == 3);
static_assert(std::is_same_v<std::underlying_type_t<WalStatus>, std::uint8_t>);
static_assert(has<std::string_view (*)(WalRecordType) noexcept>(&types::to_string));
static_assert(has<bool (*)(WalRecordType) noexcept>(&types::is_mutation));
static_assert(has<bool (*)(WalRecordType) noexcept>(&types::is_valid));
static_assert(has<std::string_view (*)(WalStatus) noexcept>(&types::to_string));
static_assert(has<bool (*)(WalStatus) noexcept>(&types::is_valid));
static_assert(has<bool (*)(WalStatus) noexcept>(&types::is_terminal));

static_assert(std::is_same_v<Sequence::value_type, std::uint64_t> && is_moved_only<Sequence>);
static_assert(std::is_nothrow_default_constructible_v<Sequence>);
static_assert(is_explicit_from<Sequence, std::uint64_t>);
static_assert(has<std::uint64_t (Sequence::*)() noexcept>(&Sequence::next));
static_assert(has<std::uint64_t (Sequence::*)() const noexcept>(&Sequence::current));
static_assert(has<void (Sequence::*)(std::uint64_t) noexcept>(&Sequence::set));
static_assert(has<void (Sequence::*)() noexcept>(&Sequence::reset));
static_assert(has<bool (Sequence::*)() const noexcept>(&Sequence::empty));

static_assert(is_value<WalConfig> && is_explicit_from<WalConfig, std::string>);
static_assert(holds<WalConfig, std::string>(&WalConfig::path));
static_assert(holds<WalConfig, bool>(&WalConfig::auto_flush));
static_assert(holds<WalConfig, std::size_t>(&WalConfig::max_file_size));
static_assert(holds<WalConfig, bool>(&WalConfig::enable_checksum));
static_assert(has<WalConfig (*)(std::string)>(&WalConfig::durable));
static_assert(has<WalConfig (*)(std::string)>(&WalConfig::fast));
static_assert(has<bool (WalConfig::*)() const noexcept>(&WalConfig::is_valid));

static_assert(is_value<WalRecord> && std::is_same_v<WalRecord::Payload, Bytes>);
static_assert(std::is_constructible_v<WalRecord, std::uint64_t, WalRecordType, Bytes>);
static_assert(std::is_constructible_v<WalRecord, std::uint64_t, WalRecordType, WalStatus, Timestamp,
    Bytes>);
static_assert(holds<WalRecord, std::uint64_t>(&WalRecord::sequence));
static_assert(holds<WalRecord, WalRecordType>(&WalRecord::type));
static_assert(holds<WalRecord, WalStatus>(&WalRecord::status));
static_assert(holds<WalRecord, Timestamp>(&WalRecord::timestamp));
static_assert(holds<WalRecord, Bytes>(&WalRecord::payload));
static_assert(has<WalRecord (*)(std::uint64_t, WalRecordType, Bytes)>(&WalRecord::make));
static_assert(has<bool (WalRecord::*)() const noexcept>(&WalRecord::has_payload));
static_assert(has<bool (WalRecord::*)() const noexcept>(&WalRecord::has_sequence));
static_assert(has<bool (WalRecord::*)() const noexcept>(&WalRecord::has_valid_payload));
static_assert(has<bool (WalRecord::*)() const noexcept>(&WalRecord::is_valid));
static_assert(has<std::size_t (WalRecord::*)() const noexcept>(&WalRecord::payload_size));
static_assert(has<void (WalRecord::*)() noexcept>(&WalRecord::mark_persisted));
static_assert(has<void (WalRecord::*)() noexcept>(&WalRecord::mark_applied));
static_assert(has<void (WalRecord::*)() noexcept>(&WalRecord::mark_failed));
static_assert(has<void (WalRecord::*)() noexcept>(&WalRecord::clear));

static_assert(WalFormat::magic == 0x57414C31U && WalFormat::version == 1U);
static_assert(WalFormat::magic_size == std::size_t{4});
static_assert(WalFormat::version_size == std::size_t{4});
static_assert(WalFormat::sequence_size == std::size_t{8});
static_assert(WalFormat::record_type_size == std::size_t{1});
static_assert(WalFormat::status_size == std::size_t{1});
static_assert(WalFormat::timestamp_size == std::size_t{8});
static_assert(WalFormat::payload_size_size == std::size_t{4});
static_assert(WalFormat::checksum_size == std::size_t{4});
static_assert(WalFormat::header_size == std::size_t{30});
static_assert(WalFormat::minimum_record_size == std::size_t{34});
static_assert(WalFormat::max_payload_size == 67108864U);
static_assert(has<bool (*)(std::uint32_t) noexcept>(&WalFormat::valid_magic));
static_assert(has<bool (*)(std::uint32_t) noexcept>(&WalFormat::supported_version));
static_assert(has<bool (*)(std::uint32_t) noexcept>(&WalFormat::valid_payload_size));

static_assert(has<Bytes (*)(const WalRecord &)>(&WalEncoder::encode));
static_assert(has<bool (*)(const WalRecord &) noexcept>(&WalEncoder::can_encode));

static_assert(has<std::optional<WalRecord> (*)(const Bytes &)>(&WalDecoder::decode));
static_assert(has<std::optional<WalRecord> (*)(Span)>(&WalDecoder::decode));
static_assert(has<std::optional<WalRecord> (*)(const std::uint8_t *, std::size_t)>(
    &WalDecoder::decode));

static_assert(std::is_same_v<Checksum::value_type, std::uint32_t>);
static_assert(Checksum::compute(std::string_view{"a"}) == 0xE40C292CU);
static_assert(has<std::uint32_t (*)(const std::uint8_t *, std::size_t) noexcept>(
    &Checksum::compute));
static_assert(has<std::uint32_t (*)(Span) noexcept>(&Checksum::compute));
static_assert(has<std::uint32_t (*)(const Bytes &) noexcept>(&Checksum::compute));
static_assert(has<std::uint32_t (*)(std::string_view) noexcept>(&Checksum::compute));
static_assert(has<bool (*)(const std::uint8_t *, std::size_t, std::uint32_t) noexcept>(
    &Checksum::verify));
static_assert(has<bool (*)(Span, std::uint32_t) noexcept>(&Checksum::verify));
static_assert(has<bool (*)(const Bytes &, std::uint32_t) noexcept>(&Checksum::verify));
static_assert(has<bool (*)(std::string_view, std::uint32_t) noexcept>(&Checksum::verify));

static_assert(is_moved_only<WalFile> && is_explicit_from<WalFile, std::string>);
static_assert(std::is_default_constructible_v<WalFile>);
static_assert(std::is_same_v<WalFile::Result, Outcome>);
static_assert(std::is_same_v<WalFile::BytesResult, ManyBytes>);
static_assert(has<Outcome (WalFile::*)()>(&WalFile::open));
static_assert(has<Outcome (WalFile::*)(const Bytes &)>(&WalFile::append));
static_assert(has<Outcome (WalFile::*)()>(&WalFile::flush));
static_assert(has<ManyBytes (WalFile::*)() const>(&WalFile::read_all));
static_assert(has<void (WalFile::*)() noexcept>(&WalFile::close));
static_assert(has<bool (WalFile::*)() const noexcept>(&WalFile::is_open));
static_assert(has<const std::string & (WalFile::*)() const noexcept>(&WalFile::path));
static_assert(has<void (WalFile::*)(std::string)>(&WalFile::set_path));

static_assert(is_moved_only<WalSegment> && std::is_default_constructible_v<WalSegment>);
static_assert(std::is_constructible_v<WalSegment, std::uint64_t, std::string, std::uint64_t>);
static_assert(has<Outcome (WalSegment::*)()>(&WalSegment::open));
static_assert(has<Outcome (WalSegment::*)()>(&WalSegment::flush));
static_assert(has<Outcome (WalSegment::*)(std::uint64_t, const Bytes &)>(&WalSegment::append));
static_assert(has<void (WalSegment::*)() noexcept>(&WalSegment::close));
static_assert(has<bool (WalSegment::*)() const noexcept>(&WalSegment::is_open));
static_assert(has<bool (WalSegment::*)() const noexcept>(&WalSegment::empty));
static_assert(has<std::uint64_t (WalSegment::*)() const noexcept>(&WalSegment::id));
static_assert(has<std::uint64_t (WalSegment::*)() const noexcept>(&WalSegment::start_sequence));
static_assert(has<std::uint64_t (WalSegment::*)() const noexcept>(&WalSegment::end_sequence));
static_assert(has<std::uint64_t (WalSegment::*)() const noexcept>(&WalSegment::size));
static_assert(has<bool (WalSegment::*)(std::uint64_t, std::uint64_t) const noexcept>(
    &WalSegment::would_exceed));
static_assert(has<const std::string & (WalSegment::*)() const noexcept>(&WalSegment::path));
static_assert(has<WalFile & (WalSegment::*)() noexcept>(&WalSegment::file));
static_assert(has<const WalFile & (WalSegment::*)() const noexcept>(&WalSegment::file));

static_assert(is_moved_only<WalStore> && is_explicit_from<WalStore, WalConfig>);
static_assert(has<Outcome (WalStore::*)(const Bytes &)>(&WalStore::append));
static_assert(has<Outcome (WalStore::*)()>(&WalStore::flush));
static_assert(has<ManyBytes (WalStore::*)() const>(&WalStore::read_all));
static_assert(has<bool (WalStore::*)() const noexcept>(&WalStore::is_open));
static_assert(has<std::uint64_t (WalStore::*)() const noexcept>(&WalStore::bytes_written));
static_assert(has<const WalConfig & (WalStore::*)() const noexcept>(&WalStore::config));
static_assert(has<const std::string & (WalStore::*)() const noexcept>(&WalStore::path));

static_assert(is_moved_only<WalWriter> && is_explicit_from<WalWriter, WalConfig>);
static_assert(std::is_same_v<WalWriter::AppendResult, Number>);
static_assert(has<Number (WalWriter::*)(WalRecord &)>(&WalWriter::append));
static_assert(has<Number (WalWriter::*)(WalRecord &&)>(&WalWriter::append));
static_assert(has<Number (WalWriter::*)(WalRecordType, Bytes)>(&WalWriter::append));
static_assert(has<Number (WalWriter::*)(const FileEvent &)>(&WalWriter::append_event));
static_assert(has<Outcome (WalWriter::*)()>(&WalWriter::flush));
static_assert(has<std::uint64_t (WalWriter::*)() const noexcept>(&WalWriter::current_sequence));
static_assert(has<void (WalWriter::*)(std::uint64_t) noexcept>(&WalWriter::set_sequence));
static_assert(has<const WalConfig & (WalWriter::*)() const noexcept>(&WalWriter::config));
static_assert(has<const std::string & (WalWriter::*)() const noexcept>(&WalWriter::path));

static_assert(std::is_copy_constructible_v<WalReader> && is_explicit_from<WalReader, std::string>);
static_assert(std::is_same_v<WalReader::Callback, std::function<void(const WalRecord &)>>);
static_assert(has<Outcome (WalReader::*)(const WalReader::Callback &) const>(&WalReader::for_each));
static_assert(has<WalReader::RecordsResult (WalReader::*)() const>(&WalReader::read_all));
static_assert(has<const std::string & (WalReader::*)() const noexcept>(&WalReader::path));

static_assert(is_explicit_from<WalReplayer, std::string>);
static_assert(std::is_same_v<WalReplayer::Apply, std::function<void(const WalRecord &)>>);
static_assert(has<Outcome (WalReplayer::*)(const WalReplayer::Apply &)>(&WalReplayer::replay));
static_assert(has<Outcome (WalReplayer::*)(std::uint64_t, const WalReplayer::Apply &)>(
    &WalReplayer::replay_from));
static_assert(has<std::optional<std::uint64_t> (WalReplayer::*)() const noexcept>(
    &WalReplayer::last_sequence));
static_assert(has<bool (WalReplayer::*)() const noexcept>(&WalReplayer::has_replayed));
static_assert(has<const std::string & (WalReplayer::*)() const noexcept>(&WalReplayer::path));

static_assert(FileEventSerializer::format_version == std::uint8_t{1});
static_assert(FileEventDeserializer::supported_format_version == std::uint8_t{1});
static_assert(has<Bytes (*)(const FileEvent &)>(&FileEventSerializer::serialize));

static_assert(has<std::optional<FileEvent> (*)(const Bytes &)>(
    &FileEventDeserializer::deserialize));
static_assert(has<std::optional<FileEvent> (*)(const std::uint8_t *, std::size_t)>(
    &FileEventDeserializer::deserialize));
static_assert(has<std::optional<FileEvent> (*)(Span)>(&FileEventDeserializer::deserialize));

// The aliases that old programs spell.
static_assert(std::is_same_v<core::types::WalRecordType, WalRecordType>);
static_assert(std::is_same_v<core::core_time::Timestamp, Timestamp>);
static_assert(std::is_same_v<encoding::core::WalRecord, WalRecord>);
static_assert(std::is_same_v<encoding::types::WalStatus, WalStatus>);
static_assert(std::is_same_v<encoding::utils::Checksum, Checksum>);
static_assert(std::is_same_v<reader::core::WalRecord, WalRecord>);
static_assert(std::is_same_v<reader::encoding::WalDecoder, WalDecoder>);
static_assert(std::is_same_v<reader::core_errors::Error, Error>);
static_assert(std::is_same_v<replay::reader::WalReader, WalReader>);
static_assert(std::is_same_v<replay::core::WalRecord, WalRecord>);
static_assert(std::is_same_v<storage::core::WalConfig, WalConfig>);
static_assert(std::is_same_v<writer::storage::WalStore, WalStore>);
static_assert(std::is_same_v<writer::wal_types::WalStatus, WalStatus>);
static_assert(std::is_same_v<writer::fs_events::FileEvent, FileEvent>);
static_assert(std::is_same_v<writer::utils::Checksum, Checksum>);
static_assert(std::is_same_v<utils::fs_events::FileEvent, FileEvent>);
static_assert(std::is_same_v<utils::core_time::Timestamp, Timestamp>);

} // namespace
