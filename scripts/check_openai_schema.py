"""Holds recorded requests against the types of the `openai` package, which are generated from OpenAI's published schema.

usage: check_openai_schema.py FOLDER     (files completions-*.json, batches-*.json, as ModelTestServer keeps them)
"""
import glob
import json
import sys
import typing

import pydantic
from openai.types import batch_create_params
from openai.types.chat import completion_create_params

Completion = completion_create_params.CompletionCreateParamsNonStreaming
Batch = batch_create_params.BatchCreateParams


def check(adapter, known, body):
    unknown = set(body) - known
    if unknown:
        raise ValueError(f"unknown members: {sorted(unknown)}")
    value = adapter.validate_python(body)
    # Lists are validated while they are read.
    for member in value.values():
        if hasattr(member, "__next__"):
            list(member)


def must_refuse(adapter, known, body):
    try:
        check(adapter, known, body)
    except (pydantic.ValidationError, ValueError):
        return
    sys.exit(f"the check is no check: it takes {body}")


def main(folder):
    kinds = {
        "completions": (pydantic.TypeAdapter(Completion), set(typing.get_type_hints(Completion))),
        "batches": (pydantic.TypeAdapter(Batch), set(typing.get_type_hints(Batch))),
    }
    must_refuse(*kinds["completions"], {"model": "m", "messages": [{"role": "nobody", "content": "x"}]})
    must_refuse(*kinds["completions"], {"model": "m", "messages": [], "response_format": {"type": "json"}})
    must_refuse(*kinds["batches"], {"input_file_id": "f", "endpoint": "/v1/elsewhere", "completion_window": "24h"})
    for kind, (adapter, known) in kinds.items():
        paths = glob.glob(f"{folder}/{kind}-*.json")
        if not paths:
            sys.exit(f"no request of the kind {kind} was recorded")
        refused = 0
        for path in paths:
            with open(path, encoding="utf-8") as file:
                body = json.load(file)
            try:
                check(adapter, known, body)
            except (pydantic.ValidationError, ValueError) as error:
                refused += 1
                print(f"{path}: {error}", file=sys.stderr)
        if refused:
            sys.exit(f"{refused} of {len(paths)} requests of the kind {kind} do not fit OpenAI's types")
        print(f"{len(paths)} requests of the kind {kind} fit OpenAI's types", file=sys.stderr)


main(sys.argv[1])
