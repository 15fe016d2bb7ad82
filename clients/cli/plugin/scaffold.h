// `parallax plugin new`: a plugin's folder from the template of the SDK.
#ifndef PARALLAX_CLIENTS_CLI_PLUGIN_SCAFFOLD_H_
#define PARALLAX_CLIENTS_CLI_PLUGIN_SCAFFOLD_H_

#include <filesystem>
#include <string>

namespace parallax::cli {

// The installed template: share/parallax/template beside the folder of this program.
std::filesystem::path InstalledTemplate();

// Copies `template_folder` to `folder`, named `name`: "hello" and "Hello" of the template become the
// name and its CamelCase, in the names of the files and in them. Returns an empty string, or what is
// wrong and what to do: a name that is none ([a-z][a-z0-9_]*, at most 63), a folder that exists, no
// template, a disk that is full. Nothing that exists is changed.
std::string WritePlugin(const std::string& name, const std::filesystem::path& folder,
                        const std::filesystem::path& template_folder);

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_PLUGIN_SCAFFOLD_H_
