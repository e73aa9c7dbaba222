// What a built province is asked that nobody stops: one for all of it, for to start one takes longer than most of them.
import './province/tools.ts';
// Over the network: who sends it, what it brings, and what comes at the very same moment.
import './province/signed-in.ts';
import './province/attachments.ts';
import './province/races.ts';
import './province/bad-input.ts';
import './province/clients.ts';
