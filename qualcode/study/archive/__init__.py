"""Archives: more interviews than a study is for, matched and added up, with samples of them as ordinary studies."""
