// What keeps operations of one kind, as OperationsService asks for them.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ADMIN_OPERATION_KEEPER_H_
#define PARALLAX_SERVER_RPC_SERVICES_ADMIN_OPERATION_KEEPER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/longrunning/operations.pb.h"

namespace parallax::rpc {

// Thread-safe. Errors: NOT_FOUND (OPERATION_NOT_FOUND).
class OperationKeeper {
 public:
  virtual ~OperationKeeper() = default;

  // Whether an operation of that name would be one of these.
  virtual bool Names(absl::string_view name) const = 0;
  virtual void List(google::longrunning::ListOperationsResponse* response) const = 0;
  // Writes the operation once it is done or `until` has passed.
  virtual absl::Status Wait(const std::string& name, absl::Time until,
                            google::longrunning::Operation* response) const = 0;
  virtual absl::Status Cancel(const std::string& name) = 0;
  // FAILED_PRECONDITION (OPERATION_NOT_DONE).
  virtual absl::Status Forget(const std::string& name) = 0;
};

// The operations of a `Log`, which has Wait, List, Cancel and Forget and outlives this, on the wire by
// `write`. Their names begin with `prefix`.
template <typename Log, typename State>
class LoggedOperations final : public OperationKeeper {
 public:
  using Write = void (*)(const State& state, google::longrunning::Operation* out);

  LoggedOperations(Log& log, absl::string_view prefix, Write write)
      : log_(log), prefix_(prefix), write_(write) {}

  bool Names(absl::string_view name) const override { return absl::StartsWith(name, prefix_); }
  void List(google::longrunning::ListOperationsResponse* response) const override {
    for (const State& state : log_.List()) write_(state, response->add_operations());
  }
  absl::Status Wait(const std::string& name, absl::Time until,
                    google::longrunning::Operation* response) const override {
    const absl::StatusOr<State> state = log_.Wait(name, until);
    if (state.ok()) write_(*state, response);
    return state.status();
  }
  absl::Status Cancel(const std::string& name) override { return log_.Cancel(name); }
  absl::Status Forget(const std::string& name) override { return log_.Forget(name); }

 private:
  Log& log_;
  const absl::string_view prefix_;
  const Write write_;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ADMIN_OPERATION_KEEPER_H_
