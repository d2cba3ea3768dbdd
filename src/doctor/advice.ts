import type { UpstreamError } from '../upstream/errors.ts';

/** What a failure of an endpoint means for whoever runs the server, and what to do about it. */
export const adviceOn = ({ kind, httpStatus }: Pick<UpstreamError, 'kind' | 'httpStatus'>): string => {
  switch (kind) {
    case 'unauthenticated':
      return 'e-Cont.md does not accept the keys: check ECONT_CLIENT and ECONT_TOKEN, or the references of the tenant.';
    case 'forbidden':
      return 'the keys are known, but may not do this: the integration is off, or a quota of the account is used up.';
    case 'notFound':
      return 'there is no such endpoint, or nothing under it: name its path in ECONT_ENDPOINTS.';
    case 'rejected':
      return 'e-Cont.md refuses the question as it is asked: its parameters may have other names than is assumed.';
    case 'rateLimited':
      return 'e-Cont.md asks for fewer requests: try again later.';
    case 'failed':
      return `e-Cont.md fails${httpStatus === undefined ? '' : ` with HTTP ${httpStatus}`}: try again later.`;
    case 'unreachable':
      return 'no connection can be made: check the address, the network and the firewall.';
    case 'timeout':
    case 'deadline':
      return 'no answer came in time.';
    case 'connectionLost':
      return 'the connection broke before the answer was whole.';
    case 'protocol':
      return 'the answer is not what the contract says: something else may answer at this address.';
    default:
      return 'the call was not made.';
  }
};
