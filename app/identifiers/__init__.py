"""Identity numbers, credit codes, telephones, money, masking and the normal form of text."""
