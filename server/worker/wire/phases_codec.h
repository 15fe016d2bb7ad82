// Records, relations, clusters and comparisons as messages of the worker protocol and back.
#ifndef PARALLAX_SERVER_WORKER_WIRE_PHASES_CODEC_H_
#define PARALLAX_SERVER_WORKER_WIRE_PHASES_CODEC_H_

#include "absl/status/statusor.h"
#include "parallax/worker/v1/analyzer_worker.pb.h"
#include "server/analyzer/analyzer.h"

namespace parallax::worker {

void WriteRecord(const Record& record, v1::Record* out);
// Takes the bytes out of `in`; Record::claim is what the worker calls `finding`. Keys are sorted and
// unique afterwards. INTERNAL (ANALYZER_FAILED): a limit of plx/phases.h is passed.
absl::StatusOr<Record> ReadRecord(v1::Record& in);

// Everything but `index`.
void WriteRelation(const RelationFinding& relation, v1::Relation* out);
RelationFinding ReadRelation(v1::Relation& in);

// Records stay where they are: `read` borrows from `in`. INVALID_ARGUMENT: the relations are cut or
// name a record that is not there.
void WriteCluster(const Cluster& cluster, v1::Cluster* out);
absl::StatusOr<Cluster> ReadCluster(const v1::Cluster& in);

// Everything but `index` and `failure`.
void WriteComparison(const ComparisonFinding& comparison, v1::Comparison* out);
ComparisonFinding ReadComparison(v1::Comparison& in);

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_WIRE_PHASES_CODEC_H_
