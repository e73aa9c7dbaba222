// What comes in over the API, from whom, and what it may not do. In this order: the last one leaves approvers behind
// that nobody has asked for.
import './requests/signed-in.ts';
import './requests/attachments.ts';
import './requests/races.ts';
import './requests/bad-input.ts';
