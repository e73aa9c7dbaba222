// What comes in over the network: who sends it, what it brings, and what comes at the very same moment.
import './requests/signed-in.ts';
import './requests/attachments.ts';
import './requests/races.ts';
import './requests/bad-input.ts';
