"""`draft schema`: the JSON Schema of facts.yaml, for editors."""

from draft.cli.console import print_json


def schema() -> None:
    """打印 facts.yaml 的 JSON Schema，供编辑器校验和补全。

    例：draft schema > facts.schema.json
    在 facts.yaml 第一行写“# yaml-language-server: $schema=facts.schema.json”，VS Code 等编辑器即可提示。
    """
    from draft.facts import build_schema  # kept out of start-up

    print_json(build_schema())
