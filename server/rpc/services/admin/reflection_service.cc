#include "server/rpc/services/admin/reflection_service.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include <algorithm>
#include <set>

namespace parallax::rpc {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using grpc::reflection::v1::ServerReflectionRequest;
using grpc::reflection::v1::ServerReflectionResponse;

// The file and what it imports, each once.
void WriteFile(const FileDescriptor& file, std::set<std::string>& seen,
               grpc::reflection::v1::FileDescriptorResponse* out) {
  if (!seen.insert(file.name()).second) return;
  google::protobuf::FileDescriptorProto proto;
  file.CopyTo(&proto);
  out->add_file_descriptor_proto(proto.SerializeAsString());
  for (int i = 0; i < file.dependency_count(); ++i) WriteFile(*file.dependency(i), seen, out);
}

void NotFound(const std::string& what, ServerReflectionResponse* out) {
  out->mutable_error_response()->set_error_code(grpc::StatusCode::NOT_FOUND);
  out->mutable_error_response()->set_error_message("not found: " + what);
}

void AnswerFile(const FileDescriptor* file, const std::string& what,
                ServerReflectionResponse* out) {
  if (file == nullptr) {
    NotFound(what, out);
    return;
  }
  std::set<std::string> seen;
  WriteFile(*file, seen, out->mutable_file_descriptor_response());
}

void AnswerExtensionNumbers(const DescriptorPool& pool, const std::string& type,
                            ServerReflectionResponse* out) {
  const auto* message = pool.FindMessageTypeByName(type);
  if (message == nullptr) {
    NotFound(type, out);
    return;
  }
  std::vector<const FieldDescriptor*> extensions;
  pool.FindAllExtensions(message, &extensions);
  auto* numbers = out->mutable_all_extension_numbers_response();
  numbers->set_base_type_name(type);
  for (const FieldDescriptor* extension : extensions) {
    numbers->add_extension_number(extension->number());
  }
}

void Answer(const ServerReflectionRequest& request, const std::vector<std::string>& services,
            ServerReflectionResponse* out) {
  const DescriptorPool& pool = *DescriptorPool::generated_pool();
  out->set_valid_host(request.host());
  *out->mutable_original_request() = request;
  switch (request.message_request_case()) {
    case ServerReflectionRequest::kFileByFilename:
      AnswerFile(pool.FindFileByName(request.file_by_filename()), request.file_by_filename(), out);
      return;
    case ServerReflectionRequest::kFileContainingSymbol:
      AnswerFile(pool.FindFileContainingSymbol(request.file_containing_symbol()),
                 request.file_containing_symbol(), out);
      return;
    case ServerReflectionRequest::kFileContainingExtension: {
      const auto& asked = request.file_containing_extension();
      const auto* message = pool.FindMessageTypeByName(asked.containing_type());
      const auto* field = message == nullptr
                              ? nullptr
                              : pool.FindExtensionByNumber(message, asked.extension_number());
      AnswerFile(field == nullptr ? nullptr : field->file(), asked.containing_type(), out);
      return;
    }
    case ServerReflectionRequest::kAllExtensionNumbersOfType:
      AnswerExtensionNumbers(pool, request.all_extension_numbers_of_type(), out);
      return;
    case ServerReflectionRequest::kListServices:
      for (const std::string& service : services) {
        out->mutable_list_services_response()->add_service()->set_name(service);
      }
      return;
    default:
      out->mutable_error_response()->set_error_code(grpc::StatusCode::INVALID_ARGUMENT);
      out->mutable_error_response()->set_error_message("the request is empty");
  }
}

// Strictly in turn: read, answer, read.
class ReflectionStream final
    : public grpc::ServerBidiReactor<ServerReflectionRequest, ServerReflectionResponse> {
 public:
  explicit ReflectionStream(const std::vector<std::string>& services) : services_(services) {
    StartRead(&request_);
  }
  void OnReadDone(bool ok) override {
    if (!ok) {
      Finish(grpc::Status::OK);
      return;
    }
    response_.Clear();
    Answer(request_, services_, &response_);
    StartWrite(&response_);
  }
  void OnWriteDone(bool ok) override {
    if (ok) {
      StartRead(&request_);
    } else {
      Finish(grpc::Status::CANCELLED);
    }
  }
  void OnDone() override { delete this; }

 private:
  const std::vector<std::string>& services_;
  ServerReflectionRequest request_;
  ServerReflectionResponse response_;
};

}  // namespace

ReflectionService::ReflectionService(std::vector<std::string> services) : services_(std::move(services)) {}
ReflectionService::~ReflectionService() = default;

grpc::ServerBidiReactor<ServerReflectionRequest, ServerReflectionResponse>*
ReflectionService::ServerReflectionInfo(grpc::CallbackServerContext*) {
  return new ReflectionStream(services_);
}

}  // namespace parallax::rpc
