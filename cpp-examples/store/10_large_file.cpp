// SPDX-License-Identifier: Apache-2.0
// A large file goes into the store and comes out again, 64 KiB at a time: whatever its length, the
// program needs memory for one piece.
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <span>

#include <softadastra/store/Store.hpp>

using namespace softadastra;
using store::engine::StoreEngine;

namespace {

const char *const path = "10_large_file.wal";
const char *const source = "10_large_file.in";
const char *const copy = "10_large_file.out";

using Piece = std::array<std::uint8_t, 64 * 1024>;

// Something to be stored: 3 MiB.
void make_file() {
  std::ofstream file{source, std::ios::binary};
  for (std::uint32_t at = 0; at < 3 * 1024 * 1024; ++at) {
    file.put(static_cast<char>(at * 2654435761U >> 24U));
  }
}

bool store_file(StoreEngine &engine) {
  auto begun = engine.begin_value("photo:1", std::filesystem::file_size(source));
  if (begun.is_err()) {
    std::cout << begun.error().message() << "\n";
    return false;
  }
  auto &writer = begun.value();
  std::ifstream file{source, std::ios::binary};
  Piece piece{};
  while (file.read(reinterpret_cast<char *>(piece.data()), piece.size()) || file.gcount() > 0) {
    const auto count = static_cast<std::size_t>(file.gcount());
    if (auto written = writer.write(std::span{piece}.first(count)); written.is_err()) {
      std::cout << written.error().message() << "\n";
      return false; // what was written goes with the writer
    }
  }
  // Until here nobody sees anything of it; a crash leaves nothing behind.
  const bool is_seen = engine.contains(store::types::Key{"photo:1"});
  std::cout << "before the commit: " << (is_seen ? "there" : "not there") << "\n";
  return writer.commit().is_ok();
}

bool read_file(const StoreEngine &engine) {
  auto opened = engine.open_value("photo:1");
  if (opened.is_err()) {
    std::cout << opened.error().message() << "\n";
    return false;
  }
  // From here on the reader shows this version, whatever is written meanwhile; every byte it gives
  // was verified.
  auto &reader = opened.value();
  std::cout << "reading " << reader.size() << " bytes\n";
  std::ofstream file{copy, std::ios::binary};
  Piece piece{};
  for (;;) {
    const auto count = reader.read(piece);
    if (count.is_err()) {
      std::cout << count.error().message() << "\n";
      return false;
    }
    if (count.value() == 0) {
      return true;
    }
    file.write(reinterpret_cast<const char *>(piece.data()),
               static_cast<std::streamsize>(count.value()));
  }
}

bool same_files() {
  std::ifstream one{source, std::ios::binary};
  std::ifstream other{copy, std::ios::binary};
  Piece left{};
  Piece right{};
  do {
    one.read(reinterpret_cast<char *>(left.data()), left.size());
    other.read(reinterpret_cast<char *>(right.data()), right.size());
    if (one.gcount() != other.gcount() || left != right) {
      return false;
    }
  } while (one.gcount() > 0);
  return true;
}

} // namespace

int main() {
  make_file();
  {
    StoreEngine engine{store::core::StoreConfig::durable(path)};
    std::cout << (store_file(engine) ? "stored\n" : "not stored\n");
  }
  {
    StoreEngine engine{store::core::StoreConfig::durable(path)};
    if (read_file(engine)) {
      std::cout << (same_files() ? "the copy is the same\n" : "the copy is another\n");
    }
  }
  // So that the example leaves nothing behind.
  for (const auto &file : std::filesystem::directory_iterator(".")) {
    if (file.path().filename().string().starts_with("10_large_file.") &&
        file.path().extension() != ".cpp" && file.path().extension() != ".expected") {
      std::filesystem::remove(file.path());
    }
  }
  return 0;
}
