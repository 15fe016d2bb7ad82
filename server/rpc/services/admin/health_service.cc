#include "server/rpc/services/admin/health_service.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace parallax::rpc {

HealthService::HealthService() = default;
HealthService::~HealthService() = default;

using grpc::health::v1::HealthCheckResponse;

// One Watch call. All state is guarded by the service's mutex.
class HealthService::Watcher final : public grpc::ServerWriteReactor<HealthCheckResponse> {
 public:
  Watcher(HealthService& service, std::string name) : service_(service), name_(std::move(name)) {
    absl::MutexLock lock(&service_.mu_);
    service_.watchers_.insert(this);
    Update();
  }

  // Writes the status if it is not what was written last, or ends the call when the server does.
  void Update() ABSL_EXCLUSIVE_LOCKS_REQUIRED(service_.mu_) {
    if (writing_ || finished_) return;
    const Status now = service_.StatusOf(name_);
    if (!written_ || now != message_.status()) {
      written_ = true;
      writing_ = true;
      message_.set_status(now);
      StartWrite(&message_);
    } else if (service_.down_) {
      End(grpc::Status(grpc::StatusCode::UNAVAILABLE, "the server is shutting down"));
    }
  }

  void OnWriteDone(bool ok) override {
    absl::MutexLock lock(&service_.mu_);
    writing_ = false;
    if (ok) {
      Update();
    } else {
      End(grpc::Status::CANCELLED);
    }
  }
  void OnCancel() override {
    absl::MutexLock lock(&service_.mu_);
    if (!writing_) End(grpc::Status::CANCELLED);
  }
  void OnDone() override {
    {
      absl::MutexLock lock(&service_.mu_);
      service_.watchers_.erase(this);
    }
    delete this;
  }

 private:
  void End(const grpc::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(service_.mu_) {
    if (finished_) return;
    finished_ = true;
    Finish(status);
  }

  HealthService& service_;
  const std::string name_;
  HealthCheckResponse message_;
  bool written_ = false;
  bool writing_ = false;
  bool finished_ = false;
};

HealthService::Status HealthService::StatusOf(const std::string& service) const {
  const auto found = serving_.find(service);
  if (found == serving_.end()) return HealthCheckResponse::SERVICE_UNKNOWN;
  return found->second && !down_ ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

void HealthService::Set(const std::string& service, bool serving) {
  absl::MutexLock lock(&mu_);
  serving_[service] = serving;
  for (Watcher* watcher : watchers_) watcher->Update();
}

void HealthService::Shutdown() {
  absl::MutexLock lock(&mu_);
  down_ = true;
  for (Watcher* watcher : watchers_) watcher->Update();
}

grpc::ServerUnaryReactor* HealthService::Check(grpc::CallbackServerContext* context,
                                               const grpc::health::v1::HealthCheckRequest* request,
                                               HealthCheckResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  absl::MutexLock lock(&mu_);
  if (serving_.count(request->service()) == 0) {
    reactor->Finish(grpc::Status(
        grpc::StatusCode::NOT_FOUND,
        absl::StrCat("no service \"", request->service(), "\"; List has those there are")));
    return reactor;
  }
  response->set_status(StatusOf(request->service()));
  reactor->Finish(grpc::Status::OK);
  return reactor;
}

grpc::ServerUnaryReactor* HealthService::List(grpc::CallbackServerContext* context,
                                              const grpc::health::v1::HealthListRequest*,
                                              grpc::health::v1::HealthListResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  absl::MutexLock lock(&mu_);
  for (const auto& [service, serving] : serving_) {
    (*response->mutable_statuses())[service].set_status(StatusOf(service));
  }
  reactor->Finish(grpc::Status::OK);
  return reactor;
}

grpc::ServerWriteReactor<HealthCheckResponse>* HealthService::Watch(
    grpc::CallbackServerContext*, const grpc::health::v1::HealthCheckRequest* request) {
  return new Watcher(*this, request->service());
}

}  // namespace parallax::rpc
