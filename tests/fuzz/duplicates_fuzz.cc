// Signatures and groups of the lines of an input, each line a text: groups are a partition that does
// not depend on the order, and equal texts are in one group.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "server/text/near_duplicate.h"
#include "server/text/utf8.h"
#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace parallax::text;
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  if (!CheckUtf8(input).ok()) return 0;
  std::vector<TextSignature> signatures;
  for (const absl::string_view line : absl::StrSplit(input, '\n')) {
    const std::vector<absl::string_view> sentences = absl::StrSplit(line, '|');
    signatures.push_back(SignText(sentences));
    if (signatures.size() == 64) break;
  }
  const std::vector<TextGroup> groups = GroupNearDuplicates(signatures);
  std::vector<TextSignature> reversed(signatures.rbegin(), signatures.rend());
  const std::vector<TextGroup> other = GroupNearDuplicates(reversed);
  std::map<uint32_t, uint32_t> there;
  for (size_t i = 0; i < groups.size(); ++i) {
    const uint32_t twin = other[groups.size() - 1 - i].group;
    FUZZ_CHECK(there.emplace(groups[i].group, twin).first->second == twin);
    FUZZ_CHECK(groups[groups[i].of].group == groups[i].group);
    FUZZ_CHECK((groups[i].relation == TextRelation::kNone) == (groups[i].of == i));
    for (size_t j = 0; j < i; ++j) {
      const double jaccard = Jaccard(signatures[i], signatures[j]);
      FUZZ_CHECK(jaccard >= 0 && jaccard <= 1);
      if (signatures[i].tokens_hash == signatures[j].tokens_hash) {
        FUZZ_CHECK(groups[i].group == groups[j].group);
      }
    }
  }
  return 0;
}
