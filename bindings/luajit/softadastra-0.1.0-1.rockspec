-- SPDX-License-Identifier: Apache-2.0
-- For `luarocks make` in the unpacked package: the library is installed beside the modules.
rockspec_format = "3.0"
package = "softadastra"
version = "0.1.0-1"
source = { url = "file://." }
description = {
  summary = "Softadastra Sync: writes on the device first, and brings it to every other one.",
  license = "Apache-2.0",
}
dependencies = { "lua == 5.1" }
build = {
  type = "builtin",
  modules = {
    ["softadastra"] = "softadastra/init.lua",
    ["softadastra.raw"] = "softadastra/raw.lua",
    ["softadastra.library"] = "softadastra/library.lua",
    ["softadastra.handles"] = "softadastra/handles.lua",
    ["softadastra.shared"] = "softadastra/shared.lua",
    ["softadastra.engine"] = "softadastra/engine.lua",
    ["softadastra.client"] = "softadastra/client.lua",
    ["softadastra.wal"] = "softadastra/wal.lua",
  },
  install = { lua = { ["softadastra.libsoftadastra"] = "softadastra/libsoftadastra.so" } },
}
