// SPDX-License-Identifier: Apache-2.0
#include "softadastra/core/ids/OperationId.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace {

using softadastra::core::ids::OperationId;

constexpr std::size_t id_bytes = 16;

// Forks, lets the child make one id and hands that id back; empty when anything went wrong.
std::string id_made_by_a_child() {
  std::array<int, 2> pipe_ends{};
  if (pipe(pipe_ends.data()) != 0) {
    return {};
  }
  const pid_t child = fork();
  if (child == 0) {
    const std::string made = OperationId::generate().str();
    const ssize_t written = write(pipe_ends[1], made.data(), made.size());
    _exit(written == static_cast<ssize_t>(id_bytes) ? 0 : 1);
  }
  close(pipe_ends[1]);
  std::string received(id_bytes, '\0');
  const ssize_t count = read(pipe_ends[0], received.data(), received.size());
  close(pipe_ends[0]);
  int status = 0;
  const bool ended_well = child > 0 && waitpid(child, &status, 0) == child && status == 0;
  return ended_well && count == static_cast<ssize_t>(id_bytes) ? received : std::string();
}

TEST(Id, a_forked_child_does_not_repeat_the_ids_of_its_parent) {
  ASSERT_TRUE(OperationId::generate().is_valid());
  const std::string first = id_made_by_a_child();
  const std::string second = id_made_by_a_child();
  const std::string mine = OperationId::generate().str();
  ASSERT_EQ(first.size(), id_bytes);
  ASSERT_EQ(second.size(), id_bytes);
  EXPECT_NE(first, second);
  EXPECT_NE(first, mine);
  EXPECT_NE(second, mine);
}

} // namespace
