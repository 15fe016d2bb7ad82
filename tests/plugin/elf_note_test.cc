#include "server/plugin/elf/elf_note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

#include "server/plugin/plugin_library.h"
#include "tests/plugin/fixture_files.h"

namespace parallax::plugin {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string ReadBytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

TEST(ElfNoteTest, ReadsIdentityNeedsAndExports) {
  const auto file = ReadPluginFile(FixturePath("echo"));
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->identity.abi_major, 1u);
  EXPECT_EQ(file->identity.built_minor, static_cast<uint32_t>(PLX_ABI_MINOR));
  EXPECT_EQ(file->identity.requires_minor, 0u);
  EXPECT_EQ(file->identity.id, "fixture-echo");
  EXPECT_EQ(file->identity.version, "1.2.3");
  EXPECT_EQ(file->identity.vendor, "Parallax tests");
  EXPECT_EQ(file->identity.licence, "Apache-2.0");
  EXPECT_EQ(file->content_digest.size(), 64u);
  EXPECT_THAT(file->needed, Contains("libc.so.6"));
  ASSERT_TRUE(file->exports_known);
  EXPECT_THAT(file->exported, ElementsAre(PLX_ENTRY_SYMBOL));
  EXPECT_TRUE(CheckLoadable(*file, kHostAbi).ok());
}

struct Refusal {
  const char* fixture;
  const char* reason;
  const char* message;
};

class RefusalTest : public testing::TestWithParam<Refusal> {};

TEST_P(RefusalTest, SaysWhyAndOpensNothing) {
  unsetenv("PLX_HANDMADE_OPENED");
  const auto library = PluginLibrary::Open(FixturePath(GetParam().fixture));
  ASSERT_FALSE(library.ok());
  EXPECT_EQ(library.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(library.status()), GetParam().reason);
  EXPECT_THAT(std::string(library.status().message()), HasSubstr(GetParam().message));
  EXPECT_THAT(std::string(library.status().message()), HasSubstr(FixturePath(GetParam().fixture)));
  EXPECT_EQ(getenv("PLX_HANDMADE_OPENED"), nullptr) << "code of the file has run";
}

INSTANTIATE_TEST_SUITE_P(
    Files, RefusalTest,
    testing::Values(
        Refusal{"no_note", "PLUGIN_NO_NOTE", "build it with plx_add_plugin()"},
        Refusal{"malformed_note", "PLUGIN_NO_NOTE", "built_minor=zero is not a number"},
        Refusal{"newer_minor", "PLUGIN_ABI_TOO_NEW",
                "needs ABI 1.7 or later, but this host speaks ABI 1.0 to 1.0: update the host"},
        Refusal{"newer_major", "PLUGIN_ABI_TOO_NEW", "needs ABI 2.0 or later"},
        Refusal{"older_major", "PLUGIN_ABI_TOO_OLD", "was built for ABI 0.4"},
        Refusal{"links_protobuf", "PLUGIN_LINKS_PROTOBUF", "needs libprotobuf.so.32"},
        Refusal{"no_entry", "PLUGIN_NO_ENTRY", "does not export plx_plugin_entry_v1"}),
    [](const auto& info) { return std::string(info.param.fixture); });

TEST(ElfNoteTest, RefusesAPluginBuiltForAMinorThatTheHostNoLongerServes) {
  auto file = ReadPluginFile(FixturePath("echo"));
  ASSERT_TRUE(file.ok()) << file.status();
  const absl::Status status = CheckLoadable(*file, HostAbi{9, 5});
  EXPECT_EQ(ReasonOf(status), "PLUGIN_ABI_TOO_OLD");
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("was built for ABI 1.0, but this host speaks ABI 1.5 to 1.9"));
}

TEST(ElfNoteTest, NamesAMissingFile) {
  const auto file = ReadPluginFile("/no/such/plugin.so");
  EXPECT_EQ(file.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(file.status().message()), HasSubstr("/no/such/plugin.so"));
}

TEST(ElfNoteTest, RefusesAFolderAndADevice) {
  EXPECT_EQ(ReasonOf(ReadPluginFile("/tmp").status()), "PLUGIN_NOT_ELF");
  EXPECT_EQ(ReasonOf(ReadPluginFile("/dev/null").status()), "PLUGIN_NOT_ELF");
}

TEST(ElfNoteTest, RefusesATextFile) {
  const auto file = ParsePluginFile("hello.so", "#!/bin/sh\necho I am no library\n");
  EXPECT_EQ(ReasonOf(file.status()), "PLUGIN_NOT_ELF");
  EXPECT_THAT(std::string(file.status().message()), HasSubstr("hello.so is not an ELF file"));
}

TEST(ElfNoteTest, RefusesAnExecutableOfAnotherMachine) {
  std::string bytes = ReadBytes(FixturePath("echo"));
  bytes[18] = 8;  // e_machine: MIPS
  bytes[19] = 0;
  const absl::Status status = ParsePluginFile("mips.so", bytes).status();
  EXPECT_EQ(ReasonOf(status), "PLUGIN_NOT_ELF");
  EXPECT_THAT(std::string(status.message()), HasSubstr("found ELF machine 8"));
}

TEST(ElfNoteTest, RefusesAnExecutable) {
  std::string bytes = ReadBytes(FixturePath("echo"));
  bytes[16] = 2;  // e_type: ET_EXEC
  EXPECT_THAT(std::string(ParsePluginFile("a.out", bytes).status().message()),
              HasSubstr("not a shared library"));
}

TEST(ElfNoteTest, RefusesAFileCutAnywhere) {
  const std::string bytes = ReadBytes(FixturePath("echo"));
  ASSERT_GT(bytes.size(), 4096u);
  for (size_t size = 1; size < bytes.size(); size += size < 1024 ? 1 : 509) {
    const auto file = ParsePluginFile("cut.so", absl::string_view(bytes).substr(0, size));
    ASSERT_FALSE(file.ok()) << size;
    EXPECT_EQ(ReasonOf(file.status()), "PLUGIN_NOT_ELF") << size << ": " << file.status();
  }
}

TEST(ElfNoteTest, SurvivesDamageAnywhere) {
  const std::string bytes = ReadBytes(FixturePath("echo"));
  std::mt19937 random(20260115);
  for (int round = 0; round < 600; ++round) {
    std::string damaged = bytes;
    // Mostly in the first page, where headers, notes and the dynamic tables are.
    const size_t range = round % 4 == 0 ? damaged.size() : 4096;
    for (int i = 0; i < 4; ++i) damaged[random() % range] = static_cast<char>(random());
    const auto file = ParsePluginFile("damaged.so", damaged);
    if (!file.ok()) {
      EXPECT_NE(ReasonOf(file.status()), "");
    }
  }
}

struct NoteCase {
  const char* what;
  std::string text;
  const char* message;  // empty: accepted
};

TEST(IdentityTest, ChecksEveryKey) {
  const std::string end("\0", 1);
  const std::string good =
      "abi=1\nbuilt_minor=0\nrequires_minor=0\nid=a.b-c_9\nversion=1.2.3-rc.1+x\n"
      "vendor=A b, c\nlicence=MIT\n";
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return text + end;
  };
  const NoteCase cases[] = {
      {"good", good + end, ""},
      {"unknown keys are for later minors", with("abi=1", "colour=blue\nabi=1"), ""},
      {"padding", good + end + end + end, ""},
      {"no NUL", good, "does not end with a NUL"},
      {"too long", std::string(5000, 'x') + end, "at most 4096"},
      {"no equals sign", with("vendor=A b, c", "vendor"), "has no \"=\""},
      {"a key twice", with("vendor=A b, c", "id=other"), "\"id\" stands twice"},
      {"key missing", with("licence=MIT\n", ""), "the key \"licence\" is missing"},
      {"number", with("abi=1", "abi=one"), "abi=one is not a number"},
      {"negative number", with("requires_minor=0", "requires_minor=-1"), "is not a number"},
      {"id with capitals", with("id=a.b-c_9", "id=Entities"), "id=Entities must be"},
      {"id empty", with("id=a.b-c_9", "id="), "must be [a-z0-9]"},
      {"id like a path", with("id=a.b-c_9", "id=../x"), "must be [a-z0-9]"},
      {"version", with("1.2.3-rc.1+x", "1.2"), "must be a semantic version"},
      {"vendor too long", with("A b, c", std::string(129, 'v')), "vendor is longer than 128"},
  };
  for (const NoteCase& c : cases) {
    const auto identity = ParseIdentity(c.text);
    if (c.message[0] == '\0') {
      EXPECT_TRUE(identity.ok()) << c.what << ": " << identity.status();
      continue;
    }
    EXPECT_EQ(ReasonOf(identity.status()), "PLUGIN_NO_NOTE") << c.what;
    EXPECT_THAT(std::string(identity.status().message()), HasSubstr(c.message)) << c.what;
  }
}

}  // namespace
}  // namespace parallax::plugin
