import { builder } from '../builder.ts';
import type { RateLimitStatus } from '../context.ts';

const RateLimit = builder.objectRef<RateLimitStatus>('RateLimit').implement({
  description: 'What the caller may use. Cost is counted in points: one for each object that an operation may return, ten for a write; a bucket of `limit` points fills up evenly within a minute.',
  fields: (t) => ({
    limit: t.exposeInt('limit', { description: 'Points of a full bucket: what may be used in a minute.' }),
    remaining: t.exposeInt('remaining', { description: 'Points that are left, once those of this operation are taken. What it does not use of them comes back when it is done.' }),
    resetAt: t.expose('resetAt', { type: 'DateTime', description: 'When the bucket is full again, if nothing more is asked for.' }),
    cost: t.exposeInt('cost', { description: 'Points that this operation was reckoned to cost, told by its page sizes before it ran; `extensions.cost.actual` tells what it did cost.' }),
  }),
});

builder.queryField('rateLimit', (t) =>
  t.field({
    type: RateLimit,
    nullable: true,
    description: 'What the caller may still use. Asking costs one point, and no call to the upstream.',
    resolve: (_root, _args, { rateLimit }) => rateLimit(),
  }),
);
