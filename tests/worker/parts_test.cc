#include "server/worker/wire/parts.h"

#include <gtest/gtest.h>

#include <string>

namespace parallax::worker {
namespace {

// Sends entries through messages and puts them together again.
template <typename Message, typename Entry>
std::vector<Entry> SendAll(google::protobuf::RepeatedPtrField<Entry>* (Message::*list)(),
                           const std::vector<Entry>& entries, size_t* messages) {
  PartWriter<Message, Entry> writer(list);
  for (const Entry& entry : entries) writer.Add(entry);
  PartReader<Entry> reader;
  std::vector<Message> parts = writer.Take();
  *messages = parts.size();
  for (Message& part : parts) {
    EXPECT_LT(part.ByteSizeLong(), size_t{4} << 20) << "gRPC's default limit";
    EXPECT_TRUE(reader.Add(*(part.*list)(), entries.size()).ok());
  }
  return reader.entries();
}

TEST(PartsTest, SmallBatchesAreOneMessage) {
  std::vector<v1::Document> documents(3);
  for (uint32_t i = 0; i < 3; ++i) {
    documents[i].set_index(i);
    documents[i].set_text(std::string(1000, 'x'));
  }
  size_t messages = 0;
  const auto read = SendAll(&v1::AnalyzeRequest::mutable_documents, documents, &messages);
  EXPECT_EQ(messages, 1u);
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[2].SerializeAsString(), documents[2].SerializeAsString());
}

TEST(PartsTest, ADocumentLongerThanAMessageIsCutByItsListsAndMerged) {
  v1::Document document;
  document.set_text(std::string(1 << 20, 'x'));
  for (uint32_t i = 0; i < 1'500'000; ++i) document.add_tokens(i);
  for (uint32_t i = 0; i < 500'000; ++i) document.add_sentences(i);
  for (uint32_t i = 0; i < 400; ++i) document.add_references(i);
  for (int i = 0; i < 5; ++i) document.add_blocks()->set_language_code("en");
  for (int i = 0; i < 400; ++i) {
    document.add_findings()->mutable_custom()->set_payload(std::string(60'000, 'a' + i % 26));
  }
  v1::Document second;
  second.set_index(1);
  size_t messages = 0;
  const auto read =
      SendAll(&v1::AnalyzeRequest::mutable_documents, {document, second}, &messages);
  EXPECT_GT(messages, 15u);
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].SerializeAsString(), document.SerializeAsString());
}

TEST(PartsTest, LongResultsRecordsAndClustersAreCutToo) {
  size_t messages = 0;
  v1::DocumentResult result;
  for (int i = 0; i < 100; ++i) {
    result.add_findings()->mutable_custom()->set_payload(std::string(60'000, 'x'));
  }
  EXPECT_EQ(SendAll(&v1::AnalyzeResponse::mutable_results, {result}, &messages)[0]
                .SerializeAsString(),
            result.SerializeAsString());
  EXPECT_GT(messages, 5u);

  v1::DocumentRecords records;
  for (int i = 0; i < 100; ++i) records.add_records()->set_data(std::string(60'000, 'x'));
  EXPECT_EQ(SendAll(&v1::ExtractResponse::mutable_results, {records}, &messages)[0]
                .SerializeAsString(),
            records.SerializeAsString());
  EXPECT_GT(messages, 5u);

  v1::Cluster cluster;
  for (int i = 0; i < 100; ++i) cluster.add_records(std::string(60'000, 'x'));
  for (uint32_t i = 0; i < 400'000; ++i) cluster.add_relations(i);
  EXPECT_EQ(SendAll(&v1::SummariseRequest::mutable_clusters, {cluster}, &messages)[0]
                .SerializeAsString(),
            cluster.SerializeAsString());
  EXPECT_GT(messages, 6u);
}

TEST(PartsTest, AnIndexOutsideTheBatchIsRefused) {
  google::protobuf::RepeatedPtrField<v1::DocumentResult> results;
  results.Add()->set_index(2);
  PartReader<v1::DocumentResult> reader;
  EXPECT_EQ(reader.Add(results, 2).code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace parallax::worker
