/* Extension "plx.phases/1": analysis across documents, cut into pieces that only exchange bytes,
 * so that one server, many workers or a distributed engine give the same answer.
 *
 *   extract(document)      -> records, each with keys. Pure per document.
 *   compare(a, b)          -> a relation, for pairs of records that share a key.
 *   summarise(cluster)     -> comparisons, for records connected by relations.
 *
 * The executor (the host) calls extract for every document; pairs two records of different
 * documents once if they share at least one key; drops UNRELATED pairs; builds clusters as the
 * connected components over relations that say so (plx_relation.joins); calls summarise once per
 * cluster with its records ordered by (document, record) and its relations ordered by (left,
 * right). Results must not depend on threads, partitions, batch size, order or clock: a record's
 * bytes are all that compare and summarise may look at. */
#ifndef PLX_PHASES_H_
#define PLX_PHASES_H_

#include "plx/plugin.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PLX_PHASES_ID "plx.phases/1"
#define PLX_MAX_RECORD_BYTES 65536u
#define PLX_MAX_RECORD_KEYS 64u
/* The name of the document that holds a claim which a caller stated in free text: it has no source and no
 * time, and the others are held against it, not against each other. */
#define PLX_STATED_CLAIM_NAME "stated-claim"

/* Where extract puts records. As plx_sink, valid for the call. */
typedef struct plx_record_sink {
  uint32_t struct_size;
  uint32_t reserved;
  void *host;
  /* Adds a record of documents[document]. `bytes`: copied, at most PLX_MAX_RECORD_BYTES,
   * in a format of the plugin's own that starts with a version; little-endian, no pointers.
   * `finding`: index into the document's findings of the claim that the record stands for,
   * whose span is the record's evidence. `keys`: at most PLX_MAX_RECORD_KEYS, stable over
   * machines, runs and generations (a hash with a fixed seed); duplicates are dropped.
   * PLX_OK; PLX_INVALID_ARGUMENT: a limit is passed or `finding` is no claim; PLX_ABORTED: stop. */
  plx_status_t (*emit)(const struct plx_record_sink *sink, uint32_t document, plx_str_t bytes,
                       uint32_t finding, const uint64_t *keys, uint32_t key_count);
  void (*fail)(const struct plx_record_sink *sink, uint32_t document, plx_status_t code,
               plx_str_t message);
} plx_record_sink_t;

enum {
  PLX_RELATION_UNRELATED = 0,
  PLX_RELATION_CORROBORATES = 1,
  PLX_RELATION_ELABORATES = 2,  /* one side is vaguer; both can be true */
  PLX_RELATION_DISPUTES = 3,    /* incompatible, and the holders differ */
  PLX_RELATION_CONTRADICTS = 4, /* incompatible, both in the voice of an outlet (or one holder) */
  PLX_RELATION_VARIES = 5,      /* same measure, subject and time; another number */
  PLX_RELATION_SAME_LABEL_DIFFERENT_REFERENT = 6
};

/* compare's answer. The host zeroes it and sets struct_size. */
typedef struct plx_relation {
  uint32_t struct_size;
  uint32_t kind;      /* PLX_RELATION_*; UNRELATED: nothing else is read */
  int32_t score;      /* confidence 0..1000 */
  uint32_t joins;     /* 1: both records are about one proposition and belong to one cluster */
  plx_span_t left;    /* evidence in a's document; inside the claim's sentence, not empty */
  plx_span_t right;   /* evidence in b's document */
  uint32_t reversed;  /* ELABORATES only: 1 if the left one is the vaguer */
  uint32_t reserved;
  plx_str_t reason;   /* static reason code ("polarity", "number.disjoint", "antonym") */
  char detail[256];   /* one line for people, NUL-terminated UTF-8 ("60 percent against 85") */
} plx_relation_t;

/* The two records of a relation as indices into plx_cluster.records. */
typedef struct plx_cluster_relation {
  uint32_t left;
  uint32_t right;
  uint32_t kind;
  int32_t score;
} plx_cluster_relation_t;

typedef struct plx_cluster {
  uint32_t struct_size;
  uint32_t record_count;
  const plx_str_t *records; /* bytes as emitted by extract */
  const plx_cluster_relation_t *relations;
  uint32_t relation_count;
  uint32_t reserved;
} plx_cluster_t;

enum {
  PLX_VERDICT_SINGLE_SOURCE = 1, /* decided by the host, which knows who is independent */
  PLX_VERDICT_CORROBORATED = 2,
  PLX_VERDICT_CONTESTED = 3, /* at least one contradicts or disputes */
  PLX_VERDICT_VARIES = 4,
  PLX_VERDICT_DIFFERENT_REFERENTS = 5
};

/* summarise's answer: what the cluster is about. The host zeroes it and sets struct_size. The
 * plugin's strings stay valid until the next call on the instance. */
typedef struct plx_comparison {
  uint32_t struct_size;
  uint32_t verdict;        /* PLX_VERDICT_* by the relations alone */
  plx_str_t proposition;   /* one line for people, in the words of the best record */
  plx_str_t key;           /* stable key of the proposition ("china/share/refining") */
  uint32_t representative; /* index into plx_cluster.records */
  uint32_t reserved;
  plx_str_t measure;       /* measure key if the cluster is about a number; else empty */
} plx_comparison_t;

typedef struct plx_phases {
  uint32_t struct_size;
  uint32_t record_version; /* of the bytes; records of two versions never meet */
  /* Documents carry the findings of `consumes` and of the plugin's own layers. Codes as
   * plx_plugin_info.analyze. [instance-serial] */
  plx_status_t (*extract)(plx_instance_t *instance, const plx_document_t *const *documents,
                          uint32_t count, const plx_call_t *call, const plx_record_sink_t *sink);
  /* Symmetric up to sides: compare(b, a) is compare(a, b) with sides exchanged. `relation`'s
   * strings are static. PLX_OK, or PLX_INVALID_ARGUMENT for bytes it did not write.
   * [instance-serial] */
  plx_status_t (*compare)(plx_instance_t *instance, plx_str_t a, plx_str_t b,
                          plx_relation_t *relation);
  plx_status_t (*summarise)(plx_instance_t *instance, const plx_cluster_t *cluster,
                            plx_comparison_t *comparison);
} plx_phases_t;

#ifdef __cplusplus
}
#endif
#endif /* PLX_PHASES_H_ */
