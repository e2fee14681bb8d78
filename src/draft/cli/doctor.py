"""`draft doctor`: is the model endpoint fit for use; each finding with its remedy."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from draft.cli.console import print_json

if TYPE_CHECKING:
    from draft.profiles import EndpointConfig
    from draft.writers.diagnosis import Finding

_UNFIT = 3
_MARKS = {"ok": "[通过]", "warning": "[注意]", "failure": "[失败]"}


def doctor(
    base_url: str | None = typer.Option(
        None, "--base-url", help="OpenAI 兼容端点，如 http://127.0.0.1:11434/v1。"
    ),
    model: str | None = typer.Option(None, "--model", help="模型名称；不写则取服务器上的第一个。"),
    profile: str | None = typer.Option(
        None, "--profile", help="端点预设：ollama、vllm、llamacpp、lmstudio …"
    ),
    config: Path | None = typer.Option(None, "--config", help="配置文件 draft.toml。"),
    trust_project: bool = typer.Option(
        False, "--trust-project", help="允许当前文件夹的 draft.toml 指定端点。"
    ),
    offline: bool = typer.Option(False, "--offline", help="只允许本机和内网地址。"),
    quick: bool = typer.Option(False, "--quick", help="不发长提示词（没有显卡的机器上它要一两分钟）。"),
    as_json: bool = typer.Option(False, "--json", help="以 JSON 打印。"),
) -> None:
    """检查模型端点：连得上吗，模型在吗，会不会思考，上下文够不够，速度和并发如何。不发送任何材料。

    例：draft doctor --base-url http://127.0.0.1:11434/v1 --model qwen3:8b
    """
    from draft.cli.wiring import settings_from
    from draft.errors import SettingsError

    settings = settings_from(
        writer="model",
        base_url=base_url,
        model=model,
        profile=profile,
        config=config,
        trust_project=trust_project,
        offline=offline,
    )
    if settings.endpoint is None:
        raise SettingsError(
            "没有配置模型端点：请用 --base-url 或 --profile 指定，或设置环境变量 DRAFT_BASE_URL。"
        )
    import asyncio

    findings = asyncio.run(_examine(settings.endpoint, long=not quick, show=not as_json))
    fit = all(finding.state != "failure" for finding in findings)
    if as_json:
        print_json({"ok": fit, "base_url": settings.endpoint.base_url, "checks": [*map(asdict, findings)]})
    else:
        print("可以使用。" if fit else "还不能使用，请按上面的办法处理后再试。")
    raise typer.Exit(0 if fit else _UNFIT)


async def _examine(config: "EndpointConfig", *, long: bool, show: bool) -> "list[Finding]":
    from draft.writers.diagnosis import Diagnosis

    findings = []
    async for finding in Diagnosis(config, long=long).examine():
        findings.append(finding)
        if show:
            print(f"{_MARKS[finding.state]} {finding.title}：{finding.message}", flush=True)
            if finding.fix:
                print(f"       办法：{finding.fix}", flush=True)
    return findings
