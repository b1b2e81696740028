"""Headless Chromium for many pages at once: one start, one frame per page."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BATCH = 60
"""Pages per start of the browser."""

HOST = """<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><pre id="out"></pre><script>
const pages = %s, texts = [];
const decode = s => new TextDecoder().decode(Uint8Array.from(atob(s), c => c.charCodeAt(0)));
const encode = s => { let b = ""; for (const x of new TextEncoder().encode(s)) b += String.fromCharCode(x); return btoa(b); };
for (const page of pages) {
  const frame = document.createElement("iframe");
  frame.style = "width:1000px;height:800px";
  document.body.appendChild(frame);
  frame.contentDocument.open(); frame.contentDocument.write(decode(page)); frame.contentDocument.close();
  texts.push(encode(frame.contentDocument.body.innerText));
  frame.remove();
}
document.getElementById("out").textContent = "TEXTS:" + texts.join(",") + ":END";
</script></body></html>"""


def _run(*arguments: str) -> bytes:
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", *FLAGS, f"--user-data-dir={profile}", *arguments]
        return subprocess.run(command, capture_output=True, check=True, timeout=300).stdout


def _encoded(page: str) -> str:
    return base64.b64encode(page.encode()).decode()


def inner_texts(pages: Sequence[str]) -> list[str]:
    """``document.body.innerText`` of every page."""
    out: list[str] = []
    for at in range(0, len(pages), BATCH):
        out += _inner_batch(pages[at : at + BATCH])
    return out


def _inner_batch(pages: Sequence[str]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        host = Path(folder) / "host.html"
        host.write_text(HOST % json.dumps([_encoded(p) for p in pages]), encoding="utf-8")
        dumped = _run("--dump-dom", host.as_uri()).decode()
    hit = re.search("TEXTS:([A-Za-z0-9+/=,]*):END", dumped)
    if hit is None:
        raise RuntimeError("the browser gave no texts")
    return [base64.b64decode(text).decode() for text in hit[1].split(",")]


def print_pdfs(pages: Sequence[str], folder: Path) -> Iterator[Path]:
    """Print every page to a PDF of its own."""
    for number, page in enumerate(pages):
        source, target = folder / f"{number}.html", folder / f"{number}.pdf"
        source.write_text(page, encoding="utf-8")
        _run(f"--print-to-pdf={target}", source.as_uri())
        yield target
