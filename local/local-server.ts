import type { IncomingMessage, ServerResponse } from 'node:http';
import { type EndpointDeps, serveJson } from './aws-endpoint.ts';
import type { ControlService } from './control/service.ts';
import type { S3Service } from './s3/service.ts';

/** What the one local port serves: the control API, the JSON services by their x-amz-target, and S3 for the rest. */
export function localHandler(deps: EndpointDeps & { control: ControlService; s3: S3Service }) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    // The SDK corrects its clock by this header, and signatures are checked against virtual time.
    res.setHeader('Date', new Date(deps.clock.now()).toUTCString());
    const target = req.headers['x-amz-target'];
    if (/^\/_local(\/|\?|$)/.test(req.url ?? '')) await deps.control.handler(req, res);
    else if (req.url === '/' && req.method === 'GET' && req.headers.authorization === undefined) {
      // Nobody's S3 request: a person has opened the bare address.
      res.writeHead(302, { Location: '/_local/' }).end();
    } else if (typeof target === 'string') await serveJson(deps, target, req, res);
    else await deps.s3.handler(req, res);
  };
}
