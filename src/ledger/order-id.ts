import { randomInt } from 'node:crypto';

/** `order.id` is an integer without a documented width; 31 bits fit every plausible column. */
export const MAX_ORDER_ID = 2_147_483_647;

/** A fresh `order.id` for an issue whose caller has none of its own: random, so that two processes need not agree. */
export const allocateOrderId = (): number => randomInt(1, MAX_ORDER_ID);
