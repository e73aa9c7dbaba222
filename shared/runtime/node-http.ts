const http = process.getBuiltinModule('node:http');

/**
 * Stands in for `node:http`: to import it makes Node load its WebSocket, and with that the whole of its `fetch`, 40 ms of a
 * cold start. Packages ask for these alone: the one that mails, and the AWS SDK where an address is not HTTPS, as on the
 * local cloud.
 */
export default http;
export const { Agent, request, STATUS_CODES } = http;
