/* SPDX-License-Identifier: Apache-2.0 */
/* The module as Swift's importer sees it: imported by name, without the header, and used. */
#pragma clang module import CSoftadastra

int main(void) {
  sda_engine *engine = 0;
  sda_options options = {.struct_size = sizeof options};
  if (sda_abi_version() != SDA_ABI_VERSION || sda_options_init(&options) != SDA_OK) {
    return 1;
  }
  options.durability = SDA_DURABILITY_MEMORY_ONLY;
  if (sda_engine_open(&options, &engine, 0) != SDA_OK) {
    return 2;
  }
  return sda_engine_close(engine, 0) == SDA_OK ? 0 : 3;
}
