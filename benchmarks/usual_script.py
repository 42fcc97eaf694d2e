"""The usual script: jieba, gensim's doc2bow, LdaModel with 10 passes. The baseline of real_corpus.

    python benchmarks/usual_script.py FILE.jsonl.gz [SEED] [TOPICS.npy]

Prints CPU seconds of each stage and peak memory; writes topics (terms × K) where asked.
"""

import os

os.environ.update(dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1"))

import gzip
import json
import resource
import sys
import time

import jieba
import numpy as np
from gensim.corpora import Dictionary
from gensim.models import LdaModel


def main() -> None:
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    jieba.setLogLevel(60)
    clock = [time.process_time()]
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    words = [[w for w in jieba.cut(text) if len(w) > 1 and "一" <= w[0] <= "鿿"] for text in texts]
    clock.append(time.process_time())
    names = Dictionary(words)
    names.filter_extremes(no_below=5, no_above=0.5)
    bags = [names.doc2bow(one) for one in words]
    clock.append(time.process_time())
    model = LdaModel(bags, 20, names, passes=10, random_state=seed)
    clock.append(time.process_time())
    stages = np.diff(clock)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    if len(sys.argv) > 3:
        np.save(sys.argv[3], model.get_topics())
    for topic in range(20):
        print(" ".join(term for term, _ in model.show_topic(topic, 10)), file=sys.stderr)
    print(
        f"usual script: {stages.sum():.1f} s CPU ({', '.join(f'{s:.1f}' for s in stages)}), "
        f"peak {peak:.2f} GB"
    )


if __name__ == "__main__":
    main()
