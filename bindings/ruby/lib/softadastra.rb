# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

# Softadastra Sync: writes on the device first, and brings it to every other one.
#
#   Softadastra::Engine.open("notes.wal", node_id: "tablet-7") do |notes|
#     notes.put("note:1", "well 4 is dry")
#   end
module Softadastra
  VERSION = "0.1.0"
end

require_relative "softadastra/raw"
require_relative "softadastra/library"
require_relative "softadastra/many"
require_relative "softadastra/handles"
require_relative "softadastra/shared"
require_relative "softadastra/engine"
require_relative "softadastra/client"
require_relative "softadastra/wal"
