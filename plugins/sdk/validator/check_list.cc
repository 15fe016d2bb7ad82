#include "plugins/sdk/validator/check.h"
#include "plugins/sdk/validator/checks/groups.h"

namespace parallax::validator {

const std::vector<Check>& AllChecks() {
  constexpr bool kGate = true;
  static const std::vector<Check>* const checks = new std::vector<Check>{
      {"file.note", "is a shared library with a well-formed identity note", &FileNote, kGate},
      {"file.abi", "fits the ABI of this SDK", &FileAbi, kGate},
      {"file.needed", "needs no library that would abort the host", &FileNeeded, kGate},
      {"file.exports", "exports its entry and nothing else", &FileExports},
      {"file.unique-symbols", "has no statics that all its generations share", &FileUniqueSymbols},
      {"file.run-path", "looks for libraries in no folder of its build machine", &FileRunPath},
      {"file.stack", "asks for no executable stack", &FileStack},
      {"file.opens", "opens, and says the same as its note", &FileOpens, kGate},
      {"file.describe-time", "describes itself in 100 ms", &FileDescribeTime},
      {"contract.create", "makes a model and an instance of its default configuration",
       &ContractCreate, kGate},
      {"contract.info", "declares known layers and well-formed languages", &ContractInfo},
      {"contract.describe-twice", "describes itself the same each time", &ContractDescribeTwice},
      {"contract.unknown-extension", "answers NULL for extensions it does not know",
       &ContractUnknownExtension},
      {"contract.empty-batch", "takes a batch of no documents", &ContractEmptyBatch},
      {"contract.two-models", "keeps two models apart", &ContractTwoModels},
      {"contract.older-host", "writes nothing past what an older host knows", &ContractOlderHost},
      {"contract.newer-host", "reads structs that have grown", &ContractNewerHost},
      {"contract.borrowed", "keeps nothing that it was lent", &ContractBorrowed},
      {"input.ordinary", "analyzes ordinary news", &InputOrdinary},
      {"input.blank", "takes documents without content", &InputBlank},
      {"input.characters", "takes every character, and cuts none", &InputCharacters},
      {"input.random", "takes random mixtures of text", &InputRandom},
      {"input.large", "takes a large text", &InputLarge},
      {"input.long-sentence", "takes a text without any sentence end or space", &InputLongSentence},
      {"input.unsegmented", "uses tokens only if it asked for them", &InputUnsegmented},
      {"input.findings", "takes any findings of the layers it consumes", &InputFindings},
      {"determinism.runs", "gives the same bytes again", &DeterminismRuns},
      {"determinism.batch-size", "gives the same bytes in any batch", &DeterminismBatchSize},
      {"determinism.order", "gives the same bytes in any order", &DeterminismOrder},
      {"determinism.threads", "gives the same bytes on any number of threads", &DeterminismThreads},
      {"determinism.locale", "gives the same bytes in every locale", &DeterminismLocale},
      {"determinism.time-zone", "gives the same bytes in every time zone", &DeterminismTimeZone},
      {"phases.sharding", "cuts the same records from any batch", &PhasesSharding},
      {"phases.symmetry", "compares both ways alike", &PhasesSymmetry},
      {"phases.compare-order", "compares alike in any order and tiling", &PhasesCompareOrder},
      {"phases.summarise", "summarises a cluster the same again", &PhasesSummarise},
      {"phases.foreign-bytes", "refuses records that it did not write", &PhasesForeignBytes},
      {"phases.processes", "writes the same records and keys in every process", &PhasesProcesses},
      {"limits.stop", "stops when the sink says so", &LimitsStop},
      {"limits.cancel", "polls, and returns within 50 ms of a cancellation", &LimitsCancel},
      {"limits.memory", "gives its memory back after each call", &LimitsMemory},
      {"limits.models", "gives its memory back with each model", &LimitsModels},
      {"limits.threads", "ends its threads with its instances", &LimitsThreads},
      {"limits.signals", "leaves signal handlers alone", &LimitsSignals},
      {"limits.locale", "leaves the locale alone", &LimitsLocale},
      {"limits.environment", "leaves environment, folder and umask alone", &LimitsEnvironment},
      {"limits.files", "closes its files with its model", &LimitsFiles},
      {"config.schema", "describes each setting, with a default", &ConfigSchema},
      {"config.values", "takes every configuration that its schema allows", &ConfigValues},
      {"config.options", "takes all options that its schema allows", &ConfigOptions},
      {"isolation.fresh-process", "gives the same bytes in every process", &IsolationFreshProcess},
      {"isolation.confined", "gives the same bytes confined as a worker is", &IsolationConfined},
      {"isolation.generations", "runs beside another generation of itself", &IsolationGenerations},
  };
  return *checks;
}

}  // namespace parallax::validator
