import { createHmac, timingSafeEqual } from 'node:crypto';

import type { Previews } from '../graphql/context.ts';

/** Signs preview tokens with the secret that signs links; what is signed says which of the two it is. */
export const createPreviewSignatures = (secret: string): Previews => {
  const digest = (text: string): Buffer => createHmac('sha256', secret).update(JSON.stringify(['invoice-preview', text])).digest();
  return {
    sign: (text) => digest(text).toString('base64url'),
    verify(text, signature) {
      const right = digest(text);
      const given = Buffer.from(signature, 'base64url');
      // Only the one spelling that we write.
      return given.toString('base64url') === signature && given.length === right.length && timingSafeEqual(given, right);
    },
  };
};
