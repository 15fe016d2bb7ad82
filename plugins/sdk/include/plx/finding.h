/* Findings: what analyzers emit and what other analyzers consume. Each starts with
 * plx_finding_t. A plugin zeroes the struct, sets `size` to sizeof its own struct, fills what it
 * knows, and passes it to the sink, which copies everything it points to.
 *
 * Numbers that stand for a judgement are integers in thousandths (-1000..1000), so that results
 * are the same bytes on every machine. PLX_NO_SCORE means "not stated", which is not 0. */
#ifndef PLX_FINDING_H_
#define PLX_FINDING_H_

#include "plx/document.h"
#include "plx/text.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PLX_NO_SCORE INT32_MIN

/* Kinds, one per layer. The layer's name, used in `consumes` and `produces`, is beside it. */
enum {
  PLX_FINDING_MENTION = 1,    /* "mentions" */
  PLX_FINDING_QUANTITY = 2,   /* "quantities" */
  PLX_FINDING_CLAIM = 3,      /* "claims" */
  PLX_FINDING_STANCE = 4,     /* "stances" */
  PLX_FINDING_WARNING = 5,    /* "warnings" */
  PLX_FINDING_CUSTOM = 6,     /* the custom type's own name */
  PLX_FINDING_COMPARISON = 7  /* "comparisons"; only from plx.phases/1 summarise */
};

typedef struct plx_finding {
  uint32_t size; /* bytes of the whole struct as its writer knows it */
  uint32_t kind; /* PLX_FINDING_* */
  plx_span_t span; /* required: the evidence */
  int32_t score;   /* confidence, 0..1000, or PLX_NO_SCORE */
  uint32_t reserved;
  plx_str_t rule;  /* which rule or model fired, for explanations; may be empty */
} plx_finding_t;

/* One place in the text that names an entity. Several mentions may share a span ("the four
 * countries"). */
typedef struct plx_mention {
  plx_finding_t base;
  plx_str_t entity;    /* canonical id ("region:CN", "person:janet-yellen"): one identity over
                          languages and documents; ASCII or UTF-8, 1..256 bytes, no white space */
  plx_str_t type;      /* a declared label: REGION, ORGANIZATION, PERSON, GROUP, OFFICE, ... */
  plx_str_t canonical; /* display name of the entity */
  int32_t link_score;  /* how sure the identity is, 0..1000, or PLX_NO_SCORE */
  uint32_t coreferent; /* 1 if not a name but a reference to one ("the four countries") */
  const plx_str_t *members; /* ids of the members if the text says who belongs to it */
  uint32_t member_count;
  uint32_t stated_size; /* members as the text counts them ("34 countries"); 0: not stated */
} plx_mention_t;

enum {
  PLX_BOUND_EXACT = 1,
  PLX_BOUND_APPROXIMATE = 2, /* about, 约 */
  PLX_BOUND_AT_LEAST = 3,    /* [low, inf) */
  PLX_BOUND_AT_MOST = 4,     /* (-inf, high] */
  PLX_BOUND_MORE_THAN = 5,   /* (low, inf) */
  PLX_BOUND_LESS_THAN = 6,   /* (-inf, high) */
  PLX_BOUND_NEARLY = 7,      /* a little under: nearly 90% is [85, 90] */
  PLX_BOUND_RANGE = 8        /* [low, high] as stated */
};

/* A number with what it counts. Two quantities may be compared only if measure, unit and subject
 * agree. */
typedef struct plx_quantity {
  plx_finding_t base;
  double value;       /* as written, in `unit` (40 for "40%", 3e11 for "$300 billion") */
  double low, high;   /* the interval the words allow; +-infinity where open */
  uint32_t bound;     /* PLX_BOUND_* */
  uint32_t reserved;
  plx_str_t unit;     /* "percent", "USD", "country", "year", "unit/month", ... */
  plx_str_t measure;  /* key of what it counts ("share/refining"); empty if not understood */
  plx_str_t measure_name; /* the same for people ("share of global refining") */
  plx_str_t subject;  /* entity id it is said of; may be empty */
} plx_quantity_t;

/* Who speaks. Layers never leak into each other. */
enum {
  PLX_HOLDER_OUTLET = 1, /* the document's own voice */
  PLX_HOLDER_ACTOR = 2,  /* a named entity that is quoted or reported */
  PLX_HOLDER_ROLE = 3    /* "analysts", "officials", 外媒: nobody named */
};

typedef struct plx_holder {
  uint32_t kind;    /* PLX_HOLDER_* */
  plx_span_t span;  /* where the holder is named; empty for the outlet */
  plx_str_t entity; /* id; for an actor required, for the outlet the source id or empty */
  plx_str_t name;   /* as shown */
} plx_holder_t;

/* A participant of a claim or the target of a stance: an entity, or a thing named in words. */
typedef struct plx_argument {
  plx_span_t span;  /* empty if not in the text */
  plx_str_t entity; /* an entity id, or "topic:..." for a concept; may be empty */
  plx_str_t text;   /* as shown */
} plx_argument_t;

enum {
  PLX_MODALITY_FACT = 1,
  PLX_MODALITY_PLAN = 2,
  PLX_MODALITY_FORECAST = 3,
  PLX_MODALITY_DENIAL = 4,
  PLX_MODALITY_OPINION = 5 /* a judgement: suggests, is unrealistic */
};

enum { PLX_POLARITY_POSITIVE = 1, PLX_POLARITY_NEGATIVE = 2 };

/* One proposition, as one holder puts it. base.span is the clause. */
typedef struct plx_claim {
  plx_finding_t base;
  plx_holder_t holder;
  plx_argument_t subject;
  plx_argument_t object;
  plx_str_t predicate;      /* class of the predicate ("reduce", "control", "produce"): a key */
  plx_span_t predicate_span;
  uint32_t modality;        /* PLX_MODALITY_* */
  uint32_t polarity;        /* PLX_POLARITY_* */
  plx_str_t time;           /* ISO 8601 date or interval "2024/2026", cut to its precision */
  plx_span_t time_span;
  const plx_quantity_t *quantities; /* base.span set in each */
  uint32_t quantity_count;
  uint32_t reserved;
} plx_claim_t;

enum {
  PLX_SIGN_AGAINST = 1,
  PLX_SIGN_NEUTRAL = 2, /* speaks of the target and takes no side */
  PLX_SIGN_FOR = 3,
  PLX_SIGN_MIXED = 4
};

/* What a holder thinks of a target. base.span is the evidence. */
typedef struct plx_stance {
  plx_finding_t base;
  plx_holder_t holder;
  plx_argument_t target;
  uint32_t sign;     /* PLX_SIGN_* */
  int32_t strength;  /* 0..1000 */
  plx_str_t reason;  /* code of the rule's family ("frame.reduce_dependence") */
  plx_str_t cue;     /* the words that say it */
} plx_stance_t;

enum { PLX_SEVERITY_INFO = 1, PLX_SEVERITY_WARNING = 2 };

/* Something a reader should doubt. */
typedef struct plx_warning {
  plx_finding_t base;
  uint32_t severity;  /* PLX_SEVERITY_* */
  uint32_t reserved;
  plx_str_t code;     /* UPPER_SNAKE: DATE_IMPOSSIBLE, FORECAST_ABOUT_THE_PAST, OFFICE_TERM, ... */
  plx_str_t message;  /* one sentence: what is odd and compared with what */
} plx_warning_t;

/* Anything else: bytes that only the plugin's own readers understand. */
typedef struct plx_custom {
  plx_finding_t base;
  plx_str_t type;    /* as declared in `produces` */
  plx_str_t payload; /* bytes; at most 64 KiB */
} plx_custom_t;

#ifdef __cplusplus
}
#endif
#endif /* PLX_FINDING_H_ */
