// SPDX-License-Identifier: Apache-2.0
// Notes from the field, in a terminal: written at once, wherever one is, and brought to the others
// whenever there is a link. Type `help`. How to run two of them: README.md beside this file.
#include "notebook.hpp"

#include <poll.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>

namespace {

constexpr unsigned long long text_max_default = 4096;

constexpr const char *help = R"(note NAME TEXT       writes a note
erase NAME           deletes it
show NAME            reads it
list                 all notes
status               the link, what is still to go out, what failed, what is in conflict
conflicts            notes that several have written without knowing of each other
resolve NAME TEXT    writes what is to hold
failed               writes that were given up, and why
retry WRITE          has one of them sent again
discard WRITE        lets it go: the others will not get it
port                 where this notebook is called
dial PEER PORT       calls another notebook on this machine, now and whenever the link is lost
hang-up PEER         ends that
sync                 waits until the others have everything, twenty seconds at most
quit
)";

/// Does what a line says. False when it is the last one.
bool obey(field_notes::Notebook &book, const std::string &line) {
  std::istringstream words{line};
  std::string verb;
  std::string name;
  std::string text;
  words >> verb >> name;
  std::getline(words >> std::ws, text);
  if (verb == "quit") {
    return false;
  }
  if (verb == "note" || verb == "resolve") {
    book.write(name, text);
  } else if (verb == "erase") {
    book.erase(name);
  } else if (verb == "show") {
    book.show(name);
  } else if (verb == "list") {
    book.list();
  } else if (verb == "status") {
    book.status();
  } else if (verb == "conflicts") {
    book.conflicts();
  } else if (verb == "failed") {
    book.failed();
  } else if (verb == "retry") {
    book.retry(name);
  } else if (verb == "discard") {
    book.discard(name);
  } else if (verb == "port") {
    book.port();
  } else if (verb == "dial") {
    book.dial(name, text);
  } else if (verb == "hang-up") {
    book.hang_up(name);
  } else if (verb == "sync") {
    book.sync();
  } else {
    std::cout << help;
  }
  std::cout << "." << std::endl; // A driver knows by it that the answer is whole.
  return true;
}

/// The next line; in the meantime the notebook talks with the others.
bool next_line(field_notes::Notebook &book, std::string &buffer, std::string &line) {
  constexpr int pause_ms = 10;
  for (;;) {
    if (const auto end = buffer.find('\n'); end != std::string::npos) {
      line = buffer.substr(0, end);
      buffer.erase(0, end + 1);
      return true;
    }
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (::poll(&input, 1, pause_ms) > 0) {
      char bytes[4096];
      const auto count = ::read(STDIN_FILENO, bytes, sizeof bytes);
      if (count <= 0) {
        return false;
      }
      buffer.append(bytes, static_cast<std::size_t>(count));
    }
    book.turn();
  }
}

} // namespace

int main(int count, char **arguments) {
  if (count != 3 && count != 4) {
    std::cerr << "usage: field_notes NODE FOLDER [BYTES_OF_A_NOTE]\n";
    return 2;
  }
  const auto text_max = count == 4 ? std::strtoull(arguments[3], nullptr, 10) : text_max_default;
  field_notes::Notebook book{arguments[1], std::string{arguments[2]} + "/notes.wal", text_max};
  if (!book.open()) {
    return 1;
  }
  std::string buffer;
  std::string line;
  while (next_line(book, buffer, line) && obey(book, line)) {
  }
}
