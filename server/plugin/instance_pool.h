// The instances of one model: made when needed, lent to one call at a time, at most so many.
#ifndef PARALLAX_SERVER_PLUGIN_INSTANCE_POOL_H_
#define PARALLAX_SERVER_PLUGIN_INSTANCE_POOL_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "plx/plugin.h"
#include "server/analyzer/call_context.h"
#include "server/plugin/plugin_library.h"

namespace parallax::plugin {

// Thread-safe. Holds no lock while it calls the plugin. All leases must be gone before it is.
class InstancePool {
 public:
  // At most `capacity` (> 0) instances of `model`, which must outlive the pool.
  InstancePool(const PluginLibrary& library, plx_model_t* model, size_t capacity);
  ~InstancePool();
  InstancePool(const InstancePool&) = delete;
  InstancePool& operator=(const InstancePool&) = delete;

  // An instance for one call; goes back when the lease is destroyed.
  class Lease {
   public:
    Lease(Lease&& other) noexcept : pool_(other.pool_), instance_(other.instance_) {
      other.instance_ = nullptr;
    }
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (instance_ != nullptr) pool_->Return(instance_, broken_);
    }
    plx_instance_t* get() const { return instance_; }
    // The plugin threw: destroy the instance rather than lend it again.
    void MarkBroken() { broken_ = true; }

   private:
    friend class InstancePool;
    Lease(InstancePool* pool, plx_instance_t* instance) : pool_(pool), instance_(instance) {}
    InstancePool* pool_;
    plx_instance_t* instance_;
    bool broken_ = false;
  };

  // A free instance, a new one below capacity, or the first to come free. RESOURCE_EXHAUSTED with
  // reason NO_INSTANCE: none came free before the call's deadline. CANCELLED: the caller has gone.
  // What create_instance said when it failed, or INTERNAL if it said nothing or threw.
  absl::StatusOr<Lease> Acquire(const CallContext& call);

  size_t capacity() const { return capacity_; }
  // Instances that exist, lent or free.
  size_t size() const;

 private:
  absl::StatusOr<plx_instance_t*> Create();
  void Destroy(plx_instance_t* instance);
  void Return(plx_instance_t* instance, bool broken);
  bool Available() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return !free_.empty() || size_ < capacity_;
  }

  const PluginLibrary& library_;
  plx_model_t* const model_;
  const size_t capacity_;
  mutable absl::Mutex mutex_;
  std::vector<plx_instance_t*> free_ ABSL_GUARDED_BY(mutex_);  // last used first: warm caches
  size_t size_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_INSTANCE_POOL_H_
