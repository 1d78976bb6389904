"""Foreign readers read what `ascribe` exports; texts, labels, words and relations are compared with its own JSON Lines.

Each reader gives a list of (text name, label, words) of the statements and a list of (from, relation, to) between them, by
their words. What they should be is read off the JSON Lines, in bytes, by nothing of ours.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

KINDS = {"claim", "denial", "fact"}


def expected(lines):
    """What the project holds, by its JSON Lines."""
    statements, words = [], {}
    texts = {}
    for line in map(json.loads, lines.read_text(encoding="utf-8").splitlines()):
        raw = line["text"].encode()
        texts[line["id"]] = line["text"]
        for layer in line["layers"]:
            for one in layer["statements"]:
                parts = [raw[at["start"] : at["end"]].decode() for at in one["content"]]
                assert parts == [at["exact"] for at in one["content"]]
                words[one["id"]] = (line["id"], " … ".join(parts))
                statements.append((line["id"], one["kind"], tuple(parts)))
    relations = []
    for line in map(json.loads, lines.read_text(encoding="utf-8").splitlines()):
        for layer in line["layers"]:
            for one in layer["relations"]:
                (home, start), (there, end) = words[one["from"]], words[one["to"]]
                relations.append((home, start, one["kind"], there, end))
    return texts, sorted(statements), sorted(relations)


class Found:
    """What a reader found."""

    def __init__(self):
        self.texts, self.statements, self.relations = {}, [], []


def squashed(words):
    """Formats of one line write a line end as a space."""
    return " ".join(words.split())


def brat(folder):
    """pybrat reads every file, and raises where it cannot; bratly's own rules hold for every line."""
    from bratly import AttributeAnnotation, EntityAnnotation, NoteAnnotation, RelationAnnotation
    from pybrat.parser import BratParser

    found = Found()
    for annotator in sorted(path for path in folder.iterdir() if path.is_dir()):
        for example in BratParser(error="raise").parse(str(annotator)):
            name = Path(example.id).name
            # The text as its file has it: pybrat's own way of opening would fold line ends.
            text = (annotator / f"{name}.txt").read_bytes().decode()
            found.texts[name] = text
            known = {}
            for entity in example.entities:
                parts = tuple(text[span.start : span.end] for span in entity.spans)
                assert squashed(" ".join(parts)) == squashed(entity.mention), entity
                known[entity.id] = " … ".join(parts)
                if entity.type in KINDS:
                    found.statements.append((name, entity.type, parts))
            for relation in example.relations:
                start, end = known[relation.arg1.id], known[relation.arg2.id]
                found.relations.append((name, start, relation.type, name, end))
        for path in annotator.glob("*.ann"):
            annotations = {}
            for line in path.read_text(encoding="utf-8").splitlines():
                name = line.split("\t")[0]
                if line.startswith("T"):
                    annotations[name] = EntityAnnotation.from_line(line)
                elif line.startswith("R"):
                    annotations[name] = RelationAnnotation.from_line(line, annotations)
                elif line.startswith("A"):
                    annotations[name] = AttributeAnnotation.from_line(line, annotations)
                else:
                    annotations[name] = NoteAnnotation.from_line(line, annotations)
    return found


def doccano(folder):
    """doccano keeps what it is given; its window counts UTF-16 units."""
    found = Found()
    labels = {one["text"] for one in json.loads((folder / "span_labels.json").read_text())}
    ties = {one["text"] for one in json.loads((folder / "relation_labels.json").read_text())}
    for path in folder.glob("*.utf16-units.jsonl"):
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            units = line["text"].encode("utf-16-le")
            name = line["name"]
            found.texts[name] = line["text"]
            words, kinds, after = {}, {}, {}
            for one in line["entities"]:
                assert one["label"] in labels
                start, end = 2 * one["start_offset"], 2 * one["end_offset"]
                words[one["id"]], kinds[one["id"]] = units[start:end].decode("utf-16-le"), one["label"]
            for one in line["relations"]:
                assert one["type"] in ties
                if one["type"] == "continues":
                    after[one["from_id"]] = one["to_id"]
            whole = parts_of(words, kinds, after)
            for id, parts in whole.items():
                if kinds[id] in KINDS:
                    found.statements.append((name, kinds[id], parts))
            for one in line["relations"]:
                if one["type"] != "continues":
                    start, end = (" … ".join(whole[one[key]]) for key in ("from_id", "to_id"))
                    found.relations.append((name, start, one["type"], name, end))
    return found


def parts_of(words, kinds, after):
    """Marks that were taken apart, together again."""
    inner = set(after.values())
    whole = {}
    for id in words:
        if id not in inner:
            parts, at = [words[id]], id
            while at in after:
                at = after[at]
                assert kinds[at] == kinds[id]
                parts.append(words[at])
            whole[id] = tuple(parts)
    return whole


def label_studio(folder):
    """label-studio-sdk holds every annotation against the labelling configuration (by the same rules as a prediction)."""
    from label_studio_sdk.label_interface import LabelInterface

    interface = LabelInterface((folder / "label_config.xml").read_text(encoding="utf-8"))
    found = Found()
    for task in json.loads((folder / "tasks.json").read_text(encoding="utf-8")):
        text, name = task["data"]["text"], task["data"]["name"]
        units = text.encode("utf-16-le")
        found.texts[name] = text
        for annotation in task["annotations"]:
            errors = interface.validate_prediction(annotation, return_errors=True)
            assert not errors, errors
            words, kinds, after = {}, {}, {}
            for one in annotation["result"]:
                if one["type"] == "labels":
                    at = one["value"]
                    words[one["id"]] = units[2 * at["start"] : 2 * at["end"]].decode("utf-16-le")
                    assert words[one["id"]] == at["text"]
                    (kinds[one["id"]],) = at["labels"]
                elif one["labels"] == ["continues"]:
                    after[one["from_id"]] = one["to_id"]
            whole = parts_of(words, kinds, after)
            for id, parts in whole.items():
                if kinds[id] in KINDS:
                    found.statements.append((name, kinds[id], parts))
            for one in annotation["result"]:
                if one["type"] == "relation" and one["labels"] != ["continues"]:
                    start, end = (" … ".join(whole[one[key]]) for key in ("from_id", "to_id"))
                    found.relations.append((name, start, one["labels"][0], name, end))
    return found


def w3c(file):
    """PyLD expands every annotation by the context and drops nothing; positions are code points."""
    from pyld import jsonld

    data = Path(os.environ.get("ASCRIBE_TEST_DATA", ""))
    context = data / "samples/w3c-web-annotation/anno.jsonld"
    if context.is_file():
        document = json.loads(context.read_text())
    else:
        print("  the context of Web Annotations is not there: only the structure is checked")
        document = {"@context": {"@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type"}}
    loaded = {"contextUrl": None, "documentUrl": "http://www.w3.org/ns/anno.jsonld", "document": document}
    jsonld.set_document_loader(lambda url, options: loaded)
    annotations = json.loads(file.read_text(encoding="utf-8"))
    found, places = Found(), {}
    for one in annotations:
        (expanded,) = jsonld.expand(one)
        assert expanded["@id"] == one["id"] and leaves(expanded) >= leaves(one) - 1, one["id"]
        if one["motivation"] == "describing":
            name = one["target"].rsplit(":", 1)[1]
            found.texts[name] = one["body"][0]["value"]
    for one in annotations:
        if one["motivation"] == "classifying":
            items = one["target"].get("items", [one["target"]])
            name = items[0]["source"].rsplit(":", 1)[1]
            parts = []
            for item in items:
                quote, at = item["selector"]
                words = found.texts[name][at["start"] : at["end"]]
                before = found.texts[name][: at["start"]]
                assert words == quote["exact"] and before.endswith(quote["prefix"])
                parts.append(words)
            places[one["id"]] = (name, " … ".join(parts))
            if one["body"][0]["value"] in KINDS:
                found.statements.append((name, one["body"][0]["value"], tuple(parts)))
    for one in annotations:
        if one["motivation"] == "linking":
            (home, start), (there, end) = (places[target["id"]] for target in one["target"])
            found.relations.append((home, start, one["body"][0]["value"], there, end))
    return found


def leaves(value):
    """How many values that are no containers a document holds."""
    if isinstance(value, dict):
        return sum(map(leaves, value.values()))
    return sum(map(leaves, value)) if isinstance(value, list) else 1


# Format, name of the export, reader, and which relations it holds: between statements of one annotator in one text, of one
# text, or all.
READERS = [
    ("brat", "brat", brat, "own"),
    ("doccano", "doccano", doccano, "own"),
    ("label-studio", "label-studio", label_studio, "own"),
    ("w3c", "annotations.jsonld", w3c, "all"),
]


def export(ascribe, work, format, name):
    out = work / name
    command = [ascribe, "export", work / "project", "--format", format, "--out", out]
    subprocess.run(command, check=True, capture_output=True)
    return out


def main():
    ascribe, work, wanted = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    texts, statements, relations = expected(export(ascribe, work, "jsonl", "quay.jsonl"))
    kinds = {"denies", "repeats", "contradicts", "supports", "cites", "corroborates", "updates"}
    assert statements and relations
    for format, name, read, held in READERS:
        if wanted and format not in wanted:
            continue
        print(format)
        found = read(export(ascribe, work, format, name))
        assert found.texts == texts, (format, found.texts)
        assert sorted(found.statements) == statements, (format, sorted(found.statements))
        between = [one for one in relations if held == "all" or one[0] == one[3]]
        if held == "none":
            between = []
        named = sorted(one for one in found.relations if one[2] in kinds)
        assert named == between, (format, named, between)
        print(f"  {len(texts)} texts, {len(statements)} statements, {len(between)} relations agree")


main()
