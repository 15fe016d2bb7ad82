// The plugin under hosts other than today's: older, newer, and one that takes back what it lent.
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "plugins/sdk/validator/checks/groups.h"
#include "plugins/sdk/validator/subject/grown_batch.h"
#include "plugins/sdk/validator/subject/lent_host.h"
#include "plugins/sdk/validator/subject/raw_instance.h"
#include "plugins/sdk/validator/subject/subject.h"
#include "server/plugin/abi/document_view.h"
#include "server/plugin/abi/finding_sink.h"
#include "server/plugin/abi/lent_call.h"

namespace parallax::validator {
namespace {

constexpr size_t kGrowth = 64;  // bytes that a later minor may have added to each struct

// sizeof(plx_plugin_info_t) in each minor.
constexpr uint32_t kInfoSizes[] = {sizeof(plx_plugin_info_t)};
static_assert(std::size(kInfoSizes) == PLX_ABI_MINOR + 1, "add the size of the new minor");

// Lends documents that have grown, and takes them back after each call.
class TakingHost {
 public:
  TakingHost(const Subject& subject, const RawInstance& instance)
      : subject_(subject), instance_(instance) {}

  // Answers to documents whose structs are `growth` bytes longer.
  std::vector<Answer> Run(const std::vector<Case>& cases, size_t growth) {
    std::vector<AnalyzerInput> inputs;
    for (const Case& c : cases) inputs.push_back(InputOf(c));
    const plugin::BatchView views(inputs, subject_.info().consumes);
    lent_.push_back(std::make_unique<GrownBatch>(views.data(), views.size(), growth));
    GrownBatch& batch = *lent_.back();
    plugin::FindingSink sink(subject_.info(), inputs, {});
    const CallContext context;
    const plugin::LentCall call(context, instance_.options());
    const plx_status_t code = instance_.Analyze(batch.data(), batch.size(), call.raw(), sink.raw());
    batch.TakeBack();
    std::vector<AnalyzerOutput> outputs = sink.Take();
    std::vector<Answer> answers;
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (code != PLX_OK) outputs[i].status = absl::InternalError(absl::StrCat("code ", code));
      const Document& document = *cases[i].document;
      answers.push_back(AnswerOf(document.name, document.text(), outputs[i]));
    }
    return answers;
  }

 private:
  const Subject& subject_;
  const RawInstance& instance_;
  std::vector<std::unique_ptr<GrownBatch>> lent_;  // kept, so that no other takes its addresses
};

}  // namespace

Outcome ContractOlderHost(const Settings& settings) {
  const plx_plugin_entry_fn entry = OpenEntry(settings.plugin);
  if (entry == nullptr) return Fail("it has no entry", "define it with PLX_PLUGIN");
  const auto file = plugin::ReadPluginFile(settings.plugin);
  if (!file.ok()) return CannotLoad(file.status());
  const uint32_t minor = file->identity.requires_minor;
  if (minor >= std::size(kInfoSizes)) return Skip("it needs a later minor than this SDK's");
  const LentHost host(minor, settings.plugin);
  RoomyInfo room(kInfoSizes[minor], kInfoSizes[minor]);
  const plx_status_t code = entry(host.raw(), room.info());
  if (code != PLX_OK) {
    return Fail(absl::StrCat("under a host of minor ", minor,
                             ", which its note says is enough, the entry returned ", code),
                "set requires_minor to the oldest minor it works with");
  }
  if (room.Intact(kInfoSizes[minor])) return Pass();
  return Fail(absl::StrCat("its entry wrote past the ", kInfoSizes[minor],
                           " bytes of info that the host knows (info->struct_size)"),
              "write a field only if struct_size covers it");
}

Outcome ContractNewerHost(const Settings& settings) {
  const plx_plugin_entry_fn entry = OpenEntry(settings.plugin);
  if (entry == nullptr) return Fail("it has no entry", "define it with PLX_PLUGIN");
  const LentHost host(PLX_ABI_MINOR + 1, settings.plugin);
  RoomyInfo room(sizeof(plx_plugin_info_t), sizeof(plx_plugin_info_t) + kGrowth);
  const plx_status_t code = entry(host.raw(), room.info());
  if (code != PLX_OK) {
    return Fail(absl::StrCat("under a host of the next minor the entry returned ", code),
                "accept every host whose minor is at least yours; compare sizes with >=, never ==");
  }
  if (!room.Intact(sizeof(plx_plugin_info_t))) {
    return Fail("its entry wrote past its own idea of plx_plugin_info",
                "fill in fields one by one; do not clear struct_size bytes");
  }
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  if ((*subject)->library().raw().analyze == nullptr) return Pass();
  const std::vector<Case> cases = (*subject)->OrdinaryCases();
  std::vector<Answer> answers[2];
  for (const size_t growth : {size_t{0}, kGrowth}) {
    const auto instance = RawInstance::Make(**subject);
    if (!instance.ok()) return CannotLoad(instance.status());
    answers[growth == 0 ? 0 : 1] = TakingHost(**subject, **instance).Run(cases, growth);
  }
  const std::string difference =
      Difference(answers[0], "under this minor", answers[1], "with structs of the next one");
  if (difference.empty()) return Pass();
  return Fail(difference, "step through arrays by plx_array.stride, and never by sizeof");
}

Outcome ContractBorrowed(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  if ((*subject)->library().raw().analyze == nullptr) return Skip("it has no analyze");
  const std::vector<Case> cases = (*subject)->OrdinaryCases();
  const auto instance = RawInstance::Make(**subject);
  if (!instance.ok()) return CannotLoad(instance.status());
  TakingHost host(**subject, **instance);
  const std::vector<Answer> first = host.Run(cases, 0);
  const std::string difference = Difference(first, "at first", host.Run(cases, 0),
                                            "after the first documents were taken back");
  if (difference.empty()) return Pass();
  return Fail(difference, "copy what must outlive the call");
}

}  // namespace parallax::validator
