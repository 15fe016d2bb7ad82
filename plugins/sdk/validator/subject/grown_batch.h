// A batch as a host of a later minor lends it: every struct longer than the plugin knows, the new
// bytes filled with noise, all of it in memory of its own that can be taken away.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_GROWN_BATCH_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_GROWN_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "plx/document.h"
#include "plx/finding.h"

namespace parallax::validator {

class GrownBatch {
 public:
  // Copies `count` documents with everything they point to; each struct grows by `growth` bytes, a
  // multiple of 16.
  GrownBatch(const plx_document_t* const* documents, uint32_t count, size_t growth);
  ~GrownBatch();
  GrownBatch(const GrownBatch&) = delete;
  GrownBatch& operator=(const GrownBatch&) = delete;

  const plx_document_t* const* data() const { return documents_; }
  uint32_t size() const { return count_; }

  // Makes the memory unreadable: who kept a pointer into it dies with SIGSEGV at its next use.
  void TakeBack();

 private:
  // `size` bytes of the arena, aligned to 16, followed by `growth` bytes of noise.
  void* Place(size_t size, size_t growth);
  plx_str_t Copy(plx_str_t from);
  template <typename T>
  plx_array_t CopyArray(plx_array_t from);
  const plx_document_t* CopyDocument(const plx_document_t& from);
  const plx_finding_t* CopyFinding(const plx_finding_t& from);
  const plx_quantity_t* CopyQuantities(const plx_quantity_t* from, uint32_t count);
  void CopyStrings(plx_finding_t* finding);

  size_t growth_;
  uint32_t count_;
  char* arena_;
  size_t capacity_;
  size_t used_ = 0;
  const plx_document_t** documents_ = nullptr;
};

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_GROWN_BATCH_H_
