# ruff: noqa: E501  a template and a table
"""Writes a one-layer Llama model (GGUF, 230 kB) whose hand-set weights copy the facts out of the prompt.

A token is a byte. The chat template inside the file puts the facts of the last user message at the start of
the prompt and pads up to a fixed length; the one attention head looks back exactly that far. So a real
llama.cpp server, with real tokenising, sampling, batching and streaming, answers a draft prompt with its facts.
Nothing is trained and nothing is downloaded.
"""

import importlib
import math
import random
import struct
import sys
import threading
from array import array
from pathlib import Path
from typing import Any

DISTANCE = 3000  # how far the head looks back, in bytes: about 990 Chinese characters of facts
CONTEXT = 8192
EMBEDDING, CODE, HIDDEN = 64, 48, 32
ROPE_BASE = 1e20  # a few fast rotating pairs tell positions apart, the others hardly turn
TURNING = 10

TOKENS = ["<unk>", "<s>", "<|im_end|>", "<|im_start|>", *(f"<0x{i:02X}>" for i in range(256)), "\u2581"]
TYPES = [2, 3, 3, 3, *[6] * 256, 1]  # unknown, control, byte, normal

TEMPLATE = """
{%- set ns = namespace(user='', text='', inside=false) -%}
{%- for m in messages -%}{%- if m['role'] == 'user' -%}{%- set ns.user = m['content'] -%}{%- endif -%}{%- endfor -%}
{%- for line in ns.user.split('\\n') -%}
{%- set s = line.strip() -%}
{%- if s == '</事实>' -%}{%- set ns.inside = false -%}{%- endif -%}
{%- if ns.inside and s -%}
{%- for part in s.split('：') -%}
{%- if not loop.first -%}{%- set ns.text = ns.text + ('：' if loop.index > 2 else '') + part -%}{%- endif -%}
{%- endfor -%}
{%- set ns.text = ns.text + '。' -%}
{%- endif -%}
{%- if s == '<事实>' -%}{%- set ns.inside = true -%}{%- endif -%}
{%- endfor -%}
{%- set out = ns.text or ns.user -%}
{%- if '万'|length == 1 -%}{%- set u = out|urlencode -%}{%- set n = u|length - 2 * u.count('%') -%}
{%- else -%}{%- set n = out|length -%}{%- endif -%}
{%- if n > DISTANCE - 3 -%}{{- raise_exception('facts too long for the tiny test model') -}}{%- endif -%}
{{- out + '<|im_end|>' + '.' * (DISTANCE - 1 - n) + '<|im_start|>' -}}
""".strip().replace("DISTANCE", str(DISTANCE))

Matrix = list[list[float]]


def write_model(path: Path) -> None:
    """Write the model file."""
    info, tensors = _pack_tensors(_weights())
    meta = _describe()
    head = b"GGUF" + struct.pack("<IQQ", 3, len(_weights()), len(meta))
    head += b"".join(_string(key) + _value(value) for key, value in meta.items()) + info
    path.write_bytes(head + b"\0" * (-len(head) % 32) + tensors)


def _string(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def _value(value: Any) -> bytes:
    """Return a GGUF value: 4 uint32, 5 int32, 6 float32, 7 bool, 8 string, 9 array."""
    if isinstance(value, bool):
        return struct.pack("<I?", 7, value)
    if isinstance(value, int):
        return struct.pack("<II", 4, value)
    if isinstance(value, float):
        return struct.pack("<If", 6, value)
    if isinstance(value, str):
        return struct.pack("<I", 8) + _string(value)
    kind = {int: 5, float: 6, str: 8}[type(value[0])]
    items = b"".join(map(_string, value)) if kind == 8 else array("i" if kind == 5 else "f", value).tobytes()
    return struct.pack("<IIQ", 9, kind, len(value)) + items


def _zeros(rows: int, columns: int) -> Matrix:
    return [[0.0] * columns for _ in range(rows)]


def _weights() -> dict[str, Matrix]:
    embedding, output = _codes()
    query, key, value, out = (_zeros(EMBEDDING, EMBEDDING) for _ in range(4))
    constant = 4.0 / math.sqrt((CODE + 16) / EMBEDDING)  # the constant behind the RMS norm
    for pair in range(TURNING):
        angle = -(ROPE_BASE ** (-2 * pair / EMBEDDING)) * DISTANCE
        query[2 * pair][CODE] = 30 * math.cos(angle) / constant
        query[2 * pair + 1][CODE] = 30 * math.sin(angle) / constant
        key[2 * pair][CODE] = 30 / constant
    for i in range(CODE):
        value[i][i], out[i][i] = 1.0, 10.0
    ones = [[1.0] * EMBEDDING]
    return {
        "token_embd": embedding, "output": output, "output_norm": [[3.0] * EMBEDDING],
        "blk.0.attn_norm": ones, "blk.0.ffn_norm": ones,
        "blk.0.attn_q": query, "blk.0.attn_k": key, "blk.0.attn_v": value, "blk.0.attn_output": out,
        "blk.0.ffn_gate": _zeros(HIDDEN, EMBEDDING), "blk.0.ffn_up": _zeros(HIDDEN, EMBEDDING),
        "blk.0.ffn_down": _zeros(EMBEDDING, HIDDEN),
    }  # fmt: skip


def _codes() -> tuple[Matrix, Matrix]:
    """Return embedding and output: a code of plus and minus ones for each token, and a constant for queries."""
    rng = random.Random(7)  # noqa: S311  any fixed codes will do
    embedding, output = _zeros(len(TOKENS), EMBEDDING), _zeros(len(TOKENS), EMBEDDING)
    for row, column in zip(embedding, output, strict=True):
        row[:CODE] = column[:CODE] = [rng.choice((-1.0, 1.0)) for _ in range(CODE)]
        row[CODE] = 4.0
    return embedding, output


def _describe() -> dict[str, Any]:
    return {
        "general.architecture": "llama", "general.name": "tiny-copy", "llama.context_length": CONTEXT,
        "llama.embedding_length": EMBEDDING, "llama.block_count": 1, "llama.feed_forward_length": HIDDEN,
        "llama.attention.head_count": 1, "llama.attention.head_count_kv": 1, "llama.vocab_size": len(TOKENS),
        "llama.rope.dimension_count": EMBEDDING, "llama.rope.freq_base": ROPE_BASE,
        "llama.attention.layer_norm_rms_epsilon": 1e-6, "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.pre": "default", "tokenizer.ggml.tokens": TOKENS,
        "tokenizer.ggml.scores": [0.0] * len(TOKENS), "tokenizer.ggml.token_type": TYPES,
        "tokenizer.ggml.unknown_token_id": 0, "tokenizer.ggml.bos_token_id": 1, "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.ggml.add_bos_token": False, "tokenizer.ggml.add_eos_token": False,
        "tokenizer.ggml.add_space_prefix": False, "tokenizer.chat_template": TEMPLATE,
    }  # fmt: skip


def _pack_tensors(weights: dict[str, Matrix]) -> tuple[bytes, bytes]:
    info = packed = b""
    for name, rows in weights.items():
        shape = [len(rows[0])] if len(rows) == 1 else [len(rows[0]), len(rows)]
        info += _string(f"{name}.weight")
        info += struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, 0, len(packed))
        packed += b"".join(array("f", row).tobytes() for row in rows)
        packed += b"\0" * (-len(packed) % 32)
    return info, packed


def serve(path: Path, *, slots: int = 2, context: int = CONTEXT, key: str = "") -> None:
    """Serve the model with llama.cpp's own server on a free port of loopback; never returns."""
    xllamacpp = importlib.import_module("xllamacpp")  # optional, see test_real_server.py
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.port = 0
    parameters.n_parallel = slots
    parameters.n_ctx = context * slots
    parameters.cpuparams.n_threads = 1
    parameters.warmup = False
    if key:
        parameters.api_keys = [key]
    server = xllamacpp.Server(parameters)
    sys.stdout.write(f"ready {server.listening_address}\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    write_model(target)
    serve(target, context=int(sys.argv[2]), key=sys.argv[3])
