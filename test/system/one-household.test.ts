// Two dossiers that may be one household's: found, ruled on, merged.
import './requests/duplicates.ts';
import './requests/rulings.ts';
import './requests/merger.ts';
