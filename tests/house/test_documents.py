"""Documents of each kind, as some release wrote them, are read by this one."""
import json

import pytest
from house.golden import golden, kinds

from pnr.values.documents import read, write

KINDS = kinds()


@pytest.mark.parametrize("line", golden(), ids=lambda line: json.loads(line)["kind"])
def test_golden_documents_are_read(line):
    value = read(line)
    assert type(value) is KINDS[json.loads(line)["kind"]]
    assert read(write(value)) == value


def test_every_kind_has_a_golden_document():
    missing = sorted(KINDS.keys() - {json.loads(line)["kind"] for line in golden()})
    assert not missing, f"python tests/house/golden.py adds {missing}"


@pytest.mark.parametrize("kind", KINDS)
def test_personal_fields_are_sealed(kind):
    """What a class declares personal does not stand in its document in the clear."""
    from house.golden import build

    value = build(KINDS[kind])
    sealed = write(value, lambda text: "#" * len(text))
    assert read(write(value)) == value
    for item in KINDS[kind].__dataclass_fields__.values():
        if item.metadata.get("personal"):
            assert set(json.loads(sealed)[item.name]) == {"sealed"}
