"""Reading and writing any file safely: whole or not at all, decoded, unpacked with limits."""
