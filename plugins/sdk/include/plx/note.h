/* The identity note: who a plugin file is, readable without running a byte of it.
 *
 * An ELF note in section ".note.plx", owner "Parallax", type PLX_NOTE_IDENTITY. Its descriptor is
 * UTF-8 text, lines of "key=value" separated by '\n', ended by a NUL. Keys, all required:
 *   abi=1               major of the ABI
 *   built_minor=0       PLX_ABI_MINOR it was compiled with
 *   requires_minor=0    oldest host minor it works with
 *   id=entities         [a-z0-9][a-z0-9._-]{0,63}
 *   version=1.2.3       semantic version
 *   vendor=Parallax     free text, at most 128 bytes
 *   licence=Apache-2.0  SPDX identifier
 * Unknown keys are for later minors and are skipped. The note must agree with what
 * plx_plugin_entry_v1 says, or the load fails. plx_add_plugin() writes it through
 * PLX_DEFINE_NOTE; in other languages, put the same bytes into a section of that name. */
#ifndef PLX_NOTE_H_
#define PLX_NOTE_H_

#include <stdint.h>

#define PLX_NOTE_SECTION ".note.plx"
#define PLX_NOTE_OWNER "Parallax"
#define PLX_NOTE_IDENTITY 1u
#define PLX_NOTE_MAX_BYTES 4096

/* Defines the note. `text` is a string literal as above. Once per plugin, at file scope. */
#define PLX_DEFINE_NOTE(text)                                                         \
  __attribute__((section(PLX_NOTE_SECTION), used, aligned(4))) static const struct {  \
    uint32_t name_size;                                                               \
    uint32_t desc_size;                                                               \
    uint32_t type;                                                                    \
    char name[(sizeof(PLX_NOTE_OWNER) + 3) & ~3u];                                    \
    char desc[(sizeof(text) + 3) & ~3u];                                              \
  } plx_identity_note = {sizeof(PLX_NOTE_OWNER), sizeof(text), PLX_NOTE_IDENTITY,     \
                         PLX_NOTE_OWNER, text}

#endif /* PLX_NOTE_H_ */
