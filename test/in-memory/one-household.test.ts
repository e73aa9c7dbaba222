// Two dossiers that may be one household's: found, ruled on, merged.
import './one-household/duplicates.ts';
import './one-household/rulings.ts';
import './one-household/merger.ts';
