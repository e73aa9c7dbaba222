// Who may do what to a dossier, and that a household has one and no more.
import './requests/access.ts';
import './requests/one-dossier.ts';
