"""Compiles the project's .proto files into parallax_client/proto while the package is built.

Nothing generated is kept in the repository: the stubs of an installation are those of the protos it
was built from. The protos lie in ../../proto in the repository and in proto/ in a source archive.
"""

import pathlib
import re
import shutil
import tempfile

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = pathlib.Path(__file__).resolve().parent
PARTS = ("types", "corpus", "analysis", "admin", "worker")


def proto_root():
    for root in (HERE / "proto", HERE.parent.parent / "proto"):
        if (root / "parallax").is_dir():
            return root
    raise SystemExit(
        "parallax-client: found no .proto files in ./proto or ../../proto; "
        "install from a source archive or from clients/python inside the repository"
    )


def generate(package):
    """Writes modules and type stubs for every proto of ours below the folder `package`/proto."""
    import grpc_tools
    from grpc_tools import protoc

    root = proto_root()
    ours = sorted(str(p.relative_to(root)) for part in PARTS for p in root.glob(f"parallax/{part}/**/*.proto"))
    well_known = pathlib.Path(grpc_tools.__file__).parent / "_proto"
    target = package / "proto"
    with tempfile.TemporaryDirectory() as scratch:
        arguments = [
            "protoc",
            f"-I{root}",
            f"-I{well_known}",
            f"--python_out={scratch}",
            f"--pyi_out={scratch}",
            f"--grpc_python_out={scratch}",
            *ours,
        ]
        if protoc.main(arguments) != 0:
            raise SystemExit("parallax-client: protoc failed; its message is above")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(pathlib.Path(scratch) / "parallax", target)
    # protoc names modules after proto packages; ours live inside this package, so that installing
    # it claims one top-level name only.
    for path in [*target.rglob("*.py"), *target.rglob("*.pyi")]:
        code = path.read_text(encoding="utf-8")
        code = re.sub(r"^(from|import) parallax\.", r"\1 parallax_client.proto.", code, flags=re.MULTILINE)
        path.write_text(code, encoding="utf-8")
    for folder in [target, *(p for p in target.rglob("*") if p.is_dir())]:
        (folder / "__init__.py").touch()


class BuildWithStubs(build_py):
    def run(self):
        super().run()
        in_place = getattr(self, "editable_mode", False)
        generate((HERE if in_place else pathlib.Path(self.build_lib)) / "parallax_client")

    def get_outputs(self, include_bytecode=1):
        generated = pathlib.Path(self.build_lib, "parallax_client", "proto").rglob("*.py*")
        return super().get_outputs(include_bytecode) + [str(p) for p in generated]


class SourceArchive(sdist):
    def make_release_tree(self, base_dir, files):
        super().make_release_tree(base_dir, files)
        shutil.copytree(proto_root(), pathlib.Path(base_dir) / "proto", dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithStubs, "sdist": SourceArchive})
