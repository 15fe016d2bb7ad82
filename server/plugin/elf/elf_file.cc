#include "server/plugin/elf/elf_file.h"

#include <algorithm>
#include <cstring>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/base/status_macros.h"

namespace parallax::plugin {
namespace {

#if defined(__x86_64__)
constexpr uint16_t kMachine = EM_X86_64;
constexpr absl::string_view kMachineName = "x86-64";
#elif defined(__aarch64__)
constexpr uint16_t kMachine = EM_AARCH64;
constexpr absl::string_view kMachineName = "AArch64";
#elif defined(__riscv) && __riscv_xlen == 64
constexpr uint16_t kMachine = EM_RISCV;
constexpr absl::string_view kMachineName = "RISC-V 64";
#else
#error "add this machine's ELF number"
#endif

// Copies out, because nothing in a file need be aligned.
template <typename T>
T Read(absl::string_view bytes, uint64_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof(value));
  return value;
}

// The NUL-terminated string at `offset` of a string table.
absl::StatusOr<std::string> StringAt(absl::string_view table, uint64_t offset,
                                     absl::string_view what) {
  if (offset >= table.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("malformed: the name of ", what, " is outside the string table"));
  }
  const absl::string_view rest = table.substr(offset);
  const size_t end = rest.find('\0');
  if (end == absl::string_view::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("malformed: the name of ", what, " does not end"));
  }
  return std::string(rest.substr(0, end));
}

// Notes are padded to 4 bytes, or to 8 in segments aligned to 8 (GNU property notes).
uint64_t Padded(uint64_t size, uint64_t align) { return (size + align - 1) & ~(align - 1); }

}  // namespace

absl::StatusOr<ElfFile> ElfFile::Open(absl::string_view bytes) {
  ElfFile file(bytes);
  RETURN_IF_ERROR(file.ReadHeader());
  return file;
}

absl::Status ElfFile::ReadHeader() {
  if (bytes_.size() < SELFMAG || std::memcmp(bytes_.data(), ELFMAG, SELFMAG) != 0) {
    return absl::InvalidArgumentError("is not an ELF file");
  }
  if (bytes_.size() < sizeof(Elf64_Ehdr)) {
    return absl::InvalidArgumentError(
        absl::StrCat("is cut short: ", bytes_.size(), " bytes do not hold an ELF header"));
  }
  const auto header = Read<Elf64_Ehdr>(bytes_, 0);
  if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_ident[EI_DATA] != ELFDATA2LSB) {
    return absl::InvalidArgumentError("is not a 64-bit little-endian ELF file");
  }
  if (header.e_machine != kMachine) {
    return absl::InvalidArgumentError(
        absl::StrCat("is for another machine: expected ", kMachineName, " (ELF machine ", kMachine,
                     "), found ELF machine ", header.e_machine, "; build it for this machine"));
  }
  if (header.e_type != ET_DYN) {
    return absl::InvalidArgumentError(
        "is an ELF file but not a shared library; link it with -shared");
  }
  RETURN_IF_ERROR(ReadSegments(header));
  return ReadSections(header);
}

absl::Status ElfFile::ReadSegments(const Elf64_Ehdr& header) {
  if (header.e_phnum == 0 || header.e_phentsize != sizeof(Elf64_Phdr)) {
    return absl::InvalidArgumentError("is malformed: it has no program headers");
  }
  const uint64_t size = uint64_t{header.e_phnum} * sizeof(Elf64_Phdr);
  ASSIGN_OR_RETURN(const absl::string_view table,
                   Slice(header.e_phoff, size, "program header table"));
  for (uint64_t at = 0; at < table.size(); at += sizeof(Elf64_Phdr)) {
    const auto segment = Read<Elf64_Phdr>(table, at);
    RETURN_IF_ERROR(Slice(segment.p_offset, segment.p_filesz, "segment").status());
    segments_.push_back(segment);
  }
  return absl::OkStatus();
}

absl::Status ElfFile::ReadSections(const Elf64_Ehdr& header) {
  if (header.e_shoff == 0 || header.e_shnum == 0) return absl::OkStatus();  // stripped: allowed
  if (header.e_shentsize != sizeof(Elf64_Shdr)) {
    return absl::InvalidArgumentError("is malformed: section headers of an unknown size");
  }
  const uint64_t size = uint64_t{header.e_shnum} * sizeof(Elf64_Shdr);
  ASSIGN_OR_RETURN(const absl::string_view table,
                   Slice(header.e_shoff, size, "section header table"));
  for (uint64_t at = 0; at < table.size(); at += sizeof(Elf64_Shdr)) {
    const auto section = Read<Elf64_Shdr>(table, at);
    if (section.sh_type != SHT_NOBITS) {
      RETURN_IF_ERROR(Slice(section.sh_offset, section.sh_size, "section").status());
    }
    sections_.push_back(section);
  }
  return absl::OkStatus();
}

absl::StatusOr<absl::string_view> ElfFile::Slice(uint64_t offset, uint64_t size,
                                                 absl::string_view what) const {
  if (offset > bytes_.size() || size > bytes_.size() - offset) {
    return absl::InvalidArgumentError(absl::StrCat("is cut short or malformed: a ", what, " of ",
                                                   size, " bytes at ", offset,
                                                   " does not fit into ", bytes_.size(), " bytes"));
  }
  return bytes_.substr(offset, size);
}

absl::StatusOr<absl::string_view> ElfFile::AtAddress(uint64_t address,
                                                     absl::string_view what) const {
  for (const Elf64_Phdr& segment : segments_) {
    if (segment.p_type != PT_LOAD || address < segment.p_vaddr) continue;
    const uint64_t delta = address - segment.p_vaddr;
    if (delta < segment.p_filesz)
      return bytes_.substr(segment.p_offset + delta, segment.p_filesz - delta);
  }
  return absl::InvalidArgumentError(absl::StrCat("is malformed: its ", what, " is in no segment"));
}

absl::StatusOr<absl::string_view> ElfFile::FindNote(absl::string_view owner, uint32_t type) const {
  for (const Elf64_Phdr& segment : segments_) {
    if (segment.p_type != PT_NOTE) continue;
    const uint64_t align = segment.p_align == 8 ? 8 : 4;
    absl::string_view rest = bytes_.substr(segment.p_offset, segment.p_filesz);
    while (rest.size() >= sizeof(Elf64_Nhdr)) {
      const auto note = Read<Elf64_Nhdr>(rest, 0);
      const uint64_t desc = sizeof(Elf64_Nhdr) + Padded(note.n_namesz, align);
      if (desc > rest.size() || note.n_descsz > rest.size() - desc) {
        return absl::InvalidArgumentError("is malformed: a note runs past its segment");
      }
      absl::string_view name = rest.substr(sizeof(Elf64_Nhdr), note.n_namesz);
      if (!name.empty() && name.back() == '\0') name.remove_suffix(1);
      if (name == owner && note.n_type == type) return rest.substr(desc, note.n_descsz);
      const uint64_t next = desc + Padded(note.n_descsz, align);
      rest = next < rest.size() ? rest.substr(next) : absl::string_view();
    }
  }
  return absl::NotFoundError("has no such note");
}

absl::StatusOr<std::vector<std::string>> ElfFile::DynamicStrings(std::vector<int64_t> tags,
                                                                 absl::string_view what) const {
  std::vector<uint64_t> offsets;
  uint64_t strings_address = 0;
  for (const Elf64_Phdr& segment : segments_) {
    if (segment.p_type != PT_DYNAMIC) continue;
    const absl::string_view table = bytes_.substr(segment.p_offset, segment.p_filesz);
    for (uint64_t at = 0; at + sizeof(Elf64_Dyn) <= table.size(); at += sizeof(Elf64_Dyn)) {
      const auto entry = Read<Elf64_Dyn>(table, at);
      if (entry.d_tag == DT_NULL) break;
      if (absl::c_linear_search(tags, entry.d_tag)) offsets.push_back(entry.d_un.d_val);
      if (entry.d_tag == DT_STRTAB) strings_address = entry.d_un.d_ptr;
    }
  }
  std::vector<std::string> found;
  if (offsets.empty()) return found;
  ASSIGN_OR_RETURN(const absl::string_view strings,
                   AtAddress(strings_address, "dynamic string table"));
  for (const uint64_t offset : offsets) {
    ASSIGN_OR_RETURN(std::string name, StringAt(strings, offset, what));
    found.push_back(std::move(name));
  }
  return found;
}

absl::StatusOr<std::vector<std::string>> ElfFile::NeededLibraries() const {
  return DynamicStrings({DT_NEEDED}, "a needed library");
}

absl::StatusOr<std::vector<std::string>> ElfFile::RunPaths() const {
  ASSIGN_OR_RETURN(const std::vector<std::string> lists,
                   DynamicStrings({DT_RPATH, DT_RUNPATH}, "a run path"));
  std::vector<std::string> folders;
  for (const std::string& list : lists) {
    for (absl::string_view folder : absl::StrSplit(list, ':')) folders.emplace_back(folder);
  }
  return folders;
}

bool ElfFile::ExecutableStack() const {
  return absl::c_any_of(segments_, [](const Elf64_Phdr& segment) {
    return segment.p_type == PT_GNU_STACK && (segment.p_flags & PF_X) != 0;
  });
}

absl::StatusOr<std::vector<std::string>> ElfFile::ExportedSymbols() const {
  return SymbolsOf({STB_GLOBAL, STB_WEAK, STB_GNU_UNIQUE});
}

absl::StatusOr<std::vector<std::string>> ElfFile::UniqueSymbols() const {
  return SymbolsOf({STB_GNU_UNIQUE});
}

absl::StatusOr<std::vector<std::string>> ElfFile::SymbolsOf(std::vector<unsigned> bindings) const {
  const auto symbols = std::find_if(sections_.begin(), sections_.end(),
                                    [](const Elf64_Shdr& s) { return s.sh_type == SHT_DYNSYM; });
  if (symbols == sections_.end()) return absl::NotFoundError("has no section table");
  if (symbols->sh_link >= sections_.size() || sections_[symbols->sh_link].sh_type != SHT_STRTAB) {
    return absl::InvalidArgumentError("is malformed: its symbol table has no string table");
  }
  const Elf64_Shdr& link = sections_[symbols->sh_link];
  const absl::string_view strings = bytes_.substr(link.sh_offset, link.sh_size);
  const absl::string_view table = bytes_.substr(symbols->sh_offset, symbols->sh_size);
  std::vector<std::string> names;
  for (uint64_t at = 0; at + sizeof(Elf64_Sym) <= table.size(); at += sizeof(Elf64_Sym)) {
    const auto symbol = Read<Elf64_Sym>(table, at);
    const unsigned binding = ELF64_ST_BIND(symbol.st_info);
    if (symbol.st_shndx == SHN_UNDEF || !absl::c_linear_search(bindings, binding)) continue;
    ASSIGN_OR_RETURN(std::string name, StringAt(strings, symbol.st_name, "a symbol"));
    names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace parallax::plugin
