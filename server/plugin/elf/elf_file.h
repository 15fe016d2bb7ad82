// A bounds-checked reader of 64-bit little-endian ELF shared objects.
#ifndef PARALLAX_SERVER_PLUGIN_ELF_ELF_FILE_H_
#define PARALLAX_SERVER_PLUGIN_ELF_ELF_FILE_H_

#include <elf.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::plugin {

// Views `bytes`, which must outlive it. Errors are INVALID_ARGUMENT without a reason and start in
// lower case, to be put behind the file's name.
class ElfFile {
 public:
  // Checks the header and both tables: class, byte order, machine of this build, ET_DYN, and that
  // every segment and section lies inside the bytes.
  static absl::StatusOr<ElfFile> Open(absl::string_view bytes);

  // The descriptor of the first note of this owner and type; NOT_FOUND if there is none,
  // INVALID_ARGUMENT if it runs past its segment.
  absl::StatusOr<absl::string_view> FindNote(absl::string_view owner, uint32_t type) const;

  // DT_NEEDED entries in order.
  absl::StatusOr<std::vector<std::string>> NeededLibraries() const;

  // Names of the defined dynamic symbols of global or weak binding, sorted. NOT_FOUND without a
  // section table.
  absl::StatusOr<std::vector<std::string>> ExportedSymbols() const;

  // Those of them that are STB_GNU_UNIQUE: one in the whole process, whatever the number of copies.
  absl::StatusOr<std::vector<std::string>> UniqueSymbols() const;

  // The folders of DT_RPATH and DT_RUNPATH.
  absl::StatusOr<std::vector<std::string>> RunPaths() const;

  // Whether it asks for a stack that can be executed.
  bool ExecutableStack() const;

 private:
  explicit ElfFile(absl::string_view bytes) : bytes_(bytes) {}

  absl::Status ReadHeader();
  absl::Status ReadSegments(const Elf64_Ehdr& header);
  absl::Status ReadSections(const Elf64_Ehdr& header);
  absl::StatusOr<absl::string_view> Slice(uint64_t offset, uint64_t size,
                                          absl::string_view what) const;
  // The strings of the dynamic table's entries with one of these tags.
  absl::StatusOr<std::vector<std::string>> DynamicStrings(std::vector<int64_t> tags,
                                                          absl::string_view what) const;
  // Names of the defined dynamic symbols whose binding is one of these, sorted.
  absl::StatusOr<std::vector<std::string>> SymbolsOf(std::vector<unsigned> bindings) const;
  // The file's bytes from a virtual address to the end of its segment's file image.
  absl::StatusOr<absl::string_view> AtAddress(uint64_t address, absl::string_view what) const;

  absl::string_view bytes_;
  std::vector<Elf64_Phdr> segments_;
  std::vector<Elf64_Shdr> sections_;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_ELF_ELF_FILE_H_
