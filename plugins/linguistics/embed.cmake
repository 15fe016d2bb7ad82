# Writes a C++ file that holds data files, so that the bundled analyzers carry their tables in
# themselves. The assembler copies the bytes (.incbin): no compiler time however large a table is.
#   cmake -DOUT=tables.cc -DHEADER=include/path.h -DNAMESPACE=ns "-DFILES=a.tsv;b.tsv" -P embed.cmake
# data/noun_forms.tsv becomes the constant kNounForms.
set(body "#include \"${HEADER}\"\n\n#include <string_view>\n")
set(constants "")
string(MAKE_C_IDENTIFIER "${NAMESPACE}" prefix)
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME_WE)
  string(REPLACE "_" ";" parts ${name})
  set(constant k)
  foreach(part IN LISTS parts)
    string(SUBSTRING ${part} 0 1 head)
    string(SUBSTRING ${part} 1 -1 tail)
    string(TOUPPER ${head} head)
    string(APPEND constant ${head}${tail})
  endforeach()
  file(SIZE ${file} size)
  set(symbol ${prefix}_${name})
  string(APPEND body "
extern \"C\" __attribute__((visibility(\"hidden\"))) const char ${symbol}[];
asm(\".section .rodata\\n\"
    \".balign 64\\n\"
    \".hidden ${symbol}\\n\"
    \".globl ${symbol}\\n\"
    \"${symbol}:\\n\"
    \".incbin \\\"${file}\\\"\\n\"
    \".byte 0\\n\"
    \".previous\\n\");
")
  string(APPEND constants
    "extern constinit const std::string_view ${constant}(${symbol}, ${size});\n")
endforeach()
string(APPEND body "\nnamespace ${NAMESPACE} {\n${constants}}  // namespace ${NAMESPACE}\n")
file(WRITE ${OUT} "${body}")
