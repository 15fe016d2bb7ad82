// The same bytes wherever it runs: in another process, confined as a worker, beside a copy of itself.
#include <cstdlib>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "plugins/sdk/validator/checks/groups.h"
#include "plugins/sdk/validator/subject/other_process.h"
#include "plugins/sdk/validator/subject/subject.h"

namespace parallax::validator {
namespace {

namespace fs = std::filesystem;

Outcome SameInOtherProcess(const Settings& settings, Confinement confinement,
                           absl::string_view where, const char* remedy) {
  const auto here = AnswersHere(settings, Question::kFindings);
  if (!here.ok()) return CannotLoad(here.status());
  const auto there = AnswersOfOtherProcess(settings, Question::kFindings, confinement);
  if (!there.ok()) return Fail(std::string(there.status().message()), remedy);
  const std::string difference = Difference(*here, "in this process", *there, where);
  return difference.empty() ? Pass() : Fail(difference, remedy);
}

// A folder that is removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "plx-validate.XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

Outcome IsolationFreshProcess(const Settings& settings) {
  return SameInOtherProcess(settings, Confinement::kNone, "in a new one",
                            "let nothing depend on addresses, the order of a hash table, or what "
                            "the process has done before");
}

Outcome IsolationConfined(const Settings& settings) {
  return SameInOtherProcess(settings, Confinement::kWorker, "in one confined as a worker",
                            "find files through host->data_dir alone; a worker has no environment, "
                            "works in /, and opens at most 64 files");
}

Outcome IsolationGenerations(const Settings& settings) {
  const auto first = Subject::Open(settings);
  if (!first.ok()) return CannotLoad(first.status());
  const std::vector<Case> cases = (*first)->OrdinaryCases();
  const auto old_generation = (*first)->NewAnalyzer();
  if (!old_generation.ok()) return CannotLoad(old_generation.status());
  const std::vector<Answer> alone = Run(**old_generation, cases);

  // As a server reloads: a copy of another name, its data files beside it.
  const TemporaryFolder folder;
  const fs::path file = fs::absolute(settings.plugin);
  std::error_code error;
  fs::copy_file(file, folder.path() / file.filename(), error);
  if (error) return Skip(absl::StrCat("no copy can be made: ", error.message()));
  fs::path data = file;
  data.replace_extension(".data");
  if (fs::exists(data)) fs::create_symlink(data, folder.path() / data.filename(), error);

  Settings copy = settings;
  copy.plugin = (folder.path() / file.filename()).string();
  constexpr const char* kRemedy =
      "share nothing between copies of the library: no GNU_UNIQUE statics (file.unique-symbols), no "
      "names that the whole process or machine sees";
  const auto second = Subject::Open(copy);
  if (!second.ok()) {
    return Fail(absl::StrCat("a second generation cannot be opened beside the first: ",
                             second.status().message()),
                kRemedy);
  }
  const auto new_generation = (*second)->NewAnalyzer();
  if (!new_generation.ok()) {
    return Fail(absl::StrCat("a second generation makes no model beside the first: ",
                             new_generation.status().message()),
                kRemedy);
  }
  std::string difference =
      Difference(alone, "alone", Run(**new_generation, cases), "beside another generation of itself");
  if (difference.empty()) {
    difference = Difference(alone, "alone", Run(**old_generation, cases),
                            "after another generation had run");
  }
  return difference.empty() ? Pass() : Fail(difference, kRemedy);
}

}  // namespace parallax::validator
