// What every StoreCare must do, and the conflict policies of puts.
#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "tests/corpus/conformance/store_under_test.h"

namespace parallax::corpus {
namespace {

using testing::ElementsAre;

class CareConformanceTest : public StoreConformanceTest {
 protected:
  NewDocument Version(int number, const std::string& id = "one") {
    NewDocument document = MakeDocument("Title", absl::StrCat("Text number ", number, " of ", id, "."));
    document.document_id = id;
    return document;
  }

  std::vector<int64_t> Revisions(const std::string& id = "one") {
    const auto page = store().ListRevisions(absl::StrCat("corpora/news/documents/", id), {});
    EXPECT_TRUE(page.ok()) << page.status();
    std::vector<int64_t> revisions;
    for (const StoredDocument& revision : page->items) revisions.push_back(revision.revision);
    return revisions;
  }

  PruneResult Prune(const PrunePolicy& policy) {
    const auto result = care().Prune(policy, CallContext());
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? *result : PruneResult{};
  }

  std::map<std::string, std::string> Digests() {
    std::map<std::string, std::string> digests;
    const auto manifest = store().FreezeManifest("corpora/news", "", 100'000, CallContext());
    EXPECT_TRUE(manifest.ok()) << manifest.status();
    for (const ManifestEntry& entry : *manifest) digests[entry.document] = entry.text_digest;
    return digests;
  }
};

TEST_P(CareConformanceTest, ABackupIsTheStoreAsItWas) {
  Put(Version(1));
  Put(Version(2));
  Put(Version(1, "two"));
  const auto before = Digests();
  const auto changes = feed().ReadChanges({.corpus = "corpora/news", .from_start = true}, CallContext());
  ASSERT_TRUE(changes.ok());
  const auto bytes = care().Backup(under_test_.backup_path, CallContext());
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  EXPECT_GT(*bytes, 0);
  Put(Version(3));
  under_test_.restore(under_test_.backup_path);
  EXPECT_EQ(Digests(), before);
  EXPECT_THAT(Revisions(), ElementsAre(2, 1));
  EXPECT_TRUE(care().Verify().ok()) << care().Verify();
  // Tokens from before hold, and what is written now is told.
  Put(Version(9, "nine"));
  const auto after = feed().ReadChanges(
      {.corpus = "corpora/news", .resume_token = changes->resume_token}, CallContext());
  ASSERT_TRUE(after.ok()) << after.status();
  ASSERT_EQ(after->changes.size(), 1);
  EXPECT_EQ(after->changes[0].document, "corpora/news/documents/nine");
}

TEST_P(CareConformanceTest, ABackupUnderWritesIsOfOneCommit) {
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    // Two documents a commit: a copy holds both or neither.
    for (int i = 0; !stop; ++i) {
      const auto put = store().PutDocuments(PutOf(
          "corpora/news", {Version(i, absl::StrCat("a", i)), Version(i, absl::StrCat("b", i))}));
      EXPECT_TRUE(put.ok()) << put.status();
    }
  });
  while (store().GetCorpus("corpora/news")->document_count < 100) std::this_thread::yield();
  const auto bytes = care().Backup(under_test_.backup_path, CallContext());
  stop = true;
  writer.join();
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  under_test_.restore(under_test_.backup_path);
  ASSERT_TRUE(care().Verify().ok()) << care().Verify();
  const auto copied = Digests();
  EXPECT_GE(copied.size(), 100);
  EXPECT_EQ(copied.size() % 2, 0);
  EXPECT_EQ(store().ListChanges("corpora/news", 0, 100'000)->size(), copied.size());
}

TEST_P(CareConformanceTest, ABackupDoesNotWriteOverAnother) {
  ASSERT_TRUE(care().Backup(under_test_.backup_path, CallContext()).ok());
  EXPECT_EQ(ReasonOf(care().Backup(under_test_.backup_path, CallContext()).status()), "BACKUP_EXISTS");
}

TEST_P(CareConformanceTest, ACancelledBackupLeavesNothing) {
  const CallContext cancelled;
  cancelled.Cancel();
  EXPECT_EQ(care().Backup(under_test_.backup_path, cancelled).status().code(), absl::StatusCode::kCancelled);
  EXPECT_TRUE(care().Backup(under_test_.backup_path, CallContext()).ok());
}

TEST_P(CareConformanceTest, OldRevisionsArePruned) {
  for (int i = 1; i <= 5; ++i) Put(Version(i));
  Put(Version(1, "two"));
  EXPECT_EQ(Prune({.keep_revisions = 2}).revisions, 3);
  EXPECT_THAT(Revisions(), ElementsAre(5, 4));
  EXPECT_THAT(Revisions("two"), ElementsAre(1));
  EXPECT_EQ(store().GetDocument("corpora/news/documents/one", 1, DocumentView::kBasic).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_TRUE(care().Verify().ok()) << care().Verify();
  EXPECT_EQ(Prune({.keep_revisions = 2}).revisions, 0);
}

TEST_P(CareConformanceTest, WhatATombstoneRestoresIsKept) {
  Put(Version(1));
  Put(Version(2));
  ASSERT_TRUE(store().DeleteDocument("corpora/news/documents/one", "").ok());
  EXPECT_EQ(Prune({.keep_revisions = 1}).revisions, 1);
  const auto restored = store().UndeleteDocument("corpora/news/documents/one");
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_EQ(restored->content.text, "Title\nText number 2 of one.");
}

TEST_P(CareConformanceTest, OldChangesArePrunedAndTheirTokensExpire) {
  Put(Version(1, "a"));
  Put(Version(1, "b"));
  const auto old = feed().ReadChanges({.corpus = "corpora/news", .from_start = true, .limit = 1}, CallContext());
  ASSERT_TRUE(old.ok());
  under_test_.advance(absl::Hours(48));
  Put(Version(1, "c"));
  const auto newest = feed().ReadChanges({.corpus = "corpora/news"}, CallContext());
  ASSERT_TRUE(newest.ok());
  EXPECT_EQ(Prune({.keep_changes = absl::Hours(24)}).changes, 2);
  EXPECT_EQ(ReasonOf(feed().ReadChanges({.corpus = "corpora/news", .resume_token = old->resume_token},
                                        CallContext()).status()),
            "RESUME_TOKEN_EXPIRED");
  EXPECT_TRUE(feed().ReadChanges({.corpus = "corpora/news", .resume_token = newest->resume_token},
                                 CallContext()).ok());
  const auto kept = feed().ReadChanges({.corpus = "corpora/news", .from_start = true}, CallContext());
  ASSERT_TRUE(kept.ok()) << kept.status();
  ASSERT_EQ(kept->changes.size(), 1);
  EXPECT_EQ(kept->changes[0].sequence, 3) << "numbers go on";
}

TEST_P(CareConformanceTest, AFeedThatIsPrunedToNothingGoesOn) {
  Put(Version(1, "a"));
  under_test_.advance(absl::Hours(48));
  EXPECT_EQ(Prune({.keep_changes = absl::Hours(1)}).changes, 1);
  const auto now = feed().ReadChanges({.corpus = "corpora/news"}, CallContext());
  ASSERT_TRUE(now.ok()) << now.status();
  Put(Version(1, "b"));
  EXPECT_EQ(feed().ReadChanges({.corpus = "corpora/news", .resume_token = now->resume_token}, CallContext())
                ->changes.size(),
            1);
}

TEST_P(CareConformanceTest, OldImportsAreForgotten) {
  PutRequest request = PutOf("corpora/news", {Version(1, "a")});
  request.import_id = "monday";
  ASSERT_TRUE(store().PutDocuments(request).ok());
  under_test_.advance(absl::Hours(48));
  request.import_id = "wednesday";
  ASSERT_TRUE(store().PutDocuments(request).ok());
  EXPECT_EQ(Prune({.keep_imports = absl::Hours(24)}).imports, 1);
  EXPECT_EQ(*store().ImportCommittedThrough("corpora/news", "monday"), 0);
  EXPECT_EQ(*store().ImportCommittedThrough("corpora/news", "wednesday"), 1);
}

TEST_P(CareConformanceTest, APolicyKeepsTheCurrentRevision) {
  EXPECT_EQ(ReasonOf(care().Prune({.keep_revisions = 0}, CallContext()).status()), "PRUNE_POLICY_INVALID");
  Put(Version(1));
  // Less than nothing is a mistake, and not all there is.
  for (const PrunePolicy& policy : {PrunePolicy{.keep_changes = -absl::Hours(24)},
                                    PrunePolicy{.keep_imports = -absl::Nanoseconds(1)}}) {
    EXPECT_EQ(ReasonOf(care().Prune(policy, CallContext()).status()), "PRUNE_POLICY_INVALID");
  }
  EXPECT_EQ(store().ListChanges("corpora/news", 0, 10)->size(), 1);
  const PruneResult nothing = Prune({});
  EXPECT_EQ(nothing.revisions + nothing.changes + nothing.imports, 0);
}

TEST_P(CareConformanceTest, ARebuildChangesNoAnswer) {
  for (int i = 0; i < 20; ++i) Put(MakeDocument(absl::StrCat("T", i), absl::StrCat("Text number ", i % 4, ".")));
  const auto before = catalog().ListTextGroups("corpora/news", {}, CallContext());
  ASSERT_TRUE(before.ok());
  ASSERT_EQ(before->items.size(), 4);
  ASSERT_TRUE(care().RebuildIndex().ok());
  ASSERT_TRUE(care().Verify().ok()) << care().Verify();
  const auto after = catalog().ListTextGroups("corpora/news", {}, CallContext());
  ASSERT_TRUE(after.ok());
  ASSERT_EQ(after->items.size(), before->items.size());
  for (size_t i = 0; i < after->items.size(); ++i) EXPECT_EQ(after->items[i].name, before->items[i].name);
}

// A message that was under way for longer does not bring an old text back, nor a deleted document.
TEST_P(CareConformanceTest, AnOlderSourceVersionIsStale) {
  const auto put = [this](int text, int64_t version) {
    NewDocument document = Version(text);
    document.source_version = version;
    return Put(std::move(document)).outcome;
  };
  EXPECT_EQ(put(1, 10), Outcome::kCreated);
  EXPECT_EQ(put(2, 9), Outcome::kStale);
  EXPECT_EQ(put(1, 30), Outcome::kUnchanged);  // the same text: the version counts from now on
  EXPECT_EQ(put(2, 20), Outcome::kStale);
  EXPECT_EQ(put(2, 30), Outcome::kUpdated);
  EXPECT_EQ(put(3, 0), Outcome::kUpdated);  // not versioned: not compared
  EXPECT_EQ(put(4, 29), Outcome::kStale);
  const auto stored = store().GetDocument("corpora/news/documents/one", 0, DocumentView::kBasic);
  ASSERT_TRUE(stored.ok());
  EXPECT_EQ(stored->source_version, 30);
  EXPECT_EQ(stored->revision, 3);
  ASSERT_TRUE(store().DeleteDocument("corpora/news/documents/one", "").ok());
  EXPECT_EQ(put(4, 29), Outcome::kStale);
  EXPECT_EQ(put(4, 31), Outcome::kCreated);
}

TEST_P(CareConformanceTest, AConflictIsSkippedOrRejectedAsAsked) {
  Put(Version(1));
  PutRequest request = PutOf("corpora/news", {Version(2), Version(1), Version(1, "two")});
  request.conflict_policy = ConflictPolicy::kSkip;
  auto results = store().PutDocuments(request);
  ASSERT_TRUE(results.ok()) << results.status();
  EXPECT_EQ(results->at(0).outcome, Outcome::kSkipped);
  EXPECT_EQ(results->at(0).name, "corpora/news/documents/one");
  EXPECT_EQ(results->at(1).outcome, Outcome::kUnchanged);
  EXPECT_NE(results->at(2).outcome, Outcome::kRejected);
  request = PutOf("corpora/news", {Version(2), Version(1)});
  request.conflict_policy = ConflictPolicy::kReject;
  results = store().PutDocuments(request);
  ASSERT_TRUE(results.ok()) << results.status();
  EXPECT_EQ(results->at(0).outcome, Outcome::kRejected);
  EXPECT_EQ(results->at(0).status.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(results->at(1).outcome, Outcome::kUnchanged);
  EXPECT_THAT(Revisions(), ElementsAre(1));
}

INSTANTIATE_TEST_SUITE_P(Stores, CareConformanceTest, testing::ValuesIn(AllStores()), &NameOfStore);

}  // namespace
}  // namespace parallax::corpus
