// The checks by group; each is described by its row of check_list.cc and written in the file of its
// group.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_CHECKS_GROUPS_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_CHECKS_GROUPS_H_

#include "plugins/sdk/validator/check.h"

namespace parallax::validator {

// file.cc: what can be seen without running it, and opening it.
Outcome FileNote(const Settings& settings);
Outcome FileAbi(const Settings& settings);
Outcome FileNeeded(const Settings& settings);
Outcome FileExports(const Settings& settings);
Outcome FileUniqueSymbols(const Settings& settings);
Outcome FileRunPath(const Settings& settings);
Outcome FileStack(const Settings& settings);
Outcome FileOpens(const Settings& settings);
Outcome FileDescribeTime(const Settings& settings);

// contract.cc
Outcome ContractCreate(const Settings& settings);
Outcome ContractInfo(const Settings& settings);
Outcome ContractDescribeTwice(const Settings& settings);
Outcome ContractUnknownExtension(const Settings& settings);
Outcome ContractEmptyBatch(const Settings& settings);
Outcome ContractTwoModels(const Settings& settings);
// hosts.cc: the plugin under hosts of other minors, and under one that takes back what it lent.
Outcome ContractOlderHost(const Settings& settings);
Outcome ContractNewerHost(const Settings& settings);
Outcome ContractBorrowed(const Settings& settings);

// input.cc
Outcome InputOrdinary(const Settings& settings);
Outcome InputBlank(const Settings& settings);
Outcome InputCharacters(const Settings& settings);
Outcome InputRandom(const Settings& settings);
Outcome InputLarge(const Settings& settings);
Outcome InputLongSentence(const Settings& settings);
Outcome InputUnsegmented(const Settings& settings);
Outcome InputFindings(const Settings& settings);

// determinism.cc
Outcome DeterminismRuns(const Settings& settings);
Outcome DeterminismBatchSize(const Settings& settings);
Outcome DeterminismOrder(const Settings& settings);
Outcome DeterminismThreads(const Settings& settings);
Outcome DeterminismLocale(const Settings& settings);
Outcome DeterminismTimeZone(const Settings& settings);

// phases.cc
Outcome PhasesSharding(const Settings& settings);
Outcome PhasesSymmetry(const Settings& settings);
Outcome PhasesCompareOrder(const Settings& settings);
Outcome PhasesSummarise(const Settings& settings);
Outcome PhasesForeignBytes(const Settings& settings);
Outcome PhasesProcesses(const Settings& settings);

// limits.cc
Outcome LimitsStop(const Settings& settings);
Outcome LimitsCancel(const Settings& settings);
Outcome LimitsMemory(const Settings& settings);
Outcome LimitsModels(const Settings& settings);
// process_rules.cc: what a plugin may not leave behind in the process.
Outcome LimitsThreads(const Settings& settings);
Outcome LimitsSignals(const Settings& settings);
Outcome LimitsLocale(const Settings& settings);
Outcome LimitsEnvironment(const Settings& settings);
Outcome LimitsFiles(const Settings& settings);

// config.cc
Outcome ConfigSchema(const Settings& settings);
Outcome ConfigValues(const Settings& settings);
Outcome ConfigOptions(const Settings& settings);

// isolation.cc
Outcome IsolationFreshProcess(const Settings& settings);
Outcome IsolationConfined(const Settings& settings);
Outcome IsolationGenerations(const Settings& settings);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_CHECKS_GROUPS_H_
