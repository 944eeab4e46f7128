# SPDX-License-Identifier: Apache-2.0
# frozen_string_literal: true

Gem::Specification.new do |spec|
  spec.name = "softadastra"
  spec.version = "0.1.0"
  spec.summary = "Softadastra Sync: writes on the device first, and brings it to every other one."
  spec.authors = ["Softadastra"]
  spec.license = "Apache-2.0"
  spec.required_ruby_version = ">= 3.1"
  # The library is in it, so a gem is for one platform.
  spec.platform = Gem::Platform.local
  spec.files = Dir["lib/**/*", "README.md"]
end
