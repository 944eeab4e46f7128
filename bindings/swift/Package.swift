// swift-tools-version:5.5
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let package = Package(
    name: "CSoftadastra",
    products: [.library(name: "CSoftadastra", targets: ["CSoftadastra"])],
    targets: [.systemLibrary(name: "CSoftadastra", pkgConfig: "softadastra")]
)
