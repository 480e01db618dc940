"""The digest that binds a signature or a decision to exact content."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def content_digest(content: Mapping[str, Any], *, schema: int) -> str:
    """Return the sha256 (64 hex digits) of `content` as JSON with sorted keys.

    `schema` is the number of the listed set of fields: a later set gives another
    digest for the same values, so old digests stay checkable.
    """
    document = {"schema": schema, "content": dict(content)}
    text = json.dumps(
        document, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()
