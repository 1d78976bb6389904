"""Foreign readers read what `ascribe` exports; texts, labels, words and relations are compared with its own JSON Lines.

Each reader gives a list of (text name, label, words) of the statements and a list of (from, relation, to) between them, by
their words. What they should be is read off the JSON Lines, in bytes, by nothing of ours.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

# Nothing is asked of the net.
os.environ["HF_HUB_OFFLINE"] = "1"

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


def cas(folder, load):
    """dkpro-cassis turns UTF-16 offsets into Python's, and gives the words that each annotation covers."""
    found = Found()
    for path in sorted(folder.iterdir()):
        one = load(path)
        if one is None:
            continue
        name = path.stem
        found.texts[name] = one.sofa_string
        spans = {span.xmiID: span for span in one.select("custom.Span")}
        words, kinds, after = {}, {}, {}
        for span in spans.values():
            words[span.identifier], kinds[span.identifier] = span.get_covered_text(), span.label
        relations = list(one.select("custom.Relation"))
        for relation in relations:
            if relation.label == "continues":
                after[relation.Governor.identifier] = relation.Dependent.identifier
        whole = parts_of(words, kinds, after)
        for id, parts in whole.items():
            if kinds[id] in KINDS:
                found.statements.append((name, kinds[id], parts))
        for relation in relations:
            if relation.label != "continues":
                start, end = (" … ".join(whole[at.identifier]) for at in (relation.Governor, relation.Dependent))
                found.relations.append((name, start, relation.label, name, end))
    return found


def cas_json(folder):
    """Every file carries its types."""
    from cassis import load_cas_from_json

    def load(path):
        if path.name == "manifest.json":
            return None
        with path.open("rb") as file:
            return load_cas_from_json(file)

    return cas(folder, load)


def xmi(folder):
    """The types are beside the files."""
    from cassis import load_cas_from_xmi, load_typesystem

    with (folder / "TypeSystem.xml").open("rb") as file:
        types = load_typesystem(file)

    def load(path):
        if path.suffix != ".xmi":
            return None
        with path.open("rb") as file:
            return load_cas_from_xmi(file, typesystem=types)

    return cas(folder, load)


def escapes(text):
    """Backslashes of WebAnno TSV, as INCEpTION's documentation has them."""
    named = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
    return re.sub(r"\\(->|.)", lambda found: named.get(found[1], found[1]), text, flags=re.DOTALL)


def webanno_tsv(folder):
    """web_anno_tsv knows spans only: it finds every part of a statement, each on its words, by UTF-16 offsets of its own.
    Relations and the text follow the rules of INCEpTION's documentation; nobody else's program for them was found."""
    from web_anno_tsv import open_web_anno_tsv

    found = Found()
    for path in sorted(folder.glob("*.tsv")):
        name, text, marks, rows, relations = path.stem, "", {}, {}, []
        head, body = path.read_text(encoding="utf-8").split("\n\n\n", 1)
        layers = [line[6:].split("|") for line in head.splitlines()[1:]]
        columns = [(layer[0], feature) for layer in layers for feature in layer[1:]]
        for sentence in body.split("\n\n"):
            lines = [line for line in sentence.split("\n") if line]
            words = "\n".join(escapes(line[6:]) for line in lines if line.startswith("#Text="))
            cells = [line.split("\t") for line in lines if not line.startswith("#Text=")]
            begin = int(cells[0][1].split("-")[0]) - len(text.encode("utf-16-le")) // 2
            text += ("\n" + " " * (begin - 1) if text and begin else " " * begin) + words
            for row in cells:
                start, end = map(int, row[1].split("-"))
                stacks = {}
                for (kind, feature), cell in zip(columns, row[3:]):
                    for level, value in enumerate([] if cell == "_" else re.split(r"(?<!\\)\|", cell)):
                        stacks.setdefault((kind, level), {})[feature] = value
                for (kind, level), values in stacks.items():
                    if kind == "custom.Relation":
                        relations.append((row[0], values))
                    elif kind == "custom.Span":
                        bare, number = re.fullmatch(r"(.*?)(?:\[(\d+)\])?", values["label"], re.DOTALL).groups()
                        key = number or row[0]
                        if key not in marks:
                            rows[row[0], number or "0"] = key
                        first = marks.get(key, (bare, start))[1]
                        marks[key] = (escapes(bare), first, end)
        found.texts[name] = text
        units = text.encode("utf-16-le")
        words = {key: units[2 * start : 2 * end].decode("utf-16-le") for key, (_, start, end) in marks.items()}
        kinds = {key: label for key, (label, _, _) in marks.items()}
        ties = []
        for row, values in relations:
            source, pair = re.fullmatch(r"([\d.-]+)(?:\[(\d+_\d+)\])?", values["BT_custom.Span"]).groups()
            start, end = (pair or "0_0").split("_")
            end = end if end != "0" else rows[row, "0"]
            ties.append((start if start != "0" else rows[source, "0"], escapes(values["label"]), end))
        whole = parts_of(words, kinds, {start: end for start, label, end in ties if label == "continues"})
        for key, parts in whole.items():
            if kinds[key] in KINDS:
                found.statements.append((name, kinds[key], parts))
        for start, label, end in ties:
            if label != "continues":
                found.relations.append((name, " … ".join(whole[start]), label, name, " … ".join(whole[end])))
        theirs = []
        with open_web_anno_tsv(str(path)) as sentences:
            for sentence in sentences:
                theirs += [(one.label, one.text) for one in sentence.annotations if one.label in KINDS]
        ours = [(kinds[key], words[key]) for key in words if kinds[key] in KINDS]
        assert sorted(theirs) == sorted(ours), (sorted(theirs), sorted(ours))
    return found


def qdpx(file, read=bytes.decode, cut=lambda text, start, end: text[start:end]):
    """The standard's own schema holds the project, pyrefiqda loads it, and positions are code points of the texts."""
    import zipfile
    from xml.etree import ElementTree

    from pyrefiqda import RefiProject

    archive = zipfile.ZipFile(file)
    assert archive.testzip() is None
    project = archive.read("project.qde")
    schema = Path(os.environ.get("ASCRIBE_TEST_DATA", "")) / "samples/refi-qda/Project.xsd"
    if schema.is_file():
        import xmlschema

        xmlschema.XMLSchema(str(schema)).validate(project.decode())
    else:
        print("  the schema of REFI-QDA is not there (ASCRIBE_TEST_DATA): the project was not held against it")
    assert RefiProject.load(file, str(file.parent / "extracted")) is not None
    space = "{urn:QDA-XML:project:1.0}"
    root = ElementTree.fromstring(project)
    codes = {code.get("guid"): code.get("name") for code in root.iter(f"{space}Code")}
    found, whole, home, kinds = Found(), {}, {}, {}
    links = list(root.iter(f"{space}Link"))
    after = {one.get("originGUID"): one.get("targetGUID") for one in links if one.get("name") == "continues"}
    for source in root.iter(f"{space}TextSource"):
        path = source.get("plainTextPath").removeprefix("internal://")
        text = read(archive.read(f"sources/{path}"))
        name = source.get("name")
        found.texts[name] = text.replace("\r\n", "\n")
        words, of = {}, {}
        for one in source.iter(f"{space}PlainTextSelection"):
            guid = one.get("guid")
            (code,) = one.iter(f"{space}CodeRef")
            part = cut(text, int(one.get("startPosition")), int(one.get("endPosition")))
            words[guid] = part.replace("\r\n", "\n")
            of[guid] = codes[code.get("targetGUID")]
            home[guid] = name
        kinds |= of
        whole |= parts_of(words, of, {start: end for start, end in after.items() if start in words})
    for guid, parts in whole.items():
        if kinds[guid] in KINDS:
            found.statements.append((home[guid], kinds[guid], parts))
    for one in links:
        if one.get("name") != "continues":
            start, end = one.get("originGUID"), one.get("targetGUID")
            words = [" … ".join(whole[guid]) for guid in (start, end)]
            found.relations.append((home[start], words[0], one.get("name"), home[end], words[1]))
    return found


def prodigy(file):
    """There is no public validator: every token and span is held against the text, as spaCy counts."""
    found = Found()
    for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        text, tokens, name = line["text"], line["tokens"], line["meta"]["name"]
        found.texts[name] = text
        assert "".join(token["text"] for token in tokens) == "".join(text.split())
        for number, token in enumerate(tokens):
            assert token["id"] == number and text[token["start"] : token["end"]] == token["text"]
        words, kinds, after = {}, {}, {}
        for span in line["spans"]:
            first, last = tokens[span["token_start"]], tokens[span["token_end"]]
            assert (first["start"], last["end"]) == (span["start"], span["end"]), span
            key = (span["start"], span["end"], span["label"])
            words[key], kinds[key] = text[span["start"] : span["end"]], span["label"]
        ends = [
            [(one[end]["start"], one[end]["end"], one[end]["label"]) for end in ("head_span", "child_span")]
            for one in line["relations"]
        ]
        for one, (start, end) in zip(line["relations"], ends):
            if one["label"] == "continues":
                after[start] = end
        whole = parts_of(words, kinds, after)
        for key, parts in whole.items():
            if kinds[key] in KINDS:
                found.statements.append((name, kinds[key], parts))
        for one, (start, end) in zip(line["relations"], ends):
            if one["label"] != "continues":
                found.relations.append(
                    (name, " … ".join(whole[start]), one["label"], name, " … ".join(whole[end]))
                )
    return found


def hypothesis(file):
    """There is no public validator: every row has what the API gives, and its selectors agree, in UTF-16 units."""
    from urllib.parse import unquote

    texts = {line["id"]: line["text"] for line in lines_of(file)}
    found, words = Found(), {}
    found.texts = None
    answer = json.loads(file.read_text(encoding="utf-8"))
    assert answer["total"] == len(answer["rows"])
    for row in answer["rows"]:
        assert {"id", "user", "uri", "text", "tags", "group", "permissions", "target"} <= row.keys()
        name = unquote(row["id"].removeprefix("urn:ascribe:mark:").split(":")[0])
        units, parts = texts[name].encode("utf-16-le"), []
        for target in row["target"]:
            assert target["source"] == row["uri"]
            at, quote = target["selector"]
            part = units[2 * at["start"] : 2 * at["end"]].decode("utf-16-le")
            before = units[: 2 * at["start"]].decode("utf-16-le")
            assert part == quote["exact"] and before.endswith(quote["prefix"])
            parts.append(part)
        words[row["id"]] = (name, " … ".join(parts))
        if row["tags"][0] in KINDS:
            found.statements.append((name, row["tags"][0], tuple(parts)))
    for row in answer["rows"]:
        for label, _, to in (tag.removeprefix("tie ").partition("=") for tag in row["tags"] if tag.startswith("tie ")):
            found.relations.append((*words[row["id"]], label, *words[to]))
    return found


def lines_of(file):
    """The JSON Lines that were exported beside a file."""
    text = (file.parent / "quay.jsonl").read_text(encoding="utf-8")
    return map(json.loads, text.splitlines())


def xlsx(file):
    """openpyxl finds the sheets, with cells of the right type, none of them a formula."""
    from datetime import datetime

    from openpyxl import load_workbook

    book = load_workbook(file)
    assert book.sheetnames == ["Statements", "Sources", "Relations", "Code book"]
    tables = {}
    for sheet in book:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions, sheet.title
        assert all(sheet.column_dimensions[letter].width > 8 for letter in "ABCD")
        assert all(cell.data_type != "f" for row in sheet for cell in row)
        head, *rows = sheet.iter_rows(values_only=True)
        tables[sheet.title] = [dict(zip(head, row)) for row in rows]
    found, words, notes = Found(), {}, {}
    found.texts = None
    texts = {line["id"]: line["text"].encode() for line in lines_of(file)}
    for row in tables["Statements"]:
        assert type(row["start"]) is int and type(row["time"]) is datetime and type(row["created"]) is datetime
        assert row["date"] == "unknown" or type(row["date"]) is datetime
        ranges = [tuple(map(int, part.split("-"))) for part in row["ranges"].split(";")]
        parts = tuple(texts[row["article"]][start:end].decode() for start, end in ranges)
        assert row["quote"] == " … ".join(parts) and row["start"] == ranges[0][0]
        words[row["id"]], notes[row["id"]] = (row["article"], row["quote"]), row["note"]
        found.statements.append((row["article"], row["kind"], parts))
    assert notes["s-a3"] == '=HYPERLINK("http://bad.example")', "text, and nothing guards it"
    for row in tables["Relations"]:
        assert words[row["from"]] == (row["from article"], row["from quote"])
        assert words[row["to"]] == (row["to article"], row["to quote"])
        found.relations.append((*words[row["from"]], row["relation"], *words[row["to"]]))
    said = {row["name"]: row["statements"] for row in tables["Sources"]}
    assert said["الوزير"] == 1 and sum(said.values()) == 5, said
    assert "certain; probable; possible; uncommitted" in [row["words or test"] for row in tables["Code book"]]
    return found


def stix(file):
    """stix2-validator finds nothing wrong, and every place that a note names has its words."""
    from stix2validator import ValidationOptions, validate_file

    result = validate_file(str(file), ValidationOptions(version="2.1"))
    errors = [str(error) for one in result.object_results for error in one.errors or []]
    assert result.is_valid, errors
    for one in result.object_results:
        # The standard advises random ids; ours are always the same for the same thing. Evidence lies at addresses of which
        # nobody keeps a hash.
        usual = ("is not a valid UUIDv4 ID", "has a URL but no hash")
        odd = [str(one) for one in one.warnings or [] if not any(words in str(one) for words in usual)]
        assert not odd, odd
    objects = {one["id"]: one for one in json.loads(file.read_text(encoding="utf-8"))["objects"]}
    texts = {line["id"]: line["text"] for line in lines_of(file)}
    found, words = Found(), {}
    found.texts = None
    homes, notes = {}, {}
    for one in objects.values():
        if one["type"] in ("report", "grouping"):
            (article,) = one["external_references"]
            assert article["hashes"]["SHA-256"] == sha256(texts[article["external_id"]])
            homes |= {id: article["external_id"] for id in one["object_refs"] if id.startswith("note--")}
    for id, note in objects.items():
        if note["type"] == "note" and "labels" in note:
            own = note["external_references"][0]
            parts = parts_at(texts[homes[id]], own["description"])
            assert note["content"] == " … ".join(parts) and note["labels"][0] in KINDS
            words[id], notes[own["external_id"]] = (homes[id], note["content"]), id
            found.statements.append((homes[id], note["labels"][0], parts))
    for one in objects.values():
        if one["type"] == "opinion" and not one["labels"][0].startswith("verdict: "):
            source, (target,) = notes[one["external_references"][0]["external_id"]], one["object_refs"]
            found.relations.append((*words[source], one["labels"][0], *words[target]))
        elif one["type"] == "relationship":
            found.relations.append((*words[one["source_ref"]], one["labels"][0], *words[one["target_ref"]]))
    return found


def sha256(text):
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()


def parts_at(text, places):
    """The words at places in bytes, “utf8-bytes 86-101;152-164 …”."""
    unit, ranges = places.split()[:2]
    assert unit == "utf8-bytes"
    ranges = [tuple(map(int, part.split("-"))) for part in ranges.split(";")]
    return tuple(text.encode()[start:end].decode() for start, end in ranges)


def misp(file):
    """PyMISP takes the event: types and categories of its attributes are those that MISP describes."""
    from pymisp import MISPEvent

    event = MISPEvent()
    event.load_file(str(file))
    assert event.uuid and event.info and event.distribution == 0
    texts = {line["title"]: (line["id"], line["text"]) for line in lines_of(file)}
    found = Found()
    found.texts = None
    tags = []
    for one in event.attributes:
        assert not one.to_ids and one.category == "External analysis"
        if one.type == "text":
            kind = one.comment.split()[0].lower()
            name, text = next(texts[title] for title in texts if f"in “{title}”" in one.comment)
            places = one.comment.split("utf8-bytes ")[1].split(".")[0]
            parts = parts_at(text, f"utf8-bytes {places}")
            assert one.value == " … ".join(parts), one.comment
            found.statements.append((name, kind, parts))
        tags += [tag.name for tag in one.tags]
    assert tags == ['admiralty-scale:source-reliability="c"', 'admiralty-scale:information-credibility="3"'], tags
    return found


def claim_review(file):
    """The types of schema.org, as TypeScript has them, take the reviews and refuse a misspelt one."""
    text = file.read_text(encoding="utf-8")
    reviews = json.loads(text)["@graph"]
    judged = {(one["claimReviewed"], one["reviewRating"]["alternateName"]) for one in reviews}
    wanted = set()
    for line in lines_of(file):
        newest = {one["id"]: one["verdicts"][-1]["verdict"] for one in line["propositions"] if one["verdicts"]}
        wanted |= {(one["wording"], newest[one["id"]].capitalize()) for one in line["propositions"] if one["verdicts"]}
        for layer in line["layers"]:
            for one in layer["statements"]:
                if one["verdict"] != "unverified" and one["proposition"] not in newest:
                    wanted.add((" … ".join(at["exact"] for at in one["content"]), one["verdict"].capitalize()))
    assert judged == wanted, (judged, wanted)
    modules = os.environ.get("ASCRIBE_NODE")
    if not modules:
        print("  npm is not there: reviews were not held against the types of schema.org")
        return None
    work = Path(modules)

    def compiles(document):
        source = work / "review.ts"
        begin = 'import type { Graph } from "schema-dts";\nexport const graph: Graph = '
        source.write_text(f"{begin}{document};\n", encoding="utf-8")
        tsc = [work / "node_modules/.bin/tsc", "--strict", "--noEmit", "--skipLibCheck", "false", source]
        done = subprocess.run(tsc, capture_output=True, text=True, cwd=work)
        return done.returncode == 0, done.stdout

    good, said = compiles(text)
    assert good, said
    bad, _ = compiles(text.replace('"claimReviewed"', '"claimReviewd"', 1))
    assert not bad, "a misspelt name was taken"
    return None
def spacy(file):
    """spaCy holds each line against its own schema and makes a Doc of it; it refuses spans off the edges of tokens."""
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    found = Found()
    for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        doc = Doc(Vocab()).from_json(line, validate=True)
        own = line["ascribe"]
        name = own["name"]
        assert doc.text == line["text"] and len(list(doc.sents)) == len(line["sents"])
        found.texts[name] = doc.text
        spans = list(enumerate(doc.spans["sc"]))
        words = {index: span.text for index, span in spans}
        kinds = {index: span.label_ for index, span in spans}
        ties = [(one["head"], one["label"], one["child"]) for one in own["relations"]]
        whole = parts_of(words, kinds, {start: end for start, label, end in ties if label == "continues"})
        for index, parts in whole.items():
            if kinds[index] in KINDS:
                found.statements.append((name, kinds[index], parts))
        for start, label, end in ties:
            if label != "continues":
                found.relations.append((name, " … ".join(whole[start]), label, name, " … ".join(whole[end])))
    return found


# What Universal Dependencies ask for that nobody has said: parts of speech, and a tree.
SYNTAX = ["unknown-upos", "invalid-head", "unknown-head", "invalid-deprel", "unknown-udeprel", "non-tree"]


def conllu(folder):
    """udtools holds each file against the rules of Universal Dependencies, level 2 but for syntax, which is left open;
    conllu takes the rows apart. White space is that of `SpacesAfter`, as UDPipe documents it."""
    import conllu as theirs

    def plain(value):
        named = {"s": " ", "t": "\t", "n": "\n", "r": "\r", "p": "|", "e": "=", "g": ">"}
        return re.sub(r"\\(.)", lambda found: named.get(found[1], found[1]), value)

    found = Found()
    for path in sorted(folder.glob("*.conllu")):
        validator = [Path(sys.executable).parent / "udvalidate", "--lang", "ud", "--level", "2"]
        told = subprocess.run([*validator, "--exclude", *SYNTAX, "--", path], capture_output=True, text=True)
        assert told.returncode == 0, told.stdout + told.stderr
        documents = []
        for sentence in theirs.parse(path.read_text(encoding="utf-8")):
            if "newdoc id" in sentence.metadata:
                documents.append((sentence.metadata["newdoc id"], []))
            documents[-1][1].append(sentence)
        for name, sentences in documents:
            text, marks, ties, open_ = "", {}, [], {}
            for sentence in sentences:
                if "newpar" in sentence.metadata and text.endswith("\0"):
                    text = text[:-1] + "\n\n"
                begun = len(text := text.replace("\0", " "))
                for token in sentence:
                    misc = token["misc"] or {}
                    text = text.replace("\0", " ") + plain(misc.get("SpacesBefore", ""))
                    start, text = len(text), text + token["form"]
                    end = len(text)
                    # A space that is there because nothing is said of it goes before a paragraph and at the end.
                    usual = "" if misc.get("SpaceAfter") == "No" else "\0"
                    text += plain(misc["SpacesAfter"]) if "SpacesAfter" in misc else usual
                    for key, value in misc.items():
                        if ":" not in key and value.startswith("B-"):
                            id = plain(misc[f"{key}:id"])
                            marks[id], open_[key] = [start, end, plain(value[2:])], id
                            said = [one for name_, one in misc.items() if name_.startswith(f"{key}:tie")]
                            ties += [(id, *map(plain, one.split("->"))) for one in said]
                        elif ":" not in key and value.startswith("I-"):
                            marks[open_[key]][1] = end
                assert squashed(text[begun:].replace("\0", "")) == sentence.metadata["text"]
            text = text.removesuffix("\0")
            found.texts[name] = text
            words = {id: text[start:end] for id, (start, end, _) in marks.items()}
            kinds = {id: label for id, (_, _, label) in marks.items()}
            whole = parts_of(words, kinds, {start: end for start, label, end in ties if label == "continues"})
            for id, parts in whole.items():
                if kinds[id] in KINDS:
                    found.statements.append((name, kinds[id], parts))
            for start, label, end in ties:
                if label != "continues":
                    found.relations.append((name, " … ".join(whole[start]), label, name, " … ".join(whole[end])))
    return found


def conll2003(folder):
    """spaCy's converter takes the columns for entities. The columns have no white space: it is that of the text beside."""
    from spacy.training.converters import conll_ner_to_docs

    found = Found()
    for path in sorted(folder.glob("*/*.conll")):
        text = path.with_suffix(".txt").read_bytes().decode()
        found.texts[path.stem] = text
        (doc,) = conll_ner_to_docs(path.read_text(encoding="utf-8"), n_sents=0, no_print=True)
        places, end = [], 0
        for token in doc:
            start = text.index(token.text, end)
            assert not text[end:start].strip()
            end = start + len(token.text)
            places.append((start, end))
        assert not text[end:].strip()
        for one in doc.ents:
            if one.label_ in KINDS:
                words = text[places[one.start][0] : places[one.end - 1][1]]
                found.statements.append((path.stem, one.label_, (words,)))
    return found


def places_hold(text, place, words):
    """The words stand at the place in bytes, in code points and in UTF-16 units."""
    start, end = place["start"], place["end"]
    assert text.encode()[start:end].decode() == words, (place, words)
    assert text[place["start_code_points"] : place["end_code_points"]] == words, (place, words)
    units = text.encode("utf-16-le")
    start, end = 2 * place["start_utf16_units"], 2 * place["end_utf16_units"]
    assert units[start:end].decode("utf-16-le") == words, (place, words)


def parquet(folder):
    """pyarrow reads every table whole, DuckDB across the parts; both find the same."""
    import duckdb
    import pyarrow.dataset

    tables = {}
    for name in ("articles", "layers", "statements", "relations", "remarks", "sources", "propositions"):
        read = pyarrow.dataset.dataset(folder / name, partitioning="hive", exclude_invalid_files=False)
        tables[name] = read.to_table().to_pylist()
        ((count,),) = duckdb.sql(f"SELECT count(*) FROM '{folder}/{name}/**/*.parquet'").fetchall()
        assert count == len(tables[name]), name
    found = Found()
    for article in tables["articles"]:
        found.texts[article["id"]] = article["text"]
        assert article["part"] == int(article["sha256"][:2], 16) % 8
        for segment in article["segments"]:
            words = article["text"].encode()[segment["start"] : segment["end"]].decode()
            places_hold(article["text"], segment, words)
    known = {}
    for one in tables["statements"]:
        text = found.texts[one["article"]]
        for at in one["content"]:
            places_hold(text, at, at["exact"])
        for level in one["chain"]:
            for at in level["mention"] + level["cue"]["words"]:
                places_hold(text, at, at["exact"])
        assert one["quote"] == " … ".join(at["exact"] for at in one["content"])
        known[one["id"]] = (one["article"], one["quote"])
        found.statements.append((one["article"], one["kind"], tuple(at["exact"] for at in one["content"])))
    for remark in tables["remarks"]:
        places_hold(found.texts[remark["article"]], remark["passage"], remark["passage"]["exact"])
    relations = duckdb.sql(
        f"""
        SELECT a.article, a.quote, r.kind, b.article, b.quote
        FROM '{folder}/relations/*/*.parquet' r
        JOIN '{folder}/statements/*/*.parquet' a ON a.id = r."from"
        JOIN '{folder}/statements/*/*.parquet' b ON b.id = r."to"
        """
    )
    found.relations.extend(relations.fetchall())
    # Every source that is named has a row, and a day is a day.
    ((loose,),) = duckdb.sql(
        f"""
        SELECT count(*) FROM '{folder}/statements/*/*.parquet' s
        WHERE s.source_id IS NOT NULL AND s.source_id NOT IN (SELECT id FROM '{folder}/sources/*.parquet')
        """
    ).fetchall()
    assert loose == 0
    ((types,),) = duckdb.sql(
        f"SELECT DISTINCT [typeof(published), typeof(retrieved)] FROM '{folder}/articles/*/*.parquet'"
    ).fetchall()
    assert types == ["DATE", "TIMESTAMP WITH TIME ZONE"], types
    return found


def hugging_face(folder):
    """`datasets` reads the folder by its card; spans are Python's own."""
    import datasets

    found, splits = Found(), set()
    for split, rows in datasets.load_dataset(str(folder), cache_dir=str(folder.parent / "cache")).items():
        for row in rows:
            text, name = row["text"], row["id"]
            assert name not in found.texts
            splits.add(split)
            found.texts[name] = text
            for span in row["spans"]:
                assert text[span["start"] : span["end"]] == span["text"], span
            flat = {(span["statement"], span["label"], span["text"]) for span in row["spans"]}
            words = {}
            for layer in row["layers"]:
                for one in layer["statements"]:
                    parts = tuple(at["exact"] for at in one["content"])
                    for at in one["content"]:
                        places_hold(text, at, at["exact"])
                        assert (one["id"], one["kind"], at["exact"]) in flat
                    words[one["id"]] = " … ".join(parts)
                    found.statements.append((name, one["kind"], parts))
                for one in layer["relations"]:
                    if one["to_article"] == name:
                        found.relations.append((name, one["from"], one["kind"], name, one["to"]))
            found.relations = [
                (home, words.get(start, start), kind, there, words.get(end, end))
                for home, start, kind, there, end in found.relations
            ]
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert splits == {split for split in ("train", "validation", "test") if f"- split: {split}\n" in card}
    return found


def windows(raw):
    """A text with the line ends of Windows, behind a byte order mark that is not counted."""
    text = raw.decode("utf-8")
    assert text.startswith("\ufeff") and "\n" not in text.replace("\r\n", "")
    return text[1:]


def qdpx_nvivo(file):
    """The same as NVivo 12.6 was seen to count: UTF-16 units, a line end as two."""

    def cut(text, start, end):
        return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")

    return qdpx(file, windows, cut)


def qdpx_maxqda(file):
    """The same as QualCoder hands projects over to MAXQDA: code points, a line end as one."""
    return qdpx(file, windows, lambda text, start, end: text.replace("\r\n", "\n")[start:end])


# Format, name of the export, reader, and which relations it holds: between statements of one annotator in one text, of one
# text, or all.
READERS = [
    ("parquet", "parquet", parquet, "all"),
    ("hugging-face", "hugging-face", hugging_face, "own"),
    ("brat", "brat", brat, "own"),
    ("doccano", "doccano", doccano, "own"),
    ("label-studio", "label-studio", label_studio, "own"),
    ("w3c", "annotations.jsonld", w3c, "all"),
    ("cas-json", "cas-json", cas_json, "own"),
    ("xmi", "xmi", xmi, "own"),
    ("webanno-tsv", "webanno-tsv", webanno_tsv, "own"),
    ("qdpx", "project.qdpx", qdpx, "all"),
    ("qdpx-nvivo", "nvivo.qdpx", qdpx_nvivo, "all"),
    ("qdpx-maxqda", "maxqda.qdpx", qdpx_maxqda, "all"),
    ("prodigy", "prodigy.jsonl", prodigy, "own"),
    ("hypothesis", "hypothesis.json", hypothesis, "all"),
    ("xlsx", "statements.xlsx", xlsx, "all"),
    ("claim-review", "claims.jsonld", claim_review, "none"),
    ("stix", "bundle.json", stix, "all"),
    ("misp", "event.json", misp, "none"),
    ("spacy", "spacy.jsonl", spacy, "own"),
    ("conllu", "conllu", conllu, "own"),
    ("conll2003", "conll2003", conll2003, "none"),
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
        if found is None:
            continue
        # Formats of statements and places hold no texts.
        assert found.texts in (None, texts), (format, found.texts)
        whole = statements
        if format == "conll2003":
            whole = sorted((name, kind, (part,)) for name, kind, parts in statements for part in parts)
        assert sorted(found.statements) == whole, (format, sorted(found.statements))
        between = [one for one in relations if held == "all" or one[0] == one[3]]
        if held == "none":
            between = []
        named = sorted(one for one in found.relations if one[2] in kinds)
        assert named == between, (format, named, between)
        print(f"  {len(texts)} texts, {len(statements)} statements, {len(between)} relations agree")


main()
